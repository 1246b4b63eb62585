import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cumulativeHazard,
  type HazardPoint,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import {
  allLeft,
  anyLifetimes,
  expectNear,
  sampleOf,
  storedLifetimes,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

const estimators = ["nelson-aalen", "fleming-harrington"] as const;

describe("cumulativeHazard", () => {
  test("agrees with survfit in R, ctype 1 and 2, and its survival with stype 2", () => {
    expect(reference.hazards.length).toBeGreaterThan(20);
    for (const expected of reference.hazards) {
      const estimator = expected.estimator as (typeof estimators)[number];
      const { confidence } = expected;
      const curve = cumulativeHazard(tallyOf(sampleOf(expected.sample)), { estimator, confidence });
      const points = new Map(curve.slice(1).map((point) => [point.duration, point]));
      const what = `${expected.sample}, ${estimator}`;
      expected.duration.forEach((duration, i) => {
        const point = points.get(duration);
        for (const field of ["hazard", "standardError", "survival", "low", "high"] as const) {
          expectNear(point?.[field], expected[field][i] as number, `${what}, ${field}`);
        }
      });
    }
  });

  test("counts those who leave together at once, or one after another", () => {
    const tally = allLeft(3, 3, 3, 8);
    const [, together] = cumulativeHazard(tally) as [HazardPoint, HazardPoint];
    expect(together.hazard).toBe(3 / 4);
    expect(together.standardError).toBe(Math.sqrt(3 / 16));
    const [, inTurn] = cumulativeHazard(tally, { estimator: "fleming-harrington" }) as [
      HazardPoint,
      HazardPoint,
    ];
    expect(inTurn.hazard).toBe(1 / 4 + 1 / 3 + 1 / 2);
    expect(inTurn.standardError).toBe(Math.sqrt(1 / 16 + 1 / 9 + 1 / 4));
  });

  test("adds up a million billion who leave in turn without taking longer", () => {
    // 1 + 1/2 + … + 1/n = log n + γ + 1/(2n) to less than 1e-30; n is 10¹⁵
    const rows = [{ duration: 12, left: 1e15, censored: 0 }];
    const [, point] = cumulativeHazard(storedLifetimes(rows), {
      estimator: "fleming-harrington",
    }) as [HazardPoint, HazardPoint];
    expect(point.hazard).toBeCloseTo(15 * Math.LN10 + 0.5772156649015329, 12);
    expect(point.standardError).toBeCloseTo(Math.PI / Math.sqrt(6), 12);
  });

  test("starts at 0, ends where watching ends, and is empty without customers", () => {
    const curve = cumulativeHazard(tallyLifetimes({ duration: [2, 5], left: [1, 0] }));
    const start = { hazard: 0, standardError: 0, low: 0, high: 0, survival: 1, confidence: 0.95 };
    expect(curve[0]).toEqual({ duration: 0, atRisk: 2, left: 0, ...start });
    expect(curve[2]).toEqual({ ...curve[1], duration: 5, atRisk: 1, left: 0 });
    expect(cumulativeHazard(tallyLifetimes([]))).toEqual([]);
  });

  test("has no interval as long as nobody has left", () => {
    const [, end] = cumulativeHazard(tallyLifetimes([{ duration: 4, left: false }]));
    expect(end).toEqual({
      duration: 4,
      atRisk: 1,
      left: 0,
      hazard: 0,
      standardError: null,
      low: null,
      high: null,
      survival: 1,
      confidence: 0.95,
    });
  });

  test("keeps its height where nobody is at risk for a while", () => {
    for (const estimator of estimators) {
      const values = cumulativeHazard(withGap, { estimator }).map(
        ({ duration, atRisk, hazard }) => [duration, atRisk, hazard],
      );
      expect(values).toEqual([
        [0, 2, 0],
        [1, 2, 1 / 2],
        [7, 2, 1],
        [8, 1, 1],
      ]);
    }
  });

  test("takes empty rows, and a duration of −0, as stored tallies may have them", () => {
    const rows = [
      { duration: -0, left: 1, censored: 1 },
      { duration: 9, left: 0, censored: 0 },
    ];
    const points = cumulativeHazard(storedLifetimes(rows));
    expect(points.map(({ duration, hazard }) => [duration, hazard])).toEqual([
      [0, 0],
      [0, 0.5],
    ]);
    expect(cumulativeHazard(storedLifetimes(rows.slice(1)))).toEqual([]);
  });

  test("refuses an estimator it does not know", () => {
    expectError(
      () => cumulativeHazard(allLeft(1), { estimator: untyped("breslow") }),
      "out-of-range",
      'cumulativeHazard: estimator must be "nelson-aalen" or "fleming-harrington", got "breslow"',
      "estimator",
    );
  });

  test("never falls, lies in its interval, and keeps survival at or above Kaplan–Meier's", () => {
    fc.assert(
      fc.property(anyLifetimes, fc.constantFrom(...estimators), (lifetimes, estimator) => {
        const tally = tallyLifetimes(lifetimes);
        const curve = survivalCurve(tally);
        let before = 0;
        cumulativeHazard(tally, { estimator }).forEach((point, i) => {
          expect(point.hazard).toBeGreaterThanOrEqual(before);
          before = point.hazard;
          if (point.low !== null) expect(point.low).toBeLessThanOrEqual(point.hazard);
          if (point.high !== null) expect(point.high).toBeGreaterThanOrEqual(point.hazard);
          expect(point.survival).toBeGreaterThanOrEqual((curve[i]?.survival as number) - 1e-12);
        });
      }),
    );
  });
});
