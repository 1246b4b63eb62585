import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cohort,
  mergeCohorts,
  payback,
  tallyCohorts,
  tallyCohortsAsync,
  tallyCohortsFromEntries,
  type ValuePoint,
  valueCurve,
  valueRetention,
} from "../../src/index.js";
import reference from "../reference/valueCurve.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const monthly = { period: "month", timeZone: "UTC", until: at(4, 1) } as const;
const orders = [
  { customer: "ann", time: at(1, 5), value: 30 },
  { customer: "bob", time: at(1, 9), value: 50 },
  { customer: "ann", time: at(2, 5), value: 20 },
  { customer: "ann", time: at(2, 6), value: -10 },
  { customer: "cas", time: at(2, 7), value: 60 },
  { customer: "cas", time: at(3, 7), value: 5 },
];
const { customer, time, value } = reference;
const until = reference.until;
const referenceTally = tallyCohorts({ customer, time, value }, { ...monthly, until });

/** What members have spent so far, squared and summed, the slow and obvious way. */
function slowSquares(
  events: readonly { customer: unknown; time: number; value: number }[],
  cohort: Cohort,
  options: Parameters<typeof tallyCohorts>[1],
): number[] {
  const customers = [...new Set(events.map((event) => event.customer))];
  const sums = cohort.eligible.map(() => 0);
  for (const one of customers) {
    const own = events.filter((event) => event.customer === one);
    const [alone] = tallyCohorts(own as never, options).cohorts;
    if (alone?.start !== cohort.start) continue;
    let soFar = 0;
    (alone.value as readonly number[]).forEach((value, lag) => {
      soFar += value;
      sums[lag] += soFar * soFar;
    });
  }
  return sums;
}

describe("valueCurve", () => {
  test.each([
    ["all complete cells", undefined, reference.curve],
    ["cohorts complete at lag 4", 4, reference.within],
  ])("agrees with pandas and scipy: %s", (_, horizon, expected) => {
    const curve = valueCurve(referenceTally, { horizon });
    expect(curve.length).toBe(expected.length);
    curve.forEach((point, i) => {
      const { lag, cohorts, members, ...ends } = expected[i];
      expect(point).toMatchObject({ lag, through: lag, cohorts, members, confidence: 0.95 });
      for (const [end, value] of Object.entries(ends)) {
        const ours = point[end as "value"];
        expect(Math.abs(ours - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
      }
    });
  });

  test("is the mean of what members have spent so far", () => {
    const tally = tallyCohorts(orders, monthly);
    // Ann has spent 30, 40, 40, Bob 50, Cas 60 and 65.
    expect(tally.cohorts.map(({ valueSquares }) => valueSquares)).toEqual([
      [3_400, 4_100, 4_100],
      [3_600, 4_225],
    ]);
    const curve = valueCurve(tally);
    expect(curve.map(({ value, members }) => [value, members])).toEqual([
      [140 / 3, 3],
      [155 / 3, 3],
      [45, 2],
    ]);
    // By the table of Student's t: 12.7062 with one degree of freedom; the deviation of 40 and 50 is 7.0711.
    expect(curve[2].low).toBeCloseTo(45 - (12.7062 * 7.0711) / Math.SQRT2, 2);
    expect(valueCurve(tallyCohorts([], monthly))).toEqual([]);
  });

  test("has ends without width if all have spent the same, and none for one member alone", () => {
    const alike = [1, 2, 3].map((customer) => ({ customer, time: at(3, 5), value: 0.1 }));
    const [{ value, low, high }] = valueCurve(tallyCohorts(alike, monthly));
    expect(value).toBeCloseTo(0.1, 12);
    expect([low, high]).toEqual([value, value]);
    const alone = { value: 30, members: 1, low: null, high: null };
    expect(valueCurve(tallyCohorts([{ ...orders[0], time: at(3, 5) }], monthly))).toMatchObject([
      alone,
    ]);
  });

  test("has no ends for tallies without squares, merged ones among them, and entries anew each time", () => {
    const isOpen = (curve: ValuePoint[]) => curve.map(({ low, high }) => low === null && !high);
    const tally = tallyCohorts(orders, monthly);
    const stored = {
      ...tally,
      cohorts: tally.cohorts.map(({ valueSquares, ...cohort }) => cohort),
    };
    expect(isOpen(valueCurve(stored))).toEqual([true, true, true]);
    const elder = { ...tally, cohorts: [stored.cohorts[0], tally.cohorts[1]] };
    expect(isOpen(valueCurve(elder))).toEqual([true, true, true]);
    const merged = mergeCohorts([stored, tally]);
    expect(isOpen(valueCurve(merged))).toEqual([true, true, true]);
    // Only February's cohort is in both parts.
    const february = tallyCohorts([{ ...orders[4], customer: "dee" }], monthly);
    const part = { ...stored, cohorts: [stored.cohorts[1]] };
    const january = { ...tally, cohorts: [tally.cohorts[0]] };
    expect(isOpen(valueCurve(mergeCohorts([january, part, february])))).toEqual([
      true,
      true,
      false,
    ]);
    const entries = [1, 2].map((customer) => ({ customer, time: at(3, 1) }));
    const bought = [1, 2].map((customer) => ({ customer, time: at(3, 2), value: customer }));
    const anew = tallyCohortsFromEntries(entries, bought, { ...monthly, entry: "recurring" });
    expect(anew.cohorts[0]).not.toHaveProperty("valueSquares");
    expect(isOpen(valueCurve(anew))).toEqual([true]);
    const stated = { ...anew, cohorts: [{ ...anew.cohorts[0], valueSquares: [5] }] };
    expect(isOpen(valueCurve(stated))).toEqual([true]);
    const once = tallyCohortsFromEntries(entries, bought, { ...monthly, entry: "first" });
    expect(isOpen(valueCurve(once))).toEqual([false]);
  });

  test("refuses events without values, and a horizon that is not whole", () => {
    expectError(
      () => valueCurve(tallyCohorts([{ customer: 1, time: at(3, 5) }], monthly)),
      "needs-events",
      "valueCurve: value must be given with every event when tallying, got undefined",
      "value",
    );
    expectError(
      () => valueCurve(referenceTally, { horizon: 0.5 }),
      "not-whole",
      "valueCurve: horizon must be a whole number from 0 to 1000000, got 0.5",
      "horizon",
    );
    expectError(
      () => valueCurve(referenceTally, { confidence: 1 }),
      "out-of-range",
      "valueCurve: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
  });

  test("refuses squares that no events give", () => {
    const tally = tallyCohorts(orders, monthly);
    const refuse = (valueSquares: unknown, shown: string) =>
      expectError(
        () =>
          valueCurve({
            ...tally,
            cohorts: [{ ...tally.cohorts[0], valueSquares: untyped(valueSquares) }],
          }),
        "bad-tally",
        "valueCurve: cohort.valueSquares at index 0 must be left out, or a list beside value with a number, " +
          `0 or more, for each lag, got ${shown}`,
        "cohort.valueSquares",
        0,
      );
    refuse(null, "null");
    refuse([1], "an array");
    refuse([1, 2, -1], "an array");
    refuse([1, 2, 1e300], "an array");
  });

  test("takes its squares from rows, columns, streams and bits alike", async () => {
    const times = fc.property(anyLog, anyDepth, (log, options) => {
      const events = log.map((event, i) => ({ ...event, value: ((i * 37) % 100) - 20 }));
      const { cohorts } = tallyCohorts(events, options);
      for (const cohort of cohorts) {
        if (events.length === 0) continue;
        expect(cohort.valueSquares).toEqual(slowSquares(events, cohort, options));
      }
    });
    fc.assert(times, { numRuns: 50 });
    const rows = customer.map((customer, i) => ({ customer, time: time[i], value: value[i] }));
    const options = { ...monthly, until };
    const streamed = await tallyCohortsAsync(rows, options);
    expect(streamed.cohorts).toEqual(referenceTally.cohorts);
    const counted = { ...options, minimumEvents: 2 };
    const plain = tallyCohorts(rows, counted).cohorts.map(({ valueSquares }) => valueSquares);
    expect(plain).toEqual(referenceTally.cohorts.map(({ valueSquares }) => valueSquares));
    // Days are too many periods for one word of bits; far apart they are sorted instead.
    const daily = { ...options, period: "day" } as const;
    const byDay = tallyCohorts(rows, daily);
    for (const cohort of byDay.cohorts.slice(0, 5)) {
      expect(cohort.valueSquares).toEqual(slowSquares(rows, cohort, daily));
    }
    const bracketed = tallyCohorts(rows, { ...options, brackets: [1, 3] });
    for (const cohort of bracketed.cohorts) {
      expect(cohort.valueSquares).toEqual(
        slowSquares(rows, cohort, { ...options, brackets: [1, 3] }),
      );
    }
  });

  test("agrees with valueRetention, cohort by cohort", () => {
    for (const { cohort, cells } of valueRetention(referenceTally)) {
      const own = referenceTally.cohorts.filter(({ start }) => start === cohort);
      const curve = valueCurve({ ...referenceTally, cohorts: own });
      curve.forEach(({ value }, lag) => {
        expect(value).toBeCloseTo(cells[lag].cumulativePerMember as number, 9);
      });
    }
  });
});

describe("payback", () => {
  const points = [
    { lag: 0, value: 40, low: 30, high: 50 },
    { lag: 1, value: 55, low: 41, high: 69 },
    { lag: 2, value: 62, low: 46, high: 78 },
  ].map((point) => ({ ...point, through: point.lag, cohorts: 3, members: 90, confidence: 0.9 }));

  test("is the first lag at which the curve, or an end of its interval, reaches the cost", () => {
    expect(payback(points, { cost: 45 })).toEqual({ value: 1, low: 0, high: 2, confidence: 0.9 });
    expect(payback(points, { cost: 50 })).toEqual({
      value: 1,
      low: 0,
      high: null,
      confidence: 0.9,
    });
    expect(payback(points, { cost: 70 })).toEqual({
      value: null,
      low: 2,
      high: null,
      confidence: 0.9,
    });
    expect(payback(points, { cost: 0 })).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  test("leaves open what there is no interval or no curve for", () => {
    const open = points.map((point) => ({ ...point, low: null, high: null }));
    expect(payback(open, { cost: 45 })).toMatchObject({ value: 1, low: null, high: null });
    expect(payback([], { cost: 45 })).toEqual({
      value: null,
      low: null,
      high: null,
      confidence: 0.95,
    });
  });

  test("refuses a negative cost, and anything but a curve", () => {
    expectError(
      () => payback(points, { cost: -1 }),
      "out-of-range",
      "payback: cost must be a number, 0 or more, got -1",
      "cost",
    );
    expectError(
      () => payback(untyped(null), { cost: 1 }),
      "wrong-type",
      "payback: curve must be a curve, as valueCurve makes it, got null",
      "curve",
    );
    for (const point of [null, { ...points[0], value: "5" }, { ...points[0], low: undefined }]) {
      expectError(
        () => payback([points[0], untyped(point)], { cost: 1 }),
        "wrong-type",
        `payback: curve at index 1 must be a point, as valueCurve makes it, got ${point === null ? "null" : "an object"}`,
        "curve",
        1,
      );
    }
  });
});
