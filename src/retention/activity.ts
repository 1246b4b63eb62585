// Who was active when: events counted by customer and period, and the cohorts of that.

import { mergeCustomerPeriods } from "../core/customer-periods.js";
import { checkLatest, partsOf, sumOver } from "../core/parts.js";
import {
  type ActivityOptions,
  type ActivityTally,
  activityFrame,
  activityOf,
  checkActivity,
  checkFirsts,
  columnsOfActivity,
} from "./activity-tally.js";
import { type CohortFrame, sharedCalendars } from "./cohort-frame.js";
import { type CohortTally, checkSettings } from "./cohort-tally.js";
import { finishCohorts, openCohorts } from "./counting/cohort-builder.js";
import { fillFromColumns } from "./counting/from-columns.js";
import { periodsOfEvents } from "./counting/period-columns.js";
import { type CustomerEvents, checkEarliest, eventsOf } from "./event-columns.js";

/**
 * Counts each customer's events by period, as a log that can be appended to.
 *
 * Merged with `mergeActivity` over any cut of the events: by customer, by time, at random. What it
 * keeps grows with customers and the periods they are active in, not with events.
 *
 * @param events - rows or columns of `{ customer, time }`; values are left out.
 * @param options - those of `tallyCohorts` but for `lagDays`.
 * @returns the tally; `cohortsFromActivity` makes cohorts of it.
 * @throws TypeError or RangeError as `tallyCohorts`, and if there are `lagDays`. Only an event 50,000
 *   periods or more before `until` makes it too large.
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
 * tally.customers; // => ["ann"]
 * tally.first; // => [1767571200000]
 * tally.periodCounts; // => [2]
 * const { startDateOf } = calendar({ period: "month", timeZone: "UTC" });
 * tally.periods.map(startDateOf); // => ["2026-01-01", "2026-03-01"]
 * tally.events; // => [2, 1]
 * ```
 */
export function tallyActivity(events: CustomerEvents, options: ActivityOptions): ActivityTally {
  const where = "tallyActivity";
  const frame = activityFrame(where, options);
  const { calendar, settings } = frame;
  const given = eventsOf(where, "events", events, settings.until);
  checkEarliest(where, given.columns, frame);
  const columns = periodsOfEvents({ ...given, values: null }, calendar, settings.until, true);
  return activityOf(settings, given.columns.afterUntil, columns);
}

/**
 * Adds activity of the same periods: of other customers, of other times, of any other events.
 *
 * To append, tally the new events with the new `until`; the sum has the latest one. A part that left out
 * events (`afterUntil`) for an earlier `until` cannot be brought up to a later one, and is refused.
 *
 * @param parts - a list of one or more tallies; `tallyActivity([], options)` is the tally of nothing.
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError or TypeError if the parts differ in an option, events after an earlier `until` are
 *   missing, or the parts are not a list of tallies.
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
 * cohortsFromActivity(mergeActivity([stored, yesterday])).cohorts;
 * // => [{ start: "2026-01-01", size: 1, eligible: [1, 1], active: [1, 1], … }]
 * ```
 */
export function mergeActivity(parts: Iterable<ActivityTally>): ActivityTally {
  const where = "mergeActivity";
  const open = sharedCalendars();
  const frames: CohortFrame[] = [];
  const tallies = partsOf(where, parts, arguments.length, (_, argument, tally) => {
    frames.push(checkActivity(where, argument, tally, open));
  });
  const until = tallies.reduce((latest, tally) => Math.max(latest, tally.until), tallies[0].until);
  const [{ settings }] = frames;
  tallies.forEach((tally, i) => {
    const argument = `parts[${i}]`;
    checkSettings(where, argument, { ...frames[i].settings, until }, { ...settings, until });
    checkLatest(where, argument, tally, until, "events");
  });
  const columns = mergeCustomerPeriods(tallies.map(columnsOfActivity));
  return activityOf(
    { ...settings, until },
    sumOver(tallies, ({ afterUntil }) => afterUntil),
    columns,
  );
}

/**
 * The cohorts of activity: what `tallyCohorts` gives of all the events at once.
 *
 * @returns the tally of cohorts, without values.
 * @throws RangeError if the tally is not one, or the cohorts would be larger than `tallyCohorts` makes them.
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
  const frame = checkActivity(where, "tally", tally);
  checkFirsts(where, tally, frame);
  const cohorts = openCohorts(where, frame);
  fillFromColumns(columnsOfActivity(tally), cohorts);
  const made = finishCohorts(cohorts, false);
  return { kind: "cohorts", ...frame.settings, afterUntil: tally.afterUntil, cohorts: made };
}
