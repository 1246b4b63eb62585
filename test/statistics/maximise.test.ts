import { describe, expect, test } from "vitest";
import { localByDifferences } from "../../src/statistics/differences.js";
import { isFarOut, type Local, maximise } from "../../src/statistics/maximise.js";
import { inverse, solve } from "../../src/statistics/solve.js";

/** −Σ (x − peak)² × bend ÷ 2 */
function bowl(peak: readonly number[], bends: readonly number[]): (at: readonly number[]) => Local {
  return (at) => ({
    value: -at.reduce((sum, x, i) => sum + (bends[i] * (x - peak[i]) ** 2) / 2, 0),
    gradient: at.map((x, i) => -bends[i] * (x - peak[i])),
    hessian: at.map((_, i) => at.map((__, j) => (i === j ? -bends[i] : 0))),
  });
}

describe("maximise", () => {
  test("is at the top of a parabola in one step, and sees it in the next", () => {
    const top = maximise(bowl([1, -0.5], [2, 30]), [0, 0]);
    expect(top.at).toEqual([expect.closeTo(1, 14), expect.closeTo(-0.5, 14)]);
    expect(top).toMatchObject({ evaluations: 2, isConverged: true });
  });

  test("goes 2 at most in a step", () => {
    const seen: number[] = [];
    const { at } = maximise(
      (x) => {
        seen.push(x[0]);
        return bowl([7], [1])(x);
      },
      [0],
    );
    expect(seen).toEqual([0, 2, 4, 6, 7]);
    expect(at).toEqual([7]);
  });

  test("goes no further once it is near a peak where another climb has ended", () => {
    const surface = bowl([7], [1]);
    const known = maximise(surface, [0]);
    const again = maximise(surface, [5.5], [known]);
    expect(again).toEqual({ ...known, evaluations: 2 });
    // It is not near one that did not converge, or at a start elsewhere.
    const lost = { ...known, isConverged: false };
    expect(maximise(surface, [7.01], [lost]).evaluations).toBe(2);
    expect(maximise(surface, [7.01], [known]).evaluations).toBe(1);
  });

  test("stays at the edge that it would climb over, and goes on along it", () => {
    const top = maximise(bowl([100, 3], [1e-3, 5]), [0, 0]);
    expect(top.at[0]).toBe(12);
    expect(top.at[1]).toBeCloseTo(3, 9);
    expect(top.isConverged).toBe(true);
    const bottom = maximise(bowl([-100, 3], [1e-3, 5]), [0, 0]);
    expect(bottom.at[0]).toBe(-12);
    expect(isFarOut(top.at)).toBe(true);
    expect(isFarOut([8, -8])).toBe(false);
  });

  test("climbs where the surface bends up, and where a step of Newton's leads down", () => {
    // 1 ÷ (1 + x²) bends up beyond 1/√3, and Newton's step from just below it goes far out.
    const bell = (at: readonly number[]): Local => {
      const [x] = at;
      const y = 1 / (1 + x * x);
      return { value: y, gradient: [-2 * x * y * y], hessian: [[(6 * x * x - 2) * y ** 3]] };
    };
    for (const start of [0.5, 0.57, 1, 3, -3]) {
      const top = maximise(bell, [start]);
      expect(Math.abs(top.at[0]), `from ${start}`).toBeLessThan(1e-4);
      expect(top.isConverged).toBe(true);
    }
  });

  test("stops on a plain, where nothing is to be gained", () => {
    const plain = (at: readonly number[]): Local => ({
      value: 1,
      gradient: at.map(() => 0),
      hessian: at.map(() => at.map(() => 0)),
    });
    expect(maximise(plain, [1, 2])).toMatchObject({ at: [1, 2], value: 1, isConverged: true });
  });

  test("gives up after 200 evaluations, and where there is no way up", () => {
    // Every point looks like the foot of the same slope.
    let height = 0;
    const stairs = (): Local => ({ value: height++, gradient: [1e-3], hessian: [[-1]] });
    expect(maximise(stairs, [0])).toMatchObject({ evaluations: 200, isConverged: false });
    const broken = (): Local => ({ value: Number.NaN, gradient: [1], hessian: [[Number.NaN]] });
    expect(maximise(broken, [0])).toMatchObject({ evaluations: 1, isConverged: false });
  });
});

describe("solve and inverse", () => {
  test("solve small systems", () => {
    // 4x + 2y = 10, 2x + 3y = 9
    const matrix = [
      [4, 2],
      [2, 3],
    ];
    expect(solve(matrix, [10, 9])).toEqual([expect.closeTo(1.5, 14), expect.closeTo(2, 14)]);
    const [[a, b], [c, d]] = inverse(matrix) as number[][];
    expect([a, b, c, d]).toEqual([3 / 8, -2 / 8, -2 / 8, 4 / 8].map((x) => expect.closeTo(x, 14)));
  });

  test("are null where the matrix is not positive definite", () => {
    const singular = [
      [1, 1],
      [1, 1],
    ];
    expect(solve(singular, [1, 1])).toBe(null);
    expect(inverse(singular)).toBe(null);
    expect(inverse([[Number.NaN]])).toBe(null);
    expect(inverse([[Infinity]])).toBe(null);
    expect(inverse([[-1]])).toBe(null);
  });
});

describe("localByDifferences", () => {
  test("has the derivatives of x² y³ + log x", () => {
    const local = localByDifferences(([x, y]) => x * x * y ** 3 + Math.log(x), [2, 3]);
    expect(local.value).toBeCloseTo(4 * 27 + Math.log(2), 12);
    const slopes = [2 * 2 * 27 + 1 / 2, 4 * 3 * 9];
    const bends = [
      [2 * 27 - 1 / 4, 2 * 2 * 27],
      [2 * 2 * 27, 4 * 6 * 3],
    ];
    slopes.forEach((slope, i) => {
      expect(local.gradient[i] / slope).toBeCloseTo(1, 9);
      bends[i].forEach((bend, j) => {
        expect(local.hessian[i][j] / bend).toBeCloseTo(1, 7);
      });
    });
  });
});
