import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  churnRate,
  convertChurnRate,
  type Period,
  retentionRate,
  tallyMembership,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const january = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) };
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

  test("refuse what is no tally", () => {
    expectError(
      () => churnRate(untyped({})),
      "bad-tally",
      'churnRate: tally.kind must be "membership", got undefined',
      "tally.kind",
    );
    expectError(
      () => retentionRate({ ...tally, lost: 5, closing: 0 }),
      "bad-tally",
      "retentionRate: tally.closing must be opening + acquired + reactivated − lost, got 0",
      "tally.closing",
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

  test("refuses rates in per cent and lengths that are none", () => {
    expectError(
      () => convertChurnRate(5, { from: "month", to: "year" }),
      "out-of-range",
      "convertChurnRate: rate must be a number from 0 to 1, got 5",
      "rate",
    );
    expectError(
      () => convertChurnRate(0.05, { from: untyped("monthly"), to: "year" }),
      "wrong-type",
      'convertChurnRate: from must be a period such as "month", or a number of days above 0, got "monthly"',
      "from",
    );
    for (const days of [0, -1, Number.NaN, Infinity]) {
      expectError(
        () => convertChurnRate(0.05, { from: "month", to: days }),
        "out-of-range",
        `convertChurnRate: to must be a period such as "month", or a number of days above 0, got ${days}`,
        "to",
      );
    }
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
