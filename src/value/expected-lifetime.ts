// What a customer under contract is expected to last, plain and discounted.

import { checkNumber, checkOptions, checkWhole } from "../core/check.js";
import { totalSurvival } from "./contract-curve.js";
import { type CheckedContract, type ContractModel, checkContract } from "./contracts.js";

/**
 * How many periods a new customer under contract is expected to stay and pay for, the first one included.
 * `Σ S(t)` over all t from 0 on; of the sBG model `(α + β − 1) ÷ (α − 1)`
 *
 * It sums a curve far beyond the data, and often has no end: `null`. Then ask for `discountedLifetime`, or
 * sum `contractSurvival` up to a horizon.
 *
 * @param model - fitted by `fitSbg`, `fitBdw` or `fitGeometric`, or typed in.
 * @returns in the periods of the model, 1 or more; `null` if it is infinite or above 1e300: an sBG
 *   model with an alpha of 1 or less, a BdW model with `alpha × c` of 1 or less, a churn of 0.
 * @throws RangeError or TypeError if the model is not one, or its fit did not converge.
 *
 * @example
 * ```ts
 * expectedLifetime({ kind: "geometric", churn: 0.2 }); // => 5
 * expectedLifetime({ kind: "sbg", alpha: 1.5, beta: 2 }); // => 5
 * expectedLifetime({ kind: "sbg", alpha: 0.704, beta: 1.182 }); // => null
 * ```
 *
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21 (2007),
 *   76–90.
 */
export function expectedLifetime(model: ContractModel): number | null {
  return lifetimeFrom(checkContract("expectedLifetime", model), 0, 0);
}

/**
 * How many periods a customer under contract is still expected to pay for, later ones discounted: what
 * the customer is worth in payments of today.
 * `Σ S(t) ÷ (1 + discount)^t` of a new customer, with the payment of today;
 * `Σ S(t) ÷ S(n − 1) ÷ (1 + discount)^(t − n)` over t from n on after n payments, just before the next one
 * is due
 *
 * Times the margin of a payment it is the customer's lifetime value. A customer who has renewed before is
 * worth more than a new one, unless all churn alike.
 *
 * @param model - fitted by `fitSbg`, `fitBdw` or `fitGeometric`, or typed in.
 * @param options - `discount`: per period, 0 or more, such as 0.1 a year; `payments`: how many payments the
 *   customer has made, a whole number up to 1,000,000, 0 unless stated: a new customer.
 * @returns in payments of today; `null` if it is infinite or above 1e300, as it can be without discount.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, an option is not
 *   known, the discount is not a number from 0 to 1e6, or `payments` is not such a number.
 *
 * @example
 * ```ts
 * const model = { kind: "sbg", alpha: 0.704, beta: 1.182 } as const;
 * discountedLifetime(model, { discount: 0.1 }); // => 3.695
 * discountedLifetime(model, { discount: 0.1, payments: 1 }); // => 2.965
 * discountedLifetime(model, { discount: 0.1, payments: 5 }); // => 5.894
 * ```
 *
 * @see Fader and Hardie, "Customer-Base Valuation in a Contractual Setting", Marketing Science 29 (2010),
 *   85–93.
 */
export function discountedLifetime(
  model: ContractModel,
  options: DiscountedLifetimeOptions,
): number | null {
  const where = "discountedLifetime";
  const { discount, payments = 0 } = checkOptions(where, options, ["discount", "payments"]);
  checkNumber(where, "discount", discount, 0, 1e6);
  checkWhole(where, "payments", payments, 0, 1e6);
  return lifetimeFrom(checkContract(where, model), discount, payments);
}

/** What the payments of a contract are worth. */
export interface DiscountedLifetimeOptions {
  /** By how much a payment a period later is worth less: 0.1 is 10 %. */
  readonly discount: number;
  /** How many payments the customer has made; 0 unless stated. */
  readonly payments?: number | undefined;
}

function lifetimeFrom(model: CheckedContract, discount: number, payments: number): number | null {
  if (model.kind === "geometric") {
    const stays = payments > 0 ? 1 - model.churn : 1;
    const fall = model.churn + discount;
    return fall === 0 ? null : (stays * (1 + discount)) / fall;
  }
  const { alpha, beta, c } = model;
  if (discount === 0 && alpha * c <= 1) return null;
  if (discount === 0 && c === 1) {
    const first = payments > 0 ? beta + payments - 1 : alpha + beta - 1;
    return first / (alpha - 1);
  }
  const start = Math.max(0, payments - 1);
  const total = totalSurvival(model, { start, from: payments, discount });
  return total < Infinity ? total : null;
}
