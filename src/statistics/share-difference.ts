// The difference of two shares: Newcombe's interval and a test that is exact of few.

import {
  type ConfidenceOptions,
  checkShare,
  type Estimate,
  type ShareCounts,
  shareEstimate,
  wilsonEnds,
} from "./share.js";
import { shareTest } from "./share-test.js";

/**
 * How a share changed from one group of people to another: Newcombe's interval from two of Wilson's.
 * `after − before`, its low end `√((a − lowₐ)² + (high_b − b)²)` below, its high end
 * `√((highₐ − a)² + (b − low_b)²)` above
 *
 * The p value is that of the "N − 1" χ² test, `z² = (b − a)² (N − 1) ÷ (N p (1 − p) (1/m + 1/n))` with p
 * the share of all N. If one of the four counts that no change would give is below 5, it is `exact`:
 * Fisher and Irwin's, the probability of all tables with these totals that are no more probable than the
 * one seen. It is another method than the interval, so just at the edge one may call a change real and the
 * other not. Fractional counts take Pearson's χ². For the same people asked twice take
 * `shareDifferencePaired`.
 *
 * @param before - `{ count, total }`; fractional where weights make them so.
 * @param after - `{ count, total }`, of other people.
 * @returns shares, −1 to 1; `null` when either total is 0.
 * @throws RangeError or TypeError if a count is negative or more than its total, or the confidence is
 *   not between 0 and 1.
 *
 * @example
 * ```ts
 * shareDifference({ count: 48, total: 80 }, { count: 56, total: 70 });
 * // => { value: 0.2, low: 0.0524, high: 0.3339, confidence: 0.95, pValue: 0.00826, exact: false }
 * shareDifference({ count: 1, total: 1 }, { count: 0, total: 296 });
 * // => { value: -1, pValue: 0.00337, exact: true, … }
 * shareDifference({ count: 0, total: 0 }, { count: 56, total: 70 }); // => null
 * ```
 *
 * @see Newcombe, Statistics in Medicine 17 (1998), 873–890: the interval, his method 10, and the
 *   example. Campbell, Statistics in Medicine 26 (2007), 3661–3675: the two tests.
 */
export function shareDifference(
  before: ShareCounts,
  after: ShareCounts,
  options: ConfidenceOptions = {},
): GroupDifference | null {
  const where = "shareDifference";
  const from = checkShare(where, "before.", before);
  const to = checkShare(where, "after.", after);
  const fromEstimate = shareEstimate(where, from, options, wilsonEnds);
  const toEstimate = shareEstimate(where, to, options, wilsonEnds);
  if (!fromEstimate || !toEstimate) return null;
  return { ...squareAndAdd(fromEstimate, toEstimate), ...shareTest(from, to) };
}

/**
 * The interval of a difference from the intervals of its two sides: each end is as far away as the
 * two ends that lead there are, squared and added.
 *
 * @see Zou and Donner, Statistics in Medicine 27 (2008), 1693–1702, who call it MOVER.
 */
export function squareAndAdd(before: Estimate, after: Estimate): Estimate {
  const value = after.value - before.value;
  return {
    value,
    low: value - Math.hypot(after.value - after.low, before.high - before.value),
    high: value + Math.hypot(after.high - after.value, before.value - before.low),
    confidence: after.confidence,
  };
}

/** What changed, `after − before`, with its interval and how surprising it is if nothing did. */
export interface Difference extends Estimate {
  /** How often so large a difference, or a larger one, is seen when nothing has changed; 0 to 1. */
  readonly pValue: number;
}

/** What changed between groups of different people. */
export interface GroupDifference extends Difference {
  /** Whether the p value comes of all the ways to choose the groups, one by one, as it does of few. */
  readonly exact: boolean;
}
