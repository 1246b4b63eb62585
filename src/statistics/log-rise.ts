// Ratios of gamma functions in logarithms: rising factorials, for whole steps as a table, and beta functions.

import { stirlingError } from "./stirling.js";

/**
 * The table up to x = `most`, without a gamma function.
 * `Σ log(p + j)`, `Σ 1 ÷ (p + j)`, `−Σ 1 ÷ (p + j)²`, for j from 0 to x − 1
 */
export function riseTable(p: number, most: number): RiseTable {
  const [value, first, second] = [0, 1, 2].map(() => new Float64Array(most + 1));
  for (let j = 0; j < most; j++) {
    const reciprocal = 1 / (p + j);
    value[j + 1] = value[j] + Math.log(p + j);
    first[j + 1] = first[j] + reciprocal;
    second[j + 1] = second[j] - reciprocal * reciprocal;
  }
  return { value, first, second };
}

/**
 * `log Γ(p + x) − log Γ(p)` for p above 0 and any x of 0 or more, from parts that are as small as the
 * difference itself.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 6.1.40: Stirling's series.
 */
export function logRise(p: number, x: number): number {
  const error = stirlingError(p + x) - stirlingError(p);
  return (p - 0.5) * Math.log1p(x / p) + x * (Math.log(p + x) - 1) + error;
}

/** `log Γ(a + b) − log Γ(a) − log Γ(b)` by Stirling's formula, from parts of the size of the smaller. */
export function logBetaReciprocal(a: number, b: number): number {
  const error = stirlingError(a + b) - stirlingError(a) - stirlingError(b);
  const root = Math.log((a / (a + b)) * (b / (2 * Math.PI))) / 2;
  return a * Math.log1p(b / a) + b * Math.log1p(a / b) + root + error;
}

/** What `log Γ(p + x) − log Γ(p)` and its derivatives by p are at x = 0, 1, 2, … */
export interface RiseTable {
  readonly value: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}
