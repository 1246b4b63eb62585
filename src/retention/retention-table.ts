// The cohort table: how many of each cohort are retained at each lag.

import type { CellState } from "../core/cells.js";
import { checkOptions } from "../core/check.js";
import type { Cohort, CohortTally } from "./cohort-tally.js";
import { type CriterionOptions, type CriterionReading, criterionReading } from "./criteria.js";
import { tableRows } from "./table-rows.js";

/**
 * The cohort table: for each cohort and lag, how many came back.
 *
 * A customer counts at a lag if active in that very period (`"on"`); in any complete one from there on
 * (`"onOrAfter"`); in any after lag 0 up to there (`"onOrBefore"`); or in all up to there
 * (`"every"`). At lag 0 everybody counts. Cells say whether their period is over: a partial one is no
 * drop, only unfinished.
 *
 * @param options - `criterion`, `"on"` unless stated; `from`, which leaves out rows and changes none.
 * @returns a row for each period, from the first cohort to the last period begun before `until`; a period
 *   in which nobody entered keeps its row, with a size of 0. No events, no rows. Where the tally has
 *   a `horizon`, `"onOrAfter"` ends there, and a row's cells are complete once that lag is.
 * @throws RangeError if the tally is not one, there is no such criterion or date, the table would have more
 *   than five million cells (`from` makes it smaller), or the tally came from grouped counts, which answer
 *   `"on"` only.
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
 * // => { lag: 1, count: 1, total: 2, share: 0.5, ofPrevious: 0.5, state: "partial", … }
 * february.cells[1];
 * // => { lag: 1, count: 0, total: 0, share: null, ofPrevious: null, state: "future", … }
 * retentionTable(tally, { from: "2026-02-01" }).length; // => 1
 * ```
 */
export function retentionTable(
  tally: CohortTally,
  options: RetentionTableOptions = {},
): RetentionRow[] {
  const { criterion = "on", from } = checkOptions("retentionTable", options, ["criterion", "from"]);
  const reading = criterionReading("retentionTable", tally, criterion);
  const { rows, width } = tableRows("retentionTable", tally, reading, from);
  return rows.map(({ period, start, cohort }) => ({
    cohort: start,
    size: cohort?.size ?? 0,
    cells: retentionCells(reading, period, cohort, width),
  }));
}

/** A cohort at one lag, or in one bracket of lags. */
export interface RetentionCell {
  /** Whole periods since the first one; of a bracket, its first lag. */
  readonly lag: number;
  /** The last lag that the cell covers: `lag` itself, or the end of the bracket. */
  readonly through: number;
  /** Members retained, by the criterion; so far, if the cell is partial. */
  readonly count: number;
  /** Members who could have been; 0 if the period has not begun. */
  readonly total: number;
  /** `count ÷ total`, from 0 to 1; `null` in the future, and if `total` is 0. */
  readonly share: number | null;
  /**
   * `count` over that of the cell before: more than 1 if, by `"on"`, more were active than one
   * lag earlier. `null` at lag 0, in the future, and over 0.
   */
  readonly ofPrevious: number | null;
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

/** Which rows a table has, and what its cells count. */
export interface RetentionTableOptions extends CriterionOptions {
  /** A local date such as `"2026-11-01"`: cohorts of periods before its own are left out. */
  readonly from?: string | undefined;
}

function retentionCells(
  reading: CriterionReading,
  period: number,
  cohort: Cohort | undefined,
  width: number,
): RetentionCell[] {
  const { lagOf, throughOf } = reading.frame;
  const counts = cohort && reading.returnedOf(cohort);
  return Array.from({ length: width }, (_, cell) => {
    const state = reading.stateOf(period, cell);
    // Written out: spreading an object into each of so many cells takes most of the time.
    const lag = lagOf(cell);
    const through = throughOf(cell);
    if (cohort === undefined || counts === undefined || state === "future") {
      return { lag, through, count: 0, total: 0, share: null, ofPrevious: null, state };
    }
    const count = counts[cell];
    const total = reading.eligibleOf(cohort, cell);
    const share = total === 0 ? null : count / total;
    const ofPrevious = counts[cell - 1] ? count / counts[cell - 1] : null;
    return { lag, through, count, total, share, ofPrevious, state };
  });
}
