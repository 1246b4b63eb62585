// How the Net Promoter Score changed among the same people.

import { checkOptions, fail } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import { checkConfidence, criticalT, tUpper } from "../statistics/distributions.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import type { Difference } from "../statistics/share-difference.js";
import { checkMoves, type LevelMoveTally } from "./level-move-tally.js";
import { tallyLevelMoves } from "./level-moves.js";
import { type Levels, recommendationLevels } from "./levels.js";
import { checkNpsScale, type NpsOptions, PASSIVES_FROM, PROMOTERS_FROM } from "./nps.js";
import { checkSameScale, type Scale, zeroToTen } from "./scale.js";

/**
 * How the Net Promoter Score changed among the same customers asked twice: the paired t test.
 * `d̄ ± t sd ÷ √n`, with d the change of each customer's code, −1 for a detractor, 0 for a passive and 1
 * for a promoter, so from −2 to 2
 *
 * Most of what makes customers differ from each other is the same both times and drops out, so that it
 * sees smaller changes than `npsDifference`. A customer who did not answer both times is left out, and
 * counted in `missing`.
 *
 * @param answers - rows or columns of `{ before, after }`, two answers of one customer; or their tally by
 *   `tallyLevelMoves`, which can be stored and merged. Its levels have cuts at 7 and 9, as those of
 *   `recommendationLevels` do.
 * @returns points from −200 to 200, not rounded, as are the ends; `null` for fewer than two pairs, or when all changed alike, which leaves no variance to go by.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, the tally has other
 *   cuts, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const customers = {
 *   before: [10, 9, 8, 7, 6, 3, 9, 8, null],
 *   after: [9, 9, 9, 9, 8, 5, 10, 10, 10],
 * };
 * npsDifferencePaired(customers);
 * // => { value: 50, low: 5.3, high: 94.7, confidence: 0.95, pValue: 0.0331, pairs: 8, missing: 1 }
 * npsDifferencePaired(tallyLevelMoves(customers)); // => { value: 50, low: 5.3, high: 94.7, … }
 * ```
 *
 * @see "Student" (W. S. Gosset), "The Probable Error of a Mean", Biometrika 6 (1908), 1–25: the test.
 */
export function npsDifferencePaired(
  answers: Rows<ScorePair> | LevelMoveTally,
  options: NpsOptions & ConfidenceOptions = {},
): PairedDifference | null {
  const where = "npsDifferencePaired";
  const { scale = zeroToTen, confidence = 0.95 } = checkOptions(where, options, [
    "scale",
    "confidence",
  ]);
  checkConfidence(where, confidence);
  checkNpsScale(where, scale);
  const tally = isMoves(answers)
    ? checkMoves(where, "tally", answers)
    : tallyLevelMoves(answers, { levels: levelsOn(scale) });
  const { table, missing } = tally;
  const codes = codesOf(where, tally, scale);

  let pairs = 0;
  let sum = 0;
  let squares = 0;
  table.forEach((row, before) => {
    row.forEach((count, after) => {
      const change = codes[after] - codes[before];
      pairs += count;
      sum += count * change;
      squares += count * change * change;
    });
  });
  const spread = pairs * squares - sum * sum;
  if (spread === 0) return null;
  const value = (100 * sum) / pairs;
  const error = (100 * Math.sqrt(spread / (pairs - 1))) / pairs;
  const reach = criticalT(confidence, pairs - 1) * error;
  const pValue = 2 * tUpper(Math.abs(value) / error, pairs - 1);
  const [low, high] = [Math.max(-200, value - reach), Math.min(200, value + reach)];
  return { value, low, high, confidence, pValue, pairs, missing };
}

/** The two answers of one customer; `null` if one was not given. */
export interface ScorePair {
  readonly before: number | null;
  readonly after: number | null;
}

/** A difference among the same people, and how many of them it rests on. */
export interface PairedDifference extends Difference {
  /** Customers who answered both times. */
  readonly pairs: number;
  /** Customers who did not, and are not counted. */
  readonly missing: number;
}

function isMoves(answers: Rows<ScorePair> | LevelMoveTally): answers is LevelMoveTally {
  return "kind" in Object(answers);
}

/** The recommendation levels, from the bottom of either scale. */
function levelsOn(scale: Scale): Levels {
  const [{ label }, ...others] = recommendationLevels.bands;
  return { scale, bands: [{ label, from: scale.min }, ...others] };
}

/** What each level is to the score: −1, 0 or 1. */
function codesOf(where: string, { levels }: LevelMoveTally, scale: Scale): number[] {
  checkSameScale(where, "tally.levels.scale", levels.scale, scale);
  const cuts = levels.bands.map(({ from }) => from);
  if (!cuts.includes(PASSIVES_FROM) || !cuts.includes(PROMOTERS_FROM)) {
    const mustBe = `cuts that include ${PASSIVES_FROM} and ${PROMOTERS_FROM}`;
    fail("options-mismatch", where, "tally.levels.from", mustBe, cuts.join(", "));
  }
  return cuts.map((from) => (from >= PROMOTERS_FROM ? 1 : from >= PASSIVES_FROM ? 0 : -1));
}
