import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type NpsCounts,
  nps,
  npsCategory,
  npsCounts,
  npsInterval,
  oneToFive,
  oneToTen,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/tango.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";
import { answersOn } from "../support/scales.js";

const doubled = (counts: NpsCounts) => times(2, counts);

describe("npsCategory", () => {
  test("cuts 0 to 10 where Reichheld cut it", () => {
    const categories = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(npsCategory);
    expect(categories.slice(0, 7)).toEqual(Array(7).fill("detractor"));
    expect(categories.slice(7)).toEqual(["passive", "passive", "promoter", "promoter"]);
  });

  test("refuses means and anything else that is no answer", () => {
    expectError(
      () => npsCategory(6.5),
      "not-whole",
      "npsCategory: score must be a whole number from 0 to 10, got 6.5",
      "score",
    );
    expectError(
      () => npsCategory(untyped(null)),
      "wrong-type",
      "npsCategory: score must be a whole number from 0 to 10, got null",
      "score",
    );
  });
});

describe("npsCounts", () => {
  test("gives the same counts for scores, for their tally and for the counts", () => {
    const counts = { promoters: 2, passives: 1, detractors: 1 };
    const scores = [10, 9, 8, 3, null];
    expect(npsCounts(scores)).toEqual(counts);
    expect(npsCounts(tallyScores(scores, zeroToTen))).toEqual(counts);
    expect(npsCounts(counts)).toEqual(counts);
  });

  test("cuts 1 to 10 at the same points, if that scale is stated", () => {
    const scores = [1, 6, 7, 8, 9, 10];
    const counts = { promoters: 2, passives: 2, detractors: 2 };
    expect(npsCounts(scores, { scale: oneToTen })).toEqual(counts);
    expect(npsCounts(tallyScores(scores, oneToTen), { scale: oneToTen })).toEqual(counts);
  });

  test("refuses a tally of 1 to 10 where 0 to 10 is meant, and the other way round", () => {
    expectError(
      () => npsCounts(tallyScores([9], oneToTen)),
      "scale-mismatch",
      "npsCounts: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
    expectError(
      () => npsCounts(tallyScores([9], zeroToTen), { scale: oneToTen }),
      "scale-mismatch",
      "npsCounts: tally.scale.min must be 1, got 0",
      "tally.scale.min",
    );
  });

  test("refuses a third scale", () => {
    expectError(
      () => npsCounts([5], { scale: oneToFive }),
      "scale-mismatch",
      "npsCounts: scale.max must be 10, got 5",
      "scale.max",
    );
    expectError(
      () => npsCounts([5], { scale: { min: 2, max: 10 } }),
      "scale-mismatch",
      "npsCounts: scale.min must be 0, got 2",
      "scale.min",
    );
  });

  test("refuses invalid counts; fractions, from weights, are valid", () => {
    expect(npsCounts({ promoters: 1.5, passives: 0, detractors: 0.25 })).toEqual({
      promoters: 1.5,
      passives: 0,
      detractors: 0.25,
    });
    const refused: [Record<string, unknown>, "wrong-type" | "out-of-range", string, string][] = [
      [{ promoters: -1 }, "out-of-range", "promoters", "-1"],
      [{ passives: Number.NaN }, "out-of-range", "passives", "NaN"],
      [{ passives: Infinity }, "out-of-range", "passives", "Infinity"],
      [{ passives: 1e307 }, "out-of-range", "passives", "1e+307"],
      [{ detractors: "1" }, "wrong-type", "detractors", '"1"'],
      [{ detractors: undefined }, "wrong-type", "detractors", "undefined"],
    ];
    for (const [bad, code, argument, shown] of refused) {
      const over = Number(shown) > 1e15;
      expectError(
        () => npsCounts(untyped({ promoters: 1, passives: 1, detractors: 1, ...bad })),
        code,
        `npsCounts: ${argument} must be a number${over ? ` from 0 to ${1e15}` : ", 0 or more"}, got ${shown}`,
        argument,
      );
    }
  });

  test("refuses what is neither scores, a tally nor counts", () => {
    for (const [answers, shown] of [
      [null, "null"],
      [7, "7"],
      [{}, "an object"],
    ]) {
      expectError(
        () => npsCounts(untyped(answers)),
        "wrong-type",
        `tallyScores: scores must be an array or a tally, got ${shown}`,
        "scores",
      );
    }
  });

  test("counts every answer once, in the category that npsCategory names", () => {
    fc.assert(
      fc.property(answersOn(zeroToTen), (answers) => {
        const given = answers.filter((answer) => answer != null).map(npsCategory);
        const of = (category: string) => given.filter((one) => one === category).length;
        expect(npsCounts(answers)).toEqual({
          promoters: of("promoter"),
          passives: of("passive"),
          detractors: of("detractor"),
        });
      }),
    );
  });
});

describe("nps", () => {
  test("is the promoters less the detractors, of all who answered", () => {
    expect(nps([10, 9, 8, 3])).toBe(25); // 100 × (2 − 1) ÷ 4
    expect(nps([10, 9, 8, 7])).toBe(50); // passives stay in the denominator
    expect(nps({ promoters: 60, passives: 25, detractors: 15 })).toBe(45); // exactly
    expect(nps([0])).toBe(-100);
    expect(nps([10, null, undefined])).toBe(100);
  });

  test("is null when nobody answered", () => {
    expect(nps([])).toBe(null);
    expect(nps([null, undefined])).toBe(null);
    expect(nps({ promoters: 0, passives: 0, detractors: 0 })).toBe(null);
  });

  test("refuses what other packages count", () => {
    expectError(
      () => nps([6.5, 8.5]),
      "not-whole",
      "tallyScores: score at index 0 must be a whole number from 0 to 10, got 6.5",
      "score",
      0,
    );
    expectError(
      () => nps([Number.NaN, 10]),
      "not-whole",
      "tallyScores: score at index 0 must be a whole number from 0 to 10, got NaN",
      "score",
      0,
    );
  });

  test("lies from −100 to 100 and is never −0", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const score = nps(counts) as number;
        expect(score).toBeGreaterThanOrEqual(-100);
        expect(score).toBeLessThanOrEqual(100);
        expect(Object.is(score, -0)).toBe(false);
      }),
    );
    expect(nps({ promoters: -0, passives: 5, detractors: 0 })).toBe(0);
  });

  test("stays from −100 to 100 where counts are fractions, and ends there where all are alike", () => {
    const weight = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(weight, weight, fc.constantFrom(1e-17, 1e-8, 1), (promoters, other, tiny) => {
        const all = { promoters, passives: 0, detractors: 0 };
        expect(nps(all)).toBe(100);
        expect(nps(mirrored(all))).toBe(-100);
        expect(npsInterval(all)?.high).toBe(100);
        const nearly = { ...all, passives: tiny * other };
        expect(nps(nearly)).toBeLessThanOrEqual(100);
        expect(nps(mirrored(nearly))).toBe(0 - (nps(nearly) as number));
      }),
      { numRuns: 500 },
    );
  });

  test("turns into its negative when promoters and detractors swap", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        expect(nps(mirrored(counts))).toBe(0 - (nps(counts) as number));
      }),
    );
  });

  test("does not change when every count is doubled", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        expect(nps(doubled(counts))).toBe(nps(counts));
      }),
    );
  });

  test("rises with another promoter and falls with another detractor", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const score = nps(counts) as number;
        expect(nps({ ...counts, promoters: counts.promoters + 1 })).toBeGreaterThanOrEqual(score);
        expect(nps({ ...counts, detractors: counts.detractors + 1 })).toBeLessThanOrEqual(score);
      }),
    );
  });
});

describe("npsInterval", () => {
  test("agrees with the restricted likelihood solved at 40 digits", () => {
    expect(reference.intervals.length).toBeGreaterThan(300);
    for (const { confidence, low, high, ...counts } of reference.intervals) {
      const interval = npsInterval(counts, { confidence });
      expect(Math.abs((interval?.low as number) - low)).toBeLessThan(1e-9);
      expect(Math.abs((interval?.high as number) - high)).toBeLessThan(1e-9);
    }
  });

  test("agrees with the limits that were published", () => {
    expect(reference.published.length).toBeGreaterThan(3);
    for (const { confidence, low, high, decimals, from, ...counts } of reference.published) {
      const interval = npsInterval(counts, { confidence });
      const half = 0.5 * 10 ** -decimals + 1e-9;
      expect(Math.abs((interval?.low as number) - low), from).toBeLessThanOrEqual(half);
      expect(Math.abs((interval?.high as number) - high), from).toBeLessThanOrEqual(half);
    }
  });

  test("states what it was made with, 0.95 unless told", () => {
    const counts = { promoters: 3, passives: 2, detractors: 1 };
    const interval = npsInterval(counts);
    expect(interval).toEqual(npsInterval(counts, { confidence: 0.95 }));
    expect(interval?.confidence).toBe(0.95);
    expect(interval?.value).toBe(nps(counts));
    expect(npsInterval([10, 9, 9, 8, 7, 1])).toEqual(interval);
    expect(npsInterval([10, 9, 9, 8, 7, 1], { scale: oneToTen })).toEqual(interval);
  });

  test("is null when nobody answered, also with a confidence", () => {
    expect(npsInterval([null], { confidence: 0.9 })).toBe(null);
  });

  test.each([
    [0, "out-of-range", "0"],
    [1, "out-of-range", "1"],
    [95, "out-of-range", "95"],
    [Number.NaN, "out-of-range", "NaN"],
    ["0.95", "wrong-type", '"0.95"'],
  ] as const)("refuses a confidence of %s", (confidence, code, shown) => {
    expectError(
      () => npsInterval([10], { confidence: untyped(confidence) }),
      code,
      `npsInterval: confidence must be between 0 and 1, such as 0.95, got ${shown}`,
      "confidence",
    );
  });

  test("holds the score, stays from −100 to 100 and has a width", () => {
    fc.assert(
      fc.property(
        someCounts,
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        (counts, confidence) => {
          const interval = npsInterval(counts, { confidence });
          const { value, low, high } = interval as NonNullable<typeof interval>;
          expect(low).toBeGreaterThanOrEqual(-100);
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
          expect(high).toBeLessThanOrEqual(100);
          expect(high).toBeGreaterThan(low);
        },
      ),
    );
  });

  test("mirrors when promoters and detractors swap", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        const interval = npsInterval(counts);
        const mirror = npsInterval(mirrored(counts));
        expect(mirror?.low).toBe(0 - (interval?.high as number));
        expect(mirror?.high).toBe(0 - (interval?.low as number));
      }),
    );
  });

  test("widens with confidence and narrows when every count is doubled", () => {
    const width = (counts: NpsCounts, confidence?: number) => {
      const interval = npsInterval(counts, { confidence });
      return (interval?.high as number) - (interval?.low as number);
    };
    fc.assert(
      fc.property(someCounts, (counts) => {
        expect(width(counts, 0.99)).toBeGreaterThan(width(counts, 0.9));
        expect(width(doubled(counts))).toBeLessThan(width(counts));
      }),
    );
  });

  test("ends at 100 when all promote and at −100 when all detract", () => {
    expect(npsInterval([9, 10])?.high).toBe(100);
    expect(npsInterval([0, 6])?.low).toBe(-100);
  });

  test("covers the true score at least 93 times in 100, by full enumeration of 12 answers", () => {
    const answers = 12;
    const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
    const outcomes: { counts: NpsCounts; ways: number; low: number; high: number }[] = [];
    for (let promoters = 0; promoters <= answers; promoters++) {
      for (let detractors = 0; promoters + detractors <= answers; detractors++) {
        const passives = answers - promoters - detractors;
        const counts = { promoters, passives, detractors };
        const ways =
          factorial(answers) / (factorial(promoters) * factorial(passives) * factorial(detractors));
        const { low, high } = npsInterval(counts) as { low: number; high: number };
        outcomes.push({ counts, ways, low, high });
      }
    }
    let worst = 1;
    for (let p = 5; p <= 90; p += 5) {
      for (let d = 5; p + d <= 95; d += 5) {
        const truth = p - d;
        let covered = 0;
        for (const { counts, ways, low, high } of outcomes) {
          if (low > truth + 1e-9 || high < truth - 1e-9) continue;
          const q = (100 - p - d) / 100;
          covered +=
            ways *
            (p / 100) ** counts.promoters *
            (d / 100) ** counts.detractors *
            q ** counts.passives;
        }
        worst = Math.min(worst, covered);
      }
    }
    expect(worst).toBeGreaterThanOrEqual(0.93);
    expect(worst).toBeLessThan(1);
  });
});
