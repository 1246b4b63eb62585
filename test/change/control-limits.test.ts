import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeScores,
  type NpsCounts,
  npsControlLimits,
  oneToTen,
  type ScoreGroup,
  tallyScoreCounts,
  tallyScores,
  tallyScoresByPeriod,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/periods.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const week = (by: string, promoters: number, passives: number, detractors: number) => ({
  by,
  tally: tallyScoreCounts(
    { score: [10, 8, 0], count: [promoters, passives, detractors] },
    zeroToTen,
  ),
});

/** The probability of all outcomes of so many answers that lie outside the limits. */
function alarmsAt(answers: number, [p, q, d]: readonly number[], baseline: NpsCounts): number {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  let sum = 0;
  for (let promoters = 0; promoters <= answers; promoters++) {
    for (let passives = 0; promoters + passives <= answers; passives++) {
      const detractors = answers - promoters - passives;
      const [period] = npsControlLimits([week("", promoters, passives, detractors)], {
        baseline,
      }).periods;
      const ways =
        factorial(answers) / (factorial(promoters) * factorial(passives) * factorial(detractors));
      if (period.outside) sum += ways * p ** promoters * q ** passives * d ** detractors;
    }
  }
  return sum;
}

describe("npsControlLimits", () => {
  test("agrees with pandas and numpy on months and weeks, some of them without answers", () => {
    const rows = reference.rows.map(([time, score]) => ({ time: time as number, score }));
    for (const series of reference.series) {
      const { groups } = tallyScoresByPeriod(rows, zeroToTen, {
        period: series.period as "month" | "week",
        weekStart: series.weekStart as "monday" | "sunday",
        timeZone: reference.timeZone,
        until: reference.until,
      });
      const { centre, periods } = npsControlLimits(groups);
      expect(centre).toBeCloseTo(series.centre, 9);
      periods.forEach(({ by, value, low, high, outside }, i) => {
        const known = { value: series.nps[i], low: series.low[i], high: series.high[i] };
        if (known.value === null || known.low === null || known.high === null) {
          expect({ by, value, low, high, outside }).toEqual({
            by: series.by[i],
            value: null,
            low: null,
            high: null,
            outside: false,
          });
          return;
        }
        expectClose({ value, low, high }, known);
        expect(outside).toBe(known.value < known.low || known.value > known.high);
      });
    }
  });

  test("with a baseline takes centre and variance from it", () => {
    // Of 50, 30 and 20: 30 points, v = .7 − .09 = .61; three sigmas of 100 answers are 3 · 10 √.61.
    const reach = 30 * Math.sqrt(0.61);
    const weeks = [week("1 June", 47, 30, 23), week("8 June", 30, 30, 40)];
    const baseline = { promoters: 500, passives: 300, detractors: 200 };
    const { centre, periods } = npsControlLimits(weeks, { baseline });
    expect(centre).toBe(30);
    expectClose(periods[0], { value: 24, low: 30 - reach, high: 30 + reach });
    expect(periods.map(({ by, outside }) => [by, outside])).toEqual([
      ["1 June", false],
      ["8 June", true],
    ]);
    const wide = npsControlLimits(weeks, { baseline, sigmas: 6 });
    expectClose(wide.periods[1], { value: -10, low: 30 - 2 * reach, high: 30 + 2 * reach });
    expect(wide.periods[1].outside).toBe(false);
    const rise = npsControlLimits([week("15 June", 70, 30, 0)], { baseline });
    expect(rise.periods[0].outside).toBe(true);
  });

  test("does not cut limits off at the ends of the scale", () => {
    const { periods } = npsControlLimits([week("a", 95, 5, 0), week("b", 9, 0, 1)]);
    expect(periods[1].high).toBeGreaterThan(100);
  });

  test("has no limits without answers to take them from", () => {
    expect(npsControlLimits([])).toEqual({ centre: null, periods: [] });
    const none = { low: null, high: null, outside: false };
    expect(npsControlLimits([week("a", 0, 0, 0)])).toEqual({
      centre: null,
      periods: [{ by: "a", value: null, ...none }],
    });
    expect(npsControlLimits([week("a", 1, 0, 0)], { baseline: [] })).toEqual({
      centre: null,
      periods: [{ by: "a", value: 100, ...none }],
    });
  });

  test("are finite where a period has next to no part of an answer", () => {
    const tiny = { promoters: 5e-324, passives: 0, detractors: 0 };
    const normal = { promoters: 5, passives: 3, detractors: 2 };
    const groups = untyped([{ by: 1, tally: tiny }]);
    const { periods } = npsControlLimits(groups, { baseline: normal });
    const [high, value] = [Number.MAX_VALUE, 100];
    expect(periods).toEqual([{ by: 1, value, low: -high, high, outside: false }]);
  });

  test("takes the other scale, and refuses a mix of them", () => {
    const groups = [{ by: 1, tally: tallyScores([10, 3, 8], oneToTen) }];
    expect(npsControlLimits(groups, { scale: oneToTen }).centre).toBe(0);
    expectError(
      () => npsControlLimits(groups),
      "scale-mismatch",
      "npsCounts: tally.scale.min must be 0, got 1",
      "tally.scale.min",
    );
  });

  test("refuses groups that are not a list of tallies, and sigmas of none", () => {
    expectError(
      () => npsControlLimits(untyped({})),
      "wrong-type",
      "npsControlLimits: groups must be a list of groups, got an object",
      "groups",
    );
    expectError(
      () => npsControlLimits(untyped([null])),
      "bad-tally",
      "npsControlLimits: groups[0].by must be a name, a finite number, or a list of them, got undefined",
      "groups[0].by",
    );
    expectError(
      () => npsControlLimits(untyped([{ by: 1 }])),
      "wrong-type",
      "tallyScores: scores must be an array or a tally, got undefined",
      "scores",
    );
    expectError(
      () => npsControlLimits([], { sigmas: untyped("3") }),
      "wrong-type",
      'npsControlLimits: sigmas must be between 0 and 100, such as 3, got "3"',
      "sigmas",
    );
    expectError(
      () => npsControlLimits([], { sigmas: 0 }),
      "out-of-range",
      "npsControlLimits: sigmas must be between 0 and 100, such as 3, got 0",
      "sigmas",
    );
    expectError(
      () => npsControlLimits([], untyped({ sigma: 2 })),
      "unknown-option",
      'npsControlLimits: options must be like { baseline, sigmas, scale }, got "sigma"',
      "options",
    );
  });

  test("raises as many false alarms as numpy drew, and as the comment says", () => {
    expect(reference.alarms.length).toBeGreaterThan(10);
    for (const { shares, answers, outside } of reference.alarms) {
      const atLeast = answers >= 50 ? 0.002 : 0;
      expect(outside).toBeGreaterThan(atLeast);
      expect(outside).toBeLessThan(answers >= 50 ? 0.005 : 0.0105);
      if (answers > 20) continue;
      const [promoters, passives, detractors] = shares.map((share) => Math.round(1e6 * share));
      const counts = { promoters, passives, detractors };
      expect(alarmsAt(answers, shares, counts)).toBeCloseTo(outside, 3);
    }
  });

  test("of all periods is what it is with all of them as the baseline", () => {
    const counts = fc.array(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)), { minLength: 1 });
    fc.assert(
      fc.property(counts, (rows) => {
        const groups: ScoreGroup<string>[] = rows.map(([a, b, c], i) => week(`${i}`, a, b, c));
        const baseline = mergeScores(groups.map(({ tally }) => tally));
        expect(npsControlLimits(groups, { baseline })).toEqual(npsControlLimits(groups));
      }),
    );
  });
});
