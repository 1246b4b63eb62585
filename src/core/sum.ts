// Sums that make up for rounding, by Neumaier's method.

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

/** A sum that remembers what rounding took from it. */
export interface Sum {
  rounded: number;
  lost: number;
}
