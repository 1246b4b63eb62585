// The retention curve of all cohorts together, and the mean of theirs.

import { checkOptions } from "../core/check.js";
import { sumOver } from "../core/parts.js";
import { criticalZ } from "../statistics/distributions.js";
import { type ConfidenceOptions, type Estimate, shareInterval } from "../statistics/share.js";
import type { CohortTally } from "./cohort-tally.js";
import { type CohortHorizonOptions, completeCohorts } from "./complete-cells.js";
import { type CriterionOptions, criterionReading, type RetentionCriterion } from "./criteria.js";

/**
 * The retention curve: the share that came back at each lag, all cohorts together.
 * `Σ count ÷ Σ total` over the cohorts whose period at that lag is complete
 *
 * Every customer weighs the same, so a large cohort counts for more than a small one. Later lags rest
 * on fewer, older cohorts, and each point says on how many.
 *
 * @param options - `confidence`, 0.95 unless stated; `criterion`, `"on"` unless stated; `horizon`, the last lag: only
 *   cohorts complete at it count, so that every point is of the same customers. `"onOrBefore"` and `"every"` need
 *   it, or that of the tally, as the mix of cohorts could bend the curve the wrong way. `"onOrAfter"` needs a tally
 *   with a `horizon`, since young cohorts have had less time to come back: a cohort then counts once that is over.
 * @returns a point for each lag, as far as any period is complete, with Wilson's interval. At lag 0 the rate
 *   is 1 by definition, which nothing can make uncertain.
 * @throws RangeError or TypeError if the tally is not one, was made without a `horizon` that the criterion needs or
 *   from grouped counts, there is no horizon where the criterion needs one or it is not that of the tally where both
 *   are of `"onOrAfter"`, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   {
 *     customer: [1, 1, 2, 3],
 *     time: [Date.UTC(2026, 0, 5), Date.UTC(2026, 1, 5), Date.UTC(2026, 0, 9), Date.UTC(2026, 1, 2)],
 *   },
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) },
 * );
 * retentionCurve(tally)[1];
 * // => { lag: 1, cohorts: 1, count: 1, total: 2, share: 0.5, low: 0.095, high: 0.905, … }
 * ```
 *
 * @see Wilson, JASA 22 (1927), 209–212: the interval.
 */
export function retentionCurve(
  tally: CohortTally,
  options: CriterionOptions & ConfidenceOptions & CohortHorizonOptions = {},
): RetentionPoint[] {
  const where = "retentionCurve";
  const names = ["criterion", "confidence", "horizon"] as const;
  const { criterion = "on", confidence = 0.95, horizon } = checkOptions(where, options, names);
  criticalZ(where, confidence); // refused also where there is no point to have it
  const points = completeCells(where, tally, criterion, horizon);
  return points.map(({ lag, through, cells }) => {
    const count = sumOver(cells, ({ returned }) => returned);
    const total = sumOver(cells, ({ eligible }) => eligible);
    const before = sumOver(cells, ({ before }) => before);
    const estimate = shareInterval({ count, total }, { confidence }) as Estimate;
    const { value: share, low, high } = estimate;
    const sure = lag === 0 ? { low: 1, high: 1 } : { low, high };
    const ends = tally.entry === "recurring" ? { low: null, high: null } : sure;
    const ofPrevious = before === 0 ? null : count / before;
    const counts = { cohorts: cells.length, count, total };
    return { lag, through, ...counts, share, ofPrevious, ...ends, confidence };
  });
}

/**
 * The mean of the cohorts' retention rates at each lag, whatever their size.
 * `Σ rate ÷ cohorts` over the cohorts whose period at that lag is complete
 *
 * A cohort of ten customers weighs as much as one of ten thousand: the typical month, not the typical
 * customer, whom `retentionCurve` describes. Customers are not what varies here, so it has no interval.
 *
 * @param options - `criterion` and `horizon` as for `retentionCurve`.
 * @returns a point for each lag, as far as any period is complete.
 * @throws RangeError or TypeError as `retentionCurve`.
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   {
 *     customer: [1, 1, 2, 3],
 *     time: [Date.UTC(2026, 0, 5), Date.UTC(2026, 1, 5), Date.UTC(2026, 0, 9), Date.UTC(2026, 1, 2)],
 *   },
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 3, 1) },
 * );
 * meanCohortRetention(tally)[1]; // => { lag: 1, through: 1, cohorts: 2, rate: 0.25 }
 * retentionCurve(tally)[1].share; // => 0.333
 * ```
 */
export function meanCohortRetention(
  tally: CohortTally,
  options: CriterionOptions & CohortHorizonOptions = {},
): MeanRetentionPoint[] {
  const where = "meanCohortRetention";
  const { criterion = "on", horizon } = checkOptions(where, options, ["criterion", "horizon"]);
  const points = completeCells(where, tally, criterion, horizon);
  return points.map(({ lag, through, cells }) => {
    const sum = sumOver(cells, ({ returned, eligible }) => returned / eligible);
    return { lag, through, cohorts: cells.length, rate: sum / cells.length };
  });
}

/** The mean of the cohorts' own rates at one lag. */
export interface MeanRetentionPoint {
  readonly lag: number;
  readonly through: number;
  /** Cohorts whose cell at this lag is complete, and so counted. */
  readonly cohorts: number;
  readonly rate: number;
}

/** Retention at one lag, all cohorts together. */
export interface RetentionPoint {
  readonly lag: number;
  readonly through: number;
  /** Cohorts whose cell at this lag is complete, and so counted. */
  readonly cohorts: number;
  readonly count: number;
  readonly total: number;
  /** `Σ count ÷ Σ total`. */
  readonly share: number;
  /** `Σ count` over that of the cell before, of the same cohorts; `null` at lag 0 and over 0. */
  readonly ofPrevious: number | null;
  /** The ends of the interval; `null` if entry is `"recurring"`: members are then not independent. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
}

interface LagCells {
  readonly lag: number;
  readonly through: number;
  /** Of each cohort that is complete here; `before` is what returned in the cell before. */
  readonly cells: readonly { returned: number; eligible: number; before: number }[];
}

/** The complete cells of all cohorts, by lag. */
function completeCells(
  where: string,
  tally: CohortTally,
  criterion: RetentionCriterion,
  horizon: number | undefined,
): LagCells[] {
  const reading = criterionReading(where, tally, criterion);
  const { lagOf, throughOf } = reading.frame;
  const points: (LagCells & { cells: { returned: number; eligible: number; before: number }[] })[] =
    [];
  for (const { cohort, cells } of completeCohorts(where, tally, reading, criterion, horizon)) {
    const returned = reading.returnedOf(cohort);
    for (let cell = 0; cell < cells; cell++) {
      points[cell] ??= { lag: lagOf(cell), through: throughOf(cell), cells: [] };
      points[cell].cells.push({
        returned: returned[cell],
        eligible: reading.eligibleOf(cohort, cell),
        before: returned[cell - 1] ?? 0,
      });
    }
  }
  return points;
}
