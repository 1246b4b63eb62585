import type { EffectiveScores, ScoreTally } from "customer-metrics";
import {
  count,
  counted,
  percent,
  percentInterval,
  points,
  pointsInterval,
  range,
} from "../format.js";
import type { Csat, Satisfaction } from "../measure/satisfaction.js";
import { shareBetween } from "../measure/weights.js";
import type { Source } from "../read/source.js";
import { ink } from "./chart.js";
import { type Figure, inTwoWidths } from "./figure.js";
import { intervalChart } from "./interval-chart.js";
import { ladderChart } from "./ladder-chart.js";
import type { Page } from "./page.js";
import { type ScoreGroup, scoreChart } from "./score-chart.js";

/** As much of it as the pictures show. */
export type DrawnSatisfaction = Omit<Satisfaction, "survey"> & {
  readonly survey: {
    readonly source: Pick<Source, "isGenerated">;
    readonly main: { readonly column: string };
    readonly weight: { readonly column: string } | null;
    readonly by: { readonly column: string } | null;
  };
};

/** The pictures of a survey: what was answered, by whom, and what levels it makes. */
export function satisfactionFigures(page: Page, measured: DrawnSatisfaction): Figure[] {
  const { levels, csat, groups, survey } = measured;
  const isMain = csat !== null && csat.column === survey.main.column;
  return [
    scoreFigure(page, measured),
    ...(levels === null ? [] : [levelFigure(page, measured, levels)]),
    ...(groups === null ? [] : [groupFigure(page, measured, groups)]),
    ...(csat === null || isMain ? [] : [csatFigure(page, measured, csat)]),
  ];
}

function scoreFigure(page: Page, measured: DrawnSatisfaction): Figure {
  const { nps, csat, survey, tally, weighed, answers } = measured;
  const groups = nps !== null ? npsGroups(tally.scale.min) : csat !== null ? csatGroups(csat) : [];
  const title = nps !== null ? "Answers by NPS category" : "Answers by score";
  return {
    title,
    isGenerated: survey.source.isGenerated,
    picture: inTwoWidths(page, (width) =>
      scoreChart(page, weighed, groups, { width, label: scoreLabel(title, measured, groups) }),
    ),
    caption: `Column ${survey.main.column}, ${range(tally.scale)}; ${counted(answers, "answer")}${countsOf(measured)}.${weightsOf(measured)}`,
    table: scoreTable(title, tally, weighed, groups),
  };
}

function csatFigure(page: Page, measured: DrawnSatisfaction, csat: Csat): Figure {
  const { tally, weighed, column, estimate, satisfiedFrom } = csat;
  const groups = csatGroups(csat);
  const title = "Satisfied or not";
  const answers = tally.counts.reduce((sum, number) => sum + number, 0);
  const label = `${title}: ${percent(estimate.value)} of ${counted(answers, "answer")} were satisfied.`;
  return {
    title,
    isGenerated: measured.survey.source.isGenerated,
    picture: inTwoWidths(page, (width) => scoreChart(page, weighed, groups, { width, label })),
    caption:
      `Column ${column}, ${range(tally.scale)}: ${counted(answers, "answer")}. CSAT counts those of ` +
      `${satisfiedFrom} or more: ${percent(estimate.value)} (${percentInterval(estimate)}).`,
    table: scoreTable(title, tally, weighed, groups),
  };
}

function levelFigure(
  page: Page,
  { survey, answers }: DrawnSatisfaction,
  levels: NonNullable<Satisfaction["levels"]>,
): Figure {
  const title = "The level ladder";
  const bestFirst = [...levels].reverse();
  const words = bestFirst.map(({ level, share }) => `${level} ${percent(share)}`).join(", ");
  const cuts = levels.map(({ level, from }) => `${level} from ${from}`).join(", ");
  return {
    title,
    isGenerated: survey.source.isGenerated,
    picture: inTwoWidths(page, (width) =>
      ladderChart(page, levels, {
        width,
        label: `${title}, ${counted(answers, "answer")}: ${words}.`,
      }),
    ),
    caption: `The pale bar adds those at a better level. The cuts are a convention of customer-metrics: ${cuts}.`,
    table: {
      caption: title,
      columns: ["level", "from score", "answers", "share", "at least"],
      rows: bestFirst.map(({ level, from, count: number, share, atLeast }) => [
        level,
        String(from),
        count(number),
        percent(share),
        level === "below" ? "" : percent(atLeast),
      ]),
    },
  };
}

/** More groups than this are a list to read, not a picture to see. */
const MOST_GROUPS = 24;

function groupFigure(
  page: Page,
  { survey, nps, csat }: DrawnSatisfaction,
  groups: NonNullable<Satisfaction["groups"]>,
): Figure {
  const [show, interval] =
    nps === null ? [(x: number) => percent(x), percentInterval] : [points, pointsInterval];
  const all = (nps ?? csat)?.estimate ?? groups[0].estimate;
  const column = survey.by?.column ?? "";
  const metric = nps === null ? "CSAT" : "NPS";
  const title = `${metric} by ${column}`;
  const shown = groups.slice(0, MOST_GROUPS);
  const more =
    groups.length > shown.length
      ? ` The first ${shown.length} of ${groups.length} groups are drawn.`
      : "";
  return {
    title,
    isGenerated: survey.source.isGenerated,
    picture: inTwoWidths(page, (width, isNarrow) =>
      intervalChart(page, shown, {
        width,
        isNarrow,
        all,
        show: nps === null ? (x) => percent(x, 0) : (x) => points(x).replace(/\.0$/, ""),
        axis: nps === null ? "CSAT" : "NPS, points",
        label: `${title} with intervals, ${counted(groups.length, "group")}: ${shown
          .map(({ name, estimate }) => `${name} ${show(estimate.value)}`)
          .join(", ")}.`,
      }),
    ),
    caption: `Points with their ${100 * all.confidence}% intervals. Where two overlap by much, their order says little.${more}`,
    table: {
      caption: title,
      columns: [column, "answers", metric, "interval"],
      rows: groups
        .slice(0, 500)
        .map(({ name, answers, estimate }) => [
          name === "" ? "(empty)" : name,
          count(answers),
          show(estimate.value),
          interval(estimate),
        ]),
    },
  };
}

function npsGroups(min: number): ScoreGroup[] {
  return [
    { name: "Detractors", from: min, to: 6, fill: ink.detractor },
    { name: "Passives", from: 7, to: 8, fill: ink.passive },
    { name: "Promoters", from: 9, to: 10, fill: ink.promoter },
  ];
}

function csatGroups({ tally, satisfiedFrom }: Csat): ScoreGroup[] {
  const { min, max } = tally.scale;
  return [
    { name: "Not satisfied", from: min, to: satisfiedFrom - 1, fill: ink.passive },
    { name: "Satisfied", from: satisfiedFrom, to: max, fill: ink.promoter },
  ];
}

function countsOf({ nps }: DrawnSatisfaction): string {
  if (nps === null) return "";
  const { promoters, passives, detractors } = nps.counts;
  return `: ${count(promoters)} promoters, ${count(passives)} passives, ${count(detractors)} detractors`;
}

/** Bars and shares are by weight; counts are of answers. */
function weightsOf({ survey, worth }: DrawnSatisfaction): string {
  if (worth === null || survey.weight === null) return "";
  return ` Shares are weighted by ${survey.weight.column}: worth ${worth.toFixed(1)} answers that weigh the same.`;
}

function scoreLabel(
  title: string,
  { nps, answers, weighed }: DrawnSatisfaction,
  groups: readonly ScoreGroup[],
): string {
  if (nps === null) return `${title}: ${counted(answers, "answer")}.`;
  const shares = groups.map(({ from, to }) => percent(shareBetween(weighed, from, to)));
  return `${title}: ${groups.map(({ name }, i) => `${name} ${shares[i]}`).join(", ")}.`;
}

function scoreTable(
  caption: string,
  { counts, scale: { min } }: ScoreTally,
  weighed: ScoreTally | EffectiveScores,
  groups: readonly ScoreGroup[],
): Figure["table"] {
  return {
    caption,
    columns: ["score", "", "answers", "share"],
    rows: counts.map((number, i) => [
      String(min + i),
      groups.find(({ to }) => min + i <= to)?.name ?? "",
      count(number),
      percent(shareBetween(weighed, min + i, min + i)),
    ]),
  };
}
