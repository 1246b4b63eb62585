// Tallies of scores group by group, while they are made.

import { fail } from "../core/check.js";
import { compareKeys, type GroupKey, shownKey } from "../core/group-key.js";
import { MOST_COUNTS } from "../core/limits.js";
import { groupOf, type Keys, noKeys } from "../core/tally-groups.js";
import type { OpenTally } from "./score-tally.js";

/** No groups yet. */
export function noGroups<Key>(): Groups<Key> {
  return { keys: noKeys(), tallies: [] };
}

/** The tally of a key's group, which is made when the key first comes. */
export function tallyOfGroup<Key extends GroupKey>(
  { keys, tallies }: Groups<Key>,
  key: Key,
  empty: OpenTally,
): OpenTally {
  const group = groupOf(keys, key);
  tallies[group] ??= { ...empty, counts: [...empty.counts] };
  return tallies[group];
}

/** The groups, sorted by key. */
export function sortedGroups<Key extends GroupKey>({
  keys,
  tallies,
}: Groups<Key>): { readonly by: Key; readonly tally: OpenTally }[] {
  const all = keys.groups.map((by, group) => ({ by, tally: tallies[group] }));
  return all.sort((a, b) => compareKeys(a.by, b.by));
}

/** Checks that the counts of all groups together still fit into memory. */
export function checkMany<Key extends GroupKey>(
  where: string,
  argument: string,
  { tallies }: Groups<Key>,
  { counts }: OpenTally,
  key: Key,
  index?: number,
): void {
  const most = Math.floor(MOST_COUNTS / counts.length);
  if (tallies.length <= most) return;
  fail(
    "out-of-range",
    where,
    argument,
    `one of at most ${most} keys (group more coarsely)`,
    shownKey(key),
    index,
  );
}

/** Groups by number, in the order in which their keys come. */
export interface Groups<Key> {
  readonly keys: Keys<Key>;
  readonly tallies: OpenTally[];
}
