// Whether a share rises or falls over ordered groups: the Cochran–Armitage test.

import { checkNumber, checkOptions, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { areWhole, raiseToLeastP } from "./least-p.js";
import { normalTail } from "./normal.js";
import { checkShare, type ShareCounts } from "./share.js";
import { shareTest } from "./share-test.js";

/**
 * Whether a share rises or falls over groups that have an order: the Cochran–Armitage test.
 * `z = Σ cᵢ (xᵢ − x̄) ÷ √(p̄ (1 − p̄) Σ nᵢ (xᵢ − x̄)²)`, with cᵢ of nᵢ at position xᵢ, `x̄ = Σ nᵢ xᵢ ÷ Σ nᵢ`
 *
 * It finds a trend where a test of any difference at all would not, and finds nothing in shares that
 * rise and fall again. Where all or none are counted everywhere there is no trend: the p value is 1. If
 * people are at two positions only, the p value is that of `shareDifference`, which is exact of few.
 *
 * @param groups - rows or columns of `{ count, total }` in their order; fractional where weights are.
 * @returns the slope as shares a step; `null` unless there are people at two positions or more.
 * @throws RangeError or TypeError if a count is more than its total, or there is not one position for each group.
 *
 * @example
 * ```ts
 * const byLevel = [{ count: 2, total: 10 }, { count: 5, total: 10 }, { count: 9, total: 10 }];
 * shareTrend(byLevel); // => { slope: 0.35, z: 3.14, pValue: 0.00170, exact: false }
 * shareTrend(byLevel, { positions: [0, 1, 5] }); // => { slope: 0.129, z: 3.05, pValue: 0.00229, … }
 * ```
 *
 * @see Armitage, "Tests for Linear Trends in Proportions and Frequencies", Biometrics 11 (1955),
 *   375–386: the test.
 */
export function shareTrend(
  groups: Rows<ShareCounts>,
  options: TrendOptions = {},
): ShareTrend | null {
  const where = "shareTrend";
  const { positions } = checkOptions(where, options, ["positions"]);
  const columns = columnsOf(where, "groups", groups, ["count", "total"]);
  const { length } = columns.count;
  if (positions && positions.length !== length) {
    fail(
      "out-of-range",
      where,
      "positions",
      `${length} numbers, one for each group`,
      positions.length,
    );
  }
  const rows = Array.from({ length }, (_, i) => ({
    ...checkShare(where, "", { count: columns.count[i], total: columns.total[i] }, i),
    x: positions ? checkNumber(where, "positions", positions[i], -1e9, 1e9, i) : i + 1,
  })).filter(({ total }) => total > 0);
  if (rows.every(({ x }) => x === rows[0].x)) return null;
  const [{ x: first }] = rows; // positions from there on, since far from 0 their squares have no digits

  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const all = sum(({ total }) => total);
  const counted = sum(({ count }) => count);
  const middle = sum(({ total, x }) => total * (x - first)) / all;
  const spread = sum(({ total, x }) => total * (x - first - middle) ** 2);
  const variance = (counted / all) * ((all - counted) / all) * spread;
  // The counts less those expected, exactly 0 if all shares are the same.
  const lean = sum(
    ({ count, total, x }) => ((count * all - total * counted) / all) * (x - first - middle),
  );
  const z = variance === 0 ? 0 : lean / Math.sqrt(variance);
  const slope = lean / spread;
  const others = rows.filter(({ x }) => x !== first);
  if (others.every(({ x }) => x === others[0].x)) {
    return { slope, z, ...shareTest(pool(rows.filter(({ x }) => x === first)), pool(others)) };
  }
  const pValue = 2 * normalTail(Math.abs(z));
  const isWhole = areWhole(rows.flatMap(({ count, total }) => [count, total]));
  if (!isWhole) return { slope, z, pValue, exact: false };
  const sizes = rows.map(({ total }) => total);
  return { slope, z, pValue: raiseToLeastP(pValue, sizes), exact: false };
}

/** Whether a share rises or falls from group to group. */
export interface ShareTrend {
  /** How much the share changes for each step of 1 between the positions of the groups. */
  readonly slope: number;
  /** The slope in standard errors of no trend; its square is the χ² of the test. */
  readonly z: number;
  /** How often so steep a trend, or a steeper one, is seen if shares do not change; 0 to 1. */
  readonly pValue: number;
  /** Whether the p value is that of the exact test, for two groups of which one has few people. */
  readonly exact: boolean;
}

/** Where the groups stand. */
export interface TrendOptions {
  /** A number a group; 1, 2, 3, … unless stated. */
  readonly positions?: ArrayLike<number> | undefined;
}

function pool(groups: readonly ShareCounts[]): ShareCounts {
  return groups.reduce((a, b) => ({ count: a.count + b.count, total: a.total + b.total }));
}
