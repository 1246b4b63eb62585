import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cumulativeHazard,
  lifetimeQuantile,
  meanLifetimeDifference,
  meanLifetimeWithin,
  medianLifetime,
  type SurvivalTransform,
  survivalAt,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/rest.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { allLeft, anyLifetimes, expectNear } from "../support/lifetimes.js";

const some = tallyLifetimes({
  duration: [0, 2, 3, 3, 5, 7, 9],
  left: [1, 1, 1, 0, 1, 0, 0],
});

describe("those who stay longer than a duration", () => {
  test("have the curve that survfit of R gives them, whatever the transform", () => {
    expect(reference.samples.length).toBeGreaterThan(10);
    for (const { duration, left, from, times, curves } of reference.samples) {
      const tally = tallyLifetimes({ duration, left });
      for (const { transform, ...expected } of curves) {
        const options = { from, transform: transform as SurvivalTransform };
        survivalAt(tally, times, options).forEach((answer, i) => {
          for (const field of ["survival", "standardError", "low", "high"] as const) {
            const what = `${duration.length} from ${from}, at ${answer.duration}, ${field}`;
            expectNear(answer[field], expected[field][i] ?? null, what);
          }
        });
        for (const point of survivalCurve(tally, options)) {
          const i = times.indexOf(point.duration);
          if (i < 0 || point.left === 0) continue;
          expectNear(point.survival, expected.survival[i] as number, "survival");
          if (point.survival > 0) expectNear(point.low, expected.low[i] as number, "low");
        }
      }
    }
  });

  test("have the mean that survfit of R gives them, and its error", () => {
    for (const { duration, left, from, horizon, mean, meanError } of reference.samples) {
      const found = meanLifetimeWithin(tallyLifetimes({ duration, left }), { horizon, from });
      expect(Math.abs((found?.value as number) - mean)).toBeLessThan(1e-8);
      expect(Math.abs((found?.standardError as number) - meanError)).toBeLessThan(1e-6);
      expect(found?.high).toBeLessThanOrEqual(horizon - from);
    }
  });

  test("are counted, at that duration and later, without those who left just then", () => {
    // At 3 one of 5 leaves and one is last seen: 3 stay longer. At 5 one of them leaves.
    expect(survivalAt(some, [7, 3, 5, 10], { from: 3 })).toEqual([
      expect.objectContaining({ duration: 7, atRisk: 2, survival: 2 / 3 }),
      {
        duration: 3,
        atRisk: 3,
        survival: 1,
        standardError: null,
        low: null,
        high: null,
        confidence: 0.95,
      },
      expect.objectContaining({ duration: 5, atRisk: 3, survival: 2 / 3 }),
      expect.objectContaining({ duration: 10, atRisk: 0, survival: null }),
    ]);
    const curve = survivalCurve(some, { from: 3 });
    expect(curve.map(({ duration, atRisk, survival }) => [duration, atRisk, survival])).toEqual([
      [3, 3, 1],
      [5, 3, 2 / 3],
      [9, 1, 2 / 3],
    ]);
    expect(curve[0]).toMatchObject({ left: 0, standardError: 0, low: 1, high: 1 });
    // From 0 on those who left at once are left out.
    expect(survivalAt(some, [0, 2]).map(({ survival }) => survival)).toEqual([6 / 7, 5 / 7]);
    const later = survivalAt(some, [0, 2], { from: 0 });
    expect(later.map(({ survival }) => survival)).toEqual([1, 5 / 6]);
    // 1 up to 5, then 2/3 up to 8
    expect(meanLifetimeWithin(some, { horizon: 8, from: 3 })?.value).toBeCloseTo(4, 12);
  });

  test("are counted from when they entered", () => {
    const tally = tallyLifetimes([
      { duration: 2, left: true },
      { duration: 4, left: false },
      { duration: 6, left: true, entered: 3 },
    ]);
    const curve = survivalCurve(tally, { from: 3 });
    expect(curve.map(({ duration, atRisk, survival }) => [duration, atRisk, survival])).toEqual([
      [3, 2, 1],
      [6, 1, 0],
    ]);
    // All who were there left at 1, and who came later tells nothing of those.
    const gap = tallyLifetimes([
      { duration: 1, left: true },
      { duration: 6, left: true, entered: 3 },
    ]);
    expect(survivalCurve(gap, { from: 4 })).toEqual([]);
  });

  test("are unknown if all have left by then, or nobody was watched so long", () => {
    const gone = allLeft(1, 2);
    for (const [tally, from] of [
      [gone, 2],
      [gone, 5],
      [some, 9.5],
      [tallyLifetimes([]), 0],
    ] as const) {
      expect(survivalCurve(tally, { from })).toEqual([]);
      const [at, after] = survivalAt(tally, [from, from + 1], { from });
      expect(at).toMatchObject({ survival: null, standardError: null, low: null, atRisk: 0 });
      expect(after).toMatchObject({ survival: null });
      expect(meanLifetimeWithin(tally, { horizon: from + 1, from })).toBe(null);
    }
    // Just at the longest duration they are all there still.
    expect(survivalAt(some, [9], { from: 9 })[0]).toMatchObject({ survival: 1, atRisk: 0 });
    expect(survivalCurve(some, { from: 9 })).toHaveLength(1);
    expect(meanLifetimeWithin(some, { horizon: 10, from: 9 })).toBe(null);
  });

  test("are refused by other readings, and so are durations and horizons before", () => {
    expectError(
      () => survivalAt(some, [5, 2], { from: 3 }),
      "out-of-range",
      "survivalAt: durations at index 1 must be a number, 3 or more, got 2",
      "durations",
      1,
    );
    expectError(
      () => survivalCurve(some, { from: -1 }),
      "out-of-range",
      "survivalCurve: from must be a number, 0 or more, got -1",
      "from",
    );
    expectError(
      () => meanLifetimeWithin(some, { horizon: 3, from: 3 }),
      "out-of-range",
      "meanLifetimeWithin: horizon must be a number above 3, got 3",
      "horizon",
    );
    expectError(
      () => meanLifetimeWithin(some, { horizon: 3, from: untyped("1") }),
      "wrong-type",
      'meanLifetimeWithin: from must be a number, 0 or more, got "1"',
      "from",
    );
    for (const read of [
      () => medianLifetime(some, untyped({ from: 3 })),
      () => lifetimeQuantile(some, 0.5, untyped({ from: 3 })),
      () => cumulativeHazard(some, untyped({ from: 3 })),
      () => meanLifetimeDifference(some, some, untyped({ horizon: 5, from: 3 })),
    ]) {
      expect(read).toThrow(/options must be like/);
    }
  });

  test("make up what is left of the curve and of the area below it", () => {
    const from = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(anyLifetimes, from, fc.integer({ min: 1, max: 12 }), (rows, from, more) => {
        const tally = tallyLifetimes(rows);
        const horizon = from + more;
        const [before, later] = survivalAt(tally, [from, horizon]);
        const [rest] = survivalAt(tally, [horizon], { from });
        const share = before?.survival ?? 0;
        if (share === 0) expect(rest?.survival).toBe(null);
        else if (later?.survival === null) expect(rest?.survival).toBe(null);
        else expect(share * (rest?.survival as number)).toBeCloseTo(later?.survival as number, 12);

        const whole = meanLifetimeWithin(tally, { horizon });
        const restMean = meanLifetimeWithin(tally, { horizon, from });
        if (whole === null || share === 0) {
          expect(restMean).toBe(null);
          return;
        }
        const first = from === 0 ? 0 : meanLifetimeWithin(tally, { horizon: from })?.value;
        const sum = (first as number) + share * (restMean?.value as number);
        expect(sum).toBeCloseTo(whole.value, 10);
      }),
    );
  });
});
