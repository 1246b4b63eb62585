// Lists of groups merged, whatever was tallied of them.

import { checkTally } from "./check.js";
import { checkFunction } from "./check-function.js";
import { checkKey, compareKeys, type GroupKey, shownKey } from "./group-key.js";
import { partsOf } from "./parts.js";
import { groupOf, noKeys, type TallyGroup, tallyGroups } from "./tally-groups.js";

/**
 * Merges lists of tallies, group by group.
 *
 * Each group merges as its tallies do: over any cut of the rows, or over parts that share no customers. Groups
 * found in one list only are kept.
 *
 * @param parts - a list of one or more lists, as `tallyBy` makes them.
 * @param merge - such as `mergeCohorts`: called with the tallies of each group.
 * @returns a merged tally for each group, sorted as by `tallyBy`.
 * @throws TypeError or RangeError if the parts are not a list of lists of groups; what `merge` throws, with the group.
 *
 * @example
 * ```ts
 * const tally = (part: Iterable<Lifetime>) => tallyLifetimes(part);
 * const may = tallyBy([{ plan: "basic", duration: 3, left: true }], "plan", tally);
 * const june = tallyBy([{ plan: "basic", duration: 5, left: true }], "plan", tally);
 * const [basic] = mergeBy([may, june], mergeLifetimes);
 * basic; // => { by: "basic", tally: { durations: [3, 5], left: [1, 1], … } }
 * ```
 */
export function mergeBy<Key extends GroupKey, Tally>(
  parts: Iterable<readonly TallyGroup<Key, Tally>[]>,
  merge: (tallies: Tally[]) => Tally,
): TallyGroup<Key, Tally>[] {
  const where = "mergeBy";
  checkFunction(where, "merge", merge, "mergeCohorts");
  const keys = noKeys<Key>();
  const tallies: Tally[][] = [];
  const mustBe = "a list of what tallyBy makes, as in mergeBy([a, b], mergeCohorts)";
  const check = (_: string, argument: string, part: readonly TallyGroup<Key, Tally>[]) => {
    checkTally(where, argument, Array.isArray(part), "a list, as tallyBy makes it", part);
    for (let i = 0; i < part.length; i++) {
      const { by, tally } = part[i] ?? {};
      checkKey("bad-tally", where, `${argument}[${i}].by`, by);
      const isSorted = i === 0 || compareKeys(part[i - 1].by, by) < 0;
      checkTally(where, `${argument}[${i}].by`, isSorted, "sorted, each group once", shownKey(by));
      const group = groupOf(keys, by);
      tallies[group] ??= [];
      tallies[group].push(tally);
    }
  };
  partsOf(where, parts, 1, check, mustBe);
  const mergeGroup = (group: number) => merge(tallies[group]);
  return tallyGroups(where, keys.groups, mergeGroup);
}
