// Whether the Net Promoter Scores of several groups differ at all.

import { checkOptions, fail } from "../core/check.js";
import { chiSquareUpper } from "../statistics/distributions.js";
import { raiseToLeastP } from "../statistics/least-p.js";
import { type NetCounts, netScore } from "../statistics/net-score.js";
import { areNetWhole, exactNetP } from "../statistics/net-test.js";
import { netVariance } from "../statistics/net-wald.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "./nps.js";
import { checkOnce } from "./score-groups.js";
import type { ScoreGroup } from "./scores-by.js";

/**
 * Whether the Net Promoter Scores of several groups differ at all.
 * `Σ nᵢ (sᵢ − s)² ÷ v`, with s the score and `v = p + d − s²` the variance of all answers together, against
 * χ² with one degree of freedom less than there are groups
 *
 * Ask once before comparing groups two by two: of 20 groups that are all the same, the best and the
 * worst nearly always look different. A small p value says that not all scores are the same, not which
 * ones differ. If nothing differs, all answers have one variance, so that even a group of a few answers
 * counts as what it is, and groups whose answers are all alike can take part: the test is right from
 * some 10 answers a group on, however many groups there are. Of two groups, one with fewer than 30 answers,
 * the p value is `exact`: that of `npsDifference`. Groups without answers are left out.
 *
 * @param groups - a list of scores, of tallies or of counts, or what `tallyScoresBy` gives.
 * @returns `null` for fewer than two groups with answers, or if all answers are of one category.
 * @throws RangeError or TypeError as `npsCounts`, or if the groups are not a list.
 *
 * @example
 * ```ts
 * npsHomogeneity([
 *   { promoters: 60, passives: 25, detractors: 15 },
 *   { promoters: 45, passives: 30, detractors: 25 },
 *   { promoters: 52, passives: 30, detractors: 18 },
 * ]); // => { statistic: 5.17, degreesOfFreedom: 2, pValue: 0.0755, exact: false }
 * npsHomogeneity([[10, 9, 3], [10, 10, 10]]);
 * // => { statistic: 1.2, degreesOfFreedom: 1, pValue: 1, exact: true }
 * ```
 *
 * @see Landis, Heyman and Koch, "Average Partial Association in Three-Way Contingency Tables",
 *   International Statistical Review 46 (1978), 237–254: their statistic of mean scores, which has one
 *   answer less for all of them. Of two groups it is the z test with a pooled variance.
 */
export function npsHomogeneity(
  groups: readonly NpsGroup[],
  options: NpsOptions = {},
): NpsHomogeneity | null {
  const nets = netsOf("npsHomogeneity", groups, options);
  const all = nets.reduce(
    (a, b) => ({ pro: a.pro + b.pro, against: a.against + b.against, total: a.total + b.total }),
    { pro: 0, against: 0, total: 0 },
  );
  const variance = netVariance(all) * all.total; // that of one answer
  if (nets.length < 2 || variance === 0) return null;
  const centre = netScore(all);
  const statistic = nets.reduce(
    (sum, net) => sum + (net.total * (netScore(net) - centre) ** 2) / variance,
    0,
  );
  const degreesOfFreedom = nets.length - 1;
  const pValue = chiSquareUpper(statistic, degreesOfFreedom);
  const exactP = degreesOfFreedom === 1 ? exactNetP(nets[0], nets[1]) : null;
  if (exactP !== null) return { statistic, degreesOfFreedom, pValue: exactP, exact: true };
  if (!areNetWhole(nets)) return { statistic, degreesOfFreedom, pValue, exact: false };
  const sizes = nets.map(({ total }) => total);
  return { statistic, degreesOfFreedom, pValue: raiseToLeastP(pValue, sizes), exact: false };
}

/** Whether groups differ at all. */
export interface NpsHomogeneity {
  /** How far the groups are from their common score, 0 or more. */
  readonly statistic: number;
  /** The groups that count, less one: about what the statistic is where nothing differs. */
  readonly degreesOfFreedom: number;
  /** How often groups look so different, or more so, where all scores are the same; 0 to 1. */
  readonly pValue: number;
  /** Whether the p value comes of all the ways to choose two groups, one by one, as it does of few. */
  readonly exact: boolean;
}

/** Scores, their tally, the three counts, or a group as `tallyScoresBy` gives it. */
export type NpsGroup = NpsAnswers | ScoreGroup;

/** The groups with answers. */
function netsOf(where: string, groups: readonly NpsGroup[], options: NpsOptions): NetCounts[] {
  if (!Array.isArray(groups)) fail("wrong-type", where, "groups", "a list of groups", groups);
  checkOptions(where, options, ["scale"]);
  const seen = new Set<string>();
  // Array.from, since map passes over holes.
  const nets = Array.from(groups, (group, i) => {
    if (isScoresBy(group)) checkOnce(where, seen, group.by, i);
    return npsNet(isScoresBy(group) ? group.tally : group, options);
  });
  return nets.filter(({ total }) => total > 0);
}

function isScoresBy(group: NpsGroup): group is ScoreGroup {
  return "tally" in Object(group);
}
