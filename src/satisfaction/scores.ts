// Scores counted into a tally, and such tallies merged.

import { checkWhole, fail, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkLength } from "../core/limits.js";
import { partsOf } from "../core/parts.js";
import { addPairs, countArray, countTyped, HIGHEST_SCORE, newPairs } from "./count-pairs.js";
import type { EffectiveScores } from "./effective-scores.js";
import { checkSameScale, checkScale, type Scale } from "./scale.js";
import {
  addScore,
  addTally,
  checkScoreCounts,
  checkScores,
  countFrom,
  emptyTally,
  isTally,
  newTally,
  type OpenTally,
  type ScoreTally,
} from "./score-tally.js";

/**
 * Counts how often each score was given.
 *
 * A tally is plain JSON: store it, send it, merge it with others (`mergeScores`), and read any
 * figure from it. Nothing is counted per customer, so any cut of the rows merges.
 *
 * @param scores - any iterable; arrays and typed arrays are the fast path.
 * @param scale - the scale of the question; never guessed from the answers.
 * @returns the tally; of no scores, the tally of nothing.
 * @throws TypeError if a score is not a number; RangeError if it is not whole or not on the scale, or a plain
 *   array has more than 100 million of them (typed arrays may have more).
 *
 * @example
 * ```ts
 * tallyScores([5, 4, 5, null], oneToFive);
 * // => { kind: "scores", scale: { min: 1, max: 5 }, counts: [0, 0, 0, 1, 2], missing: 1 }
 * tallyScores([6.5], zeroToTen);
 * // throws RangeError: tallyScores: score at index 0 must be a whole number from 0 to 10, got 6.5
 * ```
 */
export function tallyScores(scores: Scores, scale: Scale): ScoreTally {
  checkLength("tallyScores", "scores", scores);
  const own = checkScale("tallyScores", scale);
  return tallyMany(scores, newTally(own)) ?? countEach(scores, own);
}

/**
 * A tally from scores that are already counted, as `GROUP BY score` gives them.
 *
 * @param rows - rows or columns of `{ score, count }`; a score may come more than once, and `null` is
 *   the row of those who did not answer. Counts must be numbers: many database drivers hand them out
 *   as strings or bigint.
 * @param scale - the scale of the question.
 * @returns the same tally as `tallyScores` of the single answers.
 * @throws RangeError or TypeError if a score is not on the scale, or a count not a whole number of
 *   0 or more.
 *
 * @example
 * ```ts
 * const tally = tallyScoreCounts([{ score: 4, count: 120 }, { score: 5, count: 80 }], oneToFive);
 * responseCount(tally); // => 200
 * meanScore(tally); // => 4.4
 * ```
 */
export function tallyScoreCounts(
  rows: Rows<{ readonly score: number | null; readonly count: number }>,
  scale: Scale,
): ScoreTally {
  const where = "tallyScoreCounts";
  const tally = emptyTally(where, scale);
  const { score: scores, count: counted } = columnsOf(where, "rows", rows, ["score", "count"]);
  for (let i = 0; i < scores.length; i++) {
    addScore(where, tally, scores[i], checkWhole(where, "count", counted[i], 0, MOST, i), i);
  }
  return tally;
}

/**
 * Adds tallies of scores, all of one scale.
 *
 * Any cut of the rows merges: nothing is counted per customer, so a customer in two parts is
 * simply two answers, as in the whole.
 *
 * @param parts - a list of one or more tallies; `tallyScores([], scale)` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the scales differ, or the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const may = tallyScores([10, 9], zeroToTen);
 * const june = tallyScores([3, 8], zeroToTen);
 * nps(mergeScores([may, june])); // => 25
 * ```
 */
export function mergeScores(parts: Iterable<ScoreTally>): ScoreTally {
  const where = "mergeScores";
  const tallies = partsOf(where, parts, arguments.length, checkScores);
  const sum = newTally(tallies[0].scale);
  tallies.forEach((tally, i) => {
    checkSameScale(where, `parts[${i}].scale`, tally.scale, sum.scale);
    addTally(sum, tally);
  });
  return sum;
}

/**
 * Scores or their tally as a tally. Scores need a scale; beside a tally it may be left out, and if
 * it is stated must be that of the tally.
 */
export function asTally(
  where: string,
  answers: ScoreAnswers,
  scale: Scale | undefined,
  argument = "tally",
): ScoreTally {
  const hasScale = isTally(answers);
  // Scores without a scale are refused.
  const own =
    hasScale && scale === undefined
      ? scale
      : checkScale(hasScale ? where : "tallyScores", scale as Scale);
  return tallyOn(where, answers, own as Scale, argument);
}

/** Scores or their tally as a tally, on a scale that is known to be one. */
export function tallyOn(
  where: string,
  answers: ScoreAnswers,
  scale: Scale,
  argument = "tally",
): ScoreTally {
  if (isTally(answers)) return checkScoreCounts(where, argument, answers, scale);
  checkLength(where, "scores", answers);
  return countEach(answers, scale); // The loops of tallyScores would weigh more than all the rest.
}

/** Answers to one question; `null` and `undefined` mean that somebody did not answer it. */
export type Scores = Iterable<number | null | undefined>;

/** What readings take: the scores, their tally, or what `effectiveCounts` makes of weighted ones. */
export type ScoreAnswers = Scores | ScoreTally | EffectiveScores;

/** The tally of an array; `null` of anything else, and of an array with scores off the scale. */
function tallyMany(scores: Scores, tally: OpenTally): ScoreTally | null {
  if (!(scores instanceof Object && scores[Symbol.iterator])) return null;
  const { counts, scale } = tally;
  if (scale.min < 0 || scale.max > HIGHEST_SCORE || !isList(scores)) return null;
  const pairs = newPairs();
  for (let i = 0; i < scores.length; ) {
    i = Array.isArray(scores) ? countArray(scores, i, pairs) : countTyped(scores, pairs);
    // What stopped it, such as an answer left out, and the last few, one at a time.
    for (const end = Math.min(i + 4, scores.length); i < end; i++) {
      const score = scores[i];
      if (score === null || score === undefined) tally.missing++;
      else if (typeof score === "number" && counts[score - scale.min] >= 0) {
        counts[score - scale.min]++;
      } else return null; // There may be others before it, among the pairs.
    }
  }
  addPairs(pairs, scale.min, counts);
  return countFrom(tally, scale.min) + tally.missing === scores.length ? tally : null;
}

function isList(scores: Scores): scores is readonly unknown[] & Scores {
  return Array.isArray(scores) || ArrayBuffer.isView(scores);
}

/** Each score for itself: for any iterable, and to name the one that is wrong. */
function countEach(scores: Scores, scale: Scale): ScoreTally {
  const where = "tallyScores";
  const tally = newTally(scale);
  if (typeof scores === "string" || typeof scores?.[Symbol.iterator] !== "function") {
    fail("wrong-type", where, "scores", "an array or a tally", scores);
  }
  const { counts } = tally;
  let index = 0;
  for (const score of scores) {
    // What is not found among the counts is no score of the scale, and addScore says so.
    const place = typeof score === "number" ? score - scale.min : -1;
    if (counts[place] >= 0) counts[place]++;
    else addScore(where, tally, score, 1, index);
    index++;
  }
  return tally;
}
