// Whether groups of customers leave at different rates: the log-rank test, also stratified.

import { fail } from "../core/check.js";
import { isList } from "../core/stored.js";
import { sumOf } from "../core/sum.js";
import { chiSquareUpper } from "../statistics/distributions.js";
import { raiseToLeastP } from "../statistics/least-p.js";
import { type CheckedLifetimes, checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { exactLogRankP } from "./log-rank-exact.js";

/**
 * Whether groups of customers leave at different rates: the log-rank test.
 * `(O − E)ᵀ V⁻¹ (O − E)`, with O who left in each group and E who would have, had all left alike
 *
 * At each duration the leavers are shared out among the groups in proportion to those at risk. It looks
 * at the whole curves, and best finds a rate that is higher all along; curves that cross can hide from
 * it. It says whether, not how much: for that, `meanLifetimeDifference`.
 *
 * Of two groups, one of them small, the p value is `exact`: how often the statistic would be as large, or
 * larger, if chance alone said which customers are the small group. That is so up to a million choices, of
 * which those of customers with the same duration and end are one, and unless some entered late. It holds if
 * both groups were watched for the same times.
 *
 * @param groups - two tallies or more, that share no customers.
 * @returns the test; `null` if there is nothing to compare: nobody left while customers of two groups
 *   were at risk.
 * @throws RangeError or TypeError if there are fewer than two groups, or one is no tally.
 *
 * @example
 * ```ts
 * const left = (...durations: number[]) => durations.map((duration) => ({ duration, left: true }));
 * const monthly = tallyLifetimes(left(1, 2, 2, 4, 7, 12));
 * const yearly = tallyLifetimes(left(5, 9, 12, 12, 13, 15));
 * logRankTest([monthly, yearly]);
 * // => { statistic: 5.17, degreesOfFreedom: 1, pValue: 0.0281, exact: true,
 * //      groups: [{ observed: 6, expected: 3.04 }, { observed: 6, expected: 8.96 }] }
 * ```
 *
 * @see Mantel, Cancer Chemotherapy Reports 50 (1966), 163–170, and Peto and Peto, JRSS A 135 (1972),
 *   185–207: the test.
 */
export function logRankTest(groups: readonly LifetimeTally[]): LogRankTest | null {
  const where = "logRankTest";
  checkGroups(where, "groups", groups);
  const tallies = groups.map((tally, i) => checkLifetimes(where, `groups[${i}]`, tally));
  const test = logRank([tallies]);
  if (test === null) return null;
  const [one, other, third] = tallies.filter(({ customers }) => customers > 0);
  const pValue = third ? null : exactLogRankP(one, other, test.statistic);
  return { ...test, pValue: pValue ?? test.pValue, exact: pValue !== null };
}

/**
 * Whether groups of customers leave at different rates, compared within strata only: the stratified
 * log-rank test.
 *
 * Where plans differ because one is sold in countries that leave sooner anyway, compare within each
 * country: leavers are shared out among the groups of a stratum, and the sums are tested.
 *
 * @param strata - for each stratum the tallies of all groups, in one order; an empty tally,
 *   `tallyLifetimes([])`, where a group has no customers in it.
 * @returns the test, with O and E over all strata; `null` if there is nothing to compare.
 * @throws RangeError or TypeError if there are fewer than two groups, the strata differ in their
 *   number, or one is no tally.
 *
 * @example
 * ```ts
 * const left = (...durations: number[]) =>
 *   tallyLifetimes(durations.map((duration) => ({ duration, left: true })));
 * const [north, south] = [[left(1, 2, 4), left(2, 5, 6)], [left(8, 9, 11), left(9, 15, 20)]];
 * logRankTestStratified([north, south]);
 * // => { statistic: 4.49, degreesOfFreedom: 1, pValue: 0.034, … }
 * ```
 *
 * @see Mantel, Cancer Chemotherapy Reports 50 (1966), 163–170.
 */
export function logRankTestStratified(
  strata: readonly (readonly LifetimeTally[])[],
): StratifiedLogRankTest | null {
  const where = "logRankTestStratified";
  if (!isList(strata) || strata.length === 0) {
    fail("wrong-type", where, "strata", "a list of one stratum or more", strata);
  }
  return logRank(
    strata.map((groups: readonly LifetimeTally[], s) => {
      checkGroups(where, `strata[${s}]`, groups);
      if (groups.length !== strata[0].length) {
        const mustBe = `${strata[0].length} tallies, as in the first`;
        fail("options-mismatch", where, `strata[${s}]`, mustBe, groups.length);
      }
      return groups.map((tally, i) => checkLifetimes(where, `strata[${s}][${i}]`, tally));
    }),
  );
}

/** Whether groups of customers leave at different rates. */
export interface LogRankTest extends StratifiedLogRankTest {
  /** Whether the p value comes of all the ways to choose the smaller of two groups, one by one. */
  readonly exact: boolean;
}

/** Whether groups of customers leave at different rates, within strata if there are several. */
export interface StratifiedLogRankTest {
  /** How far the groups are from leaving alike; of a chi-square distribution if they do. */
  readonly statistic: number;
  /** One less than the groups that could be compared. */
  readonly degreesOfFreedom: number;
  /** How often groups that leave alike would look as different, or more; from 0 to 1. */
  readonly pValue: number;
  /** In the order given. */
  readonly groups: readonly {
    /** Customers who left. */
    readonly observed: number;
    /** Customers who would have left had all groups left alike. */
    readonly expected: number;
  }[];
}

function checkGroups(where: string, argument: string, groups: unknown): void {
  if (isList(groups) && groups.length > 1) return;
  const code = isList(groups) ? "out-of-range" : "wrong-type";
  const got = isList(groups) ? groups.length : groups;
  fail(code, where, argument, "a list of two tallies or more", got);
}

function logRank(strata: readonly (readonly CheckedLifetimes[])[]): StratifiedLogRankTest | null {
  const groups = strata[0].map(() => ({ observed: 0, expected: 0 }));
  const covariance = groups.map(() => new Float64Array(groups.length));
  for (const tallies of strata) {
    eachDeparture(tallies, (atRisk, left) => {
      const n = sumOf(atRisk);
      const d = sumOf(left);
      const spread = n === 1 ? 0 : (d * (n - d)) / (n - 1);
      for (let i = 0; i < groups.length; i++) {
        groups[i].observed += left[i];
        groups[i].expected += (d * atRisk[i]) / n;
        const share = atRisk[i] / n;
        covariance[i][i] += spread * share;
        for (let j = 0; j < groups.length; j++)
          covariance[i][j] -= spread * share * (atRisk[j] / n);
      }
    });
  }
  const excess = groups.map(({ observed, expected }) => observed - expected);
  const { statistic, rank } = quadraticForm(covariance, excess);
  if (rank === 0) return null;
  const sizes = strata.map((tallies) => tallies.map(({ customers }) => customers));
  const pValue = raiseToLeastP(chiSquareUpper(statistic, rank), ...sizes);
  return { statistic, degreesOfFreedom: rank, pValue, groups };
}

/** Calls back with those at risk and those who left, group by group, wherever somebody left. */
function eachDeparture(
  tallies: readonly CheckedLifetimes[],
  visit: (atRisk: Float64Array, left: Float64Array) => void,
): void {
  const next = tallies.map(() => 0);
  const left = new Float64Array(tallies.length);
  const atRisk = Float64Array.from(tallies, ({ fromStart }) => fromStart);
  for (;;) {
    let duration = Infinity;
    for (let g = 0; g < tallies.length; g++) {
      const { durations } = tallies[g];
      if (next[g] < durations.length) duration = Math.min(duration, durations[next[g]]);
    }
    if (duration === Infinity) return;
    let leavers = 0;
    for (let g = 0; g < tallies.length; g++) {
      const { durations, left: counts } = tallies[g];
      left[g] = durations[next[g]] === duration ? counts[next[g]] : 0;
      leavers += left[g];
    }
    if (leavers > 0) visit(atRisk, left);
    for (let g = 0; g < tallies.length; g++) {
      const { durations, censored, entered } = tallies[g];
      const place = next[g];
      if (durations[place] !== duration) continue;
      atRisk[g] += (entered?.[place] ?? 0) - left[g] - censored[place];
      next[g]++;
    }
  }
}

/**
 * `xᵀ M⁻¹ x` for a symmetric M whose rows add up to 0, over as many dimensions as it has. Groups that are
 * never at risk together have no covariance, and take a dimension away.
 */
function quadraticForm(
  matrix: readonly Float64Array[],
  vector: readonly number[],
): { statistic: number; rank: number } {
  const m = matrix.map((row) => row.slice());
  const x = [...vector];
  const rest = new Set(x.keys());
  const least = 1e-10 * Math.max(...m.map((row, i) => row[i]));
  let [statistic, rank] = [0, 0];
  while (rest.size > 0) {
    const pivot = [...rest].reduce((best, i) => (m[i][i] > m[best][best] ? i : best));
    if (!(m[pivot][pivot] > least)) break;
    rest.delete(pivot);
    statistic += x[pivot] ** 2 / m[pivot][pivot];
    rank++;
    for (const i of rest) {
      const factor = m[i][pivot] / m[pivot][pivot];
      x[i] -= factor * x[pivot];
      for (const j of rest) m[i][j] -= factor * m[pivot][j];
    }
  }
  return { statistic, rank };
}
