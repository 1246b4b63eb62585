// The retention curve of all cohorts together, and the mean of theirs.

import { checkOptions, fail } from "../core/check.js";
import { sumOver } from "../core/parts.js";
import { criticalZ } from "../statistics/distributions.js";
import { type ConfidenceOptions, type Estimate, shareInterval } from "../statistics/share.js";
import type { CohortTally } from "./cohort-tally.js";
import { type CriterionOptions, criterionReading } from "./criteria.js";

/**
 * The retention curve: the share that came back at each lag, all cohorts together.
 * `Σ count ÷ Σ total` over the cohorts whose period at that lag is complete
 *
 * Every customer weighs the same, so a large cohort counts for more than a small one. Later lags rest
 * on fewer, older cohorts, and each point says on how many.
 *
 * @param options - `confidence`, 0.95 unless stated; `criterion`, `"on"` unless stated.
 *   `"onOrAfter"` needs a tally with a `horizon`, since young cohorts have had less time to come back:
 *   a cohort then counts once the horizon is over.
 * @returns a point for each lag, as far as any period is complete, with Wilson's interval. At lag 0 the rate
 *   is 1 by definition, which nothing can make uncertain.
 * @throws RangeError if the tally is not one, was made without a `horizon` that the criterion needs
 *   or from grouped counts, or the confidence is not between 0 and 1.
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
  options: CriterionOptions & ConfidenceOptions = {},
): RetentionPoint[] {
  const { criterion = "on", confidence = 0.95 } = checkOptions("retentionCurve", options, [
    "criterion",
    "confidence",
  ]);
  criticalZ("retentionCurve", confidence); // refused also where there is no point to have it
  const points = completeCells("retentionCurve", tally, criterion);
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
 * @param options - `criterion` as for `retentionCurve`.
 * @returns a point for each lag, as far as any period is complete.
 * @throws RangeError as `retentionCurve`.
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
  options: CriterionOptions = {},
): MeanRetentionPoint[] {
  const { criterion = "on" } = checkOptions("meanCohortRetention", options, ["criterion"]);
  const points = completeCells("meanCohortRetention", tally, criterion);
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
  criterion: CriterionOptions["criterion"] & string,
): LagCells[] {
  const reading = criterionReading(where, tally, criterion);
  const { settings, calendar, lagOf, throughOf } = reading.frame;
  if (criterion === "onOrAfter" && settings.horizon === null) {
    const mustBe =
      "set when tallying, such as 6, since young cohorts have had less time to come back";
    fail("needs-events", where, "horizon", mustBe, null);
  }
  const points: (LagCells & { cells: { returned: number; eligible: number; before: number }[] })[] =
    [];
  for (const cohort of tally.cohorts) {
    const period = calendar.periodOfDate(cohort.start);
    const returned = reading.returnedOf(cohort);
    const width = reading.cellsOf(returned.length);
    for (let cell = 0; cell < width; cell++) {
      if (reading.stateOf(period, cell) !== "complete") break;
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
