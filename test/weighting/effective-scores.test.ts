import { describe, expect, test } from "vitest";
import {
  cesMeanV1,
  countBands,
  csat,
  csatInterval,
  type EffectiveScores,
  effectiveCounts,
  explainChange,
  levelShares,
  meanScore,
  meanScoreInterval,
  meanScoreIntervalAnytime,
  mergeScoresBy,
  netSatisfaction,
  netSatisfactionDifference,
  nonResponseBounds,
  nps,
  npsCounts,
  npsDifference,
  npsDifferenceAnytime,
  npsHomogeneity,
  npsInterval,
  npsIntervalAnytime,
  npsIntervalWald,
  npsPosterior,
  oneToFive,
  postStratify,
  recommendationLevels,
  responseCount,
  type ScoreTally,
  scoreDeviation,
  scoreShift,
  shareOfMaximum,
  suppressSmallGroups,
  tallyScores,
  tallyWeightedScores,
  themeImpact,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/weighting.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const [{ scores, weights }] = reference.weighted;
const survey = tallyWeightedScores({ score: scores, weight: weights }, zeroToTen);
const counts = effectiveCounts(survey);
const cuts = { satisfiedFrom: 8, dissatisfiedTo: 6 };
const level = { confidence: 0.9 };

/** Every reading and difference of scores, each with what it takes beside them. */
const readings: Record<string, (answers: ScoreTally | EffectiveScores) => unknown> = {
  nps: (answers) => nps(answers),
  npsCounts: (answers) => npsCounts(answers),
  npsInterval: (answers) => npsInterval(answers, level),
  npsIntervalWald: (answers) => npsIntervalWald(answers, level),
  npsDifference: (answers) => npsDifference(answers, [10, 9, 3], level),
  npsHomogeneity: (answers) => npsHomogeneity([answers, [10, 9, 3]]),
  npsPosterior: (answers) =>
    npsPosterior(answers, { prior: { promoters: 1, passives: 1, detractors: 1 } }),
  csat: (answers) => csat(answers, { satisfiedFrom: 8 }),
  csatInterval: (answers) => csatInterval(answers, { satisfiedFrom: 8, ...level }),
  netSatisfaction: (answers) => netSatisfaction(answers, cuts),
  netSatisfactionDifference: (answers) =>
    netSatisfactionDifference(answers, tallyScores([10, 9, 3], zeroToTen), cuts),
  responseCount: (answers) => responseCount(answers),
  meanScore: (answers) => meanScore(answers),
  meanScoreInterval: (answers) => meanScoreInterval(answers, level),
  scoreDeviation: (answers) => scoreDeviation(answers),
  shareOfMaximum: (answers) => shareOfMaximum(answers),
  scoreShift: (answers) => scoreShift(answers, tallyScores([10, 9, 3], zeroToTen)),
  levelShares: (answers) => levelShares(answers),
  countBands: (answers) => countBands(answers, recommendationLevels),
};

describe("effective counts", () => {
  test("give the weighted score, and intervals by what the answers are worth", () => {
    const { kish, nps: ofReading } = reference.effective;
    expectClose(npsInterval(counts), { value: kish.value, low: kish.low, high: kish.high });
    const { value, low, high } = ofReading;
    expectClose(npsInterval(effectiveCounts(survey, { reading: nps })), { value, low, high });
  });

  test("give weighted means and shares", () => {
    const { meanScore: mean, csat: share } = reference.weighted[0].readings;
    expectClose({ mean: meanScore(counts) }, { mean: mean.value });
    expectClose({ share: csat(counts, { satisfiedFrom: 8 }) }, { share: share.value });
  });

  test.each(Object.entries(readings))(
    "are to %s as the tally where all weights are alike",
    (_, reading) => {
      const alike = tallyWeightedScores({ score: scores, weight: scores.map(() => 1) }, zeroToTen);
      const plain = reading(tallyScores(scores, zeroToTen));
      // Weights of 1 leave whole counts, to the last digit.
      expect(reading(effectiveCounts(alike))).toEqual(plain);
      expect(plain).not.toBeNull();
    },
  );

  test.each(Object.entries(readings))("are to %s nobody where all weights are 0", (_, reading) => {
    const weightless = tallyWeightedScores({ score: [9, 3], weight: [0, 0] }, zeroToTen);
    expect(reading(effectiveCounts(weightless))).toEqual(reading(tallyScores([], zeroToTen)));
  });

  test.each(Object.entries(readings))("are refused by %s if they are invalid", (_, reading) => {
    const wrong = (change: object) => () => reading(untyped({ ...counts, ...change }));
    expect(wrong({ kind: "effective" })).toThrow(
      /must be a tally, as tallyScores makes it, got an object$/,
    );
    expect(wrong({ counts: [0, -0.5, ...counts.counts.slice(2)] })).toThrow(
      /at index 1 .* got -0\.5$/,
    );
    expect(wrong({ counts: [0, "1", ...counts.counts.slice(2)] })).toThrow(
      /at index 1 .* got "1"$/,
    );
    expect(wrong({ counts: [0, 1e16, ...counts.counts.slice(2)] })).toThrow(/at index 1 /);
  });

  test("keep to the scale of the reading", () => {
    const five = effectiveCounts(tallyWeightedScores({ score: [5], weight: [2] }, oneToFive));
    expect(cesMeanV1(five)).toBe(5);
    expectError(
      () => nps(five),
      "scale-mismatch",
      "nps: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
  });

  test("are refused where it matters how many people answered", () => {
    const refused: [call: () => unknown, where: string, argument: string][] = [
      [() => nonResponseBounds(untyped(counts), { invited: 20 }), "nonResponseBounds", "answers"],
      [() => themeImpact(untyped(counts), [10, 9, 3]), "themeImpact", "theme"],
      [() => themeImpact([10, 9, 3], untyped(counts)), "themeImpact", "rest"],
      [() => npsIntervalAnytime(untyped(counts)), "npsIntervalAnytime", "answers"],
      [() => npsDifferenceAnytime([10, 9], untyped(counts)), "npsDifferenceAnytime", "after"],
      [() => meanScoreIntervalAnytime(untyped(counts)), "meanScoreIntervalAnytime", "answers"],
    ];
    for (const [call, where, argument] of refused) {
      const message = `${where}: ${argument} must be scores, their tally or counts of people, not effective counts, got an object`;
      expectError(call, "bad-tally", message, argument);
    }
  });

  test("are refused where tallies are merged, hidden or taken apart", () => {
    const groups = untyped([{ by: "DE", tally: counts }]);
    const mergeable = [
      () => mergeScoresBy([groups, groups]),
      () => suppressSmallGroups(groups, 5),
      () => explainChange(groups, groups),
      () => postStratify(groups, [{ by: "DE", share: 1 }]),
    ];
    for (const call of mergeable)
      expect(call).toThrow(/must be a tally, as tallyScores makes it, got an object$/);
  });
});
