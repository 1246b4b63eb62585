import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectationLevels,
  type Levels,
  levelShares,
  npsCategory,
  npsCounts,
  oneToSeven,
  recommendationLevels,
  type SatisfactionOutcome,
  satisfactionLevel,
  shareInterval,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { answersOn } from "../support/scales.js";

const ladder: SatisfactionOutcome[] = ["below", "meets", "exceeds", "delights", "amazes"];

const onSeven: Levels = {
  scale: oneToSeven,
  bands: [
    { label: "below", from: 1 },
    { label: "meets", from: 4 },
    { label: "exceeds", from: 5 },
    { label: "delights", from: 6 },
    { label: "amazes", from: 7 },
  ],
};

describe("satisfactionLevel", () => {
  test("cuts 0 to 10 by convention: below 0–6, meets 7, exceeds 8, delights 9, amazes 10", () => {
    const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((score) => satisfactionLevel(score));
    expect(levels).toEqual([...Array(7).fill("below"), "meets", "exceeds", "delights", "amazes"]);
  });

  test("takes one level a point on an expectation question, and cuts of one's own", () => {
    const five = [1, 2, 3, 4, 5].map((score) => satisfactionLevel(score, expectationLevels));
    expect(five).toEqual(ladder);
    const seven = [1, 2, 3, 4, 5, 6, 7].map((score) => satisfactionLevel(score, onSeven));
    expect(seven).toEqual(["below", "below", "below", "meets", "exceeds", "delights", "amazes"]);
  });

  test("never takes another scale for its own", () => {
    expectError(
      () => satisfactionLevel(6, expectationLevels),
      "out-of-range",
      "satisfactionLevel: score must be a whole number from 1 to 5, got 6",
      "score",
    );
  });

  test.each([
    ["9", "wrong-type", '"9"'],
    [true, "wrong-type", "true"],
    [9n, "wrong-type", "9n"],
    [null, "wrong-type", "null"],
    [6.5, "not-whole", "6.5"],
    [Number.NaN, "not-whole", "NaN"],
    [11, "out-of-range", "11"],
    [-1, "out-of-range", "-1"],
  ] as const)("refuses %s", (score, code, shown) => {
    expectError(
      () => satisfactionLevel(untyped(score)),
      code,
      `satisfactionLevel: score must be a whole number from 0 to 10, got ${shown}`,
      "score",
    );
  });

  test("refuses a ladder with rungs missing, swapped or renamed", () => {
    const { scale, bands } = recommendationLevels;
    const swapped = bands.map(({ from }, i) => ({ label: ladder[4 - i], from }));
    for (const wrong of [bands.slice(0, 4), swapped, [{ label: "meets", from: 0 } as const]]) {
      const names = wrong.map(({ label }) => label).join(", ");
      expectError(
        () => satisfactionLevel(5, { scale, bands: wrong }),
        "options-mismatch",
        `satisfactionLevel: levels.label must be below, meets, exceeds, delights, amazes, got "${names}"`,
        "levels.label",
      );
    }
  });

  test("splits the NPS categories without moving their cuts", () => {
    for (let score = 0; score <= 10; score++) {
      const category = { below: "detractor", meets: "passive", exceeds: "passive" } as const;
      const level = satisfactionLevel(score);
      const expected = level === "delights" || level === "amazes" ? "promoter" : category[level];
      expect(npsCategory(score)).toBe(expected);
    }
  });
});

describe("levelShares", () => {
  test("counts each level, and each level or better, with the cuts it was made with", () => {
    expect(levelShares([10, 10, 9, 8, 3, null])).toEqual([
      { level: "below", from: 0, count: 1, total: 5, share: 0.2, atLeastCount: 5, atLeast: 1 },
      { level: "meets", from: 7, count: 0, total: 5, share: 0, atLeastCount: 4, atLeast: 0.8 },
      { level: "exceeds", from: 8, count: 1, total: 5, share: 0.2, atLeastCount: 4, atLeast: 0.8 },
      { level: "delights", from: 9, count: 1, total: 5, share: 0.2, atLeastCount: 3, atLeast: 0.6 },
      { level: "amazes", from: 10, count: 2, total: 5, share: 0.4, atLeastCount: 2, atLeast: 0.4 },
    ]);
  });

  test("reads a tally, and is null without answers", () => {
    const scores = [7, 7, 4, 1];
    expect(levelShares(tallyScores(scores, oneToSeven), onSeven)).toEqual(
      levelShares(scores, onSeven),
    );
    for (const { count, total, share, atLeast } of levelShares([null])) {
      expect({ count, total, share, atLeast }).toEqual({
        count: 0,
        total: 0,
        share: null,
        atLeast: null,
      });
    }
  });

  test("gives rows that shareInterval takes", () => {
    const [, , , , amazes] = levelShares([10, 10, 9, 8, 3]);
    expect(shareInterval(amazes)).toEqual(shareInterval({ count: 2, total: 5 }));
  });

  test("refuses a tally of another scale, naming itself", () => {
    expectError(
      () => levelShares(tallyScores([5], zeroToTen), expectationLevels),
      "scale-mismatch",
      "levelShares: tally.scale.min must be 1, got 0",
      "tally.scale.min",
    );
    expectError(
      () => levelShares([5, 6], expectationLevels),
      "out-of-range",
      "tallyScores: score at index 1 must be a whole number from 1 to 5, got 6",
      "score",
      1,
    );
  });

  test("adds up to all answers, falls up the ladder, and agrees with the NPS counts", () => {
    fc.assert(
      fc.property(answersOn(zeroToTen), (answers) => {
        const rows = levelShares(answers);
        const given = answers.filter((answer) => answer != null);
        expect(rows.map(({ level }) => level)).toEqual(ladder);
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
        const { promoters, passives, detractors } = npsCounts(answers);
        const [below, meets, exceeds, delights, amazes] = rows.map(({ count }) => count);
        expect([below, meets + exceeds, delights + amazes]).toEqual([
          detractors,
          passives,
          promoters,
        ]);
        if (given.length === 0) return;
        expect(rows[0].atLeast).toBe(1);
        expect(rows[4].atLeast).toBe(rows[4].share);
        for (let i = 1; i < 5; i++) {
          const [before, here] = [rows[i - 1].atLeast as number, rows[i].atLeast as number];
          expect(here).toBeLessThanOrEqual(before);
        }
        for (const { level, count } of rows) {
          expect(given.filter((score) => satisfactionLevel(score) === level)).toHaveLength(count);
        }
      }),
    );
  });
});
