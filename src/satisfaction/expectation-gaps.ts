// How far what customers got was above or below what they expected.

import { checkWhole } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import type { Levels } from "./levels.js";
import { checkScale, type Scale } from "./scale.js";
import { addScore, emptyTally, type ScoreTally } from "./score-tally.js";

/**
 * Counts how far each customer's perception was from what the same customer expected:
 * `perceived − expected`
 *
 * The gaps are scores of a scale of their own, from `min − max` to `max − min`, so every reading of scores
 * takes the tally: `meanScore` for the mean gap, `csat` with `satisfiedFrom: 0` for the share of those whose
 * expectations were met, `levelShares` with `gapLevels`. Nothing is counted per customer, so any cut of
 * the rows merges with `mergeScores`.
 *
 * Whoever expects the top of the scale can have it met at best: where many do, read the share of those who were
 * met, not the mean.
 *
 * @param rows - rows or columns of `{ expected, perceived }`, both answered on one scale. Where one of the two
 *   is missing there is no gap: the pair counts once in `missing`.
 * @param scale - the scale of the answers, of 5,001 points at most; not that of the gaps.
 * @returns a tally of scores from `min − max` to `max − min`.
 * @throws RangeError or TypeError if an answer is not a whole number of the scale.
 *
 * @example
 * ```ts
 * const gaps = tallyExpectationGaps(
 *   [
 *     { expected: 4, perceived: 5 },
 *     { expected: 5, perceived: 3 },
 *     { expected: 3, perceived: 3 },
 *     { expected: 4, perceived: null },
 *   ],
 *   oneToFive,
 * );
 * gaps; // => { kind: "scores", scale: { min: -4, max: 4 }, counts: [0, 0, 1, 0, 1, 1, 0, 0, 0], missing: 1 }
 * meanScore(gaps); // => -0.333
 * csat(gaps, { satisfiedFrom: 0 }); // => 0.667
 * ```
 *
 * @see Parasuraman, Zeithaml and Berry, "A Conceptual Model of Service Quality and Its Implications for
 *   Future Research", Journal of Marketing 49 (1985), 41–50: perception less expectation.
 */
export function tallyExpectationGaps(
  rows: Rows<{
    readonly expected: number | null | undefined;
    readonly perceived: number | null | undefined;
  }>,
  scale: Scale,
): ScoreTally {
  const where = "tallyExpectationGaps";
  const { min, max } = checkGapScale(where, scale, 1);
  const { expected, perceived } = columnsOf(where, "rows", rows, ["expected", "perceived"]);
  const tally = emptyTally(where, { min: min - max, max: max - min });
  for (let i = 0; i < expected.length; i++) {
    const answered = (name: string, answer: number | null | undefined) =>
      answer === null || answer === undefined ? null : checkWhole(where, name, answer, min, max, i);
    const before = answered("expected", expected[i]);
    const after = answered("perceived", perceived[i]);
    addScore(where, tally, before === null || after === null ? null : after - before, 1, i);
  }
  return tally;
}

/**
 * The levels of expectation gaps: below the expectation, meets it, and exceeds, delights and amazes by 1, 2, and
 * 3 points or more.
 *
 * A convention of this package, not of the field: say so where you publish them.
 *
 * @param scale - the scale of the answers, as `tallyExpectationGaps` takes it; of 4 points at least.
 * @returns levels on the scale of the gaps, which `levelShares` takes.
 * @throws RangeError or TypeError if the scale is not two whole numbers, or has fewer than 4 points.
 *
 * @example
 * ```ts
 * const gaps = tallyExpectationGaps([{ expected: 3, perceived: 5 }], oneToFive);
 * levelShares(gaps, gapLevels(oneToFive)).map(({ level, from, count }) => [level, from, count]);
 * // => [["below", -4, 0], ["meets", 0, 0], ["exceeds", 1, 0], ["delights", 2, 1], ["amazes", 3, 0]]
 * ```
 */
export function gapLevels(scale: Scale): Levels {
  const { min, max } = checkGapScale("gapLevels", scale, 3);
  return {
    scale: { min: min - max, max: max - min },
    bands: [
      { label: "below", from: min - max },
      { label: "meets", from: 0 },
      { label: "exceeds", from: 1 },
      { label: "delights", from: 2 },
      { label: "amazes", from: 3 },
    ],
  };
}

/** A scale of at least so many steps, whose gaps fit on a scale too. */
function checkGapScale(where: string, scale: Scale, steps: number): Scale {
  const { min, max } = checkScale(where, scale);
  return { min, max: checkWhole(where, "scale.max", max, min + steps, min + 5_000) };
}
