// How the Net Promoter Score changed between surveys of different people.

import { checkOptions } from "../core/check.js";
import { netDifference } from "../statistics/net-difference.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import type { GroupDifference } from "../statistics/share-difference.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "./nps.js";

/**
 * How the Net Promoter Score changed between two surveys of different people, and whether it did.
 * `after − before`, its low end `√((a − lowₐ)² + (high_b − b)²)` below, its high end
 * `√((highₐ − a)² + (b − low_b)²)` above, the four ends those of `npsInterval`
 *
 * The change is real, as far as the answers can tell, when the p value is below `1 − confidence`. From 30
 * answers a survey on that is so exactly when the interval leaves out 0. If one of them has fewer, its
 * answers could be any of all the answers there are: how often their score is as far off is the `exact`
 * p value, and it is given if it is the larger one. How large the change is the interval says. It is for surveys that share nobody, or few: for the same people asked twice take
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
 * // => { value: -5, low: -20.2, high: 10.3, confidence: 0.95, pValue: 0.522, exact: false }
 * npsDifference([10, 9, 9, 8], [3, 5, 8, 0, 6]);
 * // => { value: -155, low: -181.2, high: -39.0, confidence: 0.95, pValue: 0.0238, exact: true }
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
): GroupDifference | null {
  const { scale, confidence = 0.95 } = checkOptions("npsDifference", options, [
    "scale",
    "confidence",
  ]);
  const [from, to] = [npsNet(before, { scale }), npsNet(after, { scale })];
  return netDifference("npsDifference", from, to, confidence);
}
