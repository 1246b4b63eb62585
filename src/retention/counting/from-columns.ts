// Cohorts from the periods of each customer, in columns.

import type { CustomerPeriods } from "../../core/customer-periods.js";
import { addMember, cohortAt, type OpenCohorts } from "./cohort-builder.js";

/** Fills the cohorts, whose frame has no `lagDays`. */
export function fillFromColumns(
  { customers, periodCounts, periods, events }: CustomerPeriods,
  cohorts: OpenCohorts,
): void {
  const { frame } = cohorts;
  const { minimumEvents } = frame.settings;
  const cells = [0]; // that a member is active in, at first the one of entry
  for (let customer = 0, from = 0; customer < customers.length; customer++) {
    const first = periods[from];
    const end = from + periodCounts[customer];
    const cohort = cohortAt(cohorts, first);
    let [count, cell, inCell] = [1, 0, 0];
    for (let p = from + 1; p < end; p++) {
      const next = frame.cellOf(periods[p] - first);
      if (next < 0) break; // past the last bracket, as are all that follow
      if (next !== cell) inCell = 0;
      cell = next;
      const before = inCell;
      inCell += events[p];
      if (before < minimumEvents && inCell >= minimumEvents) cells[count++] = cell;
    }
    addMember(cohort, cells, count, cohort.cells, cohort.over);
    from = end;
  }
}
