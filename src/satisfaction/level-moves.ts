// How the same customers moved between satisfaction levels from one survey to the next.

import { checkOptions, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { partsOf, sumOver } from "../core/parts.js";
import { type Share, shareOf } from "../statistics/share.js";
import { bandIndex } from "./bands.js";
import { checkMoves, checkScore, type LevelMoveTally, movesOf } from "./level-move-tally.js";
import { checkLevels, type Levels, recommendationLevels } from "./levels.js";
import { checkSameScale } from "./scale.js";

/**
 * Counts how the same customers moved between the satisfaction levels.
 *
 * Equal shares before and after can hide that everybody moved; this table cannot. A row is one
 * customer asked twice; a customer in two rows, or in two parts that are merged, is counted twice.
 *
 * @param rows - rows or columns of `{ before, after }`, two answers of one customer; `null` if
 *   one was not given.
 * @param options - `levels`, for both answers: `recommendationLevels` unless stated, a convention of
 *   this package: below 0–6, meets 7, exceeds 8, delights 9, amazes 10.
 * @returns those who climbed, stayed and slipped, and the 5 × 5 table they come from.
 * @throws RangeError or TypeError if a score is not a whole number of the scale.
 *
 * @example
 * ```ts
 * const moves = tallyLevelMoves([
 *   { before: 7, after: 9 },
 *   { before: 10, after: 10 },
 *   { before: 8, after: 3 },
 *   { before: 6, after: null },
 * ]);
 * moves; // => { climbed: 1, stayed: 1, slipped: 1, missing: 1, … }
 * moves.table[1]; // => [0, 0, 0, 1, 0]
 * ```
 */
export function tallyLevelMoves(
  rows: Rows<{ readonly before: number | null; readonly after: number | null }>,
  options: { readonly levels?: Levels | undefined } = {},
): LevelMoveTally {
  const where = "tallyLevelMoves";
  const { levels = recommendationLevels } = checkOptions(where, options, ["levels"]);
  checkLevels(where, levels);
  const table = levels.bands.map(() => levels.bands.map(() => 0));
  const { min, max } = levels.scale;
  const levelOf = Array.from({ length: max - min + 1 }, (_, i) => bandIndex(min + i, levels));
  const quick = Array.isArray(rows) ? countMoves(rows, levelOf, min, table.length) : null;
  if (quick !== null) return movesOf(levels, quick.table, quick.missing);
  const { before, after } = columnsOf(where, "rows", rows, ["before", "after"]);
  let missing = 0;
  for (let i = 0; i < before.length; i++) {
    const [one, other] = [before[i], after[i]];
    if (typeof one === "number" && typeof other === "number") {
      const [from, to] = [levelOf[one - min], levelOf[other - min]];
      if (from >= 0 && to >= 0) {
        table[from][to]++;
        continue;
      }
    }
    checkScore(where, "before", one, levels, i);
    checkScore(where, "after", other, levels, i);
    missing++; // one of the two, for else both were found
  }
  return movesOf(levels, table, missing);
}

/**
 * Adds tallies of moves between the levels, all made with the same cuts.
 *
 * The parts must not share customers: one who is in two of them is counted twice.
 *
 * @param parts - a list of one or more tallies; `tallyLevelMoves([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the cuts differ, or the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyLevelMoves([{ before: 7, after: 9 }]);
 * const south = tallyLevelMoves([{ before: 9, after: 9 }]);
 * mergeLevelMoves([north, south]); // => { climbed: 1, stayed: 1, slipped: 0, … }
 * ```
 */
export function mergeLevelMoves(parts: Iterable<LevelMoveTally>): LevelMoveTally {
  const where = "mergeLevelMoves";
  const tallies = partsOf(where, parts, arguments.length, checkMoves);
  const { levels, table } = tallies[0];
  tallies.forEach((part, i) => {
    checkSameScale(where, `parts[${i}].levels.scale`, part.levels.scale, levels.scale);
    part.levels.bands.forEach(({ from }, band) => {
      const cut = levels.bands[band].from;
      if (from === cut) return;
      const mustBe = `${cut}, as in parts[0]`;
      fail("options-mismatch", where, `parts[${i}].levels.from`, mustBe, from, band);
    });
  });
  const sum = table.map((row, i) =>
    row.map((_, j) => sumOver(tallies, (part) => part.table[i][j])),
  );
  const missing = sumOver(tallies, (part) => part.missing);
  return movesOf(levels, sum, missing);
}

/**
 * The shares of customers who climbed, stayed and slipped.
 *
 * More than dividing the counts: those who did not answer twice are not part of the whole, and with
 * no answers there is no share.
 *
 * @returns three shares of one total; each is `null` when nobody answered twice.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const { climbed } = levelMoveShares(tallyLevelMoves([{ before: 7, after: 9 }, { before: 9, after: 9 }]));
 * climbed; // => { count: 1, total: 2, share: 0.5 }
 * shareInterval(climbed); // => { value: 0.5, low: 0.095, high: 0.905, confidence: 0.95 }
 * ```
 */
export function levelMoveShares(tally: LevelMoveTally): LevelMoveShares {
  const { climbed, stayed, slipped } = checkMoves("levelMoveShares", "tally", tally);
  const total = climbed + stayed + slipped;
  return {
    climbed: shareOf(climbed, total),
    stayed: shareOf(stayed, total),
    slipped: shareOf(slipped, total),
  };
}

/** The moves as shares of those who answered both times. */
export interface LevelMoveShares {
  readonly climbed: Share;
  readonly stayed: Share;
  readonly slipped: Share;
}

/** Counts an array of rows, each of them read once; `null` if one is wrong. */
function countMoves(
  rows: readonly (Partial<Readonly<Record<"before" | "after", unknown>>> | null | undefined)[],
  levelOf: readonly number[],
  min: number,
  length: number,
): Pick<LevelMoveTally, "table" | "missing"> | null {
  const counts = new Float64Array(length * length);
  let missing = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) return null;
    const { before, after } = row;
    const from = typeof before === "number" ? levelOf[before - min] : (before ?? -1);
    const to = typeof after === "number" ? levelOf[after - min] : (after ?? -1);
    // Whatever is not in the list of levels is not a number.
    if (typeof from !== "number" || typeof to !== "number") return null;
    if (from < 0 || to < 0) missing++;
    else counts[from * length + to]++;
  }
  const table = Array.from({ length }, (_, from) => [
    ...counts.subarray(from * length, (from + 1) * length),
  ]);
  return { table, missing };
}
