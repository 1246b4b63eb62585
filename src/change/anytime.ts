// Intervals to look at every week: they hold their confidence over all looks together.

import { checkOptions, checkWhole, MOST } from "../core/check.js";
import { meanScore } from "../satisfaction/mean-score.js";
import type { NpsCounts, NpsOptions } from "../satisfaction/nps.js";
import type { Scale } from "../satisfaction/scale.js";
import type { ScoreTally } from "../satisfaction/score-tally.js";
import { asTally, type Scores } from "../satisfaction/scores.js";
import { bettingDifference, bettingInterval } from "../statistics/betting.js";
import { checkConfidence } from "../statistics/distributions.js";
import { netPoints } from "../statistics/net-score.js";
import {
  type ConfidenceOptions,
  checkShare,
  type Estimate,
  type ShareCounts,
} from "../statistics/share.js";
import type { Difference } from "../statistics/share-difference.js";
import { checkUnweighted, wholeCounts } from "./whole-answers.js";

/**
 * The interval of a Net Promoter Score that may be looked at after every answer: the chance that it ever
 * leaves out the true score, at any look, is at most `1 − confidence`.
 *
 * Give it all answers so far, and look whenever you like. `npsInterval` holds for one look: looked at
 * every week of a year in which nothing happens, it leaves out the true score at some time in 27 to 33
 * years of a hundred. The price is width, about 1.77 times that of `npsInterval` where answers are mixed, and
 * up to 3 times where nearly all are alike.
 *
 * Each end is the score against which bets of fixed size would have made `2 ÷ (1 − confidence)` out of 1:
 * `Σ Π (1 − c + c y ÷ m)^count ÷ 12`, over the sizes c = ½, ¼, … 2⁻¹² and the answers, with y = 1 for
 * promoters, ½ for passives and 0 for detractors, and m the score on that same scale. It is exact, so no
 * number of answers is too small; and it depends on the counts alone, not on their order.
 *
 * @param answers - scores, their tally, or the three counts: whole ones, since a weight is no answer.
 * @returns points from −100 to 100, not rounded; `null` if nobody has answered.
 * @throws RangeError or TypeError as `npsInterval`, or if a count is not whole.
 *
 * @example
 * ```ts
 * npsIntervalAnytime({ promoters: 50, passives: 30, detractors: 20 });
 * // => { value: 30, low: 1.5, high: 54.6, confidence: 0.95 }
 * npsInterval({ promoters: 50, passives: 30, detractors: 20 });
 * // => { value: 30, low: 14.0, high: 44.3, confidence: 0.95 }
 * npsIntervalAnytime([]); // => null
 * ```
 *
 * @see Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86
 *   (2024), 1–27: the bets. Ville, "Étude critique de la notion de collectif" (1939): why they hold.
 */
export function npsIntervalAnytime(
  answers: Scores | ScoreTally | NpsCounts,
  options: NpsOptions & ConfidenceOptions = {},
): Estimate | null {
  const where = "npsIntervalAnytime";
  const { scale, confidence = 0.95 } = checkOptions(where, options, ["scale", "confidence"]);
  checkConfidence(where, confidence);
  const counts = stepsOf(wholeCounts(where, "", answers, scale));
  const { value, total } = netOf(counts);
  if (total === 0) return null;
  const { low, high } = bettingInterval(counts, confidence);
  return { value, low: 200 * low - 100, high: 200 * high - 100, confidence };
}

/**
 * How the Net Promoter Score changed, to be looked at after every answer: the chance that the interval
 * ever leaves out the true change, at any look, is at most `1 − confidence`.
 *
 * Both sides may go on growing, so it compares all answers since a release with those before it. A change
 * is given up if it would take bets against each pair of scores that differ by it to
 * `2 ÷ (1 − confidence)`, those of the two surveys multiplied.
 *
 * How soon it sees a fall of 10 points at 100 answers a week depends on where counting starts: in week 8
 * if with the fall, after 19 weeks if 26 quiet weeks are in the same sum. Start anew with each release,
 * and divide `1 − confidence` among the starts.
 *
 * @param before - scores, their tally, or the three counts: whole ones, since a weight is no answer.
 * @param after - the same of other people.
 * @returns points from −200 to 200, not rounded, and a p value that is at most `1 − confidence` exactly if
 *   the interval leaves out 0, and that holds at every look; `null` if nobody has answered on one side.
 * @throws RangeError or TypeError as `npsIntervalAnytime`.
 *
 * @example
 * ```ts
 * const before = { promoters: 1000, passives: 600, detractors: 400 };
 * npsDifferenceAnytime(before, { promoters: 400, passives: 300, detractors: 300 });
 * // => { value: -20, low: -32.1, high: -7.9, pValue: 6.23e-7, … }
 * npsDifferenceAnytime(before, []); // => null
 * ```
 *
 * @see Waudby-Smith and Ramdas, JRSS B 86 (2024), 1–27: the bets.
 */
export function npsDifferenceAnytime(
  before: Scores | ScoreTally | NpsCounts,
  after: Scores | ScoreTally | NpsCounts,
  options: NpsOptions & ConfidenceOptions = {},
): Difference | null {
  const where = "npsDifferenceAnytime";
  const { scale, confidence = 0.95 } = checkOptions(where, options, ["scale", "confidence"]);
  checkConfidence(where, confidence);
  const from = stepsOf(wholeCounts(where, "before.", before, scale));
  const to = stepsOf(wholeCounts(where, "after.", after, scale));
  const [earlier, later] = [netOf(from), netOf(to)];
  if (earlier.total === 0 || later.total === 0) return null;
  const { low, high, pValue } = bettingDifference(from, to, confidence);
  const value = later.value - earlier.value;
  return { value, low: 200 * low, high: 200 * high, confidence, pValue };
}

/**
 * The interval of a share that may be looked at after every answer, as `npsIntervalAnytime` is.
 *
 * The ends are the m at which `Σ (1 − c + c ÷ m)^count (1 − c)^(total − count) ÷ 12`, over the sizes
 * c = ½, ¼, … 2⁻¹², is `2 ÷ (1 − confidence)`, for those counted and, mirrored, for those not.
 *
 * @param share - `{ count, total }`, both whole.
 * @returns the share from 0 to 1 with its interval; `null` if the total is 0.
 * @throws RangeError or TypeError as `shareInterval`, or if a count is not whole.
 *
 * @example
 * ```ts
 * shareIntervalAnytime({ count: 60, total: 100 });
 * // => { value: 0.6, low: 0.426, high: 0.756, confidence: 0.95 }
 * shareIntervalAnytime({ count: 0, total: 20 }); // => { value: 0, low: 0, high: 0.415, confidence: 0.95 }
 * ```
 *
 * @see Waudby-Smith and Ramdas, JRSS B 86 (2024), 1–27: the bets.
 */
export function shareIntervalAnytime(
  share: ShareCounts,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "shareIntervalAnytime";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  checkConfidence(where, confidence);
  const { count, total } = checkShare(where, "", share);
  checkWhole(where, "total", total, 0, MOST);
  checkWhole(where, "count", count, 0, total);
  if (total === 0) return null;
  return {
    value: count / total,
    ...bettingInterval([total - count, count], confidence),
    confidence,
  };
}

/**
 * The interval of a mean score that may be looked at after every answer, as `npsIntervalAnytime` is, with
 * y = (score − min) ÷ (max − min) in its formula.
 *
 * @param answers - the tally of the scores, or the scores themselves with their `scale`.
 * @param options - `confidence`, 0.95 unless stated; beside scores, their `scale`.
 * @returns points of the scale, not rounded; `null` if nobody has answered.
 * @throws RangeError or TypeError as `meanScoreInterval`.
 *
 * @example
 * ```ts
 * const stars = tallyScoreCounts({ score: [1, 2, 3, 4, 5], count: [3, 5, 12, 40, 40] }, oneToFive);
 * meanScoreIntervalAnytime(stars); // => { value: 4.09, low: 3.65, high: 4.39, confidence: 0.95 }
 * meanScoreInterval(stars); // => { value: 4.09, low: 3.89, high: 4.29, confidence: 0.95 }
 * ```
 *
 * @see Waudby-Smith and Ramdas, JRSS B 86 (2024), 1–27: the bets.
 */
export function meanScoreIntervalAnytime(
  answers: Scores | ScoreTally,
  options: { readonly scale?: Scale | undefined } & ConfidenceOptions = {},
): Estimate | null {
  const where = "meanScoreIntervalAnytime";
  const { scale, confidence = 0.95 } = checkOptions(where, options, ["scale", "confidence"]);
  checkConfidence(where, confidence);
  const tally = asTally(where, checkUnweighted(where, "", answers), scale);
  const value = meanScore(tally);
  if (value === null) return null;
  const { min, max } = tally.scale;
  const { low, high } = bettingInterval(tally.counts, confidence);
  return { value, low: min + low * (max - min), high: max - (1 - high) * (max - min), confidence };
}

/** Detractors, passives, promoters: from the lowest step of a net score to the highest. */
function stepsOf({ detractors, passives, promoters }: NpsCounts): number[] {
  return [detractors, passives, promoters];
}

function netOf([detractors, passives, promoters]: readonly number[]): {
  value: number;
  total: number;
} {
  const total = detractors + passives + promoters;
  return { value: netPoints(promoters, detractors, total), total };
}
