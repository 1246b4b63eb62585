// What a purchase of a customer is expected to be worth.

import type { CustomerSpend } from "../loyalty/spend.js";
import { checkCustomerSpend, checkSpendModel, type SpendModel } from "./spend-model.js";

/**
 * What a purchase of a customer is expected to be worth: between the mean of the customer's own purchases
 * and that of all customers, nearer to the first the more purchases there are.
 * `p (scale + x z) ÷ (p x + q − 1)`, with z the mean of x purchases
 *
 * @param model - of `fitGammaGamma`, or typed in.
 * @param customer - `repeats` and the `mean` of those purchases; left out, a customer without any.
 * @returns in the unit of the money; `null` if there is no mean: q of 1 or less, and few purchases.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, or the customer has
 *   no repeats or no mean.
 *
 * @example
 * ```ts
 * const model = { kind: "gamma-gamma", p: 6.25, q: 3.74, scale: 15.44 } as const;
 * expectedSpend(model); // => 35.22
 * expectedSpend(model, { repeats: 1, mean: 100 }); // => 80.26
 * expectedSpend(model, { repeats: 8, mean: 100 }); // => 96.63
 * ```
 *
 * @see Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013): equation 5.
 */
export function expectedSpend(model: SpendModel, customer?: CustomerSpend): number | null {
  const where = "expectedSpend";
  const checked = checkSpendModel(where, model);
  return spendOf(checked, customer && checkCustomerSpend(where, "customer", customer));
}

/** Between the mean of the customer and that of all, nearer to the first the more purchases there are. */
export function spendOf({ p, q, scale }: SpendModel, customer?: CustomerSpend): number | null {
  const { repeats, mean } = customer ?? { repeats: 0, mean: 0 };
  const parts = p * repeats + q - 1;
  return parts > 0 ? (p * (scale + repeats * mean)) / parts : null;
}
