// How surely a customer is still one.

import type { PurchaseHistory } from "../loyalty/histories.js";
import { checkCustomer, checkPurchaseModel, type PurchaseModel } from "./purchase-models.js";
import { standingOf } from "./standing.js";

/**
 * How probable it is that a customer has not left for good, given the purchases so far.
 *
 * In the BG/NBD model it is 1 for customers who never came back, whatever the silence: they have had no
 * chance to leave. Take the MBG/NBD or Pareto/NBD model to have it fall for them too.
 *
 * @param model - fitted, or typed in.
 * @param history - `repeats`, `last` and `age` of the customer, in periods.
 * @returns from 0 to 1. BG/BB: alive in the next period, as the paper has it.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, or the history is
 *   not one; BG/BB takes whole times, and no more repeats than opportunities.
 *
 * @example
 * ```ts
 * const model = { kind: "pareto-nbd", r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 } as const;
 * probabilityAlive(model, { repeats: 26, last: 30.86, age: 31 }); // => 0.9979
 * probabilityAlive(model, { repeats: 26, last: 15, age: 31 }); // => 0.00009
 * ```
 *
 * @see Fader, Hardie and Lee, "A Note on Implementing the Pareto/NBD Model in MATLAB" (2005): the example.
 */
export function probabilityAlive(model: PurchaseModel, history: PurchaseHistory): number {
  const where = "probabilityAlive";
  const checked = checkPurchaseModel(where, model);
  const customer = checkCustomer(where, checked, history);
  const { alive } = standingOf(checked, customer);
  if (checked.kind !== "bg-bb") return alive;
  const { gamma, delta } = checked;
  return (alive * (delta + customer.age)) / (gamma + delta + customer.age);
}
