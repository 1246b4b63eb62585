import { beforeAll, describe, expect, test } from "vitest";
import { npsInterval } from "../../src/index.js";
import { worstCoverage, worstDifferenceCoverage } from "../support/coverage.js";
import {
  type DifferenceCoverage,
  differenceCoverage,
  differenceTable,
  type IntervalCoverage,
  intervalCoverage,
  intervalTable,
} from "../support/coverage-tables.js";
import { readText } from "../support/files.js";

describe("at nominal 95 %, over every outcome,", () => {
  let intervals: IntervalCoverage[] = [];
  let differences: DifferenceCoverage[] = [];

  beforeAll(() => {
    intervals = intervalCoverage();
    differences = differenceCoverage();
  });

  test("the score interval holds the score 93.5 times in 100 if no share is below 5 %, save of 32 answers", () => {
    const worst = Array.from({ length: 41 }, (_, i) => {
      const [coverage] = worstCoverage(10 + i, { steps: 20, least: 1 }, [
        (one) => npsInterval(one),
      ]);
      return { answers: 10 + i, coverage };
    });
    const below = worst.filter(({ coverage }) => coverage < 0.935);
    expect(below).toEqual([{ answers: 32, coverage: expect.closeTo(0.93392, 5) }]);
    expect(Math.max(...worst.map(({ coverage }) => coverage))).toBeLessThan(0.95);
  });

  test("the score interval holds a score at the very edges 84 times in 100, and Wald's one in ten", () => {
    const score = intervals.map(({ edges }) => edges[0]);
    expect(Math.min(...score)).toBeGreaterThanOrEqual(0.84);
    expect(Math.min(...score)).toBeLessThan(0.85);
    expect(Math.min(...intervals.map(({ edges }) => edges[2]))).toBeLessThan(0.1);
  });

  test("the difference holds no change 94 times in 100 and any change 91 times, Wald's far fewer", () => {
    for (const { same, any } of differences) {
      const [score, adjusted, wald] = [0, 1, 2].map((i) => ({ same: same[i], any: any[i] }));
      expect(score.same).toBeGreaterThanOrEqual(0.943);
      expect(score.any).toBeGreaterThanOrEqual(0.91);
      expect(adjusted.same).toBeGreaterThanOrEqual(0.948);
      expect(adjusted.any).toBeLessThan(score.any);
      expect(wald.same).toBeLessThan(score.same);
      expect(wald.any).toBeLessThan(0.86);
    }
  });

  test("the tables of the docs are these", () => {
    const page = readText("docs/significance.md");
    for (const line of [...intervalTable(intervals), ...differenceTable(differences)]) {
      expect(page).toContain(line);
    }
  });
});

describe("the enumeration finds", () => {
  const wide = { low: -200, high: 200 };
  const grid = { steps: 4, least: 0 };

  test("1 for what holds everything and 0 for what holds nothing", () => {
    const [all, none] = worstCoverage(3, grid, [() => wide, () => null]);
    expect(all).toBeCloseTo(1, 12);
    expect(none).toBe(0);
    const difference = worstDifferenceCoverage(2, grid, () => wide);
    expect(difference.any).toBeCloseTo(1, 12);
    expect(difference.same).toBeCloseTo(1, 12);
    expect(worstDifferenceCoverage(2, grid, () => null)).toEqual({ any: 0, same: 0 });
  });

  test("what can be worked out by hand", () => {
    const thirds = { steps: 3, least: 1 }; // one truth: a third each
    const only = (score: number) => ({ low: score, high: score });
    // Two answers: the score is 0 when both are passive or one is of either side, 1/9 + 2/9.
    const [point] = worstCoverage(2, thirds, [
      ({ promoters, detractors }) => only(50 * (promoters - detractors)),
    ]);
    expect(point).toBeCloseTo(3 / 9, 12);
    // One answer each: the scores are the same when both fall in one category, 3 of 9.
    const { any, same } = worstDifferenceCoverage(1, thirds, (before, after) =>
      only(100 * (after.promoters - after.detractors - before.promoters + before.detractors)),
    );
    expect(same).toBeCloseTo(3 / 9, 12);
    expect(any).toBe(same);
  });
});
