import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lifetimeQuantile,
  medianLifetime,
  type SurvivalTransform,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import {
  allLeft,
  expectNear,
  plainLifetimes,
  sampleOf,
  storedLifetimes,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

describe("lifetimeQuantile", () => {
  test("agrees with quantile in R, ends and midpoints of flat steps included", () => {
    expect(reference.quantiles.length).toBeGreaterThan(50);
    for (const expected of reference.quantiles) {
      const { confidence, shares } = expected;
      const options = { transform: expected.transform as SurvivalTransform, confidence };
      const tally = tallyOf(sampleOf(expected.sample));
      shares.forEach((share, i) => {
        const quantile = lifetimeQuantile(tally, share, options);
        for (const field of ["value", "low", "high"] as const) {
          const what = `${expected.sample}, ${expected.transform}, ${confidence}, ${share}, ${field}`;
          expectNear(quantile[field], expected[field][i] as number | null, what);
        }
      });
    }
  });

  test("lies in the middle where the curve is flat at just that height", () => {
    // 1 − 1/4 after the first, so from 1 to 2 a quarter has left.
    expect(lifetimeQuantile(allLeft(1, 2, 3, 4), 0.25).value).toBe(1.5);
    // The curve ends at half: from 2, where it comes down to it, to 9, where watching ends.
    const tally = tallyLifetimes({ duration: [1, 2, 9, 9], left: [1, 1, 0, 0] });
    expect(lifetimeQuantile(tally, 0.5).value).toBe(5.5);
  });

  test("is not moved from a step by the rounding errors of a product", () => {
    // 4/5, then × 2/3 = 8/15, then × 1/2: flat at 8/15 from 3 to 4.
    const tally = tallyLifetimes({ duration: [1, 2, 3, 4, 5], left: [1, 0, 1, 1, 0] });
    for (const share of [7 / 15, 1 - 8 / 15, 1 - (4 / 5) * (2 / 3)]) {
      expect(lifetimeQuantile(tally, share).value).toBe(3.5);
    }
    // 1 − 0.7 is a little above 3/10, and 1 − 0.9 a little below 1/10.
    const ten = allLeft(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    expect(lifetimeQuantile(ten, 0.7).value).toBe(7.5);
    expect(lifetimeQuantile(ten, 0.9).value).toBe(9.5);
  });

  test("is found where nobody is at risk for a while", () => {
    expect(lifetimeQuantile(withGap, 0.5).value).toBe(4); // flat at 1/2 from 1 to 7
    expect(lifetimeQuantile(withGap, 0.6).value).toBe(7);
  });

  test("takes a duration of −0, as stored tallies may have it", () => {
    const rows = [{ duration: -0, left: 2, censored: 0 }];
    expect(lifetimeQuantile(storedLifetimes(rows), 0.5).value).toBe(0);
  });

  test("is null without customers; an end that is not reached is null alone", () => {
    const none = { value: null, low: null, high: null, confidence: 0.95 };
    expect(lifetimeQuantile(tallyLifetimes([]), 0.5)).toEqual(none);
    const tally = tallyLifetimes({ duration: [2, 3, 5, 9], left: [1, 1, 1, 0] });
    const { value, low, high } = lifetimeQuantile(tally, 0.5);
    expect([value, low, high]).toEqual([4, 2, null]);
  });

  test.each([
    [0, "out-of-range", "0"],
    [1, "out-of-range", "1"],
    [Number.NaN, "out-of-range", "NaN"],
    ["0.5", "wrong-type", '"0.5"'],
  ] as const)("refuses a share of %s", (share, code, shown) => {
    expectError(
      () => lifetimeQuantile(allLeft(1), untyped(share)),
      code,
      `lifetimeQuantile: share must be between 0 and 1, such as 0.5, got ${shown}`,
      "share",
    );
  });

  test("scales with the unit of the durations", () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    // Powers of 2 round nothing, so that no two durations become one.
    fc.assert(
      fc.property(plainLifetimes, share, fc.constantFrom(8, 32, 0.25), (lifetimes, p, factor) => {
        const scaled = lifetimes.map(({ duration, left }) => ({
          duration: duration * factor,
          left,
        }));
        const once = lifetimeQuantile(tallyLifetimes(lifetimes), p);
        const other = lifetimeQuantile(tallyLifetimes(scaled), p);
        for (const field of ["value", "low", "high"] as const) {
          const value = once[field];
          if (value === null) expect(other[field]).toBe(null);
          else expect(other[field]).toBeCloseTo(value * factor, 9);
        }
      }),
    );
  });

  test("lies between its ends, and later for a larger share", () => {
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(plainLifetimes, share, share, (lifetimes, p, q) => {
        const tally = tallyLifetimes(lifetimes);
        const { value, low, high } = lifetimeQuantile(tally, p);
        if (value !== null && low !== null) expect(low).toBeLessThanOrEqual(value);
        if (value !== null && high !== null) expect(high).toBeGreaterThanOrEqual(value);
        const [early, late] = [Math.min(p, q), Math.max(p, q)].map(
          (one) => lifetimeQuantile(tally, one).value ?? Infinity,
        );
        expect(early).toBeLessThanOrEqual(late as number);
      }),
    );
  });
});

describe("medianLifetime", () => {
  test("is that of R's lung data, by sex", () => {
    // survfit(Surv(time, status) ~ sex, lung, conf.type = "log-log"): 270 (210, 306) and 426 (345, 524)
    expect(medianLifetime(tallyOf(sampleOf("men")))).toEqual({
      value: 270,
      low: 210,
      high: 306,
      confidence: 0.95,
    });
    expect(medianLifetime(tallyOf(sampleOf("women")))).toMatchObject({ value: 426, low: 345 });
  });

  test("is the plain median if everybody's end is known", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }), (durations) => {
        const sorted = [...durations].sort((a, b) => a - b);
        const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as number[];
        const median = ((middle[0] as number) + (middle[1] as number)) / 2;
        expect(medianLifetime(allLeft(...durations)).value).toBe(median);
      }),
    );
  });

  test("names itself in errors", () => {
    expectError(
      () => medianLifetime(allLeft(1), { confidence: 2 }),
      "out-of-range",
      "medianLifetime: confidence must be between 0 and 1, such as 0.95, got 2",
      "confidence",
    );
    expectError(
      () => medianLifetime(allLeft(1), { transform: untyped(1) }),
      "wrong-type",
      'medianLifetime: transform must be "log-log", "log" or "plain", got 1',
      "transform",
    );
  });
});
