import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CountedHistory,
  type HistoryTally,
  mergeHistories,
  type PurchaseHistory,
  tallyHistories,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

/** Whole times and fractions, some of them equal. */
const anyHistory: fc.Arbitrary<CountedHistory> = fc
  .record({
    repeats: fc.nat(4),
    last: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(0.5, 2.25)),
    rest: fc.oneof(fc.nat(3), fc.constantFrom(0.25)),
    customers: fc.constantFrom(undefined, 1, 3),
  })
  .map(({ repeats, last, rest, customers }) => {
    const span = repeats === 0 ? 0 : last;
    return { repeats, last: span, age: span + rest, customers };
  });
const anyHistories = fc.array(anyHistory, { maxLength: 40 });

const some: readonly PurchaseHistory[] = [
  { repeats: 2, last: 30.43, age: 38.86 },
  { repeats: 0, last: 0, age: 38.86 },
  { repeats: 10, last: 5, age: 9 },
  { repeats: 2, last: 30.43, age: 31 },
  { repeats: 0, last: 0, age: 38.86 },
  { repeats: 2, last: 4, age: 38.86 },
];
const tally: HistoryTally = {
  kind: "histories",
  repeats: [0, 2, 2, 2, 10],
  last: [0, 4, 30.43, 30.43, 5],
  age: [38.86, 38.86, 31, 38.86, 9],
  customers: [2, 1, 1, 1, 1],
};

describe("tallyHistories", () => {
  test("sorts histories by repeats, last and age, as numbers, each once", () => {
    expect(tallyHistories(some)).toStrictEqual(tally);
  });

  test("counts as many customers as a row says, from rows or columns", () => {
    const rows = some.map((row, i) => ({ ...row, customers: i + 1 }));
    const counted = { ...tally, customers: [7, 6, 4, 1, 3] };
    expect(tallyHistories(rows)).toStrictEqual(counted);
    const columns = {
      repeats: Uint8Array.from(rows, ({ repeats }) => repeats),
      last: rows.map(({ last }) => last),
      age: Float64Array.from(rows, ({ age }) => age),
      customers: rows.map(({ customers }) => customers),
    };
    expect(tallyHistories(columns)).toStrictEqual(counted);
  });

  test("of no rows has empty columns", () => {
    const empty = { kind: "histories", repeats: [], last: [], age: [], customers: [] };
    expect(tallyHistories([])).toStrictEqual(empty);
  });

  test("takes −0 for 0, and a last purchase at the very end", () => {
    const rows = [
      { repeats: -0, last: -0, age: -0 },
      { repeats: 1, last: 1e15, age: 1e15 },
    ];
    const { repeats, last, age } = tallyHistories(rows);
    expect([repeats, last, age]).toStrictEqual([
      [0, 1],
      [0, 1e15],
      [0, 1e15],
    ]);
  });

  const right = { repeats: 1, last: 2, age: 3 };
  const large = ", 0 or more";
  test.each([
    [{ repeats: 1.5 }, "not-whole", `repeats at index 1 must be a whole number${large}, got 1.5`],
    [{ repeats: -1 }, "out-of-range", `repeats at index 1 must be a whole number${large}, got -1`],
    [{ repeats: "1" }, "wrong-type", `repeats at index 1 must be a whole number${large}, got "1"`],
    [{ age: null }, "wrong-type", `age at index 1 must be a number${large}, got null`],
    [{ last: -1 }, "out-of-range", `last at index 1 must be a number${large}, got -1`],
    [{ last: Number.NaN }, "out-of-range", `last at index 1 must be a number${large}, got NaN`],
    [{ last: 4 }, "out-of-range", "last at index 1 must be at most the age, 3, got 4"],
    [{ repeats: 0 }, "out-of-range", "last at index 1 must be 0 if repeats is 0, got 2"],
    [{ last: 0 }, "out-of-range", "last at index 1 must be above 0 if repeats is 1, got 0"],
    [
      { customers: 0 },
      "out-of-range",
      "customers at index 1 must be a whole number, 1 or more, got 0",
    ],
  ] as const)("refuses a row with %j", (wrong, code, message) => {
    const rows = [right, { ...right, ...wrong }];
    const [argument = ""] = message.split(" ");
    const call = () => tallyHistories(untyped(rows));
    expectError(call, code, `tallyHistories: ${message}`, argument, 1);
  });

  test("refuses more customers than are still told apart", () => {
    const rows = [
      { ...right, customers: 1e15 },
      { ...right, repeats: 2, customers: 1 },
    ];
    const message =
      "tallyHistories: customers must be 1000000000000000 at most in all, got 1000000000000001";
    expectError(() => tallyHistories(rows), "out-of-range", message, "customers");
  });
});

describe("mergeHistories", () => {
  test("adds customers with equal histories, in one pass", () => {
    const parts = some.map((row) => tallyHistories([row]));
    expect(mergeHistories(new Set(parts))).toStrictEqual(tally);
    expect(mergeHistories([tally])).toStrictEqual(tally);
  });

  test("refuses anything but a list of tallies", () => {
    const message =
      "mergeHistories: parts must be a list of tallies, as in mergeHistories([a, b]), got an object";
    const call = () => mergeHistories(untyped(tally));
    expectError(call, "wrong-type", message, "parts");
    expectError(
      () => mergeHistories(untyped(null)),
      "wrong-type",
      message.replace("an object", "null"),
      "parts",
    );
    const none =
      "mergeHistories: parts.length must be 1 or more (the tally of no rows will do), got 0";
    expectError(() => mergeHistories([]), "out-of-range", none, "parts.length");
  });

  const large = ", 0 or more";
  const one = ", 1 or more";
  const rising = "parts[1].repeats at index 1 must be sorted, each history once";
  test.each([
    [{ kind: "spend" }, 'parts[1].kind must be "histories", got "spend"'],
    [{ age: undefined }, "parts[1].age must be a list of numbers, got undefined"],
    [{ repeats: "0" }, 'parts[1].repeats must be a list of numbers, got "0"'],
    [{ last: [0] }, "parts[1].last.length must be as long as repeats, 2, got 1"],
    [{ repeats: [0, 1.5] }, `parts[1].repeats at index 1 must be a whole number${large}, got 1.5`],
    [{ age: [3, "3"] }, `parts[1].age at index 1 must be a number${large}, got "3"`],
    [{ last: [0, 4] }, "parts[1].last at index 1 must be above 0 and at most the age, 3, got 4"],
    [{ last: [1, 2] }, "parts[1].last at index 0 must be 0 if repeats is 0, got 1"],
    [{ customers: [1, 0] }, `parts[1].customers at index 1 must be a whole number${one}, got 0`],
    [{ repeats: [0, 0], last: [0, 0] }, `${rising}, got 0`],
    [
      { customers: [1e15, 1] },
      "parts[1].customers must be 1000000000000000 at most in all, got 1000000000000001",
    ],
  ])("refuses a tally with %j", (wrong, message) => {
    const right = {
      kind: "histories",
      repeats: [0, 1],
      last: [0, 2],
      age: [3, 3],
      customers: [1, 1],
    };
    const [argument = ""] = message.split(" ");
    const [, index] = / at index (\d)/.exec(message) ?? [];
    const call = () => mergeHistories(untyped([tally, { ...right, ...wrong }]));
    const at = index === undefined ? undefined : Number(index);
    expectError(call, "bad-tally", `mergeHistories: ${message}`, argument, at);
  });

  test("refuses a −0, which JSON would turn into 0", () => {
    const stored = { kind: "histories", repeats: [0], last: [-0], age: [3], customers: [1] };
    expect(() => mergeHistories(untyped([stored]))).toThrow(/^mergeHistories: parts\[0\]\./);
  });

  test("refuses a part that is no object", () => {
    const message = 'mergeHistories: parts[0].kind must be "histories", got undefined';
    const call = () => mergeHistories(untyped([null]));
    expectError(call, "bad-tally", message, "parts[0].kind");
  });
});

mergeLaws({
  name: "tallyHistories",
  rows: anyHistories,
  split: anyCut<CountedHistory>(), // each row counts customers of its own
  tally: tallyHistories,
  merge: mergeHistories,
  counted: ({ customers }) => customers.reduce((sum, count) => sum + count, 0),
  expected: (rows) => rows.reduce((sum, { customers = 1 }) => sum + customers, 0),
});

test("a count of customers is as good as the row so many times", () => {
  fc.assert(
    fc.property(anyHistories, (rows) => {
      const repeated = rows.flatMap(({ customers = 1, ...row }) => Array(customers).fill(row));
      expect(tallyHistories(rows)).toStrictEqual(tallyHistories(repeated));
    }),
  );
});
