// The duration by which a share of customers has left, such as the median lifetime.

import { checkBetween } from "../core/check.js";
import type { Quantile } from "../statistics/quantile.js";
import {
  checkSurvivalOptions,
  kaplanMeier,
  probabilityInterval,
  type SurvivalOptions,
  takeDepartures,
} from "./kaplan-meier.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { eachRiskSet } from "./risk-set.js";

/**
 * The duration by which a share of customers has left.
 * the first at which `survival ≤ 1 − share`
 *
 * The ends are the first durations at which the ends of the curve's interval come down as far. Where the
 * curve is flat at just that height, take the middle of the flat part, up to the longest duration if no
 * step follows: the median of 1, 2, 3 and 4 is 2.5.
 *
 * @param share - of customers who left, between 0 and 1: 0.25 for when the first quarter is gone.
 * @param options - `confidence` and `transform`, as for `survivalCurve`.
 * @returns in the unit of the durations; what the curve, or an end of its interval, does not come down
 *   to is `null` alone.
 * @throws RangeError if the tally is not one, there is no such transform, or the share or the
 *   confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const left = [2, 3, 5, 7, 8].map((duration) => ({ duration, left: true }));
 * const still = [4, 9, 9].map((duration) => ({ duration, left: false }));
 * const tally = tallyLifetimes([...left, ...still]);
 * lifetimeQuantile(tally, 0.25); // => { value: 4, low: 2, high: 8, confidence: 0.95 }
 * lifetimeQuantile(tally, 0.9); // => { value: null, low: 8, high: null, confidence: 0.95 }
 * ```
 *
 * @see Brookmeyer and Crowley, Biometrics 38 (1982), 29–41: the interval.
 */
export function lifetimeQuantile(
  tally: LifetimeTally,
  share: number,
  options: SurvivalOptions = {},
): Quantile {
  const where = "lifetimeQuantile";
  checkBetween(where, "share", share, 0, 1, 0.5);
  return quantileOf(where, tally, share, options);
}

/**
 * The median lifetime: the duration by which half of the customers have left.
 *
 * @param options - `confidence` and `transform`, as for `survivalCurve`.
 * @returns `lifetimeQuantile` of 0.5: `null` as long as fewer than half have left, which is no reason to
 *   take the median of those who did; `meanLifetimeWithin` needs no half.
 * @throws RangeError as `lifetimeQuantile`.
 *
 * @example
 * ```ts
 * const left = [2, 3, 5, 7, 8].map((duration) => ({ duration, left: true }));
 * const still = [4, 9, 9].map((duration) => ({ duration, left: false }));
 * medianLifetime(tallyLifetimes([...left, ...still]));
 * // => { value: 7, low: 2, high: null, confidence: 0.95 }
 * ```
 *
 * @see Brookmeyer and Crowley, Biometrics 38 (1982), 29–41: the interval.
 */
export function medianLifetime(tally: LifetimeTally, options: SurvivalOptions = {}): Quantile {
  return quantileOf("medianLifetime", tally, 0.5, options);
}

/** The first durations at which a falling curve has come down to a level, and below it. */
interface Descent {
  readonly level: number;
  reached: number | null;
  passed: number | null;
}

function quantileOf(
  where: string,
  tally: LifetimeTally,
  share: number,
  options: SurvivalOptions,
): Quantile {
  const { confidence, z, transform } = checkSurvivalOptions(where, options);
  const lifetimes = checkLifetimes(where, "tally", tally);
  const curve = kaplanMeier();
  const [value, low, high] = [descentTo(1 - share), descentTo(1 - share), descentTo(1 - share)];
  const { last } = eachRiskSet(lifetimes, (duration, left, atRisk) => {
    if (left === 0) return;
    takeDepartures(curve, atRisk, left);
    const ends = probabilityInterval(curve.survival, curve.standardError, transform, z);
    descend(value, curve.survival, duration);
    descend(low, ends.low, duration);
    descend(high, ends.high, duration);
  });
  return {
    value: whereReached(value, last),
    low: whereReached(low, last),
    high: whereReached(high, last),
    confidence,
  };
}

function descentTo(level: number): Descent {
  return { level, reached: null, passed: null };
}

/** Heights nearer than this are one: a product of shares has rounding errors. */
const TIE_TOLERANCE = 1e-9;

function descend(descent: Descent, height: number | null, duration: number): void {
  if (height === null || height > descent.level + TIE_TOLERANCE) return;
  descent.reached ??= duration;
  if (height < descent.level - TIE_TOLERANCE) descent.passed ??= duration;
}

/** The middle of the flat part, up to the longest duration, where the curve does not fall at once. */
function whereReached({ reached, passed }: Descent, last: number): number | null {
  return reached === null ? null : reached + ((passed ?? last) - reached) / 2;
}
