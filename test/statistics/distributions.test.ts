import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkConfidence,
  chiSquareUpper,
  criticalT,
  criticalZ,
  tUpper,
} from "../../src/statistics/distributions.js"; // no public reading gives z alone
import { normalTail } from "../../src/statistics/normal.js";
import tails from "../reference/distributions.json" with { type: "json" };
import reference from "../reference/normal.json" with { type: "json" };
import { expectAccurate, expectWithin } from "../support/accuracy.js";
import { expectError, untyped } from "../support/errors.js";

const anyConfidence = fc.double({ min: 0.001, max: 0.9999, noNaN: true });
const anyDegrees = fc.double({ min: 0, max: 6, noNaN: true }).map((exponent) => 10 ** exponent);

describe("checkConfidence", () => {
  test("gives back a confidence, and refuses the ends and anything but a number", () => {
    expect(checkConfidence("here", 0.95)).toBe(0.95);
    for (const [confidence, shown] of [
      [0, "0"],
      [1, "1"],
      [95, "95"],
      [Number.NaN, "NaN"],
    ] as const) {
      expectError(
        () => checkConfidence("here", confidence),
        "out-of-range",
        `here: confidence must be between 0 and 1, such as 0.95, got ${shown}`,
        "confidence",
      );
    }
    expectError(
      () => criticalZ("here", untyped("0.95")),
      "wrong-type",
      'here: confidence must be between 0 and 1, such as 0.95, got "0.95"',
      "confidence",
    );
  });
});

describe("criticalZ", () => {
  test("is right to 15 digits for confidences from 1e-9 to the largest double below 1", () => {
    const points = reference.points.filter(({ confidence }) => confidence >= 1e-9);
    expect(points.length).toBeGreaterThan(50);
    for (const { confidence, z } of points) {
      const error = Math.abs(criticalZ("test", confidence) - z);
      expect(error, `at ${confidence}`).toBeLessThanOrEqual(1.5e-15 * z);
    }
  });
});

describe("tUpper", () => {
  test("agrees with mpmath at 50 digits, for degrees of freedom to 1e6 and tails to 1e-300", () => {
    expect(tails.t.length).toBeGreaterThan(80);
    for (const row of tails.t) {
      expectAccurate(tUpper(row.t, row.df), row.upper, row);
      expectAccurate(tUpper(-row.t, row.df), row.lower, row);
    }
  });

  test("gives back the tails whose quantiles mpmath found", () => {
    for (const row of tails.tQuantile) expectAccurate(tUpper(row.t, row.df), row.p, row);
  });

  test("is known in full for one and two degrees of freedom", () => {
    for (const t of [0.001, 0.5, 1, 2, 12.7, 636]) {
      expectWithin(tUpper(t, 1), Math.atan(1 / t) / Math.PI, 1e-14);
      const root = Math.sqrt(2 + t * t); // ½ − t/2√(2 + t²), so that no digits cancel
      expectWithin(tUpper(t, 2), 1 / (root * (root + t)), 1e-14);
    }
  });

  test("is a half at 0, and 0 and 1 at the ends", () => {
    expect([-Infinity, 0, Infinity].map((t) => tUpper(t, 7))).toEqual([1, 0.5, 0]);
    expect(tUpper(1e200, 3)).toBe(0);
    expectWithin(tUpper(1e-200, 3), 0.5, 1e-15);
  });

  test("falls with t and lies above the normal tail, the more so the fewer the degrees", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 8, noNaN: true }), anyDegrees, (t, df) => {
        expect(tUpper(t + 1e-6, df)).toBeLessThanOrEqual(tUpper(t, df));
        expect(tUpper(t, df)).toBeGreaterThan(normalTail(t) * (1 - 1e-12));
        expect(tUpper(t, 1.1 * df)).toBeLessThan(tUpper(t, df));
        expect(tUpper(t, df) + tUpper(-t, df)).toBeCloseTo(1, 15);
      }),
    );
  });
});

describe("criticalT", () => {
  test("agrees with mpmath at 50 digits", () => {
    // A confidence nearer to 1 cannot say its tail to 12 digits.
    const rows = tails.tQuantile.filter(({ p }) => p > 1e-4);
    expect(rows.length).toBeGreaterThan(30);
    for (const row of rows) expectAccurate(criticalT(1 - 2 * row.p, row.df), row.t, row);
  });

  test("is known in full for one and two degrees of freedom", () => {
    for (const confidence of [1e-9, 0.1, 0.5, 0.8, 0.95, 0.99]) {
      expectWithin(criticalT(confidence, 1), Math.tan((Math.PI * confidence) / 2), 1e-13);
      const rest = (1 - confidence) * (1 + confidence);
      expectWithin(criticalT(confidence, 2), confidence * Math.sqrt(2 / rest), 1e-13);
    }
  });

  test("is finite for every confidence there is", () => {
    expectWithin(criticalT(1 - 2 ** -53, 1), 2 ** 54 / Math.PI, 1e-12);
    expectWithin(criticalT(1e-300, 2), Math.SQRT2 * 1e-300, 1e-12);
  });

  test("leaves the rest of the confidence in two tails, and nears z", () => {
    fc.assert(
      fc.property(anyConfidence, anyDegrees, (confidence, df) => {
        const t = criticalT(confidence, df);
        expect(2 * tUpper(t, df)).toBeCloseTo(1 - confidence, 13);
        expect(t).toBeGreaterThan(criticalZ("test", confidence) * (1 - 1e-12));
        expect(criticalT(confidence, 2 * df)).toBeLessThan(t);
      }),
    );
  });
});

describe("chiSquareUpper", () => {
  test("agrees with mpmath at 50 digits, for degrees of freedom to 1e6 and tails to 1e-300", () => {
    expect(tails.chiSquare.length).toBeGreaterThan(70);
    for (const row of tails.chiSquare)
      expectAccurate(chiSquareUpper(row.x, row.df), row.upper, row);
  });

  test("gives back the tails whose quantiles mpmath found", () => {
    expect(tails.chiSquareQuantile.length).toBeGreaterThan(40);
    for (const row of tails.chiSquareQuantile) {
      expectAccurate(chiSquareUpper(row.x, row.df), row.p, row);
    }
  });

  test("is known in full for one, two and four degrees of freedom", () => {
    for (const x of [0, 0.001, 0.5, 1, 3.84, 20, 300]) {
      expectWithin(chiSquareUpper(x, 1), 2 * normalTail(Math.sqrt(x)), 1e-13);
      expectWithin(chiSquareUpper(x, 2), Math.exp(-x / 2), 1e-13);
      expectWithin(chiSquareUpper(x, 4), Math.exp(-x / 2) * (1 + x / 2), 1e-13);
    }
  });
});
