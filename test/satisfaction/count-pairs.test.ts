import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeScores, oneToFive, tallyScores } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyScale } from "../support/scales.js";

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
        const expected = mergeScores([none, ...Array.from(typed, one)]);
        expect(tallyScores(typed, scale)).toEqual(expected);
        expect(tallyScores([...typed], scale)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test("what it gives for them, also where they are a part of a Buffer", () => {
    const bytes = Buffer.from([9, 1, 2, 2, 5, 4, 4, 4]);
    for (let skipped = 0; skipped < 5; skipped++) {
      const part = bytes.subarray(skipped + 1);
      const expected = tallyScores([...part], oneToFive);
      expect(tallyScores(part, oneToFive)).toEqual(expected);
    }
  });

  test.each([
    [Uint8Array.of(5, 5, 5, 5, 6), "out-of-range", 4, "6"],
    [Uint8Array.of(5, 5, 0, 5, 5), "out-of-range", 2, "0"],
    [Uint8Array.of(5, 5, 5, 17, 5), "out-of-range", 3, "17"],
    [Uint8Array.of(17, 1, 1, 1), "out-of-range", 0, "17"],
    [Uint8Array.of(1, 17, 1, 1), "out-of-range", 1, "17"],
    [Uint8Array.of(1, 1, 17, 1), "out-of-range", 2, "17"],
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
  ] as const)("the row of an invalid score: case %#", (scores, code, index, shown) => {
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
      "tallyScores: scores must be an array or a tally, got a DataView",
      "scores",
    );
  });
});
