// The likelihood of what repeat customers spend in the gamma-gamma model.

import { logBetaReciprocal } from "../statistics/log-rise.js";
import type { Local } from "../statistics/maximise.js";
import { polygamma } from "../statistics/polygamma.js";

/**
 * The mean z of x purchases, of a customer whose purchases have a gamma distribution (p) with a scale that
 * is gamma distributed over customers (q and the scale v).
 * `Γ(p x + q) ÷ (Γ(p x) Γ(q)) (v ÷ (x z + v))^q (x z ÷ (x z + v))^(p x) ÷ z`
 *
 * @see Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013): equation 1a.
 */
export function gammaGammaLocal(
  { repeats, mean, customers }: SpendRows,
  [p, q, v]: readonly number[],
): Local {
  let [value, byP, byQ, byV] = [0, 0, 0, 0];
  let [pp, pq, pv, qq, qv, vv] = [0, 0, 0, 0, 0, 0];
  const ofQ = polygamma(q);
  let logRatio = 0;
  let [ofShape, ofBoth] = [ofQ, ofQ];
  let before = 0;
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i];
    const shape = p * x;
    if (x !== before) {
      // Sorted by repeats: gamma functions once for each of them.
      before = x;
      logRatio = logBetaReciprocal(shape, q);
      ofShape = polygamma(shape);
      ofBoth = polygamma(shape + q);
    }
    const spent = x * mean[i];
    const all = spent + v;
    const toScale = Math.log1p(spent / v);
    const toSpent = Math.log1p(v / spent);
    const n = customers[i];
    value += n * (logRatio - q * toScale - shape * toSpent - Math.log(mean[i]));
    byP += n * x * (ofBoth.first - ofShape.first - toSpent);
    byQ += n * (ofBoth.first - ofQ.first - toScale);
    byV += n * (q / v - (shape + q) / all);
    pp += n * x * x * (ofBoth.second - ofShape.second);
    pq += n * x * ofBoth.second;
    pv -= (n * x) / all;
    qq += n * (ofBoth.second - ofQ.second);
    qv += n * (1 / v - 1 / all);
    vv += n * ((shape + q) / (all * all) - q / (v * v));
  }
  return {
    value,
    gradient: [byP, byQ, byV],
    hessian: [
      [pp, pq, pv],
      [pq, qq, qv],
      [pv, qv, vv],
    ],
  };
}

/** Columns of spend, amounts in a unit of the caller's. */
export interface SpendRows {
  readonly repeats: readonly number[];
  readonly mean: Float64Array;
  readonly customers: readonly number[];
}
