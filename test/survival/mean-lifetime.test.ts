import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type MeanLifetime,
  meanLifetimeDifference,
  meanLifetimeWithin,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import {
  allLeft,
  expectNear,
  plainLifetimes,
  sampleOf,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

describe("meanLifetimeWithin", () => {
  test("agrees with the restricted mean of survfit in R, and with its standard error", () => {
    expect(reference.means.length).toBeGreaterThan(50);
    for (const { sample, horizon, value, standardError } of reference.means) {
      const mean = meanLifetimeWithin(tallyOf(sampleOf(sample)), { horizon });
      expectNear(mean?.value, value, `${sample} within ${horizon}`);
      // Where R has an error of 0, nothing is known about how far the mean may be off.
      const error = standardError === 0 ? null : standardError;
      expectNear(mean?.standardError, error, `${sample} within ${horizon}`);
      expect(mean?.horizon).toBe(horizon);
    }
  });

  test("is an area, which two rectangles show", () => {
    // 1 up to 2, then 1/2: 2 + 1/2 × 3. Its variance: (1/2 × 3)² × 1 ÷ (2 × 1).
    const tally = tallyLifetimes({ duration: [2, 5], left: [1, 0] });
    const { value, standardError } = meanLifetimeWithin(tally, { horizon: 5 }) as MeanLifetime;
    expect(value).toBe(3.5);
    expect(standardError).toBe(Math.sqrt(1.5 ** 2 / 2));
  });

  test("goes on where nobody is at risk for a while", () => {
    // 1 up to 1, 1/2 up to 7, 1/4 up to 8; its variance: (3 + 1/4)² × 1 ÷ (2 × 1) + (1/4)² × 1 ÷ (2 × 1).
    const { value, standardError } = meanLifetimeWithin(withGap, { horizon: 8 }) as MeanLifetime;
    expect(value).toBe(1 + 6 / 2 + 1 / 4);
    expect(standardError).toBeCloseTo(Math.sqrt((3.25 ** 2 + 0.25 ** 2) / 2), 14);
  });

  test("stays the same once nobody is left, whoever enters later", () => {
    const tally = tallyLifetimes([
      { duration: 1, left: true },
      { duration: 2, left: true },
      { duration: 5, left: true, entered: 3 },
      { duration: 6, left: false, entered: 3 },
    ]);
    expect(meanLifetimeWithin(tally, { horizon: 9 })).toEqual(
      meanLifetimeWithin(allLeft(1, 2), { horizon: 9 }),
    );
  });

  test("knows no error where all lasted equally long", () => {
    const none = { standardError: null, low: null, high: null, confidence: 0.95 };
    const nobody = tallyLifetimes({ duration: [9, 9, 9], left: [0, 0, 0] });
    expect(meanLifetimeWithin(nobody, { horizon: 8 })).toEqual({ value: 8, horizon: 8, ...none });
    expect(meanLifetimeWithin(allLeft(3, 3), { horizon: 8 })).toEqual({
      value: 3,
      horizon: 8,
      ...none,
    });
    expect(meanLifetimeWithin(allLeft(8, 9), { horizon: 8 })).toEqual({
      value: 8,
      horizon: 8,
      ...none,
    });
  });

  test("is null where the curve ends before the horizon, unless nobody is left", () => {
    const tally = tallyLifetimes({ duration: [2, 5], left: [1, 0] });
    expect(meanLifetimeWithin(tally, { horizon: 5 })).not.toBe(null);
    expect(meanLifetimeWithin(tally, { horizon: 5.01 })).toBe(null);
    expect(meanLifetimeWithin(allLeft(2, 4), { horizon: 100 })?.value).toBe(3);
    expect(meanLifetimeWithin(tallyLifetimes([]), { horizon: 0.1 })).toBe(null);
  });

  test("keeps its interval within 0 and the horizon", () => {
    const { low, high } = meanLifetimeWithin(allLeft(0, 10), {
      horizon: 10,
      confidence: 0.999,
    }) as MeanLifetime;
    expect([low, high]).toEqual([0, 10]);
  });

  test.each([
    [0, "out-of-range", "0"],
    [Infinity, "out-of-range", "Infinity"],
    [null, "wrong-type", "null"],
  ] as const)("refuses a horizon of %s", (horizon, code, shown) => {
    expectError(
      () => meanLifetimeWithin(allLeft(1), { horizon: untyped(horizon) }),
      code,
      `meanLifetimeWithin: horizon must be a number above 0, got ${shown}`,
      "horizon",
    );
  });

  test("is the area under the curve, step by step, and scales with the unit", () => {
    const horizon = fc.double({ min: 0.1, max: 12, noNaN: true });
    fc.assert(
      fc.property(plainLifetimes, horizon, (lifetimes, end) => {
        const tally = tallyLifetimes(lifetimes);
        const curve = survivalCurve(tally);
        const mean = meanLifetimeWithin(tally, { horizon: end });
        if (mean === null) return;
        let area = 0;
        curve.forEach(({ duration, survival }, i) => {
          const next = Math.min(curve[i + 1]?.duration ?? Infinity, end);
          if (next > duration) area += survival * (next - duration);
        });
        expect(mean.value).toBeCloseTo(area, 9);
        expect(mean.value).toBeLessThanOrEqual(end);
        const weeks = tallyLifetimes(
          lifetimes.map((row) => ({ ...row, duration: row.duration * 7 })),
        );
        expect(meanLifetimeWithin(weeks, { horizon: end * 7 })?.value).toBeCloseTo(
          mean.value * 7,
          8,
        );
      }),
    );
  });
});

describe("meanLifetimeDifference", () => {
  test("agrees with two fits in R", () => {
    expect(reference.meanDifferences.length).toBeGreaterThan(2);
    for (const expected of reference.meanDifferences) {
      const { horizon, confidence } = expected;
      const [before, after] = [expected.before, expected.after].map((name) =>
        tallyOf(sampleOf(name)),
      );
      const options = { horizon, confidence };
      const difference = meanLifetimeDifference(before as never, after as never, options);
      for (const field of ["value", "low", "high", "pValue"] as const) {
        expectNear(difference?.[field], expected[field], `${expected.before}, ${field}`);
      }
    }
  });

  test("is null where either was not watched that long, and without an error has its value alone", () => {
    const short = tallyLifetimes({ duration: [2, 5], left: [1, 0] });
    const long = allLeft(2, 9);
    expect(meanLifetimeDifference(short, long, { horizon: 8 })).toBe(null);
    expect(meanLifetimeDifference(long, short, { horizon: 8 })).toBe(null);
    // 3 against (2 + 8) ÷ 2, and nothing to judge it by
    const alone = { low: null, high: null, confidence: 0.95, pValue: null };
    const of = (one: typeof long, other: typeof long) =>
      meanLifetimeDifference(one, other, { horizon: 8 });
    expect(of(long, allLeft(3))).toEqual({ value: -2, ...alone });
    expect(of(allLeft(3), long)).toEqual({ value: 2, ...alone });
    expect(of(allLeft(3), allLeft(3))).toEqual({ value: 0, ...alone });
  });

  test("names the tally at fault, and the options if they are missing", () => {
    expectError(
      () => meanLifetimeDifference(allLeft(1), allLeft(2), untyped(undefined)),
      "wrong-type",
      "meanLifetimeDifference: options must be like { horizon, confidence }, got undefined",
      "options",
    );
    expectError(
      () => meanLifetimeDifference(allLeft(1), untyped({}), { horizon: 1 }),
      "bad-tally",
      'meanLifetimeDifference: after.kind must be "lifetimes", got undefined',
      "after.kind",
    );
  });

  test("turns into its negative when the two swap, and is nothing against itself", () => {
    fc.assert(
      fc.property(plainLifetimes, plainLifetimes, (one, other) => {
        const [a, b] = [tallyLifetimes(one), tallyLifetimes(other)];
        const forth = meanLifetimeDifference(a, b, { horizon: 5 });
        const back = meanLifetimeDifference(b, a, { horizon: 5 });
        if (forth === null || back === null) {
          expect([forth, back]).toEqual([null, null]);
          return;
        }
        expect(back.value).toBe(0 - forth.value);
        expect(back.pValue).toBe(forth.pValue);
        const none = meanLifetimeDifference(a, a, { horizon: 5 });
        const hasError = meanLifetimeWithin(a, { horizon: 5 })?.standardError !== null;
        expect([none?.value, none?.pValue]).toEqual([0, hasError ? 1 : null]);
      }),
    );
  });
});
