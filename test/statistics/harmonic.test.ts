import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmonicSums } from "../../src/statistics/harmonic.js";
import { expectWithin } from "../support/accuracy.js";

describe("harmonicSums", () => {
  test("adds up a few one by one", () => {
    expect(harmonicSums(4, 3)).toEqual({
      sum: 1 / 4 + 1 / 3 + 1 / 2,
      squares: 1 / 4 ** 2 + 1 / 3 ** 2 + 1 / 2 ** 2,
    });
    expect(harmonicSums(7, 0)).toEqual({ sum: 0, squares: 0 });
  });

  test("gives Euler's constant and π²/6 of all whole numbers up to 10¹⁵, at once", () => {
    // H(n) = log n + γ + 1/(2n) − …, and Σ 1/j² = π²/6 − 1/n + …
    const { sum, squares } = harmonicSums(1e15, 1e15);
    expectWithin(sum, Math.log(1e15) + 0.5772156649015329 + 5e-16, 1e-15);
    expectWithin(squares, Math.PI ** 2 / 6 - 1e-15, 1e-15);
  });

  test("is what a loop gives, however many are added and wherever they end", () => {
    const anySum = fc
      .integer({ min: 1, max: 20_000 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
    fc.assert(
      fc.property(anySum, ([n, count]) => {
        let [sum, squares] = [0, 0];
        for (let j = n - count + 1; j <= n; j++) {
          sum += 1 / j;
          squares += 1 / j ** 2;
        }
        const sums = harmonicSums(n, count);
        expectWithin(sums.sum, sum, 1e-12);
        expectWithin(sums.squares, squares, 1e-12);
      }),
    );
  });

  test("keeps its digits where a hundred of a billion are added", () => {
    // All are between 100/n and 100/(n − 99); the middle one times 100 is right to (100/n)².
    const { sum, squares } = harmonicSums(1e9, 100);
    expectWithin(sum, 100 / (1e9 - 49.5), 1e-14);
    expectWithin(squares, 100 / (1e9 - 49.5) ** 2, 1e-14);
  });
});
