import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeHistories,
  purchaseHistories,
  purchaseSpend,
  tallyHistories,
  tallyPurchases,
  tallySpend,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { at } from "../support/orders.js";
import { anyPurchaseOptions, anyPurchases, slowPurchases } from "../support/purchases.js";

const daily = { timeZone: "UTC", until: at(4, 1) } as const;
const tally = tallyPurchases(
  [
    { customer: "ann", time: at(1, 5), value: 90 },
    { customer: "ann", time: at(1, 19), value: 10 },
    { customer: "ann", time: at(1, 19) + 1, value: 20 },
    { customer: "ann", time: at(2, 4), value: 15 },
    { customer: "bob", time: at(1, 5), value: 50 },
    { customer: "cas", time: at(3, 31), value: 7 },
    { customer: "dee", time: at(2, 1), value: 7 },
    { customer: "dee", time: at(2, 2), value: 0 },
    { customer: "eve", time: at(1, 5), value: 7 },
  ],
  daily,
);

describe("purchaseHistories", () => {
  test("counts from the first purchase, orders of one period as one", () => {
    // 31 March is the last day: 85 after 5 January, 58 after 1 February.
    expect(purchaseHistories(tally)).toStrictEqual({
      kind: "histories",
      repeats: [0, 0, 1, 2],
      last: [0, 0, 1, 30],
      age: [0, 85, 58, 85],
      customers: [1, 2, 1, 1],
    });
  });

  test("reads with `at` what was known then", () => {
    expect(purchaseHistories(tally, { at: at(2, 2) })).toStrictEqual({
      kind: "histories",
      repeats: [0, 0, 1],
      last: [0, 0, 14],
      age: [0, 27, 27],
      customers: [1, 2, 1],
    });
    expect(purchaseHistories(tally, { at: new Date(at(2, 2) + 5) })).toStrictEqual(
      purchaseHistories(tally, { at: at(2, 2) }),
    );
    expect(purchaseHistories(tally, { at: at(1, 5) }).customers).toStrictEqual([]);
    expect(purchaseHistories(tally, { at: undefined })).toStrictEqual(purchaseHistories(tally));
  });

  test("is at a moment what tallying up to then gives, since nothing leaks", () => {
    fc.assert(
      fc.property(anyPurchases, anyPurchaseOptions, fc.nat(), (rows, options, shift) => {
        const { until } = tallyPurchases([], options);
        const moment = until - (shift % 5e10);
        const earlier = tallyPurchases(rows, { ...options, until: moment });
        const whole = tallyPurchases(rows, options);
        expect(purchaseHistories(whole, { at: moment })).toStrictEqual(purchaseHistories(earlier));
        const [read, known] = [purchaseSpend(whole, { at: moment }), purchaseSpend(earlier)];
        expect(read).toStrictEqual(known);
      }),
      { numRuns: 50 },
    );
  });

  test("is what counting each customer's periods gives, also over parts without shared customers", () => {
    fc.assert(
      fc.property(anyPurchases, anyPurchaseOptions, (rows, options) => {
        const given = tallyPurchases(rows, options);
        const end = slowPurchases([{ customer: 0, time: given.until }], {
          ...options,
          until: Date.UTC(2030, 0, 1),
        })[0]?.period as number;
        const all = slowPurchases(rows, options);
        const customers = [...new Set(all.map(({ customer }) => customer))];
        const histories = customers.map((customer) => {
          const own = all.filter((row) => row.customer === customer).map(({ period }) => period);
          const [first, last] = [own[0] as number, own[own.length - 1] as number];
          return { repeats: own.length - 1, last: last - first, age: end - 1 - first };
        });
        expect(purchaseHistories(given)).toStrictEqual(tallyHistories(histories));
        const halves = [true, false].map((isText) =>
          tallyPurchases(
            rows.filter(({ customer }) => (typeof customer === "string") === isText),
            options,
          ),
        );
        const merged = mergeHistories(halves.map((half) => purchaseHistories(half)));
        expect(merged).toStrictEqual(purchaseHistories(given));
      }),
      { numRuns: 50 },
    );
  });

  test("sorts histories that do not fit in one number", () => {
    // By day over 8,000 years, and as many repeats: 3 × 10⁶ squared, times 301.
    const times = Array.from({ length: 301 }, (_, i) => Date.UTC(1000 + 20 * i, 0, 1));
    const rows = times.flatMap((time, i) => [
      { customer: i, time: at(1, 1) },
      { customer: i, time },
      { customer: "all", time },
    ]);
    const wide = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(9000, 0, 1) });
    const { repeats, last } = purchaseHistories(wide);
    expect(repeats[repeats.length - 1]).toBe(300);
    expect(last.slice(0, -1)).toStrictEqual([...last.slice(0, -1)].sort((a, b) => a - b));
  });

  test("refuses moments after the end, and broken tallies", () => {
    expectError(
      () => purchaseHistories(tally, { at: at(4, 1) + 1 }),
      "out-of-range",
      `purchaseHistories: at must be no later than until, ${at(4, 1)}, got ${at(4, 1) + 1}`,
      "at",
    );
    expectError(
      () => purchaseHistories(tally, untyped({ At: 3 })),
      "unknown-option",
      'purchaseHistories: options must be like { at }, got "At"',
      "options",
    );
    expectError(
      () => purchaseHistories(untyped([])),
      "bad-tally",
      'purchaseHistories: tally.kind must be "purchases", got undefined',
      "tally.kind",
    );
  });
});

describe("purchaseSpend", () => {
  test("is the mean of the purchases after the first, those of one period as one", () => {
    // Ann: 30 on 19 January and 15 on 4 February; Dee: an order worth nothing.
    expect(purchaseSpend(tally)).toStrictEqual({
      kind: "spend",
      nonPositive: 1,
      repeats: [2],
      mean: [22.5],
      customers: [1],
    });
    expect(purchaseSpend(tally, { at: at(2, 4) })).toStrictEqual({
      kind: "spend",
      nonPositive: 1,
      repeats: [1],
      mean: [30],
      customers: [1],
    });
    expect(purchaseSpend(tallyPurchases([], daily))).toStrictEqual(tallySpend([]));
  });

  test("groups customers with equal means, whole or not", () => {
    const rows = [19.99, 5, 19.99].flatMap((value, customer) => [
      { customer, time: at(1, 5), value: 1 },
      { customer, time: at(1, 6), value },
    ]);
    const { mean, customers } = purchaseSpend(tallyPurchases(rows, daily));
    expect([mean, customers]).toStrictEqual([
      [5, 19.99],
      [1, 2],
    ]);
  });

  test("refuses purchases without values", () => {
    const without = tallyPurchases([{ customer: 1, time: at(1, 5) }], daily);
    expectError(
      () => purchaseSpend(without),
      "options-mismatch",
      "purchaseSpend: tally.values must be a list: give every purchase a value when tallying, got null",
      "tally.values",
    );
  });
});
