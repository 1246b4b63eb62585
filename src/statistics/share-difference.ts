// The difference of two shares: Newcombe's interval and the pooled z test.

import { normalTail } from "./normal.js";
import {
  type ConfidenceOptions,
  checkShare,
  type Estimate,
  type ShareCounts,
  shareEstimate,
  wilsonEnds,
} from "./share.js";

/**
 * How a share changed from one group of people to another: Newcombe's interval from two of Wilson's.
 * `after − before`, its low end `√((a − lowₐ)² + (high_b − b)²)` below, its high end
 * `√((highₐ − a)² + (b − low_b)²)` above
 *
 * The p value is that of the z test with a pooled share, the same as Pearson's χ². It is another
 * method than the interval, so just at the edge one may call a change real and the other not. Where
 * all or none are counted on both sides nothing changed, and the p value is 1. For the same people
 * asked twice take `shareDifferencePaired`.
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
 * // => { value: 0.2, low: 0.0524, high: 0.3339, confidence: 0.95, pValue: 0.00805 }
 * shareDifference({ count: 0, total: 0 }, { count: 56, total: 70 }); // => null
 * ```
 *
 * @see Newcombe, Statistics in Medicine 17 (1998), 873–890: the interval, his method 10, and the
 *   example.
 */
export function shareDifference(
  before: ShareCounts,
  after: ShareCounts,
  options: ConfidenceOptions = {},
): Difference | null {
  const where = "shareDifference";
  const from = checkShare(where, "before.", before);
  const to = checkShare(where, "after.", after);
  const fromEstimate = shareEstimate(where, from, options, wilsonEnds);
  const toEstimate = shareEstimate(where, to, options, wilsonEnds);
  if (!fromEstimate || !toEstimate) return null;
  const change = squareAndAdd(fromEstimate, toEstimate);
  const count = from.count + to.count;
  const rest = from.total - from.count + (to.total - to.count);
  // Of two shares near 1 a difference has no digits; of those not counted it has.
  const small =
    count < rest ? [from.count, to.count] : [from.total - from.count, to.total - to.count];
  const lean = Math.abs(small[1] * from.total - small[0] * to.total);
  const variance = ((count * rest) / (count + rest)) * from.total * to.total;
  const z = variance === 0 ? 0 : lean / Math.sqrt(variance);
  return { ...change, pValue: 2 * normalTail(z) };
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
