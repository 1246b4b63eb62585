import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeScores,
  nps,
  oneToFive,
  rollingScores,
  type ScoreGroup,
  tallyScores,
  tallyScoresByPeriod,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/periods.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";

const groupsOf = (...lists: number[][]): ScoreGroup<number>[] =>
  lists.map((scores, by) => ({ by, tally: tallyScores(scores, zeroToTen) }));

describe("rollingScores", () => {
  test("agrees with pandas on windows of three months and three weeks", () => {
    const rows = reference.rows.map(([time, score]) => ({ time: time as number, score }));
    for (const { period, weekStart, by, rolling } of reference.series) {
      const { groups } = tallyScoresByPeriod(rows, zeroToTen, {
        period: period as "month" | "week",
        weekStart: weekStart as "monday" | "sunday",
        timeZone: reference.timeZone,
        until: reference.until,
      });
      const windows = rollingScores(groups, { window: 3 });
      expect(windows.map((window) => window.by)).toEqual(by.slice(2));
      windows.forEach(({ tally }, i) => {
        const known = rolling[i];
        if (known === null) expect(nps(tally)).toBe(null);
        else expect(nps(tally)).toBeCloseTo(known, 9);
      });
      expect(rolling).toContain(period === "week" ? null : rolling[0]);
    }
  });

  test("of a window of one is the groups, and of too few periods nothing", () => {
    const groups = groupsOf([10, 3], [], [9]);
    expect(rollingScores(groups, { window: 1 })).toEqual(groups);
    expect(rollingScores(groups, { window: 4 })).toEqual([]);
    expect(rollingScores([], { window: 1 })).toEqual([]);
    const [{ by }] = rollingScores([{ ...groups[0], by: -0 }], { window: 1 });
    expect(by).toBe(0); // and not −0, which JSON would lose
  });

  test("refuses windows that are not whole, and groups that are not a list of tallies of one scale", () => {
    expectError(
      () => rollingScores([], { window: 0 }),
      "out-of-range",
      "rollingScores: window must be a whole number from 1 to 1000000000, got 0",
      "window",
    );
    expectError(
      () => rollingScores(untyped({}), { window: 1 }),
      "wrong-type",
      "rollingScores: groups must be a list of groups, got an object",
      "groups",
    );
    const wrong: [group: unknown, argument: string, message: string][] = [
      [null, "by", "a name, a finite number, or a list of them, got undefined"],
      [{ by: Number.NaN }, "by", "a name, a finite number, or a list of them, got NaN"],
      [{ by: 1 }, "tally", "a tally, as tallyScores makes it, got undefined"],
    ];
    for (const [group, argument, message] of wrong) {
      expectError(
        () => rollingScores(untyped([group]), { window: 1 }),
        "bad-tally",
        `rollingScores: groups[0].${argument} must be ${message}`,
        `groups[0].${argument}`,
      );
    }
    const five = { by: 2, tally: tallyScores([5], oneToFive) };
    expectError(
      () => rollingScores([...groupsOf([10]), five], { window: 1 }),
      "scale-mismatch",
      "rollingScores: groups[1].tally.scale.min must be 0, got 1",
      "groups[1].tally.scale.min",
    );
    expectError(
      () => rollingScores([], untyped({ size: 3 })),
      "unknown-option",
      'rollingScores: options must be like { window }, got "size"',
      "options",
    );
  });

  test("merges the periods of each window", () => {
    const lists = fc.array(fc.array(fc.integer({ min: 0, max: 10 })), { maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 6 }), (scores, window) => {
        const groups = groupsOf(...scores);
        const found = rollingScores(groups, { window });
        expect(found.length).toBe(Math.max(0, groups.length - window + 1));
        found.forEach(({ by, tally }, i) => {
          const pooled = groups.slice(i, i + window);
          expect(by).toBe(pooled[window - 1].by);
          expect(tally).toEqual(mergeScores(pooled.map((group) => group.tally)));
        });
      }),
    );
  });
});
