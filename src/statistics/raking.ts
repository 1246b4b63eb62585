// Raking: weights of cells that give a table the margins it should have.

import { addTo, noSum, totalOf } from "../core/sum.js";

/**
 * Iterative proportional fitting: margin by margin, the weight of each cell times what its key should have
 * over what it has, until every margin is right to 1e-12.
 *
 * @returns weights with a mean of 1 over the answers, and how often the margins were gone through; `null`
 *   if `most` rounds do not get there.
 *
 * @see Deming and Stephan, "On a Least Squares Adjustment of a Sampled Frequency Table When the Expected
 *   Marginal Totals Are Known", Annals of Mathematical Statistics 11 (1940), 427–444.
 */
export function rake(
  counts: readonly number[],
  margins: readonly RakingMargin[],
  most: number,
): { readonly weights: number[]; readonly rounds: number } | null {
  const answers = counts.reduce((sum, count) => sum + count, 0);
  const weights = counts.map(() => 1);
  for (let rounds = 0; rounds <= most; rounds++) {
    let areRight = true;
    for (const margin of margins) {
      const shares = sharesOf(weights, counts, margin, answers);
      if (shares.every((share, key) => Math.abs(share - margin.shares[key]) <= 1e-12)) continue;
      areRight = false;
      for (let cell = 0; cell < weights.length; cell++) {
        const key = margin.keyOfCell[cell];
        // A key that another margin has emptied stays empty.
        if (shares[key] > 0) weights[cell] *= margin.shares[key] / shares[key];
      }
    }
    // None was changed in this round, so that all are right at once.
    if (areRight) return { weights, rounds };
  }
  return null;
}

/** Which of a margin's keys each cell has, and the share each key should have. */
export interface RakingMargin {
  readonly keyOfCell: readonly number[];
  readonly shares: readonly number[];
}

function sharesOf(
  weights: readonly number[],
  counts: readonly number[],
  { keyOfCell, shares }: RakingMargin,
  answers: number,
): number[] {
  const sums = shares.map(noSum);
  weights.forEach((weight, cell) => {
    addTo(sums[keyOfCell[cell]], weight * counts[cell]);
  });
  return sums.map((sum) => totalOf(sum) / answers);
}
