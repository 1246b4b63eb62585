// How probable it is in the Pareto/NBD model that a customer has left since the last purchase.

import type { PurchaseHistory } from "../loyalty/histories.js";
import { panelIntegral } from "../statistics/panels.js";
import type { ParetoNbdModel } from "./purchase-models.js";

/**
 * The probability to have left since the last purchase, over that to be there still.
 * `∫ s ÷ (β + τ) ((α + T) ÷ (α + τ))^(r + x) ((β + T) ÷ (β + τ))^s dτ` over τ from t to T
 *
 * In w, with τ = (m + t) e^w − m and m the smaller of α and β, the integrand has a concave logarithm, and
 * falls ever faster.
 */
export function goneOdds(
  { r, alpha, s, beta }: ParetoNbdModel,
  { repeats, last, age }: PurchaseHistory,
): number {
  const buys = r + repeats;
  const start = Math.min(alpha, beta) + last;
  const powerAt = (time: number, power: number): number =>
    -buys * Math.log1p(time / (alpha + last)) - power * Math.log1p(time / (beta + last));
  const integrand = (w: number): number => Math.exp(w + powerAt(start * Math.expm1(w), s + 1));
  const end = Math.log1p((age - last) / start);
  let sum = 0;
  for (let from = 0; from < end; ) {
    const to = Math.min(end, from + panelWidth(alpha, beta, buys, s, last, age, from));
    const part = panelIntegral(integrand, from, to);
    sum += part;
    from = part < 1e-17 * sum ? end : to;
  }
  return ((s * start) / (beta + last)) * sum * Math.exp(-powerAt(age - last, s));
}

/** How far in w, from some w on, the integrand is smooth enough for a panel. */
export function panelWidth(
  alpha: number,
  beta: number,
  buys: number,
  s: number,
  last: number,
  age: number,
  from: number,
): number {
  const least = Math.min(alpha, beta);
  const slopeAt = (time: number): number =>
    time * (buys / (alpha - least + time) + (s + 1) / (beta - least + time)) - 1;
  // It falls fastest at the end; before that longer panels will do.
  const width = Math.min(1.5, 4 / Math.max(1, slopeAt(least + age)));
  const here = slopeAt(1.65 * (least + last) * Math.exp(from)); // e^0.5 further out
  return Math.max(width, Math.min(0.5, 4 / Math.max(1, here)));
}
