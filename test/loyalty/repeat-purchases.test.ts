import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  medianLifetime,
  repeatRate,
  survivalAt,
  tallyLifetimes,
  tallyPurchases,
  timeBetweenPurchases,
  timeToPurchase,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { at } from "../support/orders.js";
import { anyPurchaseOptions, anyPurchases } from "../support/purchases.js";

const daily = { timeZone: "UTC", until: at(2, 1) } as const;
const tally = tallyPurchases(
  [
    { customer: "ann", time: at(1, 5) },
    { customer: "ann", time: at(1, 5) + 1 },
    { customer: "ann", time: at(1, 19) },
    { customer: "ann", time: at(1, 21) },
    { customer: "bob", time: at(1, 6) },
    { customer: "cas", time: at(1, 11) },
    { customer: "cas", time: at(1, 31) },
    { customer: "dee", time: at(1, 31) },
  ],
  daily,
);
const nothing = tallyPurchases([], daily);

describe("repeatRate", () => {
  test("counts customers who bought in more than one period", () => {
    expect(repeatRate(tally)).toStrictEqual({ count: 2, total: 4, share: 0.5 });
    expect(repeatRate(nothing)).toStrictEqual({ count: 0, total: 0, share: null });
  });

  test("counts with `within` only those who were watched that long, and what they did by then", () => {
    // Watched for 26, 25, 20 and 0 days; back after 14, never, 20, never.
    expect(repeatRate(tally, { within: 13 })).toStrictEqual({ count: 0, total: 3, share: 0 });
    expect(repeatRate(tally, { within: 14 })).toStrictEqual({ count: 1, total: 3, share: 1 / 3 });
    expect(repeatRate(tally, { within: 20 })).toStrictEqual({ count: 2, total: 3, share: 2 / 3 });
    expect(repeatRate(tally, { within: 21 })).toStrictEqual({ count: 1, total: 2, share: 0.5 });
    expect(repeatRate(tally, { within: 27 })).toStrictEqual({ count: 0, total: 0, share: null });
  });

  test("is 1 less survival where everybody was watched that long", () => {
    fc.assert(
      fc.property(
        anyPurchases,
        anyPurchaseOptions,
        fc.integer({ min: 1, max: 60 }),
        (rows, options, within) => {
          const given = tallyPurchases(rows, options);
          const { share, total } = repeatRate(given, { within });
          if (total === 0 || total < given.customers.length) return;
          const [{ survival } = { survival: null }] = survivalAt(timeToPurchase(given), [within]);
          expect(1 - Number(survival)).toBeCloseTo(share as number, 12);
        },
      ),
    );
  });

  test("refuses to wait for 0 periods", () => {
    expectError(
      () => repeatRate(tally, { within: 0 }),
      "out-of-range",
      "repeatRate: within must be a whole number from 1 to 4000000, got 0",
      "within",
    );
    expectError(
      () => repeatRate(untyped(3)),
      "bad-tally",
      'repeatRate: tally.kind must be "purchases", got undefined',
      "tally.kind",
    );
  });
});

describe("timeToPurchase", () => {
  test("runs from the first purchase, and is censored for those who have not come back", () => {
    expect(timeToPurchase(tally)).toStrictEqual(
      tallyLifetimes([
        { duration: 14, left: true },
        { duration: 25, left: false },
        { duration: 20, left: true },
        { duration: 0, left: false },
      ]),
    );
    expect(timeToPurchase(nothing)).toStrictEqual(tallyLifetimes([]));
  });

  test("waits with `nth` for a later purchase, from the first one on", () => {
    expect(timeToPurchase(tally, { nth: 3 })).toStrictEqual(
      tallyLifetimes([
        { duration: 16, left: true },
        { duration: 25, left: false },
        { duration: 20, left: false },
        { duration: 0, left: false },
      ]),
    );
  });

  test("refuses to wait for the first one", () => {
    expectError(
      () => timeToPurchase(tally, { nth: 1 }),
      "out-of-range",
      "timeToPurchase: nth must be a whole number from 2 to 4000000, got 1",
      "nth",
    );
  });
});

describe("timeBetweenPurchases", () => {
  test("has every gap, and the running one of each customer as far as it is known", () => {
    const gaps = timeBetweenPurchases(tally);
    expect(gaps).toStrictEqual(
      tallyLifetimes([
        { duration: 14, left: true },
        { duration: 2, left: true },
        { duration: 10, left: false },
        { duration: 25, left: false },
        { duration: 20, left: true },
        { duration: 0, left: false },
        { duration: 0, left: false },
      ]),
    );
    expect(medianLifetime(gaps).value).toBe(20);
    expect(timeBetweenPurchases(nothing)).toStrictEqual(tallyLifetimes([]));
  });
});
