import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalTail, normalUpperQuantile } from "../../src/statistics/normal.js"; // readings give p values, never tails this far out
import reference from "../reference/distributions.json" with { type: "json" };
import { expectAccurate, expectWithin } from "../support/accuracy.js";

describe("normalTail", () => {
  test("agrees with mpmath at 50 digits, down to 1e-300", () => {
    expect(reference.normal.length).toBeGreaterThan(40);
    for (const row of reference.normal) {
      expectAccurate(normalTail(row.x), row.upper, row);
      expectAccurate(normalTail(-row.x), row.lower, row);
    }
  });

  test("is 0, a half and 1 where it must be", () => {
    expect([-Infinity, 0, Infinity].map(normalTail)).toEqual([1, 0.5, 0]);
    expect(normalTail(-40)).toBe(1);
    expect(normalTail(40)).toBe(0);
  });

  test("joins where the series ends and the trapezoids begin", () => {
    // The density at 0.67 is 0.3187, so that a step of 1e-13 is worth 3.19e-14.
    const step = normalTail(0.67 - 1e-13) - normalTail(0.67);
    expect(step).toBeGreaterThan(3.1e-14);
    expect(step).toBeLessThan(3.3e-14);
  });

  test("adds up to 1 with the other tail, and never rises", () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 37, noNaN: true }), (x) => {
        expect(normalTail(x) + normalTail(-x)).toBe(1);
        expect(normalTail(x + 1e-6)).toBeLessThanOrEqual(normalTail(x));
      }),
    );
  });
});

describe("normalUpperQuantile", () => {
  test("agrees with mpmath at 50 digits, down to 1e-300", () => {
    expect(reference.normalQuantile.length).toBeGreaterThan(20);
    for (const row of reference.normalQuantile) {
      expectWithin(normalUpperQuantile(row.p), row.x, 1.5e-15);
    }
  });

  test("is the root of the chi-square quantile with one degree of freedom, at half its tail", () => {
    const rows = reference.chiSquareQuantile.filter(({ df }) => df === 1);
    expect(rows.length).toBeGreaterThan(5);
    for (const { p, x } of rows) expectWithin(normalUpperQuantile(p / 2) ** 2, x, 3e-15);
  });

  test("is 0 at a half, and joins where a quarter lies above", () => {
    expect(normalUpperQuantile(0.5)).toBe(0);
    // The quartile of the normal distribution, on both sides of where the formula changes.
    for (const p of [0.25 - 2 ** -54, 0.25, 0.25 + 2 ** -54]) {
      expectWithin(normalUpperQuantile(p), 0.6744897501960817, 1.5e-15);
    }
  });

  test("turns into its negative at the other tail", () => {
    expect(normalUpperQuantile(0.75)).toBe(-normalUpperQuantile(0.25));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 - 1 }), (count) => {
        const p = count / 2 ** 30; // 1 − p has no rounding
        expect(normalUpperQuantile(1 - p) + normalUpperQuantile(p)).toBe(0);
      }),
    );
  });

  test("gives back the tail", () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: -1e-3, noNaN: true }), (exponent) => {
        const p = 10 ** exponent;
        // Far out a unit in the last place of x is worth x² of them in the tail.
        expectWithin(normalTail(normalUpperQuantile(p)), p, 5e-13);
      }),
    );
  });
});
