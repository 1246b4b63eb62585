// What the customers of each cohort still pay: the cohort table of revenue.

import { type CellState, checkCells, stateAt } from "../core/cells.js";
import { checkOptions } from "../core/check.js";
import { type Share, shareOf } from "../statistics/share.js";
import type { RevenueCohort, RevenueCohortTally } from "./revenue-cohort-tally.js";
import { checkRevenueCohorts } from "./stored-revenue-cohorts.js";

/**
 * The cohort table of recurring revenue: for each cohort and lag, what it pays of what it paid at lag 0.
 *
 * `net` may exceed 1 where members pay more than at first. `gross` takes each member for no more than at lag 0, and
 * `lowest` for no more than at any lag so far: money that came back is in `gross`, and not in `lowest`. As in
 * `retentionTable`, a partial cell is no drop, only unfinished.
 *
 * @param options - `from`, which leaves out rows and changes none.
 * @returns a row for each period, from the first cohort to the last period begun before `until`; a period in which
 *   nobody first paid keeps its row, with a size of 0. Without cohorts, no rows.
 * @throws RangeError if the tally is not one, there is no such date, or the table would have more than five million
 *   cells (`from` makes it smaller).
 *
 * @example
 * ```ts
 * const utc = { period: "month", timeZone: "UTC" } as const;
 * const day = calendar(utc).startOfDate;
 * const tally = tallyRevenueCohorts(
 *   [
 *     { customer: "ann", from: day("2026-01-05"), to: day("2026-02-10"), amount: 5000 },
 *     { customer: "ann", from: day("2026-02-10"), to: null, amount: 8000 }, // upgrades
 *     { customer: "bob", from: day("2026-01-20"), to: day("2026-02-20"), amount: 3000 },
 *   ],
 *   { ...utc, until: day("2026-03-01") },
 * );
 * revenueRetentionTable(tally)[0].cells[1];
 * // => { lag: 1, state: "complete", amount: 8000, net: 1, gross: 0.625, lowest: 0.625,
 * //      customers: { count: 1, total: 2, share: 0.5 } }
 * ```
 */
export function revenueRetentionTable(
  tally: RevenueCohortTally,
  options: RevenueRetentionTableOptions = {},
): RevenueRetentionRow[] {
  const where = "revenueRetentionTable";
  const { from } = checkOptions(where, options, ["from"]);
  const observed = checkRevenueCohorts(where, "tally", tally);
  const { calendar, last } = observed;
  const periodOf = (date: string): number => calendar.periodOf(calendar.startOfDate(date));
  const earliest = from === undefined ? -Infinity : periodOf(from);
  if (tally.cohorts.length === 0) return [];
  const byStart = new Map(tally.cohorts.map((cohort) => [cohort.start, cohort]));
  const first = Math.max(earliest, periodOf(tally.cohorts[0].start));
  const width = Math.max(0, last - first + 1);
  checkCells(where, width, width);
  return Array.from({ length: width }, (_, row) => {
    const start = calendar.startDateOf(first + row);
    const cohort = byStart.get(start);
    const cells = Array.from({ length: width }, (_, lag) => {
      const state = stateAt(observed, first + row + lag);
      return cellOf(state === "future" ? undefined : cohort, lag, state);
    });
    return { cohort: start, size: cohort?.size ?? 0, cells };
  });
}

/** Which rows a table has. */
export interface RevenueRetentionTableOptions {
  /** A local date such as `"2026-11-01"`: cohorts of periods before its own are left out. */
  readonly from?: string | undefined;
}

/** A cohort at one lag. */
export interface RevenueRetentionCell {
  readonly lag: number;
  readonly state: CellState;
  /** What the cohort pays; 0 if the period has not begun. */
  readonly amount: number;
  /** `amount` of that at lag 0; `null` in the future, and over 0, as are the next two. */
  readonly net: number | null;
  /** The same with each member's amount at lag 0 for the most. */
  readonly gross: number | null;
  /** The same with each member's least amount so far. */
  readonly lowest: number | null;
  /** Members who pay, of all. */
  readonly customers: Share;
}

/** A row of the cohort table of revenue. */
export interface RevenueRetentionRow {
  /** The local date the period starts on in which the members first paid. */
  readonly cohort: string;
  readonly size: number;
  /** By lag; every row has the same lags. */
  readonly cells: readonly RevenueRetentionCell[];
}

function cellOf(
  cohort: RevenueCohort | undefined,
  lag: number,
  state: CellState,
): RevenueRetentionCell {
  if (cohort === undefined) {
    const none = { amount: 0, net: null, gross: null, lowest: null };
    return { lag, state, ...none, customers: shareOf(0, 0) };
  }
  const { size, paying, amount, kept, lowest } = cohort;
  const [opening] = amount;
  return {
    lag,
    state,
    amount: amount[lag],
    net: amount[lag] / opening,
    gross: kept[lag] / opening,
    lowest: lowest[lag] / opening,
    customers: shareOf(paying[lag], size),
  };
}
