import { cohortsFromMasks } from "./activity-masks.js";
import { cohortsFromRows } from "./activity-rows.js";
import { closed } from "./cohort-counts.js";
import { type CohortOptions, cohortFrame } from "./cohort-frame.js";
import {
  type Cohort,
  type CohortTally,
  checkCohorts,
  checkSettings,
  HISTOGRAMS,
} from "./cohort-tally.js";
import { type CustomerEvents, eventsOf } from "./event-columns.js";

/**
 * Groups customers by the period of their first event, and counts who was active in each period
 * since.
 *
 * A customer's lag in a period is its number less that of the first one, on the calendar of the
 * stated zone: 31 January to 1 March is lag 2. The order of the events does not matter. Events at or
 * after `until` are counted in `later` and otherwise left out.
 *
 * Counted per customer, and so merged (`mergeCohorts`) over parts that share no customers only.
 *
 * @param events - rows or columns of `{ customer, time }`, and for `valueRetention` a `value`; columns
 *   of typed arrays are fastest. `1` and `"1"` are two customers.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`; what counts is
 *   said by `minimumEvents`, `brackets`, `horizon` and `lagDays`. Give all of history: who is new is
 *   decided by it.
 * @returns the tally; `retentionTable` and `retentionCurve` read it.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time neither
 *   a `Date` nor epoch milliseconds, there is no such period or zone, or an option is not in range.
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 31) },
 *     { customer: "ann", time: Date.UTC(2026, 2, 1) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 5) },
 *   ],
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 15) },
 * );
 * tally.cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2, 2], active: [2, 0, 1], … }]
 * ```
 */
export function tallyCohorts(events: CustomerEvents, options: CohortOptions): CohortTally {
  const where = "tallyCohorts";
  const frame = cohortFrame(where, { ...options, entry: "event" });
  const { columns, values } = eventsOf(where, "events", events, frame.settings.until);
  const marked = values === null ? cohortsFromMasks(columns, frame) : null;
  const cohorts = marked ?? cohortsFromRows({ columns, entries: 0, values }, frame);
  const { later } = columns;
  const made = closed(frame, cohorts, values !== null);
  return { kind: "cohorts", ...frame.settings, later, cohorts: made };
}

/**
 * Adds cohort tallies of the same periods, zone and `until`.
 *
 * The parts must not share customers: one who is in two of them would be counted twice, and perhaps
 * in two cohorts. Split the events by customer, not by time.
 *
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError if the parts differ in an option or `until`, or one is no tally.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
 * const ann = tallyCohorts([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], options);
 * const bob = tallyCohorts([{ customer: "bob", time: Date.UTC(2026, 0, 9) }], options);
 * mergeCohorts(ann, bob).cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2], active: [2, 0], … }]
 * ```
 */
export function mergeCohorts(first: CohortTally, ...others: readonly CohortTally[]): CohortTally {
  const where = "mergeCohorts";
  const { settings } = checkCohorts(where, first, 0);
  const cohorts = new Map(first.cohorts.map((cohort) => [cohort.start, cohort]));
  let { later } = first;
  others.forEach((tally, i) => {
    checkSettings(where, checkCohorts(where, tally, i + 1).settings, settings, i + 1);
    later += tally.later;
    for (const cohort of tally.cohorts) {
      const other = cohorts.get(cohort.start);
      cohorts.set(cohort.start, other === undefined ? cohort : sumOf(other, cohort));
    }
  });
  const sorted = [...cohorts.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
  return { kind: "cohorts", ...settings, later, cohorts: sorted };
}

function sumOf(a: Cohort, b: Cohort): Cohort {
  const add = (x: readonly number[], y: readonly number[]): number[] =>
    x.map((count, lag) => count + y[lag]);
  const sum: { -readonly [Field in keyof Cohort]: Cohort[Field] } = {
    start: a.start,
    size: a.size + b.size,
    eligible: add(a.eligible, b.eligible),
    active: add(a.active, b.active),
  };
  // A histogram of one part alone would be that of no cohort.
  for (const name of HISTOGRAMS) {
    const [x, y] = [a[name], b[name]];
    if (x !== undefined && y !== undefined) sum[name] = add(x, y);
  }
  if (a.value !== undefined && b.value !== undefined) sum.value = add(a.value, b.value);
  return sum;
}
