import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gammaLower, gammaUpper } from "../../src/statistics/gamma.js"; // readings give p values
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

describe("gammaLower and gammaUpper", () => {
  test("agree with mpmath at 50 digits, for shapes to 1e6 and tails to 1e-300", () => {
    expect(reference.gamma.length).toBeGreaterThan(40);
    for (const row of reference.gamma) {
      expectAccurate(gammaLower(row.a, row.x), row.lower, row);
      expectAccurate(gammaUpper(row.a, row.x), row.upper, row);
    }
  });

  test("give back the tails whose quantiles mpmath found", () => {
    expect(reference.gammaQuantile.length).toBeGreaterThan(30);
    for (const row of reference.gammaQuantile) {
      const tail = row.tail === "upper" ? gammaUpper : gammaLower;
      expectAccurate(tail(row.a, row.x), row.p, row);
    }
  });

  test("are 0 and 1 at the ends, and nearly so for a tiny shape", () => {
    for (const a of [0.01, 0.5, 1, 30, 1e6]) {
      expect([0, Infinity].map((x) => gammaLower(a, x))).toEqual([0, 1]);
      expect([0, Infinity].map((x) => gammaUpper(a, x))).toEqual([1, 0]);
      expect(gammaUpper(a, 1e10)).toBe(0);
    }
    // Q(a, x) is a E₁(x) up to terms in a², and E₁(1) is 0.21938393439552.
    expectWithin(gammaUpper(1e-8, 1), 0.21938393439552e-8, 1e-6);
  });

  test("are sums of Poisson probabilities for whole shapes", () => {
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

  test("add up to 1, stay from 0 to 1 and follow x", () => {
    fc.assert(
      fc.property(anyGamma, ({ a, x }) => {
        const lower = gammaLower(a, x);
        expect(Math.abs(lower + gammaUpper(a, x) - 1)).toBeLessThanOrEqual(1e-15);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(1);
        expect(gammaLower(a, 1.0001 * x)).toBeGreaterThanOrEqual(lower);
      }),
    );
  });

  test("follow the recurrence in the shape", () => {
    // P(a + 1) = (1 + x/a) P(a) − x/a P(a − 1), as x^a e^−x ÷ Γ(a + 1) takes from P(a) to P(a + 1).
    fc.assert(
      fc.property(anyGamma, ({ a, x }) => {
        const [before, at, after] = [a + 1, a + 2, a + 3].map((shape) => gammaLower(shape, x));
        const ratio = x / (a + 2);
        const expected = at + ratio * (at - before);
        expect(Math.abs(after - expected)).toBeLessThan(1e-13 * (1 + ratio));
      }),
    );
  });
});
