import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accumulate,
  type CustomerEvent,
  type Lifetime,
  mergeCohorts,
  mergeLifetimes,
  mergeScores,
  type ScoreTally,
  tallyCohorts,
  tallyLifetimes,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLifetime } from "../support/lifetimes.js";

const tallyOf = (rows: (number | null)[]) => tallyScores(rows, zeroToTen);
const scores = (length: number) => Array.from({ length }, (_, i) => (i * 7) % 11);

describe("accumulate", () => {
  test("gives the tally of all rows at once, in between too", () => {
    const rows = scores(5_000);
    const given = accumulate(tallyOf, mergeScores);
    expect(given.tally()).toEqual(tallyOf([]));
    rows.forEach((row, i) => {
      given.add(row);
      if ([1, 1_023, 1_024, 1_025, 3_072].includes(i + 1)) {
        expect(given.tally()).toEqual(tallyOf(rows.slice(0, i + 1)));
      }
    });
    expect(given.tally()).toEqual(tallyOf(rows));
    expect(given.tally()).toEqual(tallyOf(rows));
  });

  test("takes tallies of other rows", () => {
    const given = accumulate(tallyOf, mergeScores);
    given.add(10);
    given.merge(tallyOf([3, null]));
    given.merge(tallyOf(scores(50)));
    expect(given.tally()).toEqual(tallyOf([10, 3, null, ...scores(50)]));
  });

  test("refuses tallies that count a customer of two buffers twice", () => {
    const options = { period: "month", timeZone: "UTC", until: 0 } as const;
    expectError(
      () => accumulate((rows: CustomerEvent[]) => tallyCohorts(rows, options), mergeCohorts),
      "options-mismatch",
      'accumulate: tally must be one that merges over any cut of the rows, not only over parts that share no customers, got "cohorts"',
      "tally",
    );
  });

  test("merges tallies of equal size first", () => {
    const sizes: string[] = [];
    const merge = (parts: number[]) => {
      sizes.push(parts.join(" + "));
      return parts.reduce((a, b) => a + b, 0);
    };
    const given = accumulate((rows: number[]) => rows.length, merge);
    for (const row of scores(8 * 1_024)) given.add(row);
    expect(sizes).toEqual(["0", new Array(8).fill("1024").join(" + ")]);
    given.merge(5);
    expect(given.tally()).toBe(8_197);
    expect(sizes.slice(2)).toEqual(["0 + 5", "5 + 8192 + 0"]);
  });

  test("finds the place of a row that is named after a later one", () => {
    const last = (rows: number[]) => {
      const index = rows.findLastIndex((row) => row > 10);
      if (index >= 0) tallyOf([...new Array(index).fill(5), rows[index]]);
      return tallyOf(rows);
    };
    const given = accumulate(last, mergeScores);
    for (const row of [5, 11, 5, 12, 5]) given.add(row);
    expect(() => given.tally()).toThrow("score at index 3 must");
    expect(() => given.tally()).toThrow("score at index 1 must");
    expect(given.tally()).toEqual(tallyOf([5, 5, 5]));
  });

  test("names a wrong row by its index among all, and drops that row alone", () => {
    const given = accumulate(tallyOf, mergeScores);
    const refuse = (call: () => unknown, index: number, score: number) =>
      expectError(
        call,
        "out-of-range",
        `tallyScores: score at index ${index} must be a whole number from 0 to 10, got ${score}`,
        "score",
        index,
      );
    for (const row of scores(1_024)) given.add(row);
    given.merge(tallyOf([1, 2, 3])); // does not count in the index
    for (const row of [5, 11, 5, 12, 13]) given.add(row);
    refuse(() => given.tally(), 1_025, 11);
    refuse(() => given.tally(), 1_027, 12);
    given.add(-1);
    refuse(() => given.tally(), 1_028, 13);
    refuse(() => given.tally(), 1_029, -1);
    expect(given.tally()).toEqual(tallyOf([...scores(1_024), 1, 2, 3, 5, 5]));
    for (const row of scores(1_021)) given.add(row);
    refuse(() => given.add(99), 2_051, 99); // four rows of the buffer were dropped before
    for (const row of [10, 9]) given.add(row);
    expect(given.tally()).toEqual(
      tallyOf([...scores(1_024), 1, 2, 3, 5, 5, ...scores(1_021), 10, 9]),
    );
    given.add(14);
    refuse(() => given.tally(), 2_054, 14);
  });

  test("keeps the kind of an error", () => {
    const given = accumulate(tallyOf, mergeScores);
    given.add(untyped("9"));
    expectError(
      () => given.tally(),
      "wrong-type",
      'tallyScores: score at index 0 must be a whole number from 0 to 10, got "9"',
      "score",
      0,
    );
  });

  test("throws for an earlier row, and keeps the one being added", () => {
    const given = accumulate(tallyOf, mergeScores);
    given.add(11);
    for (const row of scores(1_022)) given.add(row);
    expect(() => given.add(10)).toThrow("tallyScores: score at index 0 must be");
    expect(given.tally()).toEqual(tallyOf([...scores(1_022), 10]));
  });

  test("keeps all rows if an error is of none of them", () => {
    const failure = new Error("out of paper");
    let fails = false;
    const given = accumulate((rows: number[]) => {
      if (fails) throw failure;
      return tallyOf(rows);
    }, mergeScores);
    given.add(10);
    fails = true;
    expect(() => given.tally()).toThrow(failure);
    fails = false;
    expect(given.tally()).toEqual(tallyOf([10]));
    const stored: ScoreTally = untyped({
      kind: "scores",
      scale: zeroToTen,
      counts: [1],
      missing: 0,
    });
    expect(() => given.merge(stored)).toThrow("mergeScores: parts[1]");
    expect(given.tally()).toEqual(tallyOf([10]));
  });

  test("refuses anything but functions, and calls that do not work", () => {
    const any = untyped(accumulate);
    const must = "must be a function such as";
    expectError(
      () => any(undefined, mergeScores),
      "wrong-type",
      `accumulate: tally ${must} (rows) => tallyScores(rows, zeroToTen), got undefined`,
      "tally",
    );
    expectError(
      () => any(tallyOf),
      "wrong-type",
      `accumulate: merge ${must} mergeScores, got undefined`,
      "merge",
    );
    expect(() => accumulate(() => tallyScores([], untyped({})), mergeScores)).toThrow(
      "tallyScores",
    );
  });

  test("agrees with all at once for any cut into rows and tallies", () => {
    const piece = fc.oneof(anyLifetime, fc.array(anyLifetime, { maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const given = accumulate((rows: Lifetime[]) => tallyLifetimes(rows), mergeLifetimes);
        for (const one of pieces) {
          if (Array.isArray(one)) given.merge(tallyLifetimes(one));
          else given.add(one);
        }
        expect(given.tally()).toStrictEqual(tallyLifetimes(pieces.flat()));
      }),
    );
  });
});
