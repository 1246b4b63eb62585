// Cohorts from events sorted by customer: the plain way.

import { DAY } from "../../core/time.js";
import type { EventColumns } from "../event-columns.js";
import {
  addMember,
  addSpend,
  addValue,
  cohortAt,
  type OpenCohorts,
  overWithin,
} from "./cohort-builder.js";

/** Fills the cohorts from events sorted by customer: for any settings, and any number of periods. */
export function fillFromRows({ columns, entries, values }: Activity, cohorts: OpenCohorts): void {
  const { frame } = cohorts;
  const { until, lagDays, minimumEvents } = frame.settings;
  const width = (lagDays ?? 0) * DAY;
  const firstEvent = entries ?? 0;
  const { rows, ends } = sortedByMember(columns, until);
  const times = Float64Array.from(rows, (row) => columns.times[row]);
  const periods = Int32Array.from(times, frame.calendar.periodOf);
  const events: number[] = []; // by cell, of one member at a time
  const spent: number[] = []; // the same
  const touched: number[] = [];
  let start = 0;
  for (const end of ends) {
    for (const [period, first] of entriesOf(start, end)) {
      const cohort = cohortAt(cohorts, period);
      for (let i = start; i < end; i++) {
        if (rows[i] < firstEvent || times[i] < first) continue;
        const lag = lagDays === null ? periods[i] - period : Math.floor((times[i] - first) / width);
        // Where clocks go back over midnight, a later moment can lie in an earlier period.
        const cell = lag < 0 ? -1 : frame.cellOf(lag);
        if (cell < 0) continue;
        events[cell] ??= 0;
        if (events[cell]++ === 0) touched.push(cell);
        if (values === null) continue;
        const value = values[rows[i] - firstEvent];
        addValue(cohort, cell, value);
        spent[cell] = (spent[cell] ?? 0) + value;
      }
      touched.sort((a, b) => a - b);
      const cells = touched.filter((cell) => cell > 0 && events[cell] >= minimumEvents);
      let soFar = 0;
      for (const cell of touched) {
        if (values !== null) soFar = addSpend(cohort, cell, soFar, spent[cell]);
        events[cell] = spent[cell] = 0;
      }
      touched.length = 0;

      const age = (until - first) / width;
      const begun = lagDays === null ? cohort.cells : frame.cellsBegun(Math.ceil(age));
      const over = lagDays === null ? cohort.over : overWithin(frame, Math.floor(age));
      addMember(cohort, [0, ...cells], cells.length + 1, begun, over);
    }
    start = end;
  }

  /** The periods that a member enters in, and the moment of entry: one, or those of all entries. */
  function entriesOf(from: number, to: number): Map<number, number> {
    const found = new Map<number, number>();
    for (let i = from; i < to; i++) {
      if (entries !== null && rows[i] >= entries) continue;
      found.set(periods[i], Math.min(times[i], found.get(periods[i]) ?? Infinity));
    }
    if (frame.settings.entry === "recurring" || found.size < 2) return found;
    // Where clocks go back over midnight, the first moment is not always in the first period.
    const by = lagDays === null ? 0 : 1;
    const [period] = [...found].reduce((first, next) => (next[by] < first[by] ? next : first));
    return new Map([[period, Math.min(...found.values())]]);
  }
}

/** Events, and where they are apart from them, entries: the first so many rows. */
export interface Activity {
  readonly columns: EventColumns;
  /** Rows that are entries and no events, perhaps none; `null` if every event may be the entry. */
  readonly entries: number | null;
  /** By event. */
  readonly values: ArrayLike<number> | null;
}

/** The rows before `until`, those of a member together, and where each member's end. */
function sortedByMember(
  { members, count, times, afterUntil }: EventColumns,
  until: number,
): { rows: Uint32Array; ends: Uint32Array } {
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < times.length; i++) if (times[i] < until) ends[members[i] + 1]++;
  for (let member = 0; member < count; member++) ends[member + 1] += ends[member];
  const rows = new Uint32Array(times.length - afterUntil);
  // Each member's start moves on to be its end.
  for (let i = 0; i < times.length; i++) if (times[i] < until) rows[ends[members[i]]++] = i;
  return { rows, ends: ends.subarray(0, count) };
}
