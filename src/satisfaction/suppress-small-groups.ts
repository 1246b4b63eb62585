// Groups with few answers hidden before they are shown.

import { checkWhole, fail, MOST } from "../core/check.js";
import type { GroupKey } from "../core/group-key.js";
import { responseCount } from "./mean-score.js";
import { checkOnce } from "./score-groups.js";
import { checkScores, type ScoreTally } from "./score-tally.js";
import type { ScoreGroup } from "./scores-by.js";

/**
 * Hides groups with few answers, so that nobody can tell who gave them.
 *
 * Hidden is every group with fewer than `smallest` answers. A total beside the list gives away what the
 * hidden groups hold together. So, where any is hidden, the next smallest group is hidden too until
 * they are two at least, with `smallest` answers or more between them. Groups without answers are
 * hidden, and nobody can hide behind them. Of groups with equally many answers the first in the list
 * goes first.
 *
 * It guards one list with its total. Lists that cut the same answers in several ways, such as by country
 * and by month, or one list today and the same tomorrow, can still give a group away. Where all groups
 * are hidden and hold fewer than `smallest` answers together, their total has to stay hidden as well.
 *
 * @param groups - as `tallyScoresBy` gives them, all that the total is made of.
 * @param smallest - the fewest answers that may be shown, a whole number of 1 or more.
 * @returns the groups in their order, the tallies of those that are hidden `null`.
 * @throws RangeError or TypeError if the number is not whole, or a tally is not one.
 *
 * @example
 * ```ts
 * const scores = [10, 9, 8, 10, 9, 3, 9, 10, 2];
 * const by = ["DE", "DE", "DE", "DE", "DE", "NO", "SE", "SE", "SE"];
 * const shown = suppressSmallGroups(tallyScoresBy({ score: scores, by }, zeroToTen), 3);
 * shown.map(({ by, tally }) => [by, tally && nps(tally)]);
 * // => [["DE", 80], ["NO", null], ["SE", null]]
 * ```
 *
 * @see Hundepool et al., "Statistical Disclosure Control" (2012): why hiding the small cells of a table is
 *   not enough.
 */
export function suppressSmallGroups<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  smallest: number,
): ShownGroup<Key>[] {
  const where = "suppressSmallGroups";
  checkWhole(where, "smallest", smallest, 1, MOST);
  if (!Array.isArray(groups)) fail("wrong-type", where, "groups", "a list of groups", groups);
  const seen = new Set<string>();
  // Array.from, since map passes over holes.
  const rows = Array.from(groups, (group: ScoreGroup<Key>, index) => {
    if (!Object(group).tally) fail("wrong-type", where, "groups", "{ by, tally }", group, index);
    checkOnce(where, seen, group.by, index);
    return { index, answers: responseCount(checkScores(where, "groups.tally", group.tally)) };
  });
  rows.sort((a, b) => a.answers - b.answers);
  const hidden = new Set<number>();
  let [people, held] = [0, 0];
  for (const { index, answers } of rows) {
    const gaveAway = people === 1 || (people > 0 && held < smallest);
    if (answers >= smallest && !gaveAway) break;
    hidden.add(index);
    if (answers > 0) people++;
    held += answers;
  }
  return groups.map(({ by, tally }, i) => ({ by, tally: hidden.has(i) ? null : tally }));
}

/** A group that may be shown, or one whose tally is hidden. */
export interface ShownGroup<Key extends GroupKey> {
  readonly by: Key;
  /** `null` if it is hidden. */
  readonly tally: ScoreTally | null;
}
