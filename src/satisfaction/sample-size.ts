// How many answers a wanted margin or a difference takes.

import { checkBetween, checkNumber, checkOptions, checkWhole, MOST } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import { normalUpperQuantile } from "../statistics/normal.js";
import type { ConfidenceOptions } from "../statistics/share.js";

/**
 * How many answers it takes to know a Net Promoter Score to within a margin of points.
 * `n₀ = z² v ÷ m²`, and of a population of N `n₀ ÷ (1 + (n₀ − 1) ÷ N)`, rounded up; v is the variance of
 * one answer, m the margin as a share
 *
 * Those are answers: at a response rate of 20 % five times as many have to be asked. Of few answers the
 * margin is a rough one.
 *
 * @param plan - `margin` in points; `confidence`, 0.95 unless stated; `population`; `variance`.
 * @returns a whole number of answers, 1 or more and never more than the population.
 * @throws RangeError or TypeError if an option is not in its range.
 *
 * @example
 * ```ts
 * npsSampleSize({ margin: 5 }); // => 1537
 * npsSampleSize({ margin: 5, variance: 0.65 }); // => 999
 * npsSampleSize({ margin: 5, population: 2000 }); // => 870
 * ```
 *
 * @see Cochran, "Sampling Techniques", third edition (1977), chapter 4: the formula, also of a population.
 */
export function npsSampleSize(plan: NpsPlan): number {
  const where = "npsSampleSize";
  checkOptions(where, plan, ["margin", "confidence", "population", "variance"], "plan");
  const margin = checkNumber(where, "margin", plan.margin, 0.001, 100) / 100;
  return responsesNeeded(where, checkVariance(where, plan.variance), margin, plan);
}

/**
 * How many answers each of two surveys needs for a difference of their Net Promoter Scores to be seen.
 * `2 v (z + z_power)² ÷ δ²`, rounded up; v is the variance of one answer, δ the difference as a share, and
 * z_power the z that a share `power` of the normal distribution lies below
 *
 * Seen means that the interval of the difference leaves out 0. A difference half as large takes four
 * times the answers, of each survey. It is for two surveys of different people.
 *
 * @param plan - `difference` in points; `power`, 0.8 unless stated; `confidence`, 0.95 unless stated;
 *   `variance`, of both.
 * @returns a whole number of answers for each survey.
 * @throws RangeError or TypeError if an option is not in its range.
 *
 * @example
 * ```ts
 * npsSampleSizeForDifference({ difference: 10, variance: 0.65 }); // => 1021
 * npsSampleSizeForDifference({ difference: 5, variance: 0.65, power: 0.9 }); // => 5464
 * ```
 *
 * @see Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", third edition (2003),
 *   chapter 4: the answers that two shares need; the formula is the same for any mean.
 */
export function npsSampleSizeForDifference(plan: NpsDifferencePlan): number {
  const where = "npsSampleSizeForDifference";
  checkOptions(where, plan, ["difference", "power", "confidence", "variance"], "plan");
  const { power = 0.8, confidence = 0.95 } = plan;
  const difference = checkNumber(where, "difference", plan.difference, 0.001, 200) / 100;
  const variance = checkVariance(where, plan.variance);
  const z = criticalZ(where, confidence) + powerZ(where, power);
  return Math.ceil((2 * variance * z * z) / difference / difference);
}

/**
 * How many answers it takes to know a share to so much either way.
 * `n₀ = z² p (1 − p) ÷ m²`, and of a population of N `n₀ ÷ (1 + (n₀ − 1) ÷ N)`, rounded up
 *
 * @param plan - `margin` as a share; `confidence`, 0.95 unless stated; `share`, ½ unless stated;
 *   `population`.
 * @returns a whole number of answers, 1 or more and never more than the population.
 * @throws RangeError or TypeError if an option is not in its range.
 *
 * @example
 * ```ts
 * shareSampleSize({ margin: 0.05 }); // => 385
 * shareSampleSize({ margin: 0.05, population: 1000 }); // => 278
 * shareSampleSize({ margin: 0.02, share: 0.9 }); // => 865
 * ```
 *
 * @see Cochran, "Sampling Techniques", third edition (1977), chapter 4: the formula. Krejcie and Morgan,
 *   Educational and Psychological Measurement 30 (1970), 607–610: a table of it.
 */
export function shareSampleSize(plan: SharePlan): number {
  const where = "shareSampleSize";
  checkOptions(where, plan, ["margin", "confidence", "population", "share"], "plan");
  const margin = checkNumber(where, "margin", plan.margin, 0.00001, 1);
  const { share = 0.5 } = plan;
  checkNumber(where, "share", share, 0.000001, 0.999999);
  return responsesNeeded(where, share * (1 - share), margin, plan);
}

/** How many there are to be asked. */
export interface PopulationOptions {
  /** All who could answer, a whole number; endless unless stated. */
  readonly population?: number | undefined;
}

/** How much single answers differ. */
export interface VarianceOptions {
  /**
   * The variance of one answer that counts as 1, 0 or −1: `p + d − (p − d)²`, with the shares of promoters
   * and detractors. From 0.000001 to 1, which is the worst case, half promoters and half detractors, and
   * what is taken unless stated. An earlier survey gives a better guess; 0.65 is common.
   */
  readonly variance?: number | undefined;
}

/** How precisely a Net Promoter Score is to be known. */
export interface NpsPlan extends ConfidenceOptions, PopulationOptions, VarianceOptions {
  /** Half the width of the interval, from 0.001 to 100 points. */
  readonly margin: number;
}

/** Which difference of two Net Promoter Scores is to be seen. */
export interface NpsDifferencePlan extends ConfidenceOptions, VarianceOptions {
  /** From 0.001 to 200 points, whichever way. */
  readonly difference: number;
  /** How often it is to be seen if it is there, above 0.5; 0.8 unless stated. */
  readonly power?: number | undefined;
}

/** What a share is to be known to. */
export interface SharePlan extends ConfidenceOptions, PopulationOptions {
  /** Half the width of the interval, as a share from 0.00001 to 1: 0.05 is five percentage points. */
  readonly margin: number;
  /** What the share may be, from 0.000001 to 0.999999; ½, the worst case, unless stated. */
  readonly share?: number | undefined;
}

function responsesNeeded(
  where: string,
  variance: number,
  margin: number,
  { confidence = 0.95, population }: ConfidenceOptions & PopulationOptions,
): number {
  const z = criticalZ(where, confidence);
  // Near a confidence of 0 it would be none.
  const endless = Math.max(1, (variance * z * z) / margin / margin);
  if (population === undefined) return Math.ceil(endless);
  checkWhole(where, "population", population, 1, MOST);
  // Rounding may lift it above all there are.
  return Math.min(population, Math.ceil(endless / (1 + (endless - 1) / population)));
}

function checkVariance(where: string, variance = 1): number {
  return checkNumber(where, "variance", variance, 0.000001, 1);
}

/** The z that a share `power` of the standard normal distribution lies below. */
function powerZ(where: string, power: number): number {
  return -normalUpperQuantile(checkBetween(where, "power", power, 0.5, 1, 0.8));
}
