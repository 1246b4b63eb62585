import { describe, expect, test } from "vitest";
import { shareDifference } from "../../src/index.js";
import alarms from "../reference/falseAlarms.json" with { type: "json" };

/** The share of all outcomes of two groups with the same share in which p is below the level. */
function alarmsOf(one: number, other: number, share: number, level: number): number {
  const ways = (n: number, k: number): number => (k === 0 ? 1 : (ways(n, k - 1) * (n - k + 1)) / k);
  const probability = (n: number, k: number) => ways(n, k) * share ** k * (1 - share) ** (n - k);
  let sum = 0;
  for (let a = 0; a <= one; a++) {
    for (let b = 0; b <= other; b++) {
      const pValue = shareDifference({ count: a, total: one }, { count: b, total: other })?.pValue;
      if ((pValue as number) < level) sum += probability(one, a) * probability(other, b);
    }
  }
  return sum;
}

describe("tests of two groups of which one is small", () => {
  test("raise hardly more false alarms than they may, where they are exact", () => {
    const exact = alarms.lifetimes.filter((row) => row.exact);
    expect(exact.length).toBeGreaterThan(8);
    for (const { given } of [...alarms.shares, ...alarms.netScores, ...exact]) {
      expect(given[0]).toBeLessThan(5.5);
      expect(given[1]).toBeLessThan(1.1);
    }
    expect(alarms.moves.alarms).toEqual([5, 1]);
  });

  test("would raise many more if they were tested as many are", () => {
    for (const { shares, netScores } of [alarms]) {
      expect(shares[0]?.asMany[1]).toBeGreaterThan(9);
      expect(netScores[0]?.asMany[1]).toBeGreaterThan(6);
    }
  });

  test("of shares are counted out over all outcomes", () => {
    for (const { smallest, given } of alarms.shares.slice(0, 4)) {
      for (const share of [0.05, 0.25, 0.5]) {
        for (const [i, level] of [0.05, 0.01].entries()) {
          const found = 100 * alarmsOf(smallest, 30, share, level);
          expect(found).toBeLessThanOrEqual((given[i] as number) + 0.05);
        }
      }
    }
  });
});
