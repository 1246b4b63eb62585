// Who is new, retained, reactivated and churned in each period.

import type { CalendarOptions } from "../core/calendar.js";
import { checkOptions } from "../core/check.js";
import { partsOf, sumOver } from "../core/parts.js";
import type { Time } from "../core/time.js";
import {
  type ActivityTally,
  checkActivity,
  checkFirsts,
  columnsOfActivity,
} from "./activity-tally.js";
import { cohortFrame, sharedCalendars } from "./cohort-frame.js";
import { checkSettings } from "./cohort-tally.js";
import { periodsOfMasks } from "./counting/active-periods.js";
import { periodsOfEvents } from "./counting/period-columns.js";
import { markPeriods } from "./counting/period-masks.js";
import { type CustomerEvents, checkEarliest, eventsOf } from "./event-columns.js";
import { lifecycleOf } from "./lifecycle-counts.js";
import {
  checkGrace,
  checkLifecycle,
  type LifecyclePeriod,
  type LifecycleSettings,
  type LifecycleTally,
} from "./lifecycle-tally.js";

/**
 * Counts, period by period, who is new, who stayed, who came back and who was lost.
 * `active = new + retained + reactivated`, and `active before + new + reactivated − churned`
 *
 * A customer is lost in the first period without activity. With a `grace`, a quiet spell of up to so many
 * periods is no loss: who returns in time has been retained throughout. A longer one is a loss in its
 * first period. So those of the last periods are not decided: who is quiet now counts as churned, and a
 * return in time undoes it. Such periods are `provisional`; the one still running is `partial`, and all
 * of its counts may change.
 *
 * Counted per customer, and so merged (`mergeLifecycle`) over parts that share no customers only.
 *
 * @param events - rows or columns of `{ customer, time }`. Give all of history: who is new is decided by it.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`; `grace` and
 *   `minimumEvents`.
 * @returns the tally, with a row for each period, even if nobody was active. No events, no rows.
 * @throws TypeError or RangeError as `tallyCohorts`; it has at most 50,000 rows.
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *   { customer: "ann", time: Date.UTC(2026, 2, 5) },
 *   { customer: "bob", time: Date.UTC(2026, 1, 9) },
 * ];
 * const monthly = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 3, 1) } as const;
 * tallyLifecycle(orders, monthly).periods;
 * // => [
 * //   { start: "2026-01-01", active: 1, new: 1, retained: 0, reactivated: 0, churned: 0, … },
 * //   { start: "2026-02-01", active: 1, new: 1, retained: 0, reactivated: 0, churned: 1, … },
 * //   { start: "2026-03-01", active: 1, new: 0, retained: 0, reactivated: 1, churned: 1, … },
 * // ]
 * tallyLifecycle(orders, { ...monthly, grace: 1 }).periods;
 * // => [
 * //   { active: 1, new: 1, retained: 0, churned: 0, state: "complete", … },
 * //   { active: 2, new: 1, retained: 1, churned: 0, state: "complete", … },
 * //   { active: 1, new: 0, retained: 1, churned: 1, state: "provisional", … },
 * // ]
 * ```
 *
 * @see Hsu, "Diligence at Social Capital Part 1: Accounting for User Growth" (2015): the identity, with
 *   "resurrected" for reactivated. Elsewhere churned customers are called dormant.
 */
export function tallyLifecycle(events: CustomerEvents, options: LifecycleOptions): LifecycleTally {
  const where = "tallyLifecycle";
  const {
    period,
    timeZone,
    weekStart,
    until,
    minimumEvents,
    grace: given = 0,
  } = checkOptions(where, options, [
    "period",
    "timeZone",
    "weekStart",
    "until",
    "minimumEvents",
    "grace",
  ]);
  const frame = cohortFrame(where, { period, timeZone, weekStart, until, minimumEvents });
  const grace = checkGrace(where, given);
  const { calendar, settings } = frame;
  const read = eventsOf(where, "events", events, settings.until);
  checkEarliest(where, read.columns, frame);
  const marked = settings.minimumEvents === 1 ? markPeriods(read.columns, frame) : null;
  const periods = marked
    ? periodsOfMasks(marked)
    : periodsOfEvents({ ...read, values: null }, calendar, settings.until, false);
  return lifecycleOf(periods, frame, grace, read.columns.afterUntil);
}

/**
 * The lifecycle of activity: what `tallyLifecycle` gives of all the events at once.
 *
 * Activity merges over any cut, so yesterday's events can be appended, and the last losses undone.
 *
 * @param options - `grace`; all else is what the tally was made with.
 * @returns the tally of the lifecycle.
 * @throws RangeError if the tally is not one, the grace no whole number of 0 or more, or somebody's first
 *   period lies 50,000 or more before `until`.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC" } as const;
 * const stored = tallyActivity([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], {
 *   ...options,
 *   until: Date.UTC(2026, 2, 1),
 * });
 * lifecycleFromActivity(stored, { grace: 1 }).periods[1];
 * // => { start: "2026-02-01", active: 0, churned: 1, state: "provisional", … }
 * const march = tallyActivity([{ customer: "ann", time: Date.UTC(2026, 2, 9) }], {
 *   ...options,
 *   until: Date.UTC(2026, 3, 1),
 * });
 * lifecycleFromActivity(mergeActivity([stored, march]), { grace: 1 }).periods[1];
 * // => { start: "2026-02-01", active: 1, churned: 0, state: "complete", … }
 * ```
 */
export function lifecycleFromActivity(
  tally: ActivityTally,
  options: GraceOptions = {},
): LifecycleTally {
  const where = "lifecycleFromActivity";
  const { grace: given = 0 } = checkOptions(where, options, ["grace"]);
  const frame = checkActivity(where, "tally", tally);
  checkFirsts(where, tally, frame);
  const grace = checkGrace(where, given);
  return lifecycleOf(columnsOfActivity(tally), frame, grace, tally.afterUntil);
}

/**
 * Adds lifecycles of the same periods, zone, `until`, grace and least number of events.
 *
 * The parts must not share customers: one who is in two of them would be new twice, and a return to one
 * part undoes no loss in another. Where customers may be shared, merge activity instead (`mergeActivity`).
 *
 * @param parts - a list of one or more tallies; `tallyLifecycle([], options)` is the tally of nothing.
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError or TypeError if the parts differ in an option or `until`, or are not a list of tallies.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
 * const ann = tallyLifecycle([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], options);
 * const bob = tallyLifecycle([{ customer: "bob", time: Date.UTC(2026, 1, 9) }], options);
 * mergeLifecycle([ann, bob]).periods[1]; // => { active: 1, new: 1, churned: 1, … }
 * ```
 */
export function mergeLifecycle(parts: Iterable<LifecycleTally>): LifecycleTally {
  const where = "mergeLifecycle";
  const open = sharedCalendars();
  let settings: LifecycleSettings | undefined;
  const tallies = partsOf(where, parts, arguments.length, (_, argument, tally) => {
    const checked = checkLifecycle(where, argument, tally, open);
    settings ??= checked;
    checkSettings(where, argument, checked, settings);
  });
  const length = tallies.reduce((most, { periods }) => Math.max(most, periods.length), 0);
  const periods = Array.from({ length }, (_, i) => {
    // All end with the same period, so that they are matched from their ends.
    const same = tallies.flatMap(({ periods }) => periods[i + periods.length - length] ?? []);
    const sum = (read: (period: LifecyclePeriod) => number): number =>
      same.reduce((total, period) => total + read(period), 0);
    return {
      ...same[0],
      active: sum(({ active }) => active),
      new: sum((period) => period.new),
      retained: sum(({ retained }) => retained),
      reactivated: sum(({ reactivated }) => reactivated),
      churned: sum(({ churned }) => churned),
    };
  });
  const afterUntil = sumOver(tallies, (tally) => tally.afterUntil);
  return { kind: "lifecycle", ...(settings as LifecycleSettings), afterUntil, periods };
}

/** How many quiet periods are forgiven. */
export interface GraceOptions {
  /** Quiet periods in a row after which a customer is not yet lost; 0 unless stated. */
  readonly grace?: number | undefined;
}

/** The periods of a lifecycle, what counts in them, and where observation ends. */
export interface LifecycleOptions extends CalendarOptions, GraceOptions {
  /** The end of observation, exclusive: the moment the events were exported, not that of the last one. */
  readonly until: Time;
  /** Events it takes to be active after the first period; 1 unless stated. To be new, one is enough. */
  readonly minimumEvents?: number | undefined;
}
