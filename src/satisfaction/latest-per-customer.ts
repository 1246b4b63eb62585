// The last row of each customer: the latest answer, or when somebody was last asked.

import { fail } from "../core/check.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { checkLength } from "../core/limits.js";
import { checkTime, type Time } from "../core/time.js";

/**
 * The last row of each customer, for figures in which everybody counts once, and for lists of who was last
 * asked when.
 *
 * @param rows - any iterable of objects with a `customer`, a `time`, and whatever else; of several rows at
 *   the same time, the later one in the list counts.
 * @returns the very rows, in the order they came in.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time is not one,
 *   or the rows are not a list of objects.
 *
 * @example
 * ```ts
 * const answers = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5), score: 4 },
 *   { customer: "bob", time: Date.UTC(2026, 1, 2), score: 8 },
 *   { customer: "ann", time: Date.UTC(2026, 3, 9), score: 10 },
 * ];
 * latestPerCustomer(answers).map(({ customer, score }) => [customer, score]);
 * // => [["bob", 8], ["ann", 10]]
 * ```
 */
export function latestPerCustomer<
  Row extends { readonly customer: CustomerId; readonly time: Time },
>(rows: Iterable<Row>): Row[] {
  const where = "latestPerCustomer";
  if (typeof rows !== "object" || typeof rows?.[Symbol.iterator] !== "function") {
    fail("wrong-type", where, "rows", "a list of rows, since the rows themselves come back", rows);
  }
  checkLength(where, "rows", rows);
  const latest = new Map<CustomerId, { readonly row: Row; readonly time: number }>();
  let index = 0;
  for (const row of rows) {
    if (typeof row !== "object" || row === null) {
      fail("wrong-type", where, "rows", "an object with customer, time", row, index);
    }
    const customer = checkCustomer(where, row.customer, index);
    const time = checkTime(where, "time", row.time, index);
    const known = latest.get(customer);
    if (known === undefined || time >= known.time) {
      latest.delete(customer); // so that it comes after those that are there
      latest.set(customer, { row, time });
    }
    index++;
  }
  return Array.from(latest.values(), ({ row }) => row);
}
