import fc, { type Arbitrary } from "fast-check";
import { expect } from "vitest";
import type { RevenueRow, RevenueTally } from "../../src/index.js";

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
