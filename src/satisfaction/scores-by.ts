import { checkTally, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import type { Scale } from "./scale.js";
import {
  addScore,
  checkScores,
  emptyTally,
  mergeScores,
  type OpenTally,
  type ScoreTally,
} from "./scores.js";

/** What scores are grouped by: a name, a number, or several of them, such as country and month. */
export type GroupKey = string | number | readonly (string | number)[];

/** The tally of one group. */
export interface ScoresBy<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly tally: ScoreTally;
}

/**
 * Counts how often each score was given, group by group.
 *
 * Group by all keys that will ever be asked for, and merge upwards: NPS per country and month holds
 * NPS per country, and per month. `1` and `"1"` are two groups.
 *
 * @param rows - rows or columns of `{ score, by }`; `by` is a string, a number, or a list of them.
 * @param scale - the scale of the question.
 * @returns a tally a group, sorted by key: numbers before strings, strings by code unit, lists by
 *   their first difference. Groups of nobody are not there; of no rows, the empty list.
 * @throws TypeError or RangeError if a score is not on the scale, or a key is neither a string, a
 *   finite number nor a list of them.
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
 * nps(germany.reduce((sum, tally) => mergeScores(sum, tally))); // => 0
 * ```
 */
export function tallyScoresBy<Key extends GroupKey>(
  rows: Rows<{ readonly score: number | null | undefined; readonly by: Key }>,
  scale: Scale,
): ScoresBy<Key>[] {
  const where = "tallyScoresBy";
  const empty = emptyTally(where, scale);
  const { score: scores, by: keys } = columnsOf(where, "rows", rows, ["score", "by"]);
  const groups = noGroups<Key, OpenTally>();
  for (let i = 0; i < scores.length; i++) {
    checkKey(where, "by", keys[i], i);
    const group = groupOf(groups, keys[i], () => ({ ...empty, counts: [...empty.counts] }));
    addScore(where, group.tally, scores[i], 1, i);
  }
  return sorted(groups);
}

/**
 * Adds two lists of tallies, group by group; all must be of one scale.
 *
 * Any cut of the rows merges, as with `mergeScores`. Groups found in one list only are kept.
 *
 * @returns what `tallyScoresBy` gives for all the rows, sorted in the same way.
 * @throws RangeError if the scales differ, or a tally is not one.
 *
 * @example
 * ```ts
 * const web = tallyScoresBy([{ score: 9, by: "DE" }], zeroToTen);
 * const mail = tallyScoresBy([{ score: 2, by: "DE" }, { score: 8, by: "NO" }], zeroToTen);
 * mergeScoresBy(web, mail).map(({ by, tally }) => [by, nps(tally)]); // => [["DE", 0], ["NO", 0]]
 * ```
 */
export function mergeScoresBy<Key extends GroupKey>(
  a: readonly ScoresBy<Key>[],
  b: readonly ScoresBy<Key>[],
): ScoresBy<Key>[] {
  const where = "mergeScoresBy";
  const groups = noGroups<Key, ScoreTally>();
  let scale: Scale | undefined;
  for (const [argument, part] of Object.entries({ a, b })) {
    checkTally(where, argument, Array.isArray(part), "a list, as tallyScoresBy makes it", part);
    for (let i = 0; i < part.length; i++) {
      const { by, tally } = part[i] ?? {};
      checkKey(where, `${argument}.by`, by, i);
      scale = checkScores(where, `${argument}.tally`, tally, scale).scale;
      const { min, max } = scale;
      const group = groupOf(groups, by, () => emptyTally(where, { min, max }));
      group.tally = mergeScores(group.tally, tally);
    }
  }
  return sorted(groups);
}

interface Group<Key, Tally> {
  readonly by: Key;
  tally: Tally;
}

/** Groups by key: lists by their JSON, and apart, so that a name that looks like one is not taken for it. */
interface Groups<Key, Tally> {
  readonly single: Map<unknown, Group<Key, Tally>>;
  readonly lists: Map<unknown, Group<Key, Tally>>;
}

function noGroups<Key, Tally>(): Groups<Key, Tally> {
  return { single: new Map(), lists: new Map() };
}

function groupOf<Key extends GroupKey, Tally>(
  groups: Groups<Key, Tally>,
  key: Key,
  makeTally: () => Tally,
): Group<Key, Tally> {
  const isList = typeof key === "object";
  const map = isList ? groups.lists : groups.single;
  const id = isList ? JSON.stringify(key) : key;
  let group = map.get(id);
  if (group === undefined) {
    group = { by: copyOf(key), tally: makeTally() };
    map.set(id, group);
  }
  return group;
}

/** The key, safe from later changes to a list, and without a −0, which JSON would lose. */
function copyOf<Key extends GroupKey>(key: Key): Key {
  const copy = partsOf(key).map((part) => (part === 0 ? 0 : part));
  return (typeof key === "object" ? copy : copy[0]) as Key; // the same value
}

function partsOf(key: GroupKey): readonly (string | number)[] {
  return typeof key === "object" ? key : [key];
}

function checkKey(where: string, argument: string, key: GroupKey, index: number): void {
  const parts: readonly unknown[] = Array.isArray(key) ? key : [key];
  for (const part of parts) {
    if (typeof part === "string" || Number.isFinite(part)) continue;
    fail("wrong-type", where, argument, "a name, a finite number, or a list of them", part, index);
  }
}

function sorted<Key extends GroupKey, Tally>(groups: Groups<Key, Tally>): Group<Key, Tally>[] {
  const byKey = (a: Group<Key, Tally>, b: Group<Key, Tally>) => compareKeys(a.by, b.by);
  return [...[...groups.single.values()].sort(byKey), ...[...groups.lists.values()].sort(byKey)];
}

function compareKeys(a: GroupKey, b: GroupKey): number {
  const [left, right] = [partsOf(a), partsOf(b)];
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
