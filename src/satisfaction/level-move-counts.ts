// Moves between satisfaction levels that are already counted, as `GROUP BY before, after` gives them.

import { checkOptions, checkWhole, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { bandIndex } from "./bands.js";
import { checkScore, type LevelMoveTally, movesOf } from "./level-move-tally.js";
import { checkLevels, type Levels, recommendationLevels } from "./levels.js";

/**
 * A tally of moves between levels from pairs of answers that are already counted.
 *
 * It is what `tallyLevelMoves` is to single customers.
 *
 * @param rows - rows or columns of `{ before, after, count }`; a pair may come more than once, and `null` is an
 *   answer that was not given. Counts must be numbers: many database drivers hand them out as strings or bigint.
 * @param options - `levels`, for both answers: `recommendationLevels` unless stated.
 * @returns the same tally as `tallyLevelMoves` of the single customers.
 * @throws RangeError or TypeError as `tallyLevelMoves`, or if a count is not a whole number of 0 or more.
 *
 * @example
 * ```ts
 * // SELECT a.score AS before, b.score AS after, count(*) AS count
 * // FROM spring a JOIN autumn b USING (customer) GROUP BY a.score, b.score
 * const moves = tallyLevelMoveCounts([
 *   { before: 7, after: 9, count: 30 },
 *   { before: 9, after: 9, count: 50 },
 *   { before: 8, after: null, count: 12 },
 * ]);
 * moves; // => { climbed: 30, stayed: 50, slipped: 0, missing: 12, … }
 * ```
 */
export function tallyLevelMoveCounts(
  rows: Rows<{
    readonly before: number | null;
    readonly after: number | null;
    readonly count: number;
  }>,
  options: { readonly levels?: Levels | undefined } = {},
): LevelMoveTally {
  const where = "tallyLevelMoveCounts";
  const { levels = recommendationLevels } = checkOptions(where, options, ["levels"]);
  checkLevels(where, levels);
  const { before, after, count } = columnsOf(where, "rows", rows, ["before", "after", "count"]);
  const table = levels.bands.map(() => levels.bands.map(() => 0));
  let missing = 0;
  for (let i = 0; i < before.length; i++) {
    const customers = checkWhole(where, "count", count[i], 0, MOST, i);
    const from = levelOf(where, "before", before[i], levels, i);
    const to = levelOf(where, "after", after[i], levels, i);
    if (from === null || to === null) missing += customers;
    else table[from][to] += customers;
  }
  return movesOf(levels, table, missing);
}

function levelOf(
  where: string,
  column: string,
  score: number | null | undefined,
  levels: Levels,
  index: number,
): number | null {
  checkScore(where, column, score, levels, index);
  return score === null || score === undefined ? null : bandIndex(score, levels);
}
