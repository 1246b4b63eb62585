// What purchase models read of a tally of purchases: histories and spend, as known at some moment.

import { checkOptions, fail } from "../core/check.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { checkTime, type Time } from "../core/time.js";
import { type HistoryTally, historiesOf } from "./histories.js";
import {
  eachBuyer,
  frameOfPurchases,
  type PurchaseFrame,
  type PurchaseTally,
  periodAt,
} from "./purchase-tally.js";
import { type SpendTally, spendOf } from "./spend.js";

/**
 * The purchase history of every customer: how often they came back, when they last did, and how long they
 * have been watched. Purchase models read it.
 *
 * Of a customer who bought in the periods d₁ … dₙ, with e the last period that is over: `repeats` is
 * n − 1, `last` is dₙ − d₁ and `age` is e − d₁. Mind that `last` is not the recency of RFM, which is
 * `age − last`.
 *
 * With `at` the answer is what was known then, and nothing of what came later: two readings of one tally
 * are calibration and holdout.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `at`, the end of observation unless stated; moved back to the start of its period.
 * @returns customers grouped by equal histories, in periods of the tally.
 * @throws RangeError or TypeError if the tally is not one, or `at` is after its end of observation.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6) },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * purchaseHistories(tally);
 * // => { kind: "histories", repeats: [0, 1], last: [0, 14], age: [25, 26], customers: [1, 1] }
 * purchaseHistories(tally, { at: Date.UTC(2026, 0, 19) });
 * // => { kind: "histories", repeats: [0, 0], last: [0, 0], age: [12, 13], customers: [1, 1] }
 * ```
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: x, t and T.
 */
export function purchaseHistories(tally: PurchaseTally, options: AtOptions = {}): HistoryTally {
  const where = "purchaseHistories";
  const end = endAt(where, frameOfPurchases(where, "tally", tally), options);
  const { periods, customers } = tally;
  const [repeats, last, age] = [0, 0, 0].map(() => new Float64Array(customers.length));
  let kept = 0;
  eachBuyer(tally, end, (_, from, to) => {
    repeats[kept] = to - from - 1;
    last[kept] = periods[to - 1] - periods[from];
    age[kept] = end - 1 - periods[from];
    kept++;
  });
  return historiesOf(
    where,
    [repeats, last, age].map((column) => column.subarray(0, kept)),
  );
}

/**
 * What repeat customers spend: how often they came back, and what those purchases were worth on average.
 * The models of spend read it.
 *
 * The first purchase is left out, as it is in `repeats`: it is often of another kind than those that follow.
 * A purchase is all that a customer bought in one period. Repeat customers whose mean is 0 are counted in
 * `nonPositive`.
 *
 * @param tally - of `tallyPurchases`, of purchases with values.
 * @param options - `at`, as for `purchaseHistories`.
 * @returns customers grouped by equal `repeats` and `mean`.
 * @throws RangeError or TypeError if the tally is not one or has no values, or `at` is after its end of
 *   observation.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5), value: 90 },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19), value: 30 },
 *     { customer: "ann", time: Date.UTC(2026, 0, 21), value: 20 },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6), value: 50 },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * purchaseSpend(tally);
 * // => { kind: "spend", nonPositive: 0, repeats: [2], mean: [25], customers: [1] }
 * ```
 */
export function purchaseSpend(tally: PurchaseTally, options: AtOptions = {}): SpendTally {
  const where = "purchaseSpend";
  const end = endAt(where, frameOfPurchases(where, "tally", tally), options);
  const values = purchaseValues(where, "tally", tally);
  const repeats: number[] = [];
  const means: number[] = [];
  let nonPositive = 0;
  eachBuyer(tally, end, (_, from, to) => {
    if (to - from < 2) return;
    const sum = noSum();
    for (let p = from + 1; p < to; p++) addTo(sum, values[p]);
    const mean = totalOf(sum) / (to - from - 1);
    if (mean === 0) {
      nonPositive++;
      return;
    }
    repeats.push(to - from - 1);
    means.push(mean);
  });
  return spendOf(where, nonPositive, [repeats, means]);
}

/** The values of purchases; refuses purchases without. */
export function purchaseValues(
  where: string,
  argument: string,
  tally: PurchaseTally,
): readonly number[] {
  const { values, customers } = tally;
  if (values !== null) return values;
  // With no customers at all there is nothing that lacks a value.
  if (customers.length === 0) return [];
  fail(
    "options-mismatch",
    where,
    `${argument}.values`,
    "a list: give every purchase a value when tallying",
    values,
  );
}

/** The first period that was not over at `at`. */
export function endAt(
  where: string,
  { settings, calendar }: PurchaseFrame,
  options: AtOptions,
): number {
  const { at } = checkOptions(where, options, ["at"]);
  const { until, untilPeriod } = settings;
  if (at === undefined) return untilPeriod;
  const time = checkTime(where, "at", at);
  if (time > until) fail("out-of-range", where, "at", `no later than until, ${until}`, time);
  return periodAt(calendar, time);
}

/** As of when to read. */
export interface AtOptions {
  /** What was known at this moment; the end of observation unless stated. */
  readonly at?: Time | undefined;
}
