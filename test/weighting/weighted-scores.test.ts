import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeWeightedScores,
  oneToFive,
  tallyWeightedScores,
  type WeightedScoreTally,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import { weightedRow } from "../support/weighted.js";

const small = {
  score: [10, 10, 9, 9, 8, 7, 6, 3, 0, 10, 5, 9],
  weight: [1, 2, 0.5, 1, 1.5, 1, 2, 0.8, 1.2, 0.6, 1, 0.9],
};

/** Sums to 1e-12 of themselves, counts exactly. */
function expectSame(actual: WeightedScoreTally, expected: WeightedScoreTally): void {
  for (const field of ["weights", "squares"] as const) {
    expected[field].forEach((sum, i) => {
      expect(Math.abs(actual[field][i] - sum), `${field} ${i}`).toBeLessThanOrEqual(1e-12 * sum);
    });
  }
  const { weights, squares } = expected;
  expect({ ...actual, weights, squares }).toStrictEqual(expected);
}

describe("tallyWeightedScores", () => {
  test("adds up weights and their squares by score, of rows and of columns", () => {
    const rows = [
      { score: 5, weight: 2 },
      { score: 4, weight: 0.5 },
      { score: 5, weight: 3 },
      { score: null, weight: 7 },
      { score: 1, weight: 0 },
      { score: undefined, weight: 1 },
    ];
    const tally = {
      kind: "weighted-scores",
      scale: { min: 1, max: 5 },
      counts: [1, 0, 0, 1, 2],
      weights: [0, 0, 0, 0.5, 5],
      squares: [0, 0, 0, 0.25, 13],
      missing: 2,
    };
    expect(tallyWeightedScores(rows, oneToFive)).toStrictEqual(tally);
    const columns = {
      score: rows.map(({ score }) => score),
      weight: rows.map(({ weight }) => weight),
    };
    expect(tallyWeightedScores(columns, oneToFive)).toStrictEqual(tally);
  });

  test("counts nothing of no rows", () => {
    const none = { counts: [0, 0], weights: [0, 0], squares: [0, 0], missing: 0 };
    expect(tallyWeightedScores([], { min: -1, max: 0 })).toStrictEqual({
      kind: "weighted-scores",
      scale: { min: -1, max: 0 },
      ...none,
    });
  });

  test("takes scales below 0 and weights from 1e-100 to 1e100", () => {
    const rows = [
      { score: -2, weight: 1e-100 },
      { score: -1, weight: 1e100 },
      { score: -2, weight: 1e-100 },
    ];
    const { weights, squares } = tallyWeightedScores(rows, { min: -2, max: 0 });
    expect(weights).toStrictEqual([2e-100, 1e100, 0]);
    expect(squares).toStrictEqual([2e-200, 1e200, 0]);
  });

  const kinds = [
    Float64Array,
    Float32Array,
    Uint8Array,
    Int16Array,
    Uint32Array,
    Uint8ClampedArray,
  ] as const;
  test.each(kinds.map((kind) => [kind.name, kind] as const))("counts a %s as a list", (_, kind) => {
    const score = Array.from({ length: 10_001 }, (_, i) => (i * i) % 11);
    const weight = score.map((_, i) => (i % 7) + 1);
    const listed = tallyWeightedScores({ score, weight }, zeroToTen);
    const columns = { score: kind.from(score), weight: kind.from(weight) };
    expect(tallyWeightedScores(columns, zeroToTen)).toStrictEqual(listed);
    expect(tallyWeightedScores({ score, weight: columns.weight }, zeroToTen)).toStrictEqual(listed);
    expect(listed.counts.reduce((a, b) => a + b)).toBe(10_001);
    expect(listed.weights.reduce((a, b) => a + b)).toBe(weight.reduce((a, b) => a + b));
  });

  test("adds many small weights to a large one to 1e-12 of the sum", () => {
    const weight = [1e16, ...new Array(1_000_000).fill(1)];
    const score = weight.map(() => 5);
    const { weights } = tallyWeightedScores({ score, weight }, oneToFive);
    // Added one by one, each 1 would be lost: 1e6 in all.
    expect(Math.abs(weights[4] - (1e16 + 1e6))).toBeLessThanOrEqual(1e4);
  });

  test("names the row that is wrong", () => {
    const weighted = (...rows: unknown[]) => tallyWeightedScores(untyped(rows), oneToFive);
    const row = { score: 5, weight: 1 };
    const wrong: [number, unknown, "out-of-range" | "wrong-type", string][] = [
      [1, -1, "out-of-range", "-1"],
      [2, Number.NaN, "out-of-range", "NaN"],
      [3, Number.POSITIVE_INFINITY, "out-of-range", "Infinity"],
      [4, 1e101, "out-of-range", "1e+101"],
      [5, 1e-101, "out-of-range", "1e-101"],
      [6, "2", "wrong-type", '"2"'],
      [7, null, "wrong-type", "null"],
    ];
    for (const [index, weight, code, shown] of wrong) {
      const before = new Array(index).fill(row);
      expectError(
        () => weighted(...before, { score: 5, weight }, row),
        code,
        `tallyWeightedScores: weight at index ${index} must be 0, or a number from 1e-100 to 1e100, got ${shown}`,
        "weight",
        index,
      );
    }
    expectError(
      () => weighted(row, { score: null, weight: -2 }),
      "out-of-range",
      "tallyWeightedScores: weight at index 1 must be 0, or a number from 1e-100 to 1e100, got -2",
      "weight",
      1,
    );
    expectError(
      () => weighted(row, row, { score: 6, weight: 1 }),
      "out-of-range",
      "tallyWeightedScores: score at index 2 must be a whole number from 1 to 5, got 6",
      "score",
      2,
    );
    expectError(
      () => weighted({ score: 4.5, weight: 1 }, row),
      "not-whole",
      "tallyWeightedScores: score at index 0 must be a whole number from 1 to 5, got 4.5",
      "score",
      0,
    );
    const columns = { score: BigInt64Array.of(5n), weight: [1] };
    expectError(
      () => tallyWeightedScores(untyped(columns), oneToFive),
      "wrong-type",
      "tallyWeightedScores: score at index 0 must be a whole number from 1 to 5, got 5n",
      "score",
      0,
    );
    const typed = { score: Float64Array.of(1, 2, 3, 0, 5), weight: new Float64Array(5).fill(1) };
    expectError(
      () => tallyWeightedScores(typed, oneToFive),
      "out-of-range",
      "tallyWeightedScores: score at index 3 must be a whole number from 1 to 5, got 0",
      "score",
      3,
    );
  });

  test.each([0, 1, 2, 3])("finds what is wrong in row %i of either kind of column", (index) => {
    const ofScore: [number, "out-of-range" | "not-whole"][] = [
      [0, "out-of-range"],
      [6, "out-of-range"],
      [2.5, "not-whole"],
    ];
    for (const [wrong, code] of ofScore) {
      const score = [1, 2, 4, 5].map((good, i) => (i === index ? wrong : good));
      const weight = [1, 1, 1, 1];
      const message = `tallyWeightedScores: score at index ${index} must be a whole number from 1 to 5, got ${wrong}`;
      const typed = { score: Float64Array.from(score), weight: Float64Array.from(weight) };
      for (const columns of [{ score, weight }, typed]) {
        expectError(() => tallyWeightedScores(columns, oneToFive), code, message, "score", index);
      }
    }
    for (const wrong of [-1, 1e101]) {
      const score = [1, 2, 4, 5];
      const weight = score.map((_, i) => (i === index ? wrong : 1));
      const message = `tallyWeightedScores: weight at index ${index} must be 0, or a number from 1e-100 to 1e100, got ${wrong}`;
      const typed = { score: Float64Array.from(score), weight: Float64Array.from(weight) };
      for (const columns of [{ score, weight }, typed]) {
        const call = () => tallyWeightedScores(columns, oneToFive);
        expectError(call, "out-of-range", message, "weight", index);
      }
    }
  });

  test("counts weights of 0 in either row of a pair", () => {
    const score = [1, 2, 4, 5];
    for (const weight of [
      [0, 1, 0, 0],
      [1, 0, 1, 1],
    ]) {
      const typed = { score: Float64Array.from(score), weight: Float64Array.from(weight) };
      const { counts, weights } = tallyWeightedScores(typed, oneToFive);
      expect(counts).toStrictEqual([1, 1, 0, 1, 1]);
      expect(weights).toStrictEqual([weight[0], weight[1], 0, weight[2], weight[3]]);
      expect(tallyWeightedScores({ score, weight }, oneToFive).weights).toStrictEqual(weights);
    }
  });

  test("gives the same sums whatever kind the columns are of", () => {
    fc.assert(
      fc.property(fc.array(weightedRow, { maxLength: 50 }), (rows) => {
        const given = rows.filter(({ score }) => score !== null);
        const columns = {
          score: Float64Array.from(given, ({ score }) => score as number),
          weight: Float64Array.from(given, ({ weight }) => weight),
        };
        expectSame(tallyWeightedScores(columns, zeroToTen), tallyWeightedScores(given, zeroToTen));
      }),
    );
  });
});

mergeLaws({
  name: "tallyWeightedScores",
  rows: fc.array(weightedRow),
  split: anyCut(),
  tally: (rows) => tallyWeightedScores(rows, zeroToTen),
  merge: mergeWeightedScores,
  counted: ({ counts, missing }) => counts.reduce((sum, count) => sum + count, missing),
  equal: expectSame,
});

describe("mergeWeightedScores", () => {
  const good = tallyWeightedScores(small, zeroToTen);

  test("adds any number of tallies", () => {
    const one = tallyWeightedScores([{ score: 5, weight: 0.5 }], oneToFive);
    const { counts, weights, squares } = mergeWeightedScores([one, one, one]);
    expect([counts[4], weights[4], squares[4]]).toStrictEqual([3, 1.5, 0.75]);
    expect(mergeWeightedScores(new Set([one]))).toStrictEqual(one);
  });

  test("refuses two scales", () => {
    expectError(
      () => mergeWeightedScores([good, tallyWeightedScores([], oneToFive)]),
      "scale-mismatch",
      "mergeWeightedScores: parts[1].scale.min must be 0, got 1",
      "parts[1].scale.min",
    );
  });

  test.each([
    [null, "parts[0] must be a tally, as tallyWeightedScores makes it, got null"],
    [
      { ...good, kind: "scores" },
      "parts[0] must be a tally, as tallyWeightedScores makes it, got an object",
    ],
    [
      { ...good, weights: [] },
      "parts[0] must be a tally, as tallyWeightedScores makes it, got an object",
    ],
    [
      { ...good, counts: "1" },
      "parts[0] must be a tally, as tallyWeightedScores makes it, got an object",
    ],
    [
      { ...good, scale: oneToFive },
      "parts[0] must be a tally, as tallyWeightedScores makes it, got an object",
    ],
    [
      { ...good, counts: [1.5, ...good.counts.slice(1)] },
      "parts[0].counts at index 0 must be a whole number, 0 or more, got 1.5",
    ],
    [
      { ...good, weights: [-1, ...good.weights.slice(1)] },
      "parts[0].weights at index 0 must be a sum of weights, 0 where no answer was counted, got -1",
    ],
    [
      { ...good, counts: [0, ...good.counts.slice(1)] },
      "parts[0].weights at index 0 must be a sum of weights, 0 where no answer was counted, got 1.2",
    ],
    [
      { ...good, squares: [9, ...good.squares.slice(1)] },
      "parts[0].squares at index 0 must be from weights² ÷ counts to weights², got 9",
    ],
    [
      { ...good, squares: ["1", ...good.squares.slice(1)] },
      'parts[0].squares at index 0 must be from weights² ÷ counts to weights², got "1"',
    ],
    [
      { ...good, squares: [0.1, ...good.squares.slice(1)] },
      "parts[0].squares at index 0 must be from weights² ÷ counts to weights², got 0.1",
    ],
    [{ ...good, missing: -1 }, "parts[0].missing must be a whole number, 0 or more, got -1"],
  ])("refuses a stored tally that no rows give (%#)", (tally, message) => {
    const argument = /^\S+/.exec(message)?.[0] as string;
    const index = /at index (\d+)/.exec(message)?.[1];
    expectError(
      () => mergeWeightedScores([untyped(tally)]),
      "bad-tally",
      `mergeWeightedScores: ${message}`,
      argument,
      index === undefined ? undefined : Number(index),
    );
  });
});
