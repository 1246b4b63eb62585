import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  meanScore,
  mergeScores,
  oneToFive,
  responses,
  type ScoreTally,
  scoreDeviation,
  shareOfMaximum,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/scores.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import { answersOn, anyScale } from "../support/scales.js";

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

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
    [[9], "wrong-type", "an object"],
    [() => 9, "wrong-type", "an object"],
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
    ]) {
      expectError(
        () => tallyScores(untyped(scores), zeroToTen),
        "wrong-type",
        `tallyScores: scores must be an iterable, got ${shown}`,
        "scores",
      );
    }
    expectError(
      () => tallyScores([7], untyped(undefined)),
      "wrong-type",
      "tallyScores: scale must be stated, got undefined",
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

describe("tallyScores gives, for any array of numbers,", () => {
  const kinds = [Uint8Array, Int8Array, Uint16Array, Int32Array, Float32Array, Float64Array];
  const scales = fc.oneof(anyScale, fc.constantFrom({ min: 0, max: 300 }, { min: 240, max: 255 }));

  test("what it gives for a set of them, one at a time", () => {
    const given = scales.chain((scale) =>
      fc.record({
        scale: fc.constant(scale),
        scores: fc.array(fc.integer(scale), { maxLength: 40 }),
        kind: fc.constantFrom(...kinds),
        skipped: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(given, ({ scale, scores, kind, skipped }) => {
        const typed = kind.from(scores).subarray(skipped);
        const one = (score: number) => tallyScores(new Set([score]), scale);
        // What no byte can hold wraps round, and may be off the scale.
        if (typed.some((score) => score < scale.min || score > scale.max)) {
          const index = typed.findIndex((score) => score < scale.min || score > scale.max);
          expectError(
            () => tallyScores(typed, scale),
            "out-of-range",
            `tallyScores: score at index ${index} must be a whole number from ${scale.min + 0} to ${scale.max}, got ${typed[index]}`,
            "score",
            index,
          );
          return;
        }
        const none = tallyScores(new Set<number>(), scale);
        const expected = Array.from(typed, one).reduce(mergeScores, none);
        expect(tallyScores(typed, scale)).toEqual(expected);
        expect(tallyScores([...typed], scale)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [Uint8Array.of(5, 5, 5, 5, 6), "out-of-range", 4, "6"],
    [Uint8Array.of(5, 5, 0, 5, 5), "out-of-range", 2, "0"],
    [Uint8Array.of(5, 5, 5, 17, 5), "out-of-range", 3, "17"],
    [Uint8Array.of(1, 1, 1, 1, 17), "out-of-range", 4, "17"],
    [Float64Array.of(5, 4.5), "not-whole", 1, "4.5"],
    [Float32Array.of(5, Number.NaN), "not-whole", 1, "NaN"],
    [Int16Array.of(5, -1), "out-of-range", 1, "-1"],
    [BigInt64Array.of(5n), "wrong-type", 0, "5n"],
    [BigUint64Array.of(5n), "wrong-type", 0, "5n"],
    [[5, 5, 5, 5, 6], "out-of-range", 4, "6"],
    [[5, 5, 5, 5, 5, 5, 16, 5], "out-of-range", 6, "16"],
    [[5, 5, 5, 5, 5, Symbol("x"), 5, 5], "wrong-type", 5, "Symbol(x)"],
    // Two that are wrong, in two ways: the first is named.
    [[5, 6, 5, 5, "x", 5, 5, 5], "out-of-range", 1, "6"],
    [Float64Array.of(5, 5, 6, 5, 4.5), "out-of-range", 2, "6"],
    [Uint8Array.of(5, 6, 5, 5, 200), "out-of-range", 1, "6"],
    // 32 bits of these are 5.
    [[5, 5, 2 ** 32 + 5, 5], "out-of-range", 2, "4294967301"],
    [Float64Array.of(5, 2 ** 32 + 5), "out-of-range", 1, "4294967301"],
    // In the second block of a copy.
    [
      Uint16Array.from({ length: 20_001 }, (_, i) => 5 + (i & 16_384)),
      "out-of-range",
      16_384,
      "16389",
    ],
  ] as const)("the row of what is no score: case %#", (scores, code, index, shown) => {
    expectError(
      () => tallyScores(untyped(scores), oneToFive),
      code,
      `tallyScores: score at index ${index} must be a whole number from 1 to 5, got ${shown}`,
      "score",
      index,
    );
  });

  test("the same counts where answers are missing between them", () => {
    const answers = [null, 5, 4, 5, 5, 5, 5, 5, undefined, 1, 2, 3, 4, 4];
    const full = { counts: [1, 1, 1, 3, 6], missing: 2 };
    expect(tallyScores(answers, oneToFive)).toMatchObject(full);
    for (const place of [0, 1, 2, 3]) {
      const four = [5, 5, 5, 5].map((score, i) => (i === place ? null : score));
      expect(tallyScores(four, oneToFive)).toMatchObject({ counts: [0, 0, 0, 0, 3], missing: 1 });
      four[place] = 9;
      expect(() => tallyScores(four, oneToFive)).toThrow(`score at index ${place} must be`);
      four[place] = 4.5;
      expect(() => tallyScores(four, oneToFive)).toThrow(`score at index ${place} must be`);
    }
  });

  test("and nothing for a view of no kind of number", () => {
    expectError(
      () => tallyScores(untyped(new DataView(new ArrayBuffer(8))), oneToFive),
      "wrong-type",
      "tallyScores: scores must be an iterable, got an object",
      "scores",
    );
  });
});

mergeLaws({
  name: "tallyScores",
  rows: answersOn({ min: -3, max: 3 }),
  split: anyCut(),
  tally: (rows) => tallyScores(rows, { min: -3, max: 3 }),
  merge: mergeScores,
  counted: (tally) => responses(tally) + tally.missing,
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
      `tallyScoreCounts: count at index 0 must be a whole number from 0 to 1000000000000000, got ${shown}`,
      "count",
      0,
    );
  });

  test("refuses scores off the scale, rows that are none and columns of two lengths", () => {
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
      "tallyScoreCounts: count must be an array with a value a row, got undefined",
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
      "tallyScoreCounts: score must be an array with a value a row, got an object",
      "score",
    );
  });
});

describe("mergeScores", () => {
  const five = tallyScores([5], oneToFive);

  test("refuses tallies of two scales", () => {
    expectError(
      () => mergeScores(five, tallyScores([5], zeroToTen)),
      "scale-mismatch",
      "mergeScores: b.scale.min must be 1, got 0",
      "b.scale.min",
    );
    expectError(
      () => mergeScores(five, tallyScores([5], { min: 1, max: 7 })),
      "scale-mismatch",
      "mergeScores: b.scale.max must be 5, got 7",
      "b.scale.max",
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
    const shown = tally === null ? "null" : "an object";
    expectError(
      () => mergeScores(untyped(tally), five),
      "bad-tally",
      `mergeScores: a must be a ScoreTally, got ${shown}`,
      "a",
    );
  });

  test("refuses counts with holes, as counting by hand leaves them", () => {
    const counts: number[] = [];
    counts[4] = 2;
    expectError(
      () => meanScore({ ...five, counts }),
      "bad-tally",
      "meanScore: tally.counts at index 0 must be a whole number from 0 to 1000000000000000, got undefined",
      "tally.counts",
      0,
    );
  });

  test("shares nothing with its parts", () => {
    const sum = mergeScores(five, five);
    expect(sum.scale).not.toBe(five.scale);
  });

  test("refuses counts that are none, as a database might hand them out", () => {
    const bad = { ...five, counts: [0, 0, "3", 0, 1] };
    expectError(
      () => meanScore(untyped(bad)),
      "bad-tally",
      'meanScore: tally.counts at index 2 must be a whole number from 0 to 1000000000000000, got "3"',
      "tally.counts",
      2,
    );
    expectError(
      () => responses({ ...five, missing: -1 }),
      "bad-tally",
      "responses: tally.missing must be a whole number from 0 to 1000000000000000, got -1",
      "tally.missing",
    );
  });
});

describe("responses, meanScore, scoreDeviation and shareOfMaximum", () => {
  test("agree with NumPy and exact fractions, also where counts reach a thousand million", () => {
    expect(reference.answers.length).toBeGreaterThan(20);
    for (const { scale, counts, mean, deviation } of reference.answers) {
      if (counts.length !== scale.max - scale.min + 1) throw new Error("a tally of another shape");
      const tally: ScoreTally = { kind: "scores", scale, counts, missing: 3 };
      expect(responses(tally)).toBe(sum(counts));
      expectClose(meanScore(tally), mean);
      expectClose(scoreDeviation(tally), deviation);
      const { min, max } = scale;
      expectClose(shareOfMaximum(tally), mean === null ? null : (mean - min) / (max - min));
    }
  });

  test("say null where there is too little to say", () => {
    const none = tallyScores([null], oneToFive);
    expect(responses(none)).toBe(0);
    expect([meanScore(none), scoreDeviation(none), shareOfMaximum(none)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(scoreDeviation(tallyScores([5], oneToFive))).toBe(null);
    expect(scoreDeviation(tallyScores([5, 5], oneToFive))).toBe(0);
  });

  test("are the nearest double to the fraction", () => {
    expect(meanScore(tallyScores([5, 4, 4], oneToFive))).toBe(13 / 3);
    expect(meanScore(tallyScores([1, 3, 5, 5, 5, 1, 1], oneToFive))).toBe(21 / 7);
  });

  test("give the score itself for equal answers, to the last digit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1e9 }),
        (score, count) => {
          const tally = tallyScoreCounts([{ score, count }], oneToFive);
          expect(meanScore(tally)).toBe(score);
          expect(shareOfMaximum(tally)).toBe((score - 1) / 4);
        },
      ),
    );
  });

  test("do not change when every count is doubled; the deviation shrinks", () => {
    fc.assert(
      fc.property(answersOn(zeroToTen), (answers) => {
        const once = tallyScores(answers, zeroToTen);
        const twice = mergeScores(once, once);
        expectClose(meanScore(twice), meanScore(once));
        expectClose(shareOfMaximum(twice), shareOfMaximum(once));
        const [few, many] = [scoreDeviation(once), scoreDeviation(twice)];
        if (few !== null) expect(many).toBeLessThanOrEqual(few);
      }),
    );
  });
});

function expectClose(actual: number | null, expected: number | null): void {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
      1e-12 * Math.max(1, Math.abs(expected)),
    );
}
