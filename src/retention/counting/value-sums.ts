// Adds up what the events of many customers were worth, by cohort and cell.

import { addAt, noSums, type Sums } from "../../core/sum.js";
import type { OpenCohorts } from "./cohort-builder.js";
import { BLOCK } from "./period-masks.js";

/** No sums yet, for cohorts of members whose periods are the bits of `words` words each. */
export function openValueSums(
  masks: Uint32Array,
  words: number,
  base: number,
  { byPeriod, frame }: OpenCohorts,
): ValueSums {
  const starts = new Int32Array(32 * words);
  const places = new Uint32Array(masks.length);
  let [size, pairs] = [0, 0];
  for (let i = 0; i < masks.length; i++) {
    places[i] = pairs;
    pairs += bitsIn(masks[i]);
  }
  for (const [period, { cells }] of byPeriod) {
    starts[period - base] = size;
    size += cells;
  }
  return {
    masks,
    words,
    places,
    spent: new Float64Array(pairs + 1),
    block: new Int32Array(BLOCK),
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
    const period = periods[i];
    if (period < 0) continue;
    const first = firsts[members[i]];
    const cell = cellOf[period - first];
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

/** Adds the values of the same block to what each member has spent in each period. */
export function addSpent(
  sums: ValueSums,
  members: Uint32Array,
  periods: Int32Array,
  values: ArrayLike<number>,
  start: number,
): void {
  findPlaces(sums, members, periods);
  const { spent, block } = sums;
  const end = members.length & ~3;
  for (let i = 0; i < end; i += 4) {
    const row = start + i;
    const a = block[i];
    const b = block[i + 1];
    const c = block[i + 2];
    const d = block[i + 3];
    if (a === b || a === c || a === d || b === c || b === d || c === d) {
      spent[a] += values[row];
      spent[b] += values[row + 1];
      spent[c] += values[row + 2];
      spent[d] += values[row + 3];
      continue;
    }
    // All four are loaded before the first is stored, so that the waits for memory overlap.
    const spentA = spent[a];
    const spentB = spent[b];
    const spentC = spent[c];
    const spentD = spent[d];
    spent[a] = spentA + values[row];
    spent[b] = spentB + values[row + 1];
    spent[c] = spentC + values[row + 2];
    spent[d] = spentD + values[row + 3];
  }
  for (let i = end; i < members.length; i++) spent[block[i]] += values[start + i];
}

/** Hands the sums to their cohorts. */
export function closeValueSums(sums: ValueSums, base: number, { byPeriod }: OpenCohorts): void {
  const { starts, rounded, lost } = sums;
  const squares = spendSquares(sums);
  for (const [period, cohort] of byPeriod) {
    const { cells, value } = cohort;
    const start = starts[period - base];
    for (let cell = 0; cell < cells; cell++) {
      value.sums[cell] = rounded[start + cell];
      value.lost[cell] = lost[start + cell];
      cohort.squares.sums[cell] = squares.rounded[start + cell];
      cohort.squares.lost[cell] = squares.lost[start + cell];
    }
  }
}

/** Sums of values, and what rounding has taken from them: the cells of a cohort, then those of the next. */
export interface ValueSums {
  /** By member, so many words each: the periods as bits. */
  readonly masks: Uint32Array;
  readonly words: number;
  /** By word: where in `spent` its first bit is. */
  readonly places: Uint32Array;
  /** By member and period, in their order: what was spent; and one more for all that does not count. */
  readonly spent: Float64Array;
  /** By row of the block at hand: its place in `spent`. */
  readonly block: Int32Array;
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

function findPlaces(
  { masks, words, places, spent, block }: ValueSums,
  members: Uint32Array,
  periods: Int32Array,
): void {
  for (let i = 0; i < members.length; i++) {
    const period = periods[i];
    if (period < 0) {
      block[i] = spent.length - 1;
      continue;
    }
    const word = words === 1 ? members[i] : members[i] * words + (period >>> 5);
    block[i] = places[word] + bitsIn(masks[word] & ((1 << period) - 1));
  }
}

/** How the squares of what members have spent so far change from cell to cell, summed over members. */
function spendSquares({ masks, words, spent, firsts, starts, cellOf, rounded }: ValueSums): Sums {
  const squares = noSums(rounded.length);
  let place = 0;
  for (let member = 0; member < firsts.length; member++) {
    const first = firsts[member];
    let soFar = 0;
    for (let word = 0; word < words; word++) {
      for (let mask = masks[member * words + word]; mask !== 0; mask &= mask - 1) {
        const value = spent[place++];
        const cell = cellOf[32 * word + 31 - Math.clz32(mask & -mask) - first];
        if (cell < 0 || value === 0) continue;
        addAt(squares, starts[first] + cell, value * (2 * soFar + value));
        soFar += value;
      }
    }
  }
  return squares;
}

/** How many bits are set, two, four and eight of them added at a time; `| 0` keeps an engine to whole numbers. */
function bitsIn(word: number): number {
  const twos = (word - ((word >>> 1) & 0x55555555)) | 0;
  const fours = ((twos & 0x33333333) + ((twos >>> 2) & 0x33333333)) | 0;
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
