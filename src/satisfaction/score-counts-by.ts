// Scores that are already counted group by group, as `GROUP BY country, score` gives them.

import { checkWhole, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkKey, type GroupKey } from "../core/group-key.js";
import { checkMany, noGroups, sortedGroups, tallyOfGroup } from "./open-groups.js";
import type { Scale } from "./scale.js";
import { addScore, emptyTally } from "./score-tally.js";
import type { ScoreGroup } from "./scores-by.js";

/**
 * Tallies by group from scores that are already counted, as `GROUP BY country, score` gives them.
 *
 * It is what `tallyScoresBy` is to single answers, and `tallyScoreCounts` to one group.
 *
 * @param rows - rows or columns of `{ by, score, count }`; a group and score may come more than once, and
 *   a score of `null` is the row of those who did not answer. Counts must be numbers: many database drivers
 *   hand them out as strings or bigint.
 * @param scale - the scale of the question.
 * @returns the same list as `tallyScoresBy` of the single answers.
 * @throws RangeError or TypeError as `tallyScoresBy`, or if a count is not a whole number of 0 or more.
 *
 * @example
 * ```ts
 * // SELECT country AS by, score, count(*) AS count FROM answers GROUP BY country, score
 * const groups = tallyScoreCountsBy(
 *   [
 *     { by: "DE", score: 10, count: 120 },
 *     { by: "DE", score: 3, count: 40 },
 *     { by: "NO", score: 9, count: 70 },
 *   ],
 *   zeroToTen,
 * );
 * groups.map(({ by, tally }) => [by, nps(tally)]); // => [["DE", 50], ["NO", 100]]
 * ```
 */
export function tallyScoreCountsBy<Key extends GroupKey>(
  rows: Rows<{ readonly by: Key; readonly score: number | null; readonly count: number }>,
  scale: Scale,
): ScoreGroup<Key>[] {
  const where = "tallyScoreCountsBy";
  const empty = emptyTally(where, scale);
  const groups = noGroups<Key>();
  const { by, score, count } = columnsOf(where, "rows", rows, ["by", "score", "count"]);
  for (let i = 0; i < by.length; i++) {
    checkKey("wrong-type", where, "by", by[i], i);
    const tally = tallyOfGroup(groups, by[i], empty);
    checkMany(where, "by", groups, empty, by[i], i);
    addScore(where, tally, score[i], checkWhole(where, "count", count[i], 0, MOST, i), i);
  }
  return sortedGroups(groups);
}
