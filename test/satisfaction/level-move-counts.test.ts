import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectationLevels,
  mergeLevelMoves,
  tallyLevelMoveCounts,
  tallyLevelMoves,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const score = fc.option(fc.integer({ min: 0, max: 10 }), { freq: 8 });
const counted = fc.array(fc.record({ before: score, after: score, count: fc.nat(4) }));
type Counted = { before: number | null; after: number | null; count: number };
const single = (rows: readonly Counted[]) =>
  rows.flatMap(({ count, ...pair }) => Array.from({ length: count }, () => pair));

describe("tallyLevelMoveCounts", () => {
  const rows = [
    { before: 7, after: 9, count: 3 },
    { before: 10, after: 10, count: 2 },
    { before: 8, after: 3, count: 1 },
    { before: 8, after: 3, count: 4 },
    { before: 6, after: null, count: 5 },
    { before: null, after: null, count: 6 },
  ];

  test("gives the tally of the single customers, from rows or from columns", () => {
    const moves = tallyLevelMoves(single(rows));
    expect(moves).toMatchObject({ climbed: 3, stayed: 2, slipped: 5, missing: 11 });
    expect(tallyLevelMoveCounts(rows)).toEqual(moves);
    const columns = {
      before: rows.map(({ before }) => before),
      after: rows.map(({ after }) => after),
      count: Int32Array.from(rows, ({ count }) => count),
    };
    expect(tallyLevelMoveCounts(columns)).toEqual(moves);
    expect(tallyLevelMoveCounts([])).toEqual(tallyLevelMoves([]));
  });

  test("takes levels of one's own", () => {
    const stars = [{ before: 1, after: 5, count: 2 }];
    const options = { levels: expectationLevels };
    expect(tallyLevelMoveCounts(stars, options)).toEqual(tallyLevelMoves(single(stars), options));
  });

  test.each([
    [{ before: 11 }, "out-of-range", "before", "a whole number from 0 to 10, got 11"],
    [{ after: 6.5 }, "not-whole", "after", "a whole number from 0 to 10, got 6.5"],
    [{ count: -1 }, "out-of-range", "count", "a whole number, 0 or more, got -1"],
    [{ count: "3" }, "wrong-type", "count", 'a whole number, 0 or more, got "3"'],
  ] as const)("refuses a row with %o", (change, code, argument, message) => {
    const row = { before: 7, after: 9, count: 1 };
    expectError(
      () => tallyLevelMoveCounts([row, untyped({ ...row, ...change })]),
      code,
      `tallyLevelMoveCounts: ${argument} at index 1 must be ${message}`,
      argument,
      1,
    );
  });

  test("refuses options that it does not have", () => {
    expectError(
      () => tallyLevelMoveCounts([], untyped({ level: expectationLevels })),
      "unknown-option",
      'tallyLevelMoveCounts: options must be like { levels }, got "level"',
      "options",
    );
  });

  test("agrees with tallyLevelMoves, and any cut of the rows merges", () => {
    fc.assert(
      fc.property(counted, fc.nat(), (rows, at) => {
        const tally = tallyLevelMoveCounts(rows);
        expect(tally).toEqual(tallyLevelMoves(single(rows)));
        const cut = at % (rows.length + 1);
        const parts = [rows.slice(0, cut), rows.slice(cut)];
        expect(mergeLevelMoves(parts.map((part) => tallyLevelMoveCounts(part)))).toEqual(tally);
      }),
    );
  });
});
