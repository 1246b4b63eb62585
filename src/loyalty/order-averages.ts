// How often customers order and for how much, and whether members of a loyalty programme do so more.

import { checkOptions, fail, quote } from "../core/check.js";
import { compareCustomers } from "../core/customer-periods.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { criticalZ } from "../statistics/distributions.js";
import { ratioEstimate, ratioUplift, sumRatio } from "../statistics/ratio.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { purchaseValues } from "./purchase-histories.js";
import { checkPurchases, eachBuyer, type PurchaseTally } from "./purchase-tally.js";

/**
 * How often customers order: orders per customer and period, from their first purchase on.
 * `Σ orders ÷ Σ (age + 1)`, over the periods from a customer's first purchase to the last one that is over
 *
 * The first purchase counts, and with it its period: where customers are new, they look busy. Customers are
 * the sample, not orders: the interval says how far the figure would move with other customers of the same
 * kind, and one of a hundred orders weighs as one customer.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `confidence`, 0.95 unless stated.
 * @returns orders a period with the interval, whose low end is cut off at 0; `null` for fewer than two
 *   customers.
 * @throws RangeError or TypeError if the tally is not one, or the confidence not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "ann", time: Date.UTC(2026, 1, 19) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6) },
 *     { customer: "cas", time: Date.UTC(2026, 2, 28) },
 *   ],
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 3, 1) },
 * );
 * purchaseFrequency(tally); // => { value: 0.571, low: 0.269, high: 0.873, confidence: 0.95 }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function purchaseFrequency(
  tally: PurchaseTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "purchaseFrequency";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const { orders, periods } = totalsOf(tally, checkPurchases(where, "tally", tally), null);
  return ratioEstimate(sumRatio(orders, periods), z, confidence);
}

/**
 * Average order value: what an order is worth. `Σ value ÷ Σ orders`
 *
 * Customers are the sample, not orders, whose values resemble each other if they are of one customer.
 *
 * @param tally - of `tallyPurchases`, of purchases with values.
 * @param options - `confidence`, 0.95 unless stated.
 * @returns money an order with the interval, whose low end is cut off at 0; `null` for fewer than two
 *   customers.
 * @throws RangeError or TypeError if the tally is not one or has no values, or the confidence is not between
 *   0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5), value: 30 },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19), value: 20 },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6), value: 40 },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * averageOrderValue(tally); // => { value: 30, low: 16.9, high: 43.1, confidence: 0.95 }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function averageOrderValue(
  tally: PurchaseTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "averageOrderValue";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const end = checkPurchases(where, "tally", tally);
  const { values, orders } = totalsOf(tally, end, purchaseValues(where, "tally", tally));
  return ratioEstimate(sumRatio(values, orders), z, confidence);
}

/**
 * How much more the members of a loyalty programme buy than others: more orders, larger ones, more spend.
 * `(1 + orders) × (1 + value) − 1 = spend`
 *
 * Members chose to be members, and those who buy much have more reason to: that they buy more proves no
 * effect of the programme. Only a comparison with customers who were kept out of it at random does.
 *
 * Orders and spend are those of a period from a customer's first purchase on, as in `purchaseFrequency`;
 * value is that of an order, as in `averageOrderValue`. Customers are the sample, and the interval is that of
 * the ratio's logarithm.
 *
 * @param members - of `tallyPurchases`, the members' purchases.
 * @param others - of `tallyPurchases`, the same periods of other customers.
 * @param options - `confidence`, 0.95 unless stated.
 * @returns each as an uplift, 0.9 for 90 % more, below 0 for less; `null` if either side has fewer than
 *   two customers or spent nothing. `value` and `spend` are `null` if purchases have no values.
 * @throws RangeError or TypeError if a tally is not one, they differ in an option, a customer is in both, or
 *   the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const day = (date: number, customer: string, value: number) => {
 *   return { customer, time: Date.UTC(2026, 0, date), value };
 * };
 * const january = { timeZone: "UTC", until: Date.UTC(2026, 1, 1) } as const;
 * const members = tallyPurchases(
 *   [day(1, "ann", 30), day(9, "ann", 40), day(1, "bob", 20), day(2, "bob", 30)],
 *   january,
 * );
 * const others = tallyPurchases([day(1, "cas", 25), day(1, "dee", 15), day(8, "dee", 20)], january);
 * const { orders, value, spend } = loyaltyUplift(members, others);
 * orders?.value; // => 0.333
 * value?.value; // => 0.5
 * spend; // => { value: 1, low: 0.26, high: 2.17, confidence: 0.95 }
 * ```
 */
export function loyaltyUplift(
  members: PurchaseTally,
  others: PurchaseTally,
  options: ConfidenceOptions = {},
): LoyaltyUplift {
  const where = "loyaltyUplift";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const ends = [checkPurchases(where, "members", members), checkPurchases(where, "others", others)];
  checkAlike(where, members, others);
  const [to, from] = [members, others].map((tally, i) => {
    const { orders, periods, values } = totalsOf(tally, ends[i], tally.values);
    return {
      orders: sumRatio(orders, periods),
      value: sumRatio(values, orders),
      spend: sumRatio(values, periods),
    };
  });
  return {
    orders: ratioUplift(to.orders, from.orders, z, confidence),
    value: ratioUplift(to.value, from.value, z, confidence),
    spend: ratioUplift(to.spend, from.spend, z, confidence),
  };
}

/** How much more one group of customers buys than another; 0.9 is 90 % more. */
export interface LoyaltyUplift {
  /** Orders per customer and period. */
  readonly orders: Estimate | null;
  /** What an order is worth. */
  readonly value: Estimate | null;
  /** What a customer spends in a period. */
  readonly spend: Estimate | null;
}

interface CustomerTotals {
  readonly orders: Float64Array;
  /** From the first purchase to the last period that is over, both counted. */
  readonly periods: Float64Array;
  /** 0 if purchases have no values. */
  readonly values: Float64Array;
}

function totalsOf(
  tally: PurchaseTally,
  end: number,
  worth: readonly number[] | null,
): CustomerTotals {
  const { length } = tally.customers;
  const [orders, periods, values] = [0, 0, 0].map(() => new Float64Array(length));
  eachBuyer(tally, end, (customer, from, to) => {
    periods[customer] = end - tally.periods[from];
    const sum = noSum();
    for (let p = from; p < to; p++) {
      orders[customer] += tally.orders[p];
      if (worth !== null) addTo(sum, worth[p]);
    }
    values[customer] = totalOf(sum);
  });
  return { orders, periods, values };
}

function checkAlike(where: string, members: PurchaseTally, others: PurchaseTally): void {
  for (const option of ["period", "timeZone", "weekStart", "until"] as const) {
    if (others[option] === members[option]) continue;
    const mustBe = `${quote(members[option])}, as in members`;
    fail("options-mismatch", where, `others.${option}`, mustBe, others[option]);
  }
  for (let m = 0, o = 0; m < members.customers.length && o < others.customers.length; ) {
    const order = compareCustomers(members.customers[m], others.customers[o]);
    if (order === 0) {
      const mustBe = "customers who are not among the members";
      fail("duplicate-customer", where, "others.customers", mustBe, others.customers[o], o);
    }
    if (order < 0) m++;
    else o++;
  }
}
