import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LifetimeTally,
  type LogRankTest,
  logRankTest,
  logRankTestStratified,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
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
      expectNear(test.pValue, expected.pValue, expected.label);
      test.groups.forEach((group, i) => {
        expect(group.observed).toBe(expected.observed[i]);
        expectNear(group.expected, expected.expected[i] as number, expected.label);
      });
    }
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
    expect(logRankTestStratified([groups])).toEqual(logRankTest(groups));
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
