// Whether satisfied customers stay: retention at each satisfaction level.

import { checkCount, checkFlag, checkOptions, checkTally } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import {
  checkLadder,
  levelIndex,
  type SatisfactionOutcome,
  satisfactionOutcomes,
} from "../core/outcome.js";
import { partsOf, sumOver } from "../core/parts.js";
import { checkConfidence } from "../statistics/distributions.js";
import { type ConfidenceOptions, type Share, shareInterval, shareOf } from "../statistics/share.js";
import { type ShareTrend, shareTrend } from "../statistics/share-trend.js";

/**
 * Counts who stayed at each satisfaction level.
 *
 * Ask first and look after: the answer must come before the time in which the customer stays or leaves,
 * and that time must be the same for all. For times that differ, `tallyLifetimesByLevel`.
 *
 * Any cut of the rows merges (`mergeRetentionByLevel`); a customer in two rows is counted twice.
 *
 * @param rows - rows or columns of `{ level, stayed }`; `level` as `satisfactionLevel` gives it, `null`
 *   for customers who did not answer.
 * @returns customers who stayed and left at each level, and of those who did not answer.
 * @throws RangeError or TypeError if there is no such level, or `stayed` is neither a boolean nor 0 or 1.
 *
 * @example
 * ```ts
 * const tally = tallyRetentionByLevel([
 *   { level: satisfactionLevel(10), stayed: true },
 *   { level: satisfactionLevel(3), stayed: false },
 *   { level: null, stayed: false },
 * ]);
 * tally.levels[4]; // => { level: "amazes", stayed: 1, left: 0 }
 * tally.unanswered; // => { stayed: 0, left: 1 }
 * ```
 */
export function tallyRetentionByLevel(rows: Rows<LevelOutcome>): RetentionByLevelTally {
  const where = "tallyRetentionByLevel";
  const counts = [...satisfactionOutcomes, null].map(() => ({ stayed: 0, left: 0 }));
  const quick = Array.isArray(rows) ? countRows(rows) : null;
  if (quick !== null) {
    counts.forEach((count, at) => {
      count.left = quick[2 * at];
      count.stayed = quick[2 * at + 1];
    });
  } else {
    const { level, stayed } = columnsOf(where, "rows", rows, ["level", "stayed"]);
    for (let i = 0; i < level.length; i++) {
      const count = counts[levelIndex(where, level[i], i)];
      if (checkFlag(where, "stayed", stayed[i], i)) count.stayed++;
      else count.left++;
    }
  }
  return {
    kind: "retention-by-level",
    levels: satisfactionOutcomes.map((outcome, i) => ({ level: outcome, ...counts[i] })),
    unanswered: counts[satisfactionOutcomes.length],
  };
}

/**
 * Adds tallies of who stayed at each level.
 *
 * Any cut of the rows merges; a customer who is in two parts is counted twice.
 *
 * @param parts - a list of one or more tallies; `tallyRetentionByLevel([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyRetentionByLevel([{ level: "amazes", stayed: true }]);
 * const south = tallyRetentionByLevel([{ level: "amazes", stayed: false }]);
 * mergeRetentionByLevel([north, south]).levels[4]; // => { level: "amazes", stayed: 1, left: 1 }
 * ```
 */
export function mergeRetentionByLevel(
  parts: Iterable<RetentionByLevelTally>,
): RetentionByLevelTally {
  const where = "mergeRetentionByLevel";
  const tallies = partsOf(where, parts, arguments.length, checkRetentionByLevel);
  return {
    kind: "retention-by-level",
    levels: tallies[0].levels.map(({ level }, i) => {
      return { level, ...addStays(tallies.map(({ levels }) => levels[i])) };
    }),
    unanswered: addStays(tallies.map(({ unanswered }) => unanswered)),
  };
}

/**
 * Whether satisfied customers stay: the share that did at each level, and the trend up the ladder.
 *
 * Each share has Wilson's interval. The trend is the test of Cochran and Armitage over the levels as
 * steps 1 to 5; its `slope` is what one level up adds to the share that stays. It shows that the two go
 * together, not that one makes the other: happy customers may also be the old ones.
 *
 * @param stays - the tally, or rows or columns of `{ level, stayed }`.
 * @param options - `confidence`, 0.95 unless stated.
 * @returns five levels, worst first, and those who did not answer; a share of no customers is `null`.
 * @throws RangeError or TypeError as `tallyRetentionByLevel`, or if the tally is not one or the confidence
 *   is not between 0 and 1.
 *
 * @example
 * ```ts
 * const stays = ["below", "meets", "meets", "delights", "delights", "amazes", "amazes"] as const;
 * const { levels, trend } = retentionByLevel(
 *   stays.map((level, i) => ({ level, stayed: i > 1 })),
 * );
 * levels[1];
 * // => { level: "meets", count: 1, total: 2, share: 0.5, low: 0.095, high: 0.905, confidence: 0.95 }
 * trend; // => { slope: 0.231, z: 2.01, pValue: 0.044, exact: false }
 * ```
 *
 * @see Armitage, Biometrics 11 (1955), 375–386: the test of the trend.
 */
export function retentionByLevel(
  stays: RetentionByLevelTally | Rows<LevelOutcome>,
  options: ConfidenceOptions = {},
): RetentionByLevel {
  const where = "retentionByLevel";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  checkConfidence(where, confidence);
  const tally =
    "kind" in Object(stays)
      ? checkRetentionByLevel(where, "tally", stays as RetentionByLevelTally)
      : tallyRetentionByLevel(stays as Rows<LevelOutcome>);
  const levels = tally.levels.map((row) => ({ level: row.level, ...stayShare(row, confidence) }));
  const unanswered = stayShare(tally.unanswered, confidence);
  return { levels, unanswered, trend: shareTrend(levels) };
}

/** Checks a stored tally. */
export function checkRetentionByLevel(
  where: string,
  argument: string,
  tally: RetentionByLevelTally,
): RetentionByLevelTally {
  const { kind, levels, unanswered } = tally ?? {};
  const made = kind === "retention-by-level";
  checkTally(where, `${argument}.kind`, made, '"retention-by-level"', kind);
  checkLadder(where, `${argument}.levels`, levels);
  for (const { level, stayed, left } of [...levels, { level: "unanswered", ...unanswered }]) {
    checkCount(where, `${argument}.${level}.stayed`, stayed);
    checkCount(where, `${argument}.${level}.left`, left);
  }
  return tally;
}

/** How satisfied a customer was, and whether that customer stayed. */
export interface LevelOutcome {
  /** As `satisfactionLevel` gives it; `null` for a customer who did not answer. */
  readonly level: SatisfactionOutcome | null;
  /** `true` or 1, `false` or 0. */
  readonly stayed: boolean | number;
}

/** Customers who stayed and who left. */
export interface StayCounts {
  readonly stayed: number;
  readonly left: number;
}

/** Who stayed, by satisfaction level. Counts of parts add up to those of the whole. */
export interface RetentionByLevelTally {
  readonly kind: "retention-by-level";
  /** All five, worst first. */
  readonly levels: readonly (StayCounts & { readonly level: SatisfactionOutcome })[];
  /** Those who did not answer. */
  readonly unanswered: StayCounts;
}

/** The share that stayed of some customers, with its interval. */
export interface StayShare extends Share {
  /** `null` if `total` is 0. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}

/** Who stayed at one level. */
export interface LevelRetention extends StayShare {
  readonly level: SatisfactionOutcome;
}

/** Who stayed, level by level, and whether more do at better ones. */
export interface RetentionByLevel {
  /** All five, worst first. */
  readonly levels: readonly LevelRetention[];
  /** Those who did not answer; not in the trend. */
  readonly unanswered: StayShare;
  /** By how much the share changes from level to level; `null` unless two levels have customers. */
  readonly trend: ShareTrend | null;
}

function stayShare({ stayed, left }: StayCounts, confidence: number): StayShare {
  const share = shareOf(stayed, stayed + left);
  const { low = null, high = null } = shareInterval(share, { confidence }) ?? {};
  return { ...share, low, high, confidence };
}

function addStays(counts: readonly StayCounts[]): StayCounts {
  return {
    stayed: sumOver(counts, ({ stayed }) => stayed),
    left: sumOver(counts, ({ left }) => left),
  };
}

/**
 * Counts an array of rows, each of them read once: by level those who left and those who stayed. `null` if a row
 * is wrong.
 */
function countRows(
  rows: readonly (Partial<Readonly<Record<keyof LevelOutcome, unknown>>> | null | undefined)[],
): Float64Array | null {
  const { length } = satisfactionOutcomes;
  const counts = new Float64Array(2 * length + 2);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) return null;
    const { level, stayed } = row;
    if (stayed !== true && stayed !== false && stayed !== 1 && stayed !== 0) return null;
    let at = 0;
    while (at < length && satisfactionOutcomes[at] !== level) at++;
    if (at === length && level !== null) return null;
    counts[2 * at + +stayed]++;
  }
  return counts;
}
