// Wald's intervals of the Net Promoter Score.

import { checkOptions } from "../core/check.js";
import { netWald, netWaldDifference } from "../statistics/net-wald.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import type { Difference } from "../statistics/share-difference.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "./nps.js";

/**
 * The Wald interval of a Net Promoter Score, the one of textbooks and spreadsheets.
 * `s ± z √(v ÷ n)`, with `s = p − d` and `v = p + d − s²`
 *
 * Do not use it on few answers, where it is too narrow, or on answers that are all alike, where it has
 * no width at all; it is there to check the figures of others. Its ends are not cut off: one beyond
 * −100 or 100 shows that it does not fit.
 *
 * @param answers - scores, their tally, or the three counts.
 * @returns points, not rounded; `null` when nobody answered.
 * @throws RangeError or TypeError as `npsInterval`.
 *
 * @example
 * ```ts
 * npsIntervalWald({ promoters: 60, passives: 25, detractors: 15 });
 * // => { value: 45, low: 30.5, high: 59.5, confidence: 0.95 }
 * npsIntervalWald([10, 10, 10]); // => { value: 100, low: 100, high: 100, confidence: 0.95 }
 * npsIntervalWald([10, 9, 8]); // => { value: 66.7, low: 13.3, high: 120.0, confidence: 0.95 }
 * ```
 *
 * @see Rocks, The American Statistician 70 (2016), 365–372: this interval beside better ones.
 */
export function npsIntervalWald(
  answers: NpsAnswers,
  options: NpsOptions & ConfidenceOptions = {},
): Estimate | null {
  const { scale, confidence = 0.95 } = checkOptions("npsIntervalWald", options, [
    "scale",
    "confidence",
  ]);
  return netWald("npsIntervalWald", npsNet(answers, { scale }), confidence);
}

/**
 * How the Net Promoter Score changed, by Wald: the z test of textbooks and spreadsheets.
 * `s₂ − s₁ ± z √(v₁ ÷ n₁ + v₂ ÷ n₂)`, with `s = p − d` and `v = p + d − s²`
 *
 * It finds changes where nothing changed, on few answers or on answers that are nearly all alike; it is
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
  const { scale, confidence = 0.95 } = checkOptions("npsDifferenceWald", options, [
    "scale",
    "confidence",
  ]);
  const [from, to] = [npsNet(before, { scale }), npsNet(after, { scale })];
  return netWaldDifference("npsDifferenceWald", from, to, confidence);
}
