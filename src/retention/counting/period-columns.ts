// The periods of each customer, as sorted columns, from events: all at once, or as a table that grew.

import type { CalendarInternals } from "../../core/calendar.js";
import type { CustomerId } from "../../core/customer-id.js";
import {
  type CustomerPeriods,
  compareCustomers,
  type OpenCustomerPeriods,
  openCustomerPeriods,
} from "../../core/customer-periods.js";
import { ASK_CALENDAR, periodTable } from "../../core/period-table.js";
import { addTo, noSum, totalOf } from "../../core/sum.js";
import { DAY } from "../../core/time.js";
import type { EventColumns } from "../event-columns.js";
import { type ActivityTable, eachMember } from "./activity-table.js";

/**
 * The periods of many events. Without values they are counted in a table with a place for each customer and
 * period, unless that is much larger than they are many; else rows are sorted by period and then by customer,
 * digit by digit, and those of one customer and period counted.
 */
export function periodsOfEvents(
  { columns, customer, values }: EventsOfCustomers,
  calendar: CalendarInternals,
  until: number,
  keepFirst: boolean,
): CustomerPeriods {
  const { members, count, times } = columns;
  const rows = rowsBefore(columns, until);
  const { base, lags } = lagsOf(columns, calendar, until);
  const { order, rowOf } = orderOfMembers(customer, members, count, rows);
  const width = largest(lags) + 1;
  const open = openCustomerPeriods(keepFirst, values !== null);
  for (const member of order) open.customers.push(idOf(customer, rowOf[member]));
  const first = open.first && firstTimes(rows, members, times, count);
  if (first !== null) for (const member of order) open.first?.push(first[member] + 0); // never −0
  if (values === null && fitsTable(count * width, times.length)) {
    const table = countInTable(rows, members, lags, count, width);
    for (const member of order) addRow(open, table, member * width, width, base);
    return open;
  }
  const places = new Uint32Array(count);
  order.forEach((member, place) => {
    places[member] = place;
  });
  const placeOfRow = members.map((member) => places[member]);
  const sorted = scatter(sortByLag(rows, lags, width), placeOfRow, order.length);
  for (let i = 0; i < sorted.length; ) {
    const member = members[sorted[i]];
    const before = open.periods.length;
    while (i < sorted.length && members[sorted[i]] === member) {
      const lag = lags[sorted[i]];
      const start = i;
      while (i < sorted.length && lags[sorted[i]] === lag && members[sorted[i]] === member) i++;
      open.periods.push(base + lag);
      open.events.push(i - start);
      if (values !== null) open.values?.push(totalOfRows(values, sorted, start, i));
    }
    open.periodCounts.push(open.periods.length - before);
  }
  return open;
}

/** The periods of a table that counts events. */
export function periodsOfTable(table: ActivityTable, keepFirst: boolean): CustomerPeriods {
  const ids = [...table.members.keys()];
  const { sums, lost } = table.value;
  const found: { periods: number[]; events: number[]; entries: number[] }[] = [];
  eachMember(table, (_, activity) => found.push(activity));
  const order = [...ids.keys()].sort((a, b) => compareCustomers(ids[a], ids[b]));
  const open = openCustomerPeriods(keepFirst, sums.length > 0);
  for (const member of order) {
    const { periods, events, entries } = found[member];
    open.customers.push(ids[member]);
    open.first?.push(table.first[member]);
    open.periodCounts.push(periods.length);
    for (let i = 0; i < periods.length; i++) {
      open.periods.push(periods[i]);
      open.events.push(events[i]);
      open.values?.push(sums[entries[i]] + lost[entries[i]]);
    }
  }
  return open;
}

/** Checked events, as `eventsOf` gives them. */
export interface EventsOfCustomers {
  readonly columns: EventColumns;
  readonly customer: ArrayLike<CustomerId>;
  readonly values: ArrayLike<number> | null;
}

function idOf(customer: ArrayLike<CustomerId>, row: number): CustomerId {
  const id = customer[row];
  return typeof id === "number" ? id + 0 : id; // never −0
}

function rowsBefore({ times, afterUntil }: EventColumns, until: number): Uint32Array {
  const rows = new Uint32Array(times.length - afterUntil);
  let kept = 0;
  for (let row = 0; row < times.length; row++) if (times[row] < until) rows[kept++] = row;
  return rows;
}

/** By row: the periods since the first one; 0 from `until` on. */
function lagsOf(
  { times, from, to }: EventColumns,
  calendar: CalendarInternals,
  until: number,
): { base: number; lags: Uint32Array } {
  const lags = new Uint32Array(times.length);
  if (from > to) return { base: 0, lags };
  // A table of the days must not be longer than the events are many.
  const isDense = (to - from) / DAY <= 4 * times.length + 1_024;
  const table = isDense ? periodTable(calendar, from, to) : null;
  const base = table?.base ?? FIRST_PERIOD;
  for (let row = 0; row < lags.length; row++) {
    const time = times[row];
    if (time >= until) continue;
    let lag = ASK_CALENDAR;
    if (table !== null) {
      const day = ((time - table.origin) * (1 / DAY)) | 0;
      lag = time < table.next[day] ? table.before[day] : table.after[day];
    }
    lags[row] = lag === ASK_CALENDAR ? calendar.periodOf(time) - base : lag;
  }
  return { base, lags };
}

/** Below the number of every period: days of the year 1 are the lowest. */
const FIRST_PERIOD = -1_048_576; // −2²⁰: an expression would stay in every bundle
const DIGIT = 2_048;

function largest(lags: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < lags.length; i++) if (lags[i] > most) most = lags[i];
  return most;
}

/** By member: the moment of the first event. */
function firstTimes(
  rows: Uint32Array,
  members: Uint32Array,
  times: Float64Array,
  count: number,
): Float64Array {
  const first = new Float64Array(count).fill(Infinity);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (times[row] < first[members[row]]) first[members[row]] = times[row];
  }
  return first;
}

/** Whether a table of so many places is not much larger than there are rows. */
function fitsTable(places: number, rows: number): boolean {
  return places <= 4 * rows + 65_536;
}

/** By member and lag: how many rows. */
function countInTable(
  rows: Uint32Array,
  members: Uint32Array,
  lags: Uint32Array,
  count: number,
  width: number,
): Uint32Array {
  const table = new Uint32Array(count * width);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    table[members[row] * width + lags[row]]++;
  }
  return table;
}

/** Adds the periods of one member. */
function addRow(
  { periods, events, periodCounts }: OpenCustomerPeriods,
  table: Uint32Array,
  start: number,
  width: number,
  base: number,
): void {
  const before = periods.length;
  for (let lag = 0; lag < width; lag++) {
    const count = table[start + lag];
    if (count === 0) continue;
    periods.push(base + lag);
    events.push(count);
  }
  periodCounts.push(periods.length - before);
}

/** Rows by lag, by two digits at most; rows of one lag keep their order. */
function sortByLag(rows: Uint32Array, lags: Uint32Array, width: number): Uint32Array {
  let sorted = rows;
  for (let unit = 1; unit < width; unit *= DIGIT) {
    const digits = lags.map((lag) => (lag / unit) % DIGIT);
    sorted = scatter(sorted, digits, DIGIT);
  }
  return sorted;
}

/** Rows sorted by a small whole number that each has; those with the same one keep their order. */
function scatter(rows: Uint32Array, digits: Uint32Array, count: number): Uint32Array {
  const ends = new Uint32Array(count + 1);
  for (let i = 0; i < rows.length; i++) ends[digits[rows[i]] + 1]++;
  for (let digit = 0; digit < count; digit++) ends[digit + 1] += ends[digit];
  const sorted = new Uint32Array(rows.length);
  // Each digit's start moves on to be its end.
  for (let i = 0; i < rows.length; i++) sorted[ends[digits[rows[i]]]++] = rows[i];
  return sorted;
}

/** The members that have rows, in the order of what they go by, and one row of each. */
function orderOfMembers(
  customer: ArrayLike<CustomerId>,
  members: Uint32Array,
  count: number,
  rows: Uint32Array,
): { order: number[]; rowOf: Uint32Array } {
  const rowOf = new Uint32Array(count);
  const isThere = new Uint8Array(count);
  for (let i = 0; i < rows.length; i++) {
    rowOf[members[rows[i]]] = rows[i];
    isThere[members[rows[i]]] = 1;
  }
  const order: number[] = [];
  for (let member = 0; member < count; member++) if (isThere[member] === 1) order.push(member);
  // Numbers that number themselves are in order already, which the sort finds out in one pass.
  order.sort((a, b) => compareCustomers(customer[rowOf[a]], customer[rowOf[b]]));
  return { order, rowOf };
}

function totalOfRows(
  values: ArrayLike<number>,
  rows: Uint32Array,
  from: number,
  to: number,
): number {
  const sum = noSum();
  for (let i = from; i < to; i++) addTo(sum, values[rows[i]]);
  return totalOf(sum);
}
