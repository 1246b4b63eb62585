import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AdjustOptions, adjustPValues } from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const anyP = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
const methods = ["holm", "benjamini-hochberg", "bonferroni"] as const;
const anyMethod = fc.constantFrom<AdjustOptions["method"]>(...methods);

describe("adjustPValues", () => {
  test("agrees with p.adjust of R", () => {
    expect(reference.adjusted.length).toBeGreaterThan(5);
    for (const { pValues, holm, benjaminiHochberg, bonferroni } of reference.adjusted) {
      for (const [method, expected] of [
        ["holm", holm],
        ["benjamini-hochberg", benjaminiHochberg],
        ["bonferroni", bonferroni],
      ] as const) {
        const adjusted = adjustPValues(pValues, { method });
        expect(adjusted.length).toBe(expected.length);
        adjusted.forEach((p, i) => {
          expectSameP(p, expected[i], `${method} of ${pValues}`);
        });
      }
    }
  });

  test("keeps the order of the input, and one p value as it is", () => {
    expect(adjustPValues([0.5, 0.25], { method: "holm" })).toEqual([0.5, 0.5]); // 1 × 0.5; 2 × 0.25
    expect(adjustPValues([], { method: "holm" })).toEqual([]);
    for (const method of methods) expect(adjustPValues([0.3], { method })).toEqual([0.3]);
  });

  test("leaves null where there was no test, and does not count it", () => {
    for (const method of methods) {
      const [first, none, second] = adjustPValues([0.01, null, 0.04], { method });
      expect([first, second]).toEqual(adjustPValues([0.01, 0.04], { method }));
      expect(none).toBe(null);
      expect(adjustPValues([null], { method })).toEqual([null]);
    }
  });

  test("refuses p values outside 0 to 1, anything but a list, and unknown methods", () => {
    const method = "holm";
    for (const [p, code, shown] of [
      [1.5, "out-of-range", "1.5"],
      [-0.1, "out-of-range", "-0.1"],
      [Number.NaN, "out-of-range", "NaN"],
      ["0.05", "wrong-type", '"0.05"'],
      [undefined, "wrong-type", "undefined"],
    ] as const) {
      expectError(
        () => adjustPValues([0.5, untyped(p)], { method }),
        code,
        `adjustPValues: p at index 1 must be a number from 0 to 1, got ${shown}`,
        "p",
        1,
      );
    }
    const holed = [0.5, 0.5, 0.5];
    delete holed[1];
    expectError(
      () => adjustPValues(holed, { method }),
      "wrong-type",
      "adjustPValues: p at index 1 must be a number from 0 to 1, got undefined",
      "p",
      1,
    );
    expectError(
      () => adjustPValues(untyped(0.05), { method }),
      "wrong-type",
      "adjustPValues: p must be a list of p values, got 0.05",
      "p",
    );
    expectError(
      () => adjustPValues([0.05], { method: untyped("fdr") }),
      "out-of-range",
      'adjustPValues: method must be "holm", "benjamini-hochberg" or "bonferroni", got "fdr"',
      "method",
    );
    expectError(
      () => adjustPValues([0.05], untyped({})),
      "wrong-type",
      'adjustPValues: method must be "holm", "benjamini-hochberg" or "bonferroni", got undefined',
      "method",
    );
    expectError(
      () => adjustPValues([0.05], untyped(undefined)),
      "wrong-type",
      "adjustPValues: options must be like { method }, got undefined",
      "options",
    );
  });

  test("is never below the p value nor above 1, and the input stays as it was", () => {
    fc.assert(
      fc.property(anyP, anyMethod, (p, method) => {
        const copy = [...p];
        adjustPValues(p, { method }).forEach((adjusted, i) => {
          expect(adjusted).toBeGreaterThanOrEqual(p[i]);
          expect(adjusted).toBeLessThanOrEqual(1);
        });
        expect(p).toEqual(copy);
      }),
    );
  });

  test("does not depend on the order, and keeps smaller p values smaller", () => {
    fc.assert(
      fc.property(anyP, anyMethod, (p, method) => {
        const adjusted = adjustPValues(p, { method });
        expect(adjustPValues([...p].reverse(), { method }).reverse()).toEqual(adjusted);
        for (let i = 1; i < p.length; i++) {
          if (p[i - 1] <= p[i]) expect(adjusted[i - 1]).toBeLessThanOrEqual(adjusted[i]);
        }
      }),
    );
  });

  test("by Holm is never above Bonferroni, nor by Benjamini and Hochberg above Holm", () => {
    fc.assert(
      fc.property(anyP, (p) => {
        const [holm, hochberg, bonferroni] = methods.map((method) => adjustPValues(p, { method }));
        p.forEach((_, i) => {
          expect(holm[i]).toBeLessThanOrEqual(bonferroni[i]);
          expect(hochberg[i]).toBeLessThanOrEqual(holm[i] * (1 + 1e-12));
        });
      }),
    );
  });
});
