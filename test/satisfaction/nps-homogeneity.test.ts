import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Homogeneity,
  type NpsCounts,
  type NpsGroup,
  npsDifferenceWald,
  npsHomogeneity,
  npsHomogeneityPooled,
  oneToTen,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import alarms from "../reference/homogeneity.json" with { type: "json" };
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const count = fc.integer({ min: 1, max: 500 });
const anyGroup: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: count,
  passives: count,
  detractors: count,
});
const anyGroups = fc.array(anyGroup, { minLength: 2, maxLength: 8 });
const named = ([promoters, passives, detractors]: number[]) => ({
  promoters,
  passives,
  detractors,
});

const both = [npsHomogeneity, npsHomogeneityPooled];

/** The share of all outcomes of two surveys of so many answers in which a test raises an alarm at 5 %. */
function falseAlarms(
  test: (groups: NpsGroup[]) => Homogeneity | null,
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
      const pValue = test([a.counts, b.counts])?.pValue ?? 1;
      if (pValue < 0.05) sum += a.probability * b.probability;
    }
  }
  return sum;
}

describe("npsHomogeneity", () => {
  test("agrees with Cochran's Q of metafor", () => {
    expect(reference.homogeneityOfScores.length).toBeGreaterThan(5);
    for (const { groups, statistic, degreesOfFreedom, pValue } of reference.homogeneityOfScores) {
      const test = npsHomogeneity(groups.map(named));
      expectClose(test, { statistic, degreesOfFreedom });
      expectSameP(test?.pValue, pValue);
    }
  });

  test("is null if the answers of a group are all of one category", () => {
    expect(
      npsHomogeneity([
        [10, 9, 3],
        [10, 10, 9],
        [8, 2],
      ]),
    ).toBe(null);
    expect(npsHomogeneity([[7, 8], [7]])).toBe(null);
  });

  test("of two groups is Wald's test of their difference", () => {
    fc.assert(
      fc.property(anyGroup, anyGroup, (a, b) => {
        const { pValue } = npsHomogeneity([a, b]) as Homogeneity;
        expectSameP(npsDifferenceWald(a, b)?.pValue, pValue);
      }),
    );
  });
});

describe("npsHomogeneityPooled", () => {
  test("agrees with the analysis of variance of R", () => {
    for (const row of reference.homogeneityOfScores) {
      const { groups, pooledStatistic, degreesOfFreedom, pooledPValue } = row;
      const test = npsHomogeneityPooled(groups.map(named));
      expectClose(test, { statistic: pooledStatistic, degreesOfFreedom });
      expectSameP(test?.pValue, pooledPValue);
    }
  });

  test("takes groups whose answers are all alike, unless all answers are", () => {
    // 3 of 3 and 1 of 3: s = ⅔ and v = 5⁄6 + 1⁄6 − 4⁄9 = 5⁄9, so 2 × 3 × ⅓² ÷ 5⁄9 = 1.2
    expectClose(
      npsHomogeneityPooled([
        [10, 10, 10],
        [10, 9, 3],
      ]),
      { statistic: 1.2 },
    );
    expect(npsHomogeneityPooled([[10, 10], [9]])).toBe(null);
    expect(npsHomogeneityPooled([[7, 8], [7]])).toBe(null);
  });

  test("counts groups of one answer", () => {
    // s = 0 and v = 1: 1 × 1² + 1 × 1² = 2
    expectClose(npsHomogeneityPooled([[10], [0]]), { statistic: 2, degreesOfFreedom: 1 });
  });

  test("raises as many false alarms as it may, where the other one raises too many", () => {
    const two = alarms.falseAlarms.filter(({ groups, answers }) => groups === 2 && answers <= 20);
    expect(two.length).toBe(4);
    for (const { shares, answers, own, pooled } of two) {
      // 40,000 draws against all outcomes: three standard errors are 0.004.
      expect(Math.abs(falseAlarms(npsHomogeneity, shares, answers) - own)).toBeLessThan(0.004);
      const exact = falseAlarms(npsHomogeneityPooled, shares, answers);
      expect(Math.abs(exact - pooled)).toBeLessThan(0.004);
      expect(exact).toBeLessThan(0.06);
    }
    for (const { pooled } of alarms.falseAlarms) expect(Math.abs(pooled - 0.05)).toBeLessThan(0.01);
  });
});

describe("npsHomogeneity and npsHomogeneityPooled", () => {
  test("give the same for scores, tallies, counts and what tallyScoresBy gives", () => {
    const scores = [10, 9, 8, 3, 0, 10, 7, 7, 6, 9];
    const by = ["a", "a", "a", "a", "a", "b", "b", "b", "b", "b"];
    const [a, b] = [scores.slice(0, 5), scores.slice(5)];
    const onOneToTen = [10, 9, 8, 3, 1];
    for (const read of both) {
      const test = read(tallyScoresBy({ score: scores, by }, zeroToTen));
      expect(test?.degreesOfFreedom).toBe(1);
      expect(read([a, b])).toEqual(test);
      expect(read([tallyScores(a, zeroToTen), b])).toEqual(test);
      expect(read([{ promoters: 2, passives: 1, detractors: 2 }, b])).toEqual(test);
      expect(read([onOneToTen, b.slice(0, 4)], { scale: oneToTen })).toEqual(
        read([a, b.slice(0, 4)]),
      );
    }
  });

  test("leave out groups without answers", () => {
    const groups = [[10, 9, 3], [], [8, 2], [null]];
    for (const read of both) expect(read(groups)).toEqual(read([groups[0], groups[2]]));
  });

  test("are null for fewer than two groups with answers", () => {
    for (const read of both) {
      expect(read([])).toBe(null);
      expect(read([[10, 9, 3]])).toBe(null);
      expect(read([[10, 9, 3], [null]])).toBe(null);
    }
  });

  test("refuse what is no list, and groups that are none", () => {
    expectError(
      () => npsHomogeneityPooled(untyped("10")),
      "wrong-type",
      'npsHomogeneityPooled: groups must be a list of groups, got "10"',
      "groups",
    );
    expectError(
      () => npsHomogeneity(untyped({ promoters: 1, passives: 1, detractors: 1 })),
      "wrong-type",
      "npsHomogeneity: groups must be a list of groups, got an object",
      "groups",
    );
    expectError(
      () => npsHomogeneityPooled(untyped([10, 9])),
      "wrong-type",
      "tallyScores: scores must be an iterable, got 10",
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
      fc.property(anyGroups, fc.constantFrom(...both), (groups, read) => {
        const { statistic, pValue } = read(groups) as Homogeneity;
        expect(statistic).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeLessThanOrEqual(1);
        const mirrored = groups.map(({ promoters, passives, detractors }) => ({
          promoters: detractors,
          passives,
          detractors: promoters,
        }));
        for (const other of [[...groups].reverse(), mirrored]) {
          expectClose(read(other), { statistic, pValue });
        }
      }),
    );
  });

  test("find nothing in equal groups, and twice as much when every count is doubled", () => {
    fc.assert(
      fc.property(anyGroups, fc.constantFrom(...both), (groups, read) => {
        const same = read(groups.map(() => groups[0])) as Homogeneity;
        expect(same.statistic).toBeLessThan(1e-20);
        expect(same.pValue).toBeCloseTo(1, 9);
        const doubled = groups.map(({ promoters, passives, detractors }) => ({
          promoters: 2 * promoters,
          passives: 2 * passives,
          detractors: 2 * detractors,
        }));
        const { statistic } = read(groups) as Homogeneity;
        expectClose(read(doubled), { statistic: 2 * statistic });
      }),
    );
  });
});
