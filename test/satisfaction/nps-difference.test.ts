import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type GroupDifference,
  type NpsCounts,
  nps,
  npsDifference,
  npsHomogeneity,
  npsInterval,
  oneToTen,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import few from "../reference/exact.json" with { type: "json" };
import reference from "../reference/netDifference.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError } from "../support/errors.js";
import { mirrored, named, someCounts, times } from "../support/nps.js";

const anyConfidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
const difference = (before: NpsCounts, after: NpsCounts, confidence = 0.95) =>
  npsDifference(before, after, { confidence }) as GroupDifference;
const width = ({ low, high }: GroupDifference) => high - low;
const excludesZero = ({ low, high }: GroupDifference) => low > 0 || high < 0;

describe("npsDifference", () => {
  test("agrees with the limits of tango.json, squared and added, and with p found by inverting", () => {
    expect(reference.differences.length).toBeGreaterThan(70);
    for (const { before, after, confidence, value, low, high, pValue } of reference.differences) {
      const of = `from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
      const found = difference(before, after, confidence);
      expectClose(found, { value, low, high, confidence }, of);
      if (!found.exact) expectSameP(found.pValue, pValue, of);
      // The same scores of a hair fewer people, whom nobody can count.
      const hair = 1 - 2 ** -40;
      const weighted = difference(times(hair, before), times(hair, after), confidence);
      expect(weighted.exact, of).toBe(false);
      expect(weighted.pValue, of).toBeCloseTo(pValue, 9);
      expect(found.pValue, of).toBeGreaterThanOrEqual(pValue * (1 - 1e-9));
    }
  });

  test("has of few answers the p value of all ways to choose them, where that is the larger one", () => {
    let larger = 0;
    for (const { before, after, pValue } of few.netScores) {
      const found = difference(named(before), named(after));
      const hair = 1 - 2 ** -40;
      const other = difference(times(hair, named(before)), times(hair, named(after))).pValue;
      expect(found.exact).toBe(true);
      expect(found.pValue).toBeCloseTo(Math.max(pValue, other), 9);
      larger += +(pValue > other);
    }
    expect(larger).toBeGreaterThan(10);
    // Of all 126 ways to choose 4 of these 9 three are as far out.
    expect(npsDifference([10, 9, 9, 8], [3, 5, 8, 0, 6])?.pValue).toBeCloseTo(3 / 126, 14);
  });

  test("is exact below 30 answers on either side, and not of fractions", () => {
    const counts = (n: number) => ({ promoters: n - 9, passives: 5, detractors: 4 });
    expect(difference(counts(29), counts(5000)).exact).toBe(true);
    expect(difference(counts(5000), counts(29)).exact).toBe(true);
    expect(difference(counts(30), counts(30)).exact).toBe(false);
    expect(difference(counts(9.5), counts(30)).exact).toBe(false);
  });

  test("has no p value below one way in all the ways to choose the surveys", () => {
    const [high, low] = [
      { promoters: 30, passives: 0, detractors: 0 },
      { promoters: 0, passives: 0, detractors: 30 },
    ];
    // R: 1 / choose(60, 30); the intervals part at z = √(30 √2 ÷ (2 − √2)) = 8.51, p 1.7e-17.
    const { pValue, exact } = difference(low, high);
    expect(exact).toBe(false);
    expect(pValue / 1.7e-17).toBeCloseTo(1, 1);
    const many = { ...low, detractors: 3000 };
    expect(difference(high, many).pValue).toBeGreaterThan(0);
  });

  test("stays right where one answer meets as many as there may be", () => {
    const one = { promoters: 0, passives: 0, detractors: 1 };
    // Of the 10¹⁵ + 1 answers one is a detractor's.
    const many = { promoters: 1e15, passives: 0, detractors: 0 };
    expect((npsHomogeneity([many, one])?.pValue as number) / 1e-15).toBeCloseTo(1, 12);
    // Of 4 promoters and 5 detractors in 10¹² a promoter lies further off the mean, by 2e-12.
    const rare = { promoters: 3, passives: 1e12, detractors: 5 };
    const up = npsHomogeneity([rare, { promoters: 1, passives: 0, detractors: 0 }]);
    const down = npsHomogeneity([{ ...rare, promoters: 4, detractors: 4 }, one]);
    expect((up?.pValue as number) / 4e-12).toBeCloseTo(1, 9);
    expect((down?.pValue as number) / 9e-12).toBeCloseTo(1, 9);
    const alike = { promoters: 29, passives: 0, detractors: 0 };
    expect(npsHomogeneity([{ ...one, detractors: 1e15 }, alike])?.pValue).toBe(0); // below 1e-308
  });

  test("of all promoters after all detractors is what the score of all alike makes it", () => {
    // Of n promoters the score of t is √(n (1 − t) ÷ (1 + t)). By symmetry both ends are at
    // t = 1 − √2 when the interval ends at 0, so for 10 answers z = √(10 √2 ÷ (2 − √2)) = 4.9135.
    const z = Math.sqrt((10 * Math.SQRT2) / (2 - Math.SQRT2));
    expect(z).toBeCloseTo(4.9135, 4);
    const [all, none] = [Array(10).fill(0), Array(10).fill(10)];
    const found = npsDifference(all, none, { confidence: 1 - 8.948e-7 }); // 2 (1 − Φ(4.9135))
    expect(found).toMatchObject({ value: 200, high: 200 });
    expect(Math.abs(found?.low as number)).toBeLessThan(0.01);
    // There are C(20, 10) ways to choose ten, and in two of them all are alike on either side.
    expect(found?.pValue).toBeCloseTo(2 / 184_756, 15);
  });

  test("takes scores, tallies and counts, of either scale", () => {
    const [before, after] = [
      [10, 9, 8, 3],
      [10, 10, 9, 8],
    ];
    const found = npsDifference(before, after);
    expect(npsDifference(tallyScores(before, zeroToTen), after)).toEqual(found);
    expect(
      npsDifference(before, { promoters: 3, passives: 1, detractors: 0 }, { scale: zeroToTen }),
    ).toEqual(found);
    expect(npsDifference(before, after, { scale: oneToTen })).toEqual(found);
    expect(found?.confidence).toBe(0.95);
    expect(found?.value).toBe(50); // 75 − 25
  });

  test("is null when nobody answered one of the surveys", () => {
    expect(npsDifference([], [10])).toBe(null);
    expect(npsDifference([10], [null])).toBe(null);
  });

  test("of no change has a p value of 1, even where all answers are alike", () => {
    expect(npsDifference([9, 10], [10])).toMatchObject({ value: 0, pValue: 1 });
    expect(npsDifference([9, 0], [10, 3, 8, 7])).toMatchObject({ value: 0, pValue: 1 });
  });

  test("of answers all of one kind is no change, whatever they weigh", () => {
    const weight = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(weight, weight, anyConfidence, (one, other, confidence) => {
        const none = { promoters: 0, passives: 0, detractors: 0 };
        for (const kind of ["promoters", "passives", "detractors"]) {
          const [before, after] = [one, other].map((count) => ({ ...none, [kind]: count }));
          expect(difference(before, after, confidence)).toMatchObject({ value: 0, pValue: 1 });
        }
      }),
    );
  });

  test("of a change in the last digit of a double says nothing", () => {
    const all = { promoters: 394_865_451_184_527, passives: 0, detractors: 0 };
    const nearly = { promoters: 81_958_726.123_536_08, passives: 1.88e-9, detractors: 0 };
    const { value, pValue } = difference(all, nearly);
    expect(value).toBe(0); // no double lies between
    expect(pValue).toBe(1);
    const most = { promoters: 1e15, passives: 0, detractors: 0 };
    const oneDigit = difference(most, { ...most, passives: 0.125 });
    expect(oneDigit.value).toBeLessThan(0);
    expect(oneDigit.pValue).toBeGreaterThan(0.5);
    expect(oneDigit.pValue).toBeLessThanOrEqual(1);
  });

  test("refuses an invalid confidence, and a score off the scale", () => {
    expectError(
      () => npsDifference([10], [9], { confidence: 0 }),
      "out-of-range",
      "npsDifference: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
    expectError(
      () => npsDifference([10], [9, 11]),
      "out-of-range",
      "tallyScores: score at index 1 must be a whole number from 0 to 10, got 11",
      "score",
      1,
    );
  });

  test("holds the change, stays from −200 to 200, and has a p value from 0 to 1", () => {
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        const { value, low, high, pValue } = difference(before, after, confidence);
        expect(value).toBe((nps(after) as number) - (nps(before) as number));
        expect(low).toBeLessThan(high);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(-200 - 1e-12);
        expect(high).toBeLessThanOrEqual(200 + 1e-12);
        expect(pValue).toBeGreaterThanOrEqual(0);
        expect(pValue).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("has a p value below 1 − confidence exactly when the interval leaves out 0, of few only then", () => {
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        const found = difference(before, after, confidence);
        const isBelow = found.pValue < 1 - confidence;
        if (isBelow || !found.exact) expect(excludesZero(found)).toBe(isBelow);
      }),
    );
  });

  test("has an end at 0 at a confidence of 1 − p, to nine digits of p", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (before, after) => {
        const { pValue, exact } = difference(before, after);
        fc.pre(pValue > 1e-6 && pValue < 1 && !exact);
        expect(excludesZero(difference(before, after, 1 - pValue * (1 - 1e-9)))).toBe(false);
        expect(excludesZero(difference(before, after, 1 - pValue * (1 + 1e-9)))).toBe(true);
      }),
    );
  });

  test("turns round when the surveys swap, and when promoters and detractors do", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (before, after) => {
        const { value, low, high, pValue } = difference(before, after);
        for (const turned of [
          difference(after, before),
          difference(mirrored(before), mirrored(after)),
        ]) {
          expect(turned.value).toBe(0 - value);
          expect(turned.low).toBe(0 - high);
          expect(turned.high).toBe(0 - low);
          expect(turned.pValue).toBeCloseTo(pValue, 12);
        }
      }),
    );
  });

  test("widens with confidence and narrows when all counts double", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (before, after) => {
        const found = difference(before, after);
        expect(width(difference(before, after, 0.99))).toBeGreaterThan(width(found));
        const twice = difference(times(2, before), times(2, after));
        expect(width(twice)).toBeLessThan(width(found));
        if (!found.exact) expect(twice.pValue).toBeLessThanOrEqual(found.pValue);
      }),
    );
  });

  test("against a survey of very many answers is nearly the interval of the other one", () => {
    const many = { promoters: 4e11, passives: 2e11, detractors: 4e11 };
    fc.assert(
      fc.property(someCounts, (counts) => {
        const { low, high } = npsInterval(counts) as { low: number; high: number };
        const found = difference(many, counts);
        expect(found.low).toBeCloseTo(low, 3);
        expect(found.high).toBeCloseTo(high, 3);
      }),
    );
  });
});
