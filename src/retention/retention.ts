import { type ConfidenceOptions, type Estimate, shareInterval } from "../statistics/share.js";
import { type Cohort, type CohortTally, checkCohorts } from "./cohorts.js";

/** Whether a period is over at `until`, still running, or not yet begun. */
export type CellState = "complete" | "partial" | "future";

/** A cohort at one lag. */
export interface RetentionCell {
  /** Whole periods since the first one. */
  readonly lag: number;
  /** The last lag that the cell covers: `lag` itself. */
  readonly through: number;
  /** Members active in the period; as yet, where it is partial. */
  readonly returned: number;
  /** Members who could have been; 0 where the period has not begun. */
  readonly eligible: number;
  /** `returned ÷ eligible`, from 0 to 1; `null` in the future, and of nobody. */
  readonly rate: number | null;
  readonly state: CellState;
}

/** A row of the cohort table. */
export interface RetentionRow {
  /** The local date the period of entry starts on. */
  readonly cohort: string;
  readonly size: number;
  /** By lag; every row has the same lags. */
  readonly cells: readonly RetentionCell[];
}

/** Retention at one lag, all cohorts together. */
export interface RetentionPoint {
  readonly lag: number;
  readonly through: number;
  /** Cohorts whose cell at this lag is complete, and so counted. */
  readonly cohorts: number;
  readonly returned: number;
  readonly eligible: number;
  /** `Σ returned ÷ Σ eligible`. */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/**
 * The cohort table: for each cohort and lag, how many came back.
 *
 * A customer counts at a lag if active in that very period; at lag 0 everybody does. Cells say
 * whether their period is over: a partial one is no drop, only unfinished.
 *
 * @returns a row a period, from the first cohort to the last period begun before `until`; a period
 *   in which nobody entered keeps its row, with a size of 0. No events, no rows.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   {
 *     customer: [1, 1, 2, 3],
 *     time: [Date.UTC(2026, 0, 5), Date.UTC(2026, 1, 5), Date.UTC(2026, 0, 9), Date.UTC(2026, 1, 2)],
 *   },
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 1, 15) },
 * );
 * const [january, february] = retentionTable(tally);
 * january.cells[1];
 * // => { lag: 1, through: 1, returned: 1, eligible: 2, rate: 0.5, state: "partial" }
 * february.cells[1];
 * // => { lag: 1, through: 1, returned: 0, eligible: 0, rate: null, state: "future" }
 * ```
 */
export function retentionTable(tally: CohortTally): RetentionRow[] {
  const { calendar, last, lastComplete } = checkCohorts("retentionTable", tally);
  if (tally.cohorts.length === 0) return [];
  const byStart = new Map(tally.cohorts.map((cohort) => [cohort.start, cohort]));
  const first = calendar.periodOf(calendar.startOfDate(tally.cohorts[0].start));
  const rows: RetentionRow[] = [];
  for (let period = first; period <= last; period++) {
    const start = calendar.labelOf(period);
    const cohort = byStart.get(start);
    const cells: RetentionCell[] = [];
    for (let lag = 0; lag <= last - first; lag++) {
      const then = period + lag;
      const state = then > last ? "future" : then > lastComplete ? "partial" : "complete";
      cells.push(cellOf(cohort, lag, state));
    }
    rows.push({ cohort: start, size: cohort?.size ?? 0, cells });
  }
  return rows;
}

/**
 * The retention curve: the share that came back at each lag, all cohorts together.
 * `Σ returned ÷ Σ eligible` over the cohorts whose period at that lag is complete
 *
 * Every customer weighs the same, so a large cohort counts for more than a small one. Later lags rest
 * on fewer, older cohorts, and each point says on how many.
 *
 * @param options - `confidence`, 0.95 unless stated.
 * @returns a point a lag, as far as any period is complete, with Wilson's interval. At lag 0 the rate
 *   is 1 by definition, which nothing can make uncertain.
 * @throws RangeError if the tally is not one, or the confidence is not between 0 and 1.
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
 * // => { lag: 1, cohorts: 1, returned: 1, eligible: 2, rate: 0.5, low: 0.095, high: 0.905, … }
 * ```
 *
 * @see Wilson, JASA 22 (1927), 209–212: the interval.
 */
export function retentionCurve(
  tally: CohortTally,
  { confidence = 0.95 }: ConfidenceOptions = {},
): RetentionPoint[] {
  const { calendar, lastComplete } = checkCohorts("retentionCurve", tally);
  const sums: { cohorts: number; count: number; total: number }[] = [];
  for (const { start, eligible, active } of tally.cohorts) {
    const period = calendar.periodOf(calendar.startOfDate(start));
    for (let lag = 0; period + lag <= lastComplete; lag++) {
      sums[lag] ??= { cohorts: 0, count: 0, total: 0 };
      sums[lag].cohorts++;
      sums[lag].count += active[lag];
      sums[lag].total += eligible[lag];
    }
  }
  return sums.map(({ cohorts, count, total }, lag) => {
    const { value: rate, low, high } = shareInterval({ count, total }, { confidence }) as Estimate;
    const sure = lag === 0 ? { low: 1, high: 1 } : { low, high };
    return {
      lag,
      through: lag,
      cohorts,
      returned: count,
      eligible: total,
      rate,
      ...sure,
      confidence,
    };
  });
}

function cellOf(cohort: Cohort | undefined, lag: number, state: CellState): RetentionCell {
  const eligible = cohort?.eligible[lag] ?? 0;
  const returned = cohort?.active[lag] ?? 0;
  const rate = eligible === 0 ? null : returned / eligible;
  return { lag, through: lag, returned, eligible, rate, state };
}
