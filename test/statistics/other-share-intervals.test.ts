import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Estimate,
  shareIntervalAgrestiCoull,
  shareIntervalExact,
  shareIntervalJeffreys,
} from "../../src/index.js";
import reference from "../reference/share.json" with { type: "json" };
import { expectWithin } from "../support/accuracy.js";
import { expectClose } from "../support/close.js";
import { expectError } from "../support/errors.js";

const anyShare = fc
  .tuple(fc.nat(500), fc.nat(500))
  .map(([count, rest]) => ({ count, total: count + rest }))
  .filter(({ total }) => total > 0);
const methods = { shareIntervalExact, shareIntervalJeffreys, shareIntervalAgrestiCoull };
const each = Object.entries(methods).map(([name, interval]) => ({ name, interval }));
const width = (interval: Estimate | null) =>
  (interval as Estimate).high - (interval as Estimate).low;

describe("shareIntervalExact", () => {
  test("agrees with Clopper and Pearson by statsmodels and by mpmath at 40 digits", () => {
    for (const { count, total, confidence, clopperPearson } of reference.intervals) {
      const interval = shareIntervalExact({ count, total }, { confidence });
      expectClose(interval, { value: count / total, ...clopperPearson, confidence });
    }
  });

  test("agrees with the limits that Newcombe published", () => {
    const published = reference.published.filter(({ method }) => method === "clopperPearson");
    expect(published.length).toBeGreaterThan(1);
    for (const { count, total, confidence, low, high, decimals } of published) {
      const interval = shareIntervalExact({ count, total }, { confidence });
      expect(interval?.low).toBeCloseTo(low, decimals);
      expect(interval?.high).toBeCloseTo(high, decimals);
    }
  });

  test("holds the true share at least as often as it says, by full enumeration of 20", () => {
    const ends = Array.from({ length: 21 }, (_, count) => shareIntervalExact({ count, total: 20 }));
    for (let share = 0.01; share < 1; share += 0.01) {
      let covered = 0;
      let chance = (1 - share) ** 20;
      ends.forEach((interval, count) => {
        const { low, high } = interval as Estimate;
        if (low <= share && share <= high) covered += chance;
        chance *= ((20 - count) / (count + 1)) * (share / (1 - share));
      });
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  test("comes to an end for the largest counts, which are a normal distribution's", () => {
    const z = 1.959963984540054;
    for (const total of [3e14, 1e15]) {
      for (const share of [0.001, 0.1, 0.37, 0.5]) {
        const reach = z * Math.sqrt((share * (1 - share)) / total);
        const found = shareIntervalExact({ count: share * total, total }) as Estimate;
        expectWithin(found.value - found.low, reach, 1e-4);
        expectWithin(found.high - found.value, reach, 1e-4);
      }
      // Half of all: the binomial has no skewness, and what is left is half a step, 1 ÷ 2n.
      const half = shareIntervalExact({ count: total / 2, total }) as Estimate;
      expectWithin(0.5 - half.low, (z / Math.sqrt(total) + 1 / total) / 2, 1e-7);
    }
  });

  test("holds the interval of Jeffreys", () => {
    fc.assert(
      fc.property(anyShare, (share) => {
        const [exact, inner] = [shareIntervalExact(share), shareIntervalJeffreys(share)];
        expect(exact?.low).toBeLessThanOrEqual(inner?.low as number);
        expect(exact?.high).toBeGreaterThanOrEqual(inner?.high as number);
      }),
    );
  });
});

describe("shareIntervalJeffreys", () => {
  test("agrees with statsmodels and mpmath but at none and all, where its authors set the ends", () => {
    for (const { count, total, confidence, jeffreys } of reference.intervals) {
      const interval = shareIntervalJeffreys({ count, total }, { confidence });
      expectClose(interval, {
        value: count / total,
        low: count === 0 ? 0 : jeffreys.low,
        high: count === total ? 1 : jeffreys.high,
        confidence,
      });
    }
  });
});

describe("shareIntervalAgrestiCoull", () => {
  test("agrees with statsmodels and with mpmath at 40 digits", () => {
    for (const { count, total, confidence, agrestiCoull } of reference.intervals) {
      const interval = shareIntervalAgrestiCoull({ count, total }, { confidence });
      expectClose(interval, { value: count / total, ...agrestiCoull, confidence });
    }
  });
});

describe.each(each)("$name", ({ name, interval }) => {
  test("has exact ends for none and for all, and is null for a total of 0", () => {
    for (const total of [1, 2, 20, 1_000_000, 747_820_620_539_911]) {
      for (const confidence of [0.95, 0.22052489073537548]) {
        expect(interval({ count: 0, total }, { confidence })?.low).toBe(0);
        expect(interval({ count: total, total }, { confidence })?.high).toBe(1);
      }
    }
    expect(interval({ count: 0, total: 0 })).toBe(null);
  });

  test("takes counts that are fractions, from weights", () => {
    const { low, high } = interval({ count: 2.5, total: 7.25 }) as Estimate;
    expect(low).toBeGreaterThan((interval({ count: 2, total: 7.25 }) as Estimate).low);
    expect(high).toBeLessThan((interval({ count: 3, total: 7.25 }) as Estimate).high);
  });

  test("refuses invalid counts and an invalid confidence", () => {
    expectError(
      () => interval({ count: 3, total: 2 }),
      "out-of-range",
      `${name}: count must be a number from 0 to 2, got 3`,
      "count",
    );
    expectError(
      () => interval({ count: 1, total: 2 }, { confidence: 95 }),
      "out-of-range",
      `${name}: confidence must be between 0 and 1, such as 0.95, got 95`,
      "confidence",
    );
  });

  test("holds the share, stays from 0 to 1, widens with confidence and narrows as counts double", () => {
    const confidence = fc.double({ min: 0.7, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(anyShare, confidence, (share, confidence) => {
        const found = interval(share, { confidence }) as Estimate;
        expect(found.low).toBeGreaterThanOrEqual(0);
        expect(found.low).toBeLessThanOrEqual(found.value);
        expect(found.high).toBeGreaterThanOrEqual(found.value);
        expect(found.high).toBeLessThanOrEqual(1);
        expect(width(interval(share, { confidence: 0.6 }))).toBeLessThan(width(found));
        const twice = { count: 2 * share.count, total: 2 * share.total };
        expect(width(interval(twice, { confidence }))).toBeLessThan(width(found));
      }),
    );
  });

  test("mirrors when the count and the rest swap", () => {
    fc.assert(
      fc.property(anyShare, ({ count, total }) => {
        const { low, high } = interval({ count, total }) as Estimate;
        const mirror = interval({ count: total - count, total }) as Estimate;
        expect(mirror.low).toBeCloseTo(1 - high, 12);
        expect(mirror.high).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
