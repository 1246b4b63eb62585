// The mean of the answers to a question: how many there are, how far apart they lie, and how sure the mean is.

import { checkOptions } from "../core/check.js";
import { checkConfidence, criticalT } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import type { Scale } from "./scale.js";
import { countFrom, type ScoreTally } from "./score-tally.js";
import { asTally, type ScoreAnswers } from "./scores.js";

/**
 * The mean of the scores.
 * `Σ count × score ÷ Σ count`
 *
 * @param answers - scores or their tally.
 * @param options - the `scale` of the scores; beside a tally it may be left out.
 * @returns a value on the scale, not rounded; `null` if nobody answered.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, the scale is missing, or
 *   the tally is not one.
 *
 * @example
 * ```ts
 * meanScore([5, 4, 4], { scale: oneToFive }); // => 4.33
 * meanScore(tallyScores([5, 4, 4], oneToFive)); // => 4.33
 * meanScore([], { scale: oneToFive }); // => null
 * ```
 */
export function meanScore(answers: ScoreAnswers, options: ScaleOptions = {}): number | null {
  return meanOf(read("meanScore", answers, options));
}

/**
 * The interval of a mean score: Student's t interval.
 * `mean ± t sd ÷ √n`, with n − 1 degrees of freedom
 *
 * It takes the points of the scale for equal steps, as the mean itself does. It is cut off where the
 * scale ends, beyond which no mean lies. If all answers are alike it has no width, and cannot be trusted.
 *
 * @param answers - scores or their tally.
 * @param options - `confidence`, 0.95 unless stated; the `scale` of the scores, which beside a tally may be
 *   left out.
 * @returns points of the scale, not rounded; `null` for fewer than two answers.
 * @throws RangeError or TypeError as `meanScore`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * meanScoreInterval([5, 4, 4, 3, 5, null], { scale: oneToFive });
 * // => { value: 4.2, low: 3.16, high: 5, confidence: 0.95 }
 * meanScoreInterval(tallyScores([5], oneToFive)); // => null
 * ```
 *
 * @see "Student" (W. S. Gosset), "The Probable Error of a Mean", Biometrika 6 (1908), 1–25.
 */
export function meanScoreInterval(
  answers: ScoreAnswers,
  options: ScaleOptions & ConfidenceOptions = {},
): Estimate | null {
  const where = "meanScoreInterval";
  const { scale, confidence = 0.95 } = checkOptions(where, options, ["scale", "confidence"]);
  return meanInterval(where, asTally(where, answers, scale), confidence);
}

/**
 * The sample standard deviation of the scores: how far apart the answers lie.
 * `√(Σ count × (score − mean)² ÷ (n − 1))`
 *
 * @param answers - scores or their tally.
 * @param options - the `scale` of the scores; beside a tally it may be left out.
 * @returns points of the scale; `null` for fewer than two answers.
 * @throws RangeError or TypeError as `meanScore`.
 *
 * @example
 * ```ts
 * scoreDeviation([5, 4, 4], { scale: oneToFive }); // => 0.577
 * scoreDeviation([5], { scale: oneToFive }); // => null
 * ```
 */
export function scoreDeviation(answers: ScoreAnswers, options: ScaleOptions = {}): number | null {
  return deviationOf(read("scoreDeviation", answers, options));
}

/**
 * How far up the scale the mean lies: 0 at the bottom, 1 at the top.
 * `(mean − min) ÷ (max − min)`
 *
 * Not the sum of the scores over the highest possible sum, which calls all-ones on 1 to 5 "20 %".
 *
 * @param answers - scores or their tally.
 * @param options - the `scale` of the scores; beside a tally it may be left out.
 * @returns a share from 0 to 1; `null` if nobody answered.
 * @throws RangeError or TypeError as `meanScore`.
 *
 * @example
 * ```ts
 * shareOfMaximum([5, 3], { scale: oneToFive }); // => 0.75
 * shareOfMaximum([1, 1], { scale: oneToFive }); // => 0
 * ```
 *
 * @see Cohen, Cohen, Aiken and West, Multivariate Behavioral Research 34 (1999), 315–346: the percent of
 *   maximum possible.
 */
export function shareOfMaximum(answers: ScoreAnswers, options: ScaleOptions = {}): number | null {
  const tally = read("shareOfMaximum", answers, options);
  const { min, max } = tally.scale;
  const mean = meanOf(tally);
  return mean === null ? null : (mean - min) / (max - min);
}

/**
 * How many answers there are; those missing are not among them.
 *
 * @param answers - scores or their tally.
 * @param options - the `scale` of the scores; beside a tally it may be left out.
 * @returns a whole number; of effective counts, the effective number.
 * @throws RangeError or TypeError as `meanScore`.
 *
 * @example
 * ```ts
 * responseCount([5, 4, null], { scale: oneToFive }); // => 2
 * responseCount(tallyScores([5, 4, null], oneToFive)); // => 2
 * ```
 */
export function responseCount(answers: ScoreAnswers, options: ScaleOptions = {}): number {
  const tally = read("responseCount", answers, options);
  return countFrom(tally, tally.scale.min);
}

/** The interval of the mean of a tally that has been checked. */
export function meanInterval(
  where: string,
  tally: ScoreTally,
  confidence: number,
): Estimate | null {
  checkConfidence(where, confidence);
  const value = meanOf(tally);
  const deviation = deviationOf(tally);
  if (value === null || deviation === null) return null;
  const total = countFrom(tally, tally.scale.min);
  const reach = (criticalT(confidence, total - 1) * deviation) / Math.sqrt(total);
  const { min, max } = tally.scale;
  return {
    value,
    low: Math.max(min, value - reach),
    high: Math.min(max, value + reach),
    confidence,
  };
}

/** The mean of a tally that has been checked. */
export function meanOf(tally: ScoreTally): number | null {
  const { counts, scale } = tally;
  const total = countFrom(tally, scale.min);
  if (total === 0) return null;
  return counts.reduce((sum, count, i) => sum + count * (scale.min + i), 0) / total;
}

/** The scale that scores are on. */
export interface ScaleOptions {
  /** The scale of the scores; beside a tally it may be left out. */
  readonly scale?: Scale | undefined;
}

function deviationOf(tally: ScoreTally): number | null {
  const { counts, scale } = tally;
  const total = countFrom(tally, scale.min);
  const centre = meanOf(tally);
  if (centre === null || total < 2) return null;
  const squares = counts.reduce((sum, n, i) => sum + n * (scale.min + i - centre) ** 2, 0);
  return Math.sqrt(squares / (total - 1));
}

function read(where: string, answers: ScoreAnswers, options: ScaleOptions): ScoreTally {
  return asTally(where, answers, checkOptions(where, options, ["scale"]).scale);
}
