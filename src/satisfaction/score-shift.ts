// Whether scores rose or fell between two surveys, whatever the cuts.

import { checkOptions } from "../core/check.js";
import { mannWhitney, type OrdinalShift } from "../statistics/mann-whitney.js";
import type { ScaleOptions } from "./mean-score.js";
import { asTally, type ScoreAnswers } from "./scores.js";

/**
 * Whether scores rose or fell between two surveys of different people: the Mann–Whitney test.
 * `delta = (higher − lower) ÷ pairs` over all pairs of an answer before and one after;
 * `z = (|U − pairs/2| − ½) ÷ √(pairs (N³ − Σ t³) ÷ (12 N (N − 1)))`, N answers, t of them at each point
 *
 * It uses the order of the answers alone, so it asks neither what a step of the scale is worth, as the
 * mean does, nor where the categories are cut, as the NPS does: it sees promoters turn from 9 to 10. A
 * delta of 0.2 says that an answer after is higher than one before in 20 pairs of a hundred more than it is
 * lower.
 *
 * Of few answers the p value is `exact`: how often U would be as far from the middle, or further, if chance
 * alone said which answers came before. That is so if there are at most 100,000 ways to choose the smaller
 * survey, answers of one point not told apart: 9 answers from 0 to 10, 36 from 1 to 5.
 *
 * @param before - scores or their tally.
 * @param after - the same of the later survey, on the same scale.
 * @param options - the `scale` of the scores; beside tallies it may be left out.
 * @returns `null` when nobody answered one of the surveys. Where all answers are alike nothing has
 *   changed: the delta is 0 and the p value 1.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, a tally is not one, or the
 *   scales differ.
 *
 * @example
 * ```ts
 * const may = [3, 3, 4, 2, 5, 3];
 * const june = [4, 5, 4, 3, 5, 5];
 * scoreShift(may, june, { scale: oneToFive }); // => { delta: 0.556, u: 28, pValue: 0.165, exact: true }
 * ```
 *
 * @see Mann and Whitney, Annals of Mathematical Statistics 18 (1947), 50–60: the test. Cliff,
 *   Psychological Bulletin 114 (1993), 494–509: delta.
 */
export function scoreShift(
  before: ScoreAnswers,
  after: ScoreAnswers,
  options: ScaleOptions = {},
): OrdinalShift | null {
  const where = "scoreShift";
  const { scale } = checkOptions(where, options, ["scale"]);
  const from = asTally(where, before, scale, "before");
  const to = asTally(where, after, scale ?? from.scale, "after");
  return mannWhitney(from.counts, to.counts);
}
