// Rows of numbers grouped by equal keys, in sorted columns.

import { sortAmounts } from "./sort.js";

/**
 * Groups rows by equal keys, which are numbers of 0 or more, none of them −0.
 *
 * @param keys - one column a key.
 * @param counts - how many each row stands for; one each if left out.
 */
export function groupRows(
  keys: readonly ArrayLike<number>[],
  counts?: ArrayLike<number>,
): GroupedRows {
  const packed = counts === undefined ? packKeys(keys) : null;
  return packed === null ? groupByComparing(keys, counts) : groupPacked(packed);
}

/** Less than 0 if one row comes before another, 0 if their keys are equal. */
export function compareRows(
  keys: readonly ArrayLike<number>[],
  one: number,
  other: number,
): number {
  for (const key of keys) {
    if (key[one] !== key[other]) return key[one] - key[other];
  }
  return 0;
}

/** Keys in the order of their columns, each combination once, and how many had it. */
export interface GroupedRows {
  /** One column a key, sorted by the first, then by the next. */
  readonly keys: readonly number[][];
  readonly counts: number[];
}

interface PackedKeys {
  /** By row: all keys in one number. */
  readonly packed: Float64Array;
  /** By key: one more than the largest. */
  readonly sizes: readonly number[];
}

function groupByComparing(
  keys: readonly ArrayLike<number>[],
  counts?: ArrayLike<number>,
): GroupedRows {
  // An array, not a typed one: its sort is quick where there are runs in order, as in a merge.
  const order = Array.from(keys[0], (_, row) => row).sort((a, b) => compareRows(keys, a, b));
  const grouped: number[][] = keys.map(() => []);
  const sums: number[] = [];
  order.forEach((row, i) => {
    const count = counts === undefined ? 1 : counts[row];
    if (i > 0 && compareRows(keys, order[i - 1], row) === 0) {
      sums[sums.length - 1] += count;
      return;
    }
    keys.forEach((key, k) => {
      grouped[k].push(key[row]);
    });
    sums.push(count);
  });
  return { keys: grouped, counts: sums };
}

/** Keys packed into one number a row, which sorts ten times faster; `null` if they do not fit. */
function packKeys(keys: readonly ArrayLike<number>[]): PackedKeys | null {
  const sizes = keys.map(sizeOfWhole);
  // A key that is not whole makes the product NaN.
  if (!(sizes.reduce((product, size) => product * size, 1) <= Number.MAX_SAFE_INTEGER)) return null;
  const packed = new Float64Array(keys[0].length);
  keys.forEach((key, k) => {
    for (let row = 0; row < packed.length; row++) packed[row] = packed[row] * sizes[k] + key[row];
  });
  return { packed, sizes };
}

/** One more than the largest number; NaN if not all are whole. */
function sizeOfWhole(key: ArrayLike<number>): number {
  let largest = 0;
  for (let row = 0; row < key.length; row++) {
    const value = key[row];
    if (value !== Math.floor(value)) return Number.NaN;
    if (value > largest) largest = value;
  }
  return largest + 1;
}

function groupPacked({ packed, sizes }: PackedKeys): GroupedRows {
  sortAmounts(packed);
  const keys: number[][] = sizes.map(() => []);
  const counts: number[] = [];
  for (let row = 0; row < packed.length; row++) {
    if (row > 0 && packed[row] === packed[row - 1]) {
      counts[counts.length - 1]++;
      continue;
    }
    let rest = packed[row];
    for (let k = sizes.length - 1; k >= 0; k--) {
      const key = rest % sizes[k];
      keys[k].push(key);
      rest = (rest - key) / sizes[k];
    }
    counts.push(1);
  }
  return { keys, counts };
}
