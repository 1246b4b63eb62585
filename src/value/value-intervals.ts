// Intervals of what models expect, from how well the data tell their parameters.

import { checkOptions } from "../core/check.js";
import type { PurchaseHistory } from "../loyalty/histories.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import {
  checkValue,
  type LifetimeValueOptions,
  lifetimeValueOf,
  type ValuedCustomer,
  type ValueModels,
} from "./customer-lifetime-value.js";
import { expectedOf } from "./expected-purchases.js";
import { deltaVariance, slopesOf } from "./model-fit.js";
import {
  checkCustomer,
  checkHorizon,
  checkPurchaseModel,
  PARAMETERS,
  type PurchaseModel,
} from "./purchase-models.js";
import { standingOf } from "./standing.js";

/**
 * The interval of the *expected* number of purchases, from how well the data tell the parameters of the
 * model. What one customer will do varies far more, which `purchaseProbability` shows.
 * `E exp(± z √(gᵀ C g))`, with g how log E changes with the logarithms of the parameters, and C their covariance
 *
 * @param model - fitted.
 * @param options - `horizon`, as for `expectedPurchases`; `confidence`, 0.95 unless stated.
 * @param history - as for `expectedPurchases`.
 * @returns the expected number with its interval; `null` of a model that was typed in or is `"at-limit"`,
 *   and where nothing is expected.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, an option is not
 *   known or out of range, or the history is not one.
 *
 * @example
 * ```ts
 * const tally = tallyHistories([
 *   { repeats: 0, last: 0, age: 38, customers: 60 },
 *   { repeats: 1, last: 4, age: 38, customers: 20 },
 *   { repeats: 1, last: 31, age: 37, customers: 8 },
 *   { repeats: 3, last: 35, age: 38, customers: 7 },
 *   { repeats: 6, last: 14, age: 38, customers: 5 },
 * ]);
 * const model = fitMbgNbd(tally);
 * if (model) {
 *   const customer = { repeats: 2, last: 30, age: 37 };
 *   expectedPurchasesInterval(model, { horizon: 10 }, customer);
 *   // => { value: 0.293, low: 0.21, high: 0.409, confidence: 0.95 }
 * }
 * ```
 */
export function expectedPurchasesInterval(
  model: PurchaseModel,
  options: ExpectedPurchasesOptions,
  history?: PurchaseHistory,
): Estimate | null {
  const where = "expectedPurchasesInterval";
  const { horizon, confidence = 0.95 } = checkOptions(where, options, ["horizon", "confidence"]);
  const z = criticalZ(where, confidence);
  const checked = checkPurchaseModel(where, model);
  checkHorizon(where, checked, horizon);
  const customer = checkCustomer(where, checked, history);
  const read = (near: PurchaseModel): number => expectedOf(standingOf(near, customer), horizon);
  const variance = varianceOfLog(where, checked, PARAMETERS[checked.kind], read);
  return onLogScale(read(checked), variance, z, confidence);
}

/**
 * The interval of the *expected* value of a customer, from how well the data tell the parameters of both
 * models. What one customer will be worth varies far more.
 *
 * @param models - as for `customerLifetimeValue`, both fitted.
 * @param options - as for `customerLifetimeValue`, and `confidence`, 0.95 unless stated.
 * @param customer - as for `customerLifetimeValue`.
 * @returns the expected value with its interval; `null` if a model was typed in or is `"at-limit"`, and
 *   where the spend has no mean, or nothing is expected.
 * @throws RangeError or TypeError as `customerLifetimeValue` does, or if the confidence is not between 0
 *   and 1.
 *
 * @example
 * ```ts
 * const purchases = fitMbgNbd(
 *   tallyHistories([
 *     { repeats: 0, last: 0, age: 38, customers: 60 },
 *     { repeats: 1, last: 4, age: 38, customers: 20 },
 *     { repeats: 1, last: 31, age: 37, customers: 8 },
 *     { repeats: 3, last: 35, age: 38, customers: 7 },
 *     { repeats: 6, last: 14, age: 38, customers: 5 },
 *   ]),
 * );
 * const spend = fitGammaGamma(
 *   tallySpend([
 *     { repeats: 1, mean: 8, customers: 4 },
 *     { repeats: 1, mean: 20, customers: 8 },
 *     { repeats: 1, mean: 40, customers: 5 },
 *     { repeats: 1, mean: 110, customers: 2 },
 *     { repeats: 2, mean: 15, customers: 4 },
 *     { repeats: 2, mean: 35, customers: 6 },
 *     { repeats: 4, mean: 20, customers: 4 },
 *     { repeats: 4, mean: 55, customers: 3 },
 *   ]),
 * );
 * if (purchases && spend) {
 *   const year = { horizons: 4, periodLength: 13, discount: 0.02 };
 *   const customer = { repeats: 2, last: 30, age: 37, mean: 35 };
 *   customerLifetimeValueInterval({ purchases, spend }, year, customer);
 *   // => { value: 33.23, low: 19.62, high: 56.3, confidence: 0.95 }
 * }
 * ```
 */
export function customerLifetimeValueInterval(
  models: ValueModels,
  options: LifetimeValueOptions & ConfidenceOptions,
  customer?: ValuedCustomer,
): Estimate | null {
  const where = "customerLifetimeValueInterval";
  const names = ["horizons", "periodLength", "discount", "confidence"] as const;
  const { confidence = 0.95, ...rest } = checkOptions(where, options, names);
  const z = criticalZ(where, confidence);
  const value = checkValue(where, models, rest, customer);
  const ofPurchases = varianceOfLog(
    where,
    value.purchases,
    PARAMETERS[value.purchases.kind],
    (purchases) => lifetimeValueOf({ ...value, purchases }) ?? Number.NaN,
  );
  const ofSpend = varianceOfLog(
    where,
    value.spend,
    ["p", "q", "scale"],
    (spend) => lifetimeValueOf({ ...value, spend }) ?? Number.NaN,
  );
  // The two fits are made from different numbers, and their errors add up.
  const variance = ofPurchases === null || ofSpend === null ? null : ofPurchases + ofSpend;
  return onLogScale(lifetimeValueOf(value), variance, z, confidence);
}

/** Over what time, and how sure the interval is to hold the expected number. */
export interface ExpectedPurchasesOptions extends ConfidenceOptions {
  /** In periods, from the end of observation. */
  readonly horizon: number;
}

function varianceOfLog<Model extends PurchaseModel | ValueModels["spend"]>(
  where: string,
  model: Model,
  names: readonly string[],
  read: (model: Model) => number,
): number | null {
  if (!model.fit?.covariance) return null;
  // The names are those of the model's parameters.
  const slopes = slopesOf(model, names as readonly (keyof Model)[], (near) => Math.log(read(near)));
  return deltaVariance(where, model.fit, slopes);
}

function onLogScale(
  value: number | null,
  variance: number | null,
  z: number,
  confidence: number,
): Estimate | null {
  // Nothing is expected, or a parameter that is as likely has no expectation.
  if (!value || variance === null || !Number.isFinite(variance)) return null;
  const factor = Math.exp(z * Math.sqrt(variance));
  return { value, low: value / factor, high: value * factor, confidence };
}
