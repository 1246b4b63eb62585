// The survival curve of Kaplan and Meier.

import {
  checkFrom,
  checkSurvivalOptions,
  kaplanMeier,
  probabilityInterval,
  type SurvivalFromOptions,
  takeDepartures,
  WITH_FROM,
} from "./kaplan-meier.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { eachRiskSet, endAtLastDuration } from "./risk-set.js";

/**
 * The survival curve of Kaplan and Meier: the share of customers who stay longer than each duration.
 * `Π (1 − left ÷ atRisk)` over the durations up to it
 *
 * Customers who are still there count as long as they were watched. The curve is a step: it keeps its
 * value up to the next point. Each interval is for its own duration, not for the whole curve at once.
 *
 * With `from` it is the curve of those only who stay longer than that, `S(t) ÷ S(from)`, and answers how long
 * the rest will stay. R's `start.time` keeps those who leave just then: give it a little more.
 *
 * @param options - `confidence`, 0.95 unless stated, and `transform`: `"log-log"` unless stated, or
 *   `"log"` or `"plain"`, which are cut off at 0 and 1; `from`, the duration to start from.
 * @returns the start, where survival is 1; a point for each duration at which somebody left; and the
 *   longest one, where the curve ends. Without customers, no points, and none if nobody is known to stay longer than
 *   `from`. There is no interval, `null`, where
 *   nobody is left, and at the end if nobody has left.
 * @throws RangeError if the tally is not one, there is no such transform, or the confidence is not
 *   between 0 and 1, or `from` not a number of 0 or more.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true },
 *   { duration: 5, left: false },
 *   { duration: 6, left: true },
 *   { duration: 9, left: false },
 * ]);
 * const curve = survivalCurve(tally);
 * curve.map(({ duration, survival }) => [duration, survival]);
 * // => [[0, 1], [2, 0.75], [6, 0.375], [9, 0.375]]
 * curve[2];
 * // => { duration: 6, atRisk: 2, left: 1, survival: 0.375, standardError: 0.286,
 * //      low: 0.011, high: 0.808, confidence: 0.95 }
 * const rest = survivalCurve(tally, { from: 2 });
 * rest.map(({ duration, survival }) => [duration, survival]);
 * // => [[2, 1], [6, 0.5], [9, 0.5]]
 * ```
 *
 * @see Kaplan and Meier, JASA 53 (1958), 457–481: the curve. Kalbfleisch and Prentice, "The Statistical
 *   Analysis of Failure Time Data": the interval on the scale of log(−log S).
 */
export function survivalCurve(
  tally: LifetimeTally,
  options: SurvivalFromOptions = {},
): SurvivalPoint[] {
  const where = "survivalCurve";
  const { confidence, z, transform } = checkSurvivalOptions(where, options, WITH_FROM);
  const from = checkFrom(where, options);
  const lifetimes = checkLifetimes(where, "tally", tally);
  const points: SurvivalPoint[] = [];
  const curve = kaplanMeier();
  const visit = (duration: number, left: number, atRisk: number) => {
    if (left === 0) return;
    takeDepartures(curve, atRisk, left);
    const { survival, standardError } = curve;
    const { low, high } = probabilityInterval(survival, standardError, transform, z);
    points.push({
      duration: duration + 0, // never −0
      atRisk,
      left,
      survival,
      standardError: survival === 0 ? null : standardError,
      low,
      high,
      confidence,
    });
  };
  const end = eachRiskSet(lifetimes, visit, from);
  if (!end.isKnown) return [];
  const start = { duration: Math.max(0, from), atRisk: end.atRiskFrom, left: 0, survival: 1 };
  points.unshift({ ...start, standardError: 0, low: 1, high: 1, confidence });
  return endAtLastDuration(points, end);
}

/** How many are still customers beyond a duration. */
export interface SurvivalPoint {
  readonly duration: number;
  /** Customers watched just before, and so able to leave. */
  readonly atRisk: number;
  /** Those of them who left. */
  readonly left: number;
  /** The share that stays longer than the duration, from 0 to 1. */
  readonly survival: number;
  /** By Greenwood's formula; `null` if there is no interval. */
  readonly standardError: number | null;
  /** `null` if nobody is left, and at the end of a curve that nobody has left. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
