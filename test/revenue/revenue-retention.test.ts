import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendar,
  grossRevenueRetentionInterval,
  netRevenueRetentionInterval,
  type RevenueRetentionPoint,
  revenueRetentionCurve,
  revenueRetentionTable,
  shareInterval,
  tallyRevenueByPeriod,
  tallyRevenueCohorts,
} from "../../src/index.js";
import reference from "../reference/revenue.json" with { type: "json" };
import cohortReference from "../reference/revenueCohorts.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyRevenueSpans, paidUntilMay } from "../support/revenue.js";

const utc = { period: "month", timeZone: "UTC" } as const;
const day = calendar(utc).startOfDate;
const monthly = { ...utc, until: day("2026-05-01") };
const READINGS = ["net", "gross", "lowest", "customers"] as const;

describe("revenueRetentionTable", () => {
  test("gives what each cohort pays of what it paid at first", () => {
    const [january, february] = revenueRetentionTable(tallyRevenueCohorts(paidUntilMay, monthly));
    // By hand: 150, then 100, 60 and 60 of it.
    expect(january.cells.map(({ net }) => net)).toEqual([1, 100 / 150, 60 / 150, 60 / 150]);
    expect(january.cells[3]).toEqual({
      lag: 3,
      state: "complete",
      amount: 60,
      net: 60 / 150,
      gross: 60 / 150,
      lowest: 60 / 150,
      customers: { count: 1, total: 2, share: 0.5 },
    });
    expect(february).toMatchObject({ cohort: "2026-02-01", size: 1 });
    expect(february.cells[3]).toEqual({
      lag: 3,
      state: "future",
      amount: 0,
      net: null,
      gross: null,
      lowest: null,
      customers: { count: 0, total: 0, share: null },
    });
  });

  test("tells money that came back from money that never went", () => {
    const back = { ...paidUntilMay[1], from: day("2026-04-01"), amount: 100 };
    const spans = [{ ...paidUntilMay[1], to: back.from }, back, paidUntilMay[0], paidUntilMay[2]];
    const [{ cells }] = revenueRetentionTable(tallyRevenueCohorts(spans, monthly));
    expect(cells[3]).toMatchObject({ net: 100 / 150, gross: 100 / 150, lowest: 60 / 150 });
  });

  test("lets net exceed 1, and gross and lowest not", () => {
    const up = [
      { customer: 1, from: day("2026-01-05"), to: day("2026-02-05"), amount: 50 },
      { customer: 1, from: day("2026-02-05"), to: null, amount: 80 },
    ];
    const [{ cells }] = revenueRetentionTable(tallyRevenueCohorts(up, monthly));
    expect(cells[1]).toMatchObject({ net: 1.6, gross: 1, lowest: 1 });
  });

  test("keeps a row for each period, and marks what is not over", () => {
    const spans = [
      { customer: 1, from: day("2026-01-05"), to: null, amount: 50 },
      { customer: 2, from: day("2026-03-05"), to: null, amount: 50 },
    ];
    const tally = tallyRevenueCohorts(spans, { ...utc, until: day("2026-03-15") });
    const rows = revenueRetentionTable(tally);
    expect(rows.map(({ cohort, size }) => [cohort, size])).toEqual([
      ["2026-01-01", 1],
      ["2026-02-01", 0],
      ["2026-03-01", 1],
    ]);
    expect(rows.map(({ cells }) => cells.map(({ state }) => state))).toEqual([
      ["complete", "complete", "partial"],
      ["complete", "partial", "future"],
      ["partial", "future", "future"],
    ]);
    expect(rows[1].cells[0]).toMatchObject({ amount: 0, net: null, customers: { share: null } });
    expect(revenueRetentionTable(tally, { from: "2026-02-10" })).toEqual(
      rows.slice(1).map(({ cells, ...row }) => ({ ...row, cells: cells.slice(0, 2) })),
    );
    expect(revenueRetentionTable(tally, { from: "2026-04-01" })).toEqual([]);
    expect(revenueRetentionTable(tallyRevenueCohorts([], monthly))).toEqual([]);
  });

  test("refuses dates that there are not, and tables that do not fit", () => {
    const tally = tallyRevenueCohorts(paidUntilMay, monthly);
    expectError(
      () => revenueRetentionTable(tally, { from: "2026-02-30" }),
      "out-of-range",
      'startOfDate: date must be a date such as "2026-11-21", got "2026-02-30"',
      "date",
    );
    const from = day("2020-01-01");
    const old = [{ customer: 1, from, to: null, amount: 5 }];
    const daily = tallyRevenueCohorts(old, { ...monthly, period: "day" });
    const { length } = daily.cohorts[0].paying;
    expectError(
      () => revenueRetentionTable(daily),
      "out-of-range",
      "revenueRetentionTable: tally must be small enough for a table of 5000000 cells: " +
        `pass a later \`from\`, or tally longer periods, got ${length * length}`,
      "tally",
    );
    expect(revenueRetentionTable(daily, { from: "2026-04-01" }).length).toBe(30);
    expectError(
      () => revenueRetentionTable(untyped({ kind: "revenue" })),
      "bad-tally",
      'revenueRetentionTable: tally.kind must be "revenue-cohorts", got "revenue"',
      "tally.kind",
    );
  });
});

function expectPoints(
  actual: readonly RevenueRetentionPoint[],
  expected: (typeof cohortReference.series)[0]["curve"],
): void {
  expect(actual.length).toBe(expected.length);
  actual.slice(1).forEach((point, i) => {
    const reference = expected[i + 1];
    expect(point.lag).toBe(reference.lag);
    for (const reading of READINGS) {
      for (const end of ["value", "low", "high"] as const) {
        const [ours, theirs] = [point[reading][end], reference[reading][end]];
        const where = `${reading} ${end} at lag ${point.lag}`;
        if (theirs === null || ours === null) expect(ours, where).toBe(theirs);
        else expect(Math.abs(ours - theirs), where).toBeLessThanOrEqual(1e-9);
      }
    }
  });
}

describe("revenueRetentionCurve", () => {
  test.each(cohortReference.series)(
    "agrees with residuals one by one in Python: until $until",
    ({ until, curve, within }) => {
      const spans = reference.spans.map(([customer, from, to, amount]) => ({
        customer: customer as number,
        from: from as number,
        to,
        amount: amount as number,
      }));
      const { timeZone } = reference;
      const tally = tallyRevenueCohorts(spans, { period: "month", timeZone, until });
      expectPoints(revenueRetentionCurve(tally), curve);
      expectPoints(revenueRetentionCurve(tally, { horizon: 3 }), within);
    },
  );

  test("of one cohort is what the revenue tally of that window gives", () => {
    const spans = Array.from({ length: 12 }, (_, customer) => [
      { customer, from: day("2026-01-05"), to: day("2026-02-05"), amount: 40 + customer },
      ...(customer < 3
        ? []
        : [
            {
              customer,
              from: day("2026-02-05"),
              to: null,
              amount: 38 + 2 * (customer % 5) * customer,
            },
          ]),
    ]).flat();
    const point = revenueRetentionCurve(tallyRevenueCohorts(spans, monthly))[1];
    const { tally } = tallyRevenueByPeriod(spans, monthly).periods[1];
    const { confidence } = point;
    expect({ ...point.net, confidence }).toEqual(netRevenueRetentionInterval(tally));
    expect({ ...point.gross, confidence }).toEqual(grossRevenueRetentionInterval(tally));
    expect({ ...point.customers, confidence }).toEqual(shareInterval({ count: 9, total: 12 }));
  });

  test("gives values without ends where the method has nothing to go by, and 1 at lag 0", () => {
    const one = [{ customer: 1, from: day("2026-01-05"), to: null, amount: 50 }];
    const options = { ...utc, until: day("2026-03-01") };
    const sure = { value: 1, low: 1, high: 1 };
    const alone = { value: 1, low: null, high: null };
    expect(revenueRetentionCurve(tallyRevenueCohorts(one, options))).toEqual([
      {
        lag: 0,
        cohorts: 1,
        net: sure,
        gross: sure,
        lowest: sure,
        customers: sure,
        confidence: 0.95,
      },
      {
        lag: 1,
        cohorts: 1,
        net: alone,
        gross: alone,
        lowest: alone,
        // statsmodels: proportion_confint(1, 1, method="wilson")
        customers: { value: 1, low: expect.closeTo(0.20654931437723745, 12), high: 1 },
        confidence: 0.95,
      },
    ]);
    expect(revenueRetentionCurve(tallyRevenueCohorts([], options))).toEqual([]);
  });

  test("leaves out cohorts that are not complete at the horizon, at every lag", () => {
    const tally = tallyRevenueCohorts(paidUntilMay, monthly);
    const cohorts = (horizon?: number) =>
      revenueRetentionCurve(tally, { horizon }).map((point) => point.cohorts);
    expect(cohorts()).toEqual([2, 2, 2, 1]);
    expect(cohorts(2)).toEqual([2, 2, 2]);
    expect(cohorts(3)).toEqual([1, 1, 1, 1]);
    expect(cohorts(4)).toEqual([]);
    expect(revenueRetentionCurve(tally, { horizon: 3 })[1].net.value).toBe(100 / 150);
  });

  test("refuses a horizon that is not whole, and a confidence in percent", () => {
    const tally = tallyRevenueCohorts([], monthly);
    expectError(
      () => revenueRetentionCurve(tally, { horizon: 1.5 }),
      "not-whole",
      "revenueRetentionCurve: horizon must be a whole number from 0 to 1000000, got 1.5",
      "horizon",
    );
    expectError(
      () => revenueRetentionCurve(tally, { confidence: 95 }),
      "out-of-range",
      "revenueRetentionCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });

  test("has lowest ≤ gross ≤ net and 1, and with a horizon lowest never rises", () => {
    fc.assert(
      fc.property(anyRevenueSpans, fc.option(fc.nat(5), { nil: undefined }), (spans, horizon) => {
        const curve = revenueRetentionCurve(tallyRevenueCohorts(spans, monthly), { horizon });
        curve.forEach(({ net, gross, lowest }, i) => {
          expect(lowest.value).toBeLessThanOrEqual(gross.value + 1e-12);
          expect(gross.value).toBeLessThanOrEqual(Math.min(1, net.value) + 1e-12);
          if (horizon === undefined || i === 0) return;
          expect(lowest.value).toBeLessThanOrEqual(curve[i - 1].lowest.value + 1e-12);
        });
      }),
    );
  });

  test("has customers equal to net and gross if all pay one and the same price", () => {
    fc.assert(
      fc.property(anyRevenueSpans, (spans) => {
        // One span each, so that nobody pays twice.
        const first = new Map(spans.map((span) => [span.customer, { ...span, amount: 300 }]));
        const tally = tallyRevenueCohorts([...first.values()], monthly);
        for (const { net, gross, customers } of revenueRetentionCurve(tally)) {
          expect(net.value).toBeCloseTo(customers.value, 12);
          expect(gross.value).toBeCloseTo(customers.value, 12);
        }
      }),
    );
  });
});
