import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  meanScore,
  mergeScores,
  oneToFive,
  responseCount,
  type ScoreTally,
  scoreDeviation,
  shareOfMaximum,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/scores.json" with { type: "json" };
import { answersOn } from "../support/scales.js";

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);

describe("responses, meanScore, scoreDeviation and shareOfMaximum", () => {
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
