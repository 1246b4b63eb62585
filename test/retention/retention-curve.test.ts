import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  meanCohortRetention,
  type RetentionCriterion,
  retentionCurve,
  retentionTable,
  shareInterval,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCriterion, anyDepth, anyLog, anyOptions } from "../support/logs.js";
import { at, log, orders, untilApril, untilMay, visits } from "../support/orders.js";

describe("retentionCurve", () => {
  const tally = tallyCohorts(orders, untilApril);

  test("pools the complete cells, and counts the cohorts behind each point", () => {
    const curve = retentionCurve(tally, { confidence: 0.9 });
    const { low, high } = shareInterval({ count: 1, total: 2 }, { confidence: 0.9 }) as {
      low: number;
      high: number;
    };
    const point = { count: 1, total: 2, share: 0.5, low, high, confidence: 0.9 };
    // One of two came back in February, and as many in March.
    expect(curve).toEqual([
      {
        lag: 0,
        through: 0,
        cohorts: 2,
        count: 3,
        total: 3,
        share: 1,
        ofPrevious: null,
        low: 1,
        high: 1,
        confidence: 0.9,
      },
      { lag: 1, through: 1, cohorts: 1, ofPrevious: 0.5, ...point },
      { lag: 2, through: 2, cohorts: 1, ofPrevious: 1, ...point },
    ]);
  });

  test("keeps the month still running out, down to no point at all", () => {
    const first = [{ customer: 1, time: at(4, 2) }];
    expect(retentionCurve(tallyCohorts(first, untilApril))).toEqual([]);
    expect(retentionCurve(tallyCohorts([], untilApril))).toEqual([]);
  });

  test("refuses an invalid confidence, even if there is no point", () => {
    expectError(
      () => retentionCurve(tallyCohorts([], untilApril), { confidence: 95 }),
      "out-of-range",
      "retentionCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });

  test("refuses an invalid confidence, and anything but a tally", () => {
    expectError(
      () => retentionCurve(tally, { confidence: 95 }),
      "out-of-range",
      "retentionCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => retentionCurve(untyped({ kind: "scores" })),
      "bad-tally",
      'retentionCurve: tally.kind must be "cohorts", got "scores"',
      "tally.kind",
    );
  });

  test("is what the complete cells of the table add up to", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, (log, given) => {
        const made = tallyCohorts(log, given);
        const cells = retentionTable(made)
          .flatMap((row) => row.cells)
          .filter(({ state, total }) => state === "complete" && total > 0);
        const curve = retentionCurve(made);
        expect(curve.map(({ lag }) => lag)).toEqual(curve.map((_, lag) => lag));
        expect(cells.every(({ lag }) => lag < curve.length)).toBe(true);
        for (const { lag, cohorts, count, total, share, low, high } of curve) {
          const there = cells.filter((cell) => cell.lag === lag);
          expect(cohorts).toBe(there.length);
          expect(count).toBe(there.reduce((sum, cell) => sum + cell.count, 0));
          expect(total).toBe(there.reduce((sum, cell) => sum + cell.total, 0));
          expect(share).toBe(count / total);
          expect(low).toBeLessThanOrEqual(share);
          expect(high).toBeGreaterThanOrEqual(share);
        }
      }),
    );
  });
});

describe("retentionCurve and meanCohortRetention by each criterion", () => {
  const two = [...visits, ...log("eve", ".x.x")];
  const tally = tallyCohorts(two, { ...untilMay, horizon: 2 });

  test("pool the complete cells", () => {
    const pooled = (criterion: RetentionCriterion) =>
      retentionCurve(tally, { criterion }).map((point) => [point.count, point.total]);
    expect(pooled("on")).toEqual([
      [5, 5],
      [2, 5],
      [3, 5],
      [1, 4],
    ]);
    expect(pooled("onOrAfter")).toEqual([
      [5, 5],
      [4, 5],
      [3, 5],
    ]);
    expect(pooled("onOrBefore")).toEqual([
      [5, 5],
      [2, 5],
      [4, 5],
    ]);
    expect(pooled("every")).toEqual([
      [5, 5],
      [2, 5],
      [1, 5],
    ]);
    // At lag 3 only the cohort of January counts, of whom two returned at lag 2 and one at lag 3.
    expect(retentionCurve(tally)[3].ofPrevious).toBe(0.5);
    const [, , , last] = retentionCurve(tally, { criterion: "every", horizon: 3 });
    expect(last).toMatchObject({ count: 0, total: 4, share: 0, low: 0 });
  });

  test("weigh customers, or cohorts", () => {
    expect(meanCohortRetention(tally)).toEqual([
      { lag: 0, through: 0, cohorts: 2, rate: 1 },
      { lag: 1, through: 1, cohorts: 2, rate: (2 / 4 + 0) / 2 },
      { lag: 2, through: 2, cohorts: 2, rate: (2 / 4 + 1) / 2 },
      { lag: 3, through: 3, cohorts: 1, rate: 1 / 4 },
    ]);
    expect(meanCohortRetention(tally, { criterion: "onOrAfter" }).map(({ rate }) => rate)).toEqual([
      1,
      (3 / 4 + 1) / 2,
      (2 / 4 + 1) / 2,
    ]);
    expect(meanCohortRetention(tallyCohorts([], untilMay))).toEqual([]);
  });

  test("refuse `onOrAfter` without a horizon", () => {
    for (const [name, reading] of Object.entries({ retentionCurve, meanCohortRetention })) {
      expectError(
        () => reading(tallyCohorts(two, untilMay), { criterion: "onOrAfter" }),
        "needs-events",
        `${name}: horizon must be set when tallying, such as 6, since young cohorts have had less time to come back, got null`,
        "horizon",
      );
    }
  });

  test("keep to the cohorts that are complete at a horizon, at every lag", () => {
    const counts = (criterion: RetentionCriterion, horizon?: number) =>
      retentionCurve(tally, { criterion, horizon }).map((point) => [point.count, point.total]);
    // At lag 3 only the cohort of January is complete, and so at every lag before it.
    expect(counts("on", 3)).toEqual([
      [4, 4],
      [2, 4],
      [2, 4],
      [1, 4],
    ]);
    expect(counts("onOrBefore", 3)).toEqual([
      [4, 4],
      [2, 4],
      [3, 4],
      [3, 4],
    ]);
    expect(counts("on", 1)).toEqual(counts("on").slice(0, 2));
    expect(counts("on", 4)).toEqual([]);
    expect(counts("onOrAfter", 2)).toEqual(counts("onOrAfter"));
    expect(meanCohortRetention(tally, { horizon: 3 }).map(({ cohorts }) => cohorts)).toEqual([
      1, 1, 1, 1,
    ]);
    // As if the younger cohort were not there.
    const alone = { ...tally, cohorts: tally.cohorts.slice(0, 1) };
    expect(retentionCurve(tally, { horizon: 3 })).toEqual(retentionCurve(alone));
  });

  test("would fall by `onOrBefore`, or rise by `every`, where cohorts drop out", () => {
    // Five came in January and one stayed; five in February, of whom nobody came back.
    const january = log("ann", "xxx.");
    const others = ["bob", "cas"].flatMap((customer) => log(customer, ".x.."));
    const mixed = tallyCohorts([...january, ...others], untilMay);
    const shares = (criterion: RetentionCriterion) =>
      retentionCurve(mixed, { criterion, horizon: 2 }).map(({ share }) => share);
    expect(retentionCurve(mixed).map(({ share }) => share)[1]).toBeCloseTo(1 / 3, 12);
    expect(shares("every")).toEqual([1, 1 / 3, 1 / 3]);
    expect(shares("onOrBefore")).toEqual([1, 1 / 3, 1 / 3]);
  });

  test("refuse `onOrBefore` and `every` without a horizon, and horizons that do not fit", () => {
    const without = tallyCohorts(two, untilMay);
    for (const [name, reading] of Object.entries({ retentionCurve, meanCohortRetention })) {
      for (const criterion of ["onOrBefore", "every"] as const) {
        expectError(
          () => reading(without, { criterion }),
          "wrong-type",
          `${name}: horizon must be set for "${criterion}", such as 6, so that every point is of the same cohorts, got undefined`,
          "horizon",
        );
      }
      expectError(
        () => reading(tally, { criterion: "onOrAfter", horizon: 3 }),
        "options-mismatch",
        `${name}: horizon must be 2, as in the tally, since "onOrAfter" was counted up to there, got 3`,
        "horizon",
      );
      expectError(
        () => reading(without, { horizon: -1 }),
        "out-of-range",
        `${name}: horizon must be a whole number from 0 to 1000000, got -1`,
        "horizon",
      );
      const bracketed = tallyCohorts(two, { ...untilMay, brackets: [1, 3] });
      expectError(
        () => reading(bracketed, { horizon: 2 }),
        "out-of-range",
        `${name}: horizon must be the last lag of a bracket, got 2`,
        "horizon",
      );
      expect(reading(bracketed, { horizon: 3 }).map(({ lag }) => lag)).toEqual([0, 1, 2]);
      expect(reading(bracketed, { horizon: 0 }).map(({ lag }) => lag)).toEqual([0]);
    }
  });

  test("never rise by `every`, never fall by `onOrBefore`", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, fc.nat(6), (events, options, horizon) => {
        const tally = tallyCohorts(events, options);
        const shares = (criterion: RetentionCriterion) =>
          retentionCurve(tally, { criterion, horizon }).map(({ share }) => share);
        const [every, before] = [shares("every"), shares("onOrBefore").slice(1)];
        expect(every).toEqual([...every].sort((a, b) => b - a));
        expect(before).toEqual([...before].sort((a, b) => a - b));
      }),
    );
  });

  test("are what the complete cells of the table add up to", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, anyCriterion, (events, given, criterion) => {
        const options = criterion !== "on" && !given.horizon ? { ...given, horizon: 0 } : given;
        const tally = tallyCohorts(events, options);
        const { horizon } = tally;
        const isSame = criterion === "onOrBefore" || criterion === "every";
        const cells = retentionTable(tally, { criterion })
          .filter(({ size }) => size > 0)
          .map((row) => row.cells)
          .filter((row) => {
            const end = row.find(({ through }) => through === horizon);
            return !isSame || end?.state === "complete";
          })
          .flatMap((row) => row.filter(({ through }) => !isSame || through <= (horizon as number)))
          .filter(({ state }) => state === "complete");
        const curve = retentionCurve(tally, { criterion });
        const means = meanCohortRetention(tally, { criterion });
        expect(new Set(cells.map(({ lag }) => lag))).toEqual(new Set(curve.map(({ lag }) => lag)));
        curve.forEach(({ lag, through, cohorts, count, total, share, low, high }, i) => {
          const there = cells.filter((cell) => cell.lag === lag);
          expect(cohorts).toBe(there.length);
          expect(count).toBe(there.reduce((sum, cell) => sum + cell.count, 0));
          expect(total).toBe(there.reduce((sum, cell) => sum + cell.total, 0));
          expect(low).toBeLessThanOrEqual(share);
          expect(high).toBeGreaterThanOrEqual(share);
          const sum = there.reduce((total, cell) => total + (cell.share ?? 0), 0);
          expect(means[i]).toEqual({ lag, through, cohorts, rate: sum / cohorts });
        });
      }),
    );
  });
});
