import fc, { type Arbitrary } from "fast-check";
import { expect } from "vitest";
import type { RevenueRow, RevenueSpan, RevenueTally } from "../../src/index.js";

/** Whole cents, prices with cents, and amounts of any size. */
const amount = fc.oneof(
  fc.constantFrom(0, 0, 1900, 19.99, 0.1),
  fc.nat(100_000),
  fc.nat(10_000_000).map((cents) => cents / 100),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => (value < 1e-3 ? 0 : value)),
);

/** A book of up to 30 customers, one row each. */
export const anyBook: Arbitrary<RevenueRow[]> = fc.uniqueArray(
  fc.record({
    customer: fc.oneof(fc.nat(40), fc.constantFrom("1", "__proto__", "constructor")),
    opening: amount,
    closing: fc.oneof(amount, fc.constant(0)),
    paidBefore: fc.boolean(),
  }),
  { selector: ({ customer }) => customer, maxLength: 30 },
);

/** Equal to the last customer, and in money to 1e-12 of the sum of what was added. */
export function expectSameRevenue(actual: RevenueTally, expected: RevenueTally): void {
  const { customers, squares, ...account } = expected;
  expect(actual.customers).toStrictEqual(customers);
  for (const [field, value] of Object.entries(account)) {
    const other = actual[field as keyof typeof account];
    if (typeof value === "number") expectClose(Number(other), value, value);
    else expect(other).toBe(value);
  }
  // Products may have either sign; no sum of their sizes is larger than that of the squares.
  const size = squares.opening + squares.change;
  for (const [field, value] of Object.entries(squares)) {
    expectClose(actual.squares[field as keyof typeof squares], value, size);
  }
}

export function expectClose(actual: number, expected: number, size: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * size);
}

const DAY = 86_400_000;
const [FIRST, LAST] = [Date.UTC(2025, 7, 1), Date.UTC(2026, 5, 1)];
const time = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((days) => FIRST + days * DAY),
  fc.constantFrom(...[-1, 0, 1, 4].map((month) => Date.UTC(2026, month, 1))),
  fc.integer({ min: FIRST, max: LAST }),
);

/** Up to 25 spans of a few customers: free, empty, overlapping and later ones among them. */
export const anyRevenueSpans: Arbitrary<RevenueSpan[]> = fc.array(
  fc
    .record({
      customer: fc.oneof(fc.nat(6), fc.constantFrom("1", "__proto__")),
      from: time,
      length: fc.oneof(fc.nat(100 * DAY), fc.constantFrom(null, 0)),
      amount: fc.constantFrom(0, 100, 250, 19.99, 0.1),
    })
    .map(({ length, ...span }) => ({ ...span, to: length === null ? null : span.from + length })),
  { maxLength: 25 },
);

/** A pays 100 in January and February and 60 from March; B 50 until mid-February; C 80 from February. */
export const paidUntilMay = [
  { customer: "A", from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 1), amount: 100 },
  { customer: "A", from: Date.UTC(2026, 2, 1), to: null, amount: 60 },
  { customer: "B", from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 15), amount: 50 },
  { customer: "C", from: Date.UTC(2026, 1, 1), to: null, amount: 80 },
];
