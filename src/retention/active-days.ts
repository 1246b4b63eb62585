// On how many of the last days customers were active: the whole curve, and stickiness in one number.

import { checkOptions, checkWhole, fail } from "../core/check.js";
import { type ActivityTally, checkActivity } from "./activity-tally.js";

/**
 * On how many of the last days, 28 unless stated, customers were active: how many on 1 day, on 2, and so on up to all.
 * `stickiness = average customers active a day ÷ customers active in all of the days`
 *
 * The curve is known as L28. Stickiness is its mean over the number of days: it says the same as "daily over
 * monthly active users", over the very same days. Only whole days count: the last is the one before that of
 * `until`, or that day if it is over. A customer who joined in the last days cannot have been active on more
 * of them, and makes the curve look lower.
 *
 * @param tally - of `tallyActivity`, by day. Days with fewer than its `minimumEvents` do not count, unless
 *   they are a customer's first.
 * @param options - `days`, 28 unless stated.
 * @returns the curve; `mean` and `stickiness` are `null` if nobody was active.
 * @throws RangeError or TypeError if the tally is not one or not by day, or `days` is not a whole number from
 *   1 to 1000.
 *
 * @example
 * ```ts
 * const visits = [1, 3, 4].map((day) => ({ customer: "ann", time: Date.UTC(2026, 0, day) }));
 * const tally = tallyActivity([...visits, { customer: "bob", time: Date.UTC(2026, 0, 3) }], {
 *   period: "day",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 0, 5),
 * });
 * activeDays(tally, { days: 4 });
 * // => { days: 4, customers: 2, counts: [1, 0, 1, 0], mean: 2, stickiness: 0.5 }
 * ```
 *
 * @see Chen and Jin, "The Power User Curve" (Andreessen Horowitz, 2018): why the curve says more than the
 *   quotient; for 30 days it is known as L30.
 */
export function activeDays(tally: ActivityTally, options: ActiveDaysOptions = {}): ActiveDays {
  const where = "activeDays";
  const { days = 28 } = checkOptions(where, options, ["days"]);
  checkWhole(where, "days", days, 1, 1_000);
  const frame = checkActivity(where, "tally", tally);
  const { period, until, minimumEvents } = frame.settings;
  if (period !== "day") {
    fail(
      "options-mismatch",
      where,
      "tally.period",
      'day, as in tallyActivity(…, { period: "day" })',
      period,
    );
  }
  const end = frame.calendar.startOf(frame.last + 1) <= until ? frame.last + 1 : frame.last;
  const counts: number[] = new Array(days).fill(0);
  let customers = 0;
  let sum = 0;
  const { periodCounts, periods, events } = tally;
  for (let customer = 0, from = 0; customer < periodCounts.length; customer++) {
    const next = from + periodCounts[customer];
    let active = 0;
    for (let p = from; p < next; p++) {
      const isWithin = periods[p] >= end - days && periods[p] < end;
      if (isWithin && (p === from || events[p] >= minimumEvents)) active++;
    }
    from = next;
    if (active === 0) continue;
    customers++;
    counts[active - 1]++;
    sum += active;
  }
  return {
    days,
    customers,
    counts,
    mean: customers === 0 ? null : sum / customers,
    stickiness: customers === 0 ? null : sum / (customers * days),
  };
}

/** How many days to look back. */
export interface ActiveDaysOptions {
  /** 28 unless stated: four whole weeks. */
  readonly days?: number | undefined;
}

/** On how many of the last days customers were active. */
export interface ActiveDays {
  readonly days: number;
  /** Customers active on any of the days. */
  readonly customers: number;
  /** Customers active on just 1 of the days, on 2, and so on. */
  readonly counts: readonly number[];
  /** Active days a customer. */
  readonly mean: number | null;
  /** `mean ÷ days`, from 0 to 1: the average customers active a day over `customers`. */
  readonly stickiness: number | null;
}
