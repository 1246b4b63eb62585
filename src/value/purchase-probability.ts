// How probable a number of purchases is over a horizon.

import { checkOptions, checkWhole } from "../core/check.js";
import type { PurchaseHistory } from "../loyalty/histories.js";
import { logRise } from "../statistics/log-rise.js";
import { panelIntegral } from "../statistics/panels.js";
import { negativeBinomial, negativeBinomialUpper } from "./negative-binomial.js";
import {
  type BgBbModel,
  type BgNbdModel,
  checkCustomer,
  checkHorizon,
  checkPurchaseModel,
  MOST_PURCHASES,
  type ParetoNbdModel,
  type PurchaseModel,
} from "./purchase-models.js";
import { type Standing, standingOf } from "./standing.js";

/**
 * How probable it is that a customer makes exactly so many purchases over a horizon.
 *
 * @param model - fitted, or typed in.
 * @param options - `purchases`: how many, a whole number; `horizon`: in periods from the end of
 *   observation on, whole for BG/BB.
 * @param history - `repeats`, `last` and `age` of the customer; left out, a new customer, whose first
 *   purchase is not counted.
 * @returns from 0 to 1; over all numbers of purchases they add up to 1.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, an option is not
 *   known or not such a number, or the history is not one.
 *
 * @example
 * ```ts
 * const model = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
 * purchaseProbability(model, { purchases: 0, horizon: 39 }); // => 0.5738
 * purchaseProbability(model, { purchases: 3, horizon: 39 }); // => 0.0459
 * ```
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: equation 8.
 */
export function purchaseProbability(
  model: PurchaseModel,
  options: PurchaseProbabilityOptions,
  history?: PurchaseHistory,
): number {
  const where = "purchaseProbability";
  const { purchases, horizon } = checkOptions(where, options, ["purchases", "horizon"]);
  checkWhole(where, "purchases", purchases, 0, MOST_PURCHASES);
  const checked = checkPurchaseModel(where, model);
  checkHorizon(where, checked, horizon);
  const standing = standingOf(checked, checkCustomer(where, checked, history));
  return probabilityOf(standing, purchases, horizon);
}

/** The same of a standing, with times in periods. */
export function probabilityOf(
  { alive, model: known }: Standing,
  n: number,
  horizon: number,
): number {
  const asAlive =
    known.kind === "pareto-nbd"
      ? inPareto(known, n, horizon)
      : known.kind === "bg-bb"
        ? inBgBb(known, n, horizon)
        : inBg(known, n, horizon);
  return alive * asAlive + (n === 0 ? 1 - alive : 0);
}

/** Which number of purchases, and over what time from the end of observation. */
export interface PurchaseProbabilityOptions {
  readonly purchases: number;
  /** In periods. */
  readonly horizon: number;
}

/** Exactly n without leaving, or n and then gone. */
function inBg({ r, alpha, a, b }: BgNbdModel, n: number, horizon: number): number {
  const u = horizon / alpha;
  const exactly = negativeBinomial(r, u, n);
  if (n === 0) return exactly;
  const before = Math.exp(logRise(b, n - 1) - logRise(a + b, n - 1)); // went on after each of n − 1
  const last = a + b + n - 1;
  return before * (((b + n - 1) / last) * exactly + (a / last) * negativeBinomialUpper(r, u, n));
}

/**
 * n until the horizon, or until some time τ before it, at which the customer leaves. The integrand has a
 * concave logarithm in y = log τ: it rises by at most τ^(n + 1), and once past its peak falls ever faster.
 */
function inPareto({ r, alpha, s, beta }: ParetoNbdModel, n: number, horizon: number): number {
  const stays = Math.exp(-s * Math.log1p(horizon / beta));
  const stayed = negativeBinomial(r, horizon / alpha, n) * stays;
  if (horizon === 0) return stayed;
  const slopeAt = (time: number): number =>
    n + 1 - time * ((r + n) / (alpha + time) + (s + 1) / (beta + time));
  const integrand = (y: number): number => {
    const time = Math.exp(y);
    const left = (s / (beta + time)) * Math.exp(-s * Math.log1p(time / beta));
    return negativeBinomial(r, time / alpha, n) * left * time;
  };
  const end = Math.log(horizon);
  let peak = Math.min(end, Math.log((n + 1) / ((r + n) / alpha + (s + 1) / beta)));
  for (let beyond = end, i = 0; i < 30; i++) {
    const middle = (peak + beyond) / 2;
    if (slopeAt(Math.exp(middle)) > 0) peak = middle;
    else beyond = middle;
  }
  // It starts where what lies before is too small to count.
  const least = 1e-18 * integrand(peak);
  let [near, back] = [0, 700];
  for (let i = 0; i < 30; i++) {
    const middle = (near + back) / 2;
    if (integrand(peak - middle) > least) near = middle;
    else back = middle;
  }
  let sum = 0;
  for (let y = peak - back; y < end; ) {
    const time = Math.exp(y);
    const steepest = Math.max(Math.abs(slopeAt(time)), Math.abs(slopeAt(1.65 * time)));
    const next = Math.min(end, y + Math.min(0.5, 4 / steepest));
    const part = panelIntegral(integrand, y, next);
    sum += part;
    if (part <= 1e-17 * sum && slopeAt(time) < 0) break;
    y = next;
  }
  return stayed + sum;
}

/** n of all opportunities, or n of those up to some q, after which the customer leaves. */
function inBgBb({ alpha, beta, gamma, delta }: BgBbModel, n: number, horizon: number): number {
  if (n > horizon) return 0;
  const start = logRise(alpha, n) - logRise(alpha + beta, n);
  let term = Math.exp(start + logRise(delta, n) - logRise(gamma + delta, n));
  let sum = 0;
  for (let q = n; q < horizon; q++) {
    const all = gamma + delta + q;
    sum += (term * gamma) / all;
    term *= ((q + 1) / (q + 1 - n)) * ((beta + q - n) / (alpha + beta + q)) * ((delta + q) / all);
  }
  return sum + term;
}
