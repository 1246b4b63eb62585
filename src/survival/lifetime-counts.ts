// Lifetimes that a database has counted.

import { checkAmount, checkWhole, fail, MOST } from "../core/check.js";
import { checkLength } from "../core/limits.js";
import { addCounts } from "./add-counts.js";
import {
  checkEntrants,
  type LifetimeCounts,
  type LifetimeTally,
  type ReasonCounts,
} from "./lifetime-tally.js";

/**
 * Makes a tally of lifetimes from rows that a database has counted, with `GROUP BY` duration.
 *
 * Rows of one duration are added up, and may come in any order. Any cut of the rows merges
 * (`mergeLifetimes`).
 *
 * @param rows - of `{ duration, left, censored, entered?, byReason? }`, with counts as numbers: drivers
 *   hand out a `bigint` as a string, which is refused.
 * @returns what `tallyLifetimes` gives of the customers one by one.
 * @throws TypeError or RangeError if a duration is not a number of 0 or more, a count is not whole, more
 *   gave a reason than left, or more enter than leave, or are last seen, later.
 *
 * @example
 * ```ts
 * tallyLifetimeCounts([
 *   { duration: 8, left: 2, censored: 1 },
 *   { duration: 3, left: 4, censored: 0 },
 *   { duration: 8, left: 1, censored: 0 },
 * ]);
 * // => { kind: "lifetimes", durations: [3, 8], left: [4, 3], censored: [0, 1] }
 * ```
 */
export function tallyLifetimeCounts(rows: Iterable<LifetimeRow>): LifetimeTally {
  const where = "tallyLifetimeCounts";
  if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
    fail("wrong-type", where, "rows", "a list of rows", rows);
  }
  checkLength(where, "rows", rows);
  const counts = addCounts(Array.from(rows, (row, i) => countsOfRow(where, row, i)));
  checkEntrants(where, "entered", counts, "out-of-range");
  return { kind: "lifetimes", ...counts };
}

/** What happened at one duration. */
export interface LifetimeRow {
  /** 0 or more, in a unit of yours. */
  readonly duration: number;
  /** Customers who left then. */
  readonly left: number;
  /** Customers who were last seen then, and had not left. */
  readonly censored: number;
  /** Customers watched only since then; those watched from the start are in no such count. */
  readonly entered?: number | null | undefined;
  /** Those of `left` who gave a reason. */
  readonly byReason?: readonly ReasonCount[] | null | undefined;
}

/** How many left for one reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

function countsOfRow(where: string, row: LifetimeRow, index: number): LifetimeCounts {
  if (Object(row) !== row) {
    fail("wrong-type", where, "rows", "an object with duration, left, censored", row, index);
  }
  const duration = checkAmount(where, "duration", row.duration, index);
  const left = checkWhole(where, "left", row.left, 0, MOST, index);
  const censored = checkWhole(where, "censored", row.censored, 0, MOST, index);
  const entered = checkWhole(where, "entered", row.entered ?? 0, 0, MOST, index);
  const byReason = reasonsOfRow(where, row, index);
  if (left + censored + entered === 0) return { durations: [], left: [], censored: [] };
  return {
    durations: [duration],
    left: [left],
    censored: [censored],
    // Who enters at 0 is watched from the start.
    ...(entered > 0 && duration > 0 && { entered: [entered] }),
    ...(byReason && { byReason }),
  };
}

function reasonsOfRow(where: string, row: LifetimeRow, index: number): ReasonCounts | null {
  const counts = new Map<string, number>();
  const rows: unknown = row.byReason ?? [];
  if (!Array.isArray(rows)) {
    fail("wrong-type", where, "byReason", "a list of { reason, count }", rows, index);
  }
  let rest = row.left;
  for (const one of rows) {
    const { reason, count } = Object(one) as ReasonCount;
    if (typeof reason !== "string") {
      fail("wrong-type", where, "byReason", "a list of { reason, count }", one, index);
    }
    rest -= checkWhole(where, "byReason.count", count, 0, rest, index);
    if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  if (counts.size === 0) return null;
  const reasons = [...counts.keys()].sort();
  const left = reasons.map((reason) => counts.get(reason) as number); // of its keys
  return { durations: reasons.map(() => row.duration), reasons, left };
}
