// Who was active when: events counted by customer and period, and the cohorts of that.

import { checkOptions, fail } from "../core/check.js";
import { partsOf, sumOver } from "../core/parts.js";
import {
  type ActivityOptions,
  type ActivityTally,
  addActivity,
  addCustomers,
  checkActivity,
  checkFirsts,
  customersOf,
} from "./activity-tally.js";
import {
  COHORT_OPTIONS,
  type CohortFrame,
  type CohortOptions,
  checkEntry,
  cohortFrame,
  sharedCalendars,
} from "./cohort-frame.js";
import { type CohortTally, checkSettings } from "./cohort-tally.js";
import { activityTable } from "./counting/activity-table.js";
import { finishCohorts, openCohorts } from "./counting/cohort-builder.js";
import { fillFromTable } from "./counting/from-table.js";
import { type EventReader, eventReader } from "./event-chunks.js";
import type { CustomerEvents } from "./event-columns.js";

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
 * tally.customers;
 * // => [{ customer: "ann", starts: ["2026-01-01", "2026-03-01"], events: [2, 1], … }]
 * ```
 */
export function tallyActivity(events: CustomerEvents, options: ActivityOptions): ActivityTally {
  const { reader, close } = activityReader("tallyActivity", options);
  reader.readRows(events);
  return close();
}

/** Reads events into a tally, all at once or one chunk after another. */
export function activityReader(
  where: string,
  options: ActivityOptions,
): { readonly reader: EventReader; readonly close: () => ActivityTally } {
  // Options kept for tallyCohorts may have windows; calendar periods in their place would mislead.
  const { lagDays } = checkOptions<CohortOptions>(where, options, COHORT_OPTIONS);
  if (lagDays !== undefined && lagDays !== null) {
    const mustBe = "left out (use tallyCohorts: lagDays needs the moment of every event)";
    fail("out-of-range", where, "lagDays", mustBe, lagDays);
  }
  const frame = cohortFrame(where, options);
  const { calendar, settings } = frame;
  const table = activityTable(true);
  const reader = eventReader(where, settings.until, (customer, time, _, index) => {
    const period = calendar.periodOf(time);
    checkEntry(where, frame, time, period, index);
    addActivity(table, customer, time, period, 1);
  });
  const close = (): ActivityTally => {
    const customers = customersOf(table, frame);
    return { kind: "activity", ...settings, afterUntil: reader.afterUntil(), customers };
  };
  return { reader, close };
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
  const table = activityTable(true);
  tallies.forEach((tally, i) => {
    const argument = `parts[${i}]`;
    checkSettings(where, argument, { ...frames[i].settings, until }, { ...settings, until });
    if (tally.until < until && tally.afterUntil > 0) {
      const mustBe = `${until}, the latest, since events after it were left out`;
      fail("options-mismatch", where, `${argument}.until`, mustBe, tally.until);
    }
    addCustomers(table, tally, frames[i]);
  });
  const afterUntil = sumOver(tallies, (tally) => tally.afterUntil);
  const customers = customersOf(table, frames[0]);
  return { kind: "activity", ...settings, until, afterUntil, customers };
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
  const table = activityTable(true);
  addCustomers(table, tally, frame);
  const cohorts = openCohorts(where, frame);
  fillFromTable(table, cohorts);
  const made = finishCohorts(cohorts, false);
  return { kind: "cohorts", ...frame.settings, afterUntil: tally.afterUntil, cohorts: made };
}
