// Cohorts by an entry of its own kind, such as a sign-up, with events counted since.

import { checkOptions } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import type { CustomerEvent } from "../core/customer-event.js";
import { COHORT_OPTIONS, type CohortOptions, cohortFrame } from "./cohort-frame.js";
import type { CohortTally } from "./cohort-tally.js";
import { finishCohorts, openCohorts } from "./counting/cohort-builder.js";
import { fillFromRows } from "./counting/from-rows.js";
import { type CustomerEvents, checkEarliest, eventColumns, eventsOf } from "./event-columns.js";

/**
 * Groups customers by the period of an entry of its own kind, such as a sign-up, and counts who was
 * active in each period since, by other events, such as orders.
 *
 * At lag 0 everybody counts who entered, with an event or without. Events before the entry, and those of
 * customers who never entered, are left out. With `lagDays` a lag counts from the entry; on a calendar
 * lag 0 is what is left of its period. No entries, no cohorts.
 *
 * Counted per customer, and so merged (`mergeCohorts`) over parts that share no customers only. Where events
 * have values, give a part that may have no events as columns, whose `value` is then empty, not missing.
 * With `"recurring"` rows share customers, and the curve has no interval.
 *
 * @param entries - rows or columns of `{ customer, time }`.
 * @param events - as for `tallyCohorts`.
 * @param options - those of `tallyCohorts`, and `entry`.
 * @returns the tally; entries at or after `until` count for nothing, and `afterUntil` counts events.
 * @throws TypeError or RangeError as `tallyCohorts`; for entries the message says so.
 *
 * @example
 * ```ts
 * const signUps = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *   { customer: "bob", time: Date.UTC(2026, 0, 9) },
 * ];
 * const orders = [{ customer: "ann", time: Date.UTC(2026, 1, 2) }];
 * tallyCohortsFromEntries(signUps, orders, {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 2, 1),
 *   entry: "first",
 * }).cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2], active: [2, 1], … }]
 * ```
 */
export function tallyCohortsFromEntries(
  entries: Rows<CustomerEvent>,
  events: CustomerEvents,
  options: EntryOptions,
): CohortTally {
  const where = "tallyCohortsFromEntries";
  checkOptions(where, options, [...COHORT_OPTIONS, "entry"]);
  const frame = cohortFrame(where, { ...options, entry: options.entry ?? null });
  const { until } = frame.settings;
  const entered = columnsOf(where, "entries", entries, ["customer", "time"]);
  const ofEntries = `${where} (entries)`;
  const entryColumns = eventColumns(ofEntries, entered.customer, entered.time, until);
  checkEarliest(ofEntries, entryColumns, frame);
  const entryTimes = entryColumns.times;
  const { columns, values, customer } = eventsOf(where, "events", events, until);

  const count = entryTimes.length;
  const times = new Float64Array(count + columns.times.length);
  times.set(entryTimes);
  times.set(columns.times, count);
  const customers = Array.from(times, (_, i) =>
    i < count ? entered.customer[i] : customer[i - count],
  );
  const all = eventColumns(where, customers, times, until);
  const cohorts = openCohorts(where, frame);
  fillFromRows({ columns: all, entries: count, values }, cohorts);
  const made = finishCohorts(cohorts, values !== null);
  return { kind: "cohorts", ...frame.settings, afterUntil: columns.afterUntil, cohorts: made };
}

/** The options of a cohort table, and which entries count. */
export interface EntryOptions extends CohortOptions {
  /** A customer's first entry, or each period with one: the customer is then in as many cohorts. */
  readonly entry: "first" | "recurring";
}
