import { describe, expect, test } from "vitest";
import { logRise, riseTable } from "../../src/statistics/log-rise.js";
import { panelIntegral } from "../../src/statistics/panels.js";

describe("riseTable and logRise", () => {
  test("are logarithms of rising factorials", () => {
    // Γ(2.5 + 3) ÷ Γ(2.5) = 2.5 × 3.5 × 4.5
    const { value, first, second } = riseTable(2.5, 3);
    expect(value[0]).toBe(0);
    expect(value[3]).toBeCloseTo(Math.log(2.5 * 3.5 * 4.5), 14);
    expect(first[3]).toBeCloseTo(1 / 2.5 + 1 / 3.5 + 1 / 4.5, 14);
    expect(second[3]).toBeCloseTo(-1 / 6.25 - 1 / 12.25 - 1 / 20.25, 14);
    expect(logRise(2.5, 3)).toBeCloseTo(value[3], 13);
  });

  test("agree with each other from small to large", () => {
    for (const p of [1e-6, 0.01, 0.7, 3, 40, 5000, 1e6]) {
      const { value } = riseTable(p, 400);
      for (const x of [0, 1, 2, 17, 400]) {
        const slack = 1e-13 * Math.max(1, Math.abs(value[x]));
        expect(Math.abs(logRise(p, x) - value[x]), `${p}, ${x}`).toBeLessThanOrEqual(slack);
      }
    }
  });

  test("take fractions: Γ(½ + ½) ÷ Γ(½) = 1 ÷ √π", () => {
    expect(logRise(0.5, 0.5)).toBeCloseTo(-Math.log(Math.PI) / 2, 14);
  });
});

describe("panelIntegral", () => {
  test("is exact for polynomials up to the power of 15", () => {
    expect(panelIntegral((x) => x ** 15, 0, 1)).toBeCloseTo(1 / 16, 15);
    expect(panelIntegral((x) => 3 * x * x - 1, -1, 4)).toBeCloseTo(65 - 5, 12);
  });

  test("is close for what is smooth", () => {
    expect(panelIntegral(Math.exp, -4, 0)).toBeCloseTo(1 - Math.exp(-4), 13);
  });
});
