import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossingOf } from "../../src/statistics/crossing.js"; // readings show their ends alone

/** Where it crosses, and how often the function was asked. */
function asked(f: (x: number) => number, below: number, above: number) {
  let calls = 0;
  const at = crossingOf(
    (x) => {
      calls++;
      return f(x);
    },
    below,
    above,
  );
  return { at, calls };
}

describe("crossingOf", () => {
  test("finds roots that are known, from either side", () => {
    expect(asked((x) => x * x - 2, 0, 2).at).toBeCloseTo(Math.SQRT2, 14);
    expect(asked((x) => 0.5 - x, 1, 0).at).toBe(0.5);
    expect(asked((x) => 3 - Math.exp(x), 5, -5).at).toBeCloseTo(Math.log(3), 13);
  });

  test("takes an infinite end, and one that is 0", () => {
    expect(asked((x) => 1 / x - 3, 1, 0).at).toBeCloseTo(1 / 3, 14);
    expect(asked((x) => Math.log(x) + 1, 0, 1).at).toBeCloseTo(Math.exp(-1), 14);
    expect(asked((x) => x - 1, 0, 1).at).toBe(1);
  });

  test("asks a smooth function a dozen times, and a steep one no more than halving would", () => {
    expect(asked((x) => x * x - 2, 0, 2).calls).toBeLessThan(14);
    const step = asked((x) => (x < 0.3 ? -1 : 1e9), 0, 1);
    expect(step.at).toBeCloseTo(0.3, 15);
    expect(step.calls).toBeLessThanOrEqual(58);
  });

  test("finds the root of any rising cubic", () => {
    const root = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const bend = fc.double({ min: 0, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(root, bend, (at, a) => {
        const found = crossingOf((x) => (x - at) * (1 + a * (x - at) ** 2), 0, 1);
        expect(found).toBeCloseTo(at, 14);
      }),
    );
  });
});
