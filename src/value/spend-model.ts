// The model of what purchases are worth, and how models and customers are checked.

import { checkNumber, checkObject, checkOneOf, checkWhole } from "../core/check.js";
import type { CustomerSpend } from "../loyalty/spend.js";
import { checkFit, checkScale, checkShape, type ModelFit } from "./model-fit.js";
import { MOST_PURCHASES } from "./purchase-models.js";

/** Checks a model. */
export function checkSpendModel(where: string, model: SpendModel, argument = "model"): SpendModel {
  checkOneOf(where, `${argument}.kind`, checkObject(where, argument, model).kind, ["gamma-gamma"]);
  checkFit(where, argument, model.fit);
  checkShape(where, `${argument}.p`, model.p);
  checkShape(where, `${argument}.q`, model.q);
  checkScale(where, `${argument}.scale`, model.scale);
  return model;
}

export function checkCustomerSpend(
  where: string,
  argument: string,
  spend: CustomerSpend,
): CustomerSpend {
  const { repeats, mean } = checkObject(where, argument, spend);
  checkWhole(where, `${argument}.repeats`, repeats, 1, MOST_PURCHASES);
  checkNumber(where, `${argument}.mean`, mean, 0, 1e15);
  return { repeats, mean };
}

/**
 * Purchases of a customer vary around a mean of their own (a gamma distribution of shape p), and those means
 * differ between customers (q, and a scale in the unit of the money).
 */
export interface SpendModel {
  readonly kind: "gamma-gamma";
  readonly p: number;
  readonly q: number;
  readonly scale: number;
  readonly fit?: ModelFit | undefined;
}
