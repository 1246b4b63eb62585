// Events read from a stream, one or one chunk at a time.

import { checkNumber, fail, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import type { CustomerEvent } from "../core/customer-event.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { checkTime } from "../core/time.js";
import type { CustomerEvents } from "./event-columns.js";

export function eventReader(where: string, until: number, take: Take): EventReader {
  let index = 0;
  let afterUntil = 0;
  let valued = false;

  function readEvent(customer: unknown, time: unknown, given: unknown): void {
    if (index === 0) valued = given !== undefined;
    const id = checkCustomer(where, customer, index);
    const ms = checkTime(where, "time", time, index);
    const value = given === undefined ? undefined : checkValue(given, index);
    // The first row without one is the first of all, unless that has one.
    if (valued !== (value !== undefined)) checkValue(undefined, valued ? index : 0);
    if (ms >= until) afterUntil++;
    else take(id, ms, value, index);
    index++;
  }

  function checkValue(value: unknown, at: number): number {
    return checkNumber(where, "value", value, -MOST, MOST, at);
  }

  function readRows(rows: CustomerEvents): void {
    if (typeof rows === "object" && rows !== null && Symbol.iterator in rows) {
      for (const row of rows) {
        if (typeof row !== "object" || row === null) {
          fail("wrong-type", where, "events", "an object with customer, time", row, index);
        }
        readEvent(row.customer, row.time, row.value);
      }
      return;
    }
    const given = rows as Rows<CustomerEvent>; // columns, whose value may be missing
    const columns = columnsOf(where, "events", given, ["customer", "time"], ["value"]);
    const { customer, time, value } = columns;
    for (let i = 0; i < customer.length; i++) {
      readEvent(customer[i], time[i], value && checkValue(value[i], index));
    }
  }

  function readChunk(chunk: EventChunk): void {
    if (typeof chunk !== "object" || chunk === null) {
      fail("wrong-type", where, "events", "an event, or rows or columns of them", chunk, index);
    }
    if (isEventRow(chunk)) readEvent(chunk.customer, chunk.time, chunk.value);
    else readRows(chunk);
  }

  return { readChunk, readRows, afterUntil: () => afterUntil };
}

/** One event, or several as rows or as columns. */
export type EventChunk = CustomerEvent | CustomerEvents;

/** Reads events one chunk after another, and counts their rows through. */
export interface EventReader {
  readChunk(chunk: EventChunk): void;
  readRows(rows: CustomerEvents): void;
  /** Rows at or after `until`, so far. */
  afterUntil(): number;
}

/** What to do with a checked event before `until`. */
type Take = (customer: CustomerId, time: number, value: number | undefined, index: number) => void;

function isEventRow(chunk: EventChunk): chunk is CustomerEvent {
  if (Symbol.iterator in chunk) return false;
  return !Array.isArray(chunk.customer) && !ArrayBuffer.isView(chunk.customer);
}
