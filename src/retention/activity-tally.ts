// The tally of activity: its shape and the check of one that was stored.

import type { CalendarInternals, openCalendar } from "../core/calendar.js";
import { checkCount, checkOptions, checkTally, fail } from "../core/check.js";
import type { CustomerId } from "../core/customer-id.js";
import { type CustomerPeriods, checkCustomerPeriods } from "../core/customer-periods.js";
import { isMoment } from "../core/stored.js";
import { EARLIEST } from "../core/time.js";
import {
  COHORT_OPTIONS,
  type CohortFrame,
  type CohortOptions,
  type CohortSettings,
  checkEntry,
  cohortFrame,
} from "./cohort-frame.js";
import { type CohortTally, frameOf } from "./cohort-tally.js";

/** The frame of the options of a tally. */
export function activityFrame(where: string, options: ActivityOptions): CohortFrame {
  // Options kept for tallyCohorts may have windows; calendar periods in their place would mislead.
  const { lagDays } = checkOptions<CohortOptions>(where, options, COHORT_OPTIONS);
  if (lagDays !== undefined && lagDays !== null) {
    const mustBe = "left out (use tallyCohorts: lagDays needs the moment of every event)";
    fail("out-of-range", where, "lagDays", mustBe, lagDays);
  }
  return cohortFrame(where, options);
}

/** The tally of columns that keep the first events. */
export function activityOf(
  settings: CohortSettings,
  afterUntil: number,
  { customers, first, periodCounts, periods, events }: CustomerPeriods,
): ActivityTally {
  // The columns were made with them.
  const firsts = first as readonly number[];
  const columns = { customers, first: firsts, periodCounts, periods, events };
  return { kind: "activity", ...settings, afterUntil, ...columns };
}

/** The columns of a tally, in the layout that tallies of customers share. */
export function columnsOfActivity(
  tally: ActivityTally,
): CustomerPeriods & { first: readonly number[] } {
  const { customers, first, periodCounts, periods, events } = tally;
  return { customers, first, periodCounts, periods, events, values: null };
}

/** Checks that no customer's first period is so long ago that a row a period would fill the memory. */
export function checkFirsts(where: string, tally: ActivityTally, frame: CohortFrame): void {
  let from = 0;
  tally.first.forEach((first, i) => {
    checkEntry(where, frame, first, tally.periods[from], i, "tally.first");
    from += tally.periodCounts[i];
  });
}

/** Checks a stored tally, and gives the frame of its options. */
export function checkActivity(
  where: string,
  argument: string,
  tally: ActivityTally,
  open?: typeof openCalendar,
): CohortFrame {
  const { kind, afterUntil, first, periods, periodCounts } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "activity", '"activity"', kind);
  const frame = frameOf(where, argument, tally, "tallyActivity", open);
  const { calendar, settings, last } = frame;
  const { lagDays } = settings;
  checkTally(where, `${argument}.lagDays`, lagDays === null, "null", lagDays);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  const made = "a list, as tallyActivity makes it, or tallyActivityCounts of counted rows";
  checkTally(where, `${argument}.periods`, Array.isArray(periods), made, periods);
  const names = { events: "events", values: "values" };
  const columns = columnsOfActivity(tally);
  checkCustomerPeriods(where, argument, names, columns, calendar.periodOf(EARLIEST), last, 0);
  const fits = Array.isArray(first) && first.length === periodCounts.length;
  checkTally(where, `${argument}.first`, fits, "a list with a moment for each customer", first);
  for (let i = 0, from = 0; i < first.length; from += periodCounts[i++]) {
    const time = first[i];
    if (isMoment(time) && isFirst(calendar, time, periods, from, periodCounts[i])) continue;
    const mustBe = "epoch milliseconds in the first period of the customer";
    checkTally(where, `${argument}.first`, false, mustBe, time, i);
  }
  return frame;
}

/** The options of a cohort table but for `lagDays`, which needs the moment of every event. */
export type ActivityOptions = Omit<CohortOptions, "lagDays">;

/** Who was active when, in columns. Unlike cohorts, it merges over any cut of the events: it keeps the customers. */
export interface ActivityTally extends Omit<CohortTally, "kind" | "cohorts"> {
  readonly kind: "activity";
  /** Sorted, each once: numbers first, then strings. */
  readonly customers: readonly CustomerId[];
  /** By customer: the first event, in epoch milliseconds. */
  readonly first: readonly number[];
  /** By customer: in how many periods they were active, at least 1. */
  readonly periodCounts: readonly number[];
  /** Those periods, customer after customer, each customer's rising, as `calendar(…).periodOf` numbers them. */
  readonly periods: readonly number[];
  /** How many events there were in each of the `periods`. */
  readonly events: readonly number[];
}

/** Whether a moment lies in the first period of a customer, or in the second, where the clocks bring it back. */
function isFirst(
  { periodOf, segmentAt }: CalendarInternals,
  time: number,
  periods: readonly number[],
  from: number,
  count: number,
): boolean {
  const period = periodOf(time);
  if (period === periods[from]) return true;
  // Where clocks go back over midnight, the next change of the clocks brings an earlier period back.
  return count > 1 && period === periods[from + 1] && periodOf(segmentAt(time).to) < period;
}
