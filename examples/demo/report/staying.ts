import { count, NOTHING, percent, percentInterval } from "../format.js";
import type { Group } from "../measure/satisfaction.js";
import { HORIZON, type ReasonShare, type Staying, WINDOW } from "../measure/staying.js";
import { aboutMeanStay, stayingDifference } from "../wording.js";
import { type Figure, inThreeWidths, inTwoWidths } from "./figure.js";
import { intervalChart } from "./interval-chart.js";
import type { Element, Page } from "./page.js";
import { survivalChart } from "./survival-chart.js";

/** Who stayed at each level, why others did not, and for how long. */
export function stayingFigures(page: Page, measured: Staying): Figure[] {
  const isShareKnown = measured.retention.levels.some(({ total }) => total > 0);
  return [
    ...(isShareKnown ? [shareFigure(page, measured)] : []),
    ...(measured.reasons.length > 0 ? [reasonFigure(page, measured)] : []),
    ...(measured.levels.length > 0 ? [curveFigure(page, measured)] : []),
  ];
}

function shareFigure(page: Page, measured: Staying): Figure {
  const { levels, unanswered } = measured.retention;
  const title = `Stayed ${WINDOW} days, by level`;
  const bestFirst = [...levels].reverse();
  const groups = bestFirst.flatMap(groupOf);
  return {
    title,
    isGenerated: measured.members.source.isGenerated,
    picture: sharesWith(page, groups, { title, axis: `share that stayed ${WINDOW} days` }),
    caption: `Of those asked, the share that was still there, with its ${100 * unanswered.confidence}% interval.`,
    table: {
      caption: title,
      columns: ["level", "customers", "stayed", "share", "interval"],
      rows: [...bestFirst, { ...unanswered, level: "no answer" }].map((row) => [
        row.level,
        count(row.total),
        count(row.count),
        percent(row.share),
        row.low === null || row.high === null
          ? ""
          : percentInterval({ low: row.low, high: row.high }),
      ]),
    },
  };
}

/** A level with its interval, as one has that somebody is at. */
function groupOf(row: Staying["retention"]["levels"][number]): Group[] {
  const { level, total, share: value, low, high, confidence } = row;
  if (value === null || low === null || high === null) return [];
  return [{ name: level, answers: total, estimate: { value, low, high, confidence } }];
}

function reasonFigure(page: Page, measured: Staying): Figure {
  const title = `Why they left, within ${HORIZON} days`;
  const groups = [...measured.reasons]
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), "en"))
    .map((one) => ({ name: nameOf(one), answers: one.customers, estimate: one.estimate }));
  return {
    title,
    isGenerated: measured.members.source.isGenerated,
    picture: sharesWith(page, groups, { title, axis: "share that left for it" }),
    caption:
      "The share that left for each reason, of those below expectations (low) and of those delighted or " +
      "amazed (high). Where one reason takes many, fewer are left to leave for another.",
    table: {
      caption: title,
      columns: ["reason", "customers", "left for it", "interval"],
      rows: groups.map(({ name, answers, estimate }) => [
        name,
        count(answers),
        percent(estimate.value),
        percentInterval(estimate),
      ]),
    },
  };
}

function nameOf({ reason, group }: ReasonShare): string {
  return `${reason ?? "not said"}, ${group}`;
}

function curveFigure(page: Page, measured: Staying): Figure {
  const { levels } = measured;
  const title = "Still there, by level";
  const label = `${title}: ${levels
    .map(({ level, mean }) => `${level} ${mean === null ? NOTHING : days(mean.value)}`)
    .join(", ")} of the first ${HORIZON} days.`;
  const confidence = 100 * levels[0].median.confidence;
  return {
    title,
    isGenerated: measured.members.source.isGenerated,
    isFullWidth: true,
    picture: inThreeWidths(page, (width, isNarrow) =>
      survivalChart(page, levels, { width, label, isNarrow }),
    ),
    caption:
      `The share of each level that is still there so many days after the answer. The bands are the ` +
      `${confidence}% intervals of the lowest and of the highest level. ${stayingDifference(measured)}`,
    table: {
      caption: `${title}. ${aboutMeanStay}`,
      columns: ["level", "customers", "left", "mean", "interval", "median", "interval"],
      rows: [...levels]
        .reverse()
        .map(({ level, customers, left, mean, median }) => [
          level,
          count(customers),
          count(left),
          mean === null ? NOTHING : days(mean.value),
          mean === null ? "" : `${days(mean.low)} to ${days(mean.high)}`,
          days(median.value),
          median.low === null ? "" : `${days(median.low)} to ${days(median.high)}`,
        ]),
    },
  };
}

/** Shares below each other, with their intervals. */
function sharesWith(
  page: Page,
  groups: readonly Group[],
  { title, axis }: { readonly title: string; readonly axis: string },
): Element[] {
  const show = (share: number) => percent(share, 0);
  const words = groups.map(({ name, estimate }) => `${name} ${percent(estimate.value)}`);
  const label = `${title}: ${words.join(", ")}.`;
  return inTwoWidths(page, (width, isNarrow) =>
    intervalChart(page, groups, { width, isNarrow, all: null, show, axis, label }),
  );
}

/** An end that is not reached is no number. */
function days(number: number | null): string {
  return number === null ? NOTHING : count(Math.round(number));
}
