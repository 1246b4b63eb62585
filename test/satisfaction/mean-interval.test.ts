import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Estimate,
  meanScore,
  meanScoreInterval,
  oneToFive,
  tallyScores,
} from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const someScores = fc.array(fc.integer(oneToFive), { minLength: 2 });
const intervalOf = (scores: readonly number[], confidence = 0.95) =>
  meanScoreInterval(tallyScores(scores, oneToFive), { confidence }) as Estimate;

describe("meanScoreInterval", () => {
  test("agrees with t.test of R", () => {
    expect(reference.mean.length).toBeGreaterThan(10);
    for (const { min, counts, confidence, value, low, high } of reference.mean) {
      const scale = { min, max: min + counts.length - 1 };
      const interval = meanScoreInterval(
        { kind: "scores", scale, counts, missing: 0 },
        { confidence },
      );
      expectClose(interval, { value, low, high, confidence });
    }
  });

  test("is null for fewer than two answers, and has no width where all are alike", () => {
    expect(meanScoreInterval(tallyScores([], oneToFive))).toBe(null);
    expect(meanScoreInterval(tallyScores([5, null], oneToFive))).toBe(null);
    expect(intervalOf([4, 4, 4])).toEqual({ value: 4, low: 4, high: 4, confidence: 0.95 });
  });

  test("refuses what is no tally, and a confidence that is none", () => {
    expectError(
      () => meanScoreInterval(untyped([5, 4])),
      "bad-tally",
      "meanScoreInterval: tally must be a ScoreTally, got an object",
      "tally",
    );
    expectError(
      () => meanScoreInterval(tallyScores([], oneToFive), { confidence: -1 }),
      "out-of-range",
      "meanScoreInterval: confidence must be between 0 and 1, such as 0.95, got -1",
      "confidence",
    );
  });

  test("has the mean in its middle, widens with confidence and narrows when counts double", () => {
    const width = ({ low, high }: Estimate) => high - low;
    fc.assert(
      fc.property(someScores, (scores) => {
        const { value, low, high } = intervalOf(scores);
        expect(value).toBe(meanScore(tallyScores(scores, oneToFive)));
        expect((low + high) / 2).toBeCloseTo(value, 10);
        fc.pre(high > low);
        expect(width(intervalOf(scores, 0.99))).toBeGreaterThan(high - low);
        expect(width(intervalOf([...scores, ...scores]))).toBeLessThan(high - low);
      }),
    );
  });
});
