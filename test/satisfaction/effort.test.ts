import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cesAgreementV2,
  cesAgreementV2Interval,
  cesMeanV1,
  cesMeanV1Interval,
  type Estimate,
  meanScoreInterval,
  netEasy,
  netEasyInterval,
  oneToFive,
  oneToSeven,
  reverseScore,
  shareInterval,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import proportions from "../reference/share.json" with { type: "json" };
import scores from "../reference/tango.json" with { type: "json" };
import means from "../reference/twoSamples.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

const tallyOf = (counts: readonly number[], scale = oneToSeven) =>
  ({ kind: "scores", scale, counts, missing: 0 }) as const;

describe("cesMeanV1", () => {
  test("is the mean of 1 to 5, from scores or from their tally", () => {
    expect(cesMeanV1([1, 2, 2, 5])).toBe(2.5);
    expect(cesMeanV1([1, 2, 2, 5, null])).toBe(2.5);
    expect(cesMeanV1(tallyScores([1, 2, 2, 5], oneToFive))).toBe(2.5);
    expect(cesMeanV1([null])).toBe(null);
  });

  test("refuses answers of another scale", () => {
    expectError(
      () => cesMeanV1([3, 6]),
      "out-of-range",
      "tallyScores: score at index 1 must be a whole number from 1 to 5, got 6",
      "score",
      1,
    );
    expectError(
      () => cesMeanV1(tallyScores([6], oneToSeven)),
      "scale-mismatch",
      "cesMeanV1: tally.scale.max must be 5, got 7",
      "tally.scale.max",
    );
  });
});

describe("cesMeanV1Interval", () => {
  test("agrees with t.test of R", () => {
    const rows = means.mean.filter(({ min, counts }) => min === 1 && counts.length === 5);
    expect(rows.length).toBeGreaterThan(5);
    for (const { counts, confidence, value, low, high } of rows) {
      const interval = cesMeanV1Interval(tallyOf(counts, oneToFive), { confidence });
      const cut = { low: Math.max(1, low), high: Math.min(5, high) };
      expectClose(interval, { value, ...cut, confidence });
    }
  });

  test("is that of the mean score, and null for fewer than two answers", () => {
    const answers = [1, 2, 2, 3, 1, 5];
    expect(cesMeanV1Interval(answers)).toEqual(meanScoreInterval(tallyScores(answers, oneToFive)));
    expect(cesMeanV1Interval([1])).toBe(null);
    expectError(
      () => cesMeanV1Interval(tallyScores([6], oneToSeven)),
      "scale-mismatch",
      "cesMeanV1Interval: tally.scale.max must be 5, got 7",
      "tally.scale.max",
    );
  });
});

describe("cesAgreementV2", () => {
  test("is the share of 5, 6 and 7, from scores or from their tally", () => {
    expect(cesAgreementV2([1, 2, 3, 4])).toBe(0);
    expect(cesAgreementV2([5, 6, 7, 4])).toBe(0.75);
    expect(cesAgreementV2(tallyScores([5, 6, 7, 4, null], oneToSeven))).toBe(0.75);
    expect(cesAgreementV2([])).toBe(null);
  });

  test("refuses answers of another scale", () => {
    expectError(
      () => cesAgreementV2([5, 8]),
      "out-of-range",
      "tallyScores: score at index 1 must be a whole number from 1 to 7, got 8",
      "score",
      1,
    );
    expectError(
      () => cesAgreementV2(tallyScores([5], oneToFive)),
      "scale-mismatch",
      "cesAgreementV2: tally.scale.max must be 7, got 5",
      "tally.scale.max",
    );
  });
});

describe("cesAgreementV2Interval", () => {
  test("agrees with Wilson's interval of statsmodels", () => {
    const rows = proportions.intervals.filter(({ total }) => total > 0);
    expect(rows.length).toBeGreaterThan(20);
    for (const { count, total, confidence, wilson } of rows) {
      const tally = tallyOf([0, 0, 0, total - count, count, 0, 0]);
      expectClose(cesAgreementV2Interval(tally, { confidence }), wilson);
    }
  });

  test("is that of the share, and null when nobody answered", () => {
    const interval = cesAgreementV2Interval([7, 6, 5, 4]);
    expect(interval).toEqual(shareInterval({ count: 3, total: 4 }));
    expect(cesAgreementV2Interval([null])).toBe(null);
  });
});

describe("netEasy", () => {
  test("is 5 to 7 less 1 to 3, in points", () => {
    expect(netEasy([7, 6, 5, 4, 2])).toBe(40); // 100 × (3 − 1) ÷ 5
    expect(netEasy([1, 2, 3])).toBe(-100);
    expect(netEasy([4])).toBe(0);
    expect(netEasy(tallyScores([7, 7, 1, null], oneToSeven))).toBe(100 / 3);
    expect(netEasy([])).toBe(null);
  });

  test("refuses answers of another scale", () => {
    expectError(
      () => netEasy([0]),
      "out-of-range",
      "tallyScores: score at index 0 must be a whole number from 1 to 7, got 0",
      "score",
      0,
    );
    expectError(
      () => netEasyInterval(tallyScores([5], zeroToTen)),
      "scale-mismatch",
      "netEasyInterval: tally.scale.min must be 1, got 0",
      "tally.scale.min",
    );
  });

  test("turns into its negative when all answers are turned round, and lies from −100 to 100", () => {
    fc.assert(
      fc.property(answersOn(oneToSeven), (answers) => {
        const turned = answers.map((score) => score && reverseScore(score, oneToSeven));
        const score = netEasy(answers);
        expect(netEasy(turned)).toBe(score === null ? null : 0 - score);
        expect(Math.abs(score ?? 0)).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("netEasyInterval", () => {
  test("agrees with the restricted likelihood solved at 40 digits", () => {
    const rows = scores.intervals.filter(({ promoters }) => Number.isInteger(promoters));
    let compared = 0;
    for (const { promoters, passives, detractors, confidence, low, high } of rows) {
      if (!Number.isInteger(passives) || !Number.isInteger(detractors)) continue;
      const tally = tallyOf([0, 0, detractors, passives, 0, 0, promoters]);
      expectClose(netEasyInterval(tally, { confidence }), { low, high });
      compared++;
    }
    expect(compared).toBeGreaterThan(200);
  });

  test("holds the score, and refuses an invalid confidence", () => {
    const { value, low, high } = netEasyInterval([7, 6, 5, 4, 2]) as Estimate;
    expect(value).toBe(40);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(netEasyInterval([null])).toBe(null);
    expectError(
      () => netEasyInterval([7], { confidence: untyped("0.95") }),
      "wrong-type",
      'netSatisfactionInterval: confidence must be between 0 and 1, such as 0.95, got "0.95"',
      "confidence",
    );
  });
});
