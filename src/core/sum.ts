// Sums that make up for rounding, by Neumaier's method.

/** The sum of counts, which needs no making up: whole numbers are exact. */
export function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i];
  return sum;
}

export function noSum(): Sum {
  return { rounded: 0, lost: 0 };
}

/**
 * Adds a number to a sum. Whole numbers stay exact up to 2⁵³; the total of fractions is within
 * 1e-12 · Σ|x| of the true one, in whatever order and however many they are.
 *
 * @see Neumaier, ZAMM 54 (1974), 39–51: Kahan's sum, right also where a number is larger than the sum.
 */
export function addTo(sum: Sum, x: number): void {
  const rounded = sum.rounded + x;
  const isSmaller = Math.abs(sum.rounded) >= Math.abs(x);
  sum.lost += isSmaller ? sum.rounded - rounded + x : x - rounded + sum.rounded;
  sum.rounded = rounded;
}

/** The total; never −0. */
export function totalOf({ rounded, lost }: Sum): number {
  return rounded + lost + 0;
}

/** So many sums in columns, which take a fraction of the memory of as many objects. */
export function noSums(length: number): Sums {
  return { rounded: new Float64Array(length), lost: new Float64Array(length) };
}

/** Adds a number to one of the sums, as `addTo` does. */
export function addAt({ rounded, lost }: Sums, at: number, x: number): void {
  const before = rounded[at];
  const sum = before + x;
  lost[at] += Math.abs(before) >= Math.abs(x) ? before - sum + x : x - sum + before;
  rounded[at] = sum;
}

/** The totals; never −0. */
export function totalsOf({ rounded, lost }: Sums): number[] {
  return Array.from(rounded, (sum, at) => sum + lost[at] + 0);
}

/** A sum that remembers what rounding took from it. */
export interface Sum {
  rounded: number;
  lost: number;
}

/** Sums by number. */
export interface Sums {
  readonly rounded: Float64Array;
  readonly lost: Float64Array;
}
