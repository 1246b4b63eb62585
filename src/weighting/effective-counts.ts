// Weighted answers as the counts of fewer, unweighted ones, which every reading takes.

import { checkOptions } from "../core/check.js";
import { sumOf } from "../core/sum.js";
import type { EffectiveScores } from "../satisfaction/effective-scores.js";
import { type MeanReading, momentsOf, pointValues } from "../satisfaction/mean-reading.js";
import { checkWeighted, type WeightedScoreTally } from "./weighted-scores.js";

/**
 * Weighted answers as counts: in proportion to their weights, and together as many as the answers are
 * worth.
 * `n Σw ÷ W` at each point, with W the sum of all weights, and n either Kish's `W² ÷ Σw²` or, of a reading,
 * `v ÷ SE²`, where `SE² = N/(N − 1) · Σ w² (x − m)² ÷ W²`, N answers, m their weighted mean and v their
 * weighted variance
 *
 * Every reading and difference that takes a tally of scores takes these counts too. The values are the
 * weighted ones; intervals and tests go by n, which is smaller than the number of answers the more the
 * weights differ.
 *
 * Take Kish's n, the plain one, where weights have nothing to do with the answers. Where they do, as when a
 * small group with a score of its own is weighted up, state the reading: its n is that which gives this
 * reading its linearised error. Of weights that are all alike Kish's n is N, and that of a reading N − 1.
 *
 * @param tally - as `tallyWeightedScores` or `rakeScores` make it.
 * @param options - `reading`: a mean over answers, such as `nps`, or `(t) => csat(t, { satisfiedFrom: 8 })`.
 * @returns counts, with fractions, which are not a tally: merges refuse them. Merge the weighted tallies
 *   first. If all weights are 0, or the list is empty, all counts are 0.
 * @throws RangeError or TypeError if the tally is not one of weighted scores, or the reading is not a mean
 *   over answers.
 *
 * @example
 * ```ts
 * const survey = tallyWeightedScores(
 *   { score: [10, 10, 9, 8, 6, 3], weight: [1, 2, 0.5, 1.5, 2, 1] },
 *   zeroToTen,
 * );
 * npsInterval(effectiveCounts(survey)); // => { value: 6.25, low: -58.1, high: 65.5, confidence: 0.95 }
 * npsInterval(effectiveCounts(survey, { reading: nps }));
 * // => { value: 6.25, low: -62.1, high: 69.0, confidence: 0.95 }
 * ```
 *
 * @see Kish, "Survey Sampling" (1965): the effective number of answers. Lumley, "Complex Surveys" (2010):
 *   the linearised error, which R's `survey` gives too.
 */
export function effectiveCounts(
  tally: WeightedScoreTally,
  options: EffectiveOptions = {},
): EffectiveScores {
  const where = "effectiveCounts";
  const { reading } = checkOptions(where, options, ["reading"]);
  const { scale, counts, weights, squares } = checkWeighted(where, "tally", tally);
  const weight = sumOf(weights);
  const answers = sumOf(counts);
  const kish = weight ** 2 / sumOf(squares);
  let effective = kish;
  if (reading) {
    const values = pointValues(where, reading, { kind: "scores", scale, counts, missing: 0 });
    const { mean, variance } = momentsOf(weights, values);
    const error = sumOf(squares.map((square, i) => square * (values[i] - mean) ** 2));
    if (variance > 0) effective = (variance * weight ** 2 * (answers - 1)) / (answers * error);
  }
  return {
    kind: "effective-scores",
    scale: { ...scale },
    counts: weights.map((part) => (part === 0 ? 0 : effective * (part / weight))),
    missing: 0,
    answers,
  };
}

/** What the effective number of answers is for. */
export interface EffectiveOptions {
  /** The reading whose error it has to give; Kish's number, which goes by no answers, unless stated. */
  readonly reading?: MeanReading | undefined;
}
