// The share of customers who have left for each reason by each duration, by Aalen and Johansen.

import { sumOf } from "../core/sum.js";
import {
  checkSurvivalOptions,
  type KaplanMeier,
  kaplanMeier,
  probabilityInterval,
  type SurvivalOptions,
  takeDepartures,
} from "./kaplan-meier.js";
import { type CheckedLifetimes, checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";
import { eachRiskSet, endAtLastDuration } from "./risk-set.js";

/**
 * What share of customers has left for each reason by each duration: the cumulative incidence of Aalen
 * and Johansen.
 * `Σ S(before) × left for it ÷ atRisk`
 *
 * The incidences of all reasons and the survival add up to 1. A survival curve for one reason, with those
 * who left for another taken as censored, does not: 1 less that curve answers how many would leave if
 * there were no other reasons, and is always too high for how many do.
 *
 * @param options - `confidence` and `transform`, as for `survivalCurve`.
 * @returns a curve a reason, sorted by name, and last that of those who gave none, if there are any. Its
 *   points are the start, where nobody has left; each duration at which somebody left for that reason;
 *   and the longest one, where the curve ends.
 * @throws RangeError if the tally is not one, there is no such transform, or the confidence is not
 *   between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true, reason: "price" },
 *   { duration: 3, left: false },
 *   { duration: 5, left: true, reason: "moved" },
 *   { duration: 6, left: true, reason: "price" },
 *   { duration: 9, left: false },
 * ]);
 * const [moved, price] = reasonIncidence(tally);
 * moved.points.map(({ duration, incidence }) => [duration, incidence]);
 * // => [[0, 0], [5, 0.267], [9, 0.267]]
 * price.points[2];
 * // => { duration: 6, atRisk: 2, left: 1, incidence: 0.467, standardError: 0.248,
 * //      low: 0.05, high: 0.824, confidence: 0.95 }
 * ```
 *
 * @see Aalen and Johansen, Scandinavian Journal of Statistics 5 (1978), 141–150: the estimator.
 */
export function reasonIncidence(
  tally: LifetimeTally,
  options: SurvivalOptions = {},
): ReasonIncidence[] {
  const where = "reasonIncidence";
  const { confidence, z, transform } = checkSurvivalOptions(where, options);
  const lifetimes = checkLifetimes(where, "tally", tally);
  const start = {
    duration: 0,
    atRisk: lifetimes.fromStart,
    left: 0,
    incidence: 0,
    standardError: 0,
  };
  const courses = new Map(
    reasonsIn(lifetimes).map((reason): [string | null, Course] => {
      const points = [{ ...start, low: 0, high: 0, confidence }];
      return [reason, { points, incidence: 0, variance: 0, lean: 0 }];
    }),
  );

  const curve = kaplanMeier();
  const { byReason } = lifetimes;
  let place = 0;
  const end = eachRiskSet(lifetimes, (duration, left, atRisk) => {
    // Of other reasons neither the share nor its error moves.
    const take = (reason: string | null, count: number): void => {
      if (count === 0) return;
      const course = courses.get(reason) as Course; // made for every reason
      advance(course, count, atRisk, curve);
      const incidence = course.incidence > ALMOST_ALL ? 1 : course.incidence;
      const standardError = incidence === 1 ? null : Math.sqrt(Math.max(0, course.variance));
      course.points.push({
        duration: duration + 0, // never −0
        atRisk,
        left: count,
        incidence,
        standardError,
        ...probabilityInterval(incidence, standardError ?? 0, transform, z),
        confidence,
      });
    };
    let silent = left;
    for (; byReason !== undefined && byReason.durations[place] === duration; place++) {
      take(byReason.reasons[place], byReason.left[place]);
      silent -= byReason.left[place];
    }
    take(null, silent);
    if (left > 0) takeDepartures(curve, atRisk, left);
  });
  return [...courses].map(([reason, { points }]) => ({
    reason,
    points: endAtLastDuration(points, end),
  }));
}

/** How many have left for one reason by a duration. */
export interface IncidencePoint {
  readonly duration: number;
  /** Customers watched just before, and so able to leave. */
  readonly atRisk: number;
  /** Those of them who left for this reason. */
  readonly left: number;
  /** The share that has left for this reason, from 0 to 1. */
  readonly incidence: number;
  /** `null` if there is no interval. */
  readonly standardError: number | null;
  /** `null` if all have left for this reason. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}

/** How customers leave for one reason. */
export interface ReasonIncidence {
  /** `null` for those who left without a reason. */
  readonly reason: string | null;
  readonly points: readonly IncidencePoint[];
}

/** One reason on the way through the durations. */
interface Course {
  readonly points: IncidencePoint[];
  incidence: number;
  variance: number;
  /** Its covariance with the share staying, of that share: what others leave for does not change it. */
  lean: number;
}

/** Not quite 1, which sums of shares may miss by a rounding error. */
const ALMOST_ALL = 1 - 1e-12;

/**
 * Takes the errors past one duration: the new incidence is the old one and a share of those staying, and
 * that share, of so many at risk, is multinomial.
 */
function advance(
  course: Course,
  count: number,
  atRisk: number,
  { survival: staying, standardError }: KaplanMeier,
): void {
  if (staying === 0) return; // all have left, and who enters later moves no share of them
  const share = count / atRisk;
  const variance = standardError ** 2;
  const noise = (staying ** 2 * share) / atRisk;
  course.incidence += staying * share;
  course.variance +=
    2 * share * staying * course.lean + share ** 2 * variance + noise * (1 - share);
  course.lean += (share * variance - noise) / staying;
}

/** Sorted, and `null` last if some left without a reason. */
function reasonsIn({ left, byReason }: CheckedLifetimes): (string | null)[] {
  const reasons = new Set(byReason?.reasons.filter((_, i) => byReason.left[i] > 0));
  const isSilent = sumOf(left) > sumOf(byReason?.left ?? []);
  return [...[...reasons].sort(), ...(isSilent ? [null] : [])];
}
