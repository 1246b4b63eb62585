import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  churnPerCustomerDay,
  churnRate,
  churnRateInterval,
  churnRateOfAll,
  convertChurnRate,
  type MembershipSpan,
  type Period,
  retentionRate,
  tallyMembership,
} from "../../src/index.js";
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const day = (number: number) => Date.UTC(2026, 0, number);
const january = { from: day(1), until: day(32) };
const from = Date.UTC(2025, 0, 1);
const left = Date.UTC(2026, 0, 9);
const tally = tallyMembership(
  [
    { customer: 1, from, to: null },
    { customer: 2, from, to: left },
    { customer: 3, from, to: null },
    { customer: 4, from, to: null },
    { customer: 5, from: left, to: null },
  ],
  january,
);

describe("churnRate and retentionRate", () => {
  test("are of those at the opening, whoever else came", () => {
    expect(churnRate(tally)).toBe(0.25);
    expect(retentionRate(tally)).toBe(0.75);
  });

  test("are null when nobody was there at the opening", () => {
    const none = tallyMembership([{ customer: 5, from: left, to: null }], january);
    expect([churnRate(none), retentionRate(none)]).toEqual([null, null]);
  });

  test("refuse anything but a tally", () => {
    expectError(
      () => churnRate(untyped({})),
      "bad-tally",
      'churnRate: tally.kind must be "membership", got undefined',
      "tally.kind",
    );
    expectError(
      () => retentionRate({ ...tally, churned: 5, closing: 0 }),
      "bad-tally",
      "retentionRate: tally.churned must be at most opening, 4, got 5",
      "tally.churned",
    );
  });
});

/** Members who were there at the opening or came on the 5th, and left on the 20th or stayed. */
function months(counts: {
  stayed?: number;
  churned?: number;
  arrived?: number;
  between?: number;
  reactivated?: number;
}): MembershipSpan[] {
  const { stayed = 0, churned = 0, arrived = 0, between = 0, reactivated = 0 } = counts;
  let customer = 0;
  const each = (count: number, from: number, to: number | null) =>
    Array.from({ length: count }, () => ({ customer: customer++, from, to }));
  const back = each(reactivated, day(5), null);
  return [
    ...each(stayed, day(-9), null),
    ...each(churned, day(-9), day(20)),
    ...each(arrived, day(5), null),
    ...each(between, day(5), day(20)),
    ...back,
    ...back.map((span) => ({ ...span, from: day(-9), to: day(-5) })),
  ];
}

describe("churnRateInterval", () => {
  test("is Wilson's interval of the churned of the opening", () => {
    const tally = tallyMembership(months({ stayed: 380, churned: 20, arrived: 90 }), january);
    // (c + z²/2 ± z √(c (n − c) / n + z²/4)) ÷ (n + z²) with c = 20, n = 400
    expectClose(churnRateInterval(tally), { value: 0.05, low: 0.0325974298, high: 0.0759636351 });
    expectClose(churnRateInterval(tally, { confidence: 0.9 }), { value: 0.05, confidence: 0.9 });
    expect(churnRateInterval(tallyMembership([], january))).toBe(null);
  });

  test("refuses unknown options and a tally that is not one", () => {
    expectError(
      () => churnRateInterval(tallyMembership([], january), untyped({ confidance: 0.9 })),
      "unknown-option",
      'churnRateInterval: options must be like { confidence }, got "confidance"',
      "options",
    );
    expectError(
      () => churnRateInterval(untyped(null)),
      "bad-tally",
      'churnRateInterval: tally.kind must be "membership", got undefined',
      "tally.kind",
    );
  });
});

describe("churnRateOfAll", () => {
  test("is of all who were there at any time, those who came and left in both numbers", () => {
    const tally = tallyMembership(
      months({ stayed: 6, churned: 2, arrived: 3, between: 1, reactivated: 4 }),
      january,
    );
    expect(churnRateOfAll(tally)).toBe(3 / 16); // (2 + 1) ÷ (8 + 3 + 4 + 1)
    expect(churnRateOfAll({ ...tally, between: 0 })).toBe(2 / 15); // churned ÷ (8 + 3 + 4)
  });

  test("shows how three vendors count one month", () => {
    // Recurly, "Churn Rate": 1,000 customers, of whom 5 % leave; 500 new ones, of whom 12 leave.
    const butter = tallyMembership(
      months({ stayed: 950, churned: 50, arrived: 488, between: 12 }),
      january,
    );
    expect((butter.churned + butter.between) / butter.opening).toBe(0.062); // its basic formula: 6.2 %
    expect(churnRate(butter)).toBe(0.05); // as ChartMogul's B2B formula, without those who came and left
    expect(churnRateOfAll(butter)).toBe(62 / 1500); // as Stripe: new subscribers in both numbers

    // ChartMogul, "Customer Churn rate": 100 customers, 11 cancel, one of whom joined in the month: 10 %.
    const chartMogul = tallyMembership(months({ stayed: 90, churned: 10, between: 1 }), january);
    expect(churnRate(chartMogul)).toBe(0.1);
  });

  test("is 1 when nobody is left, and null when nobody ever was there", () => {
    expect(churnRateOfAll(tallyMembership(months({ between: 2 }), january))).toBe(1);
    expect(churnRateOfAll(tallyMembership([], january))).toBe(null);
  });

  test("refuses anything but a tally", () => {
    expectError(
      () => churnRateOfAll(untyped(null)),
      "bad-tally",
      'churnRateOfAll: tally.kind must be "membership", got undefined',
      "tally.kind",
    );
  });
});

const anySpans = fc.array(
  fc
    .record({ customer: fc.nat(9), from: fc.integer({ min: -40, max: 60 }), length: fc.nat(30) })
    .map(({ customer, from, length }) => ({ customer, from: day(from), to: day(from + length) })),
  { maxLength: 30 },
);

describe("churnPerCustomerDay", () => {
  test("is departures by days, whoever left", () => {
    // 31 + 10 + 9 days, and of the four who came back after five days 26 each; 6 departures
    const spans = [
      { customer: "stays", from: day(-90), to: null },
      { customer: "lost", from: day(-90), to: day(11) },
      { customer: "joined and left", from: day(5), to: day(14) },
      ...["a", "b", "c", "d"].flatMap((customer) => [
        { customer, from: day(-90), to: day(11) },
        { customer, from: day(16), to: null },
      ]),
    ];
    expect(churnPerCustomerDay(tallyMembership(spans, january))).toBe(6 / (31 + 10 + 9 + 4 * 26));
  });

  test("is null without time, also where a purchase was undone at once", () => {
    expect(churnPerCustomerDay(tallyMembership([], january))).toBe(null);
    const undone = { customer: 1, from: day(9), to: day(9) };
    expect(churnPerCustomerDay(tallyMembership([undone], january))).toBe(null);
    expect(churnPerCustomerDay(tallyMembership([{ ...undone, to: null }], january))).toBe(0);
  });

  test("refuses anything but a tally", () => {
    expectError(
      () => churnPerCustomerDay(untyped({ kind: "membership" })),
      "bad-tally",
      "churnPerCustomerDay: tally.until must be epoch milliseconds after from, got undefined",
      "tally.until",
    );
  });

  test("is the same for a company that grows as for one that does not, where shares are not", () => {
    // Each midnight one member leaves for each hundred who are then there for the day.
    const company = (membersOn: (date: number) => number) => {
      const spans: { customer: number; from: number; to: number | null }[] = [];
      const join = (count: number, from: number) => {
        for (let i = 0; i < count; i++) spans.push({ customer: spans.length, from, to: null });
      };
      join(1.01 * membersOn(1), day(-9));
      for (let date = 1; date < 32; date++) {
        const members = spans.filter(({ to }) => to === null);
        for (const span of members.slice(0, membersOn(date) / 100)) span.to = day(date);
        join(1.01 * membersOn(date) - members.length, day(date));
      }
      return tallyMembership(spans, january);
    };
    const flat = company(() => 400);
    const growing = company((date) => 400 * date);
    expect(churnPerCustomerDay(flat)).toBe(0.01);
    expect(churnPerCustomerDay(growing)).toBe(0.01);
    expect(churnRate(flat)).toBe(124 / 404); // 31 × 4, oldest first
    expect(churnRate(growing)).toBe(1);
    expect(churnRateOfAll(flat)).toBe(124 / 524);
    expect(churnRateOfAll(growing)).toBeCloseTo(1984 / 14384, 14); // 4 × 496 of those and 31 × 400
  });

  test("does not change when the base is a multiple, or when the window is cut", () => {
    fc.assert(
      fc.property(
        anySpans,
        fc.integer({ min: 2, max: 31 }),
        fc.integer({ min: 2, max: 4 }),
        (spans, cut, times) => {
          const whole = tallyMembership(spans, january);
          const rate = churnPerCustomerDay(whole);
          const many = Array.from({ length: times }, (_, copy) =>
            spans.map((span) => ({ ...span, customer: `${span.customer} of ${copy}` })),
          );
          const grown = churnPerCustomerDay(tallyMembership(many.flat(), january));
          const [head, tail] = [
            tallyMembership(spans, { from: january.from, until: day(cut) }),
            tallyMembership(spans, { from: day(cut), until: january.until }),
          ];
          const days = head.customerDays + tail.customerDays;
          const pooled = days === 0 ? null : (head.ended + tail.ended) / days;
          if (rate === null) {
            expect([grown, pooled]).toEqual([null, null]);
          } else {
            expect(grown).toBeCloseTo(rate, 12);
            expect(pooled).toBeCloseTo(rate, 12);
          }
        },
      ),
    );
  });
});

describe("convertChurnRate", () => {
  test("compounds", () => {
    // 1 − 0.95 ** 12, and back
    expect(convertChurnRate(0.05, { from: "month", to: "year" })).toBeCloseTo(1 - 0.95 ** 12, 14);
    expect(convertChurnRate(1 - 0.95 ** 12, { from: "year", to: "month" })).toBeCloseTo(0.05, 14);
    expect(convertChurnRate(0.19, { from: "year", to: "quarter" })).toBeCloseTo(
      1 - 0.81 ** 0.25,
      14,
    );
    expect(convertChurnRate(0.1, { from: 90, to: 30 })).toBeCloseTo(1 - 0.9 ** (1 / 3), 14);
    expect(convertChurnRate(0.1, { from: "week", to: 7 })).toBeCloseTo(0.1, 14);
    expect(convertChurnRate(0.1, { from: "day", to: "day" })).toBeCloseTo(0.1, 14);
  });

  test("keeps none at none, all at all, and the smallest rates exact", () => {
    expect(convertChurnRate(0, { from: "month", to: "year" })).toBe(0);
    expect(convertChurnRate(1, { from: "year", to: "day" })).toBe(1);
    expect(convertChurnRate(1e-300, { from: "month", to: "year" })).toBeCloseTo(12e-300, 312);
    expect(convertChurnRate(1e-300, { from: "month", to: "year" }) / 12e-300).toBeCloseTo(1, 14);
  });

  test("refuses rates in per cent and invalid lengths", () => {
    expectError(
      () => convertChurnRate(5, { from: "month", to: "year" }),
      "out-of-range",
      "convertChurnRate: rate must be a number from 0 to 1, got 5",
      "rate",
    );
    expectError(
      () => convertChurnRate(0.05, { from: untyped("monthly"), to: "year" }),
      "wrong-type",
      'convertChurnRate: from must be a period such as "month", or from 1e-6 to 1e6 days, got "monthly"',
      "from",
    );
    expectError(
      () => convertChurnRate(0.05, untyped(undefined)),
      "wrong-type",
      "convertChurnRate: options must be like { from, to }, got undefined",
      "options",
    );
    for (const days of [0, -1, 1e-310, 1e7, Number.NaN, Infinity]) {
      expectError(
        () => convertChurnRate(0.05, { from: "month", to: days }),
        "out-of-range",
        `convertChurnRate: to must be a period such as "month", or from 1e-6 to 1e6 days, got ${days}`,
        "to",
      );
    }
  });

  test("takes the shortest and the longest length, both included", () => {
    expect(convertChurnRate(0.05, { from: 1e6, to: 5e5 })).toBeCloseTo(1 - Math.sqrt(0.95), 15);
    expect(convertChurnRate(0.05, { from: 2e-6, to: 1e-6 })).toBeCloseTo(1 - Math.sqrt(0.95), 15);
  });

  test("lies from 0 to 1, rises with the rate and the length, and comes back", () => {
    const rate = fc.double({ min: 0, max: 0.999, noNaN: true });
    const length = fc.oneof(
      fc.constantFrom<Period>("day", "week", "month", "quarter", "year"),
      fc.integer({ min: 1, max: 4_000 }),
    );
    fc.assert(
      fc.property(rate, length, length, (churn, one, other) => {
        const converted = convertChurnRate(churn, { from: one, to: other });
        expect(converted).toBeGreaterThanOrEqual(0);
        expect(converted).toBeLessThanOrEqual(1);
        expect(Object.is(converted, -0)).toBe(false);
        if (converted < 0.999999) {
          const back = convertChurnRate(converted, { from: other, to: one });
          expect(Math.abs(back - churn)).toBeLessThanOrEqual(1e-9);
        }
      }),
    );
  });
});
