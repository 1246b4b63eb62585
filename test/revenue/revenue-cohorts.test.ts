import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendar,
  mergeRevenueCohorts,
  type Period,
  type RevenueCohort,
  type RevenueCohortTally,
  type RevenueSpan,
  tallyRevenueByPeriod,
  tallyRevenueCohorts,
} from "../../src/index.js";
import reference from "../reference/revenue.json" with { type: "json" };
import cohortReference from "../reference/revenueCohorts.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import { anyRevenueSpans, paidUntilMay } from "../support/revenue.js";

const utc = { period: "month", timeZone: "UTC" } as const;
const day = calendar(utc).startOfDate;
const until = day("2026-05-01");
const monthly = { ...utc, until };

const since = (customer: string | number, from: string, to: string | null, amount: number) => ({
  customer,
  from: day(from),
  to: to === null ? null : day(to),
  amount,
});
const ann = since("ann", "2026-01-05", null, 500);

/** Sums to within 1e-12 of the largest, and counts to the last one. */
function expectSame(actual: RevenueCohortTally, expected: RevenueCohortTally): void {
  const frame = ({ cohorts, ...rest }: RevenueCohortTally) => ({
    ...rest,
    cohorts: cohorts.map(({ start, size, paying }) => ({ start, size, paying })),
  });
  expect(frame(actual)).toStrictEqual(frame(expected));
  actual.cohorts.forEach((cohort, i) => {
    const other = expected.cohorts[i];
    for (const field of ["amount", "kept", "lowest"] as const) {
      expectNear(cohort[field], other[field], other.amount[0] + Math.max(...other.amount));
    }
    const { opening, ...squares } = cohort.squares;
    expectNear([opening], [other.squares.opening], other.squares.opening);
    const most = other.squares.opening + Math.max(...other.squares.change);
    for (const [field, list] of Object.entries(squares)) {
      expectNear(list, other.squares[field as "change"], most);
    }
  });
}

function expectNear(actual: readonly number[], expected: readonly number[], most: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-12 * most);
  });
}

describe("tallyRevenueCohorts", () => {
  test.each(cohortReference.series)(
    "agrees with exact fractions in Python, customer by customer: until $until",
    (expected) => {
      const spans = reference.spans.map(([customer, from, to, amount]) => ({
        customer: customer as number,
        from: from as number,
        to,
        amount: amount as number,
      }));
      const { timeZone } = reference;
      const tally = tallyRevenueCohorts(spans, {
        period: "month",
        timeZone,
        until: expected.until,
      });
      const { afterUntil, between, cohorts } = expected;
      expect(tally).toMatchObject({ afterUntil, between, empty: 0 });
      expectSame(tally, { ...tally, cohorts });
    },
  );

  test("sums what each cohort pays, keeps and has never lost", () => {
    // By hand: A 100 January to February, 60 from March, 100 again in April; B 50 until mid-February; C 80
    // from February.
    const { cohorts } = tallyRevenueCohorts(paidUntilMay, monthly);
    expect(cohorts).toEqual([
      {
        start: "2026-01-01",
        size: 2,
        paying: [2, 1, 1, 1],
        amount: [150, 100, 60, 60],
        kept: [150, 100, 60, 60],
        lowest: [150, 100, 60, 60],
        squares: {
          opening: 12_500,
          change: [0, 2_500, 4_100, 4_100],
          openingChange: [0, -2_500, -6_500, -6_500],
          loss: [0, 2_500, 4_100, 4_100],
          openingLoss: [0, 2_500, 6_500, 6_500],
          lowestLoss: [0, 2_500, 4_100, 4_100],
          openingLowestLoss: [0, 2_500, 6_500, 6_500],
        },
      },
      expect.objectContaining({ start: "2026-02-01", size: 1, amount: [80, 80, 80] }),
    ]);
    const [a60] = paidUntilMay.filter(({ amount }) => amount === 60);
    const back = paidUntilMay.flatMap((span) =>
      span === a60
        ? [
            { ...a60, to: day("2026-04-01") },
            { ...a60, from: day("2026-04-01"), amount: 100 },
          ]
        : [span],
    );
    expect(tallyRevenueCohorts(back, monthly).cohorts[0]).toMatchObject({
      amount: [150, 100, 60, 100],
      kept: [150, 100, 60, 100],
      lowest: [150, 100, 60, 60],
    });
  });

  test("keeps those who pause in their cohort, and counts them again when they are back", () => {
    const spans = [
      since("ann", "2026-01-05", "2026-02-05", 500),
      since("ann", "2026-03-05", null, 700),
    ];
    expect(tallyRevenueCohorts(spans, monthly).cohorts).toMatchObject([
      {
        start: "2026-01-01",
        size: 1,
        paying: [1, 0, 1, 1],
        amount: [500, 0, 700, 700],
        kept: [500, 0, 500, 500],
        lowest: [500, 0, 0, 0],
      },
    ]);
  });

  test("starts with the first period at whose end a customer pays, and counts the others in between", () => {
    const spans = [
      since("ann", "2026-01-05", "2026-01-09", 500), // gone before the month ended
      since("ann", "2026-03-05", null, 500),
      since("bob", "2026-02-05", "2026-02-09", 500),
      since("bob", "2026-03-05", "2026-03-09", 500),
      since("cas", "2026-02-05", null, 0), // pays nothing, and is no customer of a cohort
    ];
    const tally = tallyRevenueCohorts(spans, monthly);
    expect(tally).toMatchObject({ between: 1, cohorts: [{ start: "2026-03-01", size: 1 }] });
  });

  test("takes the running period up to the end of observation", () => {
    const half = day("2026-02-15");
    const spans = [ann, since("bob", "2026-02-03", null, 300), since("cas", "2026-02-15", null, 1)];
    const tally = tallyRevenueCohorts(spans, { ...utc, until: half });
    expect(tally.afterUntil).toBe(1);
    expect(tally.cohorts.map(({ start, amount }) => [start, amount])).toEqual([
      ["2026-01-01", [500, 500]],
      ["2026-02-01", [300]],
    ]);
  });

  test("counts spans that end as they start apart, and for nothing else", () => {
    const empty = { ...ann, to: ann.from };
    expect(tallyRevenueCohorts([empty], monthly)).toMatchObject({ empty: 1, cohorts: [] });
    const later = { ...ann, from: until, to: until };
    expect(tallyRevenueCohorts([later], monthly)).toMatchObject({ empty: 0, afterUntil: 1 });
  });

  test("takes columns, dates, weeks and a currency, and nothing for nothing", () => {
    const options = { ...monthly, period: "week", weekStart: "sunday" } as const;
    const columns = {
      customer: [1],
      from: [new Date(ann.from)],
      to: [null],
      amount: [500],
      currency: ["EUR"],
    };
    const tally = tallyRevenueCohorts(columns, { ...options, until: new Date(until) });
    expect(tally).toEqual(tallyRevenueCohorts([{ ...ann, customer: 1, currency: "EUR" }], options));
    expect(tally).toMatchObject({ currency: "EUR", cohorts: [{ start: "2026-01-04" }] });
    expect(tallyRevenueCohorts([], monthly)).toEqual({
      kind: "revenue-cohorts",
      ...monthly,
      weekStart: "monday",
      currency: null,
      afterUntil: 0,
      empty: 0,
      between: 0,
      cohorts: [],
    });
  });

  test("refuses dirty rows as tallyRevenueByPeriod does", () => {
    expectError(
      () => tallyRevenueCohorts([ann, { ...ann, amount: -5 }], monthly),
      "out-of-range",
      "tallyRevenueCohorts: amount at index 1 must be a number, 0 or more, got -5",
      "amount",
      1,
    );
    expectError(
      () => tallyRevenueCohorts([], untyped({ ...monthly, horizon: 3 })),
      "unknown-option",
      'tallyRevenueCohorts: options must be like { period, timeZone, weekStart, until }, got "horizon"',
      "options",
    );
  });

  test("refuses more lags than fit, with the option that helps", () => {
    const daily = { ...monthly, period: "day" } as const;
    const starts = Array.from({ length: 1_420 }, (_, i) => until - (i + 1) * 86_400_000);
    const spans = starts.map((from, customer) => ({ customer, from, to: null, amount: 1 }));
    expectError(
      () => tallyRevenueCohorts(spans, daily),
      "out-of-range",
      'tallyRevenueCohorts: period must be longer: all cohorts together may have 1000000 lags, got "day"',
      "period",
    );
  });

  test("has amounts that add up to the revenue series, month by month", () => {
    const periods = fc.constantFrom<Period>("week", "month", "quarter");
    fc.assert(
      fc.property(anyRevenueSpans, periods, (spans, period) => {
        const options = { period, timeZone: "America/New_York", until } as const;
        const series = tallyRevenueByPeriod(spans, options).periods;
        const { cohorts } = tallyRevenueCohorts(spans, options);
        series.forEach(({ tally }, i) => {
          const number = series.length - i; // from the end, where all of them end
          const at = (list: readonly number[]) => list[list.length - number] ?? 0;
          const sum = cohorts.reduce((total, { amount }) => total + at(amount), 0);
          expect(sum).toBeCloseTo(tally.closing, 9);
          const paying = cohorts.reduce((total, cohort) => total + at(cohort.paying), 0);
          expect(paying).toBe(tally.customers.closing);
        });
      }),
    );
  });

  test("keeps at most what was and what is, and the least never rises", () => {
    fc.assert(
      fc.property(anyRevenueSpans, (spans) => {
        for (const { amount, kept, lowest } of tallyRevenueCohorts(spans, monthly).cohorts) {
          const slack = 1e-12 * (amount[0] + Math.max(...amount));
          kept.forEach((part, lag) => {
            expect(part).toBeLessThanOrEqual(Math.min(amount[0], amount[lag]) + slack);
            expect(lowest[lag]).toBeLessThanOrEqual(part + slack);
            expect(lowest[lag]).toBeLessThanOrEqual((lowest[lag - 1] ?? part) + slack);
          });
        }
      }),
    );
  });

  mergeLaws<RevenueSpan, RevenueCohortTally>({
    name: "tallyRevenueCohorts",
    rows: anyRevenueSpans.map((spans) => spans.map((span) => ({ ...span, currency: "EUR" }))),
    split: byCustomer(({ customer }) => customer),
    tally: (rows) => tallyRevenueCohorts(rows, monthly),
    merge: (parts) => mergeRevenueCohorts(parts),
    counted: ({ between, cohorts }) => cohorts.reduce((sum, { size }) => sum + size, between),
    expected: (rows) => {
      const paid = rows.filter(
        ({ from, to, amount }) => amount > 0 && from !== to && Number(from) < until,
      );
      return new Set(paid.map(({ customer }) => customer)).size;
    },
    equal: expectSame,
  });
});

describe("mergeRevenueCohorts", () => {
  const tally = tallyRevenueCohorts(
    [ann, since("bob", "2026-01-09", "2026-02-09", 300), since("cas", "2026-03-05", null, 50)],
    monthly,
  );

  test("adds cohorts of the same period, and keeps the others", () => {
    const [early, late] = [
      since("dee", "2025-12-05", null, 70),
      since("eve", "2026-03-09", null, 20),
    ];
    const other = tallyRevenueCohorts([early, late], monthly);
    const merged = mergeRevenueCohorts([tally, other]);
    expect(merged.cohorts.map(({ start, amount }) => [start, amount[0]])).toEqual([
      ["2025-12-01", 70],
      ["2026-01-01", 800],
      ["2026-03-01", 70],
    ]);
    expect(mergeRevenueCohorts([other, tally])).toEqual(merged);
  });

  test("refuses parts of other options or currencies", () => {
    expectError(
      () => mergeRevenueCohorts([tally, { ...tally, period: "week" }]),
      "bad-tally",
      'mergeRevenueCohorts: cohort.start at index 0 must be the first date of a period, sorted, got "2026-01-01"',
      "cohort.start",
      0,
    );
    const dollars = tallyRevenueCohorts([{ ...ann, currency: "USD" }], monthly);
    expectError(
      () => mergeRevenueCohorts([tally, dollars]),
      "options-mismatch",
      'mergeRevenueCohorts: parts[1].currency must be null, as in parts[0], got "USD"',
      "parts[1].currency",
    );
    const nothing = tallyRevenueCohorts([], monthly);
    expect(mergeRevenueCohorts([nothing, dollars]).currency).toBe("USD");
    const later = tallyRevenueCohorts([], { ...monthly, until: until + 1 });
    expectError(
      () => mergeRevenueCohorts([tally, later]),
      "options-mismatch",
      `mergeRevenueCohorts: parts[1].until must be ${until}, as in parts[0], got ${until + 1}`,
      "parts[1].until",
    );
  });

  test("refuses what no spans give", () => {
    const refuse = (change: object, argument: string, mustBe: string) =>
      expectError(
        () => mergeRevenueCohorts([{ ...tally, ...change }]),
        "bad-tally",
        `mergeRevenueCohorts: parts[0].${argument} must be ${mustBe}`,
        `parts[0].${argument}`,
      );
    expectError(
      () => mergeRevenueCohorts([untyped(null)]),
      "bad-tally",
      'mergeRevenueCohorts: parts[0].kind must be "revenue-cohorts", got undefined',
      "parts[0].kind",
    );
    refuse({ currency: 5 }, "currency", "a string or null, got 5");
    refuse({ between: -1 }, "between", "a whole number, 0 or more, got -1");
    refuse({ cohorts: null }, "cohorts", "a list of cohorts, got null");
    const [first, second] = tally.cohorts;
    const inCohort = (change: object, field: string, mustBe: string, index = 0) =>
      expectError(
        () => mergeRevenueCohorts([{ ...tally, cohorts: [{ ...first, ...change }, second] }]),
        "bad-tally",
        `mergeRevenueCohorts: cohort.${field} at index ${index} must be ${mustBe}`,
        `cohort.${field}`,
        index,
      );
    const sorted = "the first date of a period, sorted, got";
    inCohort({ start: "2026-01-02" }, "start", `${sorted} "2026-01-02"`);
    inCohort({ start: "2026-13-01" }, "start", `${sorted} "2026-13-01"`);
    inCohort({ start: "2026-05-01" }, "start", 'no later than until, got "2026-05-01"');
    const unsorted = { ...tally, cohorts: [second, first] };
    expectError(
      () => mergeRevenueCohorts([unsorted]),
      "bad-tally",
      `mergeRevenueCohorts: cohort.start at index 1 must be ${sorted} "2026-01-01"`,
      "cohort.start",
      1,
    );
    expectError(
      () => mergeRevenueCohorts([{ ...tally, cohorts: untyped([null]) }]),
      "bad-tally",
      `mergeRevenueCohorts: cohort.start at index 0 must be ${sorted} undefined`,
      "cohort.start",
      0,
    );
    inCohort({ size: 2.5 }, "size", "a whole number, 0 or more, got 2.5");
    inCohort({ paying: [2, 1] }, "paying", "a list with a count for each lag, got an array");
    const size = "size at lag 0, 2, and never more, got an array";
    inCohort({ paying: [1, 1, 1, 1] }, "paying", size);
    inCohort({ paying: [2, 3, 1, 1] }, "paying", size);
    const list = "a list with a number for each lag, got";
    inCohort({ kept: [800] }, "kept", `${list} an array`);
    inCohort({ squares: undefined }, "squares.change", `${list} undefined`);
    const at = (field: keyof RevenueCohort, lag: number, value: number) => ({
      [field]: untyped(first[field]).map((one: number, i: number) => (i === lag ? value : one)),
    });
    inCohort(at("lowest", 0, 700), "amount", "above 0 at lag 0, as kept and lowest, got 800");
    const nobody = { paying: [2, 0, 1, 1] };
    inCohort(nobody, "amount", "0 or more, and 0 if nobody pays at lag 1, got 500");
    inCohort(at("kept", 2, 600), "kept", "at most the amounts at lags 0 and 2, got 600");
    inCohort(at("lowest", 2, 600), "lowest", "at most kept, and never rising, got 600");
    inCohort(at("lowest", 1, 400), "lowest", "at most kept, and never rising, got 500");
    const square = (field: string, lag: number, value: number) => ({
      squares: { ...first.squares, ...inList(untyped(first.squares), field, lag, value) },
    });
    const opening = { squares: { ...first.squares, opening: 1 } };
    inCohort(opening, "squares.opening", "what amounts of 800 in all can make, got 1");
    inCohort(square("change", 1, -1), "squares.change", "what changes at lag 1 can make, got -1");
    inCohort(square("loss", 1, 9e5), "squares.loss", "what changes at lag 1 can make, got 900000");
    inCohort(
      square("lowestLoss", 1, 1),
      "squares.lowestLoss",
      "what changes at lag 1 can make, got 1",
    );
    const products = [
      ["openingChange", "change", -1e9],
      ["openingLoss", "loss", -1],
      ["openingLowestLoss", "lowestLoss", 1e9],
    ] as const;
    for (const [product, of, value] of products) {
      const mustBe = `at most √(opening × ${of}) at lag 1, got ${value}`;
      inCohort(square(product, 1, value), `squares.${product}`, mustBe);
    }
  });
});

function inList(lists: Record<string, number[]>, field: string, lag: number, value: number) {
  return { [field]: lists[field].map((one, i) => (i === lag ? value : one)) };
}
