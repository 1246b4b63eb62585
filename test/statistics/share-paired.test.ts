import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Difference, type PairedChanges, shareDifferencePaired } from "../../src/index.js";
import few from "../reference/exact.json" with { type: "json" };
import tango from "../reference/tango.json" with { type: "json" };
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const anyMoves = (max: number): fc.Arbitrary<PairedChanges> =>
  fc
    .tuple(fc.nat(max), fc.nat(max), fc.nat(500))
    .map(([gained, lost, rest]) => ({ gained, lost, total: gained + lost + rest }))
    .filter(({ total }) => total > 0);
const difference = (moves: PairedChanges, confidence = 0.95) =>
  shareDifferencePaired(moves, { confidence }) as Difference;

describe("shareDifferencePaired", () => {
  test("agrees with Tango's limits, those published among them", () => {
    for (const row of tango.published) {
      const { promoters: gained, detractors: lost, passives, confidence, decimals } = row;
      const found = difference({ gained, lost, total: gained + lost + passives }, confidence);
      expect(100 * found.low, row.from).toBeCloseTo(row.low, decimals);
      expect(100 * found.high, row.from).toBeCloseTo(row.high, decimals);
    }
    const whole = tango.intervals.filter((row) => Number.isInteger(row.promoters + row.passives));
    expect(whole.length).toBeGreaterThan(200);
    for (const { promoters, passives, detractors, confidence, low, high } of whole) {
      if (!Number.isInteger(promoters) || !Number.isInteger(detractors)) continue;
      const total = promoters + passives + detractors;
      const found = difference({ gained: promoters, lost: detractors, total }, confidence);
      const value = (promoters - detractors) / total;
      expectClose(found, { value, low: low / 100, high: high / 100, confidence });
    }
  });

  test("agrees with dbinom of R below 100 who moved, and with mcnemar.test from there on", () => {
    expect(few.mcnemar.some(({ gained, lost }) => gained + lost === 99)).toBe(true);
    for (const { gained, lost, midP } of few.mcnemar) {
      const { pValue } = difference({ gained, lost, total: gained + lost + 20 });
      expectSameP(pValue, midP, `of ${gained} and ${lost}`);
    }
    for (const { gained, lost, asymptotic } of reference.mcnemar) {
      if (gained + lost < 100) continue;
      const { pValue } = difference({ gained, lost, total: gained + lost + 20 });
      expectSameP(pValue, asymptotic as number, `of ${gained} and ${lost}`);
    }
  });

  test("of 100 who moved is the z test, and of one less hardly another", () => {
    // z = (60 − 40) ÷ √100. R: 2 * pnorm(-2)
    const hundred = difference({ gained: 60, lost: 40, total: 100 }).pValue;
    expect(hundred).toBeCloseTo(0.04550026389635839, 14);
    // R: 2 * pbinom(39, 99, 0.5) - dbinom(39, 99, 0.5)
    const less = difference({ gained: 60, lost: 39, total: 100 }).pValue;
    expect(less).toBeCloseTo(0.03520020021770483, 14);
  });

  test("of few is the share of all ways to toss the coins, half of those just as far out", () => {
    // 1 and 7 of 8: 2 × (1 + 8 ÷ 2) ÷ 2⁸
    expect(difference({ gained: 1, lost: 7, total: 30 }).pValue).toBe(10 / 256);
    for (const half of [0, 1, 4, 12, 49, 50]) {
      const same = difference({ gained: half, lost: half, total: 100 });
      expect(same).toMatchObject({ value: 0, pValue: 1 });
    }
  });

  test("is null when nobody was asked both times", () => {
    expect(shareDifferencePaired({ gained: 0, lost: 0, total: 0 })).toBe(null);
  });

  test("refuses counts that are not whole, and a total of less than moved", () => {
    expectError(
      () => shareDifferencePaired({ gained: 1.5, lost: 0, total: 9 }),
      "not-whole",
      "shareDifferencePaired: gained must be a whole number, 0 or more, got 1.5",
      "gained",
    );
    expectError(
      () => shareDifferencePaired(untyped(undefined)),
      "wrong-type",
      "shareDifferencePaired: moves must be an object, got undefined",
      "moves",
    );
    expectError(
      () => shareDifferencePaired({ gained: 1, lost: -1, total: 9 }),
      "out-of-range",
      "shareDifferencePaired: lost must be a whole number from 0 to 999999999999999, got -1",
      "lost",
    );
    expectError(
      () => shareDifferencePaired({ gained: 4, lost: 3, total: 6 }),
      "out-of-range",
      "shareDifferencePaired: total must be a whole number, 7 or more, got 6",
      "total",
    );
    expectError(
      () => shareDifferencePaired({ gained: 4, lost: 3, total: 9 }, { confidence: 0 }),
      "out-of-range",
      "shareDifferencePaired: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
  });

  test("has p < 1 − confidence exactly when the interval leaves out 0, from 100 who moved on", () => {
    const confidence = fc.double({ min: 0.01, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(anyMoves(200), confidence, (moves, confidence) => {
        fc.pre(moves.gained + moves.lost >= 100);
        const { low, high, pValue } = difference(moves, confidence);
        expect(pValue < 1 - confidence).toBe(low > 0 || high < 0);
      }),
    );
  });

  test("holds the change, stays from −1 to 1, and turns round when gained and lost swap", () => {
    fc.assert(
      fc.property(anyMoves(20), (moves) => {
        const { value, low, high, pValue } = difference(moves);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThan(low);
        expect(difference({ ...moves, gained: moves.lost, lost: moves.gained })).toEqual({
          value: 0 - value,
          low: 0 - high,
          high: 0 - low,
          confidence: 0.95,
          pValue,
        });
      }),
    );
  });

  test("widens with confidence and narrows when all counts double", () => {
    fc.assert(
      fc.property(anyMoves(200), (moves) => {
        const width = ({ low, high }: Difference) => high - low;
        const twice = { gained: 2 * moves.gained, lost: 2 * moves.lost, total: 2 * moves.total };
        expect(width(difference(moves, 0.99))).toBeGreaterThan(width(difference(moves)));
        expect(width(difference(twice))).toBeLessThan(width(difference(moves)));
      }),
    );
  });
});
