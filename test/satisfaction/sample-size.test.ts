import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { npsSampleSize, npsSampleSizeForDifference, shareSampleSize } from "../../src/index.js";
import { criticalZ } from "../../src/statistics/distributions.js"; // no public reading gives z alone
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";

const anyConfidence = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const anyVariance = fc.double({ min: 0.01, max: 1, noNaN: true });
const anyMargin = fc.double({ min: 0.5, max: 50, noNaN: true });
const anyPopulation = fc.integer({ min: 2, max: 100_000 });

describe("npsSampleSize", () => {
  test("agrees with the formula in R, rounded up", () => {
    expect(reference.planOfMargin.length).toBeGreaterThan(30);
    for (const { margin, variance, confidence, population, responses } of reference.planOfMargin) {
      const plan = { margin: 100 * margin, variance, confidence };
      const needed = npsSampleSize({ ...plan, population: population ?? undefined });
      expect(needed).toBe(Math.ceil(responses));
    }
  });

  test("takes the worst case, 95 % and an endless population unless told", () => {
    expect(npsSampleSize({ margin: 5 })).toBe(1537); // 1.959964² ÷ 0.05² = 1536.58
    expect(npsSampleSize({ margin: 5, variance: 1, confidence: 0.95 })).toBe(1537);
  });

  test("is never more than the population, and never none", () => {
    expect(npsSampleSize({ margin: 0.001, population: 1 })).toBe(1);
    expect(npsSampleSize({ margin: 0.001, population: 37 })).toBe(37);
    expect(npsSampleSize({ margin: 100, variance: 0.000001 })).toBe(1);
    for (const population of [undefined, 1, 2, 1e15]) {
      expect(npsSampleSize({ margin: 100, confidence: 1e-9, population })).toBe(1);
      expect(shareSampleSize({ margin: 1, confidence: 1e-9, population })).toBe(1);
    }
  });

  test.each([
    [{ margin: 0 }, "out-of-range", "margin", "a number from 0.001 to 100", "0"],
    [{ margin: 101 }, "out-of-range", "margin", "a number from 0.001 to 100", "101"],
    [{ margin: Number.NaN }, "out-of-range", "margin", "a number from 0.001 to 100", "NaN"],
    [{}, "wrong-type", "margin", "a number from 0.001 to 100", "undefined"],
    [
      undefined,
      "wrong-type",
      "plan",
      "like { margin, confidence, population, variance }",
      "undefined",
    ],
    [{ margin: 5, variance: 0 }, "out-of-range", "variance", "a number from 0.000001 to 1", "0"],
    [{ margin: 5, variance: 65 }, "out-of-range", "variance", "a number from 0.000001 to 1", "65"],
    [
      { margin: 5, confidence: 95 },
      "out-of-range",
      "confidence",
      "between 0 and 1, such as 0.95",
      "95",
    ],
    [{ margin: 5, population: 0 }, "out-of-range", "population", "a whole number, 1 or more", "0"],
    [
      { margin: 5, population: 99.5 },
      "not-whole",
      "population",
      "a whole number, 1 or more",
      "99.5",
    ],
  ] as const)("refuses %o", (plan, code, argument, mustBe, shown) => {
    expectError(
      () => npsSampleSize(untyped(plan)),
      code,
      `npsSampleSize: ${argument} must be ${mustBe}, got ${shown}`,
      argument,
    );
  });

  test("is the fewest answers whose Wald interval has the margin", () => {
    const margin = (z: number, variance: number, n: number, population: number) =>
      100 * z * Math.sqrt(((variance / n) * (population - n)) / (population - 1));
    fc.assert(
      fc.property(
        anyMargin,
        anyConfidence,
        anyVariance,
        anyPopulation,
        (wanted, confidence, variance, population) => {
          const plan = { margin: wanted, confidence, variance, population };
          const needed = npsSampleSize(plan);
          const z = criticalZ("", confidence);
          expect(margin(z, variance, needed, population)).toBeLessThanOrEqual(wanted + 1e-9);
          if (needed === 1) return;
          expect(margin(z, variance, needed - 1, population)).toBeGreaterThan(wanted - 1e-9);
        },
      ),
    );
  });

  test("comes up to that of an endless population as the population grows", () => {
    fc.assert(
      fc.property(anyMargin, anyPopulation, (margin, population) => {
        const needed = npsSampleSize({ margin, population });
        const endless = npsSampleSize({ margin });
        expect(needed).toBeLessThanOrEqual(endless);
        expect(npsSampleSize({ margin, population: 2 * population })).toBeGreaterThanOrEqual(
          needed,
        );
        expect(npsSampleSize({ margin, population: 1e15 })).toBe(endless);
      }),
    );
  });
});

describe("npsSampleSizeForDifference", () => {
  test("agrees with the power worked out in R, rounded up", () => {
    expect(reference.planOfDifference.length).toBeGreaterThan(10);
    for (const { difference, responses, ...plan } of reference.planOfDifference) {
      const needed = npsSampleSizeForDifference({ difference: 100 * difference, ...plan });
      expect(needed).toBe(Math.ceil(responses));
    }
  });

  test("takes 1,021 answers a survey for 10 points at v = 0.65, 80 % power and 5 %", () => {
    // 2 × 0.65 × (1.959964 + 0.841621)² ÷ 0.1² = 1020.35
    expect(npsSampleSizeForDifference({ difference: 10, variance: 0.65 })).toBe(1021);
    expect(
      npsSampleSizeForDifference({ difference: 10, variance: 0.65, power: 0.8, confidence: 0.95 }),
    ).toBe(1021);
    expect(npsSampleSizeForDifference({ difference: 10 })).toBe(1570); // 2 × 7.84888 ÷ 0.01 = 1569.78
  });

  test.each([
    [{ difference: 0 }, "out-of-range", "difference", "a number from 0.001 to 200", "0"],
    [{ difference: -10 }, "out-of-range", "difference", "a number from 0.001 to 200", "-10"],
    [
      undefined,
      "wrong-type",
      "plan",
      "like { difference, power, confidence, variance }",
      "undefined",
    ],
    [
      { difference: 10, power: 0.5 },
      "out-of-range",
      "power",
      "between 0.5 and 1, such as 0.8",
      "0.5",
    ],
    [
      { difference: 10, power: 80 },
      "out-of-range",
      "power",
      "between 0.5 and 1, such as 0.8",
      "80",
    ],
    [{ difference: 10, power: 1 }, "out-of-range", "power", "between 0.5 and 1, such as 0.8", "1"],
    [
      { difference: 10, power: 1.5 },
      "out-of-range",
      "power",
      "between 0.5 and 1, such as 0.8",
      "1.5",
    ],
    [
      { difference: 10, power: "0.8" },
      "wrong-type",
      "power",
      "between 0.5 and 1, such as 0.8",
      '"0.8"',
    ],
    [
      { difference: 10, variance: 2 },
      "out-of-range",
      "variance",
      "a number from 0.000001 to 1",
      "2",
    ],
    [
      { difference: 10, confidence: 1 },
      "out-of-range",
      "confidence",
      "between 0 and 1, such as 0.95",
      "1",
    ],
  ] as const)("refuses %o", (plan, code, argument, mustBe, shown) => {
    expectError(
      () => npsSampleSizeForDifference(untyped(plan)),
      code,
      `npsSampleSizeForDifference: ${argument} must be ${mustBe}, got ${shown}`,
      argument,
    );
  });

  test("rises with power and confidence, and four times for half the difference", () => {
    const anyPower = fc.double({ min: 0.51, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(anyMargin, anyPower, anyConfidence, (difference, power, confidence) => {
        const plan = { difference, power, confidence };
        const needed = npsSampleSizeForDifference(plan);
        expect(needed).toBeGreaterThanOrEqual(1);
        expect(npsSampleSizeForDifference({ ...plan, power: 0.995 })).toBeGreaterThanOrEqual(
          needed,
        );
        expect(npsSampleSizeForDifference({ ...plan, confidence: 0.9995 })).toBeGreaterThanOrEqual(
          needed,
        );
        const half = npsSampleSizeForDifference({ ...plan, difference: difference / 2 });
        expect(half).toBeLessThanOrEqual(4 * needed);
        expect(half).toBeGreaterThan(4 * needed - 4);
      }),
    );
  });
});

describe("shareSampleSize", () => {
  test("gives what is printed everywhere", () => {
    expect(shareSampleSize({ margin: 0.05 })).toBe(385); // 1.959964² × 0.25 ÷ 0.05² = 384.15
    expect(shareSampleSize({ margin: 0.03 })).toBe(1068); // 1067.07
    // Krejcie and Morgan 1970, table 1; it rounds to the nearest, and here that is up.
    for (const [population, responses] of [
      [10, 10],
      [100, 80],
      [200, 132],
      [1_000, 278],
    ]) {
      expect(shareSampleSize({ margin: 0.05, population })).toBe(responses);
    }
  });

  test("takes fewer answers for a share that is far from ½", () => {
    expect(shareSampleSize({ margin: 0.02, share: 0.9 })).toBe(865); // 3.8415 × 0.09 ÷ 0.0004
    expect(shareSampleSize({ margin: 0.02, share: 0.1 })).toBe(865);
    expect(shareSampleSize({ margin: 0.02, share: 0.5 })).toBe(shareSampleSize({ margin: 0.02 }));
  });

  test.each([
    [{ margin: 5 }, "margin", "a number from 0.00001 to 1", "5"],
    [{ margin: 0.05, share: 0 }, "share", "a number from 0.000001 to 0.999999", "0"],
    [{ margin: 0.05, share: 90 }, "share", "a number from 0.000001 to 0.999999", "90"],
  ])("refuses %o", (plan, argument, mustBe, shown) => {
    expectError(
      () => shareSampleSize(plan),
      "out-of-range",
      `shareSampleSize: ${argument} must be ${mustBe}, got ${shown}`,
      argument,
    );
  });

  test("is a quarter of what the worst score of the same margin takes", () => {
    // A share is a score without one side: v = p (1 − p), at most ¼.
    fc.assert(
      fc.property(anyMargin, anyConfidence, (margin, confidence) => {
        const score = npsSampleSize({ margin, confidence, variance: 0.25 });
        expect(shareSampleSize({ margin: margin / 100, confidence })).toBe(score);
      }),
    );
  });
});
