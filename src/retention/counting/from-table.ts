// Cohorts from a table of activity, as streams and logs fill it.

import { DAY } from "../../core/time.js";
import { type ActivityTable, eachMember } from "./activity-table.js";
import {
  addMember,
  addSpend,
  addValue,
  cohortAt,
  type OpenCohorts,
  overWithin,
} from "./cohort-builder.js";

/** Fills the cohorts from a table of activity: by period or, where the frame has `lagDays`, by lag. */
export function fillFromTable(table: ActivityTable, cohorts: OpenCohorts): void {
  const { frame } = cohorts;
  const { until, lagDays, minimumEvents } = frame.settings;
  const { sums, lost } = table.value;
  eachMember(table, (member, { periods, events, entries }) => {
    const first = table.first[member];
    const period = lagDays === null ? periods[0] : frame.calendar.periodOf(first);
    const cohort = cohortAt(cohorts, period);
    const counts = new Map<number, number>(); // events by cell
    let soFar = 0; // the periods rise, and with them the cells
    periods.forEach((number, i) => {
      const cell = frame.cellOf(lagDays === null ? number - period : number);
      if (cell < 0) return;
      counts.set(cell, (counts.get(cell) ?? 0) + events[i]);
      if (sums.length === 0) return;
      addValue(cohort, cell, sums[entries[i]]);
      addValue(cohort, cell, lost[entries[i]]);
      soFar = addSpend(cohort, cell, soFar, sums[entries[i]] + lost[entries[i]]);
    });
    const returned = [...counts].filter(([cell, count]) => cell > 0 && count >= minimumEvents);
    const cells = [0, ...returned.map(([cell]) => cell)];
    const age = lagDays === null ? 0 : (until - first) / (lagDays * DAY);
    const begun = lagDays === null ? cohort.cells : frame.cellsBegun(Math.ceil(age));
    const over = lagDays === null ? cohort.over : overWithin(frame, Math.floor(age));
    addMember(cohort, cells, cells.length, begun, over);
  });
}
