import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  oneToFive,
  oneToSeven,
  type ScoreTally,
  scoreShift,
  tallyScores,
} from "../../src/index.js";
import few from "../reference/exact.json" with { type: "json" };
import reference from "../reference/twoSamples.json" with { type: "json" };
import { choices } from "../support/choices.js";
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const tallyOf = (counts: readonly number[]): ScoreTally => ({
  kind: "scores",
  scale: { min: 1, max: counts.length },
  counts,
  missing: 0,
});
const weighted = (counts: readonly number[]) =>
  ({ ...tallyOf(counts), kind: "effective-scores", missing: 0, answers: 9 }) as const;
const someScores = fc.array(fc.integer(oneToFive), { minLength: 1 });

describe("scoreShift", () => {
  test("agrees with wilcox.test of R, with its corrections for ties and for steps", () => {
    expect(reference.mannWhitney.length).toBeGreaterThan(10);
    for (const { before, after, u, delta, pValue } of reference.mannWhitney) {
      const shift = scoreShift(tallyOf(before), tallyOf(after));
      expectClose(shift, { u, delta });
      // R has none where all answers are alike.
      if (!shift?.exact) expectSameP(shift?.pValue, pValue ?? 1);
    }
  });

  test("of few is the share of all ways to choose the answers before", () => {
    expect(few.shifts.length).toBeGreaterThan(20);
    for (const { before, after, pValue } of few.shifts) {
      const shift = scoreShift(tallyOf(before), tallyOf(after));
      expectClose(shift, { pValue }, JSON.stringify([before, after]));
      expect(shift?.exact).toBe(true);
    }
    const many = [1000, 1000];
    expect(scoreShift(tallyOf(many), tallyOf([700, 300]))?.exact).toBe(true); // only 1,001 tables
  });

  test("is exact of up to 100,000 tables", () => {
    // 9 answers on 11 points can be C(19, 10) = 92,378 tables, and 10 answers C(20, 10) = 184,756.
    const many = tallyOf(Array(11).fill(100));
    const [nine, ten] = [9, 10].map((n) => tallyOf([n, ...Array(10).fill(0)]));
    expect(scoreShift(nine, many)?.exact).toBe(true);
    expect(scoreShift(many, ten)?.exact).toBe(false);
    // Of two points, one of which 99,999 or 100,000 chose.
    for (const [n, exact] of [
      [99_999, true],
      [100_000, false],
    ] as const) {
      expect(scoreShift(tallyOf([n, 0]), tallyOf([0, 200_000]))?.exact).toBe(exact);
    }
    expect(scoreShift(nine, weighted(Array(11).fill(1 / 3)))?.exact).toBe(false);
  });

  test("of one answer on a scale of very many points is its rank among all", () => {
    const points = 10_001;
    const all = tallyOf(Array(points).fill(1));
    const last = tallyOf([...Array(points - 1).fill(0), 1]);
    // The last point, which two chose, and the first are as far from the middle, or further.
    expect(scoreShift(all, last)?.pValue).toBeCloseTo(3 / 10_002, 14);
  });

  test("has no p value below one way in all the ways to choose the surveys", () => {
    const [before, after] = [tallyOf([1e15, 1e15, 0, 0]), tallyOf([0, 0, 6, 6])];
    // 12 of 12 are the highest: 1 ÷ C(2 × 10¹⁵ + 12, 12), 12! ÷ (2 × 10¹⁵)¹² and a hair less
    expect((scoreShift(before, after)?.pValue as number) / 1.1694e-175).toBeCloseTo(1, 4);
  });

  test("is null when nobody answered one of the surveys, and none where all answers are alike", () => {
    const [none, some] = [tallyScores([null], oneToFive), tallyScores([4, 4], oneToFive)];
    expect(scoreShift(none, some)).toBe(null);
    expect(scoreShift(some, none)).toBe(null);
    expect(scoreShift(some, some)).toEqual({ delta: 0, u: 2, pValue: 1, exact: true });
    const [one, other] = [tallyScores([1], oneToFive), tallyScores([5], oneToFive)];
    expect(scoreShift(one, other)).toEqual({ delta: 1, u: 1, pValue: 1, exact: true }); // one pair proves nothing
  });

  test("keeps its digits where nearly all of very many answers are tied", () => {
    // 1 answer apart from N − 1: N³ − Σ t³ = 3 N (N − 1), so the variance is pairs ÷ 4, and z
    // (n − 1) ÷ √(n (n + 1)) of n before and n + 1 after.
    for (const n of [1e9, 1e12, 1e15]) {
      // As good as that of whole counts, which are exact: of two tables.
      expect(scoreShift(tallyOf([0, n]), tallyOf([1, n]))).toMatchObject({
        pValue: 1,
        exact: true,
      });
      const shift = scoreShift(weighted([0, n - 0.125]), weighted([1, n]));
      expect(shift?.pValue).toBeCloseTo(0.3173105078629141, 8); // R: 2 * pnorm(-1)
    }
  });

  test("has a delta of just 1 where all rose, however many there are", () => {
    for (const n of [7, 1e15 / 7, 1e15]) {
      const counts = [Math.floor(n), Math.floor(n / 3), Math.floor(n / 7), Math.floor(n / 11)];
      const [low, high] = [
        [...counts, 0, 0, 0, 0],
        [0, 0, 0, 0, ...counts],
      ].map(tallyOf);
      expect(scoreShift(low, high)?.delta).toBe(1);
      expect(scoreShift(high, low)).toMatchObject({ delta: -1, u: 0 });
    }
  });

  test("refuses tallies of two scales, and anything but a tally", () => {
    const tally = tallyScores([3], oneToFive);
    expectError(
      () => scoreShift(tally, tallyScores([3], oneToSeven)),
      "scale-mismatch",
      "scoreShift: after.scale.max must be 5, got 7",
      "after.scale.max",
    );
    expectError(
      () => scoreShift(untyped({ kind: "cohorts" }), tally),
      "bad-tally",
      "scoreShift: before must be a tally, as tallyScores makes it, got an object",
      "before",
    );
  });

  test("of few has the p value of all choices, gone through one by one", () => {
    const few = fc.array(fc.integer(oneToFive), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(few, few, (before, after) => {
        const all = [...before, ...after];
        // U less its middle is the sum of these over one survey, halved.
        const leans = all.map((one) => all.reduce((sum, other) => sum + Math.sign(one - other), 0));
        const far = leans.slice(0, before.length).reduce((sum, lean) => sum + lean, 0);
        const sums = choices(leans, before.length).map((some) => some.reduce((a, b) => a + b, 0));
        const extreme = sums.filter((sum) => Math.abs(sum) >= Math.abs(far)).length;
        const shift = scoreShift(tallyScores(before, oneToFive), tallyScores(after, oneToFive));
        expect(shift?.pValue).toBeCloseTo(extreme / sums.length, 12);
      }),
    );
  });

  test("counts the pairs one by one", () => {
    fc.assert(
      fc.property(someScores, someScores, (before, after) => {
        const signs = before.flatMap((one) => after.map((other) => Math.sign(other - one)));
        const lean = signs.reduce<number>((sum, sign) => sum + sign, 0);
        const shift = scoreShift(tallyScores(before, oneToFive), tallyScores(after, oneToFive));
        expect(shift?.delta).toBe(lean / signs.length);
        expect(shift?.u).toBe((signs.length + lean) / 2);
        expect(shift?.pValue).toBeGreaterThan(0);
        expect(shift?.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("turns round when the surveys swap, and grows surer when all counts double", () => {
    fc.assert(
      fc.property(someScores, someScores, (before, after) => {
        const [from, to] = [tallyScores(before, oneToFive), tallyScores(after, oneToFive)];
        const shift = scoreShift(from, to) as NonNullable<ReturnType<typeof scoreShift>>;
        const swapped = scoreShift(to, from);
        expect(swapped?.delta).toBe(0 - shift.delta);
        expect(swapped?.pValue).toBeCloseTo(shift.pValue, 12);
        const twice = ({ counts, ...rest }: ScoreTally) => ({
          ...rest,
          counts: counts.map((count) => 2 * count),
        });
        const doubled = scoreShift(twice(from), twice(to));
        expect(doubled?.delta).toBe(shift.delta);
        if (!shift.exact) expect(doubled?.pValue).toBeLessThanOrEqual(shift.pValue + 1e-12);
      }),
    );
  });
});
