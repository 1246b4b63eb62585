import { GENERATED } from "../format.js";
import type { Change } from "../measure/change.js";
import { aboutChange, unitOf } from "../report/change.js";
import { cell, type Paint, plain, wrap } from "./text.js";

const MOST_SEGMENTS = 12;

/** From one wave to the other: what happened within segments, and what their mix did. */
export function changeLines(change: Change, paint: Paint): string[] {
  const { explained, metric, survey, waves } = change;
  const { plain: shown, signed, interval } = unitOf(change);
  const { before, after, within, mix, segments } = explained;
  const mark = survey.source.isGenerated ? `  ${paint("yellow", `[${GENERATED}]`)}` : "";
  const left = segments.length - MOST_SEGMENTS;
  const [first, second] = waves.map((name) => cell(plain(name), 20).trim());
  const column = cell(plain(survey.wave?.column ?? ""), 24).trim();
  return [
    "",
    `${paint("bold", "WHY THE SCORE MOVED")}  ${paint("dim", `column ${column}`)}${mark}`,
    "",
    `  ${paint("bold", signed(explained.change))}   ${metric} ${shown(before)} in ${first}, ${shown(after)} in ${second}`,
    `  within segments  ${signed(within.value).padStart(7)}   ${interval(within)}`,
    `  their mix        ${signed(mix.value).padStart(7)}   ${interval(mix)}`,
    "",
    paint("dim", `  ${cell(`by ${plain(survey.by?.column ?? "")}`, 26)}    within       mix`),
    ...segments
      .slice(0, MOST_SEGMENTS)
      .map(
        (segment) =>
          `  ${cell(plain(segment.by) || "(empty)", 26)}${signed(segment.within).padStart(10)}` +
          signed(segment.mix).padStart(10),
      ),
    ...(left > 0 ? [`  and ${left} more, in the report`] : []),
    "",
    ...wrap(plain(aboutChange(change))),
  ];
}
