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

  test("is what fractions of 40 digits add up to, however many and wherever they end", () => {
    const one = 10n ** 40n;
    const expectDigits = (n: number, count: number) => {
      let [sum, squares] = [0n, 0n];
      for (let j = BigInt(n - count + 1); j <= n; j++) {
        sum += one / j;
        squares += one / j ** 2n;
      }
      const sums = harmonicSums(n, count);
      expectWithin(sums.sum, Number(sum) / 1e40, 2e-15, `${count} up to ${n}`);
      expectWithin(sums.squares, Number(squares) / 1e40, 2e-15, `squares of ${count} up to ${n}`);
    };
    for (let n = 1; n <= 130; n++) for (let count = 1; count <= n; count++) expectDigits(n, count);
    const anySum = fc
      .integer({ min: 1, max: 5_000 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n })));
    fc.assert(fc.property(anySum, ([n, count]) => expectDigits(n, count)));
  });

  test("keeps its digits where a hundred of a billion are added", () => {
    // Each is between 1/n and 1/(n − 99); the middle one times 100 is right to (100/n)².
    const { sum, squares } = harmonicSums(1e9, 100);
    expectWithin(sum, 100 / (1e9 - 49.5), 1e-14);
    expectWithin(squares, 100 / (1e9 - 49.5) ** 2, 1e-14);
  });
});
