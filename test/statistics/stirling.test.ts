import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviance, stirlingError } from "../../src/statistics/stirling.js"; // parts of probabilities
import { expectWithin } from "../support/accuracy.js";

describe("stirlingError", () => {
  test("is what Stirling's formula misses of Γ(1) = 1 and Γ(½) = √π", () => {
    expectWithin(stirlingError(1), 1 - Math.log(2 * Math.PI) / 2, 1e-14);
    expectWithin(stirlingError(0.5), 0.5 - Math.log(2) / 2, 1e-14);
  });

  test("is what it misses of whole factorials", () => {
    let factorial = 1; // (a − 1)!, exact up to 22!
    for (let a = 1; a <= 23; a++) {
      const formula = (a - 0.5) * Math.log(a) - a + Math.log(2 * Math.PI) / 2;
      expect(Math.abs(stirlingError(a) - (Math.log(factorial) - formula))).toBeLessThan(3e-14);
      factorial *= a;
    }
  });

  test("is 1 ÷ 12a less 1 ÷ 360a³ for a large a", () => {
    expectWithin(stirlingError(1e6), 1 / 12e6 - 1 / 360e18, 1e-15);
    expectWithin(stirlingError(1e3), 1 / 12e3 - 1 / 360e9 + 1 / 1260e15, 1e-15);
  });

  test("falls, and follows Γ(a + 1) = a Γ(a)", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (exponent) => {
        const a = 10 ** exponent;
        expect(stirlingError(1.001 * a)).toBeLessThan(stirlingError(a));
        const step = stirlingError(a) - stirlingError(a + 1);
        expect(Math.abs(step - ((a + 0.5) * Math.log1p(1 / a) - 1))).toBeLessThan(1e-9 / a + 3e-15);
      }),
    );
  });
});

describe("deviance", () => {
  test("is k log(k ÷ m) + m − k", () => {
    expect(deviance(3, 3)).toBe(0);
    expectWithin(deviance(1, 2), 1 - Math.log(2), 1e-15);
    expectWithin(deviance(10, 1), 10 * Math.log(10) - 9, 1e-15);
    expectWithin(deviance(4, 5), 1 - 4 * Math.log(1.25), 1e-14);
  });

  test("keeps its digits where k and m are nearly the same", () => {
    // With m = k + 1: k (u²/2 − u³/3 + u⁴/4 − …), u being 1 ÷ k.
    expectWithin(deviance(1e6, 1e6 + 1), 1 / 2e6 - 1 / 3e12 + 1 / 4e18, 1e-15);
    expectWithin(deviance(1e6, 1e6 - 1), 1 / 2e6 + 1 / 3e12 + 1 / 4e18, 1e-15);
    // A difference that is lost between the two: d²/2k.
    expectWithin(deviance(1e6, 1e6, 1e-12), 5e-31, 1e-15);
  });

  test("is the larger m where k is next to nothing, and without bound where m is 0", () => {
    expect(deviance(1e-300, 5)).toBe(5);
    expect(deviance(5, 0)).toBe(Infinity);
  });

  test("joins where the series ends and the logarithm begins", () => {
    for (const m of [0.5, 1.5]) {
      expectWithin(deviance(1, m - 1e-15), deviance(1, m + 1e-15), 2e-14);
    }
  });

  test("is never negative, and as many times as large as both its numbers", () => {
    const anyNumber = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(anyNumber, anyNumber, (k, m) => {
        expect(deviance(k, m)).toBeGreaterThanOrEqual(0);
        expectWithin(deviance(8 * k, 8 * m), 8 * deviance(k, m), 1e-14);
      }),
    );
  });
});
