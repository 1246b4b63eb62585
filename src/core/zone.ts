// How far the clocks of a time zone are from UTC at a moment, as `Intl` tells it.

import { fail } from "./check.js";
import { firstDayOfMonth } from "./gregorian.js";
import { DAY } from "./time.js";

const CHUNK = 100 * DAY;

/**
 * Answers which segment a moment lies in. `Intl` is asked once a day of the stretches that are used,
 * and then by halving for the second of each change; never once an event.
 */
export function zoneSegments(where: string, timeZone: string): (time: number) => ZoneSegment {
  const offsetAt = offsetReader(where, timeZone);
  const chunks = new Map<number, readonly ZoneSegment[]>();
  return (time) => {
    const chunk = Math.floor(time / CHUNK);
    let segments = chunks.get(chunk);
    if (segments === undefined) {
      segments = segmentsOf(offsetAt, chunk * CHUNK);
      chunks.set(chunk, segments);
    }
    // The segments of a chunk leave no gap, and its last one ends where the chunk does.
    let s = 0;
    while (segments[s].to <= time) s++;
    return segments[s];
  };
}

/** A stretch of time in which the clocks of a zone keep one distance from UTC. */
export interface ZoneSegment {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Local time less UTC, in milliseconds. */
  readonly offset: number;
}

function segmentsOf(offsetAt: (time: number) => number, start: number): ZoneSegment[] {
  const segments: ZoneSegment[] = [];
  let from = start;
  let offset = offsetAt(start);
  for (let day = start; day < start + CHUNK; day += DAY) {
    const next = offsetAt(day + DAY);
    if (next === offset) continue;
    const to = firstSecond(day, day + DAY, (time) => offsetAt(time) !== offset);
    segments.push({ from, to, offset });
    from = to;
    offset = next;
  }
  if (from < start + CHUNK) segments.push({ from, to: start + CHUNK, offset });
  return segments;
}

/** The first whole second after `before` for which `holds`; it holds at `after`. */
function firstSecond(before: number, after: number, holds: (time: number) => boolean): number {
  let low = before / 1_000;
  let high = after / 1_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle * 1_000)) high = middle;
    else low = middle;
  }
  return high * 1_000;
}

/** Local time less UTC at a whole second, read off the local date and time that `Intl` writes. */
function offsetReader(where: string, timeZone: string): (time: number) => number {
  if (timeZone === "UTC") return () => 0;
  const format = formatIn(where, timeZone);
  return (time) => {
    const written = format.format(time);
    // In the order of American English: month, day, year, hour, minute, second.
    const [month, day, year, hour, minute, second] = Array.from(written.matchAll(/\d+/g), Number);
    const fullYear = written.includes("B") ? 1 - year : year; // 1 BC is the year 0
    const days = firstDayOfMonth((fullYear - 1970) * 12 + month - 1) + day - 1;
    return days * DAY + ((hour * 60 + minute) * 60 + second) * 1_000 - time;
  };
}

function formatIn(where: string, timeZone: string): Intl.DateTimeFormat {
  const mustBe = 'a time zone such as "Europe/Paris"';
  // Left out, Intl would take the zone of the host.
  if (typeof timeZone !== "string") fail("wrong-type", where, "timeZone", mustBe, timeZone);
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      era: "narrow",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    fail("out-of-range", where, "timeZone", mustBe, timeZone);
  }
}
