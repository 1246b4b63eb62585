// What columns explain of the variance of the last of them: shares, their intervals, correlations.

import { centre, correlationsOf, crossProducts, type Matrix } from "./cross-products.js";
import { GROUPS, jackknifeReach } from "./jackknife.js";
import { rSquared } from "./r-squared.js";
import { ranksOf } from "./ranks.js";

/**
 * How the variance of the last column splits among the others, all of which vary. Ends are `null` below 40
 * rows, and shares where some columns can be worked out from others and the method cannot split among those.
 */
export function explainedShares(
  columns: readonly Float64Array[],
  { takesCollinear, split }: Splitting,
  confidence: number,
): {
  readonly rSquared: number;
  /** Columns that can be worked out from the others. */
  readonly collinear: readonly number[];
  readonly shares: readonly ExplainedShare[];
} {
  const size = columns.length;
  const groups = crossProducts(columns.map(centre), GROUPS);
  const correlations = correlationsOf(groups);
  const ofRanks = correlationsOf(crossProducts(columns.map(ranksOf).map(centre), 1));
  const outcome = size - 1;
  const others = Array.from({ length: outcome }, (_, i) => i);
  const collinear = others.filter((one) => {
    const rest = others.filter((i) => i !== one);
    return rSquared(correlations, size, rest, one) > 1 - 1e-10;
  });
  const isSplit = takesCollinear || collinear.length === 0;
  const shares = isSplit ? split(correlations, size) : null;
  const replicates =
    isSplit && columns[0].length >= FEWEST_ROWS
      ? groups.map((_, group) => split(correlationsOf(groups, group), size))
      : null;
  return {
    rSquared: rSquared(correlations, size, others, outcome),
    collinear,
    shares: others.map((one) => {
      const share = shares?.[one] ?? null;
      const correlated = {
        pearson: correlations[outcome * size + one],
        spearman: ofRanks[outcome * size + one],
      };
      if (share === null || replicates === null) {
        return { share, low: null, high: null, ...correlated };
      }
      const ofShare = replicates.map((replicate) => replicate[one]);
      const reach = jackknifeReach(ofShare, confidence);
      const [low, high] = [Math.max(0, share - reach), Math.min(1, share + reach)];
      return { share, low, high, ...correlated };
    }),
  };
}

/** How R² splits among columns, of which the last is the one to be explained. */
export interface Splitting {
  /** Whether it splits R² among copies and sums of one another, too. */
  readonly takesCollinear: boolean;
  readonly split: (correlations: Matrix, size: number) => number[];
}

/** What goes with one column. */
export interface ExplainedShare {
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly pearson: number;
  readonly spearman: number;
}

const FEWEST_ROWS = 40;
