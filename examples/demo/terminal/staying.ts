import { count, GENERATED, NOTHING, percent } from "../format.js";
import { type Staying, WINDOW } from "../measure/staying.js";
import {
  aboutLandmark,
  aboutMeanStay,
  aboutStaying,
  stayingCaution,
  stayingDifference,
  stayingTitle,
  stayingTrend,
} from "../wording.js";
import { cell, type Paint, plain, wrap } from "./text.js";

export function stayingLines(measured: Staying, paint: Paint): string[] {
  const { retention, levels, members } = measured;
  const mark = members.source.isGenerated ? `  ${paint("yellow", `[${GENERATED}]`)}` : "";
  const rows = [
    ...[...retention.levels].reverse(),
    { ...retention.unanswered, level: "no answer" },
  ];
  return [
    "",
    `${paint("bold", stayingTitle.toUpperCase())}${mark}`,
    "",
    paint("dim", `             customers   stayed ${WINDOW} days, interval   mean days   median`),
    ...rows.map(({ level, total, share, low, high }) => {
      const stay = levels.find((one) => one.level === level);
      const interval = share === null ? "" : `${percent(low)} to ${percent(high)}`;
      return (
        `  ${cell(level, 11)}${count(total).padStart(9)}${percent(share).padStart(9)}   ` +
        `${interval.padEnd(18)}${days(stay?.mean?.value).padStart(9)}${days(stay?.median.value).padStart(9)}`
      );
    }),
    "",
    ...wrap(`${stayingTrend(measured)} ${stayingDifference(measured)} ${aboutMeanStay}`),
    "",
    ...[aboutStaying(measured), aboutLandmark, stayingCaution(measured)]
      .flatMap((text) => wrap(plain(text)))
      .map((line) => paint("dim", line)),
  ];
}

/** A median that is not reached is no number. */
function days(number: number | null | undefined): string {
  return number === null || number === undefined ? NOTHING : count(Math.round(number));
}
