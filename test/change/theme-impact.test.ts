import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type NpsCounts,
  nps,
  oneToTen,
  tallyScores,
  themeImpact,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/explainedChange.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";

const countsOf = ([promoters, passives, detractors]: readonly number[]): NpsCounts => ({
  promoters,
  passives,
  detractors,
});

describe("themeImpact", () => {
  test.each(reference.themes.map((one, i) => [i, one] as const))(
    "is what NumPy finds by counting each answer a little more (%i)",
    (_, { theme, rest, value, low, high }) => {
      expectClose(themeImpact(countsOf(theme), countsOf(rest)), { value, low, high });
    },
  );

  test("says what it is made of, of counts, tallies and scores", () => {
    // 6 − 24 of 40, 94 − 26 of 160, and 100 − 50 of 200
    const parts = { share: 0.2, theme: -45, rest: 42.5, overall: 25 };
    expect(themeImpact(countsOf([6, 10, 24]), countsOf([94, 40, 26]))).toMatchObject(parts);
    const impact = themeImpact([3], tallyScores([10, 9, 3], zeroToTen), { confidence: 0.9 });
    expect(impact).toMatchObject({ share: 0.25, theme: -100, overall: 0, confidence: 0.9 });
    expect(themeImpact([1], [10], { scale: oneToTen })?.theme).toBe(-100);
  });

  test("is null if no answer mentions the theme, or all do", () => {
    expect(themeImpact([], [10])).toBeNull();
    expect(themeImpact([10], [])).toBeNull();
    expect(themeImpact([null], [])).toBeNull();
  });

  test("ends at ± 200 points", () => {
    // ½ (100 + 100), by a reach of 1.96 × 70.7
    expect(themeImpact([10], [0])).toMatchObject({ value: 100, high: 200 });
    expect(themeImpact([0], [10])).toMatchObject({ value: -100, low: -200 });
  });

  test("refuses wrong answers and options", () => {
    expectError(
      () => themeImpact([11], []),
      "out-of-range",
      "tallyScores: score at index 0 must be a whole number from 0 to 10, got 11",
      "score",
      0,
    );
    expectError(
      () => themeImpact([], [], { confidence: 95 }),
      "out-of-range",
      "themeImpact: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => themeImpact([], [], untyped({ level: 0.95 })),
      "unknown-option",
      'themeImpact: options must be like { scale, confidence }, got "level"',
      "options",
    );
  });

  test("is the score of all less that of the rest", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (theme, rest) => {
        const all = {
          promoters: theme.promoters + rest.promoters,
          passives: theme.passives + rest.passives,
          detractors: theme.detractors + rest.detractors,
        };
        const difference = (nps(all) as number) - (nps(rest) as number);
        expect(Math.abs((themeImpact(theme, rest)?.value as number) - difference)).toBeLessThan(
          1e-11,
        );
      }),
    );
  });

  test("turns into its negative when promoters and detractors swap, and keeps its value when all counts double", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (theme, rest) => {
        const impact = themeImpact(theme, rest);
        const turned = themeImpact(mirrored(theme), mirrored(rest));
        expectClose(turned, {
          value: -(impact?.value as number),
          low: -(impact?.high as number),
          high: -(impact?.low as number),
        });
        expectClose(themeImpact(times(2, theme), times(2, rest)), {
          value: impact?.value as number,
        });
      }),
    );
  });
});
