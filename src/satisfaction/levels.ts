// The four levels of satisfaction, and the share of answers at each.

import { checkWhole, fail } from "../core/check.js";
import { joinNames, type SatisfactionOutcome } from "../core/outcome.js";
import { type Bands, bandIndex, checkBands, countBands } from "./bands.js";
import { type ScoreAnswers, tallyOn } from "./scores.js";

/**
 * The levels of the recommendation question, 0 to 10: below 0–6, meets 7, exceeds 8, delights 9,
 * amazes 10.
 *
 * A convention of this package, not of the field. It splits the NPS categories without moving their
 * cuts: below are the detractors, meets and exceeds the passives, delights and amazes the promoters.
 */
export const recommendationLevels: Levels = {
  scale: { min: 0, max: 10 },
  bands: [
    { label: "below", from: 0 },
    { label: "meets", from: 7 },
    { label: "exceeds", from: 8 },
    { label: "delights", from: 9 },
    { label: "amazes", from: 10 },
  ],
};

/**
 * The levels of an expectation question, 1 to 5, asked in their own words: "fell short of my
 * expectations", "met", "exceeded", "delighted me", "amazed me". One point is one level.
 *
 * It is not for satisfaction questions or stars, though those run from 1 to 5 too.
 */
export const expectationLevels: Levels = {
  scale: { min: 1, max: 5 },
  bands: [
    { label: "below", from: 1 },
    { label: "meets", from: 2 },
    { label: "exceeds", from: 3 },
    { label: "delights", from: 4 },
    { label: "amazes", from: 5 },
  ],
};

/**
 * The satisfaction level of one answer: meets, exceeds, delights or amazes, or below them all.
 *
 * @param score - a whole answer; for a mean use `classify`, which takes the same levels.
 * @param levels - `recommendationLevels` unless stated, a convention of this package: below 0–6,
 *   meets 7, exceeds 8, delights 9, amazes 10. They are never chosen by looking at the score.
 * @returns one of the four levels, or `"below"`.
 * @throws RangeError or TypeError if the score is not a whole number of the scale, or the levels do
 *   not name the five outcomes, worst first.
 *
 * @example
 * ```ts
 * satisfactionLevel(10); // => "amazes"
 * satisfactionLevel(7); // => "meets"
 * satisfactionLevel(0); // => "below"
 * satisfactionLevel(4, expectationLevels); // => "delights"
 * satisfactionLevel(6.5);
 * // throws RangeError: satisfactionLevel: score must be a whole number from 0 to 10, got 6.5
 * ```
 */
export function satisfactionLevel(
  score: number,
  levels: Levels = recommendationLevels,
): SatisfactionOutcome {
  const { scale } = checkLevels("satisfactionLevel", levels);
  checkWhole("satisfactionLevel", "score", score, scale.min, scale.max);
  return levels.bands[bandIndex(score, levels)].label;
}

/**
 * The share of answers at each level, and at each level or better: the ladder.
 *
 * @param answers - scores, their tally, or effective counts of weighted ones.
 * @param levels - `recommendationLevels` unless stated, a convention of this package: below 0–6,
 *   meets 7, exceeds 8, delights 9, amazes 10.
 * @returns five rows, worst first, with the cut of each; shares are `null` when nobody answered. A row
 *   is a `Share`, so `shareInterval` takes it.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, or a tally is of
 *   another one.
 *
 * @example
 * ```ts
 * const rows = levelShares([10, 10, 9, 8, 3]);
 * rows.map(({ level, count }) => [level, count]);
 * // => [["below", 1], ["meets", 0], ["exceeds", 1], ["delights", 1], ["amazes", 2]]
 * rows[3];
 * // => { level: "delights", from: 9, count: 1, total: 5, share: 0.2, atLeastCount: 3, atLeast: 0.6 }
 * ```
 */
export function levelShares(
  answers: ScoreAnswers,
  levels: Levels = recommendationLevels,
): LevelShare[] {
  const { scale } = checkLevels("levelShares", levels);
  const rows = countBands(tallyOn("levelShares", answers, scale), levels);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  let atLeast = total;
  return rows.map(({ label, count }, i) => {
    const reached = atLeast;
    atLeast -= count;
    return {
      level: label,
      from: levels.bands[i].from,
      count,
      total,
      share: total === 0 ? null : count / total,
      atLeastCount: reached,
      atLeast: total === 0 ? null : reached / total,
    };
  });
}

/** Levels name the five outcomes in order: a ladder with rungs missing or swapped counts wrongly. */
export function checkLevels(where: string, levels: Levels, argument = "levels"): Levels {
  const names = checkBands(where, argument, levels).bands.map(({ label }) => label);
  const ladder = "below, meets, exceeds, delights, amazes"; // lighter than satisfactionOutcomes
  const got = joinNames(names);
  if (got !== ladder) fail("options-mismatch", where, `${argument}.label`, ladder, got);
  return levels;
}

/** Which scores make which outcome: all five, worst first. */
export type Levels = Bands<SatisfactionOutcome>;

/** The answers at one level. */
export interface LevelShare {
  readonly level: SatisfactionOutcome;
  /** The lowest score of the level: the cut it was made with. */
  readonly from: number;
  readonly count: number;
  readonly total: number;
  /** `count ÷ total`, from 0 to 1; `null` when nobody answered. */
  readonly share: number | null;
  /** The answers at this level or a better one. */
  readonly atLeastCount: number;
  /** `atLeastCount ÷ total`, from 0 to 1; `null` when nobody answered. */
  readonly atLeast: number | null;
}
