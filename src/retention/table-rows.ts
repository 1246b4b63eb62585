// The rows of a cohort table, and the largest one.

import { checkCells } from "../core/cells.js";
import type { Cohort, CohortTally } from "./cohort-tally.js";
import type { CriterionReading } from "./criteria.js";

/**
 * A row for each period, from the first cohort to the last period begun before `until`, and how many cells each
 * of them has. A date leaves out the periods before its own.
 */
export function tableRows(
  where: string,
  { cohorts }: CohortTally,
  { frame, cellsOf }: CriterionReading,
  from: string | undefined,
): { rows: TableRow[]; width: number } {
  const { calendar, last, cellsBegun, lagsBegun } = frame;
  const earliest = from === undefined ? -Infinity : calendar.periodOfDate(from);
  const rows: TableRow[] = [];
  if (cohorts.length === 0) return { rows, width: 0 };
  const byStart = new Map(cohorts.map((cohort) => [cohort.start, cohort]));
  const first = Math.max(earliest, calendar.periodOfDate(cohorts[0].start));
  const width = cellsOf(cellsBegun(lagsBegun(first)));
  checkCells(where, last - first + 1, width);
  for (let period = first; period <= last; period++) {
    const start = calendar.startDateOf(period);
    rows.push({ period, start, cohort: byStart.get(start) });
  }
  return { rows, width };
}

/** A period of entry: the cohort of it, unless nobody entered. */
export interface TableRow {
  readonly period: number;
  /** The local date it starts on. */
  readonly start: string;
  readonly cohort: Cohort | undefined;
}
