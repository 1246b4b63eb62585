// How many purchases a model expects of a customer over a horizon.

import type { PurchaseHistory } from "../loyalty/histories.js";
import { bgNbdExpected } from "./bg-nbd-expected.js";
import {
  checkCustomer,
  checkHorizon,
  checkPurchaseModel,
  type PurchaseModel,
} from "./purchase-models.js";
import { type Standing, standingOf } from "./standing.js";

/**
 * How many purchases a model expects of a customer over a horizon.
 *
 * Of a known customer it is the chance to be alive, times what is expected of one who is: a new customer of
 * a model whose parameters have learnt from the purchases so far.
 *
 * @param model - fitted, or typed in.
 * @param horizon - in periods, 0 or more, from the end of observation on; whole for BG/BB.
 * @param history - `repeats`, `last` and `age` of the customer; left out, a new customer, whose first
 *   purchase is not counted.
 * @returns 0 or more. It is a mean: what one customer does varies far more.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, the horizon is not a
 *   number from 0 to 1e15 (BG/BB: whole, to 1e6), or the history is not one.
 *
 * @example
 * ```ts
 * const model = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const; // weeks
 * expectedPurchases(model, 39, { repeats: 2, last: 30.43, age: 38.86 }); // => 1.226
 * expectedPurchases(model, 1); // => 0.0533
 * ```
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: the example.
 */
export function expectedPurchases(
  model: PurchaseModel,
  horizon: number,
  history?: PurchaseHistory,
): number {
  const where = "expectedPurchases";
  const checked = checkPurchaseModel(where, model);
  checkHorizon(where, checked, horizon);
  return expectedOf(standingOf(checked, checkCustomer(where, checked, history)), horizon);
}

/** The same of a standing, with times in periods. */
export function expectedOf({ alive, model }: Standing, horizon: number): number {
  return alive * expectedAlive(model, horizon);
}

/** Of a customer who is alive, and so a new one of the model. */
function expectedAlive(model: PurchaseModel, horizon: number): number {
  if (model.kind === "pareto-nbd") {
    const { r, alpha, s, beta } = model;
    const log = Math.log1p(horizon / beta);
    const power = (1 - s) * log;
    // (e^power − 1) ÷ (1 − s), which is the logarithm itself at s = 1.
    return (r / alpha) * beta * (power === 0 ? log : (log * Math.expm1(power)) / power);
  }
  if (model.kind === "bg-bb") {
    const { alpha, beta, gamma, delta } = model;
    let [sum, alive] = [0, 1];
    for (let j = 0; j < horizon; j++) {
      alive *= (delta + j) / (gamma + delta + j);
      sum += alive;
    }
    return (alpha / (alpha + beta)) * sum;
  }
  return bgNbdExpected(model, horizon);
}
