// Moments: a `Date` or epoch milliseconds, read as milliseconds.

import { fail } from "./check.js";

export const DAY = 86_400_000;

export const EARLIEST = -62_135_596_800_000; // 0001-01-01T00:00Z
export const LATEST = 253_402_128_000_000; // 9999-12-30T00:00Z, still 9999 in every zone

/** The moment in milliseconds. */
export function checkTime(where: string, argument: string, time: unknown, index?: number): number {
  const ms = typeof time === "number" ? time : isDate(time) ? time.getTime() : undefined;
  if (ms !== undefined && ms >= EARLIEST && ms <= LATEST) return ms + 0; // never −0
  const advice =
    typeof time === "string" ? ' (calendar(…).startOfDate("2026-11-21") makes one)' : "";
  fail(
    ms === undefined ? "wrong-type" : "out-of-range",
    where,
    argument,
    `a Date or epoch milliseconds between the years 1 and 9999${advice}`,
    ms ?? time,
    index,
  );
}

// By its tag, not by instanceof: a Date from another frame or realm is a Date too.
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** A moment: a `Date`, or milliseconds since 1970-01-01T00:00Z. Strings are refused. */
export type Time = Date | number;
