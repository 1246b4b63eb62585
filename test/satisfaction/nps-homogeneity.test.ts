import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type NpsCounts,
  type NpsHomogeneity,
  npsHomogeneity,
  oneToTen,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import few from "../reference/exact.json" with { type: "json" };
import alarms from "../reference/homogeneity.json" with { type: "json" };
import reference from "../reference/twoSamples.json" with { type: "json" };
import { choices } from "../support/choices.js";
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { named } from "../support/nps.js";

const count = fc.integer({ min: 1, max: 500 });
const anyGroup: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: count,
  passives: count,
  detractors: count,
});
const anyGroups = fc.array(anyGroup, { minLength: 2, maxLength: 8 });

/** The share of all outcomes of two surveys of so many answers in which a test raises an alarm. */
function falseAlarms(
  isAlarm: (test: NpsHomogeneity | null) => boolean,
  [p, q, d]: readonly number[],
  answers: number,
): number {
  const outcomes: { counts: NpsCounts; probability: number }[] = [];
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  for (let promoters = 0; promoters <= answers; promoters++) {
    for (let passives = 0; promoters + passives <= answers; passives++) {
      const detractors = answers - promoters - passives;
      const ways =
        factorial(answers) / (factorial(promoters) * factorial(passives) * factorial(detractors));
      const probability = ways * p ** promoters * q ** passives * d ** detractors;
      outcomes.push({ counts: { promoters, passives, detractors }, probability });
    }
  }
  let sum = 0;
  for (const a of outcomes) {
    for (const b of outcomes) {
      const test = npsHomogeneity([a.counts, b.counts]);
      if (isAlarm(test)) sum += a.probability * b.probability;
    }
  }
  return sum;
}

describe("npsHomogeneity", () => {
  test("agrees with the analysis of variance of R", () => {
    for (const row of reference.homogeneityOfScores) {
      const { groups, pooledStatistic, degreesOfFreedom, pooledPValue } = row;
      const test = npsHomogeneity(groups.map(named));
      expectClose(test, { statistic: pooledStatistic, degreesOfFreedom });
      if (!test?.exact) expectSameP(test?.pValue, pooledPValue);
    }
  });

  test("of two groups of few has the p value of all choices, gone through one by one", () => {
    const few = fc.array(fc.constantFrom(10, 8, 0), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(few, few, (before, after) => {
        const test = npsHomogeneity([before, after]);
        if (test === null) return;
        const codes = [...before, ...after].map((score) =>
          score === 10 ? 1 : score === 8 ? 0 : -1,
        );
        const sumOf = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);
        // How far a sum is from what is expected, times all answers.
        const away = (some: number[]) =>
          Math.abs(sumOf(some) * codes.length - sumOf(codes) * before.length);
        const far = away(codes.slice(0, before.length));
        const all = choices(codes, before.length).map(away);
        const extreme = all.filter((one) => one >= far).length;
        expect(test.pValue).toBeCloseTo(extreme / all.length, 12);
      }),
    );
  });

  test("of two groups, one of few, is the share of all ways to choose its answers", () => {
    expect(few.netScores.length).toBeGreaterThan(20);
    for (const { before, after, pValue } of few.netScores) {
      const test = npsHomogeneity([named(before), named(after)]);
      // Where all answers are alike there is no test.
      if (test === null) expect(pValue).toBe(1);
      else expectClose(test, { pValue });
      expect(test?.exact ?? true).toBe(true);
    }
    const [small, large] = [
      { promoters: 20, passives: 5, detractors: 4 },
      { promoters: 20, passives: 5, detractors: 5 },
    ];
    expect(npsHomogeneity([large, small])?.exact).toBe(true);
    expect(npsHomogeneity([large, large])?.exact).toBe(false);
    expect(npsHomogeneity([small, small, small])?.exact).toBe(false);
  });

  test("has no p value below one way in all the ways to choose the groups, if counts are whole", () => {
    // 300 passives against a promoter and another: χ² is 302, and there are 302! ÷ 300! ways.
    const [most, one] = [
      { promoters: 0, passives: 300, detractors: 0 },
      { promoters: 1, passives: 0, detractors: 0 },
    ];
    const test = npsHomogeneity([most, one, one]);
    expect(test?.pValue).toBeCloseTo(1 / (302 * 301), 15);
    const weighted = npsHomogeneity([{ ...most, passives: 299.5 }, one, one]);
    expect(weighted?.pValue).toBeLessThan(1e-60);
  });

  test("takes groups whose answers are all alike, unless all answers are", () => {
    // 3 of 3 and 1 of 3: s = ⅔ and v = 5⁄6 + 1⁄6 − 4⁄9 = 5⁄9, so 2 × 3 × ⅓² ÷ 5⁄9 = 1.2
    expectClose(
      npsHomogeneity([
        [10, 10, 10],
        [10, 9, 3],
      ]),
      { statistic: 1.2 },
    );
    expect(npsHomogeneity([[10, 10], [9]])).toBe(null);
    expect(npsHomogeneity([[7, 8], [7]])).toBe(null);
  });

  test("counts groups of one answer", () => {
    // s = 0 and v = 1: 1 × 1² + 1 × 1² = 2
    expectClose(npsHomogeneity([[10], [0]]), { statistic: 2, degreesOfFreedom: 1 });
  });

  test("raises as many false alarms as it may, also with few answers", () => {
    const two = alarms.falseAlarms.filter(({ groups, answers }) => groups === 2 && answers === 10);
    expect(two.length).toBe(2);
    for (const { shares, answers, pooled } of two) {
      // 40,000 draws against all outcomes: three standard errors are 0.004.
      const all = falseAlarms((test) => (test?.statistic ?? 0) > 3.841459, shares, answers);
      expect(Math.abs(all - pooled)).toBeLessThan(0.004);
      expect(all).toBeLessThan(0.06);
      expect(falseAlarms((test) => (test?.pValue ?? 1) < 0.05, shares, answers)).toBeLessThan(0.05);
    }
    for (const { pooled } of alarms.falseAlarms) expect(Math.abs(pooled - 0.05)).toBeLessThan(0.01);
  });
});

describe("npsHomogeneity", () => {
  test("give the same for scores, tallies, counts and what tallyScoresBy gives", () => {
    const scores = [10, 9, 8, 3, 0, 10, 7, 7, 6, 9];
    const by = ["a", "a", "a", "a", "a", "b", "b", "b", "b", "b"];
    const [a, b] = [scores.slice(0, 5), scores.slice(5)];
    const onOneToTen = [10, 9, 8, 3, 1];
    {
      const test = npsHomogeneity(tallyScoresBy({ score: scores, by }, zeroToTen));
      expect(test?.degreesOfFreedom).toBe(1);
      expect(npsHomogeneity([a, b])).toEqual(test);
      expect(npsHomogeneity([tallyScores(a, zeroToTen), b])).toEqual(test);
      expect(npsHomogeneity([{ promoters: 2, passives: 1, detractors: 2 }, b])).toEqual(test);
      expect(npsHomogeneity([onOneToTen, b.slice(0, 4)], { scale: oneToTen })).toEqual(
        npsHomogeneity([a, b.slice(0, 4)]),
      );
    }
  });

  test("leave out groups without answers", () => {
    const groups = [[10, 9, 3], [], [8, 2], [null]];
    expect(npsHomogeneity(groups)).toEqual(npsHomogeneity([groups[0], groups[2]]));
  });

  test("are null for fewer than two groups with answers", () => {
    expect(npsHomogeneity([])).toBe(null);
    expect(npsHomogeneity([[10, 9, 3]])).toBe(null);
    expect(npsHomogeneity([[10, 9, 3], [null]])).toBe(null);
  });

  test("refuse anything but a list, and invalid groups", () => {
    expectError(
      () => npsHomogeneity(untyped("10")),
      "wrong-type",
      'npsHomogeneity: groups must be a list of groups, got "10"',
      "groups",
    );
    expectError(
      () => npsHomogeneity(untyped({ promoters: 1, passives: 1, detractors: 1 })),
      "wrong-type",
      "npsHomogeneity: groups must be a list of groups, got an object",
      "groups",
    );
    expectError(
      () => npsHomogeneity(untyped([10, 9])),
      "wrong-type",
      "tallyScores: scores must be an array or a tally, got 10",
      "scores",
    );
    expectError(
      () => npsHomogeneity(untyped([{ by: "a", tally: tallyScores([5], oneToTen) }])),
      "scale-mismatch",
      "npsCounts: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
  });

  test("do not depend on the order of the groups, nor on which side is which", () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const { statistic, pValue } = npsHomogeneity(groups) as NpsHomogeneity;
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeLessThanOrEqual(1);
        const mirrored = groups.map(({ promoters, passives, detractors }) => ({
          promoters: detractors,
          passives,
          detractors: promoters,
        }));
        for (const other of [[...groups].reverse(), mirrored]) {
          expectClose(npsHomogeneity(other), { statistic, pValue });
        }
      }),
    );
  });

  test("find nothing in equal groups, and twice as much when every count is doubled", () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const same = npsHomogeneity(groups.map(() => groups[0])) as NpsHomogeneity;
        expect(same.statistic).toBeLessThan(1e-20);
        expect(same.pValue).toBeCloseTo(1, 9);
        const doubled = groups.map(({ promoters, passives, detractors }) => ({
          promoters: 2 * promoters,
          passives: 2 * passives,
          detractors: 2 * detractors,
        }));
        const { statistic } = npsHomogeneity(groups) as NpsHomogeneity;
        expectClose(npsHomogeneity(doubled), { statistic: 2 * statistic });
      }),
    );
  });
});
