// Cohort counts of customers whose periods are bits.

import { addMember, cohortAt, type OpenCohort, type OpenCohorts } from "./cohort-builder.js";

/** Counts members whose periods, from the base on, are the bits of `words` words each. */
export function countLongMasks(
  masks: Uint32Array,
  base: number,
  cohorts: OpenCohorts,
  words: number,
): void {
  const { frame } = cohorts;
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
      cohort = cohortAt(cohorts, base + first);
      byFirst[first] = cohort;
    }
    addMember(cohort, cells, count, cohort.cells, cohort.over);
  }
}

/** The same, faster: for up to 31 periods, each a lag of its own. Rows of 32 counts a first period. */
export function countShortMasks(masks: Uint32Array, base: number, cohorts: OpenCohorts): void {
  const { frame, byPeriod } = cohorts;
  const counts = {
    active: new Uint32Array(1_024),
    firstReturn: new Uint32Array(1_024),
    lastComplete: new Uint32Array(1_024),
    streak: new Uint32Array(1_024),
  };
  const over = new Uint32Array(32); // the lags that are over, as bits
  for (let first = 0; base + first <= frame.last; first++) {
    over[first] = 2 ** cohortAt(cohorts, base + first).over - 1;
  }
  addShortMasks(masks, over, counts);
  for (const [period, cohort] of byPeriod) {
    const row = 32 * (period - base);
    cohort.size = counts.active[row];
    if (cohort.size === 0) byPeriod.delete(period);
    cohort.eligible[cohort.cells - 1] = cohort.size;
    for (const name of ["active", "firstReturn", "lastComplete", "streak"] as const) {
      cohort[name].set(counts[name].subarray(row, row + cohort.cells));
    }
  }
}

function addShortMasks(
  masks: Uint32Array,
  over: Uint32Array,
  counts: Readonly<Record<"active" | "firstReturn" | "lastComplete" | "streak", Uint32Array>>,
): void {
  const { active, firstReturn, lastComplete, streak } = counts;
  for (let i = 0; i < masks.length; i++) {
    const periods = masks[i];
    if (periods === 0) continue;
    const first = 31 - Math.clz32(periods & -periods);
    const row = 32 * first;
    const lags = periods >>> first;
    const returned = lags & ~1;
    if (returned !== 0) firstReturn[row + 31 - Math.clz32(returned & -returned)]++;
    streak[row + 30 - Math.clz32(~lags & (lags + 1))]++;
    lastComplete[row + 31 - Math.clz32((lags & over[first]) | 1)]++;
    active[row]++;
    for (let rest = returned; rest !== 0; rest &= rest - 1) {
      active[row + 31 - Math.clz32(rest & -rest)]++;
    }
  }
}
