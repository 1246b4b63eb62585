// The models of customers who buy without a contract, and how models and histories are checked.

import { checkNumber, checkObject, checkOneOf, checkWhole, fail } from "../core/check.js";
import type { PurchaseHistory } from "../loyalty/histories.js";
import { checkFit, checkScale, checkShape, type ModelFit } from "./model-fit.js";

/** The parameters of each model, in the order of the covariance of a fit. */
export const PARAMETERS: Readonly<Record<PurchaseModel["kind"], readonly string[]>> = {
  "bg-nbd": ["r", "alpha", "a", "b"],
  "mbg-nbd": ["r", "alpha", "a", "b"],
  "pareto-nbd": ["r", "alpha", "s", "beta"],
  "bg-bb": ["alpha", "beta", "gamma", "delta"],
};

/** The most purchases, or opportunities to buy, of one customer: sums have that many terms. */
export const MOST_PURCHASES = 1e6;

/** Checks a model, and puts its times in periods: `unit` is 1. */
export function checkPurchaseModel(
  where: string,
  model: PurchaseModel,
  argument = "model",
): PurchaseModel {
  const kinds = Object.keys(PARAMETERS) as PurchaseModel["kind"][]; // forgotten by Object.keys
  const kind = checkOneOf(
    where,
    `${argument}.kind`,
    checkObject(where, argument, model).kind,
    kinds,
  );
  checkFit(where, argument, model.fit);
  const given: Readonly<Record<string, unknown>> = { ...model };
  const unit = kind === "bg-bb" ? 1 : checkScale(where, `${argument}.unit`, given.unit ?? 1);
  const checked: Record<string, unknown> = { kind, unit: 1, fit: model.fit };
  for (const name of PARAMETERS[kind]) {
    const isTime = kind !== "bg-bb" && (name === "alpha" || name === "beta");
    const parameter = `${argument}.${name}`;
    checked[name] = isTime
      ? unit * checkScale(where, parameter, given[name])
      : checkShape(where, parameter, given[name]);
  }
  return checked as unknown as PurchaseModel; // each parameter of its kind was checked
}

/** Checks a customer's history; if it is left out, gives that of a new customer. */
export function checkCustomer(
  where: string,
  { kind }: PurchaseModel,
  history: PurchaseHistory = { repeats: 0, last: 0, age: 0 },
  argument = "history",
): PurchaseHistory {
  const { repeats, last, age } = checkObject(where, argument, history);
  checkWhole(where, `${argument}.repeats`, repeats, 0, MOST_PURCHASES);
  if (kind === "bg-bb") {
    checkWhole(where, `${argument}.age`, age, 0, MOST_PURCHASES);
    checkWhole(where, `${argument}.last`, last, repeats, age);
  } else {
    checkNumber(where, `${argument}.age`, age, 0, 1e15);
    checkNumber(where, `${argument}.last`, last, 0, age);
  }
  if ((repeats === 0) !== (last === 0)) {
    const mustBe = repeats === 0 ? "0 if repeats is 0" : `above 0 if repeats is ${repeats}`;
    fail("out-of-range", where, `${argument}.last`, mustBe, last);
  }
  return { repeats, last, age };
}

/** How far ahead a reading looks, in periods; whole ones where the model has opportunities. */
export function checkHorizon(where: string, { kind }: PurchaseModel, horizon: unknown): number {
  return kind === "bg-bb"
    ? checkWhole(where, "horizon", horizon, 0, MOST_PURCHASES)
    : checkNumber(where, "horizon", horizon, 0, 1e15);
}

/**
 * Customers buy at random, each at a rate of their own (a gamma distribution of r and alpha), and may leave
 * for good after each purchase, each with a chance of their own (a beta distribution of a and b); after
 * the first one too in the modified model, MBG/NBD.
 */
export interface BgNbdModel {
  readonly kind: "bg-nbd" | "mbg-nbd";
  readonly r: number;
  /** In the unit of the model. */
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** How many periods of a history are one of alpha's: 7 for days read by the week; 1 unless stated. */
  readonly unit?: number | undefined;
  readonly fit?: ModelFit | undefined;
}

/** As `BgNbdModel`, but customers may leave at any time, at a rate of their own (gamma, of s and beta). */
export interface ParetoNbdModel {
  readonly kind: "pareto-nbd";
  readonly r: number;
  /** In the unit of the model, as is beta. */
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
  /** How many periods of a history are one of alpha's and beta's; 1 unless stated. */
  readonly unit?: number | undefined;
  readonly fit?: ModelFit | undefined;
}

/**
 * Customers have an opportunity to buy in each period, and take it with a chance of their own (a beta
 * distribution of alpha and beta); before each they may leave for good (beta, of gamma and delta).
 */
export interface BgBbModel {
  readonly kind: "bg-bb";
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
  readonly fit?: ModelFit | undefined;
}

/** A model of how often customers buy: fitted, or typed in. */
export type PurchaseModel = BgNbdModel | ParetoNbdModel | BgBbModel;
