// What customers still pay at each lag, all cohorts together.

import { stateAt } from "../core/cells.js";
import { checkOptions, checkWhole } from "../core/check.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { criticalZ } from "../statistics/distributions.js";
import { type ConfidenceOptions, type Ends, wilsonEnds } from "../statistics/share.js";
import { keptEnds, type Move, netEnds } from "./ratio-ends.js";
import type { RevenueCohort, RevenueCohortTally } from "./revenue-cohort-tally.js";
import { checkRevenueCohorts } from "./stored-revenue-cohorts.js";

/**
 * The curve of revenue retention: what is paid at each lag of what was paid at lag 0, all cohorts together.
 * `Σ amount ÷ Σ amount at lag 0` over the cohorts whose period at that lag is complete
 *
 * Every unit of money weighs the same. Later lags rest on fewer, older cohorts, unless a `horizon` keeps to those
 * that are complete up to it; only then can `lowest` not rise.
 *
 * @param options - `confidence`, 0.95 unless stated; `horizon`, the last lag: only cohorts complete at it count.
 * @returns a point for each lag, as far as any period is complete: `net` with the interval of
 *   `netRevenueRetentionInterval`, `gross` and `lowest` with that of `grossRevenueRetentionInterval`, `customers` with
 *   Wilson's. Ends are `null` if the method has nothing to go by. At lag 0 all are 1 by definition.
 * @throws RangeError if the tally is not one, the confidence is not between 0 and 1, or the horizon is not a whole
 *   number, 0 or more.
 *
 * @example
 * ```ts
 * const span = { from: Date.UTC(2026, 0, 5), amount: 50 };
 * const spans = Array.from({ length: 10 }, (_, customer) => {
 *   return { ...span, customer, to: customer < 2 ? Date.UTC(2026, 1, 9) : null };
 * });
 * const until = Date.UTC(2026, 2, 1);
 * const tally = tallyRevenueCohorts(spans, { period: "month", timeZone: "UTC", until });
 * revenueRetentionCurve(tally)[1];
 * // => { lag: 1, cohorts: 1, gross: { value: 0.8, low: 0.439, high: 0.953 },
 * //      customers: { value: 0.8, low: 0.49, high: 0.943 }, … }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function revenueRetentionCurve(
  tally: RevenueCohortTally,
  options: RevenueRetentionCurveOptions = {},
): RevenueRetentionPoint[] {
  const where = "revenueRetentionCurve";
  const { confidence = 0.95, horizon } = checkOptions(where, options, ["confidence", "horizon"]);
  const z = criticalZ(where, confidence);
  if (horizon !== undefined) checkWhole(where, "horizon", horizon, 0, 1e6);
  const observed = checkRevenueCohorts(where, "tally", tally);
  const { calendar } = observed;
  const complete: RevenueCohort[][] = []; // by lag
  for (const cohort of tally.cohorts) {
    const period = calendar.periodOf(calendar.startOfDate(cohort.start));
    const isOver = (lag: number) => stateAt(observed, period + lag) === "complete";
    if (horizon !== undefined && !isOver(horizon)) continue;
    const length = horizon === undefined ? cohort.paying.length : horizon + 1;
    for (let lag = 0; lag < length && isOver(lag); lag++) {
      complete[lag] ??= [];
      complete[lag].push(cohort);
    }
  }
  return complete.map((cohorts, lag) => ({
    lag,
    cohorts: cohorts.length,
    ...pooledAt(cohorts, lag, z),
    confidence,
  }));
}

/** How sure the ends of a curve are to hold, and which cohorts count. */
export interface RevenueRetentionCurveOptions extends ConfidenceOptions {
  /** The last lag. Only cohorts that are complete at it count, at every lag up to it. */
  readonly horizon?: number | undefined;
}

/** A value with the ends of its interval, which are `null` if the method has nothing to go by. */
export interface RetainedEstimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Revenue retention at one lag, all cohorts together. */
export interface RevenueRetentionPoint {
  readonly lag: number;
  /** Cohorts whose cell at this lag is complete, and so counted. */
  readonly cohorts: number;
  readonly net: RetainedEstimate;
  readonly gross: RetainedEstimate;
  readonly lowest: RetainedEstimate;
  readonly customers: RetainedEstimate;
  readonly confidence: number;
}

function pooledAt(
  cohorts: readonly RevenueCohort[],
  lag: number,
  z: number,
): Pick<RevenueRetentionPoint, "net" | "gross" | "lowest" | "customers"> {
  const total = (read: (cohort: RevenueCohort) => number): number => {
    const sum = noSum();
    for (const cohort of cohorts) addTo(sum, read(cohort));
    return totalOf(sum);
  };
  const customers = total(({ size }) => size);
  const opening = total(({ amount }) => amount[0]);
  const base = { customers, opening, square: total(({ squares }) => squares.opening) };
  const move = (
    square: "change" | "loss" | "lowestLoss",
    product: "openingChange" | "openingLoss" | "openingLowestLoss",
  ): Move => ({
    square: total(({ squares }) => squares[square][lag]),
    product: total(({ squares }) => squares[product][lag]),
  });
  const now = total(({ amount }) => amount[lag]);
  const kept = total((cohort) => cohort.kept[lag]);
  const lowest = total((cohort) => cohort.lowest[lag]);
  const count = total(({ paying }) => paying[lag]);
  const estimate = (value: number, ends: Ends | null): RetainedEstimate => {
    if (lag === 0) return { value: 1, low: 1, high: 1 };
    return { value, ...(ends ?? { low: null, high: null }) };
  };
  return {
    net: estimate(now / opening, netEnds(base, now, move("change", "openingChange"), z)),
    gross: estimate(kept / opening, keptEnds(base, kept, move("loss", "openingLoss"), z)),
    lowest: estimate(
      lowest / opening,
      keptEnds(base, lowest, move("lowestLoss", "openingLowestLoss"), z),
    ),
    customers: estimate(count / customers, wilsonEnds({ count, total: customers }, z)),
  };
}
