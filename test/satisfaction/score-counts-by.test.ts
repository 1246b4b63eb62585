import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type GroupKey,
  mergeScoresBy,
  oneToFive,
  tallyScoreCountsBy,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const part = fc.constantFrom("DE", "NO", "__proto__", "1", 1, -0, 2.5);
const key: fc.Arbitrary<GroupKey> = fc.oneof(part, fc.array(part, { maxLength: 2 }));
const counted = fc.array(
  fc.record({ by: key, score: fc.option(fc.integer({ min: 1, max: 5 })), count: fc.nat(4) }),
);
const single = (rows: readonly { by: GroupKey; score: number | null; count: number }[]) =>
  rows.flatMap(({ by, score, count }) => Array.from({ length: count }, () => ({ by, score })));

describe("tallyScoreCountsBy", () => {
  test("gives the tallies of the single answers, from rows or from columns", () => {
    const rows = [
      { by: "NO", score: 10, count: 2 },
      { by: "DE", score: 3, count: 1 },
      { by: "NO", score: null, count: 4 },
      { by: "NO", score: 10, count: 1 },
    ];
    const groups = tallyScoresBy(single(rows), zeroToTen);
    expect(groups.map(({ tally }) => tally.missing)).toEqual([0, 4]);
    expect(tallyScoreCountsBy(rows, zeroToTen)).toEqual(groups);
    const columns = {
      by: rows.map(({ by }) => by),
      score: rows.map(({ score }) => score),
      count: Float64Array.from(rows, ({ count }) => count),
    };
    expect(tallyScoreCountsBy(columns, zeroToTen)).toEqual(groups);
    expect(tallyScoreCountsBy([], zeroToTen)).toEqual([]);
  });

  test("keeps a group whose counts are 0, since a row names it", () => {
    const [group] = tallyScoreCountsBy([{ by: "DE", score: 3, count: 0 }], oneToFive);
    expect(group).toEqual({
      by: "DE",
      tally: { kind: "scores", scale: oneToFive, counts: [0, 0, 0, 0, 0], missing: 0 },
    });
  });

  test.each([
    [{ score: 6 }, "out-of-range", "score", "a whole number from 1 to 5, got 6"],
    [{ count: -1 }, "out-of-range", "count", "a whole number, 0 or more, got -1"],
    [{ count: 0.5 }, "not-whole", "count", "a whole number, 0 or more, got 0.5"],
    [{ count: "3" }, "wrong-type", "count", 'a whole number, 0 or more, got "3"'],
    [{ count: 3n }, "wrong-type", "count", "a whole number, 0 or more, got 3n"],
    [{ by: null }, "wrong-type", "by", "a name, a finite number, or a list of them, got null"],
  ] as const)("refuses a row with %o", (change, code, argument, message) => {
    const row = { by: "DE", score: 5, count: 1 };
    expectError(
      () => tallyScoreCountsBy([row, untyped({ ...row, ...change })], oneToFive),
      code,
      `tallyScoreCountsBy: ${argument} at index 1 must be ${message}`,
      argument,
      1,
    );
  });

  test("refuses more groups than memory holds", () => {
    const scale = { min: 0, max: 10_000 };
    const rows = Array.from({ length: 1_000 }, (_, by) => ({ by, score: 0, count: 1 }));
    expectError(
      () => tallyScoreCountsBy(rows, scale),
      "out-of-range",
      "tallyScoreCountsBy: by at index 999 must be one of at most 999 keys (group more coarsely), got 999",
      "by",
      999,
    );
  });

  test("agrees with tallyScoresBy, and any cut of the rows merges", () => {
    fc.assert(
      fc.property(counted, fc.nat(), (rows, at) => {
        const tallies = tallyScoreCountsBy(rows, oneToFive);
        const answered = tallies.filter(({ tally }) =>
          [tally.missing, ...tally.counts].some((count) => count > 0),
        );
        expect(answered).toEqual(tallyScoresBy(single(rows), oneToFive));
        const cut = at % (rows.length + 1);
        const parts = [rows.slice(0, cut), rows.slice(cut)].map((part) =>
          tallyScoreCountsBy(part, oneToFive),
        );
        expect(mergeScoresBy(parts)).toEqual(tallies);
      }),
    );
  });
});
