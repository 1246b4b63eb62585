// Adds up what the events of many customers were worth, by cohort and cell.

import type { OpenCohorts } from "./cohort-builder.js";

/** No sums yet, for cohorts of members whose periods are the bits of `words` words each. */
export function openValueSums(
  masks: Uint32Array,
  words: number,
  base: number,
  { byPeriod, frame }: OpenCohorts,
): ValueSums {
  const starts = new Int32Array(32 * words);
  let size = 0;
  for (const [period, { cells }] of byPeriod) {
    starts[period - base] = size;
    size += cells;
  }
  return {
    firsts: firstPeriods(masks, words),
    starts,
    cellOf: Int32Array.from(starts, (_, lag) => frame.cellOf(lag)),
    rounded: new Float64Array(size),
    lost: new Float64Array(size),
  };
}

/**
 * Adds the values of a block of rows, by Neumaier's compensated sum.
 *
 * @param periods - of the rows of the block, counted from the base; −1 for those that do not count.
 * @param start - the row that the block begins with.
 */
export function addValues(
  { firsts, starts, cellOf, rounded, lost }: ValueSums,
  members: Uint32Array,
  periods: Int32Array,
  values: ArrayLike<number>,
  start: number,
): void {
  for (let i = 0; i < members.length; i++) {
    if (periods[i] < 0) continue;
    const first = firsts[members[i]];
    const cell = cellOf[periods[i] - first];
    if (cell < 0) continue;
    const at = starts[first] + cell;
    const value = values[start + i];
    const before = rounded[at];
    const sum = before + value;
    const isSmaller = Math.abs(before) >= Math.abs(value);
    lost[at] += isSmaller ? before - sum + value : value - sum + before;
    rounded[at] = sum;
  }
}

/** Hands the sums to their cohorts. */
export function closeValueSums(
  { starts, rounded, lost }: ValueSums,
  base: number,
  { byPeriod }: OpenCohorts,
): void {
  for (const [period, { cells, value }] of byPeriod) {
    const start = starts[period - base];
    for (let cell = 0; cell < cells; cell++) {
      value.sums[cell] = rounded[start + cell];
      value.lost[cell] = lost[start + cell];
    }
  }
}

/** Sums of values, and what rounding has taken from them: the cells of a cohort, then those of the next. */
export interface ValueSums {
  /** By member: the first period, counted from the base. */
  readonly firsts: Int32Array;
  /** By first period, counted from the base: where the cells of that cohort start. */
  readonly starts: Int32Array;
  /** By lag; −1 for none. */
  readonly cellOf: Int32Array;
  readonly rounded: Float64Array;
  readonly lost: Float64Array;
}

function firstPeriods(masks: Uint32Array, words: number): Int32Array {
  const firsts = new Int32Array(masks.length / words);
  for (let member = 0; member < firsts.length; member++) {
    let word = 0;
    while (word < words - 1 && masks[member * words + word] === 0) word++;
    const mask = masks[member * words + word];
    firsts[member] = 32 * word + 31 - Math.clz32(mask & -mask);
  }
  return firsts;
}
