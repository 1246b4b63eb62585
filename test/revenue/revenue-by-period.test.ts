import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendar,
  grossRevenueRetention,
  mergeRevenueByPeriod,
  netRevenueRetention,
  type Period,
  type RevenueByPeriodOptions,
  type RevenueByPeriodTally,
  type RevenuePeriod,
  type RevenueSpan,
  tallyMembership,
  tallyRevenue,
  tallyRevenueByPeriod,
} from "../../src/index.js";
import reference from "../reference/revenue.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import { anyRevenueSpans, expectSameRevenue } from "../support/revenue.js";

const utc = { period: "month", timeZone: "UTC" } as const;
const day = calendar(utc).startOfDate;
const until = day("2026-05-01");
const monthly = { ...utc, until };

const january = { customer: 1, from: day("2026-01-10"), to: null, amount: 500 };

/** What moved in each month, the zeros left out. */
const movesOf = (
  spans: readonly RevenueSpan[],
  options: RevenueByPeriodOptions = monthly,
): [string, Record<string, number>][] =>
  tallyRevenueByPeriod(spans, options).periods.map(({ start, tally }) => {
    const { kind, currency, customers, squares, ...amounts } = tally;
    const moves = Object.entries(amounts).filter(([, amount]) => amount !== 0);
    return [start.slice(0, 7), Object.fromEntries(moves)];
  });

const DAY = 86_400_000;
describe("tallyRevenueByPeriod", () => {
  test.each(reference.series)(
    "agrees with a count in Python, one boundary at a time: until $until",
    (expected) => {
      const spans = reference.spans.map(([customer, from, to, amount]) => ({
        customer: customer as number,
        from: from as number,
        to,
        amount: amount as number,
      }));
      const { timeZone } = reference;
      const tally = tallyRevenueByPeriod(spans, {
        period: "month",
        timeZone,
        until: expected.until,
      });
      expect(tally.periods.length).toBe(expected.periods.length);
      tally.periods.forEach((period, i) => {
        const { start, ...amounts } = expected.periods[i];
        expect(period).toMatchObject({ start, tally: amounts });
      });
    },
  );

  test("books plan changes, pauses, second subscriptions and returns", () => {
    const spans = [
      { ...january, to: day("2026-02-10") },
      { ...january, from: day("2026-02-10"), to: day("2026-03-05"), amount: 800 }, // upgrade
      { ...january, from: day("2026-04-02"), amount: 300 }, // back after a pause, on a smaller plan
      { ...january, customer: 2 },
      { ...january, customer: 2, from: day("2026-02-03"), to: day("2026-03-20"), amount: 50 }, // beside it
    ];
    expect(movesOf(spans)).toEqual([
      ["2026-01", { new: 1000, closing: 1000 }],
      ["2026-02", { opening: 1000, expansion: 350, closing: 1350 }],
      ["2026-03", { opening: 1350, contraction: 50, churned: 800, closing: 500 }],
      ["2026-04", { opening: 500, reactivated: 300, closing: 800 }],
    ]);
  });

  test("books ChartMogul's example of a subscription's life, netted within the month", () => {
    // "MRR movements": four Gold plans for a year, 2,000 ÷ 12 a month; a few days later two Silver ones at
    // 30, cancelled after two weeks; Gold ends with its year; later three Gold ones at 50 a month.
    const gold = { customer: "Syncalytics", from: day("2025-01-05"), to: day("2026-01-05") };
    const plan = [
      { ...gold, amount: 2000 / 12 },
      { ...gold, from: day("2025-01-25"), to: day("2025-02-08"), amount: 60 },
      { ...gold, from: day("2026-03-01"), to: null, amount: 150 },
    ];
    const moves = movesOf(plan, { ...utc, until: day("2026-04-01") });
    expect(moves[0]).toEqual(["2025-01", { new: 2000 / 12 + 60, closing: 2000 / 12 + 60 }]);
    expect(moves[1][1]).toMatchObject({ contraction: expect.closeTo(60, 12), closing: 2000 / 12 });
    expect(moves[12]).toEqual(["2026-01", { opening: 2000 / 12, churned: 2000 / 12 }]);
    expect(moves[14]).toEqual(["2026-03", { reactivated: 150, closing: 150 }]);
    // ChartMogul lists 166.67 of new business and 60 of expansion. Of January as a whole, all is new; by
    // the day it is as there.
    const daily = movesOf(plan, { period: "day", timeZone: "UTC", until: day("2025-02-09") });
    const moved = daily.map(([, { opening, closing, ...moves }]) => Object.keys(moves));
    expect(moved.flat()).toEqual(["new", "expansion", "contraction"]);
  });

  test("books what happens just when a period starts in that period", () => {
    const paidUp = { ...january, to: day("2026-02-01") };
    expect(movesOf([paidUp])).toEqual([
      ["2026-01", { new: 500, closing: 500 }],
      ["2026-02", { opening: 500, churned: 500 }],
      ["2026-03", {}],
      ["2026-04", {}],
    ]);
    // Renewed at once, on another plan: February's change.
    const renewal = { ...january, from: day("2026-02-01"), amount: 700 };
    expect(movesOf([paidUp, renewal]).slice(0, 2)).toEqual([
      ["2026-01", { new: 500, closing: 500 }],
      ["2026-02", { opening: 500, expansion: 200, closing: 700 }],
    ]);
  });

  test("sees a period that is still running up to the end of observation, and says so", () => {
    const half = day("2026-02-15");
    const spans = [
      { ...january, to: half },
      { ...january, customer: 2, from: half },
      { ...january, customer: 3, from: day("2026-03-01") },
    ];
    const tally = tallyRevenueByPeriod(spans, { ...utc, until: half });
    expect(tally.afterUntil).toBe(2);
    expect(
      tally.periods.map(({ start, state, tally: { closing } }) => [start, state, closing]),
    ).toEqual([
      ["2026-01-01", "complete", 500],
      ["2026-02-01", "partial", 500],
    ]);
    const sooner = tallyRevenueByPeriod(spans, { ...utc, until: half + 1 });
    expect(sooner.periods[1].tally).toMatchObject({ new: 500, churned: 500, closing: 500 });
  });

  test("has the November that begins before the clocks go back to October", () => {
    // In St. John's the first of November 2009 began at 02:30 UTC, went back at 02:31, and began again at 03:30.
    const from = Date.UTC(2009, 10, 1, 2, 30, 30);
    const { periods } = tallyRevenueByPeriod([{ customer: 1, from, to: null, amount: 10 }], {
      period: "month",
      timeZone: "America/St_Johns",
      until: Date.UTC(2009, 10, 1, 3),
    });
    expect(periods).toMatchObject([
      { start: "2009-11-01", tally: { opening: 0, new: 10, closing: 10 } },
    ]);
  });

  test("counts who paid in between, and nobody whose plan is free", () => {
    const free = { ...january, customer: 2, amount: 0 };
    const between = { ...january, from: day("2026-02-05"), to: day("2026-02-20") };
    const { periods } = tallyRevenueByPeriod([free, between], { ...utc, until: day("2026-04-01") });
    expect(periods.map(({ start, tally }) => [start, tally.customers.neither])).toEqual([
      ["2026-02-01", 1],
      ["2026-03-01", 0],
    ]);
    // Having paid once, they come back in March.
    const again = tallyRevenueByPeriod([between, { ...january, from: day("2026-03-05") }], monthly);
    expect(again.periods[1].tally).toMatchObject({ new: 0, reactivated: 500 });
    expect(tallyRevenueByPeriod([free], monthly).periods).toEqual([]);
  });

  test("counts a span that ends as it starts for nothing", () => {
    const empty = { ...january, to: january.from };
    expect(tallyRevenueByPeriod([empty], monthly).periods).toEqual([]);
    // They have not paid before.
    const joined = tallyRevenueByPeriod([empty, { ...january, from: day("2026-03-05") }], monthly);
    expect(joined.periods[0]).toMatchObject({ start: "2026-03-01", tally: { new: 500 } });
  });

  test("leaves no revenue of a rounding error behind", () => {
    const spans = [0.1, 0.2, 0.3].map((amount) => ({ ...january, to: day("2026-02-10"), amount }));
    const kept = [0.3, 0.2, 0.1].map((amount) => ({ ...january, from: day("2026-02-10"), amount }));
    expect(movesOf(spans)[1]).toEqual(["2026-02", { opening: 0.6, churned: 0.6 }]);
    expect(movesOf([...spans, ...kept])[1]).toEqual(["2026-02", { opening: 0.6, closing: 0.6 }]);
  });

  test("gives the readings a tally a period", () => {
    const spans = [january, { ...january, customer: 2, to: day("2026-02-20"), amount: 300 }];
    const rates = tallyRevenueByPeriod(spans, monthly).periods.map(({ tally }) => [
      netRevenueRetention(tally),
      grossRevenueRetention(tally),
    ]);
    expect(rates).toEqual([
      [null, null],
      [5 / 8, 5 / 8],
      [1, 1],
      [1, 1],
    ]);
  });

  test("takes columns, dates, weeks and a currency, and nothing for nothing", () => {
    const options = { period: "week", timeZone: "Asia/Kathmandu", until: new Date(until) } as const;
    const rows = [{ ...january, currency: "EUR" }];
    const columns = {
      customer: [1],
      from: [new Date(january.from)],
      to: [null],
      amount: [500],
      currency: ["EUR"],
    };
    const tally = tallyRevenueByPeriod(columns, { ...options, weekStart: "sunday" });
    expect(tally).toEqual(tallyRevenueByPeriod(rows, { ...options, weekStart: "sunday" }));
    expect(tally).toMatchObject({ weekStart: "sunday", currency: "EUR", until });
    expect(tally.periods[0]).toMatchObject({ start: "2026-01-04", tally: { currency: "EUR" } });
    expect(tallyRevenueByPeriod([], monthly)).toEqual({
      kind: "revenue-by-period",
      ...monthly,
      weekStart: "monday",
      currency: null,
      afterUntil: 0,
      periods: [],
    });
  });

  test("refuses dirty rows and mixed currencies", () => {
    const refuse = (
      change: Partial<RevenueSpan>,
      code: "wrong-type" | "out-of-range",
      field: string,
      message: string,
    ) =>
      expectError(
        () => tallyRevenueByPeriod([{ ...january, ...change }], monthly),
        code,
        `tallyRevenueByPeriod: ${field} at index 0 must be ${message}`,
        field,
        0,
      );
    const range = "a number, 0 or more";
    refuse({ amount: -5 }, "out-of-range", "amount", `${range}, got -5`);
    refuse({ amount: untyped("5") }, "wrong-type", "amount", `${range}, got "5"`);
    const { from } = january;
    for (const to of [4, new Date(4)]) {
      refuse({ to }, "out-of-range", "to", `no earlier than from, ${from}, got 4`);
    }
    refuse(
      { to: untyped(undefined) },
      "wrong-type",
      "to",
      "a Date, epoch milliseconds, or null while it lasts, got undefined",
    );
    refuse(
      { customer: untyped(null) },
      "wrong-type",
      "customer",
      "a string or a finite number, got null",
    );
    expectError(
      () => tallyRevenueByPeriod([january], untyped(undefined)),
      "wrong-type",
      "tallyRevenueByPeriod: options must be like { period, timeZone, weekStart, until }, got undefined",
      "options",
    );
    const currencies = ["EUR", "USD"].map((currency) => ({ ...january, currency }));
    expectError(
      () => tallyRevenueByPeriod(currencies, monthly),
      "options-mismatch",
      'tallyRevenueByPeriod: currency at index 1 must be "EUR", as in the first row, got "USD"',
      "currency",
      1,
    );
  });

  test("refuses spans from the year 1 in days, and takes the longest that it can hold", () => {
    const days = { period: "day", timeZone: "UTC", until } as const;
    const spanOf = (from: number) => [{ ...january, from, to: from + 1 }];
    const mustBe =
      "less than 50000 periods before until (take a longer period, or leave the row out)";
    const [first, tooEarly] = [until - 50_000 * DAY, until - 50_001 * DAY];
    expect(tallyRevenueByPeriod(spanOf(first), days).periods.length).toBe(50_000);
    expectError(
      () => tallyRevenueByPeriod(spanOf(tooEarly), days),
      "out-of-range",
      `tallyRevenueByPeriod: from at index 0 must be ${mustBe}, got ${tooEarly}`,
      "from",
      0,
    );
  });

  test("chains: the closing of one period is the opening of the next", () => {
    fc.assert(
      fc.property(
        anyRevenueSpans,
        fc.constantFrom<Period>("week", "month", "quarter"),
        (spans, period) => {
          const options = { period, timeZone: "America/New_York", until } as const;
          const { periods } = tallyRevenueByPeriod(spans, options);
          periods.forEach(({ tally }, i) => {
            const before = periods[i - 1]?.tally ?? { closing: 0, customers: { closing: 0 } };
            expect(tally.opening).toBe(before.closing);
            expect(tally.customers.opening).toBe(before.customers.closing);
          });
        },
      ),
    );
  });

  test("is, period by period, tallyRevenue of the amounts just before its ends", () => {
    fc.assert(
      fc.property(anyRevenueSpans, (spans) => {
        const { startOf, periodOf } = calendar(utc);
        const { periods } = tallyRevenueByPeriod(spans, monthly);
        const paying = spans.filter(({ from, to, amount }) => amount > 0 && to !== from);
        for (const { start, tally } of periods) {
          const from = day(start);
          const end = Math.min(startOf(periodOf(from) + 1), until);
          const rows = [...new Set(paying.map(({ customer }) => customer))].map((customer) => {
            const own = paying.filter((span) => span.customer === customer);
            const at = (moment: number) =>
              own
                .filter(
                  (span) => Number(span.from) < moment && moment <= Number(span.to ?? Infinity),
                )
                .map(({ amount }) => amount)
                .sort((a, b) => a - b)
                .reduce((sum, amount) => sum + Math.round(100 * amount), 0) / 100;
            const paidBefore = own.some((span) => Number(span.from) < from);
            return { customer, opening: at(from), closing: at(end), paidBefore };
          });
          const expected = tallyRevenue(rows);
          expect(tally.opening).toBeCloseTo(expected.opening, 9);
          expect(tally.new).toBeCloseTo(expected.new, 9);
          expect(tally.reactivated).toBeCloseTo(expected.reactivated, 9);
          expect(tally.expansion).toBeCloseTo(expected.expansion, 9);
          expect(tally.contraction).toBeCloseTo(expected.contraction, 9);
          expect(tally.churned).toBeCloseTo(expected.churned, 9);
          expect(tally.closing).toBeCloseTo(expected.closing, 9);
        }
      }),
    );
  });

  test("counts the customers that tallyMembership counts, where all spans are paid for", () => {
    fc.assert(
      fc.property(anyRevenueSpans, (spans) => {
        const paid = spans.map((span) => ({ ...span, amount: 100 }));
        const { startOf, periodOf } = calendar(utc);
        for (const { start, tally } of tallyRevenueByPeriod(paid, monthly).periods) {
          const from = day(start);
          const end = Math.min(startOf(periodOf(from) + 1), until);
          const members = tallyMembership(paid, { from, until: end });
          const { customers } = tally;
          expect([customers.opening, customers.new, customers.reactivated]).toEqual([
            members.opening,
            members.new,
            members.reactivated,
          ]);
          expect([customers.churned, customers.closing, customers.neither]).toEqual([
            members.churned,
            members.closing,
            members.between,
          ]);
        }
      }),
    );
  });

  test("does not care about the order of the spans", () => {
    fc.assert(
      fc.property(anyRevenueSpans, (spans) => {
        const turned = tallyRevenueByPeriod([...spans].reverse(), monthly);
        expectSameSeries(turned, tallyRevenueByPeriod(spans, monthly));
      }),
    );
  });
});

function expectSameSeries(actual: RevenueByPeriodTally, expected: RevenueByPeriodTally): void {
  const { periods, ...options } = expected;
  const { periods: others, ...rest } = actual;
  expect(rest).toStrictEqual(options);
  const frame = ({ start, state }: RevenuePeriod) => ({ start, state });
  expect(others.map(frame)).toStrictEqual(periods.map(frame));
  periods.forEach(({ tally }, i) => {
    expectSameRevenue(others[i].tally, tally);
  });
}

mergeLaws<RevenueSpan, RevenueByPeriodTally>({
  name: "tallyRevenueByPeriod",
  rows: anyRevenueSpans.map((spans) => spans.map((span) => ({ ...span, currency: "EUR" }))),
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyRevenueByPeriod(rows, monthly),
  merge: mergeRevenueByPeriod,
  counted: ({ periods }) => periods.reduce((sum, { tally }) => sum + tally.customers.closing, 0),
  expected: (rows) => {
    const ends = ["2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"];
    const moments = [...ends, "2026-04", "2026-05"].map((month) => day(`${month}-01`));
    const paidAt = (moment: number) =>
      rows.filter(
        ({ from, to, amount }) =>
          amount > 0 && Number(from) < moment && moment <= Number(to ?? moment),
      );
    return moments.reduce(
      (sum, moment) => sum + new Set(paidAt(moment).map(({ customer }) => customer)).size,
      0,
    );
  },
  equal: expectSameSeries,
});

describe("mergeRevenueByPeriod", () => {
  test("adds up series that begin in different periods, whichever comes first", () => {
    const short = { ...january, customer: "bob", from: day("2026-03-05") };
    const parts = [[january], [short]].map((spans) => tallyRevenueByPeriod(spans, monthly));
    const whole = tallyRevenueByPeriod([january, short], monthly);
    expect(parts[0].periods.length).toBeGreaterThan(parts[1].periods.length);
    expect(mergeRevenueByPeriod(parts)).toEqual(whole);
    expect(mergeRevenueByPeriod([...parts].reverse())).toEqual(whole);
  });

  const tally = tallyRevenueByPeriod([{ ...january, currency: "EUR" }], monthly);
  const [first, second] = tally.periods;

  test("refuses other periods, zones, ends and currencies", () => {
    for (const [field, options, mustBe, shown] of [
      ["period", { period: "week" }, '"month"', '"week"'],
      ["timeZone", { timeZone: "Europe/Paris" }, '"UTC"', '"Europe/Paris"'],
      ["weekStart", { weekStart: "sunday" }, '"monday"', '"sunday"'],
      ["until", { until: until + 1 }, `${until}`, `${until + 1}`],
    ] as const) {
      const other = tallyRevenueByPeriod([january], { ...monthly, ...options });
      expectError(
        () => mergeRevenueByPeriod([tally, other]),
        "options-mismatch",
        `mergeRevenueByPeriod: parts[1].${field} must be ${mustBe}, as in parts[0], got ${shown}`,
        `parts[1].${field}`,
      );
    }
    for (const [other, shown] of [
      [{ ...january, currency: "USD" }, '"USD"'],
      [january, "null"],
      [{ ...january, from: until }, "null"], // later, and so of something
    ] as const) {
      expectError(
        () => mergeRevenueByPeriod([tally, tallyRevenueByPeriod([other], monthly)]),
        "options-mismatch",
        `mergeRevenueByPeriod: parts[1].currency must be "EUR", as in parts[0], got ${shown}`,
        "parts[1].currency",
      );
    }
  });

  test.each([
    ["nothing", null, 'parts[0].kind must be "revenue-by-period", got undefined', "parts[0].kind"],
    [
      "no such period",
      { period: "fortnight" },
      "parts[0] must be made with options that tallyRevenueByPeriod takes, got an object",
      "parts[0]",
    ],
    [
      "a number for currency",
      { currency: 5 },
      "parts[0].currency must be a string or null, got 5",
      "parts[0].currency",
    ],
    [
      "no later",
      { afterUntil: -1 },
      "parts[0].afterUntil must be a whole number, 0 or more, got -1",
      "parts[0].afterUntil",
    ],
    [
      "no periods",
      { periods: null },
      "parts[0].periods must be a list of periods, got null",
      "parts[0].periods",
    ],
    [
      "an invalid tally",
      { periods: [{ ...second, start: "2026-04-01", tally: {} }] },
      'parts[0].periods.0.tally.kind must be "revenue", got undefined',
      "parts[0].periods.0.tally.kind",
    ],
    [
      "another currency in a period",
      { periods: [{ ...second, start: "2026-04-01", tally: { ...second.tally, currency: null } }] },
      'parts[0].periods.0.tally.currency must be "EUR", as in the whole tally, got null',
      "parts[0].periods.0.tally.currency",
    ],
  ])("refuses a tally with %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...tally, ...change };
    const call = () => mergeRevenueByPeriod([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeRevenueByPeriod: ${message}`, argument);
  });

  test("refuses a tally with a period left out, and one that says that it is not over", () => {
    const [, ...rest] = tally.periods;
    for (const [periods, field, mustBe, shown] of [
      [
        [first, ...rest.slice(1)],
        "start",
        '"2026-02-01", so that none is left out',
        '"2026-01-01"',
      ],
      [[untyped(null), ...rest], "start", '"2026-01-01", so that none is left out', "undefined"],
      [[{ ...first, state: "partial" as const }, ...rest], "state", '"complete"', '"partial"'],
    ] as const) {
      expectError(
        () => mergeRevenueByPeriod([tally, { ...tally, periods }]),
        "bad-tally",
        `mergeRevenueByPeriod: parts[1].periods.0.${field} must be ${mustBe}, got ${shown}`,
        `parts[1].periods.0.${field}`,
      );
    }
  });
});
