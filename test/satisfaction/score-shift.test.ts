import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  oneToFive,
  oneToSeven,
  type ScoreTally,
  scoreShift,
  tallyScores,
} from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const tallyOf = (counts: readonly number[]): ScoreTally => ({
  kind: "scores",
  scale: { min: 1, max: counts.length },
  counts,
  missing: 0,
});
const someScores = fc.array(fc.integer(oneToFive), { minLength: 1 });

describe("scoreShift", () => {
  test("agrees with wilcox.test of R, with its corrections for ties and for steps", () => {
    expect(reference.mannWhitney.length).toBeGreaterThan(10);
    for (const { before, after, u, delta, pValue } of reference.mannWhitney) {
      const shift = scoreShift(tallyOf(before), tallyOf(after));
      expectClose(shift, { u, delta });
      // R has none where all answers are alike.
      expectSameP(shift?.pValue, pValue ?? 1);
    }
  });

  test("is null when nobody answered one of the surveys, and none where all answers are alike", () => {
    const [none, some] = [tallyScores([null], oneToFive), tallyScores([4, 4], oneToFive)];
    expect(scoreShift(none, some)).toBe(null);
    expect(scoreShift(some, none)).toBe(null);
    expect(scoreShift(some, some)).toEqual({ delta: 0, u: 2, pValue: 1 });
    const [one, other] = [tallyScores([1], oneToFive), tallyScores([5], oneToFive)];
    expect(scoreShift(one, other)).toEqual({ delta: 1, u: 1, pValue: 1 }); // one pair proves nothing
  });

  test("keeps its digits where nearly all of very many answers are tied", () => {
    // 1 answer apart from N − 1: N³ − Σ t³ = 3 N (N − 1), so the variance is pairs ÷ 4, and z
    // (n − 1) ÷ √(n (n + 1)) of n before and n + 1 after.
    for (const n of [1e9, 1e12, 1e15]) {
      const shift = scoreShift(tallyOf([0, n]), tallyOf([1, n]));
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
      "scoreShift: before must be a ScoreTally, got an object",
      "before",
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
        expect(swapped?.pValue).toBe(shift.pValue);
        const twice = ({ counts, ...rest }: ScoreTally) => ({
          ...rest,
          counts: counts.map((count) => 2 * count),
        });
        const doubled = scoreShift(twice(from), twice(to));
        expect(doubled?.delta).toBe(shift.delta);
        expect(doubled?.pValue).toBeLessThanOrEqual(shift.pValue + 1e-12);
      }),
    );
  });
});
