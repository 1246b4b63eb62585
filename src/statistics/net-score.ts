// Net scores, one share less another, with Tango's score interval.

import { criticalZ } from "./distributions.js";
import type { Estimate } from "./share.js";

/** The share of one side less that of the other, in points; whole counts are subtracted first. */
export function netPoints(pro: number, against: number, total: number): number {
  const points = (100 * (pro - against)) / total + 0; // never −0
  // Fractional counts can round to a hair beside the ends, on which all answers are of one kind.
  return pro === total ? 100 : against === total ? -100 : points;
}

/** The net score of counts in points. */
export function netScore({ pro, against, total }: NetCounts): number {
  return netPoints(pro, against, total);
}

/** A net score with its score interval, in points from −100 to 100; `null` when nobody answered. */
export function netInterval(where: string, counts: NetCounts, confidence: number): Estimate | null {
  const z = criticalZ(where, confidence);
  if (counts.total === 0) return null;
  const value = netScore(counts);
  const { low, high } = netScoreInterval(counts, z);
  return { value, low: Math.min(value, 100 * low), high: Math.max(value, 100 * high), confidence };
}

/**
 * The score interval of a net score, the share of one side less the share of the other, from −1 to 1.
 *
 * The ends are the t at which the observed difference is just z standard errors away, the errors being
 * those the most likely shares with difference t would give:
 * `(pro − against − n t) ÷ √(n (2q + t (1 − t))) = ±z`, q the likeliest share against.
 *
 * @see Tango, "Equivalence test and confidence interval for the difference in proportions for the
 *   paired-sample design", Statistics in Medicine 17 (1998), 891–908. Promoters and detractors stand
 *   where his two kinds of discordant pairs do.
 */
export function netScoreInterval(
  { pro, against, total }: NetCounts,
  z: number,
): { low: number; high: number } {
  return {
    low: 0 - farEnd({ pro: against, against: pro, total }, z), // never −0
    high: farEnd({ pro, against, total }, z),
  };
}

/**
 * The standard error of the observed difference if t were the true one.
 * `√((2q + t (1 − t)) ÷ n)`, q the likeliest share against
 */
export function netErrorAt({ pro, against, total }: NetCounts, t: number): number {
  // Near −1 the variance would lose its digits.
  if (t < 0) return netErrorAt({ pro: against, against: pro, total }, -t);
  const b = (2 * total - pro + against) * t - pro - against;
  const c = against * t * (1 - t);
  const root = Math.sqrt(b * b + 8 * total * c);
  const q = b > 0 ? (2 * c) / (root + b) : (root - b) / (4 * total); // so that no digits cancel
  return Math.sqrt((2 * q + t * (1 - t)) / total);
}

/** What a net score is made of: so many on one side, so many on the other, of so many answers. */
export interface NetCounts {
  readonly pro: number;
  readonly against: number;
  readonly total: number;
}

/**
 * The high end: the t above the observed difference whose score is −z.
 *
 * Secants, from above: from all the way up, and from where the end would be if nobody had answered in
 * between, which is never below it.
 */
function farEnd(counts: NetCounts, z: number): number {
  const { pro, against, total } = counts;
  const value = (pro - against) / total;
  const most = total + z * z - (pro - against) * value;
  let last = 1;
  let lastMiss = 1 - value;
  let t = Math.min(1, (pro - against + z * Math.sqrt(most)) / (total + z * z));
  while (Math.abs(t - last) > 1e-15) {
    const miss = t - value - z * netErrorAt(counts, t);
    const next = t - (miss * (last - t)) / (lastMiss - miss);
    last = t;
    lastMiss = miss;
    t = next;
  }
  return Math.min(1, last);
}
