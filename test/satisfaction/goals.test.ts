import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  oneToFive,
  shareExceedingGoal,
  shareMeetingGoal,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

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
