import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lifetimesFromSurvivors, mergeLifetimes, tallyLifetimes } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

describe("lifetimesFromSurvivors", () => {
  test("counts who left at each renewal, and censors who is still there", () => {
    // 3 start, 2 stay, 1 stays; of the others 2 start and both stay.
    const each = tallyLifetimes({ duration: [1, 2, 2, 1, 1], left: [1, 1, 0, 0, 0] });
    expect(
      lifetimesFromSurvivors([
        [3, 2, 1],
        [2, 2],
      ]),
    ).toEqual(each);
  });

  test("takes any iterable, and lines that are empty, short or all alike", () => {
    expect(lifetimesFromSurvivors([])).toEqual(tallyLifetimes([]));
    expect(lifetimesFromSurvivors(new Set([[], [0]]))).toEqual(tallyLifetimes([]));
    expect(lifetimesFromSurvivors([[4]])).toEqual(
      tallyLifetimes({ duration: [0, 0, 0, 0], left: [0, 0, 0, 0] }),
    );
    expect(lifetimesFromSurvivors([[2, 2, 2, 0]])).toEqual(
      tallyLifetimes({ duration: [3, 3], left: [1, 1] }),
    );
  });

  test.each([
    [
      undefined,
      "wrong-type",
      "cohorts",
      undefined,
      "cohorts must be a list of lists of numbers, got undefined",
    ],
    [5, "wrong-type", "cohorts", undefined, "cohorts must be a list of lists of numbers, got 5"],
    [
      [100, 80],
      "wrong-type",
      "cohorts[0]",
      undefined,
      "cohorts[0] must be a list of numbers, got 100",
    ],
    [
      [[9], [5, 6]],
      "out-of-range",
      "cohorts[1]",
      1,
      "cohorts[1] at index 1 must be a whole number from 0 to 5, got 6",
    ],
    [
      [[5, 4.5]],
      "not-whole",
      "cohorts[0]",
      1,
      "cohorts[0] at index 1 must be a whole number from 0 to 5, got 4.5",
    ],
    [
      [new Array(1)],
      "wrong-type",
      "cohorts[0]",
      0,
      "cohorts[0] at index 0 must be a whole number, 0 or more, got undefined",
    ],
  ] as const)("refuses %j", (cohorts, code, argument, index, message) => {
    expectError(
      () => lifetimesFromSurvivors(untyped(cohorts)),
      code,
      `lifetimesFromSurvivors: ${message}`,
      argument,
      index,
    );
  });

  test("gives of cohorts together what merging gives of each", () => {
    const line = fc
      .array(fc.nat(50), { minLength: 1, maxLength: 6 })
      .map((counts) => [...counts].sort((a, b) => b - a));
    fc.assert(
      fc.property(line, line, (one, other) => {
        const [a, b] = [one, other].map((counts) => lifetimesFromSurvivors([counts]));
        expect(mergeLifetimes([a, b])).toEqual(lifetimesFromSurvivors([one, other]));
      }),
    );
  });
});
