import { checkObject } from "../core/check.js";
import { checkConfidence, criticalT } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import type { EffectiveScores } from "./effective-scores.js";
import { meanScore, responseCount, scoreDeviation } from "./mean-score.js";
import { checkScoreCounts, type ScoreTally } from "./scores.js";

/**
 * The interval of a mean score: Student's t interval.
 * `mean ± t sd ÷ √n`, with n − 1 degrees of freedom
 *
 * It takes the points of the scale for equal steps, as the mean itself does. Where all answers are
 * alike it has no width, and its ends may leave the scale: both say that there are too few answers for
 * it.
 *
 * @param tally - of the scores.
 * @param options - `confidence`, 0.95 unless stated.
 * @returns points of the scale, not rounded; `null` for fewer than two answers.
 * @throws RangeError or TypeError if the tally is not one, or the confidence not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyScores([5, 4, 4, 3, 5, null], oneToFive);
 * meanScoreInterval(tally); // => { value: 4.2, low: 3.16, high: 5.24, confidence: 0.95 }
 * meanScoreInterval(tallyScores([5], oneToFive)); // => null
 * ```
 *
 * @see "Student" (W. S. Gosset), "The Probable Error of a Mean", Biometrika 6 (1908), 1–25.
 */
export function meanScoreInterval(
  tally: ScoreTally | EffectiveScores,
  options: ConfidenceOptions = {},
): Estimate | null {
  const { confidence = 0.95 } = checkObject("meanScoreInterval", "options", options);
  checkConfidence("meanScoreInterval", confidence);
  const total = responseCount(checkScoreCounts("meanScoreInterval", "tally", tally));
  const value = meanScore(tally);
  const deviation = scoreDeviation(tally);
  if (value === null || deviation === null) return null;
  const reach = (criticalT(confidence, total - 1) * deviation) / Math.sqrt(total);
  return { value, low: value - reach, high: value + reach, confidence };
}
