// Events as rows or columns, checked and read into columns of numbers.

import { checkNumber, MOST } from "../core/check.js";
import { type Columns, columnsOf, type Rows } from "../core/columns.js";
import type { CustomerEvent } from "../core/customer-event.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { checkLength } from "../core/limits.js";
import { checkTime, EARLIEST, isDate, LATEST } from "../core/time.js";
import { type CohortFrame, checkEntry } from "./cohort-frame.js";
import { indexCustomers, type Members } from "./customer-index.js";

/** Events given as rows or columns, checked, with their values if they have any. */
export function eventsOf(
  where: string,
  argument: string,
  events: CustomerEvents,
  until: number,
): {
  columns: EventColumns;
  values: ArrayLike<number> | null;
  customer: ArrayLike<CustomerId>;
} {
  checkLength(where, argument, events);
  const many = Array.isArray(events) ? columnsOfMany(events) : null;
  if (many !== null) {
    const { customer, time, values } = many;
    return { columns: eventColumns(where, customer, time, until), values, customer };
  }
  const given = events as Rows<CustomerEvent>;
  const columns = columnsOf(
    where,
    argument,
    given,
    { customer: (row) => row.customer, time: (row) => row.time },
    { value: (row) => row.value },
  );
  const { customer, time, value } = columns;
  const values = value === undefined ? null : checkValues(where, value);
  return { columns: eventColumns(where, customer, time, until), values, customer };
}

/** Checks that no event before `until` is so early that its cohort would have too many lags. */
export function checkEarliest(
  where: string,
  { times, from, to }: EventColumns,
  frame: CohortFrame,
): void {
  if (from > to) return;
  const period = frame.calendar.periodOf(from);
  // Looked for only where it has to be named: the earliest row may come last.
  checkEntry(where, frame, from, period, () => times.indexOf(from));
}

/** Customers numbered and times in milliseconds; typed columns that serve as they are, are not copied. */
export function eventColumns(
  where: string,
  customer: ArrayLike<unknown>,
  time: ArrayLike<unknown>,
  until: number,
): EventColumns {
  const times = time instanceof Float64Array ? time : allMilliseconds(time);
  const span = spanOf(times, until);
  const members = span && indexCustomers(customer);
  if (!span || !members) refuse(where, customer, time);
  return { ...members, times, ...span };
}

/** Events as two columns of plain numbers, checked. */
export interface EventColumns extends Members {
  readonly times: Float64Array;
  /** The first and the last time before `until`; `from` is after `to` if no time is. */
  readonly from: number;
  readonly to: number;
  /** Rows at or after `until`. */
  readonly afterUntil: number;
}

/** Events as rows, or as columns, which is the faster form. */
export type CustomerEvents = Iterable<CustomerEvent> | CustomerEventColumns;

/** Events as columns: one array (plain or typed) a field, all of one length. */
export interface CustomerEventColumns extends Columns<Pick<CustomerEvent, "customer" | "time">> {
  readonly value?: ArrayLike<number> | undefined;
}

type Span = Pick<EventColumns, "from" | "to" | "afterUntil">;

/**
 * An array of rows as columns, each row read once; `null` of anything else, and where a row is wrong. `columnsOf`
 * takes twice the time for it, as it does not know the fields before.
 */
function columnsOfMany(rows: readonly (Partial<CustomerEvent> | null | undefined)[]): {
  customer: CustomerId[];
  time: Float64Array;
  values: Float64Array | null;
} | null {
  const time = new Float64Array(rows.length);
  const values = rows[0]?.value === undefined ? null : new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) return null;
    if (typeof row.time !== "number" && !isDate(row.time)) return null;
    time[i] = millisecondsOf(row.time);
    const { value } = row;
    if (values === null) {
      if (value !== undefined) return null;
    } else {
      if (typeof value !== "number" || !(Math.abs(value) <= MOST)) return null;
      values[i] = value;
    }
  }
  return { customer: (rows as CustomerEvent[]).map(({ customer }) => customer), time, values };
}

function checkValues(where: string, values: ArrayLike<unknown>): ArrayLike<number> {
  for (let i = 0; i < values.length; i++) {
    checkNumber(where, "value", values[i], -MOST, MOST, i);
  }
  return values as ArrayLike<number>; // every one is a number
}

// The loops below only notice that something is wrong; this one says what, and in which row.
function refuse(where: string, customer: ArrayLike<unknown>, time: ArrayLike<unknown>): never {
  for (let i = 0; ; i++) {
    checkCustomer(where, customer[i], i);
    checkTime(where, "time", time[i], i);
  }
}

function spanOf(times: Float64Array, until: number): Span | null {
  const all = rangeOf(times);
  if (all === null || all.to < until) return all && { ...all, afterUntil: 0 };
  let from = Infinity;
  let to = -Infinity;
  let afterUntil = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time >= until) afterUntil++;
    else {
      if (time < from) from = time;
      if (time > to) to = time;
    }
  }
  return { from, to, afterUntil };
}

/** The first and the last time; `null` if one is not a valid time. */
function rangeOf(times: Float64Array): { from: number; to: number } | null {
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time >= from && time <= to) continue; // as almost all are, and then they are in range
    if (!(time >= EARLIEST && time <= LATEST)) return null;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return { from, to };
}

/** A copy in milliseconds, with NaN for anything but a time. */
function allMilliseconds(time: ArrayLike<unknown>): Float64Array {
  const times = new Float64Array(time.length);
  for (let i = 0; i < times.length; i++) times[i] = millisecondsOf(time[i]);
  return times;
}

function millisecondsOf(time: unknown): number {
  return typeof time === "number" ? time : isDate(time) ? time.getTime() : Number.NaN;
}
