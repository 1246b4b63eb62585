// A table that finds the period of a moment by its UTC day, for loops over many moments.

import type { CalendarInternals } from "./calendar.js";
import { DAY } from "./time.js";

export const ASK_CALENDAR = -1;

/** The periods of the moments from `from` to `to`, both included. */
export function periodTable(calendar: CalendarInternals, from: number, to: number): PeriodTable {
  const { offset } = calendar.segmentAt(from);
  const origin = calendar.startOfDay(Math.floor((from + offset) / DAY)) - DAY / 2;
  const entries = Math.floor((to - origin) / DAY) + 2; // one to spare, for rounding
  const before = new Int32Array(entries);
  const next = new Float64Array(entries).fill(Infinity);
  const after = new Int32Array(entries);
  let base = Infinity;
  const irregular: number[] = [];
  for (let entry = 0; entry < entries; entry++) {
    // One millisecond more at both ends, for times that rounding puts in the entry beside theirs.
    const start = origin + entry * DAY - 1;
    const changes = changesWithin(calendar, start, start + DAY + 2);
    for (const { period } of changes) base = Math.min(base, period);
    before[entry] = changes[0].period;
    after[entry] = changes[changes.length - 1].period;
    if (changes.length > 1) next[entry] = changes[1].time;
    if (changes.length > 2) irregular.push(entry);
  }
  for (let entry = 0; entry < entries; entry++) {
    before[entry] -= base;
    after[entry] -= base;
  }
  for (const entry of irregular) {
    next[entry] = -Infinity;
    after[entry] = ASK_CALENDAR;
  }
  return { origin, base, before, next, after };
}

/**
 * The period of every moment of a stretch of time, by the day: a loop over many events looks it up
 * without asking a calendar.
 *
 * Days run from noon to noon of the first local day, so that the midnight a period may start at lies
 * far from where one entry ends and the next begins.
 */
export interface PeriodTable {
  /** Where entry 0 begins; an entry is 24 hours. */
  readonly origin: number;
  /** The lowest period in the table. The entries count from it. */
  readonly base: number;
  /** By entry: the period up to `next`, exclusive. */
  readonly before: Int32Array;
  readonly next: Float64Array;
  /** By entry: the period from `next` on; `ASK_CALENDAR` where a day has more than one change. */
  readonly after: Int32Array;
}

/** The period at `from`, and each change of it up to `to`, as local midnights and the clocks make them. */
function changesWithin(
  { segmentAt, periodOfDay }: CalendarInternals,
  from: number,
  to: number,
): { time: number; period: number }[] {
  const changes: { time: number; period: number }[] = [];
  for (let start = from; start <= to; ) {
    const { offset, to: end } = segmentAt(start);
    const stop = Math.min(end, to + 1);
    const firstDay = Math.floor((start + offset) / DAY);
    const lastDay = Math.floor((stop - 1 + offset) / DAY);
    for (let day = firstDay; day <= lastDay; day++) {
      const period = periodOfDay(day);
      if (changes.length > 0 && changes[changes.length - 1].period === period) continue;
      changes.push({ time: Math.max(start, day * DAY - offset), period });
    }
    start = stop;
  }
  return changes;
}
