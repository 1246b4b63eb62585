import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BgBbModel,
  expectedPurchases,
  fitBgBb,
  holdoutErrors,
  type PurchaseModel,
  purchaseHistories,
  purchaseHoldout,
  purchaseTracking,
  repeatHistogram,
  tallyHistories,
  tallyPurchases,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { donors, expectWithin } from "../support/models.js";

const bg: PurchaseModel = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const day = (date: number): number => Date.UTC(2026, 0, date);
const bought = (customer: string, ...dates: number[]) =>
  dates.map((date) => ({ customer, time: day(date) }));
const log = [
  ...bought("ann", 1, 3, 3, 20),
  ...bought("bob", 2),
  ...bought("cas", 2, 12, 15),
  ...bought("dee", 25, 26),
];
const options = { timeZone: "UTC", until: day(31) };
const tally = tallyPurchases(log, options);

describe("repeatHistogram", () => {
  test("gives what Fader, Hardie and Shang print of donors: 3,454.9 for none, 1,253.1 for six", () => {
    const bars = repeatHistogram(fitBgBb(donors) as BgBbModel, donors, { upTo: 6 });
    expect(bars.map(({ actual }) => actual)).toEqual([3464, 1823, 1430, 1085, 1036, 1063, 1203]);
    expect(bars[0].expected).toBeCloseTo(3454.9, 0);
    expect(bars[6].expected).toBeCloseTo(1253.1, 0);
    expect(bars.map(({ isOrMore }) => isOrMore).indexOf(true)).toBe(6);
  });

  test("counts every customer once, actual and expected, each with an own age", () => {
    const shop = tallyHistories([
      { repeats: 0, last: 0, age: 38, customers: 60 },
      { repeats: 1, last: 4, age: 10, customers: 20 },
      { repeats: 30, last: 35, age: 38, customers: 5 },
    ]);
    const bars = repeatHistogram(bg, shop);
    expect(bars.map(({ actual }) => actual)).toEqual([60, 20, 0, 0, 0, 0, 0, 5]);
    const total = bars.reduce((sum, { expected }) => sum + expected, 0);
    expect(total).toBeCloseTo(85, 10);
    // P(X(t) = 0) = (α ÷ (α + t))^r
    const none = 65 * (4.414 / 42.414) ** 0.243 + 20 * (4.414 / 14.414) ** 0.243;
    expect(bars[0].expected).toBeCloseTo(none, 10);
  });

  test("counts those of MBG/NBD who leave at once among those who never come back", () => {
    const mbg = { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } as const;
    const shop = tallyHistories([{ repeats: 0, last: 0, age: 38, customers: 100 }]);
    const stays = 1.614 / (0.891 + 1.614);
    const none = 100 * (1 - stays + stays * (6.183 / 44.183) ** 0.525);
    expect(repeatHistogram(mbg, shop)[0].expected).toBeCloseTo(none, 10);
  });

  test("has empty bars without customers", () => {
    expect(repeatHistogram(bg, tallyHistories([]), { upTo: 1 })).toEqual([
      { repeats: 0, isOrMore: false, actual: 0, expected: 0 },
      { repeats: 1, isOrMore: true, actual: 0, expected: 0 },
    ]);
  });

  test("refuses what is not right", () => {
    expectError(
      () => repeatHistogram(bg, untyped(tally)),
      "bad-tally",
      'repeatHistogram: tally.kind must be "histories", got "purchases"',
      "tally.kind",
    );
    expectError(
      () => repeatHistogram(bg, donors, { upTo: 0 }),
      "out-of-range",
      "repeatHistogram: upTo must be a whole number from 1 to 1000, got 0",
      "upTo",
    );
    expectError(
      () => repeatHistogram(bg, donors, untyped({ bins: 3 })),
      "unknown-option",
      'repeatHistogram: options must be like { upTo }, got "bins"',
      "options",
    );
    const bb: PurchaseModel = { kind: "bg-bb", alpha: 1, beta: 1, gamma: 1, delta: 1 };
    expectError(
      () => repeatHistogram(bb, tallyHistories([{ repeats: 1, last: 0.5, age: 2 }])),
      "not-whole",
      "repeatHistogram: tally.last at index 0 must be a whole number from 1 to 2, got 0.5",
      "tally.last",
      0,
    );
  });
});

describe("purchaseTracking", () => {
  test("counts repeat purchases by period beside what is expected of everybody who was there", () => {
    const rows = purchaseTracking(bg, tally);
    expect(rows.length).toBe(30);
    const actual = Object.fromEntries(
      rows.filter((row) => row.actual > 0).map((row) => [row.start, row.actual]),
    );
    expect(actual).toEqual({
      "2026-01-03": 1,
      "2026-01-12": 1,
      "2026-01-15": 1,
      "2026-01-20": 1,
      "2026-01-26": 1,
    });
    expect(rows[29].actualTotal).toBe(5);
    // On the 4th: ann has been there for 3 days, bob and cas for 2.
    const total = expectedPurchases(bg, 3) + 2 * expectedPurchases(bg, 2);
    expectWithin(rows[3].expectedTotal, total, 1e-12);
    const before = expectedPurchases(bg, 2) + 2 * expectedPurchases(bg, 1);
    expectWithin(rows[3].expected, total - before, 1e-9);
    expect(rows[0]).toEqual({
      start: "2026-01-01",
      actual: 0,
      expected: 0,
      actualTotal: 0,
      expectedTotal: 0,
    });
  });

  test("goes period by period in the periods of the tally, and is empty without customers", () => {
    const weekly = purchaseTracking(bg, tallyPurchases(log, { ...options, period: "week" }));
    expect(weekly.map(({ start }) => start)).toEqual([
      "2025-12-29",
      "2026-01-05",
      "2026-01-12",
      "2026-01-19",
    ]);
    expect(purchaseTracking(bg, tallyPurchases([], options))).toEqual([]);
  });

  test("adds up to the repeats of the histories", () => {
    const repeats = purchaseHistories(tally);
    const sum = repeats.repeats.reduce((total, x, i) => total + x * repeats.customers[i], 0);
    expect(purchaseTracking(bg, tally)[29].actualTotal).toBe(sum);
  });

  test("refuses anything but a tally of purchases", () => {
    expectError(
      () => purchaseTracking(bg, untyped(donors)),
      "bad-tally",
      'purchaseTracking: tally.kind must be "purchases", got "histories"',
      "tally.kind",
    );
  });
});

describe("purchaseHoldout and holdoutErrors", () => {
  const holdout = purchaseHoldout(tally, { at: day(15) });

  test("cut at a moment: what was known, and what came after", () => {
    // ann: 1, 3 | 20. bob: 2. cas: 2, 12 | 15. dee came later.
    expect(holdout).toEqual({
      kind: "holdout",
      horizon: 16,
      repeats: [0, 1, 1],
      last: [0, 2, 10],
      age: [12, 13, 12],
      purchases: [0, 1, 1],
      customers: [1, 1, 1],
    });
    const known = purchaseHistories(tally, { at: day(15) });
    expect([holdout.repeats, holdout.last, holdout.age]).toEqual([
      known.repeats,
      known.last,
      known.age,
    ]);
  });

  test("say how far a model was off, in all and by repeats", () => {
    const expected = [0, 1, 2].map((i) =>
      expectedPurchases(bg, 16, {
        repeats: holdout.repeats[i],
        last: holdout.last[i],
        age: holdout.age[i],
      }),
    );
    const off = expected.map((x, i) => Math.abs(holdout.purchases[i] - x));
    const errors = holdoutErrors(bg, holdout);
    expect(errors).toMatchObject({ customers: 3, actual: 2 });
    expect(errors.expected).toBeCloseTo(expected[0] + expected[1] + expected[2], 12);
    expect(errors.meanAbsoluteError).toBeCloseTo((off[0] + off[1] + off[2]) / 3, 12);
    const squares = off.map((x) => x * x);
    const root = Math.sqrt((squares[0] + squares[1] + squares[2]) / 3);
    expect(errors.rootMeanSquareError).toBeCloseTo(root, 12);
    expect(errors.byRepeats.map(({ repeats, customers }) => [repeats, customers])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(errors.byRepeats[1].meanAbsoluteError).toBeCloseTo((off[1] + off[2]) / 2, 12);
  });

  test("take equal histories with other purchases together", () => {
    const rows = [...bought("a", 1, 20), ...bought("b", 1), ...bought("c", 1, 21, 22)];
    const cut = purchaseHoldout(tallyPurchases(rows, options), { at: day(15) });
    expect(cut).toMatchObject({ repeats: [0, 0, 0], purchases: [0, 1, 2], customers: [1, 1, 1] });
    const errors = holdoutErrors(bg, cut);
    const one = expectedPurchases(bg, 16, { repeats: 0, last: 0, age: 13 });
    expectWithin(errors.expected, 3 * one, 1e-12);
    expect(errors.byRepeats.length).toBe(1);
  });

  test("at the end hold nothing out, and before the first purchase nobody", () => {
    expect(purchaseHoldout(tally, { at: day(31) })).toMatchObject({
      horizon: 0,
      purchases: [0, 0, 0, 0],
    });
    const nobody = purchaseHoldout(tally, { at: day(1) });
    expect(nobody).toMatchObject({ horizon: 30, repeats: [], customers: [] });
    expect(holdoutErrors(bg, nobody)).toEqual({
      customers: 0,
      actual: 0,
      expected: 0,
      meanAbsoluteError: null,
      rootMeanSquareError: null,
      byRepeats: [],
    });
  });

  test("refuse a moment that is invalid or too late", () => {
    expectError(
      () => purchaseHoldout(tally, { at: day(40) }),
      "out-of-range",
      `purchaseHoldout: at must be no later than until, ${day(31)}, got ${day(40)}`,
      "at",
    );
    expectError(
      () => purchaseHoldout(tally, untyped({ from: day(2) })),
      "unknown-option",
      'purchaseHoldout: options must be like { at }, got "from"',
      "options",
    );
  });

  test.each([
    ["kind", undefined, 'holdout.kind must be "holdout", got undefined', undefined],
    ["kind", "holdouts", 'holdout.kind must be "holdout", got "holdouts"', undefined],
    ["horizon", -1, "holdout.horizon must be a whole number, 0 or more, got -1", undefined],
    ["last", [0, 2], "holdout.last.length must be as long as repeats, 3, got 2", undefined],
    ["last", [0, 2, 14], "holdout.last at index 2 must be a whole number from 1 to 12, got 14", 2],
    [
      "purchases",
      [0, 0.5, 1],
      "holdout.purchases at index 1 must be a whole number, 0 or more, got 0.5",
      1,
    ],
    [
      "customers",
      [1, 0, 1],
      "holdout.customers at index 1 must be a whole number, 1 or more, got 0",
      1,
    ],
  ] as const)("refuse a stored holdout whose %s is %j", (field, value, rest, index) => {
    const argument = rest.slice(0, rest.search(/ (at index|must)/));
    expectError(
      () => holdoutErrors(bg, untyped({ ...holdout, [field]: value })),
      "bad-tally",
      `holdoutErrors: ${rest}`,
      argument,
      index,
    );
  });

  test("refuse anything but a holdout", () => {
    expectError(
      () => holdoutErrors(bg, untyped(undefined)),
      "bad-tally",
      'holdoutErrors: holdout.kind must be "holdout", got undefined',
      "holdout.kind",
    );
  });

  test("lose no purchase, wherever the cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), (date) => {
        const { repeats, purchases, customers } = purchaseHoldout(tally, { at: day(date) });
        const { length } = customers;
        // Those who came later bought dee's two, or ann's, or all.
        const first = log.filter(
          ({ customer }, i) => log.findIndex((row) => row.customer === customer) === i,
        );
        const known = first.filter(({ time }) => time < day(date)).map(({ customer }) => customer);
        const periods = new Set(
          log
            .filter(({ customer }) => known.includes(customer))
            .map(({ customer, time }) => `${customer} ${time}`),
        );
        let sum = 0;
        for (let i = 0; i < length; i++) sum += customers[i] * (1 + repeats[i] + purchases[i]);
        expect(sum).toBe(periods.size);
      }),
    );
  });
});
