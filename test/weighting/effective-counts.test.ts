import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csat,
  effectiveCounts,
  meanScore,
  nps,
  oneToFive,
  type ScoreTally,
  scoreDeviation,
  tallyScores,
  tallyWeightedScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/weighting.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { weightedRow } from "../support/weighted.js";

const readings = {
  nps: (tally: ScoreTally) => nps(tally),
  meanScore,
  csat: (tally: ScoreTally) => csat(tally, { satisfiedFrom: 8 }),
};

describe("effectiveCounts", () => {
  test.each(reference.weighted.map((one, i) => [i, one] as const))(
    "is worth as many answers as Kish and R's survey say (%i)",
    (_, { scores, weights, kish, readings: expected }) => {
      const tally = tallyWeightedScores({ score: scores, weight: weights }, zeroToTen);
      const plain = effectiveCounts(tally);
      expect(plain).toMatchObject({ kind: "effective-scores", answers: scores.length, missing: 0 });
      expectClose({ kish: sum(plain.counts) }, { kish });
      for (const [name, reading] of Object.entries(readings)) {
        const { counts } = effectiveCounts(tally, { reading });
        const { value, answers } = expected[name as keyof typeof readings];
        expectClose({ answers: sum(counts) }, { answers }, name);
        const values = counts.map((_, i) => reading(tallyScores([i], zeroToTen)) as number);
        const mean = counts.reduce((total, count, i) => total + count * values[i], 0) / answers;
        expectClose({ value: mean }, { value }, name);
      }
    },
  );

  test("is all 0 if all weights are, or nobody answered", () => {
    const none = { kind: "effective-scores", scale: oneToFive, counts: [0, 0, 0, 0, 0] };
    const weightless = tallyWeightedScores({ score: [1, 5], weight: [0, 0] }, oneToFive);
    const options = { reading: meanScore };
    expect(effectiveCounts(weightless)).toStrictEqual({ ...none, missing: 0, answers: 2 });
    expect(effectiveCounts(weightless, options)).toStrictEqual({ ...none, missing: 0, answers: 2 });
    const nobody = tallyWeightedScores([{ score: null, weight: 1 }], oneToFive);
    expect(effectiveCounts(nobody, options)).toStrictEqual({ ...none, missing: 0, answers: 0 });
  });

  test("is Kish's where answers with a weight are all alike to the reading", () => {
    const tally = tallyWeightedScores({ score: [9, 10, 3], weight: [1, 3, 0] }, zeroToTen);
    // (1 + 3)² ÷ (1² + 3²) = 1.6, a quarter of it at 9
    expectClose(effectiveCounts(tally, { reading: nps }).counts, { 9: 0.4, 10: 1.2, 3: 0 });
    expect(effectiveCounts(tally, { reading: nps })).toStrictEqual(effectiveCounts(tally));
    const one = tallyWeightedScores([{ score: 7, weight: 4 }], zeroToTen);
    expect(effectiveCounts(one, { reading: nps }).counts[7]).toBe(1);
  });

  test("is one answer less for a reading where all weights are alike", () => {
    // SE² = N/(N − 1) · v/N, so that v ÷ SE² = N − 1
    const tally = tallyWeightedScores({ score: [9, 3, 8, 10], weight: [2, 2, 2, 2] }, zeroToTen);
    expectClose({ n: sum(effectiveCounts(tally, { reading: nps }).counts) }, { n: 3 });
    expectClose({ n: sum(effectiveCounts(tally).counts) }, { n: 4 });
  });

  test.each([
    [{ reading: scoreDeviation }, "null"],
    [{ reading: () => "1" }, '"1"'],
    [{ reading: () => Number.NaN }, "NaN"],
    [{ reading: (tally: ScoreTally) => (tally.counts[3] > 0 ? 1 : 0) }, "1"],
  ])("refuses a reading that is not a mean over answers (%#)", (options, shown) => {
    const tally = tallyWeightedScores({ score: [3, 4], weight: [1, 2] }, oneToFive);
    expectError(
      () => effectiveCounts(tally, untyped(options)),
      "wrong-type",
      `effectiveCounts: reading must be a mean over answers, such as nps, csat or meanScore, got ${shown}`,
      "reading",
    );
  });

  test("refuses what is not a tally of weighted scores, not a reading, or not an option", () => {
    expectError(
      () => effectiveCounts(untyped(tallyScores([5], oneToFive))),
      "bad-tally",
      "effectiveCounts: tally must be a tally, as tallyWeightedScores makes it, got an object",
      "tally",
    );
    const tally = tallyWeightedScores([], oneToFive);
    expectError(
      () => effectiveCounts(tally, { reading: untyped("nps") }),
      "wrong-type",
      'effectiveCounts: reading must be a function, got "nps"',
      "reading",
    );
    expectError(
      () => effectiveCounts(tally, untyped({ raeding: nps })),
      "unknown-option",
      'effectiveCounts: options must be like { reading }, got "raeding"',
      "options",
    );
  });

  const rows = fc.array(weightedRow, { minLength: 1 });

  test("does not change when every weight is multiplied by one number", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (some, factor) => {
        const more = some.map(({ score, weight }) => ({ score, weight: weight * factor }));
        for (const options of [{}, { reading: nps }, { reading: meanScore }]) {
          expectClose(
            effectiveCounts(tallyWeightedScores(more, zeroToTen), options).counts,
            effectiveCounts(tallyWeightedScores(some, zeroToTen), options).counts,
          );
        }
      }),
    );
  });

  test("is the counts themselves where all weights are alike", () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (some, weight) => {
        const alike = some.map(({ score }) => ({ score, weight }));
        const { counts } = effectiveCounts(tallyWeightedScores(alike, zeroToTen));
        expectClose(
          counts,
          tallyScores(
            alike.map(({ score }) => score),
            zeroToTen,
          ).counts,
        );
      }),
    );
  });

  test("is never worth more than the answers, by Kish", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const { counts, answers } = effectiveCounts(tallyWeightedScores(some, zeroToTen));
        expect(sum(counts)).toBeLessThanOrEqual(answers * (1 + 1e-12));
      }),
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
