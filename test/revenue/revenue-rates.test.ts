import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  grossRevenueChurn,
  grossRevenueRetention,
  logoChurn,
  mergeRevenue,
  netRevenueChurn,
  netRevenueRetention,
  quickRatio,
  type RevenueRow,
  type RevenueTally,
  tallyRevenue,
} from "../../src/index.js";
import reference from "../reference/revenue.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyBook } from "../support/revenue.js";

const rates = {
  netRevenueRetention,
  grossRevenueRetention,
  grossRevenueChurn,
  netRevenueChurn,
  logoChurn,
  quickRatio,
};
type Rate = keyof typeof rates;

/** Customers by what they paid at either end; those who paid nothing at first are new. */
const book = (...customers: readonly (readonly [opening: number, closing: number])[]) =>
  tallyRevenue(
    customers.map(([opening, closing], customer) => ({
      customer,
      opening,
      closing,
      paidBefore: false,
    })),
  );
const back = tallyRevenue([{ customer: "back", opening: 0, closing: 5, paidBefore: true }]);

describe("the rates of a revenue tally", () => {
  test.each(reference.books)("agree with exact fractions in Python: $name", (expected) => {
    const rows = expected.rows.map(([customer, opening, closing, paidBefore]) => ({
      customer: Number(customer),
      opening: Number(opening),
      closing: Number(closing),
      paidBefore: paidBefore === true,
    }));
    const tally = tallyRevenue(rows);
    for (const [name, rate] of Object.entries(rates)) {
      expect(rate(tally), name).toBeCloseTo(expected.rates[name as Rate], 14);
    }
  });

  test("agree with ChartMogul's example of MRR churn, but for what came back", () => {
    // "MRR Churn Rate": of 100 at the start 10 churned and 10 contracted, and one customer adds 10:
    // 20 % gross, 10 % net.
    const tally = book([50, 60], [10, 0], [40, 30]);
    expect(tally).toMatchObject({ opening: 100, expansion: 10, contraction: 10, churned: 10 });
    expect(grossRevenueChurn(tally)).toBe(0.2);
    expect(netRevenueChurn(tally)).toBe(0.1);
    // ChartMogul also takes reactivated revenue off the losses; here it is no part of the opening cohort.
    const withReturn = mergeRevenue([tally, back]);
    expect(netRevenueChurn(withReturn)).toBe(0.1);
    const { contraction, churned, expansion, reactivated, opening } = withReturn;
    expect((contraction + churned - expansion - reactivated) / opening).toBe(0.05);
  });

  test("agree with ChurnZero's example of net revenue retention", () => {
    // "Net Revenue Retention": 27,000 become 35,000 by upsells, less 5,000 of churn: 111 %.
    const tally = book([22_000, 30_000], [5_000, 0]);
    expect(tally).toMatchObject({ opening: 27_000, expansion: 8_000, churned: 5_000 });
    expect(netRevenueRetention(tally)).toBe(30 / 27);
  });

  test("cap retention customer by customer, where Chargebee's example caps the total", () => {
    // "Gross Revenue Retention": 5,000 at the beginning and 6,000 at the end keep all of it.
    const tally = book([3_000, 6_000], [2_000, 0]);
    expect(Math.min(tally.opening, tally.closing) / tally.opening).toBe(1);
    expect(grossRevenueRetention(tally)).toBe(0.6);
    expect(netRevenueRetention(tally)).toBe(1.2);
  });

  test("count everything won for the quick ratio, where Baremetrics leaves out what came back", () => {
    const tally = mergeRevenue([book([50, 60], [10, 0], [0, 20]), back]);
    expect(quickRatio(tally)).toBe(3.5); // (20 + 5 + 10) ÷ 10
    const { new: fresh, expansion, churned } = tally;
    expect((fresh + expansion) / churned).toBe(3); // (New + Expansion) ÷ (Contraction + Churned)
  });

  test("leave new and reactivated revenue out of what is retained", () => {
    const tally = mergeRevenue([book([100, 80], [0, 900]), back]);
    expect(netRevenueRetention(tally)).toBe(0.8);
    expect(grossRevenueRetention(tally)).toBe(0.8);
    expect(logoChurn(tally)).toBe(0);
  });

  test("are null of an opening of 0, and the quick ratio without losses", () => {
    for (const tally of [book(), book([0, 50]), back]) {
      for (const [name, rate] of Object.entries(rates)) expect(rate(tally), name).toBe(null);
    }
    expect(quickRatio(book([50, 60]))).toBe(null);
    expect(quickRatio(book([50, 0]))).toBe(0);
  });

  test("are whole at the ends", () => {
    const ends = (tally: RevenueTally) => Object.values(rates).map((rate) => rate(tally));
    expect(ends(book([0.1, 0], [0.2, 0], [0.3, 0]))).toEqual([0, 0, 1, 1, 1, 0]);
    expect(ends(book([0.1, 0.1], [0.2, 0.2], [0.3, 0.3]))).toEqual([1, 1, 0, 0, 0, null]);
  });

  test.each(Object.entries(rates))("%s refuses anything but a tally", (name, rate) => {
    expectError(
      () => rate(untyped(undefined)),
      "bad-tally",
      `${name}: tally.kind must be "revenue", got undefined`,
      "tally.kind",
    );
  });

  test("keep gross retention from 0 to 1, and never above the net one", () => {
    fc.assert(
      fc.property(anyBook, (rows) => {
        const tally = tallyRevenue(rows);
        const [net, gross] = [netRevenueRetention(tally), grossRevenueRetention(tally)];
        if (net === null || gross === null) {
          expect([net, gross, tally.opening]).toEqual([null, null, 0]);
          return;
        }
        expect(gross).toBeGreaterThanOrEqual(0);
        expect(gross).toBeLessThanOrEqual(Math.min(1, net));
        expect(1 - (grossRevenueChurn(tally) as number)).toBeCloseTo(gross, 12);
        expect(1 - (netRevenueChurn(tally) as number)).toBeCloseTo(net, 12 - Math.log10(1 + net));
        const kept = rows.reduce((sum, row) => sum + Math.min(row.opening, row.closing), 0);
        expect(gross).toBeCloseTo(kept / tally.opening, 11);
      }),
    );
  });

  test("do not change when all amounts are in another unit", () => {
    const inUnits = (rows: readonly RevenueRow[], unit: number) =>
      tallyRevenue(
        rows.map((row) => ({ ...row, opening: row.opening * unit, closing: row.closing * unit })),
      );
    fc.assert(
      fc.property(anyBook, fc.constantFrom(0.01, 3, 100), (rows, unit) => {
        const [before, after, binary] = [1, unit, 1024].map((times) => inUnits(rows, times));
        for (const [name, rate] of Object.entries(rates)) {
          expect(rate(binary), name).toBe(rate(before)); // times a power of two, to the last digit
          if (rate === quickRatio) continue; // of differences, which lose digits
          const [value, other] = [rate(before), rate(after)];
          if (value === null || other === null) expect(other, name).toBe(value);
          else expect(Math.abs(other - value)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(value)));
        }
      }),
    );
  });
});
