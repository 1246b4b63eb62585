// The periods of each customer as bits, from many events: the fast way.

import type { CalendarInternals } from "../../core/calendar.js";
import { ASK_CALENDAR, type PeriodTable, periodTable } from "../../core/period-table.js";
import { DAY } from "../../core/time.js";
import type { CohortFrame } from "../cohort-frame.js";
import type { EventColumns } from "../event-columns.js";

/**
 * Marks the periods of each customer: a word for each 32 periods. `null`, and nothing done, where rows are
 * better sorted: few events, or too many periods a customer.
 */
export function markPeriods(
  { members, count, times, from, to, afterUntil }: EventColumns,
  { calendar, settings, last }: CohortFrame,
): PeriodMasks | null {
  const { until } = settings;
  if (from > to || (to - from) / DAY > 4 * times.length) return null;
  const table = periodTable(calendar, from, afterUntil > 0 ? until : to);
  const words = Math.ceil((last - table.base + 1) / 32);
  if (count * words > 4 * times.length + 2 ** 20) return null;

  const days: Days = { calendar, until, table, bits: bitsOf(table) };
  const masks = new Uint32Array(count * words);
  const most = Math.min(BLOCK, times.length);
  const lags = new Int32Array(most);
  const earlier = new Float64Array(afterUntil > 0 ? most : 0);
  const timesFrom = (start: number): Float64Array => {
    const block = times.subarray(start, start + BLOCK);
    return afterUntil > 0 ? clampToUntil(block, until, earlier) : block;
  };
  const lagsFrom = (start: number): Int32Array => {
    lookUp(timesFrom(start), days, lags);
    return lags;
  };
  for (let start = 0; start < times.length; start += BLOCK) {
    const who = members.subarray(start, start + BLOCK);
    if (words === 1) markWord(timesFrom(start), who, days, masks);
    else markWords(who, lagsFrom(start), masks, words);
  }
  return { masks, words, base: table.base, lagsFrom };
}

/** Small loops over blocks of this many rows run faster than one long loop. */
export const BLOCK = 16_384;

/** Which customer was active in which periods. */
export interface PeriodMasks {
  /** By customer, so many words each: a bit for each period, from the base on. */
  readonly masks: Uint32Array;
  readonly words: number;
  readonly base: number;
  /** The periods of a block of rows, from the base on; −1 from `until` on. It is filled anew each time. */
  lagsFrom(start: number): Int32Array;
}

/** What it takes to tell the period of a time before `until`. */
interface Days {
  readonly calendar: CalendarInternals;
  readonly until: number;
  readonly table: PeriodTable;
  /** By entry of the table: the bit of its period, or 0 if there is more to it. */
  readonly bits: Int32Array;
}

/** Times no later than `until`, where the table ends, in the same block each time. */
function clampToUntil(times: Float64Array, until: number, block: Float64Array): Float64Array {
  const earlier = block.subarray(0, times.length);
  for (let i = 0; i < earlier.length; i++) earlier[i] = Math.min(times[i], until);
  return earlier;
}

function bitsOf({ before, next }: PeriodTable): Int32Array {
  const bits = before.map((lag, entry) => (next[entry] === Infinity ? 1 << lag : 0));
  return bits.fill(0, -2); // `until` may be there
}

/** Periods since the base; −1 from `until` on. */
function lagAt({ calendar, until, table }: Days, time: number, entry: number): number {
  if (time >= until) return -1;
  const lag = time < table.next[entry] ? table.before[entry] : table.after[entry];
  return lag === ASK_CALENDAR ? calendar.periodOf(time) - table.base : lag;
}

function bitAt(days: Days, time: number, entry: number): number {
  const lag = lagAt(days, time, entry);
  return lag < 0 ? 0 : 1 << lag;
}

function markWord(times: Float64Array, members: Uint32Array, days: Days, masks: Uint32Array): void {
  const { bits, table } = days;
  const { origin } = table;
  const end = times.length & ~3;
  for (let i = 0; i < end; i += 4) {
    const timeA = times[i];
    const timeB = times[i + 1];
    const timeC = times[i + 2];
    const timeD = times[i + 3];
    const entryA = ((timeA - origin) * (1 / DAY)) | 0;
    const entryB = ((timeB - origin) * (1 / DAY)) | 0;
    const entryC = ((timeC - origin) * (1 / DAY)) | 0;
    const entryD = ((timeD - origin) * (1 / DAY)) | 0;
    const bitA = bits[entryA] || bitAt(days, timeA, entryA);
    const bitB = bits[entryB] || bitAt(days, timeB, entryB);
    const bitC = bits[entryC] || bitAt(days, timeC, entryC);
    const bitD = bits[entryD] || bitAt(days, timeD, entryD);
    const a = members[i];
    const b = members[i + 1];
    const c = members[i + 2];
    const d = members[i + 3];
    if (a === b || a === c || a === d || b === c || b === d || c === d) {
      masks[a] |= bitA;
      masks[b] |= bitB;
      masks[c] |= bitC;
      masks[d] |= bitD;
      continue;
    }
    // All four are loaded before the first is stored, so that the waits for memory overlap.
    const maskA = masks[a];
    const maskB = masks[b];
    const maskC = masks[c];
    const maskD = masks[d];
    masks[a] = maskA | bitA;
    masks[b] = maskB | bitB;
    masks[c] = maskC | bitC;
    masks[d] = maskD | bitD;
  }
  for (let i = end; i < times.length; i++) {
    masks[members[i]] |= bitAt(days, times[i], ((times[i] - origin) * (1 / DAY)) | 0);
  }
}

function lookUp(times: Float64Array, days: Days, lags: Int32Array): void {
  const { until, table } = days;
  const { origin, before, next, after } = table;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    const entry = ((time - origin) * (1 / DAY)) | 0;
    const lag = time < next[entry] ? before[entry] : after[entry];
    lags[i] = lag === ASK_CALENDAR || time >= until ? lagAt(days, time, entry) : lag;
  }
}

function markWords(
  members: Uint32Array,
  lags: Int32Array,
  masks: Uint32Array,
  words: number,
): void {
  for (let i = 0; i < members.length; i++) {
    const lag = lags[i];
    if (lag >= 0) masks[members[i] * words + (lag >>> 5)] |= 1 << lag;
  }
}
