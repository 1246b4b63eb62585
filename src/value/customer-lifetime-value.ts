// What a customer without a contract will be worth over a horizon.

import { checkNumber, checkOptions, checkWhole, fail } from "../core/check.js";
import type { PurchaseHistory } from "../loyalty/histories.js";
import { expectedOf } from "./expected-purchases.js";
import { spendOf } from "./expected-spend.js";
import {
  checkCustomer,
  checkHorizon,
  checkPurchaseModel,
  type PurchaseModel,
} from "./purchase-models.js";
import { checkCustomerSpend, checkSpendModel, type SpendModel } from "./spend-model.js";
import { standingOf } from "./standing.js";

/**
 * What a customer without a contract is expected to be worth over a horizon: purchases still to come, what
 * each is worth, and how much less if later.
 * `margin × spend × Σ (E(j L) − E((j − 1) L)) ÷ (1 + discount)^j`, for j from 1 to `horizons`
 *
 * Check the models before you believe the value (`repeatHistogram`, `purchaseHoldout`, `spendCorrelation`).
 * It is of customers as they have been, knows nothing of what you will do for them, and is a mean: add up
 * customers, and do not read much into one of them.
 *
 * @param models - `purchases`: a model of how often customers buy; `spend`: one of what purchases are
 *   worth; `margin`: the share of it that is earned, 1 unless stated.
 * @param options - `horizons`: how many steps ahead, 1 to 1,200; `periodLength`: periods of the histories
 *   in a step; `discount`: by how much money a step later is worth less.
 * @param customer - `repeats`, `last`, `age`, and `mean`, the mean value of purchases after the first one;
 *   left out, a new customer, whose first purchase is not counted.
 * @returns in the unit of the money; `null` if the spend has no mean.
 * @throws RangeError or TypeError if a model is not one or its fit did not converge, an option is not known
 *   or out of range, the history is not one, or a customer who came back has no `mean`.
 *
 * @example
 * ```ts
 * const purchases = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unit: 7 } as const;
 * const spend = { kind: "gamma-gamma", p: 6.25, q: 3.74, scale: 15.44 } as const;
 * const models = { purchases, spend, margin: 0.3 };
 * const year = { horizons: 12, periodLength: 365.25 / 12, discount: 0.01 }; // of days, by month
 * const customer = { repeats: 2, last: 213, age: 272, mean: 40 };
 * customerLifetimeValue(models, year, customer); // => 17.29
 * customerLifetimeValue(models, year); // => 14.51
 * ```
 *
 * @see Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of
 *   Marketing Research 42 (2005), 415–430.
 */
export function customerLifetimeValue(
  models: ValueModels,
  options: LifetimeValueOptions,
  customer?: ValuedCustomer,
): number | null {
  const where = "customerLifetimeValue";
  const names = ["horizons", "periodLength", "discount"] as const;
  return lifetimeValueOf(checkValue(where, models, checkOptions(where, options, names), customer));
}

export function checkValue(
  where: string,
  models: ValueModels,
  { horizons, periodLength, discount }: LifetimeValueOptions,
  customer: ValuedCustomer | undefined,
): CheckedValue {
  const names = ["purchases", "spend", "margin"] as const;
  const {
    purchases: given,
    spend,
    margin: share = 1,
  } = checkOptions(where, models, names, "models");
  const purchases = checkPurchaseModel(where, given, "models.purchases");
  checkSpendModel(where, spend, "models.spend");
  const margin = checkNumber(where, "models.margin", share, 0, 1);
  checkWhole(where, "horizons", horizons, 1, 1200);
  checkNumber(where, "periodLength", periodLength, 1e-9, 1e12);
  checkHorizon(where, purchases, horizons * periodLength);
  checkHorizon(where, purchases, periodLength);
  checkNumber(where, "discount", discount, 0, 1e6);
  const history = checkCustomer(where, purchases, customer, "customer");
  const mean = customer?.mean;
  if (history.repeats > 0) {
    if (mean === undefined)
      fail("wrong-type", where, "customer.mean", "a number if repeats is above 0", mean);
    checkCustomerSpend(where, "customer", { repeats: history.repeats, mean });
  }
  return { purchases, spend, margin, history, mean: mean ?? 0, horizons, periodLength, discount };
}

/** `margin × spend × Σ (E(j L) − E((j − 1) L)) ÷ (1 + discount)^j` */
export function lifetimeValueOf(value: CheckedValue): number | null {
  const { purchases, spend, margin, history, mean, horizons, periodLength, discount } = value;
  const { repeats } = history;
  const each = spendOf(spend, repeats > 0 ? { repeats, mean } : undefined);
  if (each === null) return null;
  const standing = standingOf(purchases, history);
  let [sum, before] = [0, 0];
  for (let j = 1; j <= horizons; j++) {
    const until = expectedOf(standing, j * periodLength);
    sum += (until - before) / (1 + discount) ** j;
    before = until;
  }
  return margin * each * sum;
}

/** How often customers buy, and for how much. */
export interface ValueModels {
  readonly purchases: PurchaseModel;
  readonly spend: SpendModel;
  /** The share of spend that is earned, from 0 to 1; 1 unless stated. */
  readonly margin?: number | undefined;
}

/** How far ahead purchases count, and how much later ones are worth less. */
export interface LifetimeValueOptions {
  /** How many steps of time, a whole number up to 1,200, such as 12 months. */
  readonly horizons: number;
  /** How many periods of the histories one step is: 365.25 ÷ 12 for months of days. */
  readonly periodLength: number;
  /** By how much money a step later is worth less: 0.01 is 1 %. */
  readonly discount: number;
}

/** A customer's history, with the mean value of purchases after the first one if there were any. */
export interface ValuedCustomer extends PurchaseHistory {
  readonly mean?: number | undefined;
}

/** What a value is worked out from. */
export interface CheckedValue extends Required<LifetimeValueOptions> {
  readonly purchases: PurchaseModel;
  readonly spend: SpendModel;
  readonly margin: number;
  readonly history: PurchaseHistory;
  readonly mean: number;
}
