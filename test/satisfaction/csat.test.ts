import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csat,
  csatInterval,
  oneToFive,
  oneToSeven,
  responseRate,
  shareExceedingGoal,
  shareInterval,
  shareMeetingGoal,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

describe("csat", () => {
  test("is the share of 4 and 5 on 1 to 5, from scores or from their tally", () => {
    expect(csat([5, 4, 3, 1])).toBe(0.5);
    expect(csat([5, 4, 3, 1, null])).toBe(0.5);
    expect(csat(tallyScores([5, 4, 3, 1], oneToFive))).toBe(0.5);
    expect(csat([5, 4, 3, 1], { satisfiedFrom: 5 })).toBe(0.25);
    expect(csat([])).toBe(null);
  });

  test("asks for the cut on every other scale", () => {
    expect(csat([7, 6, 5, 2], { scale: oneToSeven, satisfiedFrom: 6 })).toBe(0.5);
    expect(csat(tallyScores([7, 2], oneToSeven), { satisfiedFrom: 6 })).toBe(0.5);
    const message = (where: string) =>
      `${where}: satisfiedFrom must be stated on a scale other than 1 to 5, got undefined`;
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
      "wrong-type",
      "csat: options must be an object such as { scale }, got an object",
      "options",
    );
  });

  test("refuses a cut off the scale, a score off the scale and a tally of another scale", () => {
    expectError(
      () => csat([5], { satisfiedFrom: 6 }),
      "out-of-range",
      "csat: satisfiedFrom must be a whole number from 2 to 5, got 6",
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

describe("shareExceedingGoal and shareMeetingGoal", () => {
  const answers = [5, 4, 4, 2];

  test("count above the goal, and at least the goal", () => {
    expect(shareExceedingGoal(answers, { goal: 4, scale: oneToFive })).toBe(0.25);
    expect(shareMeetingGoal(answers, { goal: 4, scale: oneToFive })).toBe(0.75);
    expect(shareExceedingGoal(answers, { goal: 3.5, scale: oneToFive })).toBe(0.75);
    expect(shareMeetingGoal(answers, { goal: 3.5, scale: oneToFive })).toBe(0.75);
  });

  test("reach the ends of the scale", () => {
    expect(shareExceedingGoal(answers, { goal: 5, scale: oneToFive })).toBe(0);
    expect(shareMeetingGoal(answers, { goal: 1, scale: oneToFive })).toBe(1);
    expect(shareMeetingGoal([], { goal: 1, scale: oneToFive })).toBe(null);
  });

  test("need no scale beside a tally, and refuse one that is not its own", () => {
    const tally = tallyScores(answers, oneToFive);
    expect(shareMeetingGoal(tally, { goal: 4 })).toBe(0.75);
    expectError(
      () => shareMeetingGoal(tally, { goal: 4, scale: zeroToTen }),
      "scale-mismatch",
      "shareMeetingGoal: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
    expectError(
      () => shareMeetingGoal(answers, { goal: 4 }),
      "wrong-type",
      "tallyScores: scale must be stated, got undefined",
      "scale",
    );
  });

  test("refuse a goal off the scale", () => {
    expectError(
      () => shareExceedingGoal(answers, { goal: 6, scale: oneToFive }),
      "out-of-range",
      "shareExceedingGoal: goal must be a number from 1 to 5, got 6",
      "goal",
    );
  });

  test("differ by the answers that are the goal, and by nothing else", () => {
    fc.assert(
      fc.property(
        answersOn(zeroToTen),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (scores, x) => {
          const given = scores.filter((score) => score != null);
          if (given.length === 0) return;
          for (const goal of [x, Math.round(x)]) {
            const options = { goal, scale: zeroToTen };
            const above = given.filter((score) => score > goal).length;
            const at = given.filter((score) => score === goal).length;
            expect(shareExceedingGoal(scores, options)).toBe(above / given.length);
            expect(shareMeetingGoal(scores, options)).toBe((above + at) / given.length);
          }
        },
      ),
    );
  });
});

describe("responseRate", () => {
  test("is the answered of the invited", () => {
    expect(responseRate({ invited: 400, answered: 90 })).toEqual({
      count: 90,
      total: 400,
      share: 0.225,
    });
    expect(responseRate({ invited: 0, answered: 0 }).share).toBe(null);
  });

  test("refuses more answers than invitations, and counts that are none", () => {
    expectError(
      () => responseRate({ invited: 2, answered: 3 }),
      "out-of-range",
      "responseRate: answered must be a whole number from 0 to 2, got 3",
      "answered",
    );
    expectError(
      () => responseRate({ invited: 2.5, answered: 1 }),
      "not-whole",
      "responseRate: invited must be a whole number from 0 to 1000000000000000, got 2.5",
      "invited",
    );
  });
});
