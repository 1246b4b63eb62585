// Correlations of columns, and the same without a group of rows, from sums that are kept group by group.

import { explainAway } from "./r-squared.js";

/** The column in no unit: each distance from the mean, as a share of the largest one. */
export function centre(column: Float64Array): Float64Array {
  let [sum, largest] = [0, 0];
  for (let i = 0; i < column.length; i++) sum += column[i];
  const mean = sum / column.length;
  for (let i = 0; i < column.length; i++) largest = Math.max(largest, Math.abs(column[i] - mean));
  const centred = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) centred[i] = (column[i] - mean) / largest;
  return centred;
}

/**
 * Sums of products of any two columns, a matrix for each group of rows; row i is in group i mod
 * `groupCount`. Before the columns comes one of ones, so that their sums and the rows are there too.
 */
export function crossProducts(columns: readonly Float64Array[], groupCount: number): Matrix[] {
  const all = [new Float64Array(columns[0].length).fill(1), ...columns];
  const groups = Array.from({ length: groupCount }, () => new Float64Array(all.length ** 2));
  all.forEach((a, i) => {
    all.forEach((b, j) => {
      if (j > i) return;
      const sums = sumProducts(a, b, groupCount);
      groups.forEach((group, at) => {
        group[i * all.length + j] = group[j * all.length + i] = sums[at];
      });
    });
  });
  return groups;
}

/**
 * Pearson's correlations of centred columns, without a group of rows if one is named. A column that does
 * not vary without it is correlated with none.
 */
export function correlationsOf(groups: readonly Matrix[], without?: number): Matrix {
  const sums = new Float64Array(groups[0].length);
  const kept = new Float64Array(groups[0].length);
  groups.forEach((group, at) => {
    group.forEach((product, i) => {
      sums[i] += product;
      if (at !== without) kept[i] += product;
    });
  });
  const size = Math.sqrt(kept.length);
  explainAway(kept, kept, 0, size); // from sums of products to those of distances from the mean
  const spreads = Array.from({ length: size }, (_, i) => {
    const at = i * (size + 1);
    return kept[at] > 1e-12 * sums[at] ? Math.sqrt(kept[at]) : Infinity; // all else is rounding
  });
  const correlations = new Float64Array((size - 1) ** 2);
  for (let i = 1; i < size; i++) {
    for (let j = i; j < size; j++) {
      const share = i === j ? 1 : kept[i * size + j] / (spreads[i] * spreads[j]);
      const within = Math.max(-1, Math.min(1, share));
      correlations[(i - 1) * (size - 1) + j - 1] = within;
      correlations[(j - 1) * (size - 1) + i - 1] = within;
    }
  }
  return correlations;
}

/** A square matrix, its rows one after the other. */
export type Matrix = Float64Array;

function sumProducts(a: Float64Array, b: Float64Array, groupCount: number): Float64Array {
  const sums = new Float64Array(groupCount);
  for (let i = 0, group = 0; i < a.length; i++) {
    sums[group] += a[i] * b[i];
    if (++group === groupCount) group = 0;
  }
  return sums;
}
