// Whether customers who buy often spend more at a time.

import { checkOptions } from "../core/check.js";
import { checkSpend, type SpendTally } from "../loyalty/spend.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";

/**
 * Whether customers who come back more often spend more, or less, at a time: the correlation of the number
 * of repeat purchases with their mean value, over customers with repeats.
 *
 * The gamma-gamma model assumes no correlation. A weak one, up to 0.1 or 0.2, does little harm; with a
 * strong one lifetime values are too low or too high for those who buy most.
 *
 * @param options - `confidence`, 0.95 unless stated.
 * @returns Pearson's correlation from −1 to 1, with Fisher's interval; `null` of fewer than four customers,
 *   and where all came back equally often or spent alike.
 * @throws RangeError or TypeError if the tally is not one, an option is not known, or the confidence is not
 *   between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallySpend([
 *   { repeats: 1, mean: 20, customers: 3 },
 *   { repeats: 2, mean: 35.5, customers: 2 },
 *   { repeats: 4, mean: 28 },
 * ]);
 * spendCorrelation(tally); // => { value: 0.505, low: -0.52, high: 0.934, confidence: 0.95 }
 * ```
 *
 * @see Fisher, Metron 1 (1921), 3–32: the interval. Fader, Hardie and Lee, Journal of Marketing Research 42
 *   (2005), 415–430: why to look at it first.
 */
export function spendCorrelation(
  tally: SpendTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "spendCorrelation";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const customers = checkSpend(where, "tally", tally);
  if (customers < 4) return null;
  const meanOf = (column: readonly number[]): number =>
    column.reduce((sum, x, i) => sum + (x / customers) * tally.customers[i], 0);
  const [repeats, mean] = [meanOf(tally.repeats), meanOf(tally.mean)];
  let [xx, xy, yy] = [0, 0, 0];
  tally.customers.forEach((count, i) => {
    const x = tally.repeats[i] / repeats - 1;
    const y = tally.mean[i] / mean - 1;
    xx += count * x * x;
    xy += count * x * y;
    yy += count * y * y;
  });
  if (xx === 0 || yy === 0) return null;
  const value = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const reach = z / Math.sqrt(customers - 3);
  const [low, high] = [-reach, reach].map((shift) => Math.tanh(Math.atanh(value) + shift));
  return { value, low, high, confidence };
}
