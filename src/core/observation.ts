// Where observation ends on a calendar: the last period that has begun by then.

import {
  type Calendar,
  type CalendarOptions,
  calendar,
  type Period,
  type Weekday,
} from "./calendar.js";
import { checkOptions, fail } from "./check.js";
import { checkTime, type Time } from "./time.js";

/** The calendar up to a moment. */
export function observation(calendar: Calendar, until: number): Observation {
  let last = calendar.periodOf(until);
  while (calendar.startOf(last) >= until) last--;
  // Clocks that go back over midnight begin a period twice; `until` may lie in between.
  while (calendar.startOf(last + 1) < until) last++;
  return { calendar, until, last };
}

/** The options of a tally by period as it keeps them, and the calendar that they mean. */
export function observedPeriods(
  where: string,
  options: CalendarOptions & { readonly until: Time },
): { readonly settings: PeriodSettings; readonly observed: Observation } {
  checkOptions(where, options, ["period", "timeZone", "weekStart", "until"]);
  const { period, timeZone, weekStart = "monday" } = options;
  const own = calendar({ period, timeZone, weekStart });
  const until = checkTime(where, "until", options.until);
  return { settings: { period, timeZone, weekStart, until }, observed: observation(own, until) };
}

/** The same from the options that a stored tally says it was made with. */
export function observationOf(
  where: string,
  argument: string,
  { period, timeZone, weekStart, until }: CalendarOptions & { readonly until: number },
  maker: string,
): Observation {
  try {
    const own = calendar({ period, timeZone, weekStart });
    return observation(own, checkTime(where, "until", until));
  } catch {
    const made = { period, timeZone, weekStart, until };
    fail("bad-tally", where, argument, `made with options that ${maker} takes`, made);
  }
}

/** A calendar up to the end of observation. */
export interface Observation {
  readonly calendar: Calendar;
  readonly until: number;
  /** The last period that has begun before `until`. */
  readonly last: number;
}

/** What a tally by period was made with. */
export interface PeriodSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
}
