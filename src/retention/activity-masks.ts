import type { OpenCalendar } from "../core/calendar.js";
import { ASK, type PeriodTable, periodTable } from "../core/period-table.js";
import { DAY } from "../core/time.js";
import { addMember, type OpenCohort, openCohort } from "./cohort-counts.js";
import type { CohortFrame } from "./cohort-frame.js";
import type { EventColumns } from "./event-columns.js";

// Small loops over blocks of this many rows run faster than one long loop.
const BLOCK = 16_384;
const LATER = -2;

/**
 * The cohorts of many events in calendar periods, each customer's periods kept as bits: a word for
 * each 32 periods. `null` where rows are better sorted: few events, or too many periods a customer.
 */
export function cohortsFromMasks(
  { members, count, times, from, to }: EventColumns,
  frame: CohortFrame,
): Map<number, OpenCohort> | null {
  const { calendar, settings } = frame;
  if (settings.minimumEvents > 1 || settings.lagDays !== null) return null;
  if (from > to || (to - from) / DAY > 4 * times.length) return null;
  const table = periodTable(calendar, from, to);
  const words = Math.ceil((frame.last - table.base + 1) / 32);
  if (count * words > 4 * times.length + 2 ** 20) return null;

  const masks = new Uint32Array(count * words);
  const lags = new Int32Array(Math.min(BLOCK, times.length));
  for (let start = 0; start < times.length; start += BLOCK) {
    const block = times.subarray(start, start + BLOCK);
    const who = members.subarray(start, start + BLOCK);
    const sure = lookUp(block, settings.until, table, lags);
    if (!sure) ask(calendar, block, settings.until, table.base, lags);
    if (words === 1) markWord(who, lags, masks);
    else markWords(who, lags, masks, words);
  }
  return countMasks(masks, words, table.base, frame);
}

/** Periods since the base by row; whether the table knew them all. */
function lookUp(
  times: Float64Array,
  until: number,
  { origin, before, next, after }: PeriodTable,
  lags: Int32Array,
): boolean {
  let sure = true;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time >= until) {
      lags[i] = LATER;
      continue;
    }
    const entry = ((time - origin) * (1 / DAY)) | 0;
    const lag = time < next[entry] ? before[entry] : after[entry];
    if (lag === ASK) sure = false;
    lags[i] = lag;
  }
  return sure;
}

function ask(
  calendar: OpenCalendar,
  times: Float64Array,
  until: number,
  base: number,
  lags: Int32Array,
): void {
  for (let i = 0; i < times.length; i++) {
    if (times[i] < until) lags[i] = calendar.periodOf(times[i]) - base;
  }
}

function markWord(members: Uint32Array, lags: Int32Array, masks: Uint32Array): void {
  const { length } = members;
  const end = length - (length % 4);
  let i = 0;
  for (; i < end; i += 4) {
    const a = members[i];
    const b = members[i + 1];
    const c = members[i + 2];
    const d = members[i + 3];
    const lagA = lags[i];
    const lagB = lags[i + 1];
    const lagC = lags[i + 2];
    const lagD = lags[i + 3];
    // All four are loaded before the first is stored, so that the waits for memory overlap.
    const maskA = masks[a] | (lagA < 0 ? 0 : 1 << lagA);
    const maskB = masks[b] | (lagB < 0 ? 0 : 1 << lagB);
    const maskC = masks[c] | (lagC < 0 ? 0 : 1 << lagC);
    const maskD = masks[d] | (lagD < 0 ? 0 : 1 << lagD);
    if (a === b || a === c || a === d || b === c || b === d || c === d) {
      masks[a] |= maskA;
      masks[b] |= maskB;
      masks[c] |= maskC;
      masks[d] |= maskD;
      continue;
    }
    masks[a] = maskA;
    masks[b] = maskB;
    masks[c] = maskC;
    masks[d] = maskD;
  }
  for (; i < length; i++) if (lags[i] >= 0) masks[members[i]] |= 1 << lags[i];
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

function countMasks(
  masks: Uint32Array,
  words: number,
  base: number,
  frame: CohortFrame,
): Map<number, OpenCohort> {
  const cohorts = new Map<number, OpenCohort>();
  const byFirst: (OpenCohort | undefined)[] = [];
  const cellOf = Int32Array.from({ length: 32 * words }, (_, lag) => frame.cellOf(lag));
  const cells = new Int32Array(32 * words);
  for (let start = 0; start < masks.length; start += words) {
    let first = -1;
    let count = 0;
    for (let word = 0; word < words; word++) {
      for (let mask = masks[start + word]; mask !== 0; mask &= mask - 1) {
        const period = 32 * word + 31 - Math.clz32(mask & -mask);
        if (first < 0) first = period;
        const cell = cellOf[period - first];
        if (cell < 0) break;
        if (count === 0 || cells[count - 1] !== cell) cells[count++] = cell;
      }
    }
    if (first < 0) continue;
    let cohort = byFirst[first];
    if (cohort === undefined) {
      cohort = openCohort(frame, base + first);
      byFirst[first] = cohort;
      cohorts.set(base + first, cohort);
    }
    addMember(cohort, cells, count, cohort.cells, cohort.over);
  }
  return cohorts;
}
