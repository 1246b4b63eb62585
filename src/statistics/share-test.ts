// Whether two shares differ: the "N − 1" χ² test, of few the exact one.

import { areWhole, raiseToLeastP } from "./least-p.js";
import { normalTail } from "./normal.js";
import type { ShareCounts } from "./share.js";

/**
 * The p value of two shares of different people, both of somebody.
 *
 * Whole counts: if each of the four counts is expected to be 5 or more, Pearson's χ² times `(N − 1) ÷ N`,
 * else Fisher and Irwin's exact test. Fractional counts: Pearson's χ².
 *
 * @see Campbell, "Chi-squared and Fisher–Irwin tests of two-by-two tables with small sample
 *   recommendations", Statistics in Medicine 26 (2007), 3661–3675: both, with 1 in the place of 5.
 */
export function shareTest(before: ShareCounts, after: ShareCounts): TestedShares {
  const [from, to] = before.total < after.total ? [before, after] : [after, before];
  const count = from.count + to.count;
  const rest = from.total - from.count + (to.total - to.count);
  const all = from.total + to.total;
  // Of two shares near 1 a difference has no digits; of those not counted it has.
  const small =
    count < rest ? [from.count, to.count] : [from.total - from.count, to.total - to.count];
  const isWhole = areWhole([from.count, from.total, to.count, to.total]);
  const fewer = Math.min(count, rest);
  if (isWhole && fewer * from.total < 5 * all) {
    return { pValue: fisherIrwin(small[0], fewer, from.total, all), exact: true };
  }
  const lean = Math.abs(small[1] * from.total - small[0] * to.total);
  const variance = ((count * rest) / all) * from.total * to.total;
  const z = variance === 0 ? 0 : lean / Math.sqrt(variance);
  if (!isWhole) return { pValue: 2 * normalTail(z), exact: false };
  const pValue = 2 * normalTail(z * Math.sqrt((all - 1) / all));
  return { pValue: raiseToLeastP(pValue, [from.total, to.total]), exact: false };
}

/** A p value, and how it was found. */
export interface TestedShares {
  readonly pValue: number;
  readonly exact: boolean;
}

/**
 * How often so many of those drawn are marked, or a number no more probable.
 *
 * Each number's probability comes of the one before it by a ratio, from 0 marked on, which is near the
 * likeliest number where less than 5 are expected. What is more than 1e308 times rarer counts as 0.
 */
function fisherIrwin(seen: number, marked: number, drawn: number, all: number): number {
  const weights = [1];
  for (let x = 0; weights[x] > 0 && x < Math.min(marked, drawn); x++) {
    const ratio = ((marked - x) / (x + 1)) * ((drawn - x) / (all - marked - drawn + x + 1));
    weights.push(weights[x] * ratio);
  }
  const bound = (weights[seen] ?? 0) * (1 + 1e-7); // as probable, but for rounding: as in R
  let sum = 0;
  let rare = 0;
  for (const weight of weights) {
    sum += weight;
    if (weight <= bound) rare += weight;
  }
  return rare / sum;
}
