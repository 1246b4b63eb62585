import type { openCalendar } from "../core/calendar.js";
import { checkCount, checkTally, fail } from "../core/check.js";
import { type Customer, checkCustomer } from "../core/customer.js";
import { EARLIEST, LATEST } from "../core/time.js";
import { cohortsFromMasks } from "./activity-masks.js";
import { cohortsFromRows } from "./activity-rows.js";
import { closed } from "./cohort-counts.js";
import {
  type CohortFrame,
  type CohortOptions,
  cohortFrame,
  sharedCalendars,
} from "./cohort-frame.js";
import { type CohortTally, checkSettings, frameOf, periodStarting } from "./cohort-tally.js";
import { type CustomerEvents, eventColumns, eventsOf } from "./event-columns.js";

/** The options of a cohort table but for `lagDays`, which needs the moment of every event. */
export type ActivityOptions = Omit<CohortOptions, "lagDays">;

/** The periods in which a customer was active. */
export interface CustomerActivity {
  readonly customer: Customer;
  /** The first event, in epoch milliseconds. */
  readonly first: number;
  /** Local dates that active periods start on, sorted. */
  readonly starts: readonly string[];
  /** How many events each of them had. */
  readonly events: readonly number[];
}

/** Who was active when. Unlike cohorts, it merges over any cut of the events: it keeps the customers. */
export interface ActivityTally extends Omit<CohortTally, "kind" | "cohorts"> {
  readonly kind: "activity";
  /** Sorted: numbers first, then strings. */
  readonly customers: readonly CustomerActivity[];
}

/**
 * Counts each customer's events by period, as a log that can be appended to.
 *
 * Merged with `mergeActivity` over any cut of the events: by customer, by time, at random. What it
 * keeps grows with customers and the periods they are active in, not with events.
 *
 * @param events - rows or columns of `{ customer, time }`; values are left out.
 * @param options - those of `tallyCohorts` but for `lagDays`.
 * @returns the tally; `cohortsFromActivity` makes cohorts of it.
 * @throws TypeError or RangeError as `tallyCohorts`.
 *
 * @example
 * ```ts
 * const events = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *   { customer: "ann", time: Date.UTC(2026, 0, 7) },
 *   { customer: "ann", time: Date.UTC(2026, 2, 1) },
 * ];
 * const tally = tallyActivity(events, {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 2, 15),
 * });
 * tally.customers;
 * // => [{ customer: "ann", starts: ["2026-01-01", "2026-03-01"], events: [2, 1], … }]
 * ```
 */
export function tallyActivity(events: CustomerEvents, options: ActivityOptions): ActivityTally {
  const where = "tallyActivity";
  const frame = cohortFrame(where, { ...options, lagDays: undefined, entry: "event" });
  const { until } = frame.settings;
  const { columns, customer } = eventsOf(where, "events", events, until);
  const { times, later } = columns;
  const found: Found = new Map();
  for (let i = 0; i < times.length; i++) {
    if (times[i] >= until) continue;
    add(found, customer[i], times[i], frame.calendar.periodOf(times[i]), 1);
  }
  return { kind: "activity", ...frame.settings, later, customers: sorted(found, frame) };
}

/**
 * Adds activity of the same periods: of other customers, of other times, of any other events.
 *
 * To append, tally the new events with the new `until`; the sum has the latest one. A part that left out
 * events (`later`) for an earlier `until` cannot be brought up to a later one, and is refused.
 *
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError if the parts differ in an option, `later` is lost, or one is no tally.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC" } as const;
 * const stored = tallyActivity([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], {
 *   ...options,
 *   until: Date.UTC(2026, 1, 1),
 * });
 * const yesterday = tallyActivity([{ customer: "ann", time: Date.UTC(2026, 1, 1) }], {
 *   ...options,
 *   until: Date.UTC(2026, 1, 2),
 * });
 * cohortsFromActivity(mergeActivity(stored, yesterday)).cohorts;
 * // => [{ start: "2026-01-01", size: 1, eligible: [1, 1], active: [1, 1], … }]
 * ```
 */
export function mergeActivity(
  first: ActivityTally,
  ...others: readonly ActivityTally[]
): ActivityTally {
  const where = "mergeActivity";
  const tallies = [first, ...others];
  const open = sharedCalendars();
  const frames = tallies.map((tally, i) => checkActivity(where, tally, i, open));
  const until = tallies.reduce((latest, tally) => Math.max(latest, tally.until), first.until);
  const found: Found = new Map();
  let later = 0;
  tallies.forEach((tally, i) => {
    const { settings } = frames[i];
    checkSettings(where, { ...settings, until }, { ...frames[0].settings, until }, i);
    if (tally.until < until && tally.later > 0) {
      const mustBe = `${until}, the latest, since events after it were left out`;
      fail("options-mismatch", where, "until", mustBe, tally.until, i);
    }
    later += tally.later;
    for (const { customer, first, starts, events } of tally.customers) {
      starts.forEach((start, p) => {
        add(found, customer, first, periodStarting(frames[i].calendar, start) as number, events[p]);
      });
    }
  });
  const frame = frames[0];
  const customers = sorted(found, frame);
  return { kind: "activity", ...frame.settings, until, later, customers };
}

/**
 * The cohorts of activity: what `tallyCohorts` gives of all the events at once.
 *
 * @returns the tally of cohorts, without values.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyActivity([{ customer: 7, time: Date.UTC(2026, 0, 3) }], {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 2, 1),
 * });
 * cohortsFromActivity(tally).cohorts;
 * // => [{ start: "2026-01-01", size: 1, eligible: [1, 1], active: [1, 0], … }]
 * ```
 */
export function cohortsFromActivity(tally: ActivityTally): CohortTally {
  const where = "cohortsFromActivity";
  const frame = checkActivity(where, tally);
  const { calendar, settings } = frame;
  const customer: Customer[] = [];
  const time: number[] = [];
  for (const { customer: id, starts, events } of tally.customers) {
    starts.forEach((start, i) => {
      // More than it takes to be active would change nothing.
      for (let n = Math.min(events[i], settings.minimumEvents); n > 0; n--) {
        customer.push(id);
        time.push(Math.max(EARLIEST, calendar.startOfDate(start)));
      }
    });
  }
  const columns = eventColumns(where, customer, time, settings.until);
  const cohorts =
    cohortsFromMasks(columns, frame) ??
    cohortsFromRows({ columns, entries: 0, values: null }, frame);
  const made = closed(frame, cohorts, false);
  return { kind: "cohorts", ...settings, later: tally.later, cohorts: made };
}

/** By customer, the first event and the number of events by period. */
type Found = Map<Customer, { first: number; readonly periods: Map<number, number> }>;

function add(found: Found, customer: Customer, time: number, period: number, events: number): void {
  let known = found.get(customer);
  if (known === undefined) {
    known = { first: time, periods: new Map() };
    found.set(customer, known);
  }
  known.first = Math.min(known.first, time);
  known.periods.set(period, (known.periods.get(period) ?? 0) + events);
}

function sorted(found: Found, { calendar }: CohortFrame): CustomerActivity[] {
  return [...found]
    .sort(([a], [b]) => (isBefore(a, b) ? -1 : 1))
    .map(([customer, { first, periods }]) => {
      const counts = [...periods].sort(([a], [b]) => a - b);
      const starts = counts.map(([period]) => calendar.labelOf(period));
      return { customer, first, starts, events: counts.map(([, n]) => n) };
    });
}

function isBefore(a: Customer, b: Customer): boolean {
  return typeof a === typeof b ? a < b : typeof a === "number";
}

function checkActivity(
  where: string,
  tally: ActivityTally,
  index?: number,
  open?: typeof openCalendar,
): CohortFrame {
  const { kind, later, customers } = tally ?? {};
  checkTally(where, "tally.kind", kind === "activity", '"activity"', kind, index);
  const frame = frameOf(where, tally, "tallyActivity", index, open);
  const { lagDays } = frame.settings;
  checkTally(where, "tally.lagDays", lagDays === null, "null", lagDays, index);
  checkCount(where, "tally.later", later);
  checkTally(where, "tally.customers", Array.isArray(customers), "a list", customers, index);
  customers.forEach((activity, i) => {
    checkOne(where, activity, customers[i - 1], frame, i);
  });
  return frame;
}

function checkOne(
  where: string,
  { customer, first, starts, events }: CustomerActivity,
  before: CustomerActivity | undefined,
  { calendar, last }: CohortFrame,
  index: number,
): void {
  checkCustomer(where, customer, index);
  const isSorted = before === undefined || isBefore(before.customer, customer);
  checkTally(where, "customer", isSorted, "sorted, and there once", customer, index);
  const inRange = typeof first === "number" && first >= EARLIEST && first <= LATEST;
  checkTally(where, "customer.first", inRange, "epoch milliseconds", first, index);
  const periods = Array.isArray(starts)
    ? starts.map((start) => periodStarting(calendar, start))
    : [];
  const fits =
    periods.length > 0 &&
    periods.every((p, i) => p !== null && p <= last && (i === 0 || starts[i] > starts[i - 1]));
  checkTally(where, "customer.starts", fits, "first dates of periods, sorted", starts, index);
  const counted = Array.isArray(events) && events.length === periods.length && !events.includes(0);
  checkTally(where, "customer.events", counted, "a count for each period", events, index);
  for (const count of events) checkCount(where, "customer.events", count, index);
}
