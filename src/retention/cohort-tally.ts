// The tally of cohorts: its shape and the check of a stored one.

import type { CalendarInternals, openCalendar } from "../core/calendar.js";
import { checkCount, checkTally, fail, quote } from "../core/check.js";
import { checkList, isList, isSquareSum, isSum } from "../core/stored.js";
import { type CohortFrame, type CohortSettings, cohortFrame } from "./cohort-frame.js";

/** The histograms by which the criteria other than `on` are read; grouped counts have none. */
export const HISTOGRAMS = ["firstReturn", "lastComplete", "streak"] as const;

/** Checks a stored tally, and gives the frame of its cells. */
export function checkCohorts(
  where: string,
  argument: string,
  tally: CohortTally,
  open?: typeof openCalendar,
): CohortFrame {
  const { kind, afterUntil, cohorts } = tally ?? {};
  const made = kind === "cohorts";
  checkTally(where, `${argument}.kind`, made, '"cohorts"', kind);
  const frame = frameOf(where, argument, tally, "tallyCohorts", open);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkList(where, `${argument}.cohorts`, cohorts, "a list of cohorts");
  cohorts.forEach((cohort, i) => {
    checkCohort(where, cohort, cohorts[i - 1], frame, i);
  });
  return frame;
}

/** The frame of a stored tally by its settings, which `maker` must have accepted. */
export function frameOf(
  where: string,
  argument: string,
  tally: CohortSettings,
  maker: string,
  open?: typeof openCalendar,
): CohortFrame {
  // Only what tallyCohorts is told by; null is how JSON keeps an option that was not stated.
  const { period, timeZone, weekStart, until, minimumEvents, brackets, horizon, lagDays } = tally;
  const { entry = "event" } = tally;
  const stated = { minimumEvents, brackets: brackets ?? undefined, lagDays: lagDays ?? undefined };
  const made = {
    period,
    timeZone,
    weekStart,
    until,
    horizon: horizon ?? undefined,
    ...stated,
    entry,
  };
  try {
    return cohortFrame(where, made, open);
  } catch {
    fail("bad-tally", where, argument, `made with options that ${maker} takes`, made);
  }
}

/** Checks that a part was made with the settings of the first one. */
export function checkSettings<Settings extends object>(
  where: string,
  argument: string,
  settings: Settings,
  first: Settings,
): void {
  for (const option of Object.keys(first) as (keyof Settings & string)[]) {
    // As texts, which lists of brackets can be compared by.
    const [meant, given] = [String(first[option]), String(settings[option])];
    if (meant === given) continue;
    const isList = option === "brackets";
    const mustBe = `${isList ? meant : quote(first[option])}, as in parts[0]`;
    const shown = isList ? given : settings[option];
    fail("options-mismatch", where, `${argument}.${option}`, mustBe, shown);
  }
}

/** The period that starts on a local date; `null` if none does. */
export function periodStarting(calendar: CalendarInternals, date: string): number | null {
  try {
    const period = calendar.periodOfDate(date);
    // A date that the zone left out is over as it starts.
    const isOne = calendar.startOf(period) < calendar.startOf(period + 1);
    return isOne && calendar.startDateOf(period) === date ? period : null;
  } catch {
    return null;
  }
}

/**
 * The customers who entered in one period, and how many of them were active in each later one. The
 * lists go by lag, or by bracket, as far as any has begun.
 */
export interface Cohort {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  readonly size: number;
  /** Members whose period at that lag has begun. On a calendar that is all of them. */
  readonly eligible: readonly number[];
  /** Members active in that period; at lag 0 all of them. */
  readonly active: readonly number[];
  /** Members first active again at that lag; 0 at lag 0. Those who never were are in none. */
  readonly firstReturn?: readonly number[];
  /** Members for whom that was the last lag they were active in, of those that are over for them. */
  readonly lastComplete?: readonly number[];
  /** Members active at every lag up to that one, and not at the next. */
  readonly streak?: readonly number[];
  /** The sum of the values of the members' events at that lag. */
  readonly value?: readonly number[];
  /** The sum over members of the square of what each has spent up to that lag, which `valueCurve` reads. */
  readonly valueSquares?: readonly number[];
}

/** Cohorts by the period of the first event. Counts of customer-disjoint parts add up. */
export interface CohortTally extends CohortSettings {
  readonly kind: "cohorts";
  /** Events at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** Sorted by start; periods in which nobody entered are left out. */
  readonly cohorts: readonly Cohort[];
}

function checkCohort(
  where: string,
  cohort: Cohort,
  before: Cohort | undefined,
  frame: CohortFrame,
  index: number,
): void {
  const { start, size, eligible, active } = cohort ?? {};
  const period = periodStarting(frame.calendar, start);
  const sorted = period !== null && (before === undefined || before.start < start);
  checkTally(where, "cohort.start", sorted, "the first date of a period, sorted", start, index);
  checkCount(where, "cohort.size", size, index);
  const cells = frame.cellsBegun(frame.lagsBegun(period as number));
  checkCounts(where, "cohort.eligible", eligible, cells, index);
  checkCounts(where, "cohort.active", active, cells, index);
  const full = size > 0 && active[0] === size && eligible[0] === size;
  checkTally(where, "cohort.size", full, "above 0, and as many as at lag 0", size, index);
  const { lagDays } = frame.settings;
  const whole = lagDays === null ? cells : frame.cellsOver(frame.lagsOver(period as number));
  active.forEach((count, lag) => {
    const most = eligible[lag];
    const known = lag < whole ? most === size : most <= (eligible[lag - 1] ?? size);
    checkTally(
      where,
      "cohort.eligible",
      known,
      `the number of members whose lag ${lag} has begun`,
      most,
      index,
    );
    checkTally(
      where,
      "cohort.active",
      count <= most,
      `at most the eligible at lag ${lag}`,
      count,
      index,
    );
  });
  for (const name of HISTOGRAMS) {
    if (cohort[name] === undefined) continue;
    checkHistogram(where, `cohort.${name}`, cohort[name], cohort, index);
  }
  const { value } = cohort;
  const alike = before === undefined || (before.value === undefined) === (value === undefined);
  checkTally(where, "cohort.value", alike, "in each cohort, or in none", value, index);
  const fits = isList(value) && value.length === cells && value.every(isSum);
  const mustBe = "a list with a number for each lag";
  checkTally(where, "cohort.value", value === undefined || fits, mustBe, value, index);
  const { valueSquares } = cohort;
  // How large they have to be cannot be said: refunds leave rounding errors of what was spent before.
  const isBeside =
    isList(valueSquares) &&
    valueSquares.length === value?.length &&
    valueSquares.every(isSquareSum);
  const squares = "left out, or a list beside value with a number, 0 or more, for each lag";
  const areSquares = valueSquares === undefined || isBeside;
  checkTally(where, "cohort.valueSquares", areSquares, squares, valueSquares, index);
}

function checkCounts(
  where: string,
  field: string,
  counts: readonly number[],
  length: number,
  index: number,
): void {
  const fits = Array.isArray(counts) && counts.length === length;
  checkTally(where, field, fits, "a list with a count for each lag", counts, index);
  for (const count of counts) checkCount(where, field, count, index);
}

function checkHistogram(
  where: string,
  field: string,
  counts: readonly number[],
  { size, active }: Cohort,
  index: number,
): void {
  checkCounts(where, field, counts, active.length, index);
  counts.forEach((count, lag) => {
    const fits = count <= active[lag];
    checkTally(where, field, fits, `at most the active at lag ${lag}`, count, index);
  });
  // Some members never came back; each has a last lag and a streak, if only those of lag 0.
  const sum = counts.reduce((a, b) => a + b, 0);
  const whole = field === "cohort.firstReturn" ? sum <= size - counts[0] : sum === size;
  checkTally(
    where,
    field,
    whole,
    "counts that add up to the size, or of firstReturn to no more",
    sum,
    index,
  );
  if (field === "cohort.firstReturn") checkReturns(where, field, counts, active, index);
  if (field === "cohort.streak") checkStreaks(where, field, counts, active, index);
}

/** Whoever is active at a lag has come back by then. */
function checkReturns(
  where: string,
  field: string,
  counts: readonly number[],
  active: readonly number[],
  index: number,
): void {
  let back = 0;
  for (let lag = 1; lag < active.length; lag++) {
    back += counts[lag];
    const mustBe = `counts that, up to lag ${lag}, add up to those active at it or more`;
    checkTally(where, field, back >= active[lag], mustBe, back, index);
  }
}

/** Whoever was active at every lag up to some was so at each of them. */
function checkStreaks(
  where: string,
  field: string,
  counts: readonly number[],
  active: readonly number[],
  index: number,
): void {
  let still = 0;
  for (let lag = active.length - 1; lag > 0; lag--) {
    still += counts[lag];
    checkTally(where, field, still <= active[lag], "of members active all along", still, index);
  }
}
