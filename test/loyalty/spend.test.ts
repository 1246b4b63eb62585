import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CountedSpend, mergeSpend, type SpendTally, tallySpend } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const some: readonly CountedSpend[] = [
  { repeats: 2, mean: 35.5 },
  { repeats: 10, mean: 7 },
  { repeats: 2, mean: 9.25, customers: 4 },
  { repeats: 3, mean: 0, customers: 2 },
  { repeats: 2, mean: 35.5, customers: 2 },
  { repeats: 1, mean: -3 },
];
const tally: SpendTally = {
  kind: "spend",
  nonPositive: 3,
  repeats: [2, 2, 10],
  mean: [9.25, 35.5, 7],
  customers: [4, 3, 1],
};

describe("tallySpend", () => {
  test("sorts by repeats and mean, each pair once, and sets means of 0 or less apart", () => {
    expect(tallySpend(some)).toStrictEqual(tally);
    const columns = {
      repeats: some.map(({ repeats }) => repeats),
      mean: Float64Array.from(some, ({ mean }) => mean),
      customers: some.map(({ customers }) => customers),
    };
    expect(tallySpend(columns)).toStrictEqual(tally);
  });

  test("of no rows has empty columns", () => {
    const empty = { kind: "spend", nonPositive: 0, repeats: [], mean: [], customers: [] };
    expect(tallySpend([])).toStrictEqual(empty);
  });

  const one = ", 1 or more";
  test.each([
    [{ repeats: 0 }, "out-of-range", `repeats at index 1 must be a whole number${one}, got 0`],
    [{ mean: null }, "wrong-type", "mean at index 1 must be a number, got null"],
    [{ customers: 1.5 }, "not-whole", `customers at index 1 must be a whole number${one}, got 1.5`],
  ] as const)("refuses a row with %j", (wrong, code, message) => {
    const right = { repeats: 1, mean: 20 };
    const rows = [right, { ...right, ...wrong }];
    const [argument = ""] = message.split(" ");
    expectError(() => tallySpend(untyped(rows)), code, `tallySpend: ${message}`, argument, 1);
  });

  test("refuses more customers than are still told apart", () => {
    const rows = [
      { repeats: 1, mean: 20, customers: 1e15 },
      { repeats: 1, mean: 0 },
    ];
    const message =
      "tallySpend: customers must be 1000000000000000 at most in all, got 1000000000000001";
    expectError(() => tallySpend(rows), "out-of-range", message, "customers");
  });
});

describe("mergeSpend", () => {
  test("adds customers with equal spend, in one pass", () => {
    expect(mergeSpend(some.map((row) => tallySpend([row])))).toStrictEqual(tally);
    expect(mergeSpend([tally])).toStrictEqual(tally);
  });

  test("refuses anything but a list of tallies", () => {
    const message =
      "mergeSpend: parts must be a list of tallies, as in mergeSpend([a, b]), got an object";
    expectError(() => mergeSpend(untyped(tally)), "wrong-type", message, "parts");
  });

  const one = ", 1 or more";
  test.each([
    [{ kind: "histories" }, 'parts[1].kind must be "spend", got "histories"'],
    [{ nonPositive: -1 }, "parts[1].nonPositive must be a whole number, 0 or more, got -1"],
    [{ mean: [1] }, "parts[1].mean.length must be as long as repeats, 2, got 1"],
    [{ repeats: [0, 1] }, `parts[1].repeats at index 0 must be a whole number${one}, got 0`],
    [
      { mean: [1, 0] },
      "parts[1].mean at index 1 must be a number above 0, 1000000000000000 at most, got 0",
    ],
    [
      { customers: [1, null] },
      `parts[1].customers at index 1 must be a whole number${one}, got null`,
    ],
    [{ mean: [3, 2] }, "parts[1].repeats at index 1 must be sorted, each pair once, got 1"],
    [
      { nonPositive: 1e15 },
      "parts[1].customers must be 1000000000000000 at most in all, got 1000000000000002",
    ],
  ])("refuses a tally with %j", (wrong, message) => {
    const right = {
      kind: "spend",
      nonPositive: 0,
      repeats: [1, 1],
      mean: [2, 3],
      customers: [1, 1],
    };
    const [argument = ""] = message.split(" ");
    const [, index] = / at index (\d)/.exec(message) ?? [];
    const call = () => mergeSpend(untyped([tally, { ...right, ...wrong }]));
    const at = index === undefined ? undefined : Number(index);
    expectError(call, "bad-tally", `mergeSpend: ${message}`, argument, at);
  });

  test("refuses a part that is no object", () => {
    const message = 'mergeSpend: parts[0].kind must be "spend", got undefined';
    expectError(() => mergeSpend(untyped([null])), "bad-tally", message, "parts[0].kind");
  });
});

mergeLaws({
  name: "tallySpend",
  rows: fc.array(
    fc.record({
      repeats: fc.integer({ min: 1, max: 4 }),
      mean: fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(0.5, 19.99)),
      customers: fc.constantFrom(undefined, 1, 3),
    }),
    { maxLength: 40 },
  ),
  split: anyCut<CountedSpend>(), // each row counts customers of its own
  tally: tallySpend,
  merge: mergeSpend,
  counted: ({ nonPositive, customers }) =>
    customers.reduce((sum, count) => sum + count, nonPositive),
  expected: (rows) => rows.reduce((sum, { customers = 1 }) => sum + customers, 0),
});
