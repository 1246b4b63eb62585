import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GroupDifference, shareDifference, shareInterval } from "../../src/index.js";
import exact from "../reference/exact.json" with { type: "json" };
import reference from "../reference/twoSamples.json" with { type: "json" };
import { choices } from "../support/choices.js";
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const anyShare = fc
  .oneof(fc.tuple(fc.nat(2_000), fc.nat(2_000)), fc.tuple(fc.nat(3), fc.nat(3)))
  .map(([count, rest]) => ({ count, total: count + rest }))
  .filter(({ total }) => total > 0);
type ShareCounts = { count: number; total: number };
const difference = (before: ShareCounts, after: ShareCounts, confidence = 0.95) =>
  shareDifference(before, after, { confidence }) as GroupDifference;
const width = ({ low, high }: GroupDifference) => high - low;

describe("shareDifference", () => {
  test("agrees with Newcombe's interval, and of fractional counts with prop.test of R", () => {
    expect(reference.differenceOfShares.length).toBeGreaterThan(40);
    for (const row of reference.differenceOfShares) {
      const { before, after, confidence, value, low, high, pValue } = row;
      const found = difference(before, after, confidence);
      expectClose(found, { value, low, high, confidence });
      // The same shares of a hair fewer people; R has no p where all or none are counted on both sides.
      const hair = 1 - 2 ** -40;
      const [less, other] = [before, after].map(({ count, total }) => ({
        count: count * hair,
        total: total * hair,
      }));
      const weighted = difference(less, other, confidence);
      expect(weighted.exact).toBe(false);
      expect(weighted.pValue).toBeCloseTo(pValue ?? 1, 9);
    }
  });

  test("agrees with fisher.test of R where less than 5 are expected, else with N − 1 times χ² ÷ N", () => {
    expect(exact.shares.filter((row) => row.exact).length).toBeGreaterThan(20);
    for (const row of exact.shares) {
      const found = difference(row.before, row.after);
      expect(found.exact).toBe(Boolean(row.exact));
      expectSameP(found.pValue, row.pValue, JSON.stringify([row.before, row.after]));
    }
  });

  test("takes one customer for no more than one of them all", () => {
    const one = difference({ count: 1, total: 1 }, { count: 0, total: 296 });
    expect(one.pValue).toBeCloseTo(1 / 297, 15);
    // Whether the one who is counted is of these or of those is as likely either way.
    const half = difference({ count: 1, total: 1e15 }, { count: 0, total: 1e15 });
    expect(half).toMatchObject({ pValue: 1, exact: true });
  });

  test("stays right where the counts are as large as they may be", () => {
    const all = 1e12;
    // mpmath: (C(50, 3) C(10¹², 1) + C(50, 4)) ÷ C(10¹² + 50, 4)
    const far = difference({ count: 1, total: all }, { count: 3, total: 50 });
    expect(far.pValue / 4.703999999142696e-31).toBeCloseTo(1, 12);
    // 1 ÷ C(10¹⁵ + 3, 3) is 6 ÷ ((10¹⁵ + 3) (10¹⁵ + 2) (10¹⁵ + 1)).
    const three = difference({ count: 0, total: 1e15 }, { count: 3, total: 3 });
    expect(three.pValue / 6e-45).toBeCloseTo(1, 12);
    for (const total of [1e7, 1e15]) {
      // Below 1e-308 there are no numbers.
      expect(difference({ count: total, total }, { count: 0, total: 1e15 }).pValue).toBe(0);
    }
  });

  test("has no p value below one way in all the ways to choose the groups", () => {
    // 40 × 40 ÷ 320 are expected: just 5. R: pchisq(319, 1, lower.tail = FALSE) is 2.4e-71.
    const found = difference({ count: 40, total: 40 }, { count: 0, total: 280 });
    expect(found.exact).toBe(false);
    expect(found.pValue / 6.466960987248329e-52).toBeCloseTo(1, 9); // R: 1 / choose(320, 40)
  });

  test("is the share of all choices of one group that are no more probable than the one seen", () => {
    const few = fc
      .tuple(fc.nat(6), fc.nat(6))
      .map(([count, rest]) => ({ count, total: count + rest }));
    fc.assert(
      fc.property(few, few, (before, after) => {
        fc.pre(before.total > 0 && after.total > 0);
        const found = difference(before, after);
        fc.pre(found.exact);
        const marked = before.count + after.count;
        const people = Array.from({ length: before.total + after.total }, (_, i) => +(i < marked));
        const ways = new Map<number, number>();
        for (const chosen of choices(people, before.total)) {
          const count = chosen.reduce((sum, one) => sum + one, 0);
          ways.set(count, (ways.get(count) ?? 0) + 1);
        }
        const all = [...ways.values()];
        const seen = ways.get(before.count) as number;
        const rare = all.filter((one) => one <= seen).reduce((sum, one) => sum + one, 0);
        expect(found.pValue).toBeCloseTo(rare / all.reduce((sum, one) => sum + one, 0), 12);
      }),
    );
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

  test("keeps the digits of its p value where nearly all are counted, or nearly none", () => {
    for (const total of [1e9, 1e13, 1e15]) {
      // 20 of n against 10 of n: z² is 10² ÷ 30. R: 2 * pnorm(-sqrt(10 / 3))
      const one = difference({ count: 10, total }, { count: 20, total });
      expect(one.pValue).toBeCloseTo(0.067889154861829, 8);
      const all = difference({ count: total - 10, total }, { count: total - 20, total });
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
