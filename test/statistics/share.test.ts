import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Estimate, shareInterval } from "../../src/index.js";
import reference from "../reference/share.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";

const anyShare = fc
  .tuple(fc.nat(2_000), fc.nat(2_000))
  .map(([count, rest]) => ({ count, total: count + rest }))
  .filter(({ total }) => total > 0);
const intervalOf = (share: { count: number; total: number }, confidence = 0.95) =>
  shareInterval(share, { confidence }) as Estimate;

describe("shareInterval", () => {
  test("agrees with statsmodels and with mpmath at 40 digits", () => {
    expect(reference.intervals.length).toBeGreaterThan(100);
    for (const { count, total, confidence, wilson } of reference.intervals) {
      const { value, low, high } = intervalOf({ count, total }, confidence);
      expect(value).toBe(count / total);
      expect(Math.abs(low - wilson.low)).toBeLessThanOrEqual(1e-13 * wilson.low);
      expect(Math.abs(high - wilson.high)).toBeLessThanOrEqual(1e-13 * wilson.high);
    }
  });

  test("agrees with the limits that Newcombe published", () => {
    const published = reference.published.filter(({ method }) => method === "wilson");
    expect(published.length).toBeGreaterThan(1);
    for (const { count, total, confidence, low, high, decimals, from } of published) {
      const interval = intervalOf({ count, total }, confidence);
      expect(interval.low, from).toBeCloseTo(low, decimals);
      expect(interval.high, from).toBeCloseTo(high, decimals);
    }
  });

  test("has exact ends for none and for all, and is null for a total of 0", () => {
    expect(intervalOf({ count: 0, total: 20 }).low).toBe(0);
    expect(intervalOf({ count: 20, total: 20 }).high).toBe(1);
    expect(shareInterval({ count: 0, total: 0 })).toBe(null);
  });

  test("refuses invalid counts and an invalid confidence", () => {
    expectError(
      () => shareInterval({ count: 3, total: 2 }),
      "out-of-range",
      "shareInterval: count must be a number from 0 to 2, got 3",
      "count",
    );
    expectError(
      () => shareInterval({ count: -1, total: 2 }),
      "out-of-range",
      "shareInterval: count must be a number from 0 to 2, got -1",
      "count",
    );
    expectError(
      () => shareInterval({ count: 0, total: Infinity }),
      "out-of-range",
      "shareInterval: total must be a number from 0 to 1000000000000000, got Infinity",
      "total",
    );
    expectError(
      () => shareInterval({ count: 0, total: untyped("2") }),
      "wrong-type",
      'shareInterval: total must be a number, 0 or more, got "2"',
      "total",
    );
    expectError(
      () => shareInterval({ count: 1, total: 2 }, { confidence: 95 }),
      "out-of-range",
      "shareInterval: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });

  test("covers the true share at least 92 times in 100, by full enumeration of 20 answers", () => {
    const intervals = Array.from({ length: 21 }, (_, count) => intervalOf({ count, total: 20 }));
    const choose = (k: number): number => (k === 0 ? 1 : (choose(k - 1) * (21 - k)) / k);
    let worst = 1;
    let sum = 0;
    for (let percent = 5; percent <= 95; percent++) {
      const p = percent / 100;
      const covered = intervals
        .map(({ low, high }, k) =>
          low <= p && p <= high ? choose(k) * p ** k * (1 - p) ** (20 - k) : 0,
        )
        .reduce((a, b) => a + b, 0);
      worst = Math.min(worst, covered);
      sum += covered;
    }
    expect(worst).toBeGreaterThan(0.92);
    expect(sum / 91).toBeCloseTo(0.95, 2); // on average what it says, to the percent
  });

  test("has no −0", () => {
    expect(shareInterval({ count: -0, total: 5 })?.value).toBe(0);
  });

  test("holds the share, stays from 0 to 1 and has a width", () => {
    fc.assert(
      fc.property(
        anyShare,
        fc.double({ min: 0.001, max: 0.99999, noNaN: true }),
        (share, confidence) => {
          const { value, low, high } = intervalOf(share, confidence);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          expect(high).toBeLessThanOrEqual(1);
          expect(high).toBeGreaterThan(low);
        },
      ),
    );
  });

  test("mirrors when the count and the rest swap", () => {
    fc.assert(
      fc.property(anyShare, ({ count, total }) => {
        const { low, high } = intervalOf({ count, total });
        const mirror = intervalOf({ count: total - count, total });
        expect(mirror.low).toBeCloseTo(1 - high, 14);
        expect(mirror.high).toBeCloseTo(1 - low, 14);
      }),
    );
  });

  test("widens with confidence and narrows when both counts double", () => {
    const width = ({ low, high }: Estimate) => high - low;
    fc.assert(
      fc.property(anyShare, (share) => {
        const twice = { count: 2 * share.count, total: 2 * share.total };
        expect(width(intervalOf(share, 0.99))).toBeGreaterThan(width(intervalOf(share, 0.9)));
        expect(width(intervalOf(twice))).toBeLessThan(width(intervalOf(share)));
      }),
    );
  });
});
