// The purchase history of each customer, by name, as the readings of models take it.

import type { CustomerId } from "../core/customer-id.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import type { PurchaseHistory } from "./histories.js";
import { type AtOptions, endAt } from "./purchase-histories.js";
import { eachBuyer, frameOfPurchases, type PurchaseTally } from "./purchase-tally.js";

/**
 * The purchase history of each customer, to ask a model of one after the other: whether they are still there, how
 * often they will buy, what they are worth.
 *
 * `purchaseHistories`, which models are fitted to, has the same numbers without the names.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `at`, as for `purchaseHistories`.
 * @returns a row for each customer who had bought by then, in the order of the tally: `repeats`, `last` and `age` in
 *   its periods, and `mean`, what repeat purchases were worth on average, for customers with some if there are values.
 * @throws RangeError or TypeError if the tally is not one, or `at` is after its end of observation.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5), value: 90 },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19), value: 30 },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6), value: 50 },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * const [ann, bob] = customerHistories(tally);
 * ann; // => { customer: "ann", repeats: 1, last: 14, age: 26, mean: 30 }
 * bob; // => { customer: "bob", repeats: 0, last: 0, age: 25 }
 * const model = { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } as const;
 * probabilityAlive(model, ann); // => 0.6
 * ```
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: x, t and T.
 */
export function customerHistories(
  tally: PurchaseTally,
  options: AtOptions = {},
): CustomerHistory[] {
  const where = "customerHistories";
  const end = endAt(where, frameOfPurchases(where, "tally", tally), options);
  const { customers, periods, values } = tally;
  const rows: CustomerHistory[] = [];
  eachBuyer(tally, end, (customer, from, to) => {
    const repeats = to - from - 1;
    const row = {
      customer: customers[customer],
      repeats,
      last: periods[to - 1] - periods[from],
      age: end - 1 - periods[from],
    };
    if (values === null || repeats === 0) {
      rows.push(row);
      return;
    }
    const sum = noSum();
    for (let p = from + 1; p < to; p++) addTo(sum, values[p]);
    rows.push({ ...row, mean: totalOf(sum) / repeats });
  });
  return rows;
}

/** The history of one customer by name. */
export interface CustomerHistory extends PurchaseHistory {
  readonly customer: CustomerId;
  /** What repeat purchases were worth on average; left out without any, or without values. */
  readonly mean?: number;
}
