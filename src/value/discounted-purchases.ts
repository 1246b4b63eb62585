// How many purchases are still to come of a customer, later ones discounted.

import { checkNumber, checkOptions, fail } from "../core/check.js";
import type { PurchaseHistory } from "../loyalty/histories.js";
import { panelIntegral } from "../statistics/panels.js";
import { totalSurvival } from "./contract-curve.js";
import {
  type BgBbModel,
  checkCustomer,
  checkPurchaseModel,
  type ParetoNbdModel,
} from "./purchase-models.js";
import { standingOf } from "./standing.js";

/**
 * How many purchases are still to come of a customer, without end, those that are later worth less: the
 * discounted expected residual transactions. Times the margin of a purchase it is the customer's value.
 *
 * The BG/NBD and MBG/NBD models have no formula for it that anybody uses; sum
 * `customerLifetimeValue` up to a horizon.
 *
 * @param model - Pareto/NBD or BG/BB, fitted, or typed in.
 * @param options - `discount`. Pareto/NBD: the continuous rate per unit of the model, log(1 + d) for a
 *   discount of d, so 0.0027 a week is 15 % a year. BG/BB: the discount of each period.
 * @param history - `repeats`, `last` and `age` of the customer; left out, a new customer, whose first
 *   purchase is not counted.
 * @returns 0 or more; `null` if it is infinite, as it can be without discount.
 * @throws RangeError or TypeError if the model is neither of the two or its fit did not converge, an option
 *   is not known, the discount is not a number from 0 to 1e6, or the history is not one.
 *
 * @example
 * ```ts
 * const model = { kind: "pareto-nbd", r: 0.563, alpha: 12.559, s: 0.4081, beta: 10.5148 } as const;
 * const customer = { repeats: 7, last: 35, age: 77.86 };
 * discountedPurchases(model, { discount: 0.0027 }, customer); // => 1.864
 * discountedPurchases(model, { discount: 0 }, customer); // => null
 * ```
 *
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of
 *   Marketing Research 42 (2005), 415–430: the Pareto/NBD model.
 */
export function discountedPurchases(
  model: ParetoNbdModel | BgBbModel,
  options: DiscountedPurchasesOptions,
  history?: PurchaseHistory,
): number | null {
  const where = "discountedPurchases";
  const { discount } = checkOptions(where, options, ["discount"]);
  checkNumber(where, "discount", discount, 0, 1e6);
  const checked = checkPurchaseModel(where, model);
  const { alive, model: known } = standingOf(checked, checkCustomer(where, checked, history));
  const { unit = 1 } = model as ParetoNbdModel; // of the other model it is not read
  let total: number;
  if (known.kind === "bg-bb") total = overOpportunities(known, discount);
  else if (known.kind === "pareto-nbd") total = overTime(known, discount / unit);
  else fail("out-of-range", where, "model.kind", '"pareto-nbd" or "bg-bb"', model.kind);
  return total < Infinity ? alive * total : null;
}

/** How much later purchases are worth less. */
export interface DiscountedPurchasesOptions {
  /**
   * Pareto/NBD: the continuous rate per unit of the model, log(1 + d) for a discount of d. BG/BB: the
   * discount of each period.
   */
  readonly discount: number;
}

/** `r ÷ α ∫ e^(−discount τ) (β ÷ (β + τ))^s dτ` over all τ, in w = log(1 + τ ÷ β). */
function overTime({ r, alpha, s, beta }: ParetoNbdModel, discount: number): number {
  const buys = (r / alpha) * beta;
  if (discount === 0) return s > 1 ? buys / (s - 1) : Infinity;
  const rate = discount * beta;
  const integrand = (w: number): number => Math.exp((1 - s) * w - rate * Math.expm1(w));
  let sum = 0;
  for (let w = 0; ; ) {
    const width = Math.min(0.5, 2 / (Math.abs(1 - s) + rate * Math.exp(w)));
    const part = panelIntegral(integrand, w, w + width);
    sum += part;
    w += width;
    if (part <= 1e-17 * sum) return buys * sum;
  }
}

/** `α ÷ (α + β) Σ S(k) ÷ (1 + discount)^k` over k from 1 on, with S the curve of an sBG model. */
function overOpportunities({ alpha, beta, gamma, delta }: BgBbModel, discount: number): number {
  const share = alpha / (alpha + beta);
  if (discount === 0) return gamma > 1 ? (share * delta) / (gamma - 1) : Infinity;
  const curve = { alpha: gamma, beta: delta, c: 1 };
  const total = totalSurvival(curve, { start: 0, from: 1, discount });
  return (share * total) / (1 + discount);
}
