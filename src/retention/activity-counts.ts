// Activity that a database has counted.

import { checkWhole, fail, MOST } from "../core/check.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { type CustomerPeriods, compareCustomers } from "../core/customer-periods.js";
import { checkLength } from "../core/limits.js";
import { checkTime, EARLIEST, type Time } from "../core/time.js";
import {
  type ActivityOptions,
  type ActivityTally,
  activityFrame,
  activityOf,
} from "./activity-tally.js";
import { type CohortFrame, checkEntry } from "./cohort-frame.js";
import { periodStarting } from "./cohort-tally.js";

/**
 * Makes the tally of activity of rows that a database has counted, with `GROUP BY` customer and period: every
 * criterion of cohorts and the lifecycle can be read from it.
 *
 * Rows of one customer and period are added up, and may come in any order. Any cut of the rows merges
 * (`mergeActivity`). Leave out events at or after `until`.
 *
 * @param rows - of `{ customer, start, events, first? }`, with counts as numbers: drivers hand out a `bigint`
 *   as a string, which is refused.
 * @param options - those of `tallyActivity`.
 * @returns what `tallyActivity` gives of the events one by one; without `first`, with the start of each first
 *   period in its place, which no reading tells from it.
 * @throws TypeError or RangeError if no period starts on `start`, or it has not begun before `until`, `events`
 *   is not a whole number of 1 or more, `first` is not a moment in the period, or an option is not as described.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: "ann", start: "2026-01-01", events: 2 },
 *   { customer: "ann", start: "2026-03-01", events: 1 },
 * ];
 * const tally = tallyActivityCounts(rows, {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 3, 1),
 * });
 * cohortsFromActivity(tally).cohorts;
 * // => [{ start: "2026-01-01", size: 1, active: [1, 0, 1], … }]
 * ```
 */
export function tallyActivityCounts(
  rows: Iterable<ActivityRow>,
  options: ActivityOptions,
): ActivityTally {
  const where = "tallyActivityCounts";
  const frame = activityFrame(where, options);
  if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
    fail("wrong-type", where, "rows", "a list of rows", rows);
  }
  const starts = new Map<unknown, Start>();
  checkLength(where, "rows", rows);
  const read = Array.from(rows, (row, index): Count => {
    if (Object(row) !== row) {
      fail("wrong-type", where, "rows", "an object with customer, start, events", row, index);
    }
    const customer = checkCustomer(where, row.customer, index);
    const start = starts.get(row.start) ?? startOf(where, frame, row.start, index);
    starts.set(row.start, start);
    const { period } = start;
    const events = checkWhole(where, "events", row.events, 1, MOST, index);
    const first = firstOf(where, frame, row.first ?? start.time, period, index);
    return { customer, period, events, first };
  });
  return activityOf(frame.settings, 0, columnsOfCounts(read));
}

/** How many events a customer had in one period. */
export interface ActivityRow {
  /** A string or a number, as in all rows of the customer. */
  readonly customer: CustomerId;
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  /** 1 or more. */
  readonly events: number;
  /** The first of them; the start of the period, if left out or `null`. */
  readonly first?: Time | null | undefined;
}

/** The start of a period. */
interface Start {
  readonly period: number;
  readonly time: number;
}

/** A checked row. */
interface Count {
  readonly customer: CustomerId;
  readonly period: number;
  readonly events: number;
  readonly first: number;
}

/** The columns of counts in any order. */
function columnsOfCounts(counts: Count[]): CustomerPeriods {
  counts.sort((a, b) => compareCustomers(a.customer, b.customer) || a.period - b.period);
  const customers: CustomerId[] = [];
  const firsts: number[] = [];
  const periodCounts: number[] = [];
  const periods: number[] = [];
  const events: number[] = [];
  counts.forEach(({ customer, period, events: count, first }, i) => {
    const isSame = i > 0 && counts[i - 1].customer === customer;
    if (isSame) firsts[firsts.length - 1] = Math.min(firsts[firsts.length - 1], first);
    else {
      customers.push(customer);
      firsts.push(first);
      periodCounts.push(0);
    }
    if (isSame && counts[i - 1].period === period) events[events.length - 1] += count;
    else {
      periods.push(period);
      events.push(count);
      periodCounts[periodCounts.length - 1]++;
    }
  });
  return { customers, first: firsts, periodCounts, periods, events, values: null };
}

function startOf(where: string, frame: CohortFrame, date: string, index: number): Start {
  const period = periodStarting(frame.calendar, date);
  if (period === null || period > frame.last) {
    const { period: name } = frame.settings;
    const mustBe = `the first date of a ${name}, such as "2026-11-01", that has begun before until`;
    fail(
      typeof date === "string" ? "out-of-range" : "wrong-type",
      where,
      "start",
      mustBe,
      date,
      index,
    );
  }
  // East of Greenwich the first period of all began before the first moment that there is.
  const time = Math.max(EARLIEST, frame.calendar.startOf(period));
  checkEntry(where, frame, time, period, index, "start");
  return { period, time };
}

function firstOf(
  where: string,
  { calendar, settings }: CohortFrame,
  first: unknown,
  period: number,
  index: number,
): number {
  const time = checkTime(where, "first", first, index);
  if (calendar.periodOf(time) !== period || time >= settings.until) {
    fail("out-of-range", where, "first", "in the period of start, before until", first, index);
  }
  return time;
}
