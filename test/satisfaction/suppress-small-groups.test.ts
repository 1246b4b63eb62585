import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  responseCount,
  type ScoreGroup,
  suppressSmallGroups,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

/** Groups named by their place, with so many answers each, and one who gave none. */
const groupsOf = (sizes: readonly number[]): ScoreGroup<number>[] =>
  sizes.map((size, by) => ({
    by,
    tally: tallyScores([...Array<number>(size).fill(9), null], zeroToTen),
  }));
const hiddenOf = (sizes: readonly number[], smallest: number) =>
  suppressSmallGroups(groupsOf(sizes), smallest).flatMap(({ by, tally }) => (tally ? [] : [by]));

describe("suppressSmallGroups", () => {
  test("hides the groups with fewer answers, and shows the others as they are", () => {
    const groups = groupsOf([20, 4, 7, 3, 5]);
    const shown = suppressSmallGroups(groups, 5);
    expect(shown.map(({ by }) => by)).toEqual([0, 1, 2, 3, 4]);
    expect(shown[0]).toEqual(groups[0]);
    expect(hiddenOf([20, 4, 7, 3, 5], 5)).toEqual([1, 3]); // 4 + 3 ≥ 5
    expect(hiddenOf([20, 7, 5], 5)).toEqual([]);
    expect(suppressSmallGroups([], 5)).toEqual([]);
  });

  test("never hides one group alone, which a total would give away", () => {
    expect(hiddenOf([20, 4, 7, 30], 5)).toEqual([1, 2]);
    expect(hiddenOf([4, 30], 5)).toEqual([0, 1]);
  });

  test("hides as many answers as may be shown at least, or a total would show fewer", () => {
    expect(hiddenOf([20, 2, 7, 2, 30], 5)).toEqual([1, 2, 3]); // 2 + 2 < 5
    expect(hiddenOf([1, 1, 1, 1, 1, 9], 5)).toEqual([0, 1, 2, 3, 4]); // just 5
    expect(hiddenOf([1, 1, 1], 5)).toEqual([0, 1, 2]); // and nothing is left to hide
  });

  test("hides groups without answers, behind which nobody can hide", () => {
    expect(hiddenOf([20, 0, 7, 30], 5)).toEqual([1]); // a total gives nobody away
    expect(hiddenOf([20, 4, 0, 7, 30], 5)).toEqual([1, 2, 3]);
    expect(hiddenOf([0, 1, 2], 1)).toEqual([0]);
  });

  test("of equal groups hides the first one", () => {
    expect(hiddenOf([7, 30, 7, 4], 5)).toEqual([0, 3]);
    expect(hiddenOf([8, 7, 4, 7], 5)).toEqual([1, 2]);
  });

  test("counts answers, not those who were asked", () => {
    const tally = tallyScores([10, null, null, null, null, null], zeroToTen);
    expect(suppressSmallGroups([{ by: -1, tally }, ...groupsOf([9, 20])], 5)[0].tally).toBe(null);
  });

  test("refuses anything but a list of groups, and a number that is not whole", () => {
    expectError(
      () => suppressSmallGroups(groupsOf([1]), 0),
      "out-of-range",
      "suppressSmallGroups: smallest must be a whole number, 1 or more, got 0",
      "smallest",
    );
    expectError(
      () => suppressSmallGroups(groupsOf([1]), 2.5),
      "not-whole",
      "suppressSmallGroups: smallest must be a whole number, 1 or more, got 2.5",
      "smallest",
    );
    expectError(
      () => suppressSmallGroups(untyped(null), 5),
      "wrong-type",
      "suppressSmallGroups: groups must be a list of groups, got null",
      "groups",
    );
    for (const [group, shown] of [
      [null, "null"],
      [[10, 9], "an array"],
    ]) {
      expectError(
        () => suppressSmallGroups(untyped([...groupsOf([9]), group]), 5),
        "wrong-type",
        `suppressSmallGroups: groups at index 1 must be { by, tally }, got ${shown}`,
        "groups",
        1,
      );
    }
    expectError(
      () => suppressSmallGroups(untyped([{ by: "a", tally: { kind: "scores" } }]), 5),
      "bad-tally",
      "suppressSmallGroups: groups.tally must be a tally, as tallyScores makes it, got an object",
      "groups.tally",
    );
  });

  test("shows no small group, and gives none away by the total", () => {
    const anySizes = fc.array(fc.nat(15), { maxLength: 12 });
    fc.assert(
      fc.property(anySizes, fc.integer({ min: 1, max: 12 }), (sizes, smallest) => {
        const groups = groupsOf(sizes);
        const shown = suppressSmallGroups(groups, smallest);
        const hidden = sizes.filter((_, i) => shown[i].tally === null);
        const held = hidden.reduce((a, b) => a + b, 0);
        const withAnswers = hidden.filter((size) => size > 0).length;
        shown.forEach(({ by, tally }, i) => {
          expect(by).toBe(i);
          if (tally) expect(tally).toBe(groups[i].tally);
          if (tally) expect(responseCount(tally)).toBeGreaterThanOrEqual(smallest);
        });
        if (hidden.length < sizes.length && withAnswers > 0) {
          expect(withAnswers).toBeGreaterThan(1);
          expect(held).toBeGreaterThanOrEqual(smallest);
        }
        // And no more than it takes: without the largest of those that are not small, it would not do.
        const large = hidden.filter((size) => size >= smallest);
        if (large.length === 0) return;
        const rest = held - Math.max(...large);
        expect(withAnswers === 2 || rest < smallest).toBe(true);
      }),
    );
  });
});
