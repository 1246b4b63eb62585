// What a customer is known by: a string or a number.

import { fail } from "./check.js";

export function isCustomer(value: unknown): value is CustomerId {
  return typeof value === "string" || Number.isFinite(value);
}

export function checkCustomer(where: string, customer: unknown, index: number): CustomerId {
  if (isCustomer(customer)) return customer;
  fail("wrong-type", where, "customer", "a string or a finite number", customer, index);
}

/** The row in which a customer comes a second time; −1 if none does. */
export function firstTwice(customers: ArrayLike<unknown>): number {
  // Whole numbers that are not much larger than there are rows are ticked off; a set takes many times as long.
  const limit = 4 * customers.length + 1_024;
  const isThere = new Uint8Array(limit);
  for (let i = 0; i < customers.length; i++) {
    const id = customers[i];
    if (typeof id !== "number" || id >>> 0 !== id + 0 || id >= limit)
      return firstTwiceInSet(customers);
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
