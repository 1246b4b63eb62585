import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  npsDifference,
  npsInterval,
  npsIntervalWald,
  shareDifference,
  shareInterval,
  shareIntervalAgrestiCoull,
  shareIntervalExact,
  shareIntervalJeffreys,
} from "../../src/index.js";
import { expectError } from "../support/errors.js";

// From the least number above 0 to the most that counts may be.
const amounts = fc.oneof(
  fc.constantFrom(0, 5e-324, 1e-300, 1e-160, 1e-9, 1, 2, 1e15),
  fc.double({ min: 0, max: 1e15, noNaN: true }),
);
const confidences = fc.oneof(
  fc.constantFrom(1e-9, 0.1, 0.95, 1 - 2 ** -53),
  fc.double({ min: 1e-9, max: 1 - 2 ** -53, noNaN: true }),
);
const shares = fc
  .tuple(amounts, amounts)
  .map(([a, b]) => ({ count: Math.min(a, b), total: Math.max(a, b) }));
const sides = fc.record({ promoters: amounts, passives: amounts, detractors: amounts });

function expectNumbers(answer: object | null): void {
  for (const value of Object.values(answer ?? {})) {
    if (typeof value === "boolean") continue;
    expect(value).toSatisfy(Number.isFinite);
    expect(value).not.toBe(-0);
  }
}

describe("counts and confidences at their limits", () => {
  test.each([shareInterval, shareIntervalExact, shareIntervalJeffreys, shareIntervalAgrestiCoull])(
    "give numbers from 0 to 1: %o",
    (interval) => {
      fc.assert(
        fc.property(shares, confidences, (share, confidence) => {
          const answer = interval(share, { confidence });
          expectNumbers(answer);
          expect(answer?.low ?? 0).toBeGreaterThanOrEqual(0);
          expect(answer?.high ?? 1).toBeLessThanOrEqual(1);
        }),
      );
    },
  );

  test("give numbers for net scores and for differences", () => {
    fc.assert(
      fc.property(sides, sides, shares, shares, confidences, (a, b, share, other, confidence) => {
        expectNumbers(npsInterval(a, { confidence }));
        expectNumbers(npsIntervalWald(a, { confidence }));
        expectNumbers(npsDifference(a, b, { confidence }));
        expectNumbers(shareDifference(share, other, { confidence }));
      }),
    );
  });

  test("give a low end of 0 and no NaN for next to nothing of 20", () => {
    // The exact low end is 0.025 to the power of 2e323.
    expect(shareIntervalExact({ count: 5e-324, total: 20 })?.low).toBe(0);
    expect(shareInterval({ count: 0, total: 1 }, { confidence: 1e-9 })?.low).toBe(0);
    expect(npsInterval({ promoters: 0, passives: 1_000, detractors: 5e-324 })?.value).toBe(0);
    const [nobody, hardly] = [5e-324, 3].map((passives) => ({
      promoters: passives === 3 ? 5e-324 : 0,
      passives,
      detractors: 0,
    }));
    expect(npsDifference(nobody, hardly)?.pValue).toBe(1);
  });

  test("refuse a confidence that is next to 0", () => {
    for (const confidence of [1e-200, 9.99e-10]) {
      expectError(
        () => shareInterval({ count: 0, total: 1 }, { confidence }),
        "out-of-range",
        `shareInterval: confidence must be a number from 1e-9 to 1, got ${confidence}`,
        "confidence",
      );
    }
  });
});
