// Groups of rows, or of tallies, numbered in the order in which their keys come.

import { failWithin, quote } from "./check.js";
import { compareKeys, copyKey, type GroupKey, keyId } from "./group-key.js";

/** No keys yet. */
export function noKeys<Key>(): Keys<Key> {
  return { single: new Map(), lists: new Map(), groups: [] };
}

/** The number of a key, which must have been checked: the next one if the key is new. */
export function groupOf<Key extends GroupKey>(
  { single, lists, groups }: Keys<Key>,
  key: Key,
): number {
  const isList = typeof key === "object";
  const numbers = isList ? lists : single;
  const id = isList ? keyId(key) : key;
  const known = numbers.get(id);
  if (known !== undefined) return known;
  numbers.set(id, groups.length);
  return groups.push(copyKey(key)) - 1;
}

/**
 * What is made of each group, sorted by key. An error of this package says in which group it came about.
 *
 * @param indexOf - where a row of a group is among all rows; left out if no rows are read.
 */
export function tallyGroups<Key extends GroupKey, Tally>(
  where: string,
  groups: readonly Key[],
  tallyOf: (group: number) => Tally,
  indexOf?: (group: number, index: number) => number,
): TallyGroup<Key, Tally>[] {
  const order = [...groups.keys()].sort((a, b) => compareKeys(groups[a], groups[b]));
  return order.map((group) => {
    const by = groups[group];
    try {
      return { by, tally: tallyOf(group) };
    } catch (error) {
      const shown = typeof by === "object" ? keyId(by).slice(0, 60) : quote(by);
      const indexOfRow = indexOf && ((index: number) => indexOf(group, index));
      return failWithin(error, `${where}: group ${shown}: `, indexOfRow);
    }
  });
}

/** What was tallied of one group. */
export interface TallyGroup<Key extends GroupKey, Tally> {
  readonly by: Key;
  readonly tally: Tally;
}

/** Numbers of groups by key: lists by their JSON, and apart, so that no name is taken for one. */
export interface Keys<Key> {
  readonly single: Map<unknown, number>;
  readonly lists: Map<unknown, number>;
  /** By number. */
  readonly groups: Key[];
}
