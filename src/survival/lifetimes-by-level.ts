// Lifetimes counted at each satisfaction level.

import { checkTally } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import {
  checkLadder,
  levelIndex,
  type SatisfactionOutcome,
  satisfactionOutcomes,
} from "../core/outcome.js";
import { partsOf } from "../core/parts.js";
import { countLifetimes } from "./count-lifetimes.js";
import { checkLifetime, type Lifetime } from "./lifetime-columns.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { mergeLifetimes } from "./lifetimes.js";

/**
 * Counts lifetimes at each satisfaction level, for a survival curve of each.
 *
 * Durations run from the answer on, or a customer could not have left before giving it: where they run
 * from joining, give the duration at the answer as `entered`. The level is that of the answer; of a
 * customer asked again later the rest is another row.
 *
 * Any cut of the rows merges (`mergeLifetimesByLevel`).
 *
 * @param rows - rows or columns of `{ level, duration, left, entered?, reason? }`; `level` as
 *   `satisfactionLevel` gives it, `null` for customers who did not answer.
 * @returns a tally for each level, which all readings of lifetimes take; some may be empty.
 * @throws RangeError or TypeError if there is no such level, or as `tallyLifetimes`.
 *
 * @example
 * ```ts
 * const { levels } = tallyLifetimesByLevel([
 *   { level: "meets", duration: 3, left: true },
 *   { level: "meets", duration: 5, left: true },
 *   { level: "amazes", duration: 9, left: true },
 *   { level: "amazes", duration: 12, left: false },
 * ]);
 * levels.map(({ level, tally }) => [level, meanLifetimeWithin(tally, { horizon: 12 })?.value ?? null]);
 * // => [["below", null], ["meets", 4], ["exceeds", null], ["delights", null], ["amazes", 10.5]]
 * logRankTest(levels.map(({ tally }) => tally))?.degreesOfFreedom; // => 1
 * ```
 */
export function tallyLifetimesByLevel(rows: Rows<LevelLifetime>): LifetimesByLevelTally {
  const where = "tallyLifetimesByLevel";
  const fields = ["level", "duration", "left"] as const;
  const columns = columnsOf(where, "rows", rows, fields, ["entered", "reason"]);
  const groups = [...satisfactionOutcomes, null].map((): Group => {
    return { duration: [], left: [], entered: [], reason: [] };
  });
  for (let i = 0; i < columns.level.length; i++) {
    const group = groups[levelIndex(where, columns.level[i], i)];
    // Here, since a row has another index in its group than the error has to name.
    checkLifetime(where, columns, i);
    group.duration.push(columns.duration[i]);
    group.left.push(columns.left[i]);
    group.entered.push(columns.entered?.[i]);
    group.reason.push(columns.reason?.[i]);
  }
  const tallies = groups.map((group): LifetimeTally => {
    return { kind: "lifetimes", ...countLifetimes(where, group) };
  });
  return {
    kind: "lifetimes-by-level",
    levels: satisfactionOutcomes.map((level, i) => ({ level, tally: tallies[i] })),
    unanswered: tallies[satisfactionOutcomes.length],
  };
}

/**
 * Adds tallies of lifetimes by level, all in one unit.
 *
 * Any cut of the rows merges, as with `mergeLifetimes`.
 *
 * @param parts - a list of one or more tallies; `tallyLifetimesByLevel([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyLifetimesByLevel([{ level: "amazes", duration: 9, left: true }]);
 * const south = tallyLifetimesByLevel([{ level: "amazes", duration: 9, left: false }]);
 * mergeLifetimesByLevel([north, south]).levels[4].tally;
 * // => { kind: "lifetimes", durations: [9], left: [1], censored: [1] }
 * ```
 */
export function mergeLifetimesByLevel(
  parts: Iterable<LifetimesByLevelTally>,
): LifetimesByLevelTally {
  const where = "mergeLifetimesByLevel";
  const tallies = partsOf(where, parts, arguments.length, checkByLevel);
  return {
    kind: "lifetimes-by-level",
    levels: tallies[0].levels.map(({ level }, i) => {
      return { level, tally: mergeLifetimes(tallies.map(({ levels }) => levels[i].tally)) };
    }),
    unanswered: mergeLifetimes(tallies.map(({ unanswered }) => unanswered)),
  };
}

/** How satisfied a customer was, and how long that customer stayed. */
export interface LevelLifetime extends Lifetime {
  /** As `satisfactionLevel` gives it; `null` for a customer who did not answer. */
  readonly level: SatisfactionOutcome | null;
}

/** Lifetimes by satisfaction level. Those of parts add up to those of the whole. */
export interface LifetimesByLevelTally {
  readonly kind: "lifetimes-by-level";
  /** All five, worst first. */
  readonly levels: readonly {
    readonly level: SatisfactionOutcome;
    readonly tally: LifetimeTally;
  }[];
  /** Those who did not answer. */
  readonly unanswered: LifetimeTally;
}

/** The columns of one level while they are being filled. */
type Group = { -readonly [Field in keyof Required<Lifetime>]: Lifetime[Field][] };

/** Checks a stored tally. */
function checkByLevel(where: string, argument: string, tally: LifetimesByLevelTally): void {
  const { kind, levels, unanswered } = tally ?? {};
  const made = kind === "lifetimes-by-level";
  checkTally(where, `${argument}.kind`, made, '"lifetimes-by-level"', kind);
  checkLadder(where, `${argument}.levels`, levels);
  for (const row of levels) checkLifetimes(where, `${argument}.levels.${row.level}`, row.tally);
  checkLifetimes(where, `${argument}.unanswered`, unanswered);
}
