import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendar,
  churnRate,
  type MembershipByPeriodOptions,
  type MembershipByPeriodTally,
  type MembershipSpan,
  type MembershipTally,
  mergeMembershipByPeriod,
  type Period,
  shareInterval,
  tallyMembership,
  tallyMembershipByPeriod,
  tallyRevenueByPeriod,
} from "../../src/index.js";
import reference from "../reference/membership.json" with { type: "json" };
import seriesReference from "../reference/membershipSeries.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";

const utc = { period: "month", timeZone: "UTC" } as const;
const day = calendar(utc).startOfDate;
const monthly = { ...utc, until: day("2026-05-01") };
const DAY = 86_400_000;

const since = (customer: string | number, from: string, to: string | null = null) => ({
  customer,
  from: day(from),
  to: to === null ? null : day(to),
});
/** The counts of each month that are not 0, without the days. */
const movesOf = (spans: readonly MembershipSpan[], options: MembershipByPeriodOptions = monthly) =>
  tallyMembershipByPeriod(spans, options).periods.map(({ start, tally }) => {
    const { kind, from, until, customerDays, ...counts } = tally;
    const moves = Object.entries(counts).filter(([, count]) => count !== 0);
    return [start.slice(0, 7), Object.fromEntries(moves)];
  });

const time = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((days) => day("2025-08-01") + days * DAY),
  fc.constantFrom("2025-12-01", "2026-01-01", "2026-02-01", "2026-05-01").map(day),
  fc.integer({ min: day("2025-08-01"), max: day("2026-06-01") }),
);
const anySpans: fc.Arbitrary<MembershipSpan[]> = fc.array(
  fc
    .record({
      customer: fc.oneof(fc.nat(5), fc.constantFrom("1", "__proto__")),
      from: time,
      length: fc.oneof(fc.nat(100 * DAY), fc.constantFrom(null, 0)),
    })
    .map(({ length, ...span }) => ({ ...span, to: length === null ? null : span.from + length })),
  { maxLength: 25 },
);

const windowOf = ({ from, until }: MembershipTally) => ({ from, until });

/** Days to within the rounding of their sum, all else to the last digit. */
function expectSame(actual: MembershipTally, expected: MembershipTally): void {
  const { customerDays, ...counts } = expected;
  expect({ ...actual, customerDays: 0 }).toEqual({ ...counts, customerDays: 0 });
  expect(Math.abs(actual.customerDays - customerDays)).toBeLessThanOrEqual(1e-12 * customerDays);
}

describe("tallyMembershipByPeriod", () => {
  test.each(seriesReference.series)(
    "agrees with exact fractions in Python, window by window: until $until",
    ({ until, afterUntil, periods }) => {
      const { timeZone } = seriesReference;
      const options = { period: "month", timeZone, until } as const;
      const tally = tallyMembershipByPeriod(reference.spans, options);
      expect(tally).toMatchObject({ until, afterUntil, empty: 0 });
      expect(tally.periods.length).toBe(periods.length);
      tally.periods.forEach(({ start, tally }, i) => {
        const { start: expected, ...counts } = periods[i];
        expect(start).toBe(expected);
        expectSame(tally, { kind: "membership", ...counts });
      });
    },
  );

  test("books joining, leaving, coming back and renewing", () => {
    const spans = [
      since("stays", "2026-01-10"),
      since("leaves", "2026-01-10", "2026-03-05"),
      since("pauses", "2026-01-10", "2026-02-05"),
      since("pauses", "2026-04-05"),
      since("is back", "2026-01-10", "2026-03-05"),
      since("is back", "2026-03-09"),
      since("renews", "2026-01-10", "2026-02-01"),
      since("renews", "2026-02-01"),
      since("visits", "2026-02-03", "2026-02-09"),
      since("visits and stays", "2026-02-03", "2026-02-09"),
      since("visits and stays", "2026-02-20", "2026-03-01"),
      since("leaves and visits", "2026-01-10", "2026-02-05"),
      since("leaves and visits", "2026-02-07", "2026-02-09"),
    ];
    expect(movesOf(spans)).toEqual([
      ["2026-01", { new: 6, closing: 6 }],
      ["2026-02", { opening: 6, new: 1, churned: 2, between: 1, closing: 5, ended: 5 }],
      ["2026-03", { opening: 5, churned: 2, closing: 3, ended: 3 }],
      ["2026-04", { opening: 3, reactivated: 1, closing: 4 }],
    ]);
    const { periods } = tallyMembershipByPeriod(spans, monthly);
    for (const { tally } of periods) expectSame(tally, tallyMembership(spans, windowOf(tally)));
  });

  test("ends with the period that is still running, up to the end of observation", () => {
    const half = day("2026-02-15");
    const spans = [
      since("ann", "2026-01-05", "2026-02-15"),
      since("bob", "2026-02-01"),
      since("cas", "2026-02-15"),
    ];
    const tally = tallyMembershipByPeriod(spans, { ...utc, until: half });
    expect(tally.afterUntil).toBe(1);
    expect(tally.periods.map(({ state }) => state)).toEqual(["complete", "partial"]);
    expect(tally.periods[1].tally).toEqual({
      kind: "membership",
      from: day("2026-02-01"),
      until: half,
      opening: 1,
      new: 1,
      reactivated: 0,
      churned: 0,
      between: 0,
      closing: 2,
      ended: 0,
      customerDays: 28,
    });
  });

  test("counts spans that end as they start apart, and for nothing else", () => {
    const empty = since("ann", "2026-01-05", "2026-01-05");
    expect(tallyMembershipByPeriod([empty], monthly)).toMatchObject({ empty: 1, periods: [] });
    const later = { ...empty, from: monthly.until, to: monthly.until };
    expect(tallyMembershipByPeriod([later], monthly)).toMatchObject({ empty: 0, afterUntil: 1 });
    const joined = [empty, since("ann", "2026-03-05")];
    expect(movesOf(joined)).toEqual([
      ["2026-03", { new: 1, closing: 1 }],
      ["2026-04", { opening: 1, closing: 1 }],
    ]);
  });

  test("gives churn month by month, with its interval", () => {
    const spans = Array.from({ length: 20 }, (_, i) =>
      since(i, "2026-01-05", i < 3 ? "2026-02-10" : i < 5 ? "2026-03-10" : null),
    );
    const { periods } = tallyMembershipByPeriod(spans, monthly);
    expect(periods.map(({ tally }) => churnRate(tally))).toEqual([null, 3 / 20, 2 / 17, 0]);
    const { churned, opening } = periods[1].tally;
    // statsmodels.stats.proportion.proportion_confint(3, 20, method="wilson"), statsmodels 0.13.5+dfsg
    expect(shareInterval({ count: churned, total: opening })).toMatchObject({
      low: expect.closeTo(0.052368745896216595, 12),
      high: expect.closeTo(0.36041886474075696, 12),
    });
  });

  test("takes columns, dates and weeks, and nothing for nothing", () => {
    const options = { ...monthly, period: "week", weekStart: "sunday" } as const;
    const span = since(1, "2026-04-20");
    const columns = { customer: [1], from: [new Date(span.from)], to: [null] };
    const tally = tallyMembershipByPeriod(columns, { ...options, until: new Date(options.until) });
    expect(tally).toEqual(tallyMembershipByPeriod([span], options));
    expect(tally.periods.map(({ start }) => start)).toEqual(["2026-04-19", "2026-04-26"]);
    expect(tallyMembershipByPeriod([], monthly)).toEqual({
      kind: "membership-by-period",
      ...monthly,
      weekStart: "monday",
      afterUntil: 0,
      empty: 0,
      periods: [],
    });
  });

  test("ends where a later date has begun before the clocks went back", () => {
    // St. John's went back from 00:01 on 1 November 2009 to 23:01 on 31 October.
    const options = { period: "month", timeZone: "America/St_Johns" } as const;
    const until = Date.UTC(2009, 10, 1, 2, 50);
    const spans = [{ customer: 1, from: until - 40 * DAY, to: until - DAY }];
    const { periods } = tallyMembershipByPeriod(spans, { ...options, until });
    expect(periods.map(({ start, state }) => [start, state])).toEqual([
      ["2009-09-01", "complete"],
      ["2009-10-01", "complete"],
      ["2009-11-01", "partial"],
    ]);
    for (const { tally } of periods) expectSame(tally, tallyMembership(spans, windowOf(tally)));
    const amounts = spans.map((span) => ({ ...span, amount: 5 }));
    expect(tallyRevenueByPeriod(amounts, { ...options, until }).periods.length).toBe(3);
  });

  test("refuses dirty rows, by their index", () => {
    const refuse = (change: object, code: "wrong-type" | "out-of-range", at: string, is: string) =>
      expectError(
        () => tallyMembershipByPeriod([{ ...since(1, "2026-01-05"), ...change }], monthly),
        code,
        `tallyMembershipByPeriod: ${at} at index 0 must be ${is}`,
        at,
        0,
      );
    const { from } = since(1, "2026-01-05");
    refuse({ to: 4 }, "out-of-range", "to", `no earlier than from, ${from}, got 4`);
    refuse({ customer: null }, "wrong-type", "customer", "a string or a finite number, got null");
    expectError(
      () =>
        tallyMembershipByPeriod([since(1, "2026-01-05"), { customer: 2, from: -6e13, to: null }], {
          ...monthly,
          period: "day",
        }),
      "out-of-range",
      "tallyMembershipByPeriod: from at index 1 must be less than 50000 periods before until " +
        "(take a longer period, or leave the row out), got -60000000000000",
      "from",
      1,
    );
    expectError(
      () => tallyMembershipByPeriod([], untyped({ ...monthly, period: "hour" })),
      "out-of-range",
      'calendar: period must be "day", "week", "month", "quarter" or "year", got "hour"',
      "period",
    );
  });

  test("is tallyMembership of each window", () => {
    const options = fc.record({
      period: fc.constantFrom<Period>("day", "week", "month", "quarter"),
      timeZone: fc.constantFrom("UTC", "Europe/Paris"),
      until: time,
    });
    fc.assert(
      fc.property(anySpans, options, (spans, given) => {
        const { periods } = tallyMembershipByPeriod(spans, given);
        for (const { tally } of periods) expectSame(tally, tallyMembership(spans, windowOf(tally)));
      }),
    );
  });

  mergeLaws<MembershipSpan, MembershipByPeriodTally>({
    name: "tallyMembershipByPeriod",
    rows: anySpans,
    split: byCustomer(({ customer }) => customer),
    tally: (rows) => tallyMembershipByPeriod(rows, { ...utc, until: day("2026-03-15") }),
    merge: (parts) => mergeMembershipByPeriod(parts),
    counted: ({ afterUntil, empty }) => afterUntil + empty,
    expected: (rows) =>
      rows.filter(({ from, to }) => Number(from) >= day("2026-03-15") || from === to).length,
    equal: (actual, expected) => {
      expect({ ...actual, periods: [] }).toStrictEqual({ ...expected, periods: [] });
      expect(actual.periods.length).toBe(expected.periods.length);
      actual.periods.forEach(({ tally, ...rest }, i) => {
        expect(rest).toEqual({
          start: expected.periods[i].start,
          state: expected.periods[i].state,
        });
        expectSame(tally, expected.periods[i].tally);
      });
    },
  });
});

describe("mergeMembershipByPeriod", () => {
  const tally = tallyMembershipByPeriod([since("ann", "2026-01-05", "2026-03-05")], monthly);

  test("matches the periods of parts that start at different times", () => {
    const other = tallyMembershipByPeriod([since("bob", "2026-03-09")], monthly);
    const whole = [since("ann", "2026-01-05", "2026-03-05"), since("bob", "2026-03-09")];
    expect(mergeMembershipByPeriod([other, tally])).toEqual(
      tallyMembershipByPeriod(whole, monthly),
    );
  });

  test("refuses parts of other options", () => {
    expectError(
      () => mergeMembershipByPeriod([tally, tallyMembershipByPeriod([], { ...monthly, until: 5 })]),
      "options-mismatch",
      `mergeMembershipByPeriod: parts[1].until must be ${monthly.until}, as in parts[0], got 5`,
      "parts[1].until",
    );
  });

  test("refuses what no spans give", () => {
    const refuse = (change: object, field: string, mustBe: string) =>
      expectError(
        () => mergeMembershipByPeriod([{ ...tally, ...change }]),
        "bad-tally",
        `mergeMembershipByPeriod: parts[0].${field} must be ${mustBe}`,
        `parts[0].${field}`,
      );
    expectError(
      () => mergeMembershipByPeriod([untyped(null)]),
      "bad-tally",
      'mergeMembershipByPeriod: parts[0].kind must be "membership-by-period", got undefined',
      "parts[0].kind",
    );
    refuse({ kind: "membership" }, "kind", '"membership-by-period", got "membership"');
    refuse({ empty: -1 }, "empty", "a whole number, 0 or more, got -1");
    refuse({ afterUntil: 0.5 }, "afterUntil", "a whole number, 0 or more, got 0.5");
    refuse({ periods: "" }, "periods", 'a list of periods, got ""');
    const changed = (place: number, change: object) => ({
      periods: tally.periods.map((period, i) =>
        i === place ? { ...period, tally: { ...period.tally, ...change } } : period,
      ),
    });
    const { from, until } = tally.periods[1].tally;
    refuse(
      changed(1, { from: from + 1 }),
      "periods.1.tally.from",
      `${from}, as the period starts, got ${from + 1}`,
    );
    refuse(
      changed(1, { until: until + 1 }),
      "periods.1.tally.until",
      `${until}, as it ends, got ${until + 1}`,
    );
    refuse(
      changed(1, { opening: 0, closing: 0, customerDays: 0 }),
      "periods.1.tally.opening",
      "the closing of the period before, 1, got 0",
    );
    refuse(
      { periods: [tally.periods[1], ...tally.periods.slice(1)] },
      "periods.0.start",
      '"2026-01-01", so that none is left out, got "2026-02-01"',
    );
    refuse(
      { periods: [null, ...tally.periods.slice(1)] },
      "periods.0.start",
      '"2026-01-01", so that none is left out, got undefined',
    );
    const [first, ...rest] = tally.periods;
    refuse(
      { periods: [{ ...first, state: "partial" }, ...rest] },
      "periods.0.state",
      '"complete", got "partial"',
    );
  });
});
