import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countBands,
  type Estimate,
  meanScore,
  meanScoreInterval,
  mergeScores,
  oneToFive,
  responseCount,
  type ScaleOptions,
  type ScoreTally,
  scoreDeviation,
  scoreShift,
  shareOfMaximum,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/scores.json" with { type: "json" };
import twoSamples from "../reference/twoSamples.json" with { type: "json" };
import { expectClose as expectAllClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

describe("responseCount, meanScore, scoreDeviation and shareOfMaximum", () => {
  test("agree with NumPy and exact fractions, also where counts reach a thousand million", () => {
    expect(reference.answers.length).toBeGreaterThan(20);
    for (const { scale, counts, mean, deviation } of reference.answers) {
      if (counts.length !== scale.max - scale.min + 1) throw new Error("a tally of another shape");
      const tally: ScoreTally = { kind: "scores", scale, counts, missing: 3 };
      expect(responseCount(tally)).toBe(sum(counts));
      expectClose(meanScore(tally), mean);
      expectClose(scoreDeviation(tally), deviation);
      const { min, max } = scale;
      expectClose(shareOfMaximum(tally), mean === null ? null : (mean - min) / (max - min));
    }
  });

  test("say null where there is too little to say", () => {
    const none = tallyScores([null], oneToFive);
    expect(responseCount(none)).toBe(0);
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
        const twice = mergeScores([once, once]);
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

const someScores = fc.array(fc.integer(oneToFive), { minLength: 2 });
const intervalOf = (scores: readonly number[], confidence = 0.95) =>
  meanScoreInterval(tallyScores(scores, oneToFive), { confidence }) as Estimate;

describe("meanScoreInterval", () => {
  test("agrees with t.test of R", () => {
    expect(twoSamples.mean.length).toBeGreaterThan(10);
    for (const { min, counts, confidence, value, low, high } of twoSamples.mean) {
      const scale = { min, max: min + counts.length - 1 };
      const interval = meanScoreInterval(
        { kind: "scores", scale, counts, missing: 0 },
        { confidence },
      );
      const cut = { low: Math.max(scale.min, low), high: Math.min(scale.max, high) };
      expectAllClose(interval, { value, ...cut, confidence });
    }
  });

  test("ends where the scale does", () => {
    // 11/3 ± 4.303 · √(16/3) / √3 is −2.07 to 9.40.
    expect(intervalOf([5, 5, 1])).toEqual({ value: 11 / 3, low: 1, high: 5, confidence: 0.95 });
  });

  test("is null for fewer than two answers, and has no width where all are alike", () => {
    expect(meanScoreInterval(tallyScores([], oneToFive))).toBe(null);
    expect(meanScoreInterval(tallyScores([5, null], oneToFive))).toBe(null);
    expect(intervalOf([4, 4, 4])).toEqual({ value: 4, low: 4, high: 4, confidence: 0.95 });
  });

  test("refuses anything but a tally, and an invalid confidence", () => {
    expectError(
      () => meanScoreInterval(untyped({ kind: "cohorts" })),
      "bad-tally",
      "meanScoreInterval: tally must be a tally, as tallyScores makes it, got an object",
      "tally",
    );
    expectError(
      () => meanScoreInterval(tallyScores([], oneToFive), { confidence: -1 }),
      "out-of-range",
      "meanScoreInterval: confidence must be between 0 and 1, such as 0.95, got -1",
      "confidence",
    );
  });

  test("has the mean in its middle unless it is cut off, widens with confidence and narrows when counts double", () => {
    const width = ({ low, high }: Estimate) => high - low;
    fc.assert(
      fc.property(someScores, (scores) => {
        const { value, low, high } = intervalOf(scores);
        expect(value).toBe(meanScore(tallyScores(scores, oneToFive)));
        const isCut = low === 1 || high === 5;
        if (!isCut) expect((low + high) / 2).toBeCloseTo(value, 10);
        fc.pre(high > low && high - low < 4);
        expect(width(intervalOf(scores, 0.99))).toBeGreaterThan(high - low);
        expect(width(intervalOf([...scores, ...scores]))).toBeLessThan(high - low);
      }),
    );
  });
});

describe("what takes a tally of scores takes the scores too", () => {
  const scores = [5, 4, 4, null];
  const tally = tallyScores(scores, oneToFive);
  const readings = {
    meanScore,
    meanScoreInterval,
    scoreDeviation,
    shareOfMaximum,
    responseCount,
    scoreShift: (answers: readonly (number | null)[] | ScoreTally, options?: ScaleOptions) =>
      scoreShift(answers, answers, options),
  };

  test.each(Object.entries(readings))("%s, with their scale", (name, reading) => {
    expect(reading(scores, { scale: oneToFive })).toEqual(reading(tally));
    expect(reading(tally, { scale: oneToFive })).toEqual(reading(tally));
    const argument = name === "scoreShift" ? "before.scale.min" : "tally.scale.min";
    expectError(
      () => reading(tally, { scale: zeroToTen }),
      "scale-mismatch",
      `${name}: ${argument} must be 0, got 1`,
      argument,
    );
    expectError(
      () => reading(scores),
      "wrong-type",
      "tallyScores: scale must be a scale such as zeroToTen or { min: 1, max: 5 }, got undefined",
      "scale",
    );
    const wrong = untyped("0-10");
    expectError(
      () => reading(tally, { scale: wrong }),
      "wrong-type",
      `${name}: scale.min must be a whole number from -10000 to 10000, got undefined`,
      "scale.min",
    );
  });

  test("countBands, on the scale of its bands", () => {
    const bands = {
      scale: oneToFive,
      bands: [
        { label: "no", from: 1 },
        { label: "yes", from: 4 },
      ],
    };
    expect(countBands(scores, bands)).toEqual([
      { label: "no", count: 0 },
      { label: "yes", count: 3 },
    ]);
  });
});
