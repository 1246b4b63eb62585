// How likely a model makes the data, whether it was fitted to them or not.

import { checkObject } from "../core/check.js";
import type { HistoryTally } from "../loyalty/histories.js";
import { checkSpend, type SpendTally } from "../loyalty/spend.js";
import type { LifetimeTally } from "../survival/lifetime-tally.js";
import { bgBbLikelihood } from "./bg-bb-likelihood.js";
import { bgNbdLikelihood, mbgNbdLikelihood } from "./bg-nbd-likelihood.js";
import { logRetention } from "./contract-curve.js";
import { type ContractModel, checkContract } from "./contracts.js";
import { gammaGammaLocal } from "./gamma-gamma-likelihood.js";
import { checkOpportunities, localOfRows, readHistories } from "./history-rows.js";
import { paretoNbdLikelihood } from "./pareto-nbd-likelihood.js";
import { checkPurchaseModel, PARAMETERS, type PurchaseModel } from "./purchase-models.js";
import { readRenewals } from "./renewals.js";
import { checkSpendModel, type SpendModel } from "./spend-model.js";

/**
 * The log-likelihood of data in a model: how probable the model makes them, fitted to them or not.
 *
 * It compares models of the same data: fitted ones with one another, or one of last year with customers
 * of this year. It adds up over tallies that share no customers.
 *
 * @param model - any model of this package, fitted, or typed in. Purchases are likely per `unit` of the
 *   model: compare models of one unit.
 * @param tally - the lifetimes, histories or spend that such a model is fitted to.
 * @returns the natural logarithm; 0 without customers, `null` if the model says that the data cannot be,
 *   such as a churn of 1 of customers who stayed.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, or the tally is not
 *   one that it reads.
 *
 * @example
 * ```ts
 * const lastYear = lifetimesFromSurvivors([[1000, 631, 468, 382]]);
 * const thisYear = lifetimesFromSurvivors([[500, 300, 215]]);
 * const model = fitSbg(lastYear);
 * model && logLikelihood(model, thisYear); // => -517.06
 * logLikelihood({ kind: "geometric", churn: 0.3 }, thisYear); // => -526.82
 * ```
 */
export function logLikelihood(model: ContractModel, tally: LifetimeTally): number | null;
export function logLikelihood(model: PurchaseModel, tally: HistoryTally): number | null;
export function logLikelihood(model: SpendModel, tally: SpendTally): number | null;
export function logLikelihood(
  model: ContractModel | PurchaseModel | SpendModel,
  tally: LifetimeTally | HistoryTally | SpendTally,
): number | null {
  const where = "logLikelihood";
  const { kind } = checkObject(where, "model", model);
  // The kind of the model says what it reads; the tally is checked to be that.
  const value =
    kind === "gamma-gamma"
      ? ofSpend(where, model as SpendModel, tally as SpendTally)
      : kind === "geometric" || kind === "sbg" || kind === "bdw"
        ? ofContract(where, model as ContractModel, tally as LifetimeTally)
        : ofPurchases(where, model as PurchaseModel, tally as HistoryTally);
  return Number.isFinite(value) ? value + 0 : null;
}

function ofContract(where: string, model: ContractModel, tally: LifetimeTally): number {
  const checked = checkContract(where, model);
  const { atRisk, left } = readRenewals(where, tally);
  let value = 0;
  for (let j = 0; j < atRisk.length; j++) {
    const log =
      checked.kind === "geometric" ? Math.log1p(-checked.churn) : logRetention(checked, j);
    const stayed = atRisk[j] - left[j];
    if (stayed > 0) value += stayed * log;
    if (left[j] > 0) value += left[j] * Math.log(-Math.expm1(log));
  }
  return value;
}

const LIKELIHOODS = {
  "bg-nbd": bgNbdLikelihood,
  "mbg-nbd": mbgNbdLikelihood,
  "pareto-nbd": paretoNbdLikelihood,
  "bg-bb": bgBbLikelihood,
};

function ofPurchases(where: string, model: PurchaseModel, tally: HistoryTally): number {
  const checked = checkPurchaseModel(where, model);
  const { rows, purchases } = readHistories(where, tally);
  if (checked.kind === "bg-bb") checkOpportunities(where, tally);
  if (tally.repeats.length === 0) return 0;
  const unit = model.kind === "bg-bb" ? 1 : (model.unit ?? 1);
  // The likelihood is per unit of the model; the parameters that were checked are in periods.
  const given: Readonly<Record<string, unknown>> = { ...checked };
  const parameters = PARAMETERS[checked.kind].map((name) => given[name] as number);
  const { value } = localOfRows(LIKELIHOODS[checked.kind], rows(1))(parameters);
  return value + purchases * Math.log(unit);
}

function ofSpend(where: string, model: SpendModel, tally: SpendTally): number {
  const { p, q, scale } = checkSpendModel(where, model);
  checkSpend(where, "tally", tally);
  const rows = { ...tally, mean: Float64Array.from(tally.mean) };
  return gammaGammaLocal(rows, [p, q, scale]).value;
}
