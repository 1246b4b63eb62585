// Answers that weigh differently: their tally, and how tallies of them merge.

import { checkCount, checkTally } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { partsOf } from "../core/parts.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { checkSameScale, checkScale, type Scale } from "../satisfaction/scale.js";
import { isScaleOf } from "../satisfaction/score-tally.js";
import { addWeighted } from "./weighted-columns.js";

/**
 * Counts how often each score was given, and adds up what those answers weigh.
 *
 * A weight says how many people an answer stands for, more or less; multiplying all of them by one
 * number changes no answer. A weight of 0 is an answer all the same: it counts in `counts`. Weights that
 * bring the answers in line with a known population are made by `rakeScores`; for one known split take
 * `postStratify`, which needs none.
 *
 * The tally is plain JSON. Nothing is counted per customer, so any cut of the rows merges
 * (`mergeWeightedScores`). Sums are compensated: whatever the cut, they agree to 1e-12 of themselves.
 *
 * @param rows - rows or columns of `{ score, weight }`; typed arrays and plain arrays of numbers are the
 *   fast path. A `null` score is no answer, and its weight counts for nothing.
 * @param scale - the scale of the question.
 * @returns the tally; of no rows, the tally of nothing. `effectiveCounts` makes of it what readings take.
 * @throws RangeError or TypeError if a score is not on the scale, or a weight neither 0 nor a number from
 *   1e-100 to 1e100.
 *
 * @example
 * ```ts
 * const survey = tallyWeightedScores(
 *   [{ score: 10, weight: 2 }, { score: 9, weight: 0.5 }, { score: 3, weight: 1.5 }],
 *   zeroToTen,
 * );
 * survey.weights; // => [0, 0, 0, 1.5, 0, 0, 0, 0, 0, 0.5, 2]
 * nps(effectiveCounts(survey)); // => 25
 * tallyWeightedScores([{ score: 5, weight: -1 }], oneToFive);
 * // throws RangeError: tallyWeightedScores: weight at index 0 must be 0, or a number from 1e-100 to 1e100, got -1
 * ```
 */
export function tallyWeightedScores(
  rows: Rows<{ readonly score: number | null | undefined; readonly weight: number }>,
  scale: Scale,
): WeightedScoreTally {
  const where = "tallyWeightedScores";
  const own = checkScale(where, scale);
  const { score, weight } = columnsOf(where, "rows", rows, ["score", "weight"]);
  return { kind: "weighted-scores", scale: own, ...addWeighted(where, score, weight, own) };
}

/**
 * Adds tallies of weighted scores, which must be of one scale.
 *
 * Any cut of the rows merges. The weights of all parts must be in one unit: of two surveys that were each
 * weighted to a mean of 1, the merged tally counts every answer alike, however large their populations.
 *
 * @param parts - one or more tallies, in any order.
 * @returns the tally of all the rows that the parts were made of, its sums to 1e-12 of themselves.
 * @throws RangeError or TypeError if the scales differ, or a part is not a tally of weighted scores.
 *
 * @example
 * ```ts
 * const may = tallyWeightedScores([{ score: 10, weight: 2 }], zeroToTen);
 * const june = tallyWeightedScores([{ score: 3, weight: 1 }], zeroToTen);
 * nps(effectiveCounts(mergeWeightedScores([may, june]))); // => 33.3
 * ```
 */
export function mergeWeightedScores(parts: Iterable<WeightedScoreTally>): WeightedScoreTally {
  const where = "mergeWeightedScores";
  const tallies = partsOf(where, parts, arguments.length, checkWeighted);
  const [first] = tallies;
  tallies.forEach((tally, i) => {
    checkSameScale(where, `parts[${i}].scale`, tally.scale, first.scale);
  });
  const added = (field: "counts" | "weights" | "squares") =>
    first.counts.map((_, point) => {
      const sum = noSum();
      for (const tally of tallies) addTo(sum, tally[field][point]);
      return totalOf(sum);
    });
  return {
    kind: "weighted-scores",
    scale: { ...first.scale },
    counts: added("counts"),
    weights: added("weights"),
    squares: added("squares"),
    missing: tallies.reduce((sum, { missing }) => sum + missing, 0),
  };
}

/** Checks a stored tally, down to whether rows can give it. */
export function checkWeighted(
  where: string,
  argument: string,
  tally: WeightedScoreTally,
): WeightedScoreTally {
  const { kind, scale, counts, weights, squares, missing } = tally ?? {};
  const points = Array.isArray(counts) ? counts.length : 0;
  const fits =
    kind === "weighted-scores" &&
    Array.isArray(weights) &&
    Array.isArray(squares) &&
    weights.length === points &&
    squares.length === points &&
    isScaleOf(scale, points);
  checkTally(where, argument, fits, "a tally, as tallyWeightedScores makes it", tally);
  for (let i = 0; i < points; i++) {
    checkCount(where, `${argument}.counts`, counts[i], i);
    checkTally(
      where,
      `${argument}.weights`,
      isSum(weights[i]) && (weights[i] === 0 || counts[i] > 0),
      "a sum of weights, 0 where no answer was counted",
      weights[i],
      i,
    );
    // No weights have other squares, but for what rounding did to the sums.
    const square = weights[i] ** 2;
    const most = square * (1 + 1e-9);
    const least = square * (1 - 1e-9);
    checkTally(
      where,
      `${argument}.squares`,
      isSum(squares[i]) && squares[i] <= most && squares[i] * counts[i] >= least,
      "from weights² ÷ counts to weights²",
      squares[i],
      i,
    );
  }
  checkCount(where, `${argument}.missing`, missing);
  return tally;
}

/** How often each score was given, and what those answers weigh. Tallies of parts add up to that of the whole. */
export interface WeightedScoreTally {
  readonly kind: "weighted-scores";
  readonly scale: Scale;
  /** `counts[i]`: answers equal to `scale.min + i`, whatever they weigh. */
  readonly counts: readonly number[];
  /** The sum of their weights. */
  readonly weights: readonly number[];
  /** The sum of the squares of their weights. */
  readonly squares: readonly number[];
  /** Asked, and not answered. Not in any denominator. */
  readonly missing: number;
}

function isSum(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < 1e220 && !Object.is(value, -0);
}
