import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type SurvivalPoint,
  type SurvivalTransform,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import {
  allLeft,
  anyLifetimes,
  expectNear,
  plainLifetimes,
  sampleOf,
  storedLifetimes,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

const transforms: SurvivalTransform[] = ["log-log", "log", "plain"];
const departures = (curve: readonly SurvivalPoint[]) => curve.filter(({ left }) => left > 0);

describe("survivalCurve", () => {
  test("agrees with survival in R, whatever the transform", () => {
    expect(reference.curves.length).toBeGreaterThan(10);
    for (const expected of reference.curves) {
      for (const { transform, confidence, low, high } of expected.intervals) {
        const options = { transform: transform as SurvivalTransform, confidence };
        const curve = departures(survivalCurve(tallyOf(sampleOf(expected.sample)), options));
        const points = new Map(curve.map((point) => [point.duration, point]));
        const what = `${expected.sample}, ${transform}, ${confidence}`;
        expected.duration.forEach((duration, i) => {
          const point = points.get(duration);
          expect(point?.atRisk, what).toBe(expected.atRisk[i]);
          expect(point?.left, what).toBe(expected.left[i]);
          expectNear(point?.survival, expected.survival[i] as number, what);
          expectNear(point?.standardError, expected.standardError[i] as number | null, what);
          expectNear(point?.low, low[i] as number | null, what);
          expectNear(point?.high, high[i] as number | null, what);
          expect(point?.confidence).toBe(confidence);
        });
      }
    }
  });

  test("gives what Kaplan–Meier gives by hand, leaving before censoring", () => {
    // 5 at risk, 1 leaves: 4/5. At 3 one of 4 leaves and one is last seen: 4/5 × 3/4 = 3/5.
    // At 6, 1 of 2 leaves: 3/5 × 1/2 = 3/10. One is still there at 8.
    const tally = tallyLifetimes({ duration: [1, 3, 3, 6, 8], left: [1, 0, 1, 1, 0] });
    const values = survivalCurve(tally).map((point) => [
      point.duration,
      point.atRisk,
      point.left,
      point.survival,
    ]);
    expect(values).toEqual([
      [0, 5, 0, 1],
      [1, 5, 1, 4 / 5],
      [3, 4, 1, 3 / 5],
      [6, 2, 1, 3 / 10],
      [8, 1, 0, 3 / 10],
    ]);
  });

  test("has its start even where some left at once, and ends where watching ends", () => {
    const curve = survivalCurve(tallyLifetimes({ duration: [0, 0, 7, 9], left: [1, 0, 1, 0] }));
    const start = { standardError: 0, low: 1, high: 1, confidence: 0.95 };
    expect(curve[0]).toEqual({ duration: 0, atRisk: 4, left: 0, survival: 1, ...start });
    expect(curve.map(({ duration, survival }) => [duration, survival])).toEqual([
      [0, 1],
      [0, 0.75],
      [7, 0.375],
      [9, 0.375],
    ]);
    const [, , before, end] = curve;
    expect(end).toEqual({ ...before, duration: 9, atRisk: 1, left: 0 });
    expect(survivalCurve(tallyLifetimes([{ duration: 0, left: false }]))).toHaveLength(1);
  });

  test("takes empty rows, and a duration of −0, as stored tallies may have them", () => {
    const rows = [
      { duration: -0, left: 1, censored: 0 },
      { duration: 4, left: 0, censored: 1 },
      { duration: 9, left: 0, censored: 0 },
    ];
    const curve = survivalCurve(storedLifetimes(rows));
    expect(curve.map(({ duration, survival }) => [duration, survival])).toEqual([
      [0, 1],
      [0, 0.5],
      [4, 0.5],
    ]);
    expect(curve[2]).toEqual({ ...curve[1], duration: 4, left: 0, atRisk: 1 });
  });

  test("has no interval where nobody is left, nor where nobody has left", () => {
    const none = { standardError: null, low: null, high: null, confidence: 0.95 };
    for (const transform of transforms) {
      expect(survivalCurve(allLeft(4), { transform })[1]).toEqual({
        duration: 4,
        atRisk: 1,
        left: 1,
        survival: 0,
        ...none,
      });
      expect(
        survivalCurve(tallyLifetimes([{ duration: 4, left: false }]), { transform })[1],
      ).toEqual({ duration: 4, atRisk: 1, left: 0, survival: 1, ...none });
    }
  });

  test("stays at 0 once nobody is left, whoever enters later", () => {
    const tally = tallyLifetimes([
      { duration: 2, left: true },
      { duration: 5, left: true, entered: 3 },
      { duration: 6, left: false, entered: 3 },
    ]);
    expect(survivalCurve(tally).map(({ survival }) => survival)).toEqual([1, 0, 0, 0]);
    expect(survivalCurve(tally).map(({ atRisk }) => atRisk)).toEqual([1, 1, 2, 1]);
  });

  test("keeps its height where nobody is at risk for a while", () => {
    const values = survivalCurve(withGap).map(({ duration, atRisk, survival }) => [
      duration,
      atRisk,
      survival,
    ]);
    expect(values).toEqual([
      [0, 2, 1],
      [1, 2, 1 / 2],
      [7, 2, 1 / 4],
      [8, 1, 1 / 4],
    ]);
  });

  test("is empty without customers", () => {
    expect(survivalCurve(tallyLifetimes([]))).toEqual([]);
    const rows = [{ duration: 3, left: 0, censored: 0 }];
    expect(survivalCurve(storedLifetimes(rows))).toEqual([]);
  });

  test("refuses an unknown transform, an invalid confidence and anything but a tally", () => {
    const tally = allLeft(1, 2);
    expectError(
      () => survivalCurve(tally, { transform: untyped("logit") }),
      "out-of-range",
      'survivalCurve: transform must be "log-log", "log" or "plain", got "logit"',
      "transform",
    );
    expectError(
      () => survivalCurve(tally, { confidence: 95 }),
      "out-of-range",
      "survivalCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => survivalCurve(untyped(null)),
      "bad-tally",
      'survivalCurve: tally.kind must be "lifetimes", got undefined',
      "tally.kind",
    );
  });

  test("starts at 1, never rises, and holds its intervals between 0 and 1", () => {
    fc.assert(
      fc.property(anyLifetimes, fc.constantFrom(...transforms), (lifetimes, transform) => {
        let before = 1;
        for (const point of survivalCurve(tallyLifetimes(lifetimes), { transform })) {
          const { survival, low, high } = point;
          expect(survival).toBeLessThanOrEqual(before);
          expect(survival).toBeGreaterThanOrEqual(0);
          before = survival;
          if (low === null || high === null) continue;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(survival);
          expect(high).toBeGreaterThanOrEqual(survival);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("is, to the last digit, the share still there if everybody's end is known", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 60 }), (durations) => {
        for (const { duration, survival } of survivalCurve(allLeft(...durations)).slice(1)) {
          const there = durations.filter((one) => one > duration).length;
          expect(survival).toBe(there / durations.length);
        }
      }),
    );
  });

  test("holds the true share as often as the docs say, by enumeration of all samples", () => {
    const coverage = (transform: SurvivalTransform, customers: number, share: number) => {
      let held = 0;
      let probability = (1 - share) ** customers; // of 0 who stay, then of 1, 2, …
      for (let stay = 0; stay <= customers; stay++) {
        const rows = [
          { duration: 1, left: customers - stay, censored: 0 },
          { duration: 2, left: 0, censored: stay },
        ];
        const point = survivalCurve(storedLifetimes(rows), { transform })[1];
        const { low, high } = point as SurvivalPoint;
        if (low !== null && high !== null && low <= share && share <= high) held += probability;
        probability *= ((customers - stay) / (stay + 1)) * (share / (1 - share));
      }
      return held;
    };
    const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    for (const [transform, worst, best] of [
      ["log-log", 0.93, 0.972],
      ["log", 0.92, 0.965],
      ["plain", 0.92, 0.952],
    ] as const) {
      for (const share of shares) {
        expect(coverage(transform, 60, share)).toBeGreaterThan(worst);
        expect(coverage(transform, 60, share)).toBeLessThan(best);
      }
    }
    expect(coverage("log-log", 20, 0.9)).toBeCloseTo(0.835, 3);
  });

  test("does not move when all counts double, but for narrower intervals", () => {
    fc.assert(
      fc.property(plainLifetimes, (lifetimes) => {
        const once = survivalCurve(tallyLifetimes(lifetimes));
        const twice = survivalCurve(tallyLifetimes([...lifetimes, ...lifetimes]));
        once.forEach(({ survival, low, high }, i) => {
          const other = twice[i] as SurvivalPoint;
          expect(other.survival).toBeCloseTo(survival, 12);
          if (low === null || high === null || low === 1) return;
          expect((other.high as number) - (other.low as number)).toBeLessThan(high - low);
        });
      }),
    );
  });
});
