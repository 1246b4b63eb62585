// One tally of moves between satisfaction levels: checked, and made of its table.

import { checkCount, checkTally, checkWhole, fail } from "../core/check.js";
import { isList } from "../core/stored.js";
import { checkLevels, type Levels } from "./levels.js";
import { checkScale } from "./scale.js";

/** The tally of a table of moves. */
export function movesOf(
  levels: Levels,
  table: LevelMoveTally["table"],
  missing: number,
): LevelMoveTally {
  return { kind: "level-moves", levels: copyLevels(levels), ...sums(table), table, missing };
}

/** Checks a stored tally of moves. */
export function checkMoves(where: string, argument: string, tally: LevelMoveTally): LevelMoveTally {
  const { kind, levels, table, missing } = tally ?? {};
  const made = kind === "level-moves";
  checkTally(where, `${argument}.kind`, made, '"level-moves"', kind);
  checkStoredLevels(where, `${argument}.levels`, levels);
  const square =
    isList(table) &&
    table.length === levels.bands.length &&
    table.every((row) => Array.isArray(row) && row.length === levels.bands.length);
  checkTally(where, `${argument}.table`, square, "five rows of five counts", table);
  // By index, since flat and forEach pass over holes.
  for (let i = 0; i < table.length ** 2; i++) {
    const [before, after] = [Math.floor(i / table.length), i % table.length];
    checkCount(where, `${argument}.table`, table[before][after], i);
  }
  checkCount(where, `${argument}.missing`, missing);
  for (const [move, count] of Object.entries(sums(table))) {
    const stored = tally[move as Move];
    const isSame = Object.is(stored, count);
    checkTally(where, `${argument}.${move}`, isSame, `${count}, as in the table`, stored);
  }
  return tally;
}

/** An answer on the scale of the levels, or none. */
export function checkScore(
  where: string,
  column: string,
  score: number | null | undefined,
  { scale }: Levels,
  index: number,
): void {
  if (score === null || score === undefined) return;
  checkWhole(where, column, score, scale.min, scale.max, index);
}

/** Where the same customers stood before and after. Counts of parts add up to those of the whole. */
export interface LevelMoveTally {
  readonly kind: "level-moves";
  readonly levels: Levels;
  /** Customers at a better level than before. */
  readonly climbed: number;
  /** Customers at the level they were at. */
  readonly stayed: number;
  /** Customers at a worse level than before. */
  readonly slipped: number;
  /** `table[before][after]`: customers, both counted from "below" (0) to "amazes" (4). */
  readonly table: readonly (readonly number[])[];
  /** Customers who did not answer both times. */
  readonly missing: number;
}

type Move = "climbed" | "stayed" | "slipped";

/** Safe from later changes, and without a −0, which JSON would lose. */
function copyLevels({ scale, bands }: Levels): Levels {
  return {
    scale: { min: scale.min + 0, max: scale.max + 0 },
    bands: bands.map(({ label, from }) => ({ label, from: from + 0 })),
  };
}

function sums(table: LevelMoveTally["table"]): Record<Move, number> {
  let climbed = 0;
  let stayed = 0;
  let slipped = 0;
  table.forEach((row, before) => {
    row.forEach((count, after) => {
      if (after > before) climbed += count;
      else if (after === before) stayed += count;
      else slipped += count;
    });
  });
  return { climbed, stayed, slipped };
}

/** Levels of a stored tally: those that a caller gives are refused in other words. */
function checkStoredLevels(where: string, argument: string, levels: Levels): void {
  const mustBe = "levels that tallyLevelMoves takes";
  try {
    checkScale(where, checkLevels(where, levels, argument).scale);
  } catch {
    fail("bad-tally", where, argument, mustBe, levels);
  }
  const { scale, bands } = levels;
  const hasMinus = [scale.min, scale.max, ...bands.map(({ from }) => from)].some(isMinusZero);
  checkTally(where, argument, !hasMinus, `${mustBe}, and holds no −0`, levels);
}

function isMinusZero(value: number): boolean {
  return Object.is(value, -0);
}
