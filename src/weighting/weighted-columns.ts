// Adds up weights and their squares by score, many rows at once: the fast part of `tallyWeightedScores`.

import { checkWhole, fail } from "../core/check.js";
import { addTo, noSum, type Sum, totalOf } from "../core/sum.js";
import type { Scale } from "../satisfaction/scale.js";

/** The smallest and the largest weight beside 0, so that the squares of all add up to a number. */
export const LEAST_WEIGHT = 1e-100;
export const MOST_WEIGHT = 1e100;

/**
 * Rows that are added plainly before their sums go to the totals, which are compensated: so few that
 * rounding takes less than 1e-12 of a sum.
 */
const BLOCK = 4096;
/** Counts, sums of weights, sums of their squares, and a place left empty, which keeps points 2ⁿ apart. */
const FIELDS = 4;
/** Every other row has sums of its own, so that none waits for the one before it. */
const LANES = 2;
const STRIDE = 8; // LANES × FIELDS

/** Adds up how many answers there are of each point of the scale, and what they weigh. */
export function addWeighted(
  where: string,
  scores: ArrayLike<unknown>,
  weights: ArrayLike<unknown>,
  { min, max }: Scale,
): { counts: number[]; weights: number[]; squares: number[]; missing: number } {
  const points = max - min + 1;
  const block = new Float64Array(points * STRIDE);
  const totals: Sum[] = Array.from({ length: points * FIELDS }, noSum);
  const [scratchA, scratchB] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  let missing = 0;
  const areLists = Array.isArray(scores) && Array.isArray(weights);
  for (let start = 0; start < scores.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, scores.length);
    const size = end - start;
    const doubles = areLists ? scratchA : doublesOf(scores, start, size, scratchA);
    const heavy = areLists ? scratchB : doublesOf(weights, start, size, scratchB);
    for (let row = start; row < end; row++) {
      row = areLists
        ? addListed(scores, weights, row, end, min, points, block)
        : start + addDoubles(doubles, heavy, row - start, size, min, points, block);
      if (row === end) break;
      // What stopped it: an answer left out, a last row, or one that is wrong.
      const weight = checkWeight(where, weights[row], row);
      const score = scores[row];
      if (score === null || score === undefined) missing++;
      else addRow(block, checkWhole(where, "score", score, min, max, row) - min, weight);
    }
    empty(block, totals);
  }
  const fieldOf = (field: number) =>
    Array.from({ length: points }, (_, point) => totalOf(totals[point * FIELDS + field]));
  return { counts: fieldOf(0), weights: fieldOf(1), squares: fieldOf(2), missing };
}

/** Rows of a column of any kind as doubles: NaN for what is not a number. */
function doublesOf(
  column: ArrayLike<unknown>,
  start: number,
  size: number,
  scratch: Float64Array,
): Float64Array {
  if (isNumbers(column)) {
    const rows = column.subarray(start, start + size);
    if (rows instanceof Float64Array) return rows;
    scratch.set(rows);
  } else copyNumbers(column, start, size, scratch);
  return scratch;
}

/** Any typed array but those of bigint; all their values are doubles. */
function isNumbers(column: ArrayLike<unknown>): column is Float64Array {
  const isBig = column instanceof BigInt64Array || column instanceof BigUint64Array;
  return ArrayBuffer.isView(column) && !isBig;
}

function copyNumbers(
  list: ArrayLike<unknown>,
  start: number,
  size: number,
  doubles: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    const value = list[start + i];
    doubles[i] = typeof value === "number" ? value : Number.NaN;
  }
}

/** Adds rows from one on, up to two of which one is not an answer with a weight: where it stopped. */
function addDoubles(
  scores: Float64Array,
  weights: Float64Array,
  from: number,
  size: number,
  min: number,
  points: number,
  block: Float64Array,
): number {
  const last = size - 1;
  let i = from;
  for (; i < last; i += 2) {
    const weightA = weights[i];
    const weightB = weights[i + 1];
    const a = (scores[i] | 0) - min;
    const b = (scores[i + 1] | 0) - min;
    if (
      a + min !== scores[i] ||
      b + min !== scores[i + 1] ||
      a < 0 ||
      b < 0 ||
      a >= points ||
      b >= points ||
      !((weightA >= LEAST_WEIGHT && weightA <= MOST_WEIGHT) || weightA === 0) ||
      !((weightB >= LEAST_WEIGHT && weightB <= MOST_WEIGHT) || weightB === 0)
    ) {
      break;
    }
    const first = a * STRIDE;
    const second = b * STRIDE + FIELDS;
    block[first]++;
    block[first + 1] += weightA;
    block[first + 2] += weightA * weightA;
    block[second]++;
    block[second + 1] += weightB;
    block[second + 2] += weightB * weightB;
  }
  return i;
}

/** The same for two plain arrays, which are faster as they are. */
function addListed(
  scores: readonly unknown[],
  weights: readonly unknown[],
  from: number,
  end: number,
  min: number,
  points: number,
  block: Float64Array,
): number {
  const last = end - 1;
  let i = from;
  for (; i < last; i += 2) {
    const scoreA = scores[i];
    const scoreB = scores[i + 1];
    const weightA = weights[i];
    const weightB = weights[i + 1];
    if (
      typeof scoreA !== "number" ||
      typeof scoreB !== "number" ||
      typeof weightA !== "number" ||
      typeof weightB !== "number"
    ) {
      break;
    }
    const a = (scoreA | 0) - min;
    const b = (scoreB | 0) - min;
    if (
      a + min !== scoreA ||
      b + min !== scoreB ||
      a < 0 ||
      b < 0 ||
      a >= points ||
      b >= points ||
      !((weightA >= LEAST_WEIGHT && weightA <= MOST_WEIGHT) || weightA === 0) ||
      !((weightB >= LEAST_WEIGHT && weightB <= MOST_WEIGHT) || weightB === 0)
    ) {
      break;
    }
    const first = a * STRIDE;
    const second = b * STRIDE + FIELDS;
    block[first]++;
    block[first + 1] += weightA;
    block[first + 2] += weightA * weightA;
    block[second]++;
    block[second + 1] += weightB;
    block[second + 2] += weightB * weightB;
  }
  return i;
}

function addRow(block: Float64Array, point: number, weight: number): void {
  block[point * STRIDE]++;
  block[point * STRIDE + 1] += weight;
  block[point * STRIDE + 2] += weight * weight;
}

/** Moves the sums of a block to the totals. */
function empty(block: Float64Array, totals: readonly Sum[]): void {
  for (let i = 0; i < totals.length; i++) {
    const field = i % FIELDS;
    const first = (i - field) * LANES + field;
    addTo(totals[i], block[first] + block[first + FIELDS]);
  }
  block.fill(0);
}

function checkWeight(where: string, weight: unknown, index: number): number {
  const isNumber = typeof weight === "number";
  if (isNumber && ((weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT) || weight === 0)) {
    return weight;
  }
  const code = isNumber ? "out-of-range" : "wrong-type";
  fail(code, where, "weight", "0, or a number from 1e-100 to 1e100", weight, index);
}
