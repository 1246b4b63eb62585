// The tally of lifetimes: its columns, and the check of one that was stored.

import { checkCount, checkTally, type ErrorCode, fail, MOST } from "../core/check.js";
import { isCount } from "../core/stored.js";

/** Checks a stored tally. Messages are made only where one is needed: there can be a million durations. */
export function checkLifetimes(
  where: string,
  argument: string,
  tally: LifetimeTally,
): CheckedLifetimes {
  const { kind, durations, left, censored, entered, byReason } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "lifetimes", '"lifetimes"', kind);
  const made = "a list, as tallyLifetimes makes it, or tallyLifetimeCounts of counted rows";
  checkTally(where, `${argument}.durations`, Array.isArray(durations), made, durations);
  const { length } = durations;
  const customers =
    checkCounts(where, `${argument}.left`, left, length) +
    checkCounts(where, `${argument}.censored`, censored, length);
  const entrants =
    entered === undefined ? 0 : checkCounts(where, `${argument}.entered`, entered, length);
  checkRising(where, `${argument}.durations`, durations);
  // Beyond it counts are rounded, and what is left of them once all are gone need not be nobody.
  const most = Number.MAX_SAFE_INTEGER;
  checkTally(where, argument, customers <= most, `of ${most} customers at most`, customers);
  if (byReason !== undefined)
    checkReasons(where, `${argument}.byReason`, byReason, durations, left);
  if (entered !== undefined) checkEntrants(where, `${argument}.entered`, tally, "bad-tally");
  const fromStart = customers - entrants;
  return { durations, left, censored, entered, byReason, customers, fromStart };
}

/** Checks that all who enter leave, or are last seen, later. */
export function checkEntrants(
  where: string,
  argument: string,
  { durations, left, censored, entered }: LifetimeCounts,
  code: ErrorCode,
): void {
  if (entered === undefined) return;
  let later = 0;
  for (let i = durations.length - 1; i >= 0; i--) {
    later -= entered[i];
    if (later < 0) {
      const mustBe = `no more than the customers who leave or are last seen after ${durations[i]}`;
      fail(code, where, argument, mustBe, entered[i]);
    }
    later += left[i] + censored[i];
  }
}

/** Lifetimes counted by duration, in columns. Counts of parts add up to those of the whole. */
export interface LifetimeTally extends LifetimeCounts {
  readonly kind: "lifetimes";
}

/** Lifetimes counted by duration: columns with a place for each. */
export interface LifetimeCounts {
  /** Rising; the counts beside them go by duration. */
  readonly durations: readonly number[];
  /** Customers who left then. */
  readonly left: readonly number[];
  /** Customers who were last seen then, and had not left. */
  readonly censored: readonly number[];
  /** Customers watched only since then; left out where all were watched from the start. */
  readonly entered?: readonly number[] | undefined;
  /** Left out where nobody gave a reason. */
  readonly byReason?: ReasonCounts | undefined;
}

/** Customers who left and said why, in columns, sorted by duration and then by reason. */
export interface ReasonCounts {
  readonly durations: readonly number[];
  readonly reasons: readonly string[];
  /** Of those who left at the duration, how many did for the reason. */
  readonly left: readonly number[];
}

/** What a checked tally holds. */
export interface CheckedLifetimes extends LifetimeCounts {
  readonly customers: number;
  /** Those watched from the start. */
  readonly fromStart: number;
}

/** What the counts add up to. */
function checkCounts(where: string, field: string, counts: unknown, length: number): number {
  checkTally(where, field, Array.isArray(counts), "a list", counts);
  const list = counts as readonly unknown[];
  const mustBe = `${length}, as of durations`;
  checkTally(where, `${field}.length`, list.length === length, mustBe, list.length);
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const count = list[i];
    if (isCount(count)) sum += count;
    else checkCount(where, field, count, i);
  }
  return sum;
}

function checkRising(where: string, field: string, durations: readonly number[]): void {
  let before = -1;
  for (let i = 0; i < durations.length; i++) {
    const duration = durations[i];
    const isDuration = typeof duration === "number" && duration >= 0 && duration <= MOST;
    if (!isDuration || duration <= before) {
      fail("bad-tally", where, field, "a number, 0 or more, rising", duration, i);
    }
    before = duration;
  }
}

/** Checks that reasons are sorted, of durations of the tally, and no more than left. */
function checkReasons(
  where: string,
  argument: string,
  byReason: ReasonCounts,
  durations: readonly number[],
  left: readonly number[],
): void {
  const { durations: at, reasons, left: counts } = Object(byReason) as ReasonCounts;
  const areLists = Array.isArray(at) && Array.isArray(reasons) && reasons.length === at.length;
  checkTally(where, argument, areLists, "columns of durations, reasons and left", byReason);
  checkCounts(where, `${argument}.left`, counts, at.length);
  let [place, stated] = [0, 0];
  for (let i = 0; i < at.length; i++) {
    while (durations[place] < at[i]) place++;
    const isNext = at[i] !== at[i - 1];
    stated = (isNext ? 0 : stated) + counts[i];
    const isSorted = typeof reasons[i] === "string" && (isNext || reasons[i - 1] < reasons[i]);
    if (!isSorted || durations[place] !== at[i] || stated > left[place]) {
      const mustBe = "sorted by duration and reason, with counts that add up to left or fewer";
      fail("bad-tally", where, argument, mustBe, reasons[i], i);
    }
  }
}
