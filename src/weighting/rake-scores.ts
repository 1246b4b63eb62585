// Raking: weights that bring the answers in line with several known margins at once.

import { fail } from "../core/check.js";
import type { GroupKey } from "../core/group-key.js";
import { keyId, shownKey } from "../core/group-key.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { groupsById, pooledTally } from "../satisfaction/score-groups.js";
import type { ScoreGroup } from "../satisfaction/scores-by.js";
import { type RakingMargin, rake } from "../statistics/raking.js";
import { type PopulationShare, sharesById } from "./population.js";
import type { WeightedScoreTally } from "./weighted-scores.js";

/**
 * Weights answers so that several margins are as they are known to be in the population: so many by country,
 * and so many by plan, where nobody knows how many by both.
 *
 * Margin by margin, the weight of every group is multiplied by what its key should have over what it has, until
 * all margins are right to 1e-12. How answers go together within the margins, the survey says: only the margins
 * are changed. Where the whole cross table is known take `postStratify`.
 *
 * Intervals of the tally take the weights as given. A margin that goes with the score makes the truth a little
 * better than they say.
 *
 * @param groups - as `tallyScoresBy` gives them, by a list of keys: one key a margin, such as
 *   `["DE", "paid"]`. Groups without answers are of no account.
 * @param margins - a list a place in the keys: the share of each key, which add up to 1.
 * @returns the weighted tally, whose weights have a mean of 1, the weight of each group, in the order given,
 *   and how many rounds it took. `effectiveCounts` makes of the tally what readings take.
 * @throws RangeError or TypeError if a key of a group is not in its margin, a key of a margin is nobody's, shares
 *   do not add up to 1, or 1,000 rounds do not bring the margins together (code `not-converged`).
 *
 * @example
 * ```ts
 * const groups = tallyScoresBy(
 *   [
 *     { score: 10, by: ["DE", "free"] },
 *     { score: 9, by: ["DE", "paid"] },
 *     { score: 3, by: ["DE", "paid"] },
 *     { score: 8, by: ["NO", "paid"] },
 *     { score: 2, by: ["NO", "free"] },
 *   ],
 *   zeroToTen,
 * );
 * const { tally, weights } = rakeScores(groups, [
 *   [{ by: "DE", share: 0.5 }, { by: "NO", share: 0.5 }],
 *   [{ by: "free", share: 0.6 }, { by: "paid", share: 0.4 }],
 * ]);
 * weights.map(({ by, weight }) => [...by, weight]);
 * // => [["DE", "free", 1.294], ["DE", "paid", 0.603], ["NO", "free", 1.706], ["NO", "paid", 0.794]]
 * nps(effectiveCounts(tally)); // => -8.2
 * ```
 *
 * @see Deming and Stephan, Annals of Mathematical Statistics 11 (1940), 427–444: the method.
 */
export function rakeScores<Key extends readonly (string | number)[]>(
  groups: readonly ScoreGroup<Key>[],
  margins: readonly (readonly PopulationShare<string | number>[])[],
): RakedScores<Key> {
  const where = "rakeScores";
  const rows = [...groupsById(where, "groups", groups).values()];
  if (!Array.isArray(margins) || margins.length === 0)
    fail("wrong-type", where, "margins", "a list of margins", margins);
  rows.forEach(({ by }, i) => {
    if (Array.isArray(by) && by.length === margins.length) return;
    const mustBe = `a list with a key for each margin, ${margins.length} in all`;
    fail("wrong-type", where, "groups.by", mustBe, shownKey(by), i);
  });
  const counts = rows.map(({ tally }) => tally.counts.reduce((sum, count) => sum + count, 0));
  const read = margins.map((margin, place) => marginOf(where, place, margin, rows, counts));
  const raked = rake(counts, read, MOST_ROUNDS);
  if (!raked) {
    const mustBe = "ones that weights can reach (leave one out, or join small groups)";
    fail("not-converged", where, "margins", mustBe, `no match after ${MOST_ROUNDS} rounds`);
  }
  const { weights, rounds } = raked;
  const all = pooledTally(rows);
  const weighed = (power: number) =>
    all.counts.map((_, point) => {
      const sum = noSum();
      rows.forEach(({ tally }, i) => {
        addTo(sum, weights[i] ** power * tally.counts[point]);
      });
      return totalOf(sum);
    });
  return {
    tally: {
      kind: "weighted-scores",
      scale: { ...all.scale },
      counts: all.counts,
      weights: weighed(1),
      squares: weighed(2),
      missing: all.missing,
    },
    weights: rows.map(({ by }, i) => ({ by, weight: weights[i] })),
    rounds,
  };
}

/** Answers weighted to known margins. */
export interface RakedScores<Key extends GroupKey = GroupKey> {
  /** All answers with their weights. */
  readonly tally: WeightedScoreTally;
  /** The weight of each answer of a group, 1 on average. */
  readonly weights: readonly { readonly by: Key; readonly weight: number }[];
  /** How often the margins were gone through. */
  readonly rounds: number;
}

const MOST_ROUNDS = 1_000;

/** A margin as raking takes it: shares in the order given, and which of them each group is of. */
function marginOf(
  where: string,
  place: number,
  margin: readonly PopulationShare[],
  groups: readonly ScoreGroup<readonly (string | number)[]>[],
  counts: readonly number[],
): RakingMargin {
  const argument = `margins[${place}]`;
  const shares = sharesById(where, argument, margin);
  const ids = [...shares.keys()];
  const keyOfCell = groups.map(({ by }, i) => {
    const key = ids.indexOf(keyId(by[place]));
    if (key < 0)
      fail(
        "out-of-range",
        where,
        "groups.by",
        `a list whose keys ${argument} has too`,
        by[place],
        i,
      );
    return key;
  });
  margin.forEach(({ by }, key) => {
    if (keyOfCell.some((one, cell) => one === key && counts[cell] > 0)) return;
    fail(
      "out-of-range",
      where,
      `${argument}.by`,
      "a key that some group with answers has",
      shownKey(by),
      key,
    );
  });
  return { keyOfCell, shares: [...shares.values()] };
}
