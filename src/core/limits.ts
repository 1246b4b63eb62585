// How large tallies and tables may get: more would fill the memory, and mostly comes of a wrong date.

import { fail } from "./check.js";

/** Periods from the first one to the end of observation: 136 years of days. */
export const MOST_PERIODS = 50_000;

/** Lags of all the cohorts of a tally together, twelve years of daily ones; or counts of all its groups. */
export const MOST_COUNTS = 10_000_000;

/** Cells of a table, each of them an object: ten years of days have 13 million, five have 3. */
export const MOST_CELLS = 5_000_000;

/** Rows in a plain array: engines keep longer ones only with holes. Typed arrays may be longer. */
export const MOST_ROWS = 100_000_000;

/** Refuses a row that lies too many periods, or lags of `lagDays`, before the end of observation. */
export function checkReach(
  where: string,
  argument: string,
  periods: number,
  time: unknown,
  index: number | (() => number),
  option: "period" | "lagDays" = "period",
): void {
  if (periods <= MOST_PERIODS) return;
  const counted = option === "period" ? "periods" : "lags";
  const advice = `take a longer ${option}, or leave the row out`;
  const mustBe = `less than ${MOST_PERIODS} ${counted} before until (${advice})`;
  fail("out-of-range", where, argument, mustBe, time, typeof index === "number" ? index : index());
}

/**
 * Refuses arrays so long that they must have holes, such as `new Array(2 ** 32 - 1)`, and typed ones that lost
 * their memory to a worker, after which they look empty.
 */
export function checkLength(where: string, argument: string, rows: unknown): void {
  if (ArrayBuffer.isView(rows) && rows.byteLength === 0 && isDetached(rows)) {
    fail(
      "wrong-type",
      where,
      argument,
      "an array that still has its memory (give workers a copy)",
      rows,
    );
  }
  if (!Array.isArray(rows) || rows.length <= MOST_ROWS) return;
  const mustBe = `at most ${MOST_ROWS} in a plain array (take a typed one, or merge tallies of parts)`;
  fail("out-of-range", where, `${argument}.length`, mustBe, rows.length);
}

/** Not asked by `detached`, which older engines do not have. */
function isDetached(rows: ArrayBufferView): boolean {
  try {
    return new Uint8Array(rows.buffer).length < 0;
  } catch {
    return true;
  }
}
