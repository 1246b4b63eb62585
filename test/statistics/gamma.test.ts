import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gammaUpper } from "../../src/statistics/gamma.js"; // readings give p values
import reference from "../reference/distributions.json" with { type: "json" };
import { expectAccurate, expectWithin } from "../support/accuracy.js";

const anyShape = fc.double({ min: -2, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
/** An x some standard deviations from the mean, or anywhere if that is below 0. */
const anyGamma = fc
  .tuple(
    anyShape,
    fc.double({ min: -8, max: 8, noNaN: true }),
    fc.double({ min: 1e-3, max: 1, noNaN: true }),
  )
  .map(([a, z, share]) => ({ a, x: a + z * Math.sqrt(a) > 0 ? a + z * Math.sqrt(a) : a * share }));

describe("gammaUpper", () => {
  test("agrees with mpmath at 50 digits, for shapes to 1e6 and tails to 1e-300", () => {
    expect(reference.gamma.length).toBeGreaterThan(40);
    for (const row of reference.gamma) {
      expectAccurate(gammaUpper(row.a, row.x), row.upper, row);
    }
  });

  test("gives back the tails whose quantiles mpmath found", () => {
    expect(reference.gammaQuantile.length).toBeGreaterThan(30);
    for (const row of reference.gammaQuantile) {
      const upper = gammaUpper(row.a, row.x);
      if (row.tail === "upper") expectAccurate(upper, row.p, row);
      else expectWithin(upper, 1 - row.p, 1e-12);
    }
  });

  test("is 1 and 0 at the ends, and nearly 0 for a tiny shape", () => {
    for (const a of [0.01, 0.5, 1, 30, 1e6]) {
      expect([0, Infinity].map((x) => gammaUpper(a, x))).toEqual([1, 0]);
      expect(gammaUpper(a, 1e10)).toBe(0);
    }
    // Q(a, x) is a E₁(x) up to terms in a², and E₁(1) is 0.21938393439552.
    expectWithin(gammaUpper(1e-8, 1), 0.21938393439552e-8, 1e-6);
  });

  test("is a sum of Poisson probabilities for whole shapes", () => {
    for (const x of [0.25, 1, 3, 7.5, 20]) {
      let term = Math.exp(-x);
      let sum = term; // P(N < a) for N of mean x
      for (let a = 1; a <= 20; a++) {
        expectWithin(gammaUpper(a, x), sum, 1e-13);
        term *= x / a;
        sum += term;
      }
    }
  });

  test("stays from 0 to 1 and falls with x", () => {
    fc.assert(
      fc.property(anyGamma, ({ a, x }) => {
        const upper = gammaUpper(a, x);
        expect(upper).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(gammaUpper(a, 1.0001 * x)).toBeLessThanOrEqual(upper);
      }),
    );
  });

  test("follows the recurrence in the shape", () => {
    // Q(a + 1) = (1 + x/a) Q(a) − x/a Q(a − 1), as x^a e^−x ÷ Γ(a + 1) takes from Q(a) to Q(a + 1).
    fc.assert(
      fc.property(anyGamma, ({ a, x }) => {
        const [before, at, after] = [a + 1, a + 2, a + 3].map((shape) => gammaUpper(shape, x));
        const ratio = x / (a + 2);
        const expected = at + ratio * (at - before);
        expect(Math.abs(after - expected)).toBeLessThan(1e-13 * (1 + ratio));
      }),
    );
  });
});
