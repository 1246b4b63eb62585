import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type GroupKey,
  mergeScores,
  mergeScoresBy,
  nps,
  oneToFive,
  responseCount,
  type ScoreTally,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const part = fc.oneof(
  fc.constantFrom("DE", "NO", "__proto__", "1", "[1]", ""),
  fc.constantFrom(1, -0, 0, 2.5, -7),
);
const key: fc.Arbitrary<GroupKey> = fc.oneof(part, fc.array(part, { maxLength: 3 }));
const row = fc.record({ score: fc.option(fc.integer({ min: 0, max: 10 })), by: key });

describe("tallyScoresBy", () => {
  test("gives a tally a group, from rows or from columns", () => {
    const rows = [
      { score: 10, by: "NO" },
      { score: 3, by: "DE" },
      { score: null, by: "NO" },
    ];
    const groups = [
      { by: "DE", tally: tallyScores([3], zeroToTen) },
      { by: "NO", tally: tallyScores([10, null], zeroToTen) },
    ];
    expect(tallyScoresBy(rows, zeroToTen)).toEqual(groups);
    const columns = { score: rows.map(({ score }) => score), by: rows.map(({ by }) => by) };
    expect(tallyScoresBy(columns, zeroToTen)).toEqual(groups);
    expect(tallyScoresBy([], zeroToTen)).toEqual([]);
  });

  test("groups by several keys, whose tallies merge upwards", () => {
    const groups = tallyScoresBy(
      [
        { score: 10, by: ["NO", "2026-10"] },
        { score: 9, by: ["DE", "2026-10"] },
        { score: 3, by: ["DE", "2026-11"] },
      ],
      zeroToTen,
    );
    const months = ["2026-10", "2026-11"].map((month) => {
      const parts = groups.filter(({ by }) => by[1] === month).map(({ tally }) => tally);
      return nps(parts.reduce((a, b) => mergeScores([a, b])));
    });
    expect(months).toEqual([100, -100]);
  });

  test("keeps names apart that only look alike, and sorts them in one way", () => {
    const keys: GroupKey[] = [
      "1",
      1,
      ["1"],
      [1],
      "__proto__",
      "constructor",
      "[1]",
      [],
      [1, "parts[0]"],
      [1, 2],
    ];
    const groups = tallyScoresBy(
      keys.map((by) => ({ score: 5, by })),
      oneToFive,
    );
    expect(groups.map(({ by }) => by)).toEqual([
      1,
      "1",
      "[1]",
      "__proto__",
      "constructor",
      [],
      [1],
      [1, 2],
      [1, "parts[0]"],
      ["1"],
    ]);
  });

  test.each([
    [[{ score: 0 }, { score: 10, by: "DE" }]],
    [{ score: [0, 10], by: [undefined, "DE"] }],
    [{ score: [0], by: new Array(1) }],
  ])("refuses rows without a key, the first one too: %o", (rows) => {
    expectError(
      () => tallyScoresBy(untyped(rows), zeroToTen),
      "wrong-type",
      "tallyScoresBy: by at index 0 must be a name, a finite number, or a list of them, got undefined",
      "by",
      0,
    );
  });

  test("does not hold on to a list it was given", () => {
    const by = ["DE", -0];
    const [group] = tallyScoresBy([{ score: 5, by }], oneToFive);
    by[0] = "NO";
    expect(group.by).toStrictEqual(["DE", 0]);
  });

  test.each([
    [null, "null"],
    [Number.NaN, "NaN"],
    [["DE", null], "null"],
    [new Date(0), "a Date"],
    [1n, "1n"],
  ])("refuses the key %s", (by, shown) => {
    expectError(
      () =>
        tallyScoresBy(
          [
            { score: 5, by: "DE" },
            { score: 5, by: untyped(by) },
          ],
          oneToFive,
        ),
      "wrong-type",
      `tallyScoresBy: by at index 1 must be a name, a finite number, or a list of them, got ${shown}`,
      "by",
      1,
    );
  });

  test("refuses scores off the scale, by their row among all", () => {
    expectError(
      () =>
        tallyScoresBy(
          [
            { score: 5, by: "DE" },
            { score: 6, by: "NO" },
          ],
          oneToFive,
        ),
      "out-of-range",
      "tallyScoresBy: score at index 1 must be a whole number from 1 to 5, got 6",
      "score",
      1,
    );
  });

  test("merged together is the tally of all scores", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const tallies = tallyScoresBy(rows, zeroToTen).map(({ tally }) => tally);
        const whole = tallyScores(
          rows.map(({ score }) => score),
          zeroToTen,
        );
        expect(tallies.reduce((a, b) => mergeScores([a, b]))).toEqual(whole);
      }),
    );
  });

  test("comes in the same order, whatever the order of the rows", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(tallyScoresBy([...rows].reverse(), zeroToTen)).toStrictEqual(
          tallyScoresBy(rows, zeroToTen),
        );
      }),
    );
  });
});

describe("tallyScoresBy, in each form that rows can have,", () => {
  const single = fc.record({ score: fc.option(fc.integer({ min: 0, max: 10 })), by: part });

  test("gives each group what tallyScores gives its scores", () => {
    fc.assert(
      fc.property(fc.array(single), (rows) => {
        const groups = tallyScoresBy(rows, zeroToTen);
        const keys = new Set(rows.map(({ by }) => by));
        expect(groups.length).toBe(keys.size);
        for (const { by, tally } of groups) {
          const scores = rows.filter((one) => one.by === by).map(({ score }) => score);
          expect(tally).toStrictEqual(tallyScores(scores, zeroToTen));
        }
      }),
    );
  });

  test("gives the same of rows, of any iterable of them and of columns, also with lists as keys", () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const groups = tallyScoresBy(rows, zeroToTen);
        const columns = { score: rows.map(({ score }) => score), by: rows.map(({ by }) => by) };
        expect(tallyScoresBy(columns, zeroToTen)).toStrictEqual(groups);
        expect(tallyScoresBy(new Set(rows), zeroToTen)).toStrictEqual(groups);
      }),
    );
  });

  test("gives the same of bytes, of other typed arrays and of rows", () => {
    const bytes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(bytes), (pairs) => {
        const score = Uint8Array.from(pairs, ([one]) => one);
        const by = Uint8Array.from(pairs, ([, one]) => one);
        const groups = tallyScoresBy({ score, by }, oneToFive);
        const wide = { score: Float64Array.from(score), by: Int32Array.from(by) };
        expect(tallyScoresBy(wide, oneToFive)).toStrictEqual(groups);
        const rows = pairs.map((pair) => ({ score: pair[0], by: pair[1] }));
        expect(tallyScoresBy(rows, oneToFive)).toStrictEqual(groups);
      }),
    );
  });

  test("counts bytes by bytes", () => {
    const columns = { score: Uint8Array.of(5, 1, 5, 3), by: Uint8Array.of(200, 7, 7, 200) };
    expect(tallyScoresBy(columns, oneToFive).map(({ by, tally }) => [by, ...tally.counts])).toEqual(
      [
        [7, 1, 0, 0, 0, 1],
        [200, 0, 0, 1, 0, 1],
      ],
    );
  });

  test("names the row that is wrong, of bytes and of rows", () => {
    const columns = { score: Uint8Array.of(5, 0, 6), by: Uint8Array.of(1, 1, 2) };
    expectError(
      () => tallyScoresBy(columns, oneToFive),
      "out-of-range",
      "tallyScoresBy: score at index 1 must be a whole number from 1 to 5, got 0",
      "score",
      1,
    );
    expectError(
      () => tallyScoresBy(untyped([{ score: 5, by: "DE" }, null]), oneToFive),
      "wrong-type",
      "tallyScoresBy: rows at index 1 must be an object with score, by, got null",
      "rows",
      1,
    );
  });
});

mergeLaws({
  name: "tallyScoresBy",
  rows: fc.array(row),
  split: anyCut(),
  tally: (rows) => tallyScoresBy(rows, zeroToTen),
  merge: mergeScoresBy,
  counted: (groups) =>
    groups.reduce((sum, { tally }) => sum + responseCount(tally) + tally.missing, 0),
});

describe("mergeScoresBy", () => {
  const group = (by: GroupKey, tally: ScoreTally) => [{ by, tally }];
  const five = tallyScores([5], oneToFive);

  test("refuses two scales, also where no group is in both lists", () => {
    expectError(
      () => mergeScoresBy([group("DE", five), group("NO", tallyScores([5], zeroToTen))]),
      "scale-mismatch",
      "mergeScoresBy: parts[1][0].tally.scale.min must be 1, got 0",
      "parts[1][0].tally.scale.min",
    );
  });

  test("refuses anything but a list, and invalid tallies and keys", () => {
    expectError(
      () => mergeScoresBy([untyped(five), []]),
      "bad-tally",
      "mergeScoresBy: parts[0] must be a list, as tallyScoresBy makes it, got an object",
      "parts[0]",
    );
    expectError(
      () => mergeScoresBy([[], untyped([{ by: "DE" }])]),
      "bad-tally",
      "mergeScoresBy: parts[1][0].tally must be a tally, as tallyScores makes it, got undefined",
      "parts[1][0].tally",
    );
    expectError(
      () => mergeScoresBy([[], untyped([{ by: null, tally: five }])]),
      "bad-tally",
      "mergeScoresBy: parts[1][0].by must be a name, a finite number, or a list of them, got null",
      "parts[1][0].by",
    );
    expectError(
      () => mergeScoresBy([untyped([null]), []]),
      "bad-tally",
      "mergeScoresBy: parts[0][0].by must be a name, a finite number, or a list of them, got undefined",
      "parts[0][0].by",
    );
  });
});
