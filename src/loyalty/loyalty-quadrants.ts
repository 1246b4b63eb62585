// Satisfied is not loyal: who is satisfied, who stays, and who is only one of the two.

import { checkOneOf, checkOptions } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import { type SatisfactionLevel, satisfactionOutcomes } from "../core/outcome.js";
import { type Share, shareOf } from "../statistics/share.js";
import {
  checkRetentionByLevel,
  type LevelOutcome,
  type RetentionByLevelTally,
  tallyRetentionByLevel,
} from "../survival/retention-by-level.js";

/**
 * The four kinds of loyalty: satisfied customers who stayed, those who left all the same, those who stayed
 * without being satisfied, and the rest.
 *
 * Satisfied is not loyal. Latent loyalty leaves though it is satisfied, for want of a reason or a way to
 * stay; spurious loyalty stays for want of a choice, and goes with the first good offer. For the interval of
 * a share, `shareInterval` of it.
 *
 * @param stays - of `tallyRetentionByLevel`, or rows or columns of `{ level, stayed }`.
 * @param options - `satisfiedFrom`: the level that counts as satisfied, with those above it.
 * @returns four shares of the customers who answered, which add up to 1; `null` without any.
 * @throws RangeError or TypeError as `tallyRetentionByLevel`, or if the tally is not one or there is no such
 *   level.
 *
 * @example
 * ```ts
 * const tally = tallyRetentionByLevel([
 *   { level: "amazes", stayed: true },
 *   { level: "delights", stayed: false },
 *   { level: "meets", stayed: true },
 *   { level: "meets", stayed: true },
 *   { level: null, stayed: true },
 * ]);
 * const { trueLoyalty, spuriousLoyalty } = loyaltyQuadrants(tally, { satisfiedFrom: "delights" });
 * trueLoyalty; // => { count: 1, total: 4, share: 0.25 }
 * spuriousLoyalty; // => { count: 2, total: 4, share: 0.5 }
 * ```
 *
 * @see Dick and Basu, Journal of the Academy of Marketing Science 22 (1994), 99–113: the four kinds, of
 *   attitude and repeat patronage.
 */
export function loyaltyQuadrants(
  stays: RetentionByLevelTally | Rows<LevelOutcome>,
  options: QuadrantOptions,
): LoyaltyQuadrants {
  const where = "loyaltyQuadrants";
  const { satisfiedFrom } = checkOptions(where, options, ["satisfiedFrom"]);
  const [, ...levels] = satisfactionOutcomes;
  checkOneOf(where, "satisfiedFrom", satisfiedFrom, levels);
  const tally =
    "kind" in Object(stays)
      ? checkRetentionByLevel(where, "tally", stays as RetentionByLevelTally)
      : tallyRetentionByLevel(stays as Rows<LevelOutcome>);
  const counts = [
    { stayed: 0, left: 0 },
    { stayed: 0, left: 0 },
  ];
  let isSatisfied = 0;
  for (const { level, stayed, left } of tally.levels) {
    if (level === satisfiedFrom) isSatisfied = 1;
    counts[isSatisfied].stayed += stayed;
    counts[isSatisfied].left += left;
  }
  const [others, satisfied] = counts;
  const total = others.stayed + others.left + satisfied.stayed + satisfied.left;
  return {
    trueLoyalty: shareOf(satisfied.stayed, total),
    latentLoyalty: shareOf(satisfied.left, total),
    spuriousLoyalty: shareOf(others.stayed, total),
    noLoyalty: shareOf(others.left, total),
  };
}

/** Who counts as satisfied. */
export interface QuadrantOptions {
  /** This level and those above it. */
  readonly satisfiedFrom: SatisfactionLevel;
}

/** Four shares of the customers who answered. */
export interface LoyaltyQuadrants {
  /** Satisfied, and stayed. */
  readonly trueLoyalty: Share;
  /** Satisfied, and left. */
  readonly latentLoyalty: Share;
  /** Not satisfied, and stayed. */
  readonly spuriousLoyalty: Share;
  /** Not satisfied, and left. */
  readonly noLoyalty: Share;
}
