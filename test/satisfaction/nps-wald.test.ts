import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Difference,
  type Estimate,
  npsDifferenceWald,
  npsIntervalWald,
} from "../../src/index.js";
import reference from "../reference/netDifference.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";

const anyConfidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
const excludesZero = ({ low, high }: Difference) => low > 0 || high < 0;
const width = ({ low, high }: Estimate) => high - low;

describe("npsIntervalWald", () => {
  test("agrees with fractions at 30 digits", () => {
    for (const { confidence, value, wald, promoters, passives, detractors } of reference.wald) {
      const interval = npsIntervalWald({ promoters, passives, detractors }, { confidence });
      expectClose(interval, { value, low: wald.low, high: wald.high, confidence });
    }
  });

  test("has no width where all answers are alike, and leaves the range on few", () => {
    expect(npsIntervalWald([10, 9])).toEqual({ value: 100, low: 100, high: 100, confidence: 0.95 });
    expect(npsIntervalWald([8])).toEqual({ value: 0, low: 0, high: 0, confidence: 0.95 });
    expect(npsIntervalWald([9, 9, 8])?.high).toBeGreaterThan(100);
    expect(npsIntervalWald([1, 1, 8])?.low).toBeLessThan(-100);
  });

  test("is null when nobody answered, and refuses an invalid confidence", () => {
    expect(npsIntervalWald([])).toBe(null);
    expectError(
      () => npsIntervalWald([], { confidence: 1 }),
      "out-of-range",
      "npsIntervalWald: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
  });

  test("holds the score, shrinks by √2 when counts double, and mirrors", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const interval = npsIntervalWald(counts) as Estimate;
        expect(interval.low).toBeLessThanOrEqual(interval.value);
        expect(interval.high).toBeGreaterThanOrEqual(interval.value);
        const twice = npsIntervalWald(times(2, counts)) as Estimate;
        expect(width(twice) * Math.SQRT2).toBeCloseTo(width(interval), 9);
        const mirror = npsIntervalWald(mirrored(counts)) as Estimate;
        expect(mirror.low).toBe(0 - interval.high);
        expect(mirror.high).toBe(0 - interval.low);
      }),
    );
  });
});

describe("npsDifferenceWald", () => {
  test("agrees with fractions at 30 digits", () => {
    for (const { before, after, confidence, value, wald } of reference.differences) {
      const found = npsDifferenceWald(before, after, { confidence });
      if (wald === null) {
        expect(found).toBe(null);
        continue;
      }
      expectClose(found, { value, low: wald.low, high: wald.high, confidence });
      expectSameP(found?.pValue, wald.pValue);
    }
  });

  test("is null where neither survey varies, and when nobody answered one of them", () => {
    expect(npsDifferenceWald([10, 9], [0])).toBe(null);
    expect(npsDifferenceWald([], [0, 10])).toBe(null);
    expect(npsDifferenceWald([0, 10], [])).toBe(null);
    expect(npsDifferenceWald([10, 9], [0, 10])?.value).toBe(-100);
  });

  test("refuses an invalid confidence", () => {
    expectError(
      () => npsDifferenceWald([], [], { confidence: 2 }),
      "out-of-range",
      "npsDifferenceWald: confidence must be between 0 and 1, such as 0.95, got 2",
      "confidence",
    );
  });

  test("has a p value below 1 − confidence exactly when the interval leaves out 0", () => {
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        const found = npsDifferenceWald(before, after, { confidence });
        fc.pre(found !== null);
        expect(found.pValue < 1 - confidence).toBe(excludesZero(found));
      }),
    );
  });
});
