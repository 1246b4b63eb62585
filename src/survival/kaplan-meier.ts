// The Kaplan–Meier estimate, step by step, and the intervals around it.

import { checkAmount, checkOneOf, checkOptions } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions } from "../statistics/share.js";

/** Checks the options, and adds the z of the confidence. */
export function checkSurvivalOptions(
  where: string,
  options: SurvivalFromOptions,
  names: readonly (keyof SurvivalFromOptions)[] = ["confidence", "transform"],
): { confidence: number; z: number; transform: SurvivalTransform } {
  const { confidence = 0.95, transform = "log-log" } = checkOptions(where, options, names);
  const z = criticalZ(where, confidence);
  checkOneOf(where, "transform", transform, ["log-log", "log", "plain"]);
  return { confidence, z, transform };
}

/** The duration that customers have stayed longer than; −1 without one, which all have. */
export function checkFrom(where: string, { from }: { readonly from?: number | undefined }): number {
  return from === undefined ? -1 : checkAmount(where, "from", from);
}

/** The curve before anybody has left. */
export function kaplanMeier(): KaplanMeier {
  return { survival: 1, standardError: 0, greenwood: 0, base: 1, there: 1, stay: 1 };
}

/**
 * Takes the curve down a step, past a duration at which some of those at risk left.
 * `S = Π (1 − d ÷ n)`, `S × √Σ d ÷ (n (n − d))`
 */
export function takeDepartures(curve: KaplanMeier, atRisk: number, left: number): void {
  // As long as nobody comes in or drops out, the product is one fraction, and free of rounding: it is
  // then the share of those who were there, and a curve without censoring is the plain one.
  if (atRisk !== curve.stay) {
    curve.base *= curve.stay / curve.there;
    curve.there = atRisk;
  }
  curve.stay = atRisk - left;
  curve.survival = curve.base * (curve.stay / curve.there);
  curve.greenwood += left / (atRisk * curve.stay);
  curve.standardError = curve.survival * Math.sqrt(curve.greenwood);
}

/**
 * The interval of a probability with a standard error.
 *
 * @returns ends from 0 to 1; `null` at 0 and 1, where these formulas have no width to give.
 */
export function probabilityInterval(
  p: number,
  standardError: number,
  transform: SurvivalTransform,
  z: number,
): { low: number | null; high: number | null } {
  if (p === 0 || p === 1) return { low: null, high: null };
  const reach = z * standardError;
  if (transform === "plain") return { low: Math.max(0, p - reach), high: Math.min(1, p + reach) };
  if (transform === "log") {
    const factor = Math.exp(reach / p);
    return { low: p / factor, high: Math.min(1, p * factor) };
  }
  const log = Math.log(p);
  const factor = Math.exp(-reach / (p * log)); // at least 1: the logarithm is negative
  return { low: Math.exp(log * factor), high: Math.exp(log / factor) };
}

/**
 * How the interval of a probability is made: on the scale of log(−log p), of log p, or of p itself.
 * The first stays inside 0 to 1 and suits few customers best.
 */
export type SurvivalTransform = "log-log" | "log" | "plain";

/** How intervals around a curve are made. */
export interface SurvivalOptions extends ConfidenceOptions {
  /** `"log-log"` unless stated. */
  readonly transform?: SurvivalTransform | undefined;
}

/** How intervals around a curve are made, and of whom. */
export interface SurvivalFromOptions extends SurvivalOptions {
  /** Only those who stay longer than this, in the unit of the durations; 0 leaves out who left at 0. */
  readonly from?: number | undefined;
}

/** Their names. */
export const WITH_FROM = ["confidence", "transform", "from"] as const;

/**
 * Kaplan and Meier's curve on its way, past the departures taken so far.
 *
 * One object moves along, as curves can have a million steps: arrays of them would cost more than the
 * arithmetic does.
 */
export interface KaplanMeier {
  /** The share that lasts beyond the last of them. */
  survival: number;
  /** Of that share, by Greenwood's formula; NaN from where nobody is left on: it is 0 × ∞ there. */
  standardError: number;
  /** `Σ d ÷ (n (n − d))`, with d leaving of n at risk. */
  greenwood: number;
  /** The share that lasted until somebody last came in or dropped out between two departures. */
  base: number;
  /** How many were there then, */
  there: number;
  /** and how many of them stay. */
  stay: number;
}
