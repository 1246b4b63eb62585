// A ratio of two sums over a sample, and how far it would move with another sample of the same kind.

import { addTo, noSum, totalOf } from "../core/sum.js";
import type { Estimate } from "./share.js";

/**
 * The ratio `Σ top ÷ Σ bottom` with the delta method's variance: customers are the sample.
 * `n ÷ (n − 1) × Σ (top − ratio × bottom)² ÷ (Σ bottom)²`
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function sumRatio(tops: ArrayLike<number>, bottoms: ArrayLike<number>): SumRatio {
  const customers = tops.length;
  const top = totalOfAll(tops);
  const bottom = totalOfAll(bottoms);
  if (customers < 2) return { top, bottom, relativeVariance: null };
  if (top === 0) return { top, bottom, relativeVariance: 0 };
  // In shares of the two sums, so that no square of a large amount is needed.
  const residual = noSum();
  for (let i = 0; i < customers; i++) {
    const difference = tops[i] / top - bottoms[i] / bottom;
    addTo(residual, difference * difference);
  }
  return { top, bottom, relativeVariance: (customers / (customers - 1)) * totalOf(residual) };
}

/** The ratio with its interval, whose low end is never below 0; `null` for fewer than two customers. */
export function ratioEstimate(
  { top, bottom, relativeVariance }: SumRatio,
  z: number,
  confidence: number,
): Estimate | null {
  if (relativeVariance === null) return null;
  const value = top / bottom;
  const reach = z * value * Math.sqrt(relativeVariance);
  return { value, low: Math.max(0, value - reach), high: value + reach, confidence };
}

/**
 * By how much one ratio exceeds another, as a share of the other: the delta method on the log of their
 * quotient. `null` if a ratio is 0, or so small that no number is large enough for the uplift, or of fewer
 * than two customers.
 */
export function ratioUplift(
  to: SumRatio,
  from: SumRatio,
  z: number,
  confidence: number,
): Estimate | null {
  if (to.relativeVariance === null || from.relativeVariance === null) return null;
  if (to.top === 0 || from.top === 0) return null;
  // Products of whole numbers are subtracted before anything is divided.
  const base = from.top * to.bottom;
  const value = (to.top * from.bottom - base) / base;
  const factor = Math.exp(z * Math.sqrt(to.relativeVariance + from.relativeVariance));
  const high = (1 + value) * factor - 1;
  if (high === Infinity) return null; // over so little that no number is large enough
  return { value, low: (1 + value) / factor - 1, high, confidence };
}

/** Two sums over customers, the upper one over the lower one. */
export interface SumRatio {
  readonly top: number;
  readonly bottom: number;
  /** The variance of the ratio over its square; `null` for fewer than two customers. */
  readonly relativeVariance: number | null;
}

function totalOfAll(amounts: ArrayLike<number>): number {
  const sum = noSum();
  for (let i = 0; i < amounts.length; i++) addTo(sum, amounts[i]);
  return totalOf(sum);
}
