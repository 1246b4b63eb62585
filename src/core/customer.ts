import { fail } from "./check.js";

/** What a customer goes by. `1` and `"1"` are two customers. */
export type Customer = string | number;

export function checkCustomer(where: string, customer: unknown, index: number): Customer {
  if (typeof customer === "string" || Number.isFinite(customer)) return customer as Customer;
  fail("wrong-type", where, "customer", "a string or a finite number", customer, index);
}
