// Scores of several periods at once, moving along one period at a time.

import { checkOptions, checkWhole, fail } from "../core/check.js";
import { checkKey, copyKey, type GroupKey } from "../core/group-key.js";
import type { Scale } from "../satisfaction/scale.js";
import { addTally, checkScores, emptyTally } from "../satisfaction/score-tally.js";
import type { ScoreGroup } from "../satisfaction/scores-by.js";

/**
 * Pools the scores of the last few periods, anew at each period: the twelve months up to January, up to
 * February, and so on.
 *
 * Each answer counts once, so that months with many answers weigh more, which a mean of monthly scores
 * would not do. Windows overlap: two that are next to one another differ by one period each way, so do
 * not test them against one another.
 *
 * @param groups - one for each period, in order, as in the `groups` of `tallyScoresByPeriod`.
 * @param options - `window`: how many periods, a whole number of 1 or more.
 * @returns a group for each full window, `by` that of its last period; of fewer periods than a window
 *   has, none. A window without answers is there, and its score is `null`.
 * @throws RangeError or TypeError if the window is not a whole number of 1 or more, or the groups are not
 *   a list of tallies of one scale.
 *
 * @example
 * ```ts
 * const rows = { score: [10, 9, 3, 10], by: ["2026-01", "2026-01", "2026-02", "2026-03"] };
 * const rolling = rollingScores(tallyScoresBy(rows, zeroToTen), { window: 2 });
 * rolling.map(({ by, tally }) => [by, nps(tally)]); // => [["2026-02", 33.3], ["2026-03", 0]]
 * ```
 */
export function rollingScores<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  options: { readonly window: number },
): ScoreGroup<Key>[] {
  const where = "rollingScores";
  const { window } = checkOptions(where, options, ["window"]);
  checkWhole(where, "window", window, 1, 1e9);
  if (!Array.isArray(groups)) fail("wrong-type", where, "groups", "a list of groups", groups);
  let scale: Scale | undefined;
  groups.forEach((group: ScoreGroup<Key>, i) => {
    checkKey("bad-tally", where, `groups[${i}].by`, group?.by);
    scale = checkScores(where, `groups[${i}].tally`, group.tally, scale).scale;
  });
  return groups.slice(window - 1).map(({ by }, end) => {
    const sum = emptyTally(where, groups[0].tally.scale);
    for (const { tally } of groups.slice(end, end + window)) addTally(sum, tally);
    return { by: copyKey(by), tally: sum };
  });
}
