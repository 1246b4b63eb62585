// The share of customers who stay longer than a given duration.

import { checkNumber, fail, MOST } from "../core/check.js";
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
import { eachRiskSet } from "./risk-set.js";

/**
 * The share of customers who stay longer than each of some durations: the survival curve where you ask
 * for it.
 * `Π (1 − left ÷ atRisk)` over the durations up to it
 *
 * It answers "how many stay longer than a year?", and says how many were still watched just before, which
 * belongs below a picture of the curve. Who leaves at 12 months has not stayed longer than 12: where
 * contracts end there, ask for a little less too, such as 11.9. Durations are compared exactly: 8.4 ÷ 0.7
 * is 12.000000000000002 to a computer, and who leaves then counts as staying longer than 12. Round
 * computed durations before you tally them. Each interval is for its own duration, not for all at once.
 *
 * With `from` it is asked of those only who stay longer than that: `S(t) ÷ S(from)`, with an error from the
 * leavers after it alone.
 *
 * The curve of a million different durations has a million points; none of them are made here.
 *
 * @param durations - a plain array of numbers of 0 or more, in the unit of the tally and in any order.
 * @param options - `confidence`, `transform` and `from`, as for `survivalCurve`.
 * @returns an answer a duration, in the order asked. The share is 1 until somebody leaves, and does not
 *   change while nobody is watched, where `atRisk` is 0. Beyond the longest duration it is `null`, unless
 *   it has come down to 0: then it stays 0. Without customers it is always
 *   `null`, as it is if nobody is known to stay longer than `from`. There is no interval, `null`,
 *   where the share is 1 or 0: these formulas have no width to give there.
 * @throws RangeError or TypeError if the tally is not one, a duration is not a number of 0 or more, or of
 *   `from` or more, there is no such transform, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true },
 *   { duration: 5, left: false },
 *   { duration: 6, left: true },
 *   { duration: 9, left: false },
 * ]);
 * const [early, late, later] = survivalAt(tally, [3, 6, 12]);
 * early;
 * // => { duration: 3, atRisk: 3, survival: 0.75, standardError: 0.217,
 * //      low: 0.128, high: 0.961, confidence: 0.95 }
 * late.survival; // => 0.375
 * later.survival; // => null
 * survivalAt(tally, [6], { from: 3 })[0].survival; // => 0.5
 * ```
 *
 * @see Kaplan and Meier, JASA 53 (1958), 457–481: the curve.
 */
export function survivalAt(
  tally: LifetimeTally,
  durations: readonly number[],
  options: SurvivalFromOptions = {},
): SurvivalAt[] {
  const where = "survivalAt";
  const { confidence, z, transform } = checkSurvivalOptions(where, options, WITH_FROM);
  const from = checkFrom(where, options);
  if (!Array.isArray(durations)) {
    fail("wrong-type", where, "durations", "a list of durations", durations);
  }
  const asked = Array.from(durations, (value, i) =>
    checkNumber(where, "durations", value, Math.max(0, from), MOST, i),
  );
  const lifetimes = checkLifetimes(where, "tally", tally);
  // The shortest first, to be met on the one way through the rows; the last is never met.
  const sorted = [...asked, Infinity].sort((a, b) => a - b);
  const known = new Map<number, SurvivalAt>();
  const curve = kaplanMeier();
  let next = 0;
  const read = (atRisk: number): void => {
    const duration = sorted[next++];
    const { survival } = curve;
    const { low, high } = probabilityInterval(survival, curve.standardError, transform, z);
    const standardError = low === null ? null : curve.standardError;
    known.set(duration, { duration, atRisk, survival, standardError, low, high, confidence });
  };
  const { last, isKnown } = eachRiskSet(
    lifetimes,
    (duration, left, atRisk) => {
      while (sorted[next] < duration) read(atRisk);
      if (left > 0) takeDepartures(curve, atRisk, left);
      while (sorted[next] === duration) read(atRisk);
    },
    from,
  );
  while (sorted[next] <= last) read(0); // from the longest duration on
  const end = isKnown ? last : -1;
  // Beyond it nobody was watched, and nothing is known, unless all have left.
  const survival = isKnown && curve.survival === 0 ? 0 : null;
  const beyond = { atRisk: 0, survival, standardError: null, low: null, high: null, confidence };
  return asked.map(
    (duration) => (duration <= end && known.get(duration)) || { duration, ...beyond },
  );
}

/** How many are still customers beyond a duration that was asked for. */
export interface SurvivalAt {
  readonly duration: number;
  /** Customers watched just before it, at `from` just after it; 0 beyond the longest duration. */
  readonly atRisk: number;
  /** The share that stays longer, from 0 to 1; `null` without customers, and beyond the end unless it is 0 by then. */
  readonly survival: number | null;
  /** By Greenwood's formula; `null` if there is no interval. */
  readonly standardError: number | null;
  /** `null` if the share is 1, 0 or not known. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}
