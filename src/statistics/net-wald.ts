// Net scores and their differences with Wald's interval.

import { criticalZ } from "./distributions.js";
import { type NetCounts, netScore } from "./net-score.js";
import { normalTail } from "./normal.js";
import type { Estimate } from "./share.js";
import type { Difference } from "./share-difference.js";

/** A net score with Wald's interval, in points; `null` when nobody answered. */
export function netWald(where: string, counts: NetCounts, confidence: number): Estimate | null {
  const z = criticalZ(where, confidence);
  if (counts.total === 0) return null;
  const value = netScore(counts);
  const reach = z * Math.sqrt(netVariance(counts));
  return { value, low: value - reach, high: value + reach, confidence };
}

/** A change of a net score with Wald's interval; `null` when nobody answered, or neither varies. */
export function netWaldDifference(
  where: string,
  before: NetCounts,
  after: NetCounts,
  confidence: number,
): Difference | null {
  const z = criticalZ(where, confidence);
  if (before.total === 0 || after.total === 0) return null;
  const error = Math.sqrt(netVariance(before) + netVariance(after));
  if (error === 0) return null;
  const value = netScore(after) - netScore(before);
  const pValue = 2 * normalTail(Math.abs(value) / error);
  return { value, low: value - z * error, high: value + z * error, confidence, pValue };
}

/**
 * The square of a net score's standard error, in points: `10,000 (p + d − (p − d)²) ÷ n`.
 *
 * As `(4 P D + (P + D) Q) ÷ n²`, with Q answers on neither side, it has all its digits, and is exactly
 * 0 if all answers are alike.
 */
export function netVariance({ pro, against, total }: NetCounts): number {
  const neither = total - pro - against;
  const spread = 4 * pro * against + (pro + against) * neither;
  return (10_000 * spread) / total / total / total;
}
