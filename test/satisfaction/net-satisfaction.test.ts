import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  netSatisfaction,
  netSatisfactionDifference,
  netSatisfactionInterval,
  npsDifference,
  npsInterval,
  oneToFive,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

const cuts = { satisfiedFrom: 4, dissatisfiedTo: 2, scale: oneToFive };
const npsCuts = { satisfiedFrom: 9, dissatisfiedTo: 6, scale: zeroToTen };

describe("netSatisfaction", () => {
  test("is the satisfied less the dissatisfied, in points", () => {
    expect(netSatisfaction([5, 4, 3, 1], cuts)).toBe(25); // 100 × (2 − 1) ÷ 4
    expect(netSatisfaction([3, 3], cuts)).toBe(0);
    expect(netSatisfaction([null], cuts)).toBe(null);
    expect(netSatisfaction(tallyScores([1, 5, 5], oneToFive), { ...cuts, scale: undefined })).toBe(
      100 / 3,
    );
  });

  test("refuses cuts that overlap or lie off the scale", () => {
    expectError(
      () => netSatisfaction([5], { ...cuts, dissatisfiedTo: 4 }),
      "out-of-range",
      "netSatisfaction: dissatisfiedTo must be a whole number from 1 to 3, got 4",
      "dissatisfiedTo",
    );
    expectError(
      () => netSatisfaction([5], { ...cuts, satisfiedFrom: untyped(undefined) }),
      "wrong-type",
      "netSatisfaction: satisfiedFrom must be a whole number from 2 to 5, got undefined",
      "satisfiedFrom",
    );
  });

  test("with the cuts of NPS is NPS", () => {
    fc.assert(
      fc.property(answersOn(zeroToTen), (scores) => {
        const given = scores.filter((score) => score != null);
        const net = netSatisfaction(scores, {
          satisfiedFrom: 9,
          dissatisfiedTo: 6,
          scale: zeroToTen,
        });
        const points = given.map((score) => (score >= 9 ? 1 : score <= 6 ? -1 : 0) as number);
        const sum = points.reduce((a, b) => a + b, 0);
        expect(net).toBe(given.length === 0 ? null : (100 * sum) / given.length + 0);
      }),
    );
  });
});

describe("netSatisfactionInterval", () => {
  test("with the cuts of NPS is the interval of NPS", () => {
    const confidence = fc.constantFrom(0.8, 0.95, undefined);
    fc.assert(
      fc.property(answersOn(zeroToTen), confidence, (scores, confidence) => {
        const expected = npsInterval(scores, { confidence });
        expect(netSatisfactionInterval(scores, { ...npsCuts, confidence })).toEqual(expected);
      }),
    );
  });

  test("takes a tally, and says its own name", () => {
    const tally = tallyScores([5, 4, 3, 1], oneToFive);
    const options = { satisfiedFrom: 4, dissatisfiedTo: 2 };
    expect(netSatisfactionInterval(tally, options)?.value).toBe(25);
    expectError(
      () => netSatisfactionInterval(tally, { ...options, confidence: 0 }),
      "out-of-range",
      "netSatisfactionInterval: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
    expectError(
      () => netSatisfactionInterval(tally, { ...options, satisfiedFrom: 1 }),
      "out-of-range",
      "netSatisfactionInterval: satisfiedFrom must be a whole number from 2 to 5, got 1",
      "satisfiedFrom",
    );
  });
});

describe("netSatisfactionDifference", () => {
  test("with the cuts of NPS is the difference of NPS", () => {
    fc.assert(
      fc.property(answersOn(zeroToTen), answersOn(zeroToTen), (before, after) => {
        const expected = npsDifference(before, after, { confidence: 0.9 });
        const options = { ...npsCuts, confidence: 0.9 };
        expect(netSatisfactionDifference(before, after, options)).toEqual(expected);
      }),
    );
    expect(netSatisfactionDifference([5, 1], [5, 4, 3], cuts)?.confidence).toBe(0.95);
  });

  test("refuses cuts that overlap, by its own name", () => {
    expectError(
      () => netSatisfactionDifference([5], [4], { ...cuts, dissatisfiedTo: 5 }),
      "out-of-range",
      "netSatisfactionDifference: dissatisfiedTo must be a whole number from 1 to 3, got 5",
      "dissatisfiedTo",
    );
  });
});
