import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  customerHistories,
  customerLifetimeValue,
  purchaseHistories,
  purchaseSpend,
  tallyHistories,
  tallyPurchases,
  tallySpend,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const day = (date: number) => Date.UTC(2026, 0, date);
const options = { timeZone: "UTC", until: day(31) } as const;
const purchases = [
  { customer: "bob", time: day(6), value: 50 },
  { customer: "ann", time: day(5), value: 90 },
  { customer: "ann", time: day(19), value: 30 },
  { customer: "ann", time: day(21), value: 20 },
  { customer: 7, time: day(25), value: 0 },
];

const anyPurchases = fc.array(
  fc.record({
    customer: fc.nat(8),
    time: fc.integer({ min: day(1), max: day(35) }),
    value: fc.nat(50),
  }),
);

describe("customerHistories", () => {
  test("gives each customer by name, with the mean of what repeat purchases were worth", () => {
    // Ann's 5th, 19th and 21st: 16 days from the first to the last, 25 to the 30th, the last day that is over.
    expect(customerHistories(tallyPurchases(purchases, options))).toEqual([
      { customer: 7, repeats: 0, last: 0, age: 5 },
      { customer: "ann", repeats: 2, last: 16, age: 25, mean: 25 },
      { customer: "bob", repeats: 0, last: 0, age: 24 },
    ]);
  });

  test("gives what was known earlier, and leaves out those who had not bought by then", () => {
    const tally = tallyPurchases(purchases, options);
    expect(customerHistories(tally, { at: day(21) })).toEqual([
      { customer: "ann", repeats: 1, last: 14, age: 15, mean: 30 },
      { customer: "bob", repeats: 0, last: 0, age: 14 },
    ]);
  });

  test("has no mean if purchases have no values, and no rows of no purchases", () => {
    const bare = purchases.map(({ customer, time }) => ({ customer, time }));
    const [, ann] = customerHistories(tallyPurchases(bare, options));
    expect(ann).toEqual({ customer: "ann", repeats: 2, last: 16, age: 25 });
    expect(customerHistories(tallyPurchases([], options))).toEqual([]);
  });

  test("goes into the readings of models as it is", () => {
    const models = {
      purchases: { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unit: 7 },
      spend: { kind: "gamma-gamma", p: 6.25, q: 3.74, scale: 15.44 },
    } as const;
    const year = { horizons: 12, periodLength: 365.25 / 12, discount: 0.01 };
    const [, ann] = customerHistories(tallyPurchases(purchases, options));
    expect(customerLifetimeValue(models, year, ann)).toBe(
      customerLifetimeValue(models, year, { repeats: 2, last: 16, age: 25, mean: 25 }),
    );
  });

  test("refuses moments after the end, unknown options and other tallies", () => {
    const tally = tallyPurchases(purchases, options);
    expectError(
      () => customerHistories(tally, { at: day(31) + 1 }),
      "out-of-range",
      `customerHistories: at must be no later than until, ${day(31)}, got ${day(31) + 1}`,
      "at",
    );
    expectError(
      () => customerHistories(tally, untyped({ until: 0 })),
      "unknown-option",
      'customerHistories: options must be like { at }, got "until"',
      "options",
    );
    expectError(
      () => customerHistories(untyped({ kind: "spend" })),
      "bad-tally",
      'customerHistories: tally.kind must be "purchases", got "spend"',
      "tally.kind",
    );
  });

  test("counted by equal histories is purchaseHistories, and by spend purchaseSpend", () => {
    fc.assert(
      fc.property(anyPurchases, fc.integer({ min: day(1), max: day(31) }), (rows, at) => {
        const tally = tallyPurchases(rows, options);
        const histories = customerHistories(tally, { at });
        expect(tallyHistories(histories)).toEqual(purchaseHistories(tally, { at }));
        const spent = histories.filter(({ mean }) => mean !== undefined);
        expect(tallySpend(untyped(spent))).toEqual(purchaseSpend(tally, { at }));
      }),
    );
  });
});
