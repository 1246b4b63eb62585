import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LifetimeTally,
  type LogRankTest,
  logRankTest,
  logRankTestStratified,
  tallyLifetimes,
} from "../../src/index.js";
import few from "../reference/exact.json" with { type: "json" };
import reference from "../reference/survival.json" with { type: "json" };
import { choices } from "../support/choices.js";
import { expectError, untyped } from "../support/errors.js";
import { allLeft, anyLifetimes, expectNear, plainLifetimes } from "../support/lifetimes.js";

interface Rows {
  readonly duration: readonly number[];
  readonly left: readonly number[];
  readonly group: readonly number[];
  readonly entered?: readonly number[];
  readonly stratum?: readonly number[] | null;
}

/** A tally a group of those rows that are in a stratum. */
function groupsOf({ duration, left, group, entered, stratum }: Rows, s = 0): LifetimeTally[] {
  return [...new Set(group)]
    .sort()
    .map((g) =>
      tallyLifetimes(
        duration.flatMap((end, i) =>
          group[i] === g && (stratum?.[i] ?? 0) === s
            ? [{ duration: end, left: left[i] as number, entered: entered?.[i] }]
            : [],
        ),
      ),
    );
}

function strataOf(rows: Rows): LifetimeTally[][] {
  return [...new Set(rows.stratum)].sort((a, b) => a - b).map((s) => groupsOf(rows, s));
}

describe("logRankTest", () => {
  test("agrees with survdiff in R", () => {
    const plain = reference.differences.filter(({ stratum }) => stratum === null);
    expect(plain.length).toBeGreaterThan(4);
    for (const expected of plain) {
      const test = logRankTest(groupsOf(expected as Rows)) as LogRankTest;
      expect(test.degreesOfFreedom, expected.label).toBe(expected.degreesOfFreedom);
      expectNear(test.statistic, expected.statistic, expected.label);
      // Of few it is another one, as in exact.json.
      if (!test.exact) expectNear(test.pValue, expected.pValue, expected.label);
      test.groups.forEach((group, i) => {
        expect(group.observed).toBe(expected.observed[i]);
        expectNear(group.expected, expected.expected[i] as number, expected.label);
      });
    }
  });

  test("of two groups, one of few, is the share of all choices whose survdiff in R is as large", () => {
    expect(few.lifetimes.length).toBeGreaterThan(15);
    for (const { duration, left, chosen, statistic, pValue } of few.lifetimes) {
      const [one, other] = [
        tallyLifetimes({ duration: duration.slice(0, chosen), left: left.slice(0, chosen) }),
        tallyLifetimes({ duration: duration.slice(chosen), left: left.slice(chosen) }),
      ];
      for (const groups of [
        [one, other],
        [other, tallyLifetimes([]), one],
      ]) {
        const test = logRankTest(groups);
        expectNear(test?.statistic, statistic, "χ²");
        expectNear(test?.pValue, pValue, "p");
        expect(test?.exact).toBe(true);
      }
    }
    expect(few.lifetimes[0]?.pValue).toBeCloseTo(26 / 924, 14);
  });

  test("takes one customer for no more than one of them all", () => {
    const many = tallyLifetimes({
      duration: Array.from({ length: 296 }, (_, i) => 2 + i / 300),
      left: Array(296).fill(1),
    });
    const test = logRankTest([allLeft(1), many]);
    expect(test?.statistic).toBeCloseTo(296, 8);
    expect(test?.pValue).toBeCloseTo(1 / 297, 14);
  });

  test("is exact up to a million choices, those of customers alike being one", () => {
    const differing = (n: number, from: number) =>
      allLeft(...Array.from({ length: n }, (_, i) => from + i));
    const isExact = (k: number, n: number) =>
      logRankTest([differing(k, 0.5), differing(n - k, 1)])?.exact;
    expect([isExact(2, 1414), isExact(2, 1415)]).toEqual([true, false]);
    expect([isExact(3, 182), isExact(3, 183)]).toEqual([true, false]);
    expect([isExact(5, 43), isExact(5, 44)]).toEqual([true, false]);
    expect(isExact(2, 4000)).toBe(false);
    const months = tallyLifetimes({
      duration: Array.from({ length: 2400 }, (_, i) => 1 + (i % 24)),
      left: Array.from({ length: 2400 }, (_, i) => i % 5 > 0),
    });
    expect(logRankTest([allLeft(1, 1, 2), months])?.exact).toBe(true);
    expect(logRankTest([months, months])?.exact).toBe(false);
    // 500 of 1,000 who either left at 1 or stayed until 2 are 501 choices, more than half as far apart.
    const half = (left: number) =>
      tallyLifetimes({
        duration: Array.from({ length: 500 }, (_, i) => (i < left ? 1 : 2)),
        left: Array.from({ length: 500 }, (_, i) => i < left),
      });
    const test = logRankTest([half(250), half(270)]) as LogRankTest;
    expect(test.exact).toBe(true);
    // R: x <- 20:500; m <- dhyper(x, 520, 480, 500); sum(m[abs(x - 260) >= 10])
    expect(test.pValue).toBeCloseTo(0.229103154557, 10);
  });

  test("is not exact of customers who entered late", () => {
    const late = tallyLifetimes([
      { duration: 5, left: true, entered: 2 },
      { duration: 7, left: true },
    ]);
    const test = logRankTest([late, allLeft(3, 4, 9)]);
    expect(test?.exact).toBe(false);
  });

  test("has no p value below one way in all the ways to choose the groups", () => {
    const many = tallyLifetimes({
      duration: Array.from({ length: 296 }, (_, i) => 3 + i),
      left: Array(296).fill(1),
    });
    const three = logRankTest([allLeft(1), allLeft(2), many]) as LogRankTest;
    expect(three.exact).toBe(false);
    expect(three.pValue).toBeCloseTo(1 / (298 * 297), 15);
    const late = tallyLifetimes([{ duration: 2, left: true, entered: 1 }]);
    expect(logRankTest([late, many])?.pValue).toBeCloseTo(1 / 297, 15);
    const strata = [
      [allLeft(1), many],
      [allLeft(1), many],
    ];
    expect(logRankTestStratified(strata)?.pValue).toBeCloseTo(1 / 297 / 297, 15);
  });

  test("of few has the p value of all choices, gone through one by one", () => {
    const someone = fc.record({ duration: fc.integer({ min: 1, max: 4 }), left: fc.boolean() });
    const some = fc.array(someone, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const found = logRankTest([tallyLifetimes(one), tallyLifetimes(other)]);
        if (found === null) return;
        const all = [...one, ...other];
        const statistics = choices([...all.keys()], one.length).map((chosen) => {
          const rest = all.filter((_, i) => !chosen.includes(i));
          const test = logRankTest([
            tallyLifetimes(chosen.map((i) => all[i])),
            tallyLifetimes(rest),
          ]);
          return test?.statistic ?? 0;
        });
        const large = statistics.filter((one) => one >= found.statistic - 1e-9).length;
        expect(found.pValue).toBeCloseTo(large / statistics.length, 12);
      }),
      { numRuns: 50 },
    );
  });

  test("agrees, for late entries, with the score test of Cox's model in R", () => {
    expect(reference.lateDifferences.length).toBeGreaterThan(1);
    for (const expected of reference.lateDifferences) {
      const test = logRankTest(groupsOf(expected));
      expect(test?.degreesOfFreedom).toBe(expected.degreesOfFreedom);
      expectNear(test?.statistic, expected.statistic, expected.label);
      expectNear(test?.pValue, expected.pValue, expected.label);
    }
  });

  test("shares out the leavers by those at risk, as one can do by hand", () => {
    // At 1 one of 2 + 2 leaves, at 2 one of 1 + 2, at 4 one of 0 + 1: the first group's E is 1/2 + 1/3,
    // V is 1/2 × 1/2 + 1/3 × 2/3, and (1 − 5/6)² ÷ (17/36) is 1/17.
    const { groups, statistic } = logRankTest([
      tallyLifetimes({ duration: [1, 3], left: [1, 0] }),
      allLeft(2, 4),
    ]) as LogRankTest;
    expect(groups.map(({ observed }) => observed)).toEqual([1, 2]);
    expect(groups[0]?.expected).toBeCloseTo(5 / 6, 14);
    expect(groups[1]?.expected).toBeCloseTo(13 / 6, 14);
    expect(statistic).toBeCloseTo(1 / 17, 14);
  });

  test("is null where there is nothing to compare", () => {
    const staying = tallyLifetimes({ duration: [3, 5], left: [0, 0] });
    const nobody = tallyLifetimes([]);
    const late = tallyLifetimes([{ duration: 9, left: true, entered: 7 }]);
    expect(logRankTest([nobody, nobody])).toBe(null);
    expect(logRankTest([staying, staying])).toBe(null);
    expect(logRankTest([allLeft(3, 5), nobody])).toBe(null);
    expect(logRankTest([allLeft(3, 5), late])).toBe(null); // never at risk together
    expect(logRankTest([allLeft(3), allLeft(3)])).toBe(null); // all leave at once
  });

  test("leaves empty groups out of the degrees of freedom", () => {
    const pair = [allLeft(1, 2, 2, 4, 7, 12), allLeft(5, 9, 12, 12, 13, 15)];
    const two = logRankTest(pair);
    const three = logRankTest([...pair, tallyLifetimes([])]);
    expect(three).toEqual({
      ...two,
      groups: [...(two?.groups ?? []), { observed: 0, expected: 0 }],
    });
  });

  test("refuses fewer than two groups, and anything but tallies", () => {
    expectError(
      () => logRankTest([allLeft(1)]),
      "out-of-range",
      "logRankTest: groups must be a list of two tallies or more, got 1",
      "groups",
    );
    expectError(
      () => logRankTest(untyped(allLeft(1))),
      "wrong-type",
      "logRankTest: groups must be a list of two tallies or more, got an object",
      "groups",
    );
    expectError(
      () => logRankTest([allLeft(1), untyped(7)]),
      "bad-tally",
      'logRankTest: groups[1].kind must be "lifetimes", got undefined',
      "groups[1].kind",
    );
  });

  test("finds a group like itself: p is 1", () => {
    fc.assert(
      fc.property(anyLifetimes, fc.integer({ min: 2, max: 4 }), (lifetimes, times) => {
        const tally = tallyLifetimes(lifetimes);
        const difference = logRankTest(Array.from({ length: times }, () => tally));
        if (difference !== null) expect(difference.pValue).toBe(1);
      }),
    );
  });

  test("does not depend on the order of groups or the unit, and E adds up to O", () => {
    fc.assert(
      fc.property(plainLifetimes, plainLifetimes, plainLifetimes, (...parts) => {
        const groups = parts.map(tallyLifetimes);
        const difference = logRankTest(groups);
        const turned = logRankTest([...groups].reverse());
        const weeks = logRankTest(
          parts.map((rows) =>
            tallyLifetimes(rows.map((row) => ({ ...row, duration: row.duration * 8 }))),
          ),
        );
        expect(weeks).toEqual(difference);
        expect(turned === null).toBe(difference === null);
        if (difference === null || turned === null) return;
        expect(turned.degreesOfFreedom).toBe(difference.degreesOfFreedom);
        expect(turned.statistic).toBeCloseTo(difference.statistic, 8);
        const sums = { observed: 0, expected: 0 };
        for (const { observed, expected } of difference.groups) {
          sums.observed += observed;
          sums.expected += expected;
        }
        expect(sums.expected).toBeCloseTo(sums.observed, 9);
        expect(difference.statistic).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("logRankTestStratified", () => {
  test("agrees with survdiff and strata in R", () => {
    const stratified = reference.differences.filter(({ stratum }) => stratum !== null);
    expect(stratified.length).toBeGreaterThan(2);
    for (const expected of stratified) {
      const test = logRankTestStratified(strataOf(expected as Rows)) as LogRankTest;
      expect(test.degreesOfFreedom, expected.label).toBe(expected.degreesOfFreedom);
      expectNear(test.statistic, expected.statistic, expected.label);
      expectNear(test.pValue, expected.pValue, expected.label);
      test.groups.forEach((group, i) => {
        expect(group.observed).toBe(expected.observed[i]);
        expectNear(group.expected, expected.expected[i] as number, expected.label);
      });
    }
  });

  test("is the plain test where there is one stratum", () => {
    const groups = [allLeft(1, 2, 2, 4, 7, 12), allLeft(5, 9, 12, 12, 13, 15)];
    const { exact, pValue, ...rest } = logRankTest(groups) as LogRankTest;
    expect(exact).toBe(true);
    // R: pchisq(5.170699906749, 1, lower.tail = FALSE)
    const stratified = logRankTestStratified([groups]);
    expect(stratified).toMatchObject(rest);
    expect(stratified?.pValue).toBeCloseTo(0.0229709590719, 10);
  });

  test("refuses no strata, and strata of different groups", () => {
    const pair = [allLeft(1), allLeft(2)];
    const where = "logRankTestStratified";
    for (const [strata, shown] of [
      [[], "an array"],
      [7, "7"],
    ]) {
      expectError(
        () => logRankTestStratified(untyped(strata)),
        "wrong-type",
        `${where}: strata must be a list of one stratum or more, got ${shown}`,
        "strata",
      );
    }
    expectError(
      () => logRankTestStratified([pair, [...pair, allLeft(3)]]),
      "options-mismatch",
      `${where}: strata[1] must be 2 tallies, as in the first, got 3`,
      "strata[1]",
    );
    expectError(
      () => logRankTestStratified([[allLeft(1)]]),
      "out-of-range",
      `${where}: strata[0] must be a list of two tallies or more, got 1`,
      "strata[0]",
    );
    expectError(
      () => logRankTestStratified([pair, [allLeft(1), untyped({ kind: "scores" })]]),
      "bad-tally",
      `${where}: strata[1][1].kind must be "lifetimes", got "scores"`,
      "strata[1][1].kind",
    );
  });
});
