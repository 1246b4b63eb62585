import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  betaLogOdds,
  betaLower,
  betaQuantile,
  betaUpperQuantile,
} from "../../src/statistics/beta.js"; // readings give intervals and p values
import reference from "../reference/distributions.json" with { type: "json" };
import { expectAccurate, expectWithin } from "../support/accuracy.js";

const anyShape = fc.double({ min: -1, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);
/** An x for which 1 − x has no rounding. */
const anyShare = fc.integer({ min: 0, max: 2 ** 30 }).map((count) => count / 2 ** 30);

describe("betaLower", () => {
  test("agrees with mpmath at 50 digits, for shapes to 1e6 and tails to 1e-300", () => {
    expect(reference.beta.length).toBeGreaterThan(70);
    for (const row of reference.beta) {
      expectAccurate(betaLower(row.a, row.b, row.x), row.lower, row);
      expectAccurate(betaLower(row.b, row.a, 1 - row.x, row.x), row.upper, row);
    }
  });

  test("is 0 and 1 at the ends", () => {
    for (const a of [0.01, 1, 1e6]) {
      for (const b of [0.01, 1, 1e6]) {
        expect([0, 1].map((x) => betaLower(a, b, x))).toEqual([0, 1]);
      }
    }
  });

  test("is a power, an arcsine and a half where these are known", () => {
    for (const x of [1e-200, 1e-9, 0.1, 0.5, 0.75, 0.999]) {
      for (const a of [0.25, 1, 2, 30]) {
        const power = x ** a;
        if (power > 1e-300) expectWithin(betaLower(a, 1, x), power, 1e-12);
      }
      expectWithin(betaLower(0.5, 0.5, x), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-12);
    }
    for (const a of [0.01, 0.5, 3, 1e3, 1e6]) expectWithin(betaLower(a, a, 0.5), 0.5, 1e-13);
  });

  test("is a sum of binomial probabilities", () => {
    const trials = 20;
    for (const chance of [0.05, 0.5, 0.8]) {
      let term = (1 - chance) ** trials;
      let fewer = 0; // P(N < successes)
      for (let successes = 1; successes <= trials; successes++) {
        fewer += term;
        term *= ((trials - successes + 1) / successes) * (chance / (1 - chance));
        expectWithin(betaLower(trials - successes + 1, successes, 1 - chance), fewer, 1e-12);
      }
    }
  });

  test("keeps what 1 − x would lose", () => {
    // (1 − x)^b with 1 − x of 1e-30, which 1 − x of a double x cannot be.
    expectWithin(betaLower(3, 1, 1e-30, 1), 1e-90, 1e-12);
    expect(betaLower(1, 3, 1, 1e-30)).toBe(1);
  });

  test("stays from 0 to 1, follows x, and mirrors when both ends swap", () => {
    fc.assert(
      fc.property(anyShape, anyShape, anyShare, (a, b, x) => {
        const lower = betaLower(a, b, x);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(1);
        expect(betaLower(a, b, Math.min(1, x + 1e-4))).toBeGreaterThanOrEqual(lower);
        expect(Math.abs(lower + betaLower(b, a, 1 - x) - 1)).toBeLessThanOrEqual(1e-14);
      }),
    );
  });

  test("follows the recurrence in both shapes", () => {
    // I(a, b) = x I(a − 1, b) + (1 − x) I(a, b − 1): Abramowitz and Stegun 6.6.5.
    fc.assert(
      fc.property(anyShape, anyShape, anyShare, (a, b, x) => {
        const left = x * betaLower(a, b + 1, x) + (1 - x) * betaLower(a + 1, b, x);
        expect(betaLower(a + 1, b + 1, x)).toBeCloseTo(left, 12);
      }),
    );
  });
});

describe("betaQuantile and betaUpperQuantile", () => {
  test("agree with mpmath at 50 digits, at both ends", () => {
    expect(reference.betaQuantile.length).toBeGreaterThan(90);
    for (const row of reference.betaQuantile) {
      const [at, mirrored] =
        row.tail === "upper"
          ? [betaUpperQuantile, betaQuantile]
          : [betaQuantile, betaUpperQuantile];
      expectAccurate(at(row.p, row.a, row.b), row.x, row);
      expectAccurate(mirrored(row.p, row.b, row.a), row.complement, row);
    }
  });

  test("are roots where the function is a power, and the middle where it is a mirror", () => {
    for (const p of [1e-100, 0.025, 0.3, 0.9]) {
      for (const a of [1, 2, 50]) expectWithin(betaQuantile(p, a, 1), p ** (1 / a), 1e-13);
      expectWithin(betaQuantile(p, 0.5, 0.5), Math.sin((p * Math.PI) / 2) ** 2, 1e-13);
    }
    for (const a of [0.5, 1, 1e3, 1e6]) expectWithin(betaQuantile(0.5, a, a), 0.5, 1e-15);
  });

  test("are the ends where no double lies between", () => {
    expect(betaQuantile(1e-10, 0.01, 1)).toBe(0); // 1e-1000
    expect(betaQuantile(0.999, 1, 0.001)).toBe(1); // 1 − 1e-3000
    expectWithin(betaLogOdds(1e-10, 0.01, 1), -1000 * Math.log(10), 1e-13);
  });

  test("give back where a tail was taken", () => {
    const anyDistance = fc.double({ min: 0, max: 37, noNaN: true });
    fc.assert(
      fc.property(anyShape, anyShape, anyDistance, (a, b, distance) => {
        const spread = Math.sqrt(1 / a + 1 / b); // about the standard deviation of the log odds
        const odds = Math.log(a / b) - distance * spread;
        const p = betaLower(a, b, 1 / (1 + Math.exp(-odds)), 1 / (1 + Math.exp(odds)));
        fc.pre(p > 1e-290 && p < 0.7); // where p is nearly 1 it says little of the odds
        const error = Math.abs(betaLogOdds(p, a, b) - odds);
        expect(error).toBeLessThanOrEqual(1e-12 * Math.max(spread, Math.abs(odds)));
      }),
    );
  });

  test("rise with p and mirror when both ends swap", () => {
    fc.assert(
      fc.property(
        anyShape,
        anyShape,
        fc.double({ min: 1e-9, max: 0.99, noNaN: true }),
        (a, b, p) => {
          const x = betaQuantile(p, a, b);
          expect(betaQuantile(p + 1e-3, a, b)).toBeGreaterThanOrEqual(x);
          expect(betaUpperQuantile(p, b, a)).toBeCloseTo(1 - x, 14);
        },
      ),
    );
  });
});
