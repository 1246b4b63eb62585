// Critical values and tails of the normal, Student's t and chi-square distributions.

import { checkBetween, checkNumber } from "../core/check.js";
import { betaLogOdds, betaLower } from "./beta.js";
import { gammaUpper } from "./gamma.js";
import { normalBetween } from "./normal.js";

/** A confidence: a number between 0 and 1, neither allowed. */
export function checkConfidence(where: string, confidence: number): number {
  checkBetween(where, "confidence", confidence, 0, 1, 0.95);
  // Below, the square of z is lost in the counts it is added to.
  return checkNumber(where, "confidence", confidence, 1e-9, 1);
}

/**
 * The z between whose negative and positive the standard normal distribution has a share `confidence`.
 *
 * Accurate to 1.5e-15 of itself for every confidence between 0 and 1: the tail is taken from the
 * confidence directly, so that nothing is lost near either end.
 */
export function criticalZ(where: string, confidence: number): number {
  checkConfidence(where, confidence);
  if (confidence === 0.95) return 1.959963984540054; // nearly always, and a quarter of the time it takes
  return normalBetween(confidence / 2, (1 - confidence) / 2);
}

/**
 * The t between whose negative and positive Student's distribution with `df` degrees of freedom has a
 * share `confidence`, which the caller has checked.
 */
export function criticalT(confidence: number, df: number): number {
  // t² ÷ (df + t²) is of a beta distribution, and t² ÷ df are its odds.
  return Math.sqrt(df) * Math.exp(betaLogOdds(confidence, 0.5, df / 2) / 2);
}

/**
 * P(T > t) for T of Student's distribution with `df` degrees of freedom. The two-sided p value of a t is
 * `2 * tUpper(Math.abs(t), df)`.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1.
 */
export function tUpper(t: number, df: number): number {
  const tail = betaLower(df / 2, 0.5, 1 / (1 + (t * t) / df), 1 / (1 + df / (t * t))) / 2;
  return t < 0 ? 1 - tail : tail;
}

/** P(X > x) for X of the chi-square distribution with `df` degrees of freedom. */
export function chiSquareUpper(x: number, df: number): number {
  return gammaUpper(df / 2, x / 2);
}
