import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Difference,
  type NpsCounts,
  nps,
  npsDifference,
  npsInterval,
  oneToTen,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/netDifference.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError } from "../support/errors.js";
import { mirrored, someCounts, times } from "../support/nps.js";

const anyConfidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
const difference = (before: NpsCounts, after: NpsCounts, confidence = 0.95) =>
  npsDifference(before, after, { confidence }) as Difference;
const width = ({ low, high }: Difference) => high - low;
const excludesZero = ({ low, high }: Difference) => low > 0 || high < 0;

describe("npsDifference", () => {
  test("agrees with the limits of tango.json, squared and added, and with p found by inverting", () => {
    expect(reference.differences.length).toBeGreaterThan(70);
    for (const { before, after, confidence, value, low, high, pValue } of reference.differences) {
      const of = `from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
      const found = difference(before, after, confidence);
      expectClose(found, { value, low, high, confidence }, of);
      expectSameP(found.pValue, pValue, of);
    }
  });

  test("of all promoters after all detractors is what the score of all alike makes it", () => {
    // Of n promoters the score of t is √(n (1 − t) ÷ (1 + t)). By symmetry both ends are at
    // t = 1 − √2 when the interval ends at 0, so for 10 answers z = √(10 √2 ÷ (2 − √2)) = 4.9135.
    const z = Math.sqrt((10 * Math.SQRT2) / (2 - Math.SQRT2));
    expect(z).toBeCloseTo(4.9135, 4);
    const [all, none] = [Array(10).fill(0), Array(10).fill(10)];
    const found = npsDifference(all, none);
    expect(found).toMatchObject({ value: 200, high: 200 });
    expect(found?.pValue).toBeCloseTo(8.948e-7, 10); // 2 (1 − Φ(4.9135))
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

  test("has a p value below 1 − confidence exactly when the interval leaves out 0", () => {
    fc.assert(
      fc.property(someCounts, someCounts, anyConfidence, (before, after, confidence) => {
        const found = difference(before, after, confidence);
        expect(found.pValue < 1 - confidence).toBe(excludesZero(found));
      }),
    );
  });

  test("has an end at 0 at a confidence of 1 − p, to nine digits of p", () => {
    fc.assert(
      fc.property(someCounts, someCounts, (before, after) => {
        const { pValue } = difference(before, after);
        fc.pre(pValue > 1e-6 && pValue < 1);
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
        expect(twice.pValue).toBeLessThanOrEqual(found.pValue);
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
