import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Difference,
  type Estimate,
  effectiveCounts,
  meanScoreIntervalAnytime,
  type NpsCounts,
  nps,
  npsDifferenceAnytime,
  npsInterval,
  npsIntervalAnytime,
  oneToFive,
  oneToTen,
  shareInterval,
  shareIntervalAnytime,
  tallyScoreCounts,
  tallyScores,
  tallyWeightedScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/anytime.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";

const anyConfidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
const someShare = fc
  .tuple(fc.nat(1_000), fc.nat(1_000))
  .filter(([count, rest]) => count + rest > 0)
  .map(([count, rest]) => ({ count, total: count + rest }));

const net = (counts: NpsCounts, confidence = 0.95) =>
  npsIntervalAnytime(counts, { confidence }) as Estimate;
const difference = (before: NpsCounts, after: NpsCounts, confidence = 0.95) =>
  npsDifferenceAnytime(before, after, { confidence }) as Difference;
const width = ({ low, high }: Estimate) => high - low;
const turned = ({ value, low, high, confidence }: Estimate): Estimate => ({
  value: 0 - value,
  low: 0 - high,
  high: 0 - low,
  confidence,
});

describe("npsIntervalAnytime", () => {
  test("agrees with bets made answer by answer, ends found by SciPy", () => {
    expect(reference.nets.length).toBeGreaterThan(25);
    for (const { confidence, low, high, ...counts } of reference.nets) {
      const value = nps(counts) as number;
      expectClose(
        net(counts, confidence),
        { value, low, high, confidence },
        JSON.stringify(counts),
      );
    }
  });

  test("of 50, 30 and 20 answers reaches from 1.50004 to 54.64852", () => {
    const { low, high } = net({ promoters: 50, passives: 30, detractors: 20 });
    expect(low).toBeCloseTo(1.50004, 5);
    expect(high).toBeCloseTo(54.64852, 5);
  });

  test("of one promoter can be worked out by hand", () => {
    // The bet of size c has made 1 − c + c ÷ m of 1. Their mean over c is 1 + (1 ÷ m − 1) Σ c ÷ 12, which
    // is 40 at 1 ÷ m = 1 + 12 · 39 ÷ (1 − 2⁻¹²).
    const m = 1 / (1 + 468 / (1 - 2 ** -12));
    expectClose(net({ promoters: 1, passives: 0, detractors: 0 }), {
      low: 200 * m - 100,
      high: 100,
    });
  });

  test("takes scores, tallies and counts, of either scale", () => {
    const scores = [10, 9, 8, 3, null];
    const found = npsIntervalAnytime(scores);
    expect(found).toEqual(net({ promoters: 2, passives: 1, detractors: 1 }));
    expect(npsIntervalAnytime(tallyScores(scores, zeroToTen))).toEqual(found);
    expect(npsIntervalAnytime(scores, { scale: oneToTen })).toEqual(found);
  });

  test("is null if nobody has answered", () => {
    expect(npsIntervalAnytime([])).toBe(null);
    expect(npsIntervalAnytime([null])).toBe(null);
    expect(npsIntervalAnytime({ promoters: 0, passives: 0, detractors: 0 })).toBe(null);
  });

  test("reaches an end of the scale only if all answers lie there, and is wide for few", () => {
    expect(net({ promoters: 20, passives: 0, detractors: 0 }).high).toBe(100);
    expect(net({ promoters: 0, passives: 0, detractors: 20 })).toEqual({
      ...turned(net({ promoters: 20, passives: 0, detractors: 0 })),
    });
    expect(net({ promoters: 3, passives: 0, detractors: 0 }).low).toBeLessThan(-85);
  });

  test("holds up with as many answers as a count can hold", () => {
    const most = { promoters: 6e14, passives: 2e14, detractors: 2e14 };
    for (const counts of [
      most,
      { ...most, passives: 0 },
      { promoters: 1, passives: 0, detractors: 1e15 - 1 },
    ]) {
      const { value, low, high } = net(counts);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
      expect(high - low).toBeLessThan(0.03);
    }
  });

  test("refuses counts that are not whole, options it does not know, and a confidence of 1", () => {
    expectError(
      () => npsIntervalAnytime({ promoters: 1, passives: 0.5, detractors: 0 }),
      "not-whole",
      "npsIntervalAnytime: passives must be a whole number, 0 or more, got 0.5",
      "passives",
    );
    expectError(
      () => npsIntervalAnytime([10], { confidence: 1 }),
      "out-of-range",
      "npsIntervalAnytime: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
    expectError(
      () => npsIntervalAnytime([10], untyped({ sigmas: 3 })),
      "unknown-option",
      'npsIntervalAnytime: options must be like { scale, confidence }, got "sigmas"',
      "options",
    );
  });

  test("holds the score and lies outside npsInterval", () => {
    fc.assert(
      fc.property(someCounts, anyConfidence, (counts, confidence) => {
        const { value, low, high } = net(counts, confidence);
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(100);
        const once = npsInterval(counts, { confidence }) as Estimate;
        expect(low).toBeLessThanOrEqual(once.low);
        expect(high).toBeGreaterThanOrEqual(once.high);
      }),
    );
  });

  test("turns round when promoters and detractors swap", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        expectClose(net(mirrored(counts)), turned(net(counts)));
      }),
    );
  });

  test("widens with confidence and narrows when all counts are ten times as many", () => {
    fc.assert(
      fc.property(someCounts, (counts) => {
        expect(width(net(counts, 0.99))).toBeGreaterThan(width(net(counts)));
        expect(width(net(times(10, counts)))).toBeLessThan(width(net(counts)));
      }),
    );
  });
});

describe("effective counts of weighted scores", () => {
  test("are refused, since they are not answers", () => {
    const rows = [
      { score: 9, weight: 1 },
      { score: 3, weight: 2 },
    ];
    const weighted = untyped(effectiveCounts(tallyWeightedScores(rows, zeroToTen)));
    const message =
      "must be scores, their tally or counts of people, not effective counts, got an object";
    for (const [call, where, argument] of [
      [() => npsIntervalAnytime(weighted), "npsIntervalAnytime", "answers"],
      [() => meanScoreIntervalAnytime(weighted), "meanScoreIntervalAnytime", "answers"],
      [() => npsDifferenceAnytime(weighted, [9]), "npsDifferenceAnytime", "before"],
      [() => npsDifferenceAnytime([9], weighted), "npsDifferenceAnytime", "after"],
    ] as const) {
      expectError(call, "bad-tally", `${where}: ${argument} ${message}`, argument);
    }
  });
});

describe("shareIntervalAnytime", () => {
  test("agrees with bets made answer by answer, ends found by SciPy", () => {
    expect(reference.shares.length).toBeGreaterThan(5);
    for (const { count, total, low, high } of reference.shares) {
      expectClose(shareIntervalAnytime({ count, total }), { value: count / total, low, high });
    }
  });

  test("of 60 in 100 reaches from .425619 to .755601, and of 0 in 20 to .415364", () => {
    const some = shareIntervalAnytime({ count: 60, total: 100 });
    expect(some?.low).toBeCloseTo(0.425619, 6);
    expect(some?.high).toBeCloseTo(0.755601, 6);
    const none = shareIntervalAnytime({ count: 0, total: 20 });
    expect(none).toEqual({ value: 0, low: 0, high: expect.closeTo(0.415364, 6), confidence: 0.95 });
  });

  test("is null for none of none", () => {
    expect(shareIntervalAnytime({ count: 0, total: 0 })).toBe(null);
  });

  test("is the interval of a score without passives", () => {
    fc.assert(
      fc.property(someShare, ({ count, total }) => {
        const { low, high } = net({ promoters: count, passives: 0, detractors: total - count });
        const found = shareIntervalAnytime({ count, total });
        expectClose(found, { low: (low + 100) / 200, high: (high + 100) / 200 });
      }),
    );
  });

  test("lies outside shareInterval", () => {
    fc.assert(
      fc.property(someShare, anyConfidence, (share, confidence) => {
        const { low, high } = shareIntervalAnytime(share, { confidence }) as Estimate;
        const once = shareInterval(share, { confidence }) as Estimate;
        expect(low).toBeLessThanOrEqual(once.low);
        expect(high).toBeGreaterThanOrEqual(once.high);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("refuses counts that are not whole, or more than the total", () => {
    expectError(
      () => shareIntervalAnytime({ count: 0.5, total: 2 }),
      "not-whole",
      "shareIntervalAnytime: count must be a whole number from 0 to 2, got 0.5",
      "count",
    );
    expectError(
      () => shareIntervalAnytime({ count: 1, total: 2.5 }),
      "not-whole",
      "shareIntervalAnytime: total must be a whole number, 0 or more, got 2.5",
      "total",
    );
    expectError(
      () => shareIntervalAnytime({ count: 3, total: 2 }),
      "out-of-range",
      "shareIntervalAnytime: count must be a number from 0 to 2, got 3",
      "count",
    );
    expectError(
      () => shareIntervalAnytime({ count: 1, total: 2 }, { confidence: 0 }),
      "out-of-range",
      "shareIntervalAnytime: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
  });
});

describe("meanScoreIntervalAnytime", () => {
  test("agrees with bets made answer by answer, ends found by SciPy", () => {
    expect(reference.means.length).toBeGreaterThan(4);
    for (const { min, counts, low, high } of reference.means) {
      const scale = { min, max: min + counts.length - 1 };
      const tally = tallyScoreCounts(
        counts.map((count, i) => ({ score: min + i, count })),
        scale,
      );
      expectClose(meanScoreIntervalAnytime(tally), { low, high });
    }
  });

  test("of the survey in docs/satisfaction.md reaches from 6.865911 to 8.051268", () => {
    const count = [6, 2, 3, 4, 5, 14, 12, 30, 44, 38, 42];
    const survey = tallyScoreCounts(
      count.map((count, score) => ({ score, count })),
      zeroToTen,
    );
    const found = meanScoreIntervalAnytime(survey);
    expect(found?.low).toBeCloseTo(6.865911, 6);
    expect(found?.high).toBeCloseTo(8.051268, 6);
    expect(found?.value).toBe(7.53); // 1,506 points of 200 answers
  });

  test("takes scores with their scale, and is null if nobody has answered", () => {
    const tally = tallyScores([5, 4, 4], oneToFive);
    const found = meanScoreIntervalAnytime([5, 4, 4, null], { scale: oneToFive });
    expect(found).toEqual(meanScoreIntervalAnytime(tally));
    expect(meanScoreIntervalAnytime(tallyScores([null], oneToFive))).toBe(null);
  });

  test("refuses anything but scores or a tally, and a confidence of 2", () => {
    expectError(
      () => meanScoreIntervalAnytime(untyped({ kind: "levels" })),
      "bad-tally",
      "meanScoreIntervalAnytime: tally must be a tally, as tallyScores makes it, got an object",
      "tally",
    );
    expectError(
      () => meanScoreIntervalAnytime([5], { scale: oneToFive, confidence: 2 }),
      "out-of-range",
      "meanScoreIntervalAnytime: confidence must be between 0 and 1, such as 0.95, got 2",
      "confidence",
    );
  });

  test("holds the mean, stays on the scale, and mirrors with it", () => {
    const someScores = fc.array(fc.integer(oneToFive), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(someScores, anyConfidence, (scores, confidence) => {
        const of = (list: number[]) =>
          meanScoreIntervalAnytime(list, { scale: oneToFive, confidence }) as Estimate;
        const { value, low, high } = of(scores);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(5);
        const mirror = of(scores.map((score) => 6 - score));
        expectClose(mirror, { value: 6 - value, low: 6 - high, high: 6 - low });
      }),
    );
  });
});

describe("npsDifferenceAnytime", () => {
  test("agrees with bets made answer by answer, ends and least favourable means found by SciPy", () => {
    expect(reference.differences.length).toBeGreaterThan(15);
    for (const { before, after, confidence, low, high, pValue } of reference.differences) {
      const of = `from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
      const found = difference(before, after, confidence);
      expectClose(found, { low, high, confidence }, of);
      // SciPy finds the means to 1e-11, which leaves nine digits of p.
      expect(Math.abs(found.pValue / pValue - 1), of).toBeLessThan(1e-9);
    }
  });

  test("against one detractor can be worked out by hand", () => {
    // Of one detractor before and one promoter after nothing is given up on the high side. On the low
    // side d = −δ is given up at 40 times 1. The bets on a mean after above m make
    // 1 + (1 ÷ m − 1) s, with s = (1 − 2⁻¹²) ÷ 12, and those on one before below m + d the mirrored
    // 1 + (1 ÷ (1 − m − d) − 1) s. By symmetry the least is at m = (1 − d) ÷ 2.
    const s = (1 - 2 ** -12) / 12;
    const m = 1 / (1 + (Math.sqrt(40) - 1) / s);
    const found = npsDifferenceAnytime([0], [10]);
    expectClose(found, { value: 200, low: -200 * (1 - 2 * m), high: 200, pValue: 1 });
  });

  test("takes scores, tallies and counts, and is null if nobody has answered on one side", () => {
    const found = npsDifferenceAnytime([10, 9, 8, 3], [10, 10, 9, 8]);
    expect(found?.value).toBe(50);
    expect(
      npsDifferenceAnytime(
        tallyScores([10, 9, 8, 3], zeroToTen),
        { promoters: 3, passives: 1, detractors: 0 },
        { scale: zeroToTen },
      ),
    ).toEqual(found);
    expect(npsDifferenceAnytime([10, 9, 8, 3], [10, 10, 9, 8], { scale: oneToTen })).toEqual(found);
    expect(npsDifferenceAnytime([], [10])).toBe(null);
    expect(npsDifferenceAnytime([10], [null])).toBe(null);
  });

  test("of no change has a p value of 1", () => {
    expect(npsDifferenceAnytime([9, 10], [10])).toMatchObject({ value: 0, pValue: 1 });
    expect(npsDifferenceAnytime([9, 0], [10, 3, 8, 7])).toMatchObject({ value: 0, pValue: 1 });
  });

  test("refuses counts that are not whole, and a confidence of 0", () => {
    expectError(
      () => npsDifferenceAnytime([10], { promoters: 1.5, passives: 0, detractors: 0 }),
      "not-whole",
      "npsDifferenceAnytime: after.promoters must be a whole number, 0 or more, got 1.5",
      "after.promoters",
    );
    expectError(
      () => npsDifferenceAnytime([10], [9], { confidence: 0 }),
      "out-of-range",
      "npsDifferenceAnytime: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
  });

  test("holds the change, stays from −200 to 200, and turns round when the sides swap", () => {
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        const found = difference(before, after, confidence);
        const { value, low, high, pValue } = found;
        expect(value).toBe((nps(after) as number) - (nps(before) as number));
        expect(low).toBeGreaterThanOrEqual(-200);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(200);
        const swapped = difference(after, before, confidence);
        expectClose(swapped, turned(found));
        expectSameP(swapped.pValue, pValue);
        expectClose(difference(mirrored(before), mirrored(after), confidence), turned(found));
      }),
      { numRuns: 50 },
    );
  });

  test("has a p value of at most 1 − confidence exactly if the interval leaves out 0", () => {
    const check = (before: NpsCounts, after: NpsCounts, confidence: number) => {
      const { low, high, pValue } = difference(before, after, confidence);
      expect(pValue <= 1 - confidence).toBe(low > 0 || high < 0);
    };
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        check(before, after, confidence);
        const { pValue } = difference(before, after);
        fc.pre(pValue > 1e-9 && pValue < 1);
        check(before, after, 1 - pValue);
        check(before, after, 1 - pValue * (1 + 1e-9));
        check(before, after, 1 - pValue * (1 - 1e-9));
      }),
      { numRuns: 30 },
    );
  });
});
