import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isScore,
  oneToFive,
  oneToSeven,
  oneToTen,
  rescale,
  reverseScore,
  type Scale,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyScale, valueOn } from "../support/scales.js";

test("the named scales run from and to what they say", () => {
  expect([zeroToTen, oneToTen, oneToSeven, oneToFive]).toEqual([
    { min: 0, max: 10 },
    { min: 1, max: 10 },
    { min: 1, max: 7 },
    { min: 1, max: 5 },
  ]);
});

describe("isScore", () => {
  test("takes whole numbers of the scale, both ends included, and nothing else", () => {
    const values = [0, 10, -0, 11, -1, 6.5, Number.NaN, Infinity, "9", true, 9n, null, undefined];
    const taken = values.filter((value) => isScore(value, zeroToTen));
    expect(taken).toEqual([0, 10, -0]);
  });

  test("refuses an invalid scale", () => {
    const refused: [unknown, string, string][] = [
      [
        undefined,
        "scale must be a scale such as zeroToTen or { min: 1, max: 5 }, got undefined",
        "scale",
      ],
      [
        { min: 0.5, max: 3 },
        "scale.min must be a whole number from -10000 to 10000, got 0.5",
        "scale.min",
      ],
      [{ min: 5, max: 5 }, "scale.max must be a whole number from 6 to 10005, got 5", "scale.max"],
      [
        { min: 0, max: 1e9 },
        "scale.max must be a whole number from 1 to 10000, got 1000000000",
        "scale.max",
      ],
    ];
    const codes = ["wrong-type", "not-whole", "out-of-range", "out-of-range"] as const;
    refused.forEach(([scale, message, argument], i) => {
      expectError(() => isScore(1, untyped(scale)), codes[i], `isScore: ${message}`, argument);
    });
  });
});

describe("rescale", () => {
  test("moves values end to end", () => {
    // 1–5 to 0–10: (4 − 1) × 10 ÷ 4 = 7.5
    expect(rescale(4, { from: oneToFive, to: zeroToTen })).toBe(7.5);
    expect(rescale(1, { from: oneToFive, to: zeroToTen })).toBe(0);
    expect(rescale(5, { from: oneToFive, to: zeroToTen })).toBe(10);
  });

  test("refuses a value outside the scale it comes from, and an invalid scale", () => {
    expectError(
      () => rescale(0, { from: oneToFive, to: zeroToTen }),
      "out-of-range",
      "rescale: value must be a number from 1 to 5, got 0",
      "value",
    );
    expectError(
      () => rescale(untyped("4"), { from: oneToFive, to: zeroToTen }),
      "wrong-type",
      'rescale: value must be a number from 1 to 5, got "4"',
      "value",
    );
    expectError(
      () => rescale(4, { from: oneToFive, to: untyped(null) }),
      "wrong-type",
      "rescale: to must be a scale such as zeroToTen or { min: 1, max: 5 }, got null",
      "to",
    );
  });

  test("keeps order, meets both ends, and comes back to within rounding", () => {
    fc.assert(
      fc.property(anyScale, anyScale, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, x) => {
        const value = valueOn(from, x);
        const moved = rescale(value, { from, to });
        expect(moved).toBeGreaterThanOrEqual(to.min);
        expect(moved).toBeLessThanOrEqual(to.max);
        expect(rescale(from.min, { from, to })).toBe(to.min + 0);
        expect(rescale(from.max, { from, to })).toBe(to.max + 0);
        expect(rescale(moved, { from: to, to: from })).toBeCloseTo(value, 9);
        expect(Object.is(moved, -0)).toBe(false);
      }),
    );
  });
});

describe("reverseScore", () => {
  test("swaps the ends and leaves the middle", () => {
    expect([1, 2, 3, 4, 5].map((score) => reverseScore(score, oneToFive))).toEqual([5, 4, 3, 2, 1]);
  });

  test("refuses a value off the scale", () => {
    expectError(
      () => reverseScore(8, oneToSeven),
      "out-of-range",
      "reverseScore: value must be a number from 1 to 7, got 8",
      "value",
    );
  });

  test("undoes itself for every whole answer", () => {
    const answers = anyScale.chain((scale: Scale) =>
      fc.tuple(fc.constant(scale), fc.integer(scale)),
    );
    fc.assert(
      fc.property(answers, ([scale, score]) => {
        expect(reverseScore(reverseScore(score, scale), scale)).toBe(score + 0);
      }),
    );
  });
});
