// Scores counted group by group.

import { checkTally } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkKey, compareKeys, type GroupKey, shownKey } from "../core/group-key.js";
import { partsOf } from "../core/parts.js";
import { checkMany, type Groups, noGroups, sortedGroups, tallyOfGroup } from "./open-groups.js";
import type { Scale } from "./scale.js";
import {
  addScore,
  addTally,
  checkScores,
  emptyTally,
  type OpenTally,
  type ScoreTally,
} from "./score-tally.js";

/**
 * Counts how often each score was given, group by group.
 *
 * Group by all keys that will ever be asked for, and merge upwards: NPS per country and month holds
 * NPS per country, and per month. `1` and `"1"` are two groups.
 *
 * @param rows - rows or columns of `{ score, by }`; `by` is a string, a number, or a list of them.
 * @param scale - the scale of the question.
 * @returns a tally for each group, sorted by key: numbers before strings, strings by code unit, lists by
 *   their first difference. Groups without rows are left out; without any rows, the empty list.
 * @throws TypeError or RangeError if a score is not on the scale, a key is neither a string, a finite number
 *   nor a list of them, or all groups together have more than ten million counts, such as 900,000 groups on
 *   11 points.
 *
 * @example
 * ```ts
 * const groups = tallyScoresBy(
 *   [
 *     { score: 10, by: ["NO", "2026-10"] },
 *     { score: 9, by: ["DE", "2026-10"] },
 *     { score: 3, by: ["DE", "2026-11"] },
 *   ],
 *   zeroToTen,
 * );
 * groups.map(({ by, tally }) => [...by, nps(tally)]);
 * // => [["DE", "2026-10", 100], ["DE", "2026-11", -100], ["NO", "2026-10", 100]]
 * const germany = groups.filter(({ by }) => by[0] === "DE").map(({ tally }) => tally);
 * nps(mergeScores(germany)); // => 0
 * ```
 */
export function tallyScoresBy<Key extends GroupKey>(
  rows: Rows<{ readonly score: number | null | undefined; readonly by: Key }>,
  scale: Scale,
): ScoreGroup<Key>[] {
  const where = "tallyScoresBy";
  const empty = emptyTally(where, scale);
  const groups = noGroups<Key>();
  const recent: Recent = {
    keys: new Array(256).fill(Number.NaN),
    tallies: new Array(256).fill(empty),
  };
  if (Array.isArray(rows)) {
    for (let i = 0; i < rows.length; i++) {
      const row: ScoredRow<Key> | null | undefined = rows[i];
      if (typeof row !== "object" || row === null)
        columnsOf(where, "rows", rows, FIELDS); // says what is wrong
      else addRow(where, groups, recent, empty, row.score, row.by, i);
    }
    return sortedGroups(groups);
  }
  const { score, by } = columnsOf(where, "rows", rows, FIELDS);
  if (score instanceof Uint8Array && by instanceof Uint8Array) {
    if (countBytes(score, by, groups, empty)) return sortedGroups(groups);
  }
  for (let i = 0; i < score.length; i++) {
    addRow(where, groups, recent, empty, score[i], by[i], i);
  }
  return sortedGroups(groups);
}

/**
 * Adds lists of tallies, group by group; all must be of one scale.
 *
 * Any cut of the rows merges, as with `mergeScores`. Groups found in one list only are kept.
 *
 * @param parts - a list of one or more lists; `tallyScoresBy([], scale)` is the list of nothing.
 * @returns what `tallyScoresBy` gives for all the rows, sorted in the same way.
 * @throws RangeError or TypeError if the scales differ, or the parts are not a list of lists of tallies.
 *
 * @example
 * ```ts
 * const web = tallyScoresBy([{ score: 9, by: "DE" }], zeroToTen);
 * const mail = tallyScoresBy([{ score: 2, by: "DE" }, { score: 8, by: "NO" }], zeroToTen);
 * mergeScoresBy([web, mail]).map(({ by, tally }) => [by, nps(tally)]); // => [["DE", 0], ["NO", 0]]
 * ```
 */
export function mergeScoresBy<Key extends GroupKey>(
  parts: Iterable<readonly ScoreGroup<Key>[]>,
): ScoreGroup<Key>[] {
  const where = "mergeScoresBy";
  const groups = noGroups<Key>();
  let empty: OpenTally | undefined;
  partsOf(where, parts, arguments.length, (_, argument, part) => {
    checkTally(where, argument, Array.isArray(part), "a list, as tallyScoresBy makes it", part);
    for (let i = 0; i < part.length; i++) {
      const { by, tally } = part[i] ?? {};
      checkKey("bad-tally", where, `${argument}[${i}].by`, by);
      const isSorted = i === 0 || compareKeys(part[i - 1].by, by) < 0;
      checkTally(where, `${argument}[${i}].by`, isSorted, "sorted, each group once", shownKey(by));
      checkScores(where, `${argument}[${i}].tally`, tally, empty?.scale);
      empty ??= emptyTally(where, tally.scale);
      const sum = tallyOfGroup(groups, by, empty);
      checkMany(where, `${argument}[${i}].by`, groups, empty, by);
      addTally(sum, tally);
    }
  });
  return sortedGroups(groups);
}

/** The tally of one group. */
export interface ScoreGroup<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly tally: ScoreTally;
}

interface ScoredRow<Key> {
  readonly score: number | null | undefined;
  readonly by: Key;
}

/** Groups that came before, by a few bits of their keys: few rows need a look into the map of all. */
interface Recent {
  /** At first NaN, which equals no key. */
  readonly keys: unknown[];
  readonly tallies: OpenTally[];
}

const FIELDS = ["score", "by"] as const;

function addRow<Key extends GroupKey>(
  where: string,
  groups: Groups<Key>,
  { keys, tallies }: Recent,
  empty: OpenTally,
  score: number | null | undefined,
  key: Key,
  index: number,
): void {
  const slot = typeof key === "string" ? slotOf(key) : typeof key === "number" ? key & 255 : 0;
  if (keys[slot] !== key) {
    checkKey("wrong-type", where, "by", key, index);
    tallies[slot] = tallyOfGroup(groups, key, empty);
    checkMany(where, "by", groups, empty, key, index);
    keys[slot] = key;
  }
  const tally = tallies[slot];
  const { counts, scale } = tally;
  if (typeof score === "number" && counts[score - scale.min] >= 0) counts[score - scale.min]++;
  else addScore(where, tally, score, 1, index);
}

/** Any function would do, if it is quick and tells most names apart. */
function slotOf(name: string): number {
  const { length } = name;
  return (31 * name.charCodeAt(length - 1) + name.charCodeAt(length - 2) + length) & 255;
}

/** Bytes need neither a key to be looked up nor a score to be checked: whether all are on the scale. */
function countBytes<Key extends GroupKey>(
  scores: Uint8Array,
  keys: Uint8Array,
  groups: Groups<Key>,
  empty: OpenTally,
): boolean {
  const { min, max } = empty.scale;
  const table = new Uint32Array(2 ** 16);
  for (let i = 0; i < scores.length; i++) table[(keys[i] << 8) | scores[i]]++;
  let rest = scores.length;
  for (let at = 0; at < table.length; at++) {
    const score = at & 255;
    if (table[at] === 0 || score < min || score > max) continue;
    tallyOfGroup(groups, (at >> 8) as Key, empty).counts[score - min] = table[at];
    rest -= table[at];
  }
  return rest === 0;
}
