import type { EffectiveScores } from "./effective-scores.js";
import { checkScoreCounts, countFrom, type ScoreTally } from "./scores.js";

/**
 * How many answers a tally holds; those missing are not among them.
 *
 * @returns a whole number; of effective counts how many equal answers they are worth, with a fraction.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * responseCount(tallyScores([5, 4, null], oneToFive)); // => 2
 * ```
 */
export function responseCount(tally: ScoreTally | EffectiveScores): number {
  return countFrom(checkScoreCounts("responses", "tally", tally), tally.scale.min);
}

/**
 * The mean of the scores.
 * `Σ count × score ÷ Σ count`
 *
 * @returns a value on the scale, not rounded; `null` when nobody answered.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * meanScore(tallyScores([5, 4, 4], oneToFive)); // => 4.33
 * meanScore(tallyScores([], oneToFive)); // => null
 * ```
 */
export function meanScore(tally: ScoreTally | EffectiveScores): number | null {
  return mean(checkScoreCounts("meanScore", "tally", tally));
}

/**
 * The sample standard deviation of the scores: how far apart the answers lie.
 * `√(Σ count × (score − mean)² ÷ (n − 1))`
 *
 * @returns points of the scale; `null` for fewer than two answers.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * scoreDeviation(tallyScores([5, 4, 4], oneToFive)); // => 0.577
 * scoreDeviation(tallyScores([5], oneToFive)); // => null
 * ```
 */
export function scoreDeviation(tally: ScoreTally | EffectiveScores): number | null {
  const { counts, scale } = checkScoreCounts("scoreDeviation", "tally", tally);
  const total = countFrom(tally, scale.min);
  if (total < 2) return null;
  const centre = mean(tally) as number; // not null: there are answers
  const squares = counts.reduce((sum, n, i) => sum + n * (scale.min + i - centre) ** 2, 0);
  return Math.sqrt(squares / (total - 1));
}

/**
 * How far the mean has come from the bottom of the scale to its top.
 * `(mean − min) ÷ (max − min)`
 *
 * Not the sum of the scores over the highest possible sum, which calls all-ones on 1 to 5 "20 %".
 *
 * @returns a share from 0 to 1; `null` when nobody answered.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * shareOfMaximum(tallyScores([5, 3], oneToFive)); // => 0.75
 * shareOfMaximum(tallyScores([1, 1], oneToFive)); // => 0
 * ```
 *
 * @see Cohen, Cohen, Aiken and West, Multivariate Behavioral Research 34 (1999), 315–346: the percent of
 *   maximum possible.
 */
export function shareOfMaximum(tally: ScoreTally | EffectiveScores): number | null {
  const { scale } = checkScoreCounts("shareOfMaximum", "tally", tally);
  const centre = mean(tally);
  return centre === null ? null : (centre - scale.min) / (scale.max - scale.min);
}

function mean(tally: ScoreTally | EffectiveScores): number | null {
  const { counts, scale } = tally;
  const total = countFrom(tally, scale.min);
  if (total === 0) return null;
  return counts.reduce((sum, count, i) => sum + count * (scale.min + i), 0) / total;
}
