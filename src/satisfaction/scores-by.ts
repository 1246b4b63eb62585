// Scores counted group by group.

import { checkTally, type ErrorCode, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { MOST_COUNTS } from "../core/limits.js";
import { partsOf } from "../core/parts.js";
import { isList } from "../core/stored.js";
import type { Scale } from "./scale.js";
import {
  addScore,
  addTally,
  checkScores,
  emptyTally,
  type OpenTally,
  type ScoreTally,
} from "./scores.js";

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
  const recent: Recent<Key> = { keys: new Array(256), tallies: new Array(256).fill(empty) };
  if (Array.isArray(rows)) {
    for (let i = 0; i < rows.length; i++) {
      const row: ScoredRow<Key> | null | undefined = rows[i];
      if (typeof row !== "object" || row === null)
        columnsOf(where, "rows", rows, FIELDS); // says what is wrong
      else addRow(where, groups, recent, empty, row.score, row.by, i);
    }
    return sorted(groups);
  }
  const { score, by } = columnsOf(where, "rows", rows, FIELDS);
  if (score instanceof Uint8Array && by instanceof Uint8Array) {
    if (countBytes(score, by, groups, empty)) return sorted(groups);
  }
  for (let i = 0; i < score.length; i++) {
    addRow(where, groups, recent, empty, score[i], by[i], i);
  }
  return sorted(groups);
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
      const isSorted = i === 0 || compareGroups(part[i - 1].by, by) < 0;
      const shown = typeof by === "object" ? JSON.stringify(by) : by;
      checkTally(where, `${argument}[${i}].by`, isSorted, "sorted, each group once", shown);
      checkScores(where, `${argument}[${i}].tally`, tally, empty?.scale);
      empty ??= emptyTally(where, tally.scale);
      const sum = groupOf(groups, by, empty).tally;
      checkMany(where, `${argument}[${i}].by`, groups, empty, by);
      addTally(sum, tally);
    }
  });
  return sorted(groups);
}

export function checkKey(
  code: ErrorCode,
  where: string,
  argument: string,
  key: unknown,
  index?: number,
): void {
  if (isPart(key) || (isList(key) && key.every(isPart))) return;
  const wrong = isList(key) ? key.find((part) => !isPart(part)) : key;
  fail(code, where, argument, "a name, a finite number, or a list of them", wrong, index);
}

/** What scores are grouped by: a name, a number, or several of them, such as country and month. */
export type GroupKey = string | number | readonly (string | number)[];

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
interface Recent<Key> {
  readonly keys: (Key | undefined)[];
  readonly tallies: OpenTally[];
}

interface Group<Key> {
  readonly by: Key;
  readonly tally: OpenTally;
}

/** Groups by key: lists by their JSON, and apart, so that a name that looks like one is not taken for it. */
interface Groups<Key> {
  readonly single: Map<unknown, Group<Key>>;
  readonly lists: Map<unknown, Group<Key>>;
}

const FIELDS = ["score", "by"] as const;

function addRow<Key extends GroupKey>(
  where: string,
  groups: Groups<Key>,
  { keys, tallies }: Recent<Key>,
  empty: OpenTally,
  score: number | null | undefined,
  key: Key,
  index: number,
): void {
  const slot = typeof key === "string" ? slotOf(key) : typeof key === "number" ? key & 255 : 0;
  if (keys[slot] !== key) {
    checkKey("wrong-type", where, "by", key, index);
    tallies[slot] = groupOf(groups, key, empty).tally;
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
    groupOf(groups, (at >> 8) as Key, empty).tally.counts[score - min] = table[at];
    rest -= table[at];
  }
  return rest === 0;
}

function noGroups<Key>(): Groups<Key> {
  return { single: new Map(), lists: new Map() };
}

/** That the counts of all groups together still fit into memory. */
function checkMany<Key extends GroupKey>(
  where: string,
  argument: string,
  { single, lists }: Groups<Key>,
  { counts }: OpenTally,
  key: Key,
  index?: number,
): void {
  const most = Math.floor(MOST_COUNTS / counts.length);
  if (single.size + lists.size <= most) return;
  const shown = typeof key === "object" ? JSON.stringify(key) : key;
  fail("out-of-range", where, argument, `one of ${most} keys at most`, shown, index);
}

function groupOf<Key extends GroupKey>(
  groups: Groups<Key>,
  key: Key,
  empty: OpenTally,
): Group<Key> {
  const isList = typeof key === "object";
  const map = isList ? groups.lists : groups.single;
  const id = isList ? JSON.stringify(key) : key;
  let group = map.get(id);
  if (group === undefined) {
    group = { by: copyKey(key), tally: { ...empty, counts: [...empty.counts] } };
    map.set(id, group);
  }
  return group;
}

/** The key, safe from later changes to a list, and without a −0, which JSON would lose. */
function copyKey<Key extends GroupKey>(key: Key): Key {
  const copy = listOf(key).map((part) => (part === 0 ? 0 : part));
  return (typeof key === "object" ? copy : copy[0]) as Key; // the same value
}

function listOf(key: GroupKey): readonly (string | number)[] {
  return typeof key === "object" ? key : [key];
}

function isPart(part: unknown): boolean {
  return typeof part === "string" || Number.isFinite(part);
}

function sorted<Key extends GroupKey>(groups: Groups<Key>): Group<Key>[] {
  const all = [...groups.single.values(), ...groups.lists.values()];
  return all.sort((a, b) => compareGroups(a.by, b.by));
}

/** Single keys before lists. */
function compareGroups(a: GroupKey, b: GroupKey): number {
  return Number(typeof a === "object") - Number(typeof b === "object") || compareKeys(a, b);
}

function compareKeys(a: GroupKey, b: GroupKey): number {
  const [left, right] = [listOf(a), listOf(b)];
  let i = 0;
  while (i < left.length && i < right.length && left[i] === right[i]) i++;
  return compareParts(left[i], right[i]);
}

/** Nothing before numbers before strings; the host's language does not matter. */
function compareParts(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === typeof b) return (a as string) < (b as string) ? -1 : Number(a !== b);
  if (a === undefined || typeof b === "string") return -1;
  return 1;
}
