import { describe, expect, test } from "vitest";
import { integrateThroughSaddle } from "../../src/statistics/contour-integral.js"; // nothing public integrates alone
import { expectWithin } from "../support/accuracy.js";

/** Of `(1 − w ÷ a)^−a (1 + w ÷ b)^−b`: the density at 0 of G ÷ a − H ÷ b, of gamma variables of shapes a and b. */
function difference(a: number, b: number): number {
  return integrateThroughSaddle({ shapes: [a, b], ratios: [1 / a, -1 / b] });
}

describe("throughSaddle", () => {
  test("gives the density of a difference of two gamma variables", () => {
    // a^a b^b Γ(a + b − 1) ÷ (Γ(a) Γ(b) (a + b)^(a + b − 1))
    expectWithin(difference(2, 3), (4 * 27 * 6) / (2 * 5 ** 4), 1e-13);
    expectWithin(difference(3, 2), (4 * 27 * 6) / (2 * 5 ** 4), 1e-13);
    // n (2n − 2)! ÷ ((n − 1)!² 2^(2n − 1)), as a product
    for (const n of [2, 10, 1_000, 100_000]) {
      let density = n / 2;
      for (let k = 1; k < n; k++) density *= (2 * k - 1) / (2 * k);
      expectWithin(difference(n, n), density, 1e-10);
    }
  });

  test("follows what turns fast and falls slowly", () => {
    for (const b of [2, 10, 1e3, 1e6, 1e9, 1e15]) {
      // (b ÷ (b + 1))^b, and 4 (b ÷ (b + 2))^(b + 1)
      expectWithin(difference(1, b), Math.exp(-b * Math.log1p(1 / b)), 1e-10);
      expectWithin(difference(b, 1), Math.exp(-b * Math.log1p(1 / b)), 1e-10);
      expectWithin(difference(2, b), 4 * Math.exp(-(b + 1) * Math.log1p(2 / b)), 1e-10);
    }
  });

  test("follows what falls as slowly as shapes of ¾ let it", () => {
    const gammaOfQuarter = 3.625609908221908; // Abramowitz and Stegun, "Handbook of Mathematical Functions", table 1.1
    const gamma = (Math.PI * Math.SQRT2) / gammaOfQuarter; // Γ(¾) = π ÷ (sin(π ÷ 4) Γ(¼))
    const density = (0.75 ** 1.5 * Math.sqrt(Math.PI)) / (gamma ** 2 * Math.sqrt(1.5));
    expectWithin(difference(0.75, 0.75), density, 1e-12);
  });

  test("scales as w does", () => {
    const of = integrateThroughSaddle({ shapes: [3, 1, 2], ratios: [0.5, -0.5, -0.5] });
    const twice = integrateThroughSaddle({ shapes: [3, 1, 2], ratios: [1, -1, -1] });
    expect(2 * twice).toBeCloseTo(of, 12);
  });
});
