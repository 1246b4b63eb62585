// What the options of a cohort table mean: its calendar, its lags and its cells.

import {
  type CalendarInternals,
  type CalendarOptions,
  openCalendar,
  type Period,
  type Weekday,
} from "../core/calendar.js";
import { checkOneOf, checkWhole, fail } from "../core/check.js";
import { checkReach } from "../core/limits.js";
import { checkTime, DAY, type Time } from "../core/time.js";

/** The names of the options of `tallyCohorts`. */
export const COHORT_OPTIONS = [
  "period",
  "timeZone",
  "weekStart",
  "until",
  "minimumEvents",
  "brackets",
  "horizon",
  "lagDays",
] as const;

/** @param open - makes the calendar, or hands out one that has been made. */
export function cohortFrame(
  where: string,
  options: FrameOptions,
  open: typeof openCalendar = openCalendar,
): CohortFrame {
  const periods = open(options);
  const until = checkTime(where, "until", options.until);
  const settings = cohortSettings(where, options, until);
  let last = periods.periodOf(until);
  while (periods.startOf(last) >= until) last--;
  // Where clocks go back over midnight, a later date has begun before the moment's own.
  while (periods.startOf(last + 1) < until) last++;
  const lastOver = periods.startOf(last + 1) <= until ? last : last - 1;
  const { lagDays } = settings;
  const lags =
    lagDays === null
      ? {
          lagsBegun: (period: number) => last - period + 1,
          lagsOver: (period: number) => Math.max(0, lastOver - period + 1),
        }
      : {
          // The eldest member may have entered as the period began, the youngest as it ended.
          lagsBegun: (period: number) =>
            Math.ceil((until - periods.startOf(period)) / (lagDays * DAY)),
          lagsOver: (period: number) =>
            Math.max(0, Math.floor((until - periods.startOf(period + 1)) / (lagDays * DAY))),
        };
  return { settings, calendar: periods, last, ...cellsOfBrackets(settings.brackets), ...lags };
}

/** Refuses an entry so early that its cohort would have too many lags. */
export function checkEntry(
  where: string,
  { settings, last }: CohortFrame,
  time: number,
  period: number,
  index: number | (() => number),
  argument = "time",
): void {
  const { until, lagDays } = settings;
  if (lagDays === null) checkReach(where, argument, last - period + 1, time, index);
  else checkReach(where, argument, (until - time) / (lagDays * DAY), time, index, "lagDays");
}

/** Opens each calendar once: what it has asked of `Intl` serves for all the tallies of a call. */
export function sharedCalendars(): typeof openCalendar {
  const opened = new Map<string, CalendarInternals>();
  return (options) => {
    const key = JSON.stringify([options.period, options.timeZone, options.weekStart]);
    const calendar = opened.get(key) ?? openCalendar(options);
    opened.set(key, calendar);
    return calendar;
  };
}

/** The periods of a cohort table, what counts in them, and where observation ends. */
export interface CohortOptions extends CalendarOptions {
  /** The end of observation, exclusive: the moment the events were exported, not that of the last one. */
  readonly until: Time;
  /** Events it takes to be active at a lag after 0; 1 unless stated. To enter, one is enough. */
  readonly minimumEvents?: number | undefined;
  /**
   * Lags taken together, by the last lag of each bracket: `[1, 3, 7]` are lags 1, 2 to 3 and 4 to 7.
   * Lag 0 stands alone, and lags past the last bracket are left out.
   */
  readonly brackets?: readonly number[] | undefined;
  /** The last lag that counts for `onOrAfter`, so that each cohort has as long to come back. */
  readonly horizon?: number | undefined;
  /** Lags of so many times 24 hours since a customer's own first event, instead of calendar periods. */
  readonly lagDays?: number | undefined;
}

/** Options with every default filled in, as a tally carries them. */
export interface CohortSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  readonly minimumEvents: number;
  readonly brackets: readonly number[] | null;
  readonly horizon: number | null;
  readonly lagDays: number | null;
  /** What makes a member: any event, the first entry, or each entry anew. */
  readonly entry: "event" | "first" | "recurring";
}

/** What the settings mean: the cells of each cohort's row, and which of them have begun or are over. */
export interface CohortFrame {
  readonly settings: CohortSettings;
  readonly calendar: CalendarInternals;
  /** The last period that has begun before `until`. */
  readonly last: number;
  /** The first lag of a cell. */
  lagOf(cell: number): number;
  /** The last lag of a cell. */
  throughOf(cell: number): number;
  /** The cell that holds a lag; −1 past the last bracket. */
  cellOf(lag: number): number;
  /** Cells that have begun when so many lags have. */
  cellsBegun(lags: number): number;
  /** Cells that are over when so many lags are. */
  cellsOver(lags: number): number;
  /** Lags begun for some member of the cohort of a period. */
  lagsBegun(period: number): number;
  /** Lags over for every member of the cohort of a period. */
  lagsOver(period: number): number;
}

/** Options, and how members enter. */
type FrameOptions = CohortOptions & { readonly entry?: CohortSettings["entry"] | null | undefined };

type Cells = Pick<CohortFrame, "lagOf" | "throughOf" | "cellOf" | "cellsBegun" | "cellsOver">;

function cohortSettings(where: string, options: FrameOptions, until: number): CohortSettings {
  const { period, timeZone, weekStart = "monday", minimumEvents = 1 } = options;
  const { brackets = null, lagDays = null, entry: stated = "event" } = options;
  let { horizon = null } = options;
  checkWhole(where, "minimumEvents", minimumEvents, 1, 2 ** 31);
  if (lagDays !== null) checkWhole(where, "lagDays", lagDays, 1, 36_525);
  if (brackets !== null) checkBrackets(where, brackets);
  if (horizon !== null) {
    horizon = checkWhole(where, "horizon", horizon, 0, 1e6); // never −0
    if (brackets !== null && horizon > 0 && !brackets.includes(horizon)) {
      fail("out-of-range", where, "horizon", "the last lag of a bracket", horizon);
    }
  }
  const isStated = stated !== "event";
  const entry = isStated ? checkOneOf(where, "entry", stated, ["first", "recurring"]) : stated;
  const counted = { minimumEvents, brackets: brackets && [...brackets], horizon, lagDays, entry };
  // Where no week starts, it must not keep tallies from being merged.
  const weeks = period === "week" ? weekStart : "monday";
  return { period, timeZone, weekStart: weeks, until, ...counted };
}

function checkBrackets(where: string, brackets: readonly number[]): void {
  if (!Array.isArray(brackets) || brackets.length === 0) {
    fail("wrong-type", where, "brackets", "a list of lags, such as [1, 3, 7]", brackets);
  }
  // By index, which forEach is not: it passes over holes.
  for (let i = 0; i < brackets.length; i++) {
    checkWhole(where, "brackets", brackets[i], i === 0 ? 1 : brackets[i - 1] + 1, 1e6, i);
  }
}

function cellsOfBrackets(brackets: readonly number[] | null): Cells {
  const same = (lag: number): number => lag;
  if (brackets === null) {
    return { lagOf: same, throughOf: same, cellOf: same, cellsBegun: same, cellsOver: same };
  }
  const ends = [0, ...brackets];
  const starts = [0, ...ends.map((end) => end + 1)].slice(0, ends.length);
  const cellOf = new Int32Array(ends[ends.length - 1] + 1);
  ends.forEach((end, cell) => {
    cellOf.fill(cell, starts[cell], end + 1);
  });
  return {
    lagOf: (cell) => starts[cell],
    throughOf: (cell) => ends[cell],
    cellOf: (lag) => (lag < cellOf.length ? cellOf[lag] : -1),
    cellsBegun: (lags) => starts.filter((start) => start < lags).length,
    cellsOver: (lags) => ends.filter((end) => end < lags).length,
  };
}
