import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LifetimeRow,
  type LifetimeTally,
  mergeLifetimes,
  tallyLifetimeCounts,
  tallyLifetimes,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLifetimes, rowsOf } from "../support/lifetimes.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const row = { duration: 3, left: 1, censored: 0 };

describe("tallyLifetimeCounts", () => {
  test("sorts rows by duration, adds up those of one, and leaves out those without customers", () => {
    const rows: LifetimeRow[] = [
      { duration: 9, left: 0, censored: 4, entered: null, byReason: null },
      { duration: 5, left: 0, censored: 0 },
      { duration: 3, left: 2, censored: 1, entered: 1 },
      { duration: 9, left: 1, censored: 0, entered: undefined, byReason: [] },
      { duration: 3, left: 1, censored: 0, entered: 2 },
    ];
    const tally = {
      kind: "lifetimes",
      durations: [3, 9],
      left: [3, 1],
      censored: [1, 4],
      entered: [3, 0],
    };
    expect(tallyLifetimeCounts(rows)).toStrictEqual(tally);
    expect(tallyLifetimeCounts(new Set(rows))).toStrictEqual(tally);
    expect(tallyLifetimeCounts([])).toStrictEqual(tallyLifetimes([]));
  });

  test("adds up who left for one reason, and leaves out reasons that nobody gave", () => {
    const reason = (name: string, count: number) => ({ reason: name, count });
    const { byReason } = tallyLifetimeCounts([
      {
        ...row,
        left: 4,
        byReason: [reason("price", 1), reason("moved", 0), reason("gone", 1), reason("price", 1)],
      },
      { ...row, byReason: [reason("price", 1)] },
      { ...row, duration: 1, byReason: [reason("moved", 1)] },
    ]);
    expect(byReason).toEqual({
      durations: [1, 3, 3],
      reasons: ["moved", "gone", "price"],
      left: [1, 1, 3],
    });
  });

  test("takes who enters at 0 for one watched from the start, and -0 for 0", () => {
    expect(tallyLifetimeCounts([{ duration: -0, left: 1, censored: 0, entered: 1 }])).toStrictEqual(
      tallyLifetimes([{ duration: 0, left: true, entered: 0 }]),
    );
  });

  test("gives of counted lifetimes what tallyLifetimes gives of them one by one", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        const tally = tallyLifetimes(lifetimes);
        const rows = rowsOf(tally);
        expect(tallyLifetimeCounts(rows)).toStrictEqual(tally);
        expect(tallyLifetimeCounts([...rows].reverse())).toStrictEqual(tally);
        // The parts of a merge as rows are the rows of two groups.
        const halves = [lifetimes.slice(0, 7), lifetimes.slice(7)].map((part) =>
          tallyLifetimes(part),
        );
        expect(tallyLifetimeCounts(halves.flatMap(rowsOf))).toStrictEqual(mergeLifetimes(halves));
      }),
    );
  });

  const reasons = (byReason: unknown) => ({ ...row, byReason });
  test.each<[string, unknown, string, string, string]>([
    ["no row", null, "wrong-type", "rows", "an object with duration, left, censored, got null"],
    [
      "a negative duration",
      { ...row, duration: -1 },
      "out-of-range",
      "duration",
      "a number, 0 or more, got -1",
    ],
    [
      "a duration in words",
      { ...row, duration: "3" },
      "wrong-type",
      "duration",
      'a number, 0 or more, got "3"',
    ],
    [
      "a count that a driver left as text",
      { ...row, left: "2" },
      "wrong-type",
      "left",
      'a whole number, 0 or more, got "2"',
    ],
    [
      "a count as bigint",
      { ...row, censored: 2n },
      "wrong-type",
      "censored",
      "a whole number, 0 or more, got 2n",
    ],
    [
      "half an entrant",
      { ...row, entered: 0.5 },
      "not-whole",
      "entered",
      "a whole number, 0 or more, got 0.5",
    ],
    [
      "a reason alone",
      reasons("price"),
      "wrong-type",
      "byReason",
      'a list of { reason, count }, got "price"',
    ],
    [
      "a reason without a name",
      reasons([{ count: 1 }]),
      "wrong-type",
      "byReason",
      "a list of { reason, count }, got an object",
    ],
    [
      "no reason",
      reasons([null]),
      "wrong-type",
      "byReason",
      "a list of { reason, count }, got null",
    ],
    [
      "more reasons than leavers",
      reasons([
        { reason: "price", count: 1 },
        { reason: "moved", count: 1 },
      ]),
      "out-of-range",
      "byReason.count",
      "a whole number from 0 to 0, got 1",
    ],
  ])("refuses %s", (_, bad, code, argument, message) => {
    const text = `tallyLifetimeCounts: ${argument} at index 1 must be ${message}`;
    const call = () => tallyLifetimeCounts(untyped([row, bad]));
    expectError(call, untyped(code), text, argument, 1);
  });

  test("refuses more who enter than are gone later, and anything but a list", () => {
    expectError(
      () => tallyLifetimeCounts([{ ...row, entered: 1 }]),
      "out-of-range",
      "tallyLifetimeCounts: entered must be no more than the customers who leave or are last seen after 3, got 1",
      "entered",
    );
    for (const [rows, got] of [
      [null, "null"],
      ["rows", '"rows"'],
      [{ duration: [3] }, "an object"],
    ]) {
      expectError(
        () => tallyLifetimeCounts(untyped(rows)),
        "wrong-type",
        `tallyLifetimeCounts: rows must be a list of rows, got ${got}`,
        "rows",
      );
    }
  });
});

mergeLaws<LifetimeRow, LifetimeTally>({
  name: "tallyLifetimeCounts",
  rows: anyLifetimes.map((lifetimes) =>
    rowsOf(tallyLifetimes(lifetimes)).map(({ entered: _, ...one }) => one),
  ),
  split: anyCut(),
  tally: tallyLifetimeCounts,
  merge: mergeLifetimes,
  counted: (tally) => rowsOf(tally).reduce((sum, { left, censored }) => sum + left + censored, 0),
  expected: (rows) => rows.reduce((sum, { left, censored }) => sum + left + censored, 0),
});
