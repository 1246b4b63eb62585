// The textbook's customer lifetime value, under a name that says what it assumes.

import { checkNumber, checkOptions } from "../core/check.js";

/**
 * What a customer is worth if all customers leave at the same rate for ever: the textbook's formula.
 * `revenue × margin × (1 + discount) ÷ (churn + discount)`, without discount `revenue × margin ÷ churn`
 *
 * Real customers differ. Those who stay are those who were less likely to leave, so a churn rate of today
 * makes them look worth too little, and one of old customers makes new ones look worth too much. Where
 * you have cohorts, fit `fitSbg` and ask `discountedLifetime`.
 *
 * @param options - `revenue` per customer and period, paid at its start; `margin`: the share of it that is
 *   earned, 1 unless stated; `churn`: the share that leaves at the end of each period; `discount` per
 *   period, 0 unless stated.
 * @returns in the unit of the revenue; `null` without churn and discount, where there is no end to it.
 * @throws RangeError or TypeError if an option is not known, the revenue is not a number from 0 to 1e15,
 *   the margin or the churn is not a number from 0 to 1, or the discount not one from 0 to 1e6.
 *
 * @example
 * ```ts
 * lifetimeValueAtConstantChurn({ revenue: 50, margin: 0.8, churn: 0.05 }); // => 800
 * lifetimeValueAtConstantChurn({ revenue: 50, margin: 0.8, churn: 0.05, discount: 0.01 }); // => 673.33
 * lifetimeValueAtConstantChurn({ revenue: 50, churn: 0 }); // => null
 * ```
 *
 * @see Fader and Hardie, "Customer-Base Valuation in a Contractual Setting", Marketing Science 29 (2010),
 *   85–93: how far off it is.
 */
export function lifetimeValueAtConstantChurn(options: ConstantChurnOptions): number | null {
  const where = "lifetimeValueAtConstantChurn";
  const names = ["revenue", "margin", "churn", "discount"] as const;
  const { revenue, margin = 1, churn, discount = 0 } = checkOptions(where, options, names);
  const paid =
    checkNumber(where, "revenue", revenue, 0, 1e15) * checkNumber(where, "margin", margin, 0, 1);
  const fall =
    checkNumber(where, "churn", churn, 0, 1) + checkNumber(where, "discount", discount, 0, 1e6);
  return fall === 0 ? null : (paid * (1 + discount)) / fall;
}

/** What a customer pays, and how customers leave. */
export interface ConstantChurnOptions {
  /** Of a customer in a period, 0 or more. */
  readonly revenue: number;
  /** The share of it that is earned, from 0 to 1; 1 unless stated. */
  readonly margin?: number | undefined;
  /** The share of customers that leaves at the end of each period, from 0 to 1. */
  readonly churn: number;
  /** By how much money a period later is worth less; 0 unless stated. */
  readonly discount?: number | undefined;
}
