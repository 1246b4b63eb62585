import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  averageOrderValue,
  type Estimate,
  loyaltyUplift,
  type PurchaseTally,
  purchaseFrequency,
  tallyPurchases,
} from "../../src/index.js";
import reference from "../reference/loyalty.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { expectNear } from "../support/lifetimes.js";
import { at } from "../support/orders.js";
import { anyPurchases } from "../support/purchases.js";

const january = { timeZone: "UTC", until: at(2, 1) } as const;

/** Customers with so many orders of so much each, all on the first of January. */
function bought(name: string, orders: readonly number[], value: number): PurchaseTally {
  const rows = orders.flatMap((count, i) =>
    Array.from({ length: count }, () => ({ customer: `${name}${i}`, time: at(1, 1), value })),
  );
  return tallyPurchases(rows, january);
}

function tallyOf(rows: readonly (readonly [string, number, number])[]): PurchaseTally {
  const [customer, day, value] = [0, 1, 2].map((column) => rows.map((row) => row[column]));
  const time = (day as number[]).map((date) => at(1, date));
  return tallyPurchases({ customer: untyped(customer), time, value: untyped(value) }, january);
}

const members = tallyOf(untyped(reference.members));
const others = tallyOf(untyped(reference.others));

describe("purchaseFrequency and averageOrderValue", () => {
  test("agree with the ratio estimator of R's survey package", () => {
    for (const [tally, expected] of [
      [members, reference.ofMembers],
      [others, reference.ofOthers],
    ] as const) {
      for (const [reading, name] of [
        [purchaseFrequency, "frequency"],
        [averageOrderValue, "value"],
      ] as const) {
        const { ratio, error } = expected[name];
        for (const [confidence, z] of [
          [0.95, reference.z95],
          [0.9, reference.z90],
        ] as const) {
          const estimate = reading(tally, { confidence });
          expect(estimate?.confidence).toBe(confidence);
          expectNear(estimate?.value, ratio, name);
          expectNear(estimate?.low, Math.max(0, ratio - z * error), name);
          expectNear(estimate?.high, ratio + z * error, name);
        }
      }
    }
  });

  test("need two customers, and have no width where all are alike", () => {
    expect(purchaseFrequency(bought("a", [3], 5))).toBe(null);
    expect(averageOrderValue(bought("a", [3], 5))).toBe(null);
    expect(averageOrderValue(bought("a", [], 5))).toBe(null);
    expect(averageOrderValue(bought("a", [3, 1], 5))).toStrictEqual({
      value: 5,
      low: 5,
      high: 5,
      confidence: 0.95,
    });
    expect(averageOrderValue(bought("a", [3, 1], 0))).toStrictEqual({
      value: 0,
      low: 0,
      high: 0,
      confidence: 0.95,
    });
  });

  test("cut the interval off at 0", () => {
    const rows = [
      { customer: 1, time: at(1, 1), value: 0 },
      { customer: 2, time: at(1, 1), value: 10 },
    ];
    expect(averageOrderValue(tallyPurchases(rows, january))).toMatchObject({ value: 5, low: 0 });
  });

  test("hold the value between their ends, whatever the purchases", () => {
    fc.assert(
      fc.property(anyPurchases, (rows) => {
        const tally = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(2027, 0, 1) });
        for (const reading of [purchaseFrequency, averageOrderValue]) {
          const estimate = reading(tally);
          if (estimate === null) return;
          const { value, low, high } = estimate;
          expect(0 <= low && low <= value && value <= high && high < Infinity).toBe(true);
        }
      }),
    );
  });

  test("refuse purchases without values, and a confidence of 95", () => {
    const without = tallyPurchases([{ customer: 1, time: at(1, 1) }], january);
    expectError(
      () => averageOrderValue(without),
      "options-mismatch",
      "averageOrderValue: tally.values must be a list: give every purchase a value when tallying, got null",
      "tally.values",
    );
    expectError(
      () => purchaseFrequency(without, { confidence: 95 }),
      "out-of-range",
      "purchaseFrequency: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });
});

describe("loyaltyUplift", () => {
  test("makes 204 % more spend of 90 % more orders, each 60 % larger, exactly", () => {
    const many = bought("m", [10, 9], 16);
    const few = bought("o", [4, 6], 10);
    const { orders, value, spend } = loyaltyUplift(many, few);
    expect([orders?.value, value?.value, spend?.value]).toStrictEqual([0.9, 0.6, 2.04]);
  });

  test("agrees with the delta method on the log of R's ratios", () => {
    const { orders, value, spend } = loyaltyUplift(members, others);
    for (const [estimate, expected, name] of [
      [orders, reference.uplift.orders, "orders"],
      [value, reference.uplift.value, "value"],
      [spend, reference.uplift.spend, "spend"],
    ] as const) {
      expectNear(estimate?.value, expected.uplift, name);
      expectNear(estimate?.low, expected.low, name);
      expectNear(estimate?.high, expected.high, name);
    }
    expect((1 + Number(orders?.value)) * (1 + Number(value?.value))).toBeCloseTo(
      1 + Number(spend?.value),
      12,
    );
  });

  test("turns into 1 ÷ (1 + uplift) when the two swap", () => {
    const [there, back] = [loyaltyUplift(members, others), loyaltyUplift(others, members)];
    for (const name of ["orders", "value", "spend"] as const) {
      const [one, other] = [there[name], back[name]];
      expectNear(1 / (1 + Number(one?.value)) - 1, Number(other?.value), name);
      expectNear(1 / (1 + Number(one?.high)) - 1, Number(other?.low), name);
    }
  });

  test("is null where there is nothing to compare", () => {
    const two = bought("m", [1, 2], 10);
    expect(loyaltyUplift(two, bought("o", [1], 10))).toStrictEqual({
      orders: null,
      value: null,
      spend: null,
    });
    expect(loyaltyUplift(bought("o", [], 10), two).orders).toBe(null);
    const { orders, ...money } = loyaltyUplift(two, bought("o", [1, 3], 0));
    expect(orders?.value).toBeCloseTo(-0.25, 12);
    expect(money).toStrictEqual({ value: null, spend: null });
    expect(loyaltyUplift(bought("o", [1, 3], 0), two).value).toBe(null);
    const tiny = loyaltyUplift(two, bought("o", [1, 3], 5e-324));
    expect([tiny.value, tiny.spend]).toStrictEqual([null, null]);
  });

  test("refuses other periods, and customers on both sides", () => {
    const two = bought("m", [1, 2], 10);
    const weekly = tallyPurchases([], { ...january, period: "week" });
    expectError(
      () => loyaltyUplift(two, weekly),
      "options-mismatch",
      'loyaltyUplift: others.period must be "day", as in members, got "week"',
      "others.period",
    );
    const shared = tallyPurchases(
      ["a", "m1", "z"].map((customer) => ({ customer, time: at(1, 1), value: 1 })),
      january,
    );
    expectError(
      () => loyaltyUplift(two, shared),
      "duplicate-customer",
      'loyaltyUplift: others.customers at index 1 must be customers who are not among the members, got "m1"',
      "others.customers",
      1,
    );
    expectError(
      () => loyaltyUplift(two, untyped(null)),
      "bad-tally",
      'loyaltyUplift: others.kind must be "purchases", got undefined',
      "others.kind",
    );
  });
});

describe("the intervals hold the truth about as often as they say", () => {
  // Numbers from 0 to 1, the same in every run.
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = (from: readonly number[]) => from[Math.floor(next() * from.length)] as number;

  /** One order and one more for each head in a row; a mean of 10, 20 or 40, and orders around it. */
  function sample(name: string, customers: number): PurchaseTally {
    const rows = Array.from({ length: customers }, (_, i) => {
      const mean = pick([10, 20, 40]);
      let orders = 1;
      while (next() < 0.5) orders++;
      return Array.from({ length: orders }, () => ({
        customer: `${name}${i}`,
        time: at(1, 1),
        value: mean * pick([0.5, 1, 1.5]),
      }));
    });
    return tallyPurchases(rows.flat(), january);
  }

  test("with 80 customers, in 91 to 97 of 100 samples", () => {
    const samples = 400;
    const held = { frequency: 0, value: 0, uplift: 0 };
    for (let i = 0; i < samples; i++) {
      const [one, other] = [sample("a", 80), sample("b", 80)];
      // Two orders in 31 days, of (10 + 20 + 40) ÷ 3 each; and both samples are of the same customers.
      if (holds(purchaseFrequency(one), 2 / 31)) held.frequency++;
      if (holds(averageOrderValue(one), 70 / 3)) held.value++;
      if (holds(loyaltyUplift(one, other).spend, 0)) held.uplift++;
    }
    for (const count of Object.values(held)) {
      expect(count / samples).toBeGreaterThan(0.91);
      expect(count / samples).toBeLessThan(0.97);
    }
  });

  function holds(estimate: Estimate | null, truth: number): boolean {
    return estimate !== null && estimate.low <= truth && truth <= estimate.high;
  }
});
