// Tallies of scores group by group, while they are made.

import { fail } from "../core/check.js";
import { compareKeys, copyKey, type GroupKey, keyId, shownKey } from "../core/group-key.js";
import { MOST_COUNTS } from "../core/limits.js";
import type { OpenTally } from "./score-tally.js";

/** No groups yet. */
export function noGroups<Key>(): Groups<Key> {
  return { single: new Map(), lists: new Map() };
}

/** The group of a key, which is made when the key first comes. */
export function groupOf<Key extends GroupKey>(
  groups: Groups<Key>,
  key: Key,
  empty: OpenTally,
): Group<Key> {
  const isList = typeof key === "object";
  const map = isList ? groups.lists : groups.single;
  const id = isList ? keyId(key) : key;
  let group = map.get(id);
  if (group === undefined) {
    group = { by: copyKey(key), tally: { ...empty, counts: [...empty.counts] } };
    map.set(id, group);
  }
  return group;
}

/** The groups, sorted by key. */
export function sortedGroups<Key extends GroupKey>(groups: Groups<Key>): Group<Key>[] {
  const all = [...groups.single.values(), ...groups.lists.values()];
  return all.sort((a, b) => compareKeys(a.by, b.by));
}

/** Checks that the counts of all groups together still fit into memory. */
export function checkMany<Key extends GroupKey>(
  where: string,
  argument: string,
  { single, lists }: Groups<Key>,
  { counts }: OpenTally,
  key: Key,
  index?: number,
): void {
  const most = Math.floor(MOST_COUNTS / counts.length);
  if (single.size + lists.size <= most) return;
  fail(
    "out-of-range",
    where,
    argument,
    `one of at most ${most} keys (group more coarsely)`,
    shownKey(key),
    index,
  );
}

export interface Group<Key> {
  readonly by: Key;
  readonly tally: OpenTally;
}

/** Groups by key: lists by their JSON, and apart, so that a name that looks like one is not taken for it. */
export interface Groups<Key> {
  readonly single: Map<unknown, Group<Key>>;
  readonly lists: Map<unknown, Group<Key>>;
}
