// Calendars: time cut into days, weeks, months, quarters or years on the clocks of a time zone.

import { checkOneOf, checkOptions, checkWhole, fail } from "./check.js";
import { firstDayOfMonth, monthOfDay } from "./gregorian.js";
import { checkTime, DAY, EARLIEST, LATEST, type Time } from "./time.js";
import { type ZoneSegment, zoneSegments } from "./zone.js";

/**
 * The calendar of a time zone, cut into days, weeks, months, quarters or years.
 *
 * A moment belongs to the period of its local date. Days of 23 and 25 hours, midnights that the
 * clocks skip, dates that a zone left out and offsets that are no whole hours all come from the
 * time-zone data of the runtime (`Intl`), asked once for each stretch of time that is used: make
 * a calendar once and use it for many events.
 *
 * @param options - `period`, `timeZone`, and for weeks the `weekStart`.
 * @returns `periodOf`, `startOf`, `startDateOf` and `startOfDate`. Where the clocks skip midnight, a day
 *   starts at the first moment after it; a date that a zone left out starts where the next one does.
 * @throws RangeError if there is no such period or time zone, or a moment lies outside the years
 *   1 to 9999; TypeError if a moment is neither a `Date` nor a number.
 *
 * @example
 * ```ts
 * const months = calendar({ period: "month", timeZone: "America/New_York" });
 * const november = months.periodOf(Date.UTC(2026, 11, 1, 4, 59)); // 23:59 on 30 November there
 * months.startDateOf(november); // => "2026-11-01"
 * new Date(months.startOf(november + 1)).toISOString(); // => "2026-12-01T05:00:00.000Z"
 * months.startOfDate("2026-11-21") === Date.UTC(2026, 10, 21, 5); // => true
 * ```
 *
 * @see The IANA time zone database, which `Intl` reads: where the changes of the clocks come from.
 */
export function calendar(options: CalendarOptions): Calendar {
  checkOptions("calendar", options, ["period", "timeZone", "weekStart"]);
  const { periodOf, startOf, startDateOf, startOfDate } = openCalendar(options);
  return { periodOf, startOf, startDateOf, startOfDate };
}

export function openCalendar(options: CalendarOptions): CalendarInternals {
  const { periodOfDay, firstDayOf } = dayRules(options);
  const segmentAt = zoneSegments("calendar", options.timeZone);
  let last: ZoneSegment = { from: 0, to: 0, offset: 0 };

  function periodOf(time: Time): number {
    const ms = checkTime("periodOf", "time", time);
    if (ms < last.from || ms >= last.to) last = segmentAt(ms);
    return periodOfDay(Math.floor((ms + last.offset) / DAY));
  }

  function startOfDay(day: number): number {
    // No zone is a day and a half from UTC: the day starts in one of the segments from there on.
    let segment = segmentAt((day - 1.5) * DAY);
    while (day * DAY - segment.offset >= segment.to) segment = segmentAt(segment.to);
    return Math.max(segment.from, day * DAY - segment.offset);
  }

  return {
    periodOf,
    startOf: (period) => startOfDay(checkDay("startOf", period, firstDayOf)),
    startDateOf: (period) => dateOfDay(checkDay("startDateOf", period, firstDayOf)),
    startOfDate: (date) => startOfDay(dayOfDate(date)),
    segmentAt,
    startOfDay,
    periodOfDay,
    periodOfDate: (date) => periodOfDay(dayOfDate(date)),
  };
}

/** The length of the periods that time is cut into. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

/** The day a week starts on. */
export type Weekday =
  | "monday"
  | "tuesday"
  | "wednesday"
  | "thursday"
  | "friday"
  | "saturday"
  | "sunday";

/** How time is cut into periods, and on whose clocks. */
export interface CalendarOptions {
  readonly period: Period;
  /** An IANA time zone such as `"America/New_York"`, or `"UTC"`. */
  readonly timeZone: string;
  /** For weeks; Monday, as in ISO 8601, unless stated. */
  readonly weekStart?: Weekday | undefined;
}

/** Periods on the calendar of a time zone, numbered without gaps; 0 holds 1970-01-01. */
export interface Calendar {
  /** The number of the period a moment falls in, by the local date. */
  periodOf(time: Time): number;
  /** The first moment of a period, in epoch milliseconds. */
  startOf(period: number): number;
  /** The local date a period starts on, such as `"2026-11-01"`. */
  startDateOf(period: number): string;
  /** The first moment of a local date, in epoch milliseconds. */
  startOfDate(date: string): number;
}

/** A calendar with the parts that a table of its periods is built from. */
export interface CalendarInternals extends Calendar {
  segmentAt(time: number): ZoneSegment;
  /** The first moment of a day, counted from 1970-01-01, on the clocks of the zone. */
  startOfDay(day: number): number;
  periodOfDay(day: number): number;
  /** The period that holds a local date, also where it starts before the first moment of all. */
  periodOfDate(date: string): number;
}

interface DayRules {
  readonly periodOfDay: (day: number) => number;
  readonly firstDayOf: (period: number) => number;
}

/** The first day of a period that some moment can fall in, or of the one after. */
function checkDay(where: string, period: unknown, firstDayOf: (period: number) => number): number {
  const day = firstDayOf(checkWhole(where, "period", period, -4e6, 4e6));
  if (day * DAY >= EARLIEST - 366 * DAY && day * DAY <= LATEST + 366 * DAY) return day;
  fail("out-of-range", where, "period", "a period of the years 1 to 9999", period);
}

const PERIODS: readonly Period[] = ["day", "week", "month", "quarter", "year"];

const WEEKDAYS: readonly Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

function dayRules({ period, weekStart = "monday" }: CalendarOptions): DayRules {
  const weekday = WEEKDAYS.indexOf(checkOneOf("calendar", "weekStart", weekStart, WEEKDAYS));
  switch (checkOneOf("calendar", "period", period, PERIODS)) {
    case "day":
      return { periodOfDay: (day) => day, firstDayOf: (number) => number };
    case "week": {
      const first = -((3 - weekday + 7) % 7); // 1970-01-01 was a Thursday
      return {
        periodOfDay: (day) => Math.floor((day - first) / 7),
        firstDayOf: (number) => number * 7 + first,
      };
    }
    case "month":
      return monthRules(1);
    case "quarter":
      return monthRules(3);
    case "year":
      return monthRules(12);
  }
}

function monthRules(months: number): DayRules {
  return {
    periodOfDay: (day) => Math.floor(monthOfDay(day) / months),
    firstDayOf: (number) => firstDayOfMonth(number * months),
  };
}

function dateOfDay(day: number): string {
  const month = monthOfDay(day);
  const year = 1970 + Math.floor(month / 12);
  if (year > 9_999) return new Date(day * DAY).toISOString().slice(0, -14); // six digits and a sign
  const ofYear = month - (year - 1970) * 12 + 1;
  return `${padded(year, 4)}-${padded(ofYear, 2)}-${padded(day - firstDayOfMonth(month) + 1, 2)}`;
}

function padded(number: number, length: number): string {
  return String(number).padStart(length, "0");
}

function dayOfDate(date: string): number {
  if (typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date)) {
    const [year, ofYear, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8)].map(Number);
    const month = (year - 1970) * 12 + ofYear - 1;
    const number = firstDayOfMonth(month) + day - 1;
    // No 13th month, and no 30 February.
    if (ofYear > 0 && ofYear <= 12 && monthOfDay(number) === month) return number;
  }
  const code = typeof date === "string" ? "out-of-range" : "wrong-type";
  fail(code, "startOfDate", "date", 'a date such as "2026-11-21"', date);
}
