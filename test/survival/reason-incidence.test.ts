import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type IncidencePoint,
  type Lifetime,
  reasonIncidence,
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
  sampleOf,
  storedLifetimes,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

/** The value of a step at a duration. */
const at = <Point extends { readonly duration: number }>(points: readonly Point[], end: number) =>
  points.filter(({ duration }) => duration <= end).at(-1) as Point;

describe("reasonIncidence", () => {
  test("agrees with the Aalen–Johansen estimate of survfit in R, late entries included", () => {
    expect(reference.incidences.length).toBeGreaterThan(30);
    for (const expected of reference.incidences) {
      const { sample, reason, transform, confidence } = expected;
      const options = { transform: transform as SurvivalTransform, confidence };
      const curves = reasonIncidence(tallyOf(sampleOf(sample)), options);
      const curve = curves.find((one) => one.reason === reason);
      const points = new Map(curve?.points.slice(1).map((point) => [point.duration, point]));
      expected.duration.forEach((duration, i) => {
        const point = points.get(duration);
        const what = `${sample}, ${reason}, ${transform}, at ${duration}`;
        expect(point?.left, what).toBe(expected.left[i]);
        for (const field of ["incidence", "standardError", "low", "high"] as const) {
          expectNear(point?.[field], expected[field][i] as number | null, `${what}, ${field}`);
        }
      });
    }
  });

  test("adds up shares of those at risk, as one can do by hand", () => {
    // 1 of 4 for price; then 1 of 3 for no reason; then 3/4 × 2/3 × 1/2 for price.
    const curves = reasonIncidence(
      tallyLifetimes([
        { duration: 1, left: true, reason: "price" },
        { duration: 2, left: true },
        { duration: 5, left: true, reason: "price" },
        { duration: 8, left: false },
      ]),
    );
    expect(
      curves.map(({ reason, points }) => [
        reason,
        points.map(({ duration, left, incidence }) => [duration, left, incidence]),
      ]),
    ).toEqual([
      [
        "price",
        [
          [0, 0, 0],
          [1, 1, 0.25],
          [5, 1, 0.5],
          [8, 0, 0.5],
        ],
      ],
      [
        null,
        [
          [0, 0, 0],
          [2, 1, 0.25],
          [8, 0, 0.25],
        ],
      ],
    ]);
    const [start] = curves[0]?.points ?? [];
    const sure = { standardError: 0, low: 0, high: 0, confidence: 0.95 };
    expect(start).toEqual({ duration: 0, atRisk: 4, left: 0, incidence: 0, ...sure });
  });

  test("has no interval where all have left for the one reason", () => {
    const lifetimes = [1, 1, 1, 2, 3, 3, 7].map((duration): Lifetime => {
      return { duration, left: true, reason: "price" };
    });
    const points = reasonIncidence(tallyLifetimes(lifetimes))[0]?.points ?? [];
    expect(points.at(-1)).toEqual({
      duration: 7,
      atRisk: 1,
      left: 1,
      incidence: 1,
      standardError: null,
      low: null,
      high: null,
      confidence: 0.95,
    });
  });

  test("comes to exactly 1 once all have left, whatever sums of shares come to", () => {
    for (let customers = 1; customers <= 20; customers++) {
      const [curve] = reasonIncidence(allLeft(...Array(customers).keys()));
      expect(curve?.points.at(-1)?.incidence).toBe(1);
    }
  });

  test("has one curve where nobody gave a reason, and none where nobody left", () => {
    expect(reasonIncidence(allLeft(1, 2)).map(({ reason }) => reason)).toEqual([null]);
    expect(reasonIncidence(tallyLifetimes([{ duration: 3, left: false }]))).toEqual([]);
    expect(reasonIncidence(tallyLifetimes([]))).toEqual([]);
  });

  test("skips a reason that nobody gave, as a database may count it", () => {
    const byReason = [
      { reason: "a", count: 0 },
      { reason: "b", count: 2 },
    ];
    const rows = [{ duration: 3, left: 2, censored: 0, byReason }];
    expect(reasonIncidence(storedLifetimes(rows))).toMatchObject([
      { reason: "b", points: [{}, { duration: 3, left: 2, incidence: 1 }] },
    ]);
  });

  test("keeps its height where nobody is at risk for a while, and once all have left", () => {
    const [curve] = reasonIncidence(withGap);
    expect(curve?.points.map((point) => [point.duration, point.atRisk, point.incidence])).toEqual([
      [0, 2, 0],
      [1, 2, 1 / 2],
      [7, 2, 3 / 4],
      [8, 1, 3 / 4],
    ]);
    const [price, none] = reasonIncidence(
      tallyLifetimes([
        { duration: 2, left: true, reason: "price" },
        { duration: 3, left: true },
        { duration: 6, left: true, entered: 4, reason: "price" },
      ]),
    );
    // Of two from the start one left for each: 1/2, with the error of a share of two.
    for (const points of [price?.points ?? [], none?.points ?? []]) {
      const { duration, incidence, standardError } = points.at(-1) as IncidencePoint;
      expect([duration, incidence]).toEqual([6, 1 / 2]);
      expect(standardError).toBeCloseTo(Math.sqrt(1 / 8), 14);
    }
  });

  test("takes a duration of −0, as stored tallies may have it", () => {
    const rows = [{ duration: -0, left: 1, censored: 1 }];
    const [curve] = reasonIncidence(storedLifetimes(rows));
    expect(curve?.points.map(({ duration }) => duration)).toEqual([0, 0]);
  });

  test("refuses wrong transforms and confidences", () => {
    expectError(
      () => reasonIncidence(allLeft(1), { transform: untyped("arcsin") }),
      "out-of-range",
      'reasonIncidence: transform must be "log-log", "log" or "plain", got "arcsin"',
      "transform",
    );
    expectError(
      () => reasonIncidence(allLeft(1), { confidence: 0 }),
      "out-of-range",
      "reasonIncidence: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
  });

  test("adds up to 1 with survival, at every duration", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        const tally = tallyLifetimes(lifetimes);
        const curves = reasonIncidence(tally);
        for (const { duration, survival } of survivalCurve(tally)) {
          if (duration === 0) continue; // a step at 0 has two values there
          const gone = curves.map(({ points }) => at(points, duration).incidence);
          expect(gone.reduce((sum, one) => sum + one, survival)).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test("never falls, lies in its interval, and below 1 less the curve of that reason alone", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        for (const { reason, points } of reasonIncidence(tallyLifetimes(lifetimes))) {
          const alone = survivalCurve(
            tallyLifetimes(
              lifetimes.map((one) => ({
                ...one,
                left: one.left ? (one.reason ?? null) === reason : false,
                reason: null,
              })),
            ),
          );
          let before = 0;
          for (const { duration, incidence, low, high } of points) {
            expect(incidence).toBeGreaterThanOrEqual(before);
            before = incidence;
            if (low !== null) expect(low).toBeLessThanOrEqual(incidence);
            if (high !== null) expect(high).toBeGreaterThanOrEqual(incidence);
            if (duration === 0) continue;
            expect(incidence).toBeLessThanOrEqual(1 - at(alone, duration).survival + 1e-12);
          }
        }
      }),
    );
  });

  test("with one reason is 1 less survival, with the same standard error", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        const tally = tallyLifetimes(
          lifetimes.map((one) => ({ ...one, reason: one.left ? "any" : null })),
        );
        const curve = survivalCurve(tally).slice(1);
        (reasonIncidence(tally)[0]?.points ?? []).slice(1).forEach((point, i) => {
          expect(point.incidence).toBeCloseTo(1 - (curve[i]?.survival as number), 12);
          const error = curve[i]?.standardError ?? null;
          if (error === null || point.standardError === null) return;
          expect(point.standardError).toBeCloseTo(error, 10);
        });
      }),
    );
  });
});
