// Which periods lie outside what chance alone would give: control limits of a Net Promoter Score.

import { checkBetween, checkOptions, fail } from "../core/check.js";
import { checkKey, copyKey, type GroupKey } from "../core/group-key.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "../satisfaction/nps.js";
import type { ScoreGroup } from "../satisfaction/scores-by.js";
import { type NetCounts, netScore } from "../statistics/net-score.js";
import { netVariance } from "../statistics/net-wald.js";

/**
 * Where the Net Promoter Score of each period would lie if nothing but chance moved it.
 * `s̄ ± sigmas √(v ÷ nᵢ)`, with s̄ the score and `v = p + d − s̄²` the variance of all answers, nᵢ those of
 * the period
 *
 * A period outside is worth a question; one inside needs no story. The limits are wide where few answered,
 * and are not cut off at −100 and 100. With 3 sigmas, of a thousand periods in which nothing happens 2 to 5
 * lie outside from 50 answers on, and up to 10 at 10 answers.
 *
 * @param groups - one for each period, as in the `groups` of `tallyScoresByPeriod`.
 * @param options - `baseline`: scores, their tally or counts of a time known to be normal, from which the
 *   centre and the variance come instead; `sigmas`, 3 unless stated; `scale`.
 * @returns points. A period without answers has neither value nor limits, and is not outside; without
 *   any answers to take the centre from, there is neither centre nor limits.
 * @throws RangeError or TypeError if sigmas is not between 0 and 100, or the groups are not a list of
 *   tallies.
 *
 * @example
 * ```ts
 * const week = (by: string, promoters: number, detractors: number) => ({
 *   by,
 *   tally: tallyScoreCounts({ score: [10, 8, 0], count: [promoters, 30, detractors] }, zeroToTen),
 * });
 * const weeks = [week("1 June", 50, 20), week("8 June", 47, 23), week("15 June", 30, 40)];
 * const { centre, periods } = npsControlLimits(weeks, { baseline: weeks[0].tally });
 * centre; // => 30
 * periods[1]; // => { by: "8 June", value: 24, low: 6.6, high: 53.4, outside: false }
 * periods[2]; // => { by: "15 June", value: -10, low: 6.6, high: 53.4, outside: true }
 * ```
 *
 * @see Shewhart, "Economic Control of Quality of Manufactured Product" (1931): limits of three sigmas.
 */
export function npsControlLimits<Key extends GroupKey>(
  groups: readonly ScoreGroup<Key>[],
  options: NpsControlOptions = {},
): NpsControlLimits<Key> {
  const where = "npsControlLimits";
  const {
    baseline,
    sigmas = 3,
    scale,
  } = checkOptions(where, options, ["baseline", "sigmas", "scale"]);
  checkBetween(where, "sigmas", sigmas, 0, 100, 3);
  if (!Array.isArray(groups)) fail("wrong-type", where, "groups", "a list of groups", groups);
  const rows = groups.map((group: ScoreGroup<Key>, i) => {
    checkKey("bad-tally", where, `groups[${i}].by`, group?.by);
    return { by: copyKey(group.by), counts: npsNet(group.tally, { scale }) };
  });
  const normal =
    baseline === undefined
      ? rows.map(({ counts }) => counts).reduce(add, { pro: 0, against: 0, total: 0 })
      : npsNet(baseline, { scale });
  const centre = normal.total === 0 ? null : netScore(normal);
  const variance = netVariance(normal) * normal.total; // of one answer
  return {
    centre,
    periods: rows.map(({ by, counts }) => {
      const value = counts.total === 0 ? null : netScore(counts);
      if (value === null || centre === null) {
        return { by, value, low: null, high: null, outside: false };
      }
      // Counts may be so small a part of an answer that the limits are nowhere.
      const reach = Math.min(Number.MAX_VALUE, sigmas * Math.sqrt(variance / counts.total));
      const [low, high] = [centre - reach, centre + reach];
      return { by, value, low, high, outside: value < low || value > high };
    }),
  };
}

/** What is normal, and how far from it a period may lie. */
export interface NpsControlOptions extends NpsOptions {
  /** Answers of a time known to be normal; all periods together, unless stated. */
  readonly baseline?: NpsAnswers | undefined;
  /** Standard errors from the centre to a limit, 3 unless stated. */
  readonly sigmas?: number | undefined;
}

/** A score period by period, and the limits of chance for each. */
export interface NpsControlLimits<Key extends GroupKey> {
  /** The score that the limits lie around; `null` without answers. */
  readonly centre: number | null;
  readonly periods: readonly NpsControlPeriod<Key>[];
}

/** The score of a period, in points. */
export interface NpsControlPeriod<Key extends GroupKey> {
  readonly by: Key;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly outside: boolean;
}

function add(a: NetCounts, b: NetCounts): NetCounts {
  return { pro: a.pro + b.pro, against: a.against + b.against, total: a.total + b.total };
}
