import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csat,
  gapLevels,
  levelShares,
  meanScore,
  meanScoreInterval,
  oneToFive,
  oneToSeven,
  tallyExpectationGaps,
  tallyScores,
} from "../../src/index.js";
import { expectError } from "../support/errors.js";
import { answersOn, anyScale } from "../support/scales.js";

const pairs = [
  { expected: 4, perceived: 5 },
  { expected: 5, perceived: 3 },
  { expected: 3, perceived: 3 },
  { expected: 1, perceived: 5 },
  { expected: 4, perceived: null },
  { expected: undefined, perceived: 2 },
  { expected: null, perceived: null },
];

describe("tallyExpectationGaps", () => {
  test("counts perceived less expected, of rows and of columns", () => {
    const tally = {
      kind: "scores",
      scale: { min: -4, max: 4 },
      counts: [0, 0, 1, 0, 1, 1, 0, 0, 1], // −2, 0, 1 and 4
      missing: 3,
    };
    expect(tallyExpectationGaps(pairs, oneToFive)).toStrictEqual(tally);
    const columns = {
      expected: pairs.map(({ expected }) => expected),
      perceived: pairs.map(({ perceived }) => perceived),
    };
    expect(tallyExpectationGaps(columns, oneToFive)).toStrictEqual(tally);
  });

  test("makes a tally that readings of scores take", () => {
    const gaps = tallyExpectationGaps(pairs, oneToFive);
    expect(meanScore(gaps)).toBe(3 / 4); // (1 − 2 + 0 + 4) ÷ 4
    expect(csat(gaps, { satisfiedFrom: 0 })).toBe(3 / 4);
    expect(meanScoreInterval(gaps)?.value).toBe(3 / 4);
  });

  test("counts nothing of no pairs", () => {
    const { counts, missing } = tallyExpectationGaps([], { min: -1, max: 0 });
    expect({ counts, missing }).toStrictEqual({ counts: [0, 0, 0], missing: 0 });
  });

  test("refuses answers off the scale, also where the other one is missing", () => {
    expectError(
      () => tallyExpectationGaps([pairs[0], { expected: 6, perceived: 5 }], oneToFive),
      "out-of-range",
      "tallyExpectationGaps: expected at index 1 must be a whole number from 1 to 5, got 6",
      "expected",
      1,
    );
    expectError(
      () => tallyExpectationGaps([{ expected: null, perceived: 2.5 }], oneToFive),
      "not-whole",
      "tallyExpectationGaps: perceived at index 0 must be a whole number from 1 to 5, got 2.5",
      "perceived",
      0,
    );
  });

  test("refuses a scale whose gaps would be too many", () => {
    expect(tallyExpectationGaps([], { min: 0, max: 5_000 }).counts).toHaveLength(10_001);
    expectError(
      () => tallyExpectationGaps([], { min: 0, max: 5_001 }),
      "out-of-range",
      "tallyExpectationGaps: scale.max must be a whole number from 1 to 5000, got 5001",
      "scale.max",
    );
  });

  test("has as mean the mean perceived less the mean expected, and counts every pair once", () => {
    const many = anyScale.chain((scale) =>
      fc.record({ scale: fc.constant(scale), expected: answersOn(scale), shift: fc.nat() }),
    );
    fc.assert(
      fc.property(many, ({ scale, expected, shift }) => {
        const perceived = expected.map((_, i) => expected[(i + shift) % expected.length]);
        const gaps = tallyExpectationGaps({ expected, perceived }, scale);
        const isPair = (i: number) =>
          (expected[i] ?? null) !== null && (perceived[i] ?? null) !== null;
        const rows = [...expected.keys()].filter(isPair);
        expect(gaps.counts.reduce((a, b) => a + b) + gaps.missing).toBe(expected.length);
        const meanOf = (scores: typeof expected) =>
          meanScore(
            tallyScores(
              rows.map((i) => scores[i]),
              scale,
            ),
          ) ?? 0;
        expect(meanScore(gaps) ?? 0).toBeCloseTo(meanOf(perceived) - meanOf(expected), 9);
      }),
    );
  });
});

describe("gapLevels", () => {
  test("names gaps below 0, of 0, 1 and 2, and of 3 or more", () => {
    const gaps = tallyScores([-4, -1, 0, 1, 1, 2, 3, 4], { min: -4, max: 4 });
    const rows = levelShares(gaps, gapLevels(oneToFive));
    expect(rows.map(({ level, from, count }) => [level, from, count])).toEqual([
      ["below", -4, 2],
      ["meets", 0, 1],
      ["exceeds", 1, 2],
      ["delights", 2, 1],
      ["amazes", 3, 2],
    ]);
    expect(gapLevels(oneToSeven).scale).toEqual({ min: -6, max: 6 });
    expect(gapLevels({ min: 0, max: 3 }).bands.at(-1)).toEqual({ label: "amazes", from: 3 });
  });

  test("refuses a scale of fewer than 4 points", () => {
    expectError(
      () => gapLevels({ min: 1, max: 3 }),
      "out-of-range",
      "gapLevels: scale.max must be a whole number from 4 to 5001, got 3",
      "scale.max",
    );
  });
});
