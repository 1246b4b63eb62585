import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  meanScore,
  mergeScores,
  oneToFive,
  responseCount,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import { answersOn, anyScale } from "../support/scales.js";

describe("tallyScores", () => {
  test("counts each score; 0 is one, null and undefined are not", () => {
    expect(tallyScores([0, 10, 0, null, 7, undefined], zeroToTen)).toEqual({
      kind: "scores",
      scale: { min: 0, max: 10 },
      counts: [2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1],
      missing: 2,
    });
  });

  test("takes arrays, typed arrays, sets, generators and arrays with holes", () => {
    function* generated() {
      yield 5;
      yield null;
    }
    const counts = [0, 0, 0, 0, 1];
    const full = { counts, missing: 0 };
    expect(tallyScores(Uint8Array.of(5), oneToFive)).toMatchObject(full);
    expect(tallyScores(Float64Array.of(5), oneToFive)).toMatchObject(full);
    expect(tallyScores(new Set([5]), oneToFive)).toMatchObject(full);
    expect(tallyScores(generated(), oneToFive)).toMatchObject({ counts, missing: 1 });
    const holed = new Array<number>(2);
    holed[1] = 5;
    expect(tallyScores(holed, oneToFive)).toMatchObject({ counts, missing: 1 });
  });

  test("of no scores is the tally of nothing", () => {
    expect(tallyScores([], oneToFive)).toEqual({
      kind: "scores",
      scale: { min: 1, max: 5 },
      counts: [0, 0, 0, 0, 0],
      missing: 0,
    });
  });

  test.each([
    ["9", "wrong-type", '"9"'],
    [true, "wrong-type", "true"],
    [9n, "wrong-type", "9n"],
    [[9], "wrong-type", "an array"],
    [() => 9, "wrong-type", "a Function"],
    [Symbol("nine"), "wrong-type", "Symbol(nine)"],
    [6.5, "not-whole", "6.5"],
    [Number.NaN, "not-whole", "NaN"],
    [Infinity, "not-whole", "Infinity"],
    [11, "out-of-range", "11"],
    [-1, "out-of-range", "-1"],
    ["x".repeat(99), "wrong-type", `"${"x".repeat(60)}"`],
  ] as const)("refuses %s, naming the row and the value", (score, code, shown) => {
    expectError(
      () => tallyScores(untyped([10, null, 0, score, 12]), zeroToTen),
      code,
      `tallyScores: score at index 3 must be a whole number from 0 to 10, got ${shown}`,
      "score",
      3,
    );
  });

  test("refuses what cannot be gone through, and a scale left out", () => {
    for (const [scores, shown] of [
      [7, "7"],
      ["", '""'],
      ["97", '"97"'],
      [null, "null"],
      [{ score: 7 }, "an object"],
      [{ [Symbol.iterator]: 7 }, "an object"],
    ]) {
      expectError(
        () => tallyScores(untyped(scores), zeroToTen),
        "wrong-type",
        `tallyScores: scores must be an array or a tally, got ${shown}`,
        "scores",
      );
    }
    expectError(
      () => tallyScores([7], untyped(undefined)),
      "wrong-type",
      "tallyScores: scale must be a scale such as zeroToTen or { min: 1, max: 5 }, got undefined",
      "scale",
    );
  });

  test("counts as a Map counts, on any scale", () => {
    const given = anyScale.chain((scale) => fc.tuple(fc.constant(scale), answersOn(scale)));
    fc.assert(
      fc.property(given, ([scale, answers]) => {
        const seen = new Map<number | null, number>();
        for (const answer of answers) {
          const key = answer == null ? null : answer + 0;
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
        const { counts, missing } = tallyScores(answers, scale);
        expect(missing).toBe(seen.get(null) ?? 0);
        expect(counts).toEqual(counts.map((_, i) => seen.get(scale.min + i) ?? 0));
      }),
    );
  });
});

mergeLaws({
  name: "tallyScores",
  rows: answersOn({ min: -3, max: 3 }),
  split: anyCut(),
  tally: (rows) => tallyScores(rows, { min: -3, max: 3 }),
  merge: mergeScores,
  counted: (tally) => responseCount(tally) + tally.missing,
});

describe("tallyScoreCounts", () => {
  const rows = [
    { score: 4, count: 3 },
    { score: null, count: 2 },
    { score: 4, count: 1 },
    { score: 1, count: 0 },
  ];

  test("gives what the single answers give, from rows or from columns", () => {
    const single = tallyScores([4, 4, 4, 4, null, null], oneToFive);
    expect(tallyScoreCounts(rows, oneToFive)).toEqual(single);
    const columns = { score: [4, null, 4, 1], count: Uint32Array.of(3, 2, 1, 0) };
    expect(tallyScoreCounts(columns, oneToFive)).toEqual(single);
  });

  test.each([
    ["as text", "3", "wrong-type", '"3"'],
    ["as bigint", 3n, "wrong-type", "3n"],
    ["below 0", -3, "out-of-range", "-3"],
    ["in parts", 0.5, "not-whole", "0.5"],
  ] as const)("refuses counts %s", (_, count, code, shown) => {
    expectError(
      () => tallyScoreCounts(untyped([{ score: 4, count }]), oneToFive),
      code,
      `tallyScoreCounts: count at index 0 must be a whole number, 0 or more, got ${shown}`,
      "count",
      0,
    );
  });

  test("refuses scores off the scale, invalid rows and columns of two lengths", () => {
    expectError(
      () => tallyScoreCounts([{ score: 6, count: 1 }], oneToFive),
      "out-of-range",
      "tallyScoreCounts: score at index 0 must be a whole number from 1 to 5, got 6",
      "score",
      0,
    );
    expectError(
      () => tallyScoreCounts(untyped([{ score: 5, count: 1 }, 5]), oneToFive),
      "wrong-type",
      "tallyScoreCounts: rows at index 1 must be an object with score, count, got 5",
      "rows",
      1,
    );
    expectError(
      () => tallyScoreCounts(untyped(5), oneToFive),
      "wrong-type",
      "tallyScoreCounts: rows must be rows, or columns of them, got 5",
      "rows",
    );
    expectError(
      () => tallyScoreCounts(untyped({ score: [5] }), oneToFive),
      "wrong-type",
      "tallyScoreCounts: count must be an array with a value for each row, got undefined",
      "count",
    );
    expectError(
      () => tallyScoreCounts({ score: [5], count: [1, 2] }, oneToFive),
      "out-of-range",
      "tallyScoreCounts: count must be as long as score, 1, got 2",
      "count",
    );
    expectError(
      () => tallyScoreCounts(untyped({ score: new DataView(new ArrayBuffer(8)) }), oneToFive),
      "wrong-type",
      "tallyScoreCounts: score must be an array with a value for each row, got a DataView",
      "score",
    );
  });
});

describe("mergeScores", () => {
  const five = tallyScores([5], oneToFive);

  test("refuses tallies of two scales", () => {
    expectError(
      () => mergeScores([five, tallyScores([5], zeroToTen)]),
      "scale-mismatch",
      "mergeScores: parts[1].scale.min must be 1, got 0",
      "parts[1].scale.min",
    );
    expectError(
      () => mergeScores([five, tallyScores([5], { min: 1, max: 7 })]),
      "scale-mismatch",
      "mergeScores: parts[1].scale.max must be 5, got 7",
      "parts[1].scale.max",
    );
  });

  test.each([
    ["null", null],
    ["scores", [5, 4]],
    ["another kind", { ...five, kind: "cohorts" }],
    ["no counts", { ...five, counts: undefined }],
    ["no scale", { ...five, scale: undefined }],
    ["a scale that ends in text", { ...five, scale: { min: 1, max: "5" } }],
    ["a scale of one point", { ...five, scale: { min: 5, max: 5 }, counts: [3] }],
    ["a scale of strings", { ...five, scale: { min: "1", max: "5" } }],
    ["counts of another length", { ...five, counts: [1] }],
  ])("refuses %s where a tally belongs", (_, tally) => {
    const shown = tally === null ? "null" : Array.isArray(tally) ? "an array" : "an object";
    expectError(
      () => mergeScores([untyped(tally), five]),
      "bad-tally",
      `mergeScores: parts[0] must be a tally, as tallyScores makes it, got ${shown}`,
      "parts[0]",
    );
  });

  test("shares nothing with its parts", () => {
    const sum = mergeScores([five, five]);
    expect(sum.scale).not.toBe(five.scale);
  });
});

describe("what reads a tally", () => {
  const five = tallyScores([5], oneToFive);

  test("refuses counts with holes, as counting by hand leaves them", () => {
    const counts: number[] = [];
    counts[4] = 2;
    expectError(
      () => meanScore({ ...five, counts }),
      "bad-tally",
      "meanScore: tally.counts at index 0 must be a whole number, 0 or more, got undefined",
      "tally.counts",
      0,
    );
  });

  test("refuses invalid counts, as a database might hand them out", () => {
    const bad = { ...five, counts: [0, 0, "3", 0, 1] };
    expectError(
      () => meanScore(untyped(bad)),
      "bad-tally",
      'meanScore: tally.counts at index 2 must be a whole number, 0 or more, got "3"',
      "tally.counts",
      2,
    );
    expectError(
      () => responseCount({ ...five, missing: -1 }),
      "bad-tally",
      "responseCount: tally.missing must be a whole number, 0 or more, got -1",
      "tally.missing",
    );
  });
});
