// The cumulative hazard of leaving, by Nelson and Aalen.

import { checkOneOf, checkOptions } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import { harmonicSums } from "../statistics/harmonic.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { eachRiskSet, endAtLastDuration } from "./risk-set.js";

/**
 * The cumulative hazard of leaving, by Nelson and Aalen: what the rates of leaving add up to.
 * `Σ left ÷ atRisk` over the durations up to each
 *
 * Its slope is the rate at which customers leave, so a straight line means that churn does not change
 * with age; on the survival curve that is hard to see. Its `survival` is that of Fleming and
 * Harrington, a little above Kaplan and Meier's where few are at risk.
 *
 * @param options - `confidence`, 0.95 unless stated, and `estimator`, `"nelson-aalen"` unless stated.
 *   Many who left at one duration, as with whole months, are underestimated by it a little, not by
 *   `"fleming-harrington"`.
 * @returns points at the durations of `survivalCurve`; without customers, none. The interval is that of the logarithm,
 *   `hazard × exp(±z × standardError ÷ hazard)`.
 * @throws RangeError if the tally is not one, there is no such estimator, or the confidence is not
 *   between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true },
 *   { duration: 5, left: false },
 *   { duration: 6, left: true },
 *   { duration: 9, left: false },
 * ]);
 * cumulativeHazard(tally)[2];
 * // => { duration: 6, atRisk: 2, left: 1, hazard: 0.75, standardError: 0.559,
 * //      low: 0.174, high: 3.232, survival: 0.472, confidence: 0.95 }
 * ```
 *
 * @see Nelson, Technometrics 14 (1972), 945–966, and Aalen, Annals of Statistics 6 (1978), 701–726: the
 *   estimator. Fleming and Harrington, Communications in Statistics 13 (1984), 2469–2486: the other.
 */
export function cumulativeHazard(tally: LifetimeTally, options: HazardOptions = {}): HazardPoint[] {
  const where = "cumulativeHazard";
  const { confidence = 0.95, estimator = "nelson-aalen" } = checkOptions(where, options, [
    "confidence",
    "estimator",
  ]);
  const z = criticalZ(where, confidence);
  checkOneOf(where, "estimator", estimator, ["nelson-aalen", "fleming-harrington"]);
  const lifetimes = checkLifetimes(where, "tally", tally);
  if (lifetimes.customers === 0) return [];
  const start = { duration: 0, atRisk: lifetimes.fromStart, left: 0, survival: 1, confidence };
  const points: HazardPoint[] = [{ ...start, hazard: 0, standardError: 0, low: 0, high: 0 }];
  const sum = { hazard: 0, variance: 0 };
  const end = eachRiskSet(lifetimes, (duration, left, atRisk) => {
    if (left === 0) return;
    if (estimator === "nelson-aalen") {
      sum.hazard += left / atRisk;
      sum.variance += left / atRisk ** 2;
    } else {
      const inTurn = harmonicSums(atRisk, left);
      sum.hazard += inTurn.sum;
      sum.variance += inTurn.squares;
    }
    const { hazard } = sum;
    const standardError = Math.sqrt(sum.variance);
    const factor = Math.exp((z * standardError) / hazard);
    points.push({
      duration: duration + 0, // never −0
      atRisk,
      left,
      hazard,
      standardError,
      low: hazard / factor,
      high: hazard * factor,
      survival: Math.exp(-hazard),
      confidence,
    });
  });
  return endAtLastDuration(points, end);
}

/** How customers who leave at one duration are counted. */
export interface HazardOptions extends ConfidenceOptions {
  /**
   * `"nelson-aalen"` unless stated: all at once, `left ÷ atRisk`. With `"fleming-harrington"` one after
   * another, each among those then left: `1 ÷ atRisk + 1 ÷ (atRisk − 1) + …`
   */
  readonly estimator?: "nelson-aalen" | "fleming-harrington" | undefined;
}

/** The pressure to leave that has built up by a duration. */
export interface HazardPoint {
  readonly duration: number;
  /** Customers watched just before, and so able to leave. */
  readonly atRisk: number;
  /** Those of them who left. */
  readonly left: number;
  /** 0 or more, and no share: it can pass 1. */
  readonly hazard: number;
  /** `null` at the end of a curve that nobody has left. */
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** `exp(−hazard)`: the survival that this hazard implies. */
  readonly survival: number;
  readonly confidence: number;
}
