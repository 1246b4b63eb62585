import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Estimate,
  type NpsCounts,
  nps,
  npsIntervalAdjustedWald,
  npsIntervalWald,
  oneToTen,
} from "../../src/index.js";
import reference from "../reference/netDifference.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";

const width = ({ low, high }: Estimate) => high - low;

describe("npsIntervalAdjustedWald", () => {
  test("agrees with fractions at 30 digits, with what each paper adds", () => {
    expect(reference.wald.length).toBeGreaterThan(20);
    for (const {
      confidence,
      value,
      rocks,
      agrestiMin,
      bonettPrice,
      wald,
      ...counts
    } of reference.wald) {
      const interval = npsIntervalAdjustedWald(counts, { confidence });
      expectClose(interval, { value, ...rocks, confidence });
      for (const [pseudoCounts, ends] of [
        [[0.75, 1.5, 0.75], rocks],
        [[0.5, 1, 0.5], agrestiMin],
        [[1, 0, 1], bonettPrice],
        [[0, 0, 0], wald],
      ] as const) {
        const options = { confidence, pseudoCounts };
        expectClose(npsIntervalAdjustedWald(counts, options), { value, ...ends, confidence });
      }
    }
  });

  test("adds to the side that the counts are named for", () => {
    const interval = npsIntervalAdjustedWald([10, 8, 7, 3], { pseudoCounts: [2, 3, 1] });
    expect(interval?.value).toBe(0);
    expect(interval?.centre).toBe(10); // 100 × (3 − 2) ÷ 10
  });

  test("takes scores of both scales, and is null of nobody whatever is added", () => {
    expect(npsIntervalAdjustedWald([10, 1], { scale: oneToTen })?.value).toBe(0);
    expect(npsIntervalAdjustedWald([])).toBe(null);
    expect(npsIntervalAdjustedWald([null], { confidence: 0.9 })).toBe(null);
  });

  test("refuses pseudo-counts that are not three, or no counts, and a confidence that is none", () => {
    const where = "npsIntervalAdjustedWald";
    expectError(
      () => npsIntervalAdjustedWald([10], { pseudoCounts: untyped([1, 2]) }),
      "wrong-type",
      `${where}: pseudoCounts must be three numbers: promoters, passives, detractors, got an object`,
      "pseudoCounts",
    );
    expectError(
      () => npsIntervalAdjustedWald([10], { pseudoCounts: untyped(3) }),
      "wrong-type",
      `${where}: pseudoCounts must be three numbers: promoters, passives, detractors, got 3`,
      "pseudoCounts",
    );
    expectError(
      () => npsIntervalAdjustedWald([10], { pseudoCounts: [1, -2, 1] }),
      "out-of-range",
      `${where}: pseudoCounts at index 1 must be a number from 0 to 1000000000000000, got -2`,
      "pseudoCounts",
      1,
    );
    expectError(
      () => npsIntervalAdjustedWald([10], { confidence: 95 }),
      "out-of-range",
      `${where}: confidence must be between 0 and 1, such as 0.95, got 95`,
      "confidence",
    );
  });

  test("widens with confidence, narrows when counts double, mirrors, and holds its centre", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const interval = (c: NpsCounts, confidence = 0.95) =>
          npsIntervalAdjustedWald(c, { confidence }) as NonNullable<
            ReturnType<typeof npsIntervalAdjustedWald>
          >;
        const { value, centre, low, high } = interval(counts);
        expect(value).toBe(nps(counts));
        expect(low).toBeLessThan(centre);
        expect(high).toBeGreaterThan(centre);
        expect(width(interval(counts, 0.99))).toBeGreaterThan(high - low);
        const mirror = interval(mirrored(counts));
        expect(mirror.low).toBeCloseTo(-high, 10);
        expect(mirror.high).toBeCloseTo(-low, 10);
      }),
    );
  });
});

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

  test("is null when nobody answered, and refuses a confidence that is none", () => {
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
