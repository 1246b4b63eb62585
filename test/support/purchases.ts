import fc from "fast-check";
import { expect } from "vitest";
import { calendar, type Period, type PurchaseTally } from "../../src/index.js";
import { anyLog, rareLog } from "./logs.js";
import type { Event } from "./oracle.js";

/** A purchase with what it was worth. */
export interface Purchase extends Event {
  readonly value: number;
}

/** Whole cents, prices with cents, nothing, and amounts of any size. */
const value = fc.oneof(
  fc.constantFrom(0, 0, -0, 19.99, 0.1),
  fc.nat(100_000),
  fc.double({ min: 0, max: 1e6, noNaN: true }),
);

/** A log of a few customers over two years, with values. */
export const anyPurchases: fc.Arbitrary<Purchase[]> = anyLog.chain((events) =>
  fc
    .array(value, { minLength: events.length, maxLength: events.length })
    .map((values) => events.map((event, i) => ({ ...event, value: values[i] as number }))),
);

/** Options of any zone and any period. */
export const anyPurchaseOptions = fc.record({
  period: fc.constantFrom<Period>("day", "week", "month", "quarter", "year"),
  timeZone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu", "America/Santiago"),
  weekStart: fc.constantFrom("monday", "sunday", undefined),
  until: fc.constantFrom(Date.UTC(2027, 0, 1), Date.UTC(2026, 5, 17, 13)),
});

/** Days in which the clocks of a zone did something rare. */
export const rarePurchases = rareLog.map(({ events, options }) => {
  const { period, timeZone, until } = options;
  return { events, options: { period, timeZone, until } };
});

/** Purchases of one customer in one period. */
export interface OraclePeriod {
  readonly customer: string | number;
  readonly period: number;
  readonly orders: number;
  readonly value: number;
}

/** The slow obvious way: one period of one customer after another, in the order of the tally. */
export function slowPurchases(
  purchases: readonly (Event & { readonly value?: number })[],
  { period, timeZone, weekStart, until }: Parameters<typeof calendar>[0] & { until: number },
): OraclePeriod[] {
  const { periodOf, startOf } = calendar({ period, timeZone, weekStart });
  const end = startOf(
    // Where clocks go back over midnight, a later date has begun before the moment's own.
    startOf(periodOf(until) + 1) <= until ? periodOf(until) + 1 : periodOf(until),
  );
  const found = new Map<string, OraclePeriod>();
  for (const { customer, time, value: worth = 0 } of purchases) {
    if (time >= end) continue;
    const number = periodOf(time);
    const key = JSON.stringify([typeof customer, customer, number]);
    const { orders, value } = found.get(key) ?? { orders: 0, value: 0 };
    const sum = { orders: orders + 1, value: value + worth };
    found.set(key, { customer, period: number, ...sum });
  }
  return [...found.values()].sort((a, b) => {
    if (a.customer === b.customer) return a.period - b.period;
    if (typeof a.customer !== typeof b.customer) return typeof a.customer === "number" ? -1 : 1;
    return a.customer < b.customer ? -1 : 1;
  });
}

/** The columns of a tally as rows, the documented way out. */
export function rowsOfPurchases(tally: PurchaseTally): OraclePeriod[] {
  let start = 0;
  return tally.customers.flatMap((customer, i) => {
    const from = start;
    start += tally.periodCounts[i] as number;
    return tally.periods.slice(from, start).map((period, p) => ({
      customer,
      period,
      orders: tally.orders[from + p] as number,
      value: tally.values?.[from + p] ?? 0,
    }));
  });
}

/** Equal to the last order, and in money to 1e-12 of what was added up. */
export function expectSamePurchases(actual: PurchaseTally, expected: PurchaseTally): void {
  const { values, ...rest } = expected;
  expect({ ...actual, values: null }).toStrictEqual({ ...rest, values: null });
  expect(actual.values === null).toBe(values === null);
  values?.forEach((sum, i) => {
    expect(Math.abs((actual.values?.[i] as number) - sum)).toBeLessThanOrEqual(1e-12 * sum);
  });
}
