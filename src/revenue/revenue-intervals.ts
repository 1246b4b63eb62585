// Intervals of net and gross revenue retention, with customers as the sample.

import { checkOptions } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { keptEnds, netEnds, type OpeningBase } from "./ratio-ends.js";
import { keptRevenue } from "./revenue-rates.js";
import type { RevenueTally } from "./revenue-tally.js";
import { checkRevenue } from "./stored-revenue.js";

/**
 * The interval of net revenue retention, customers being the sample: the delta method for a ratio of sums.
 * `NRR ± z √(n ÷ (n − 1) × Σ (closing − NRR × opening)²) ÷ Σ opening`, n customers at the opening
 *
 * It says how far NRR would move if other customers of the same kind had been there. It takes them to
 * move independently of one another, and holds from some dozens on; a customer who is a large part of
 * the opening makes it wide, and rightly so.
 *
 * @param options - `confidence`, 0.95 unless stated.
 * @returns NRR with its interval, whose low end is cut off at 0; `null` when the opening is 0 or of one
 *   customer, or when all changed in the same proportion, which leaves the method nothing to go by.
 * @throws RangeError if the tally is not one, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const closing = [50, 50, 80, 50, 0, 50, 50, 65, 50, 40];
 * const rows = closing.map((amount, customer) => ({ customer, opening: 50, closing: amount }));
 * netRevenueRetentionInterval(tallyRevenue(rows));
 * // => { value: 0.97, low: 0.719, high: 1.221, confidence: 0.95 }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function netRevenueRetentionInterval(
  tally: RevenueTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "netRevenueRetentionInterval";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const { opening, expansion, squares } = checkRevenue(where, "tally", tally);
  const closing = keptRevenue(tally) + expansion;
  const change = { square: squares.change, product: squares.openingChange };
  const ends = netEnds(baseOf(tally), closing, change, z);
  return ends && { value: closing / opening, ...ends, confidence };
}

/**
 * The interval of gross revenue retention, customers being the sample: the delta method for the log-odds
 * of a ratio of sums.
 * `ln(GRR ÷ (1 − GRR)) ± z × error ÷ (GRR × (1 − GRR))`, turned back into a share; the error is that of NRR
 * with `min(opening, closing)` for closing
 *
 * On that scale it stays inside 0 to 1, and it holds its confidence better than GRR ± z × error does: of
 * samples of 100 customers of whom 8 lost, it held the true value in 94 of 100, the other in 91. With a
 * handful of losses, or a few customers who are most of the opening, it is still too narrow.
 *
 * @param options - `confidence`, 0.95 unless stated.
 * @returns GRR with its interval; `null` when the opening is 0 or of one customer, or when nobody or
 *   everybody left, or all lost the same share, which leaves the method nothing to go by.
 * @throws RangeError if the tally is not one, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const closing = [50, 50, 80, 50, 0, 50, 50, 65, 50, 40];
 * const rows = closing.map((amount, customer) => ({ customer, opening: 50, closing: amount }));
 * grossRevenueRetentionInterval(tallyRevenue(rows));
 * // => { value: 0.88, low: 0.535, high: 0.979, confidence: 0.95 }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function grossRevenueRetentionInterval(
  tally: RevenueTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "grossRevenueRetentionInterval";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const { opening, squares } = checkRevenue(where, "tally", tally);
  const kept = keptRevenue(tally);
  const loss = { square: squares.loss, product: squares.openingLoss };
  const ends = keptEnds(baseOf(tally), kept, loss, z);
  return ends && { value: kept / opening, ...ends, confidence };
}

function baseOf({ customers, opening, squares }: RevenueTally): OpeningBase {
  return { customers: customers.opening, opening, square: squares.opening };
}
