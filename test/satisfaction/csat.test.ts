import { describe, expect, test } from "vitest";
import {
  csat,
  csatInterval,
  oneToFive,
  oneToSeven,
  shareInterval,
  tallyScores,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

describe("csat", () => {
  test("is the share of 4 and 5 on 1 to 5, from scores or from their tally", () => {
    expect(csat([5, 4, 3, 1])).toBe(0.5);
    expect(csat([5, 4, 3, 1, null])).toBe(0.5);
    expect(csat(tallyScores([5, 4, 3, 1], oneToFive))).toBe(0.5);
    expect(csat([5, 4, 3, 1], { satisfiedFrom: 5 })).toBe(0.25);
    expect(csat([])).toBe(null);
  });

  test("takes a cut between two points, which no answer is equal to", () => {
    expect(csat([5, 4, 4, 2], { satisfiedFrom: 3.5 })).toBe(0.75);
    expect(csat([5, 4, 4, 2], { satisfiedFrom: 4.5 })).toBe(0.25);
    expect(csat([5, 4, 4, 2], { satisfiedFrom: 1 })).toBe(1);
    expect(csatInterval([5, 4, 4, 2], { satisfiedFrom: 3.5 })).toEqual(
      shareInterval({ count: 3, total: 4 }),
    );
  });

  test("asks for the cut on every other scale", () => {
    expect(csat([7, 6, 5, 2], { scale: oneToSeven, satisfiedFrom: 6 })).toBe(0.5);
    expect(csat(tallyScores([7, 2], oneToSeven), { satisfiedFrom: 6 })).toBe(0.5);
    const message = (where: string) =>
      `${where}: satisfiedFrom must be the lowest satisfied score (only on 1 to 5 may it be left out), got undefined`;
    for (const scale of [oneToSeven, { min: 0, max: 5 }, { min: 1, max: 4 }]) {
      expectError(() => csat([4], { scale }), "wrong-type", message("csat"), "satisfiedFrom");
      const tally = tallyScores([4], scale);
      expectError(
        () => csatInterval(tally),
        "wrong-type",
        message("csatInterval"),
        "satisfiedFrom",
      );
    }
  });

  test("refuses a scale in the place of the options", () => {
    expectError(
      () => csat([5, 4, 3], untyped(oneToSeven)),
      "unknown-option",
      'csat: options must be like { scale, satisfiedFrom }, got "min"',
      "options",
    );
  });

  test("refuses a cut off the scale, a score off the scale and a tally of another scale", () => {
    expectError(
      () => csat([5], { satisfiedFrom: 6 }),
      "out-of-range",
      "csat: satisfiedFrom must be a number from 1 to 5, got 6",
      "satisfiedFrom",
    );
    expectError(
      () => csat([5, 7]),
      "out-of-range",
      "tallyScores: score at index 1 must be a whole number from 1 to 5, got 7",
      "score",
      1,
    );
    expectError(
      () => csat(tallyScores([7], oneToSeven), { scale: oneToFive }),
      "scale-mismatch",
      "csat: tally.scale.max must be 5, got 7",
      "tally.scale.max",
    );
  });
});

describe("csatInterval", () => {
  test("is the interval of that share", () => {
    const answers = [5, 4, 4, 2, 1, 5];
    expect(csatInterval(answers)).toEqual(shareInterval({ count: 4, total: 6 }));
    expect(csatInterval(answers, { confidence: 0.8, satisfiedFrom: 5 })).toEqual(
      shareInterval({ count: 2, total: 6 }, { confidence: 0.8 }),
    );
    expect(csatInterval([null])).toBe(null);
  });
});
