import { DAY } from "../core/time.js";
import { addMember, type OpenCohort, openCohort, overWithin } from "./cohort-counts.js";
import type { CohortFrame } from "./cohort-frame.js";
import type { EventColumns } from "./event-columns.js";

/** The cohorts of events sorted by customer: for any settings, and any number of periods. */
export function cohortsFromRows(
  columns: EventColumns,
  frame: CohortFrame,
): Map<number, OpenCohort> {
  const { until, lagDays, minimumEvents } = frame.settings;
  const width = (lagDays ?? 0) * DAY;
  const cohorts = new Map<number, OpenCohort>();
  const { times, ends } = sortedByMember(columns, until);
  const periods = Int32Array.from(times, frame.calendar.periodOf);
  const events: number[] = []; // by cell, of one member at a time
  const touched: number[] = [];
  let start = 0;
  for (const end of ends) {
    if (end === start) continue;
    let first = times[start];
    let period = periods[start];
    for (let i = start + 1; i < end; i++) {
      first = Math.min(first, times[i]);
      period = Math.min(period, periods[i]);
    }
    for (; start < end; start++) {
      const lag =
        lagDays === null ? periods[start] - period : Math.floor((times[start] - first) / width);
      const cell = frame.cellOf(lag);
      if (cell < 0) continue;
      events[cell] ??= 0;
      if (events[cell]++ === 0) touched.push(cell);
    }
    const cells = touched
      .filter((cell) => cell === 0 || events[cell] >= minimumEvents)
      .sort((a, b) => a - b);
    for (const cell of touched) events[cell] = 0;
    touched.length = 0;

    let cohort = cohorts.get(period);
    if (cohort === undefined) {
      cohort = openCohort(frame, period);
      cohorts.set(period, cohort);
    }
    const age = (until - first) / width;
    const begun = lagDays === null ? cohort.cells : frame.cellsBegun(Math.ceil(age));
    const over = lagDays === null ? cohort.over : overWithin(frame, Math.floor(age));
    addMember(cohort, cells, cells.length, begun, over);
  }
  return cohorts;
}

/** The times before `until`, those of a member together, and where each member's end. */
function sortedByMember(
  { members, count, times, later }: EventColumns,
  until: number,
): { times: Float64Array; ends: Uint32Array } {
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < times.length; i++) if (times[i] < until) ends[members[i] + 1]++;
  for (let member = 0; member < count; member++) ends[member + 1] += ends[member];
  const sorted = new Float64Array(times.length - later);
  // Each member's start moves on to be its end.
  for (let i = 0; i < times.length; i++) {
    if (times[i] < until) sorted[ends[members[i]]++] = times[i];
  }
  return { times: sorted, ends: ends.subarray(0, count) };
}
