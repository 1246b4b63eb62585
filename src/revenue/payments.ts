// Spans with a price as payments: by customer, and by the periods they start and end in.

import { columnsOf, type Rows } from "../core/columns.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { checkReach } from "../core/limits.js";
import type { Observation } from "../core/observation.js";
import { checkEnd } from "../core/span.js";
import { addTo, type Sum } from "../core/sum.js";
import { checkTime, type Time } from "../core/time.js";
import { checkMoney, oneCurrency } from "./revenue.js";

/** Reads spans as payments, those of each customer in a chain. */
export function paymentsByCustomer(
  where: string,
  spans: Rows<RevenueSpan>,
  { calendar, until, last }: Observation,
): Payments {
  const columns = columnsOf(
    where,
    "spans",
    spans,
    {
      customer: (row) => row.customer,
      from: (row) => row.from,
      to: (row) => row.to,
      amount: (row) => row.amount,
    },
    { currency: (row) => row.currency },
  );
  const customers = new Map<CustomerId, Payment>();
  let [afterUntil, empty] = [0, 0];
  for (let i = 0; i < columns.customer.length; i++) {
    const customer = checkCustomer(where, columns.customer[i], i);
    const from = checkTime(where, "from", columns.from[i], i);
    const to = checkEnd(where, columns.to[i], from, i);
    const amount = checkMoney(where, "amount", columns.amount[i], i);
    if (from >= until) afterUntil++;
    else if (from === to) empty++;
    else if (amount > 0) {
      const enters = calendar.periodOf(from);
      checkReach(where, "from", last - enters + 1, from, i);
      const leaves = to < until ? calendar.periodOf(to) : last + 1;
      const earlier = customers.get(customer) ?? null;
      customers.set(customer, { enters, leaves, amount, earlier });
    }
  }
  return { customers, afterUntil, empty, currency: oneCurrency(where, columns.currency) };
}

/** The first period with a payment; without any, the one after the last. */
export function firstPeriod({ customers }: Payments, { last }: Observation): number {
  let first = last + 1;
  for (const payment of customers.values()) {
    for (let one: Payment | null = payment; one !== null; one = one.earlier) {
      first = Math.min(first, one.enters);
    }
  }
  return first;
}

/**
 * Adds a customer's payments to the sums just before each period starts, and just before the last one ends; they
 * are 0 before the period `from` and after `to`.
 */
export function fillEnds(
  ends: readonly Sum[],
  last: Payment,
  first: number,
): { from: number; to: number } {
  let [from, to] = [Infinity, 0];
  for (let one: Payment | null = last; one !== null; one = one.earlier) {
    const { enters, leaves, amount } = one;
    // Just before a period starts, a span is paid that began in an earlier one and ends no earlier.
    for (let i = enters + 1 - first; i <= leaves - first; i++) addTo(ends[i], amount);
    from = Math.min(from, enters - first);
    to = Math.max(to, leaves - first);
  }
  return { from, to };
}

/** Makes the sums ready for the next customer. */
export function clearEnds(ends: readonly Sum[], from: number, to: number): void {
  for (let i = from; i <= to; i++) ends[i].rounded = ends[i].lost = 0;
}

/** A stretch of time in which a customer paid one amount: a plan of a subscription. */
export interface RevenueSpan {
  readonly customer: CustomerId;
  readonly from: Time;
  /** The first moment at which it is no longer paid; `null` while it lasts. */
  readonly to: Time | null;
  /** Recurring revenue, 0 or more: of one length of time throughout, such as a month. */
  readonly amount: number;
  /** Such as `"EUR"`. All spans state the same one, or none does. */
  readonly currency?: string | null | undefined;
}

/** A span by the periods it starts and ends in; one past the last where it goes on at the end. */
export interface Payment {
  readonly enters: number;
  readonly leaves: number;
  readonly amount: number;
  /** Of the same customer. */
  readonly earlier: Payment | null;
}

/** The payments of spans that count. */
export interface Payments {
  /** The last payment of each customer, which leads to the others. */
  readonly customers: Map<CustomerId, Payment>;
  readonly afterUntil: number;
  /** Spans that end as they start. */
  readonly empty: number;
  readonly currency: string | null;
}
