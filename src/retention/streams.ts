// Cohorts and activity from a stream of events.

import { checkOptions, fail } from "../core/check.js";
import { DAY } from "../core/time.js";
import {
  type ActivityOptions,
  type ActivityTally,
  activityFrame,
  activityOf,
} from "./activity-tally.js";
import { COHORT_OPTIONS, type CohortOptions, checkEntry, cohortFrame } from "./cohort-frame.js";
import type { CohortTally } from "./cohort-tally.js";
import { activityTable, addActivity, addEvents, memberOf } from "./counting/activity-table.js";
import { addValue, finishCohorts, openCohorts } from "./counting/cohort-builder.js";
import { fillFromTable } from "./counting/from-table.js";
import { periodsOfTable } from "./counting/period-columns.js";
import { type EventChunk, type EventReader, eventReader } from "./event-chunks.js";

/**
 * Groups customers as `tallyCohorts` does, from a stream: a file, a cursor of a database, a queue.
 *
 * What it keeps grows with customers and the periods they are active in, not with events. The order of
 * the events does not matter; with `lagDays` each customer's first event has to come first, since the
 * windows run from it. Chunks are read one after another, and a wrong row ends the stream.
 *
 * Counted per customer, and so merged (`mergeCohorts`) over parts that share no customers only. To
 * append to what was stored, see `tallyActivityAsync`.
 *
 * @param events - an iterable, async or not, of events, of arrays of them or of columns of them, such
 *   as a Node stream in object mode. Chunks of columns are fastest.
 * @param options - those of `tallyCohorts`.
 * @returns the tally that `tallyCohorts` gives of all the events at once; values with fractions may
 *   differ by 1e-12 · Σ|value|.
 * @throws TypeError or RangeError (the promise rejects) as `tallyCohorts`, with the index of the row
 *   counted through the whole stream; also if with `lagDays` an earlier event of a customer comes later.
 *
 * @example
 * ```ts
 * async function* pages() {
 *   yield [
 *     { customer: "ann", time: Date.UTC(2026, 0, 31) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 5) },
 *   ];
 *   yield { customer: ["ann"], time: [Date.UTC(2026, 2, 1)] };
 * }
 * const tally = await tallyCohortsAsync(pages(), {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 2, 15),
 * });
 * tally.cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2, 2], active: [2, 0, 1], … }]
 * ```
 */
export async function tallyCohortsAsync(
  events: EventStream,
  options: CohortOptions,
): Promise<CohortTally> {
  const where = "tallyCohortsAsync";
  const frame = cohortFrame(where, checkOptions(where, options, COHORT_OPTIONS));
  const { until, lagDays, minimumEvents } = frame.settings;
  const table = activityTable(minimumEvents > 1);
  const reader = eventReader(where, until, (customer, time, value, index) => {
    if (value !== undefined) table.counted = true; // all events have one, or none
    const member = memberOf(table, customer, time);
    const first = table.first[member];
    if (lagDays !== null && time < first) {
      const mustBe = `no earlier than the customer's first one, ${first}, from which lagDays are counted`;
      fail("out-of-range", where, "time", mustBe, time, index);
    }
    const period = frame.calendar.periodOf(time);
    checkEntry(where, frame, time, period, index);
    const lag = lagDays === null ? period : Math.floor((time - first) / (lagDays * DAY));
    const entry = addEvents(table, member, lag, 1);
    if (value !== undefined) addValue(table, entry, value);
  });
  await readAll(where, events, reader);
  const cohorts = openCohorts(where, frame);
  fillFromTable(table, cohorts);
  const made = finishCohorts(cohorts, table.value.sums.length > 0);
  return { kind: "cohorts", ...frame.settings, afterUntil: reader.afterUntil(), cohorts: made };
}

/**
 * Counts each customer's events by period as `tallyActivity` does, from a stream.
 *
 * Merged with `mergeActivity` over any cut of the events. `cohortsFromActivity` and
 * `lifecycleFromActivity` read it; where cohorts are all you want, `tallyCohortsAsync` keeps less.
 *
 * @param events - as for `tallyCohortsAsync`; values are left out.
 * @param options - those of `tallyActivity`.
 * @returns the tally that `tallyActivity` gives of all the events at once.
 * @throws TypeError or RangeError (the promise rejects) as `tallyActivity`, with the index of the row
 *   counted through the whole stream.
 *
 * @example
 * ```ts
 * const days = [
 *   [{ customer: "ann", time: Date.UTC(2026, 0, 5) }],
 *   [{ customer: "ann", time: Date.UTC(2026, 0, 7) }],
 * ];
 * const tally = await tallyActivityAsync(days, {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 1, 1),
 * });
 * tally.customers; // => ["ann"]
 * tally.events; // => [2]
 * ```
 */
export async function tallyActivityAsync(
  events: EventStream,
  options: ActivityOptions,
): Promise<ActivityTally> {
  const where = "tallyActivityAsync";
  const frame = activityFrame(where, options);
  const { calendar, settings } = frame;
  const table = activityTable(true);
  const reader = eventReader(where, settings.until, (customer, time, _, index) => {
    const period = calendar.periodOf(time);
    checkEntry(where, frame, time, period, index);
    addActivity(table, customer, time, period, 1);
  });
  await readAll(where, events, reader);
  return activityOf(settings, reader.afterUntil(), periodsOfTable(table, true));
}

/** Reads one chunk after another; if one is wrong, the stream is told to end. */
export async function readAll(
  where: string,
  events: EventStream,
  reader: EventReader,
): Promise<void> {
  const given: object = Object(events);
  const isStream = given === events && (Symbol.asyncIterator in given || Symbol.iterator in given);
  if (!isStream) {
    fail("wrong-type", where, "events", "an iterable of events, or of chunks of them", events);
  }
  for await (const chunk of events) reader.readChunk(chunk);
}

/** Events as they come: one by one, or in chunks of rows or of columns. */
export type EventStream = AsyncIterable<EventChunk> | Iterable<EventChunk>;
