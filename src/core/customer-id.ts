// What a customer is known by: a string or a number.

import { fail } from "./check.js";

export function isCustomer(value: unknown): value is CustomerId {
  return typeof value === "string" || Number.isFinite(value);
}

export function checkCustomer(where: string, customer: unknown, index: number): CustomerId {
  if (isCustomer(customer)) return customer;
  fail("wrong-type", where, "customer", "a string or a finite number", customer, index);
}

/** What a customer goes by. `1` and `"1"` are two customers. */
export type CustomerId = string | number;
