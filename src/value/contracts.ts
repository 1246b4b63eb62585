// The models of customers under contract, and how a model that is given is checked.

import { checkNumber, checkObject, checkOneOf } from "../core/check.js";
import type { CurveParameters } from "./contract-curve.js";
import { checkFit, checkShape, type ModelFit } from "./model-fit.js";

export function checkContract(where: string, model: ContractModel): CheckedContract {
  const kinds = ["geometric", "sbg", "bdw"] as const;
  checkOneOf(where, "model.kind", checkObject(where, "model", model).kind, kinds);
  checkFit(where, "model", model.fit);
  if (model.kind === "geometric") {
    const churn = checkNumber(where, "model.churn", model.churn, 0, 1);
    return { kind: "geometric", churn };
  }
  const alpha = checkShape(where, "model.alpha", model.alpha);
  const beta = checkShape(where, "model.beta", model.beta);
  const c = model.kind === "bdw" ? checkShape(where, "model.c", model.c) : 1;
  return { kind: "curve", alpha, beta, c };
}

/** Every customer leaves with the same chance at every renewal. */
export interface GeometricContract {
  readonly kind: "geometric";
  /** From 0 to 1. */
  readonly churn: number;
  readonly fit?: ModelFit | undefined;
}

/**
 * Customers differ: each has a chance of their own to leave at a renewal, which never changes. Those
 * chances follow a beta distribution with the parameters alpha and beta.
 */
export interface SbgContract {
  readonly kind: "sbg";
  readonly alpha: number;
  readonly beta: number;
  readonly fit?: ModelFit | undefined;
}

/** As `SbgContract`, and the chance of each customer falls (c below 1) or rises (above) as they stay. */
export interface BdwContract {
  readonly kind: "bdw";
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
  readonly fit?: ModelFit | undefined;
}

/** A model of how long customers under contract stay: fitted, or typed in. */
export type ContractModel = GeometricContract | SbgContract | BdwContract;

/** A model as its readings take it: geometric, or a curve with all three parameters. */
export type CheckedContract = GeometricContract | (CurveParameters & { readonly kind: "curve" });
