// Cohorts from counts that a warehouse has made with `GROUP BY`.

import type { CalendarOptions } from "../core/calendar.js";
import { checkOptions, checkWhole, fail, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkReach } from "../core/limits.js";
import type { Time } from "../core/time.js";
import { cohortFrame } from "./cohort-frame.js";
import { type Cohort, type CohortTally, periodStarting } from "./cohort-tally.js";
import { checkCells } from "./counting/cohort-builder.js";

/**
 * A cohort tally from counts that a warehouse has made with `GROUP BY`.
 *
 * Such counts answer `"on"` only: who came back at lag 1 and again at lag 2 is not in them. Counts
 * must be numbers; drivers hand many out as strings or bigint, which a cast in the query prevents.
 *
 * @param rows - rows or columns of `{ cohort, lag, returned, size }`; one for each cohort and lag.
 * @param options - `period`, `timeZone` and `until` that the query went by, and for weeks the
 *   `weekStart`.
 * @returns the same tally as `tallyCohorts` of the events, but for the criteria other than `"on"`.
 * @throws RangeError or TypeError if a cohort is no first date of a period begun before `until`, a lag
 *   has not begun or comes twice, a count is not whole, more returned than there are, or the tally would
 *   be larger than `tallyCohorts` makes them.
 *
 * @example
 * ```ts
 * const tally = tallyCohortCounts(
 *   [
 *     { cohort: "2026-01-01", lag: 0, returned: 40, size: 40 },
 *     { cohort: "2026-01-01", lag: 1, returned: 22, size: 40 },
 *   ],
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 15) },
 * );
 * tally.cohorts;
 * // => [{ start: "2026-01-01", size: 40, eligible: [40, 40, 40], active: [40, 22, 0] }]
 * retentionCurve(tally)[1].share; // => 0.55
 * ```
 */
export function tallyCohortCounts(
  rows: Rows<CohortCount>,
  options: CohortCountOptions,
): CohortTally {
  const where = "tallyCohortCounts";
  const { period, timeZone, weekStart, until } = checkOptions(where, options, [
    "period",
    "timeZone",
    "weekStart",
    "until",
  ]);
  const frame = cohortFrame(where, { period, timeZone, weekStart, until });
  const columns = columnsOf(where, "rows", rows, ["cohort", "lag", "returned", "size"]);
  const cohorts = new Map<string, Cohort & { readonly active: number[] }>();
  const seen = new Set<string>();
  let cells = 0;
  for (let i = 0; i < columns.cohort.length; i++) {
    const start = columns.cohort[i];
    const first = periodStarting(frame.calendar, start);
    if (first === null || first > frame.last) {
      const code = typeof start === "string" ? "out-of-range" : "wrong-type";
      fail(code, where, "cohort", "the first date of a period that began before until", start, i);
    }
    const lags = frame.lagsBegun(first);
    checkReach(where, "cohort", lags, start, i);
    const lag = checkWhole(where, "lag", columns.lag[i], 0, lags - 1, i);
    const size = checkWhole(where, "size", columns.size[i], 0, MOST, i);
    if (!cohorts.has(start)) cells += lags;
    checkCells(where, frame, cells);
    const cohort = cohorts.get(start) ?? {
      start,
      size,
      eligible: new Array<number>(lags).fill(size),
      active: new Array<number>(lags).fill(0).fill(size, 0, 1),
    };
    cohorts.set(start, cohort);
    if (cohort.size !== size) {
      fail(
        "out-of-range",
        where,
        "size",
        `${cohort.size}, as in earlier rows of the cohort`,
        size,
        i,
      );
    }
    const key = `${start} ${lag}`;
    if (seen.has(key)) fail("out-of-range", where, "lag", "given once for each cohort", lag, i);
    seen.add(key);
    // Everybody is there at lag 0.
    const least = lag === 0 ? size : 0;
    cohort.active[lag] = checkWhole(where, "returned", columns.returned[i], least, size, i);
  }
  const sorted = [...cohorts.values()].filter(({ size }) => size > 0);
  sorted.sort((a, b) => (a.start < b.start ? -1 : 1));
  return { kind: "cohorts", ...frame.settings, afterUntil: 0, cohorts: sorted };
}

/** How many members of a cohort were active at a lag, as a warehouse counts them. */
export interface CohortCount {
  /** The local date the period of entry starts on, such as `"2026-11-01"`. */
  readonly cohort: string;
  readonly lag: number;
  /** Members active at that lag; a lag that has no row, has 0. */
  readonly returned: number;
  /** Members of the cohort: the same in each of its rows. */
  readonly size: number;
}

/** The periods that the counts are of, and where observation ended. */
export interface CohortCountOptions extends CalendarOptions {
  readonly until: Time;
}
