// What the customers of each cohort spent at each lag.

import type { CellState } from "../core/cells.js";
import { checkOptions, fail } from "../core/check.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import type { Cohort, CohortTally } from "./cohort-tally.js";
import { type CriterionReading, criterionReading } from "./criteria.js";
import type { RetentionTableOptions } from "./retention-table.js";
import { tableRows } from "./table-rows.js";

/**
 * What each cohort spent at each lag: in all, for each active customer, for each member, and so far.
 *
 * Values below 0, such as refunds, count. As in `retentionTable`, a partial cell is no drop.
 *
 * @param tally - of events that had a `value`.
 * @param options - `from`, which leaves out rows and changes none.
 * @returns the rows of `retentionTable`: one for each period, even if nobody entered. No events, no rows.
 * @throws RangeError if the tally is not one, its events had no values, there is no such date, or the table
 *   would have more than five million cells (`from` makes it smaller).
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5), value: 30 },
 *     { customer: "bob", time: Date.UTC(2026, 0, 9), value: 50 },
 *     { customer: "ann", time: Date.UTC(2026, 1, 5), value: 20 },
 *   ],
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) },
 * );
 * const [{ cells }] = valueRetention(tally);
 * cells[0]; // => { lag: 0, value: 80, perActive: 40, perMember: 40, cumulativePerMember: 40, … }
 * cells[1];
 * // => { lag: 1, value: 20, perActive: 20, perMember: 10, cumulativePerMember: 50, rate: 0.25, … }
 * ```
 */
export function valueRetention(
  tally: CohortTally,
  options: Pick<RetentionTableOptions, "from"> = {},
): ValueRow[] {
  const where = "valueRetention";
  const { from } = checkOptions(where, options, ["from"]);
  const reading = criterionReading(where, tally, "on");
  const { rows, width } = tableRows(where, tally, reading, from);
  return rows.map(({ period, start, cohort }) => ({
    cohort: start,
    size: cohort?.size ?? 0,
    cells: valueCells(where, reading, period, cohort, width),
  }));
}

/** What a cohort's events were worth at one lag. Money in the unit of the values. */
export interface ValueCell {
  readonly lag: number;
  readonly through: number;
  /** The sum of the values at this lag; 0 if the period has not begun. */
  readonly value: number;
  /** `value ÷ active members`; `null` if nobody was active. At lag 0 every member counts as active. */
  readonly perActive: number | null;
  /** `value ÷ eligible members`, active or not; `null` in the future, and if no member is eligible. */
  readonly perMember: number | null;
  /** The sum of the values up to this lag, over the size of the cohort; `null` as `perMember`. */
  readonly cumulativePerMember: number | null;
  /**
   * `value` over that at lag 0; may exceed 1, or be below 0. `null` in the future, over 0 or less, and over
   * so little that no number is large enough.
   */
  readonly rate: number | null;
  readonly state: CellState;
}

/** A row of the table of values. */
export interface ValueRow {
  /** The local date the period of entry starts on. */
  readonly cohort: string;
  readonly size: number;
  readonly cells: readonly ValueCell[];
}

function valueCells(
  where: string,
  reading: CriterionReading,
  period: number,
  cohort: Cohort | undefined,
  width: number,
): ValueCell[] {
  const { lagOf, throughOf } = reading.frame;
  const values = cohort && cohortValues(where, cohort);
  const soFar = noSum();
  return Array.from({ length: width }, (_, cell) => {
    const state = reading.stateOf(period, cell);
    // Written out: spreading an object into each of so many cells takes most of the time.
    const lag = lagOf(cell);
    const through = throughOf(cell);
    if (cohort === undefined || values === undefined || state === "future") {
      return {
        lag,
        through,
        value: 0,
        perActive: null,
        perMember: null,
        cumulativePerMember: null,
        rate: null,
        state,
      };
    }
    const [value, active, eligible] = [values[cell], cohort.active[cell], cohort.eligible[cell]];
    addTo(soFar, value);
    const rate = value / values[0];
    return {
      lag,
      through,
      value,
      perActive: active > 0 ? value / active : null,
      perMember: eligible > 0 ? value / eligible : null,
      cumulativePerMember: eligible > 0 ? totalOf(soFar) / cohort.size : null,
      rate: eligible > 0 && values[0] > 0 && Number.isFinite(rate) ? rate : null,
      state,
    };
  });
}

function cohortValues(where: string, { value }: Cohort): readonly number[] {
  if (value !== undefined) return value;
  fail("needs-events", where, "value", "given with every event when tallying", undefined);
}
