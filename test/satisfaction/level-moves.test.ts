import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectationLevels,
  type LevelMoveTally,
  levelMoveShares,
  levelShares,
  mergeLevelMoves,
  recommendationLevels,
  tallyLevelMoves,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const score = fc.option(fc.integer({ min: 0, max: 10 }), { freq: 8 });
const pairs = fc.array(fc.record({ before: score, after: score }));
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

describe("tallyLevelMoves", () => {
  const rows = [
    { before: 7, after: 9 },
    { before: 10, after: 10 },
    { before: 8, after: 3 },
    { before: 0, after: 6 }, // both below
    { before: 6, after: null },
    { before: null, after: 6 },
  ];

  test("counts who climbed, stayed and slipped, and keeps the table of it", () => {
    expect(tallyLevelMoves(rows)).toEqual({
      kind: "level-moves",
      levels: recommendationLevels,
      climbed: 1,
      stayed: 2,
      slipped: 1,
      table: [
        [1, 0, 0, 0, 0],
        [0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
      ],
      missing: 2,
    });
  });

  test("takes columns, and levels of one's own", () => {
    const columns = { before: [1, 5], after: Uint8Array.of(2, 5) };
    const moves = tallyLevelMoves(columns, { levels: expectationLevels });
    expect(moves).toMatchObject({ climbed: 1, stayed: 1, slipped: 0, levels: expectationLevels });
  });

  test("refuses scores off the scale, naming the column", () => {
    expectError(
      () =>
        tallyLevelMoves([
          { before: 5, after: 5 },
          { before: 5, after: 11 },
        ]),
      "out-of-range",
      "tallyLevelMoves: after at index 1 must be a whole number from 0 to 10, got 11",
      "after",
      1,
    );
    expectError(
      () => tallyLevelMoves([{ before: untyped("5"), after: 5 }]),
      "wrong-type",
      'tallyLevelMoves: before at index 0 must be a whole number from 0 to 10, got "5"',
      "before",
      0,
    );
  });

  test("has the levels before in its rows and those after in its columns", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const { table, climbed, stayed, slipped, missing } = tallyLevelMoves(rows);
        const both = rows.filter(({ before, after }) => before !== null && after !== null);
        const counts = (column: "before" | "after") =>
          levelShares(both.map((row) => row[column])).map(({ count }) => count);
        expect(table.map(sum)).toEqual(counts("before"));
        expect(table.map((_, to) => sum(table.map((row) => row[to])))).toEqual(counts("after"));
        expect(climbed + stayed + slipped + missing).toBe(rows.length);
      }),
    );
  });

  test("turns climbing into slipping when before and after swap", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const there = tallyLevelMoves(rows);
        const back = tallyLevelMoves({
          before: rows.map(({ after }) => after),
          after: rows.map(({ before }) => before),
        });
        expect(back).toMatchObject({ climbed: there.slipped, slipped: there.climbed });
        expect(back.stayed).toBe(there.stayed);
      }),
    );
  });
});

mergeLaws({
  name: "tallyLevelMoves",
  rows: pairs,
  split: anyCut(),
  tally: (rows) => tallyLevelMoves(rows),
  merge: mergeLevelMoves,
  counted: ({ climbed, stayed, slipped, missing }) => climbed + stayed + slipped + missing,
});

describe("mergeLevelMoves", () => {
  const one = tallyLevelMoves([{ before: 7, after: 9 }]);

  test("refuses tallies of other levels", () => {
    expectError(
      () => mergeLevelMoves([one, tallyLevelMoves([], { levels: expectationLevels })]),
      "scale-mismatch",
      "mergeLevelMoves: parts[1].levels.scale.min must be 0, got 1",
      "parts[1].levels.scale.min",
    );
    const { scale, bands } = recommendationLevels;
    const strict = {
      scale,
      bands: bands.map((band, i) => (i === 1 ? { ...band, from: 6 } : band)),
    };
    expectError(
      () => mergeLevelMoves([one, tallyLevelMoves([], { levels: strict })]),
      "options-mismatch",
      "mergeLevelMoves: parts[1].levels.from at index 1 must be 7, as in parts[0], got 6",
      "parts[1].levels.from",
      1,
    );
  });

  test.each([
    ["no tally", null, 'parts[0].kind must be "level-moves", got undefined', "parts[0].kind"],
    [
      "another kind",
      { kind: "scores" },
      'parts[0].kind must be "level-moves", got "scores"',
      "parts[0].kind",
    ],
    [
      "no table",
      { table: undefined },
      "parts[0].table must be five rows of five counts, got undefined",
      "parts[0].table",
    ],
    [
      "a short table",
      { table: [[1]] },
      "parts[0].table must be five rows of five counts, got an array",
      "parts[0].table",
    ],
    [
      "sums that do not fit",
      { climbed: 2 },
      "parts[0].climbed must be 1, as in the table, got 2",
      "parts[0].climbed",
    ],
    [
      "missing below 0",
      { missing: -1 },
      "parts[0].missing must be a whole number, 0 or more, got -1",
      "parts[0].missing",
    ],
  ])("refuses %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...one, ...change };
    const call = () => mergeLevelMoves([untyped(bad), one]);
    expectError(call, "bad-tally", `mergeLevelMoves: ${message}`, argument);
  });

  test("refuses an invalid count, naming its place row by row", () => {
    const table = one.table.map((row, i) =>
      row.map((count, j) => (i === 1 && j === 3 ? 0.5 : count)),
    );
    expectError(
      () => levelMoveShares({ ...one, table } as LevelMoveTally),
      "bad-tally",
      "levelMoveShares: tally.table at index 8 must be a whole number, 0 or more, got 0.5",
      "tally.table",
      8,
    );
  });
});

test("a table with holes is refused, and merging keeps nothing but the tally", () => {
  const one = tallyLevelMoves([{ before: 7, after: 9 }]);
  const table = one.table.map((row) => [...row]);
  delete table[2][2];
  expectError(
    () => levelMoveShares({ ...one, table }),
    "bad-tally",
    "levelMoveShares: tally.table at index 12 must be a whole number, 0 or more, got undefined",
    "tally.table",
    12,
  );
  const stored = { ...one, _id: 7 };
  expect(Object.keys(mergeLevelMoves([stored, one]))).toEqual(Object.keys(one));
});

describe("levelMoveShares", () => {
  test("shares out those who answered twice", () => {
    const moves = tallyLevelMoves([
      { before: 7, after: 9 },
      { before: 9, after: 9 },
      { before: 9, after: 1 },
      { before: 9, after: 10 },
      { before: 9, after: null },
    ]);
    expect(levelMoveShares(moves)).toEqual({
      climbed: { count: 2, total: 4, share: 0.5 },
      stayed: { count: 1, total: 4, share: 0.25 },
      slipped: { count: 1, total: 4, share: 0.25 },
    });
  });

  test("is null without customers", () => {
    const { climbed, stayed, slipped } = levelMoveShares(tallyLevelMoves([]));
    for (const { share } of [climbed, stayed, slipped]) expect(share).toBe(null);
  });
});
