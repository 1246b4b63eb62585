// What a customer is known by: a string or a number.

import { fail } from "./check.js";

export function isCustomer(value: unknown): value is CustomerId {
  return typeof value === "string" || Number.isFinite(value);
}

export function checkCustomer(where: string, customer: unknown, index: number): CustomerId {
  if (isCustomer(customer)) return customer;
  fail("wrong-type", where, "customer", "a string or a finite number", customer, index);
}

/** What whole numbers have to be below for a table of them to be not much larger than there are rows. */
export function denseLimit(rows: number): number {
  return 4 * rows + 1_024;
}

/** Whether a customer has a place of its own in such a table. */
export function isDense(id: unknown, limit: number): id is number {
  return typeof id === "number" && id >>> 0 === id + 0 && id < limit;
}

/** The row in which a customer comes a second time; −1 if none does. */
export function firstTwice(customers: ArrayLike<unknown>): number {
  // Ticked off in a table; a set takes many times as long.
  const limit = denseLimit(customers.length);
  const isThere = new Uint8Array(limit);
  for (let i = 0; i < customers.length; i++) {
    const id = customers[i];
    if (!isDense(id, limit)) return firstTwiceInSet(customers);
    if (isThere[id] === 1) return i;
    isThere[id] = 1;
  }
  return -1;
}

/** What a customer goes by. `1` and `"1"` are two customers. */
export type CustomerId = string | number;

function firstTwiceInSet(customers: ArrayLike<unknown>): number {
  const seen = new Set<unknown>();
  for (let i = 0; i < customers.length; i++) if (seen.add(customers[i]).size === i) return i;
  return -1;
}
