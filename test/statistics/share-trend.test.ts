import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ShareTrend, shareDifference, shareTrend } from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const someGroups = fc.array(
  fc.tuple(fc.nat(300), fc.nat(300)).map(([count, rest]) => ({ count, total: count + rest + 1 })),
  { minLength: 2, maxLength: 8 },
);

describe("shareTrend", () => {
  test("agrees with prop.trend.test of R", () => {
    expect(reference.trend.length).toBeGreaterThan(8);
    for (const { counts, totals, scores, statistic, pValue } of reference.trend) {
      const trend = shareTrend({ count: counts, total: totals }, { positions: scores });
      // R has none where everybody is counted in every group.
      expect((trend?.z as number) ** 2).toBeCloseTo(statistic ?? 0, 9);
      if (counts.length > 2) expectSameP(trend?.pValue, pValue ?? 1);
    }
  });

  test("has the slope of the line through the shares, each weighing as its group", () => {
    const trend = shareTrend([
      { count: 2, total: 10 },
      { count: 5, total: 10 },
      { count: 9, total: 10 },
    ]);
    expect(trend?.slope).toBeCloseTo(0.35, 15); // (0.9 − 0.2) ÷ 2
    expect(shareTrend({ count: [9, 5, 2], total: [10, 10, 10] })?.slope).toBeCloseTo(-0.35, 15);
    const far = { count: [1, 3], total: [10, 10] };
    expect(shareTrend(far, { positions: [0, 4] })?.slope).toBeCloseTo(0.05, 15); // 0.2 ÷ 4
  });

  test("is null unless there are people at two positions", () => {
    expect(shareTrend([])).toBe(null);
    expect(shareTrend([{ count: 3, total: 9 }])).toBe(null);
    expect(shareTrend({ count: [3, 0, 0], total: [9, 0, 0] })).toBe(null);
    expect(shareTrend({ count: [3, 2], total: [9, 9] }, { positions: [2, 2] })).toBe(null);
  });

  test("counts groups of one, and of less than one where there are weights", () => {
    // One of one against none of one: z² is N φ² = 2, and the line through them rises by 1.
    const one = shareTrend({ count: [0, 1], total: [1, 1] });
    expectClose(one, { slope: 1, z: Math.SQRT2 });
    const less = shareTrend({ count: [0, 0.5], total: [0.5, 0.5] });
    expectClose(less, { slope: 1, z: 1 });
  });

  test("is no trend where all or none are counted", () => {
    const none = { slope: 0, z: 0, pValue: 1, exact: false };
    expect(shareTrend({ count: [8, 9, 10], total: [8, 9, 10] })).toEqual(none);
    expect(shareTrend({ count: [0, 0], total: [8, 9] })).toEqual({ ...none, exact: true });
  });

  test("is exactly no trend where all shares are the same, however many there are", () => {
    const none = { slope: 0, z: 0, pValue: 1, exact: false };
    expect(shareTrend({ count: [10, 20, 30], total: [30, 60, 90] })).toEqual(none);
    const [count, total] = [
      [1e14, 3e14, 2e14],
      [3e14, 9e14, 6e14],
    ];
    expect(shareTrend({ count, total }, { positions: [0.1, 0.7, 1e9] })).toEqual(none);
  });

  test("has the same trend far from 0", () => {
    for (const groups of [
      { count: [1, 1, 5], total: [2, 3, 6] },
      { count: [4, 5, 13e11], total: [23, 5, 15e11] }, // nearly all in one group
    ]) {
      const near = shareTrend(groups) as ShareTrend;
      for (const first of [1e9 - 2, -1e9]) {
        const positions = [first, first + 1, first + 2];
        expect(shareTrend(groups, { positions })).toEqual(near);
      }
    }
  });

  test("refuses invalid groups, and positions that are not one for each group", () => {
    expectError(
      () => shareTrend({ count: [1, 3], total: [2, 2] }),
      "out-of-range",
      "shareTrend: count at index 1 must be a number from 0 to 2, got 3",
      "count",
      1,
    );
    expectError(
      () => shareTrend([{ count: 1, total: untyped("2") }]),
      "wrong-type",
      'shareTrend: total at index 0 must be a number, 0 or more, got "2"',
      "total",
      0,
    );
    const groups = { count: [1, 2], total: [2, 2] };
    expectError(
      () => shareTrend(groups, { positions: [1, 2, 3] }),
      "out-of-range",
      "shareTrend: positions must be 2 numbers, one for each group, got 3",
      "positions",
    );
    expectError(
      () => shareTrend(groups, { positions: [1, Number.NaN] }),
      "out-of-range",
      "shareTrend: positions at index 1 must be a number from -1000000000 to 1000000000, got NaN",
      "positions",
      1,
    );
  });

  test("has the p value of the difference where people are at two positions only", () => {
    const [{ count, total }, others] = [
      { count: 3, total: 4 },
      { count: 1, total: 9 },
    ];
    const expected = shareDifference({ count, total }, others);
    const two = shareTrend([{ count, total }, others, { count: 0, total: 0 }]);
    expect(two).toMatchObject({ pValue: expected?.pValue, exact: true });
    const three = { count: [1, 0, 3], total: [7, 2, 4] };
    expect(shareTrend(three, { positions: [5, 5, 2] })).toMatchObject({
      pValue: expected?.pValue,
      exact: true,
    });
  });

  test("has no p value below one way in all the ways to choose the groups, if counts are whole", () => {
    // Both of 2 against none of 300 is 17 standard errors; and there are 302! ÷ 300! ways.
    const groups = { count: [0, 1, 1], total: [300, 1, 1] };
    const positions = [0, 1, 1.001];
    const found = shareTrend(groups, { positions });
    expect(found?.z).toBeGreaterThan(17);
    expect(found?.pValue).toBeCloseTo(1 / (302 * 301), 15);
    const weighted = shareTrend({ count: [0, 1, 1], total: [299.5, 1, 1] }, { positions });
    expect(weighted?.pValue).toBeLessThan(1e-60);
  });

  test("of two groups is the test of their difference", () => {
    const two = fc.tuple(someGroups).map(([groups]) => groups.slice(0, 2));
    fc.assert(
      fc.property(two, ([before, after]) => {
        const trend = shareTrend([before, after]) as ShareTrend;
        const change = shareDifference(before, after);
        expect(trend.slope).toBeCloseTo(change?.value as number, 12);
        expect(trend.pValue).toBeCloseTo(change?.pValue as number, 9);
      }),
    );
  });

  test("does not care where positions begin or how wide their steps are, and turns round", () => {
    fc.assert(
      fc.property(someGroups, (groups) => {
        const trend = shareTrend(groups) as ShareTrend;
        const positions = groups.map((_, i) => 10 * i - 40);
        const moved = shareTrend(groups, { positions }) as ShareTrend;
        expect(moved.z).toBeCloseTo(trend.z, 9);
        expect(10 * moved.slope).toBeCloseTo(trend.slope, 9);
        expect(shareTrend([...groups].reverse())?.z).toBeCloseTo(-trend.z, 9);
        expect(trend.pValue).toBeGreaterThanOrEqual(0);
        expect(trend.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });
});
