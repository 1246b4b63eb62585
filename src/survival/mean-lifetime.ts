// The mean lifetime within a horizon, and how it differs between groups.

import { checkOptions, fail } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import { normalTail } from "../statistics/normal.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { checkFrom, type KaplanMeier, kaplanMeier, takeDepartures } from "./kaplan-meier.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { eachRiskSet } from "./risk-set.js";

/**
 * The mean lifetime within a horizon (restricted mean survival time): how much of the time up to it a
 * customer stays on average.
 * the area under the survival curve from 0 to the horizon
 *
 * An unrestricted mean would depend on the longest lifetimes, which nobody has seen the end of. This one
 * exists even where fewer than half have left, and adds up to money: 10.5 of 12 months are 10.5 fees.
 *
 * With `from` it is how much of the time from there to the horizon those stay who stay longer than `from`: the
 * area under their own curve. Both are on the same clock: from 12 to 36 months are at most 24.
 *
 * @param options - `horizon`, above 0, in the unit of the durations and the same for all that is compared;
 *   `from`, below it; `confidence`, 0.95 unless stated.
 * @returns the mean with its interval, `value ± z × standardError` within 0 and the horizon less `from`;
 *   `null` if customers were not watched that long, or nobody is known to stay longer than `from`.
 * @throws RangeError or TypeError if the tally is not one, the horizon is not a number above 0, or above
 *   `from`, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true },
 *   { duration: 5, left: false },
 *   { duration: 6, left: true },
 *   { duration: 9, left: false },
 * ]);
 * meanLifetimeWithin(tally, { horizon: 8 });
 * // => { value: 5.75, standardError: 1.205, low: 3.39, high: 8, horizon: 8, confidence: 0.95 }
 * meanLifetimeWithin(tally, { horizon: 12 }); // => null
 * meanLifetimeWithin(tally, { horizon: 8, from: 2 })?.value; // => 5
 * ```
 *
 * @see Irwin, Journal of Hygiene 47 (1949), 188–189: the mean. Klein and Moeschberger, "Survival
 *   Analysis", 2nd ed. (2003), section 4.5: its variance, `Σ area² × d ÷ (n (n − d))`, with the area
 *   under the curve from each duration to the horizon.
 */
export function meanLifetimeWithin(
  tally: LifetimeTally,
  options: HorizonFromOptions,
): MeanLifetime | null {
  const where = "meanLifetimeWithin";
  const names = ["horizon", "confidence", "from"] as const;
  const { horizon, confidence = 0.95 } = checkOptions(where, options, names);
  const from = checkFrom(where, options);
  const z = criticalZ(where, confidence);
  const mean = areaWithin(where, "tally", tally, horizon, from);
  if (mean === null) return null;
  const { value, variance } = mean;
  const standardError = variance === 0 ? null : Math.sqrt(variance);
  const low = standardError === null ? null : Math.max(0, value - z * standardError);
  const high =
    standardError === null
      ? null
      : Math.min(horizon - Math.max(0, from), value + z * standardError);
  return { value, standardError, low, high, horizon, confidence };
}

/**
 * How much longer customers stay, within a horizon, than others did: the difference of two mean
 * lifetimes.
 * `after − before ± z √(SE² + SE²)`
 *
 * It says how much, in months, where `logRankTest` only says whether. Curves that cross, on
 * which that test is weak, do it no harm.
 *
 * @param before - of other customers than `after`.
 * @param options - `horizon`, above 0, in the unit of the durations, and `confidence`, 0.95 unless stated.
 * @returns in the unit of the durations; `null` if customers of either were not watched that long. If one
 *   of them has no standard error, the ends and the p value are `null`.
 * @throws RangeError or TypeError if a tally is not one, the horizon is not a number above 0, or the
 *   confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const left = (...durations: number[]) => durations.map((duration) => ({ duration, left: true }));
 * const monthly = tallyLifetimes(left(1, 2, 2, 4, 7, 12));
 * const yearly = tallyLifetimes(left(5, 9, 12, 12, 12, 12));
 * meanLifetimeDifference(monthly, yearly, { horizon: 12 });
 * // => { value: 5.67, low: 1.96, high: 9.37, confidence: 0.95, pValue: 0.0027 }
 * ```
 *
 * @see Royston and Parmar, BMC Medical Research Methodology 13 (2013), 152: why to compare these means.
 */
export function meanLifetimeDifference(
  before: LifetimeTally,
  after: LifetimeTally,
  options: HorizonOptions,
): LifetimeDifference | null {
  const where = "meanLifetimeDifference";
  const { horizon, confidence = 0.95 } = checkOptions(where, options, ["horizon", "confidence"]);
  const z = criticalZ(where, confidence);
  const [one, other] = [
    areaWithin(where, "before", before, horizon),
    areaWithin(where, "after", after, horizon),
  ];
  if (!one || !other) return null;
  const value = other.value - one.value;
  if (one.variance === 0 || other.variance === 0) {
    return { value, low: null, high: null, confidence, pValue: null };
  }
  const standardError = Math.sqrt(one.variance + other.variance);
  const reach = z * standardError;
  const pValue = 2 * normalTail(Math.abs(value) / standardError);
  return { value, low: value - reach, high: value + reach, confidence, pValue };
}

/** The mean lifetime within a horizon. */
export interface MeanLifetime {
  /** In the unit of the durations, from 0 to `horizon`, or to `horizon − from`. */
  readonly value: number;
  /** `null` if all lasted equally long: nobody left before the horizon, or all did so at once. */
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly horizon: number;
  readonly confidence: number;
}

/** Up to where lifetimes are compared. */
export interface HorizonOptions extends ConfidenceOptions {
  /** In the unit of the durations. */
  readonly horizon: number;
}

/** Up to where lifetimes are averaged, and of whom. */
export interface HorizonFromOptions extends HorizonOptions {
  /** Only those who stay longer than this, in the unit of the durations; below the horizon. */
  readonly from?: number | undefined;
}

/** How much longer customers stay, `after − before`. */
export interface LifetimeDifference {
  readonly value: number;
  /** `null` if all of one group lasted equally long, which leaves no error to go by. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  /** How often so large a difference, or a larger one, is seen if both stay alike; 0 to 1. */
  readonly pValue: number | null;
}

/** The area under a curve as it grows, and `Σ area² × d ÷ (n (n − d))` with the area from each departure on. */
interface Area {
  until: number;
  value: number;
  variance: number;
  /** `Σ area × d ÷ (n (n − d))` */
  slope: number;
}

/** The area under the curve up to the horizon; `null` if the curve ends before it, above 0. */
function areaWithin(
  where: string,
  argument: string,
  tally: LifetimeTally,
  horizon: number,
  from = -1,
): { value: number; variance: number } | null {
  const start = Math.max(0, from);
  if (typeof horizon !== "number" || !(horizon > start && horizon < Infinity)) {
    const code = typeof horizon === "number" ? "out-of-range" : "wrong-type";
    fail(code, where, "horizon", `a number above ${start}`, horizon);
  }
  const lifetimes = checkLifetimes(where, argument, tally);
  const curve = kaplanMeier();
  const area: Area = { until: start, value: 0, variance: 0, slope: 0 };
  const { last, isKnown } = eachRiskSet(
    lifetimes,
    (duration, left, atRisk) => {
      if (left === 0 || duration >= horizon) return;
      extendArea(area, duration, curve);
      takeDepartures(curve, atRisk, left);
    },
    from,
  );
  if (!isKnown || (last < horizon && curve.survival > 0)) return null;
  extendArea(area, horizon, curve);
  return area;
}

/**
 * Widens it below the curve: what is new lies beyond every departure, and each of their areas grows by it.
 * `Σ (area + more)² w = Σ area² w + more (2 Σ area w + more Σ w)`, with `w = d ÷ (n (n − d))`
 */
function extendArea(area: Area, until: number, { survival, greenwood }: KaplanMeier): void {
  if (survival === 0) return; // where all have left there is no area, and nothing to vary
  const more = survival * (until - area.until);
  area.until = until;
  area.value += more;
  area.variance += more * (2 * area.slope + more * greenwood);
  area.slope += more * greenwood;
}
