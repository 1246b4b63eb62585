// The cells of a cohort table: how many there may be, and whether they are over.

import { fail } from "./check.js";
import { MOST_CELLS } from "./limits.js";
import type { Observation } from "./observation.js";

/** That a table has no more cells than fit into memory. */
export function checkCells(where: string, rows: number, width: number): void {
  if (rows * width <= MOST_CELLS) return;
  const mustBe = `small enough for a table of ${MOST_CELLS} cells: pass a later \`from\`, or tally longer periods`;
  fail("out-of-range", where, "tally", mustBe, rows * width);
}

/** Whether a period is over at the end of observation. */
export function stateAt({ calendar, until, last }: Observation, period: number): CellState {
  if (period > last) return "future";
  // Those before the last one are over since it has begun, which the zone need not be asked for.
  return period < last || calendar.startOf(period + 1) <= until ? "complete" : "partial";
}

/** Whether a period is over at `until`, still running, or not yet begun. */
export type CellState = "complete" | "partial" | "future";
