import { checkObject } from "../core/check.js";
import { netDifference } from "../statistics/net-difference.js";
import { netScore } from "../statistics/net-score.js";
import { netWaldDifference } from "../statistics/net-wald.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import type { Difference } from "../statistics/share-difference.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "./nps.js";
import { addPseudoCounts, type PseudoCountOptions } from "./nps-wald.js";

/** A difference, and the middle of its interval. */
export interface AdjustedDifference extends Difference {
  /** The middle of the interval: the difference with the pseudo-counts in it. */
  readonly centre: number;
}

/**
 * How the Net Promoter Score changed between two surveys of different people, and whether it did.
 * `after − before`, its low end `√((a − lowₐ)² + (high_b − b)²)` below, its high end
 * `√((highₐ − a)² + (b − low_b)²)` above, the four ends those of `npsInterval`
 *
 * The change is real, as far as the answers can tell, when the interval leaves out 0. The p value says
 * the same: it is below `1 − confidence` exactly then. It says nothing about how large the change is;
 * the interval does. It is for surveys that share nobody, or few: for the same people asked twice take
 * `npsDifferencePaired`, which is sharper.
 *
 * @param before - scores, their tally, or the three counts.
 * @param after - the same of the later survey.
 * @returns points from −200 to 200, not rounded; `null` when nobody answered one of the surveys.
 * @throws RangeError or TypeError as `npsInterval`.
 *
 * @example
 * ```ts
 * const may = { promoters: 104, passives: 56, detractors: 40 };
 * const june = { promoters: 94, passives: 66, detractors: 40 };
 * npsDifference(may, june);
 * // => { value: -5, low: -20.2, high: 10.3, confidence: 0.95, pValue: 0.522 }
 * npsDifference([10, 9, 9, 8], [3, 5, 8, 0, 6]);
 * // => { value: -155, low: -181.2, high: -39.0, confidence: 0.95, pValue: 0.00716 }
 * npsDifference([], [10]); // => null
 * ```
 *
 * @see Tango, Statistics in Medicine 17 (1998), 891–908: the two intervals. Zou and Donner, Statistics
 *   in Medicine 27 (2008), 1693–1702: how two intervals make that of a difference.
 */
export function npsDifference(
  before: NpsAnswers,
  after: NpsAnswers,
  options: NpsOptions & ConfidenceOptions = {},
): Difference | null {
  const { scale, confidence = 0.95 } = checkObject("npsDifference", "options", options);
  const [from, to] = [npsNet(before, { scale }), npsNet(after, { scale })];
  return netDifference("npsDifference", from, to, confidence);
}

/**
 * How the Net Promoter Score changed, by Wald: the z test of textbooks and spreadsheets.
 * `s₂ − s₁ ± z √(v₁ ÷ n₁ + v₂ ÷ n₂)`, with `s = p − d` and `v = p + d − s²`
 *
 * It finds changes where there are none, on few answers or on answers that are nearly all alike; it is
 * there to check the figures of others. Its ends are not cut off.
 *
 * @param before - scores, their tally, or the three counts.
 * @param after - the same of the later survey.
 * @returns points, not rounded; `null` when nobody answered one of the surveys, or when within each all
 *   answers fall in one category, so that there is no variance to go by.
 * @throws RangeError or TypeError as `npsInterval`.
 *
 * @example
 * ```ts
 * const may = { promoters: 104, passives: 56, detractors: 40 };
 * const june = { promoters: 94, passives: 66, detractors: 40 };
 * npsDifferenceWald(may, june);
 * // => { value: -5, low: -20.3, high: 10.3, confidence: 0.95, pValue: 0.521 }
 * npsDifferenceWald([9, 10], [8, 7]); // => null
 * ```
 */
export function npsDifferenceWald(
  before: NpsAnswers,
  after: NpsAnswers,
  options: NpsOptions & ConfidenceOptions = {},
): Difference | null {
  const { scale, confidence = 0.95 } = checkObject("npsDifferenceWald", "options", options);
  const [from, to] = [npsNet(before, { scale }), npsNet(after, { scale })];
  return netWaldDifference("npsDifferenceWald", from, to, confidence);
}

/**
 * How the Net Promoter Score changed, by Wald after answers were added to both surveys.
 * `s̃₂ − s̃₁ ± z √(ṽ₁ ÷ ñ₁ + ṽ₂ ÷ ñ₂)`, with the pseudo-counts of `npsIntervalAdjustedWald` in each
 *
 * It is there for comparison with surveys that report it. The p value belongs to the interval, and so to
 * its centre; the value is the difference of the answers alone. The ends are not cut off.
 *
 * @param before - scores, their tally, or the three counts.
 * @param after - the same of the later survey.
 * @returns points, not rounded; `null` when nobody answered one of the surveys, or pseudo-counts of 0
 *   leave no variance to go by.
 * @throws RangeError or TypeError as `npsIntervalAdjustedWald`.
 *
 * @example
 * ```ts
 * const may = { promoters: 104, passives: 56, detractors: 40 };
 * const june = { promoters: 94, passives: 66, detractors: 40 };
 * npsDifferenceAdjustedWald(may, june);
 * // => { value: -5, centre: -4.93, low: -20.1, high: 10.2, confidence: 0.95, pValue: 0.524 }
 * ```
 *
 * @see Rocks, The American Statistician 70 (2016), 365–372: the adjustment of one score.
 */
export function npsDifferenceAdjustedWald(
  before: NpsAnswers,
  after: NpsAnswers,
  options: NpsOptions & ConfidenceOptions & PseudoCountOptions = {},
): AdjustedDifference | null {
  const where = "npsDifferenceAdjustedWald";
  const { scale, confidence = 0.95, pseudoCounts } = checkObject(where, "options", options);
  const [from, to] = [npsNet(before, { scale }), npsNet(after, { scale })];
  const adjusted = netWaldDifference(
    where,
    addPseudoCounts(where, from, pseudoCounts),
    addPseudoCounts(where, to, pseudoCounts),
    confidence,
  );
  if (!adjusted || from.total === 0 || to.total === 0) return null;
  return { ...adjusted, value: netScore(to) - netScore(from), centre: adjusted.value };
}
