import { counted, NOTHING, percent, points, pointsInterval } from "../format.js";
import type { Change } from "../measure/change.js";
import type { Source } from "../read/source.js";
import { bridgeChart, nameOf, type Step } from "./bridge-chart.js";
import { type Figure, inTwoWidths } from "./figure.js";
import type { Page } from "./page.js";

/** As much of it as the picture shows. */
export type DrawnChange = Omit<Change, "survey" | "reading"> & {
  readonly survey: {
    readonly source: Pick<Source, "isGenerated">;
    readonly by: { readonly column: string } | null;
  };
};

/** More segments than this are drawn as one. */
const MOST_SEGMENTS = 5;

/** From the score of one wave to that of the other, segment by segment. */
export function bridgeFigure(page: Page, measured: DrawnChange): Figure {
  const { explained, metric, survey, waves } = measured;
  const unit = unitOf(measured);
  const title = `${metric === "mean score" ? "Mean score" : metric}, ${waves[0]} to ${waves[1]}`;
  const steps = stepsOf(measured);
  const label = `${title}: ${steps.map((step) => `${nameOf(step)} ${step.text}`).join(", ")}.`;
  const column = survey.by?.column ?? "";
  return {
    title,
    isGenerated: survey.source.isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      bridgeChart(page, steps, { width, isNarrow, label }),
    ),
    caption:
      `By ${column}. Within: what their scores changed, ${unit.signed(explained.within.value)} ` +
      `(${unit.interval(explained.within)}). Mix: what their shares changed, ` +
      `${unit.signed(explained.mix.value)} (${unit.interval(explained.mix)}).`,
    table: {
      caption: title,
      columns: [column, "share before", "after", `${metric} before`, "after", "within", "mix"],
      rows: explained.segments
        .slice(0, 500)
        .map(({ by, within, mix, shareBefore, shareAfter, scoreBefore, scoreAfter }) => [
          by === "" ? "(empty)" : by,
          percent(shareBefore),
          percent(shareAfter),
          scoreBefore === null ? NOTHING : unit.plain(scoreBefore),
          scoreAfter === null ? NOTHING : unit.plain(scoreAfter),
          unit.signed(within),
          unit.signed(mix),
        ]),
    },
  };
}

/** How scores, and what moves them, are written. */
export interface Unit {
  readonly plain: (value: number) => string;
  readonly signed: (value: number) => string;
  readonly interval: (ends: { readonly low: number; readonly high: number }) => string;
}

export function unitOf({ metric }: Pick<Change, "metric">): Unit {
  if (metric === "NPS") return { plain: points, signed: points, interval: pointsInterval };
  // Of a CSAT, percentage points: a share of 60 % that falls by a tenth of that falls by 6.
  const [scale, digits, sign] = metric === "CSAT" ? [100, 1, "%"] : [1, 2, ""];
  const signed = (value: number) => {
    const text = Math.abs(scale * value).toFixed(digits);
    return `${Number(text) === 0 ? "" : value < 0 ? "−" : "+"}${text}`;
  };
  return {
    plain: (value) => (scale * value).toFixed(digits) + sign,
    signed,
    interval: ({ low, high }) => `${signed(low)} to ${signed(high)}`,
  };
}

/** What was compared, and what is left to say of it. */
export function aboutChange(measured: DrawnChange): string {
  const { waves, answers, leftOut } = measured;
  const others = leftOut === 0 ? "" : ` ${counted(leftOut, "answer")} of no wave left out.`;
  return (
    `${counted(answers[0], "answer")} in ${waves[0]}, and ${counted(answers[1], "answer")} in ${waves[1]}.` +
    `${others} Other segments may tell another story.`
  );
}

/** First what happened within segments, then what their mix did; small ones together. */
function stepsOf(measured: DrawnChange): Step[] {
  const { explained, waves } = measured;
  const unit = unitOf(measured);
  const { before, after, segments } = explained;
  const size = ({ within, mix }: (typeof segments)[number]) => Math.abs(within) + Math.abs(mix);
  const isMany = segments.length > MOST_SEGMENTS;
  const bySize = [...segments].sort((a, b) => size(b) - size(a));
  const shown = isMany ? bySize.slice(0, MOST_SEGMENTS - 1) : segments;
  const others = isMany ? bySize.slice(MOST_SEGMENTS - 1) : [];
  const total = (name: string, score: number): Step => ({
    name,
    part: "total",
    from: score,
    to: score,
    text: unit.plain(score),
  });
  const steps: Step[] = [total(waves[0], before)];
  let at = before;
  for (const part of ["within", "mix"] as const) {
    const moves = shown.map((segment) => [segment.by || "(empty)", segment[part]] as const);
    const rest = others.reduce((sum, segment) => sum + segment[part], 0);
    if (isMany) moves.push([`${others.length} others`, rest]);
    for (const [name, change] of moves) {
      steps.push({
        name,
        part,
        from: at,
        to: at + change,
        text: unit.signed(change),
      });
      at += change;
    }
  }
  return [...steps, total(waves[1], after)];
}
