import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Difference, shareDifference, shareInterval } from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const anyShare = fc
  .oneof(fc.tuple(fc.nat(2_000), fc.nat(2_000)), fc.tuple(fc.nat(3), fc.nat(3)))
  .map(([count, rest]) => ({ count, total: count + rest }))
  .filter(({ total }) => total > 0);
type ShareCounts = { count: number; total: number };
const difference = (before: ShareCounts, after: ShareCounts, confidence = 0.95) =>
  shareDifference(before, after, { confidence }) as Difference;
const width = ({ low, high }: Difference) => high - low;

describe("shareDifference", () => {
  test("agrees with Newcombe's interval and with prop.test of R", () => {
    expect(reference.differenceOfShares.length).toBeGreaterThan(40);
    for (const row of reference.differenceOfShares) {
      const { before, after, confidence, value, low, high, pValue } = row;
      const found = difference(before, after, confidence);
      expectClose(found, { value, low, high, confidence });
      // R has none where all or none are counted on both sides.
      expectSameP(found.pValue, pValue ?? 1);
    }
  });

  test("agrees with the limits that Newcombe published", () => {
    expect(reference.differenceOfSharesPublished.length).toBeGreaterThan(5);
    for (const row of reference.differenceOfSharesPublished) {
      const found = difference(row.before, row.after, row.confidence);
      expect(found.low, row.from).toBeCloseTo(row.low, row.decimals);
      expect(found.high, row.from).toBeCloseTo(row.high, row.decimals);
    }
  });

  test("is null when either total is 0, and reaches −1 and 1", () => {
    expect(shareDifference({ count: 0, total: 0 }, { count: 1, total: 2 })).toBe(null);
    expect(shareDifference({ count: 1, total: 2 }, { count: 0, total: 0 })).toBe(null);
    expect(shareDifference({ count: 0, total: 5 }, { count: 9, total: 9 })).toMatchObject({
      value: 1,
      high: 1,
    });
  });

  test("keeps the digits of its p value where all but one are counted, or none but one", () => {
    for (const total of [1e9, 1e13, 1e15]) {
      // 1 of n against 0 of n: z² is 1 ÷ (1 − 1 ÷ 2n), which is 1. R: 2 * pnorm(-1)
      const one = difference({ count: 0, total }, { count: 1, total });
      expect(one.pValue).toBeCloseTo(0.3173105078629141, 8);
      const all = difference({ count: total, total }, { count: total - 1, total });
      expect(all.pValue).toBe(one.pValue);
    }
  });

  test("refuses invalid counts, by name, and an invalid confidence", () => {
    const half = { count: 1, total: 2 };
    expectError(
      () => shareDifference({ count: 3, total: 2 }, half),
      "out-of-range",
      "shareDifference: before.count must be a number from 0 to 2, got 3",
      "before.count",
    );
    expectError(
      () => shareDifference(half, { count: 1, total: -2 }),
      "out-of-range",
      "shareDifference: after.total must be a number, 0 or more, got -2",
      "after.total",
    );
    expectError(
      () => shareDifference(half, untyped(null)),
      "wrong-type",
      "shareDifference: after must be an object, got null",
      "after",
    );
    expectError(
      () => shareDifference(half, half, { confidence: 1 }),
      "out-of-range",
      "shareDifference: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
  });

  test("holds the change, stays from −1 to 1, turns round, widens and narrows", () => {
    fc.assert(
      fc.property(anyShare, anyShare, (before, after) => {
        const found = difference(before, after);
        expect(found.low).toBeGreaterThanOrEqual(-1);
        expect(found.low).toBeLessThanOrEqual(found.value);
        expect(found.high).toBeGreaterThanOrEqual(found.value);
        expect(found.high).toBeLessThanOrEqual(1);
        expect(found.pValue).toBeGreaterThanOrEqual(0);
        expect(found.pValue).toBeLessThanOrEqual(1);

        const swapped = difference(after, before);
        expect([swapped.low, swapped.high]).toEqual([0 - found.high, 0 - found.low]);
        expect(swapped.pValue).toBeCloseTo(found.pValue, 13);
        const twice = ({ count, total }: ShareCounts) => ({ count: 2 * count, total: 2 * total });
        expect(width(difference(twice(before), twice(after)))).toBeLessThan(width(found));
        expect(width(difference(before, after, 0.99))).toBeGreaterThan(width(found));
      }),
    );
  });

  test("against very many is nearly the interval of the other share", () => {
    fc.assert(
      fc.property(anyShare, (share) => {
        const { low, high } = shareInterval(share) as { low: number; high: number };
        const found = difference({ count: 5e12, total: 1e13 }, share);
        expect(found.low).toBeCloseTo(low - 0.5, 5);
        expect(found.high).toBeCloseTo(high - 0.5, 5);
      }),
    );
  });
});
