import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  customerLifetimeValue,
  customerLifetimeValueInterval,
  type Estimate,
  expectedPurchases,
  expectedPurchasesInterval,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  type PurchaseModel,
  type SpendModel,
  spendCorrelation,
  tallySpend,
} from "../../src/index.js";
import reference from "../reference/purchases.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { expectWithin, historiesOfRows, lostFit } from "../support/models.js";

const spend: SpendModel = { kind: "gamma-gamma", p: 6.25, q: 3.74, scale: 15.44 };
const bg: PurchaseModel = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, unit: 7 };
const year = { horizons: 12, periodLength: 30, discount: 0.01 };
const customer = { repeats: 2, last: 213, age: 272, mean: 40 };

describe("expectedSpend", () => {
  test("is p v ÷ (q − 1) for a new customer, and p (v + x z) ÷ (p x + q − 1) for others", () => {
    expect(expectedSpend(spend)).toBeCloseTo((6.25 * 15.44) / 2.74, 12);
    const known = (6.25 * (15.44 + 2 * 40)) / (12.5 + 2.74);
    expect(expectedSpend(spend, { repeats: 2, mean: 40 })).toBeCloseTo(known, 12);
  });

  test("is null where there is no mean", () => {
    const wild: SpendModel = { ...spend, q: 0.5, p: 0.1 };
    expect(expectedSpend(wild)).toBe(null);
    expect(expectedSpend(wild, { repeats: 5, mean: 40 })).toBe(null); // 0.1 × 5 + 0.5 − 1 = 0
    expect(expectedSpend(wild, { repeats: 6, mean: 40 })).not.toBe(null);
  });

  test("refuses a model or a customer that is not", () => {
    expectError(
      () => expectedSpend(untyped({ ...spend, kind: "gamma" })),
      "out-of-range",
      'expectedSpend: model.kind must be "gamma-gamma", got "gamma"',
      "model.kind",
    );
    expectError(
      () => expectedSpend({ ...spend, q: -1 }),
      "out-of-range",
      "expectedSpend: model.q must be a number from 0.000001 to 1000000, got -1",
      "model.q",
    );
    expectError(
      () => expectedSpend({ ...spend, fit: lostFit }),
      "not-converged",
      'expectedSpend: model must be a model whose fit converged, or one typed in, got "not-converged"',
      "model",
    );
    expectError(
      () => expectedSpend(spend, { repeats: 0, mean: 5 }),
      "out-of-range",
      "expectedSpend: customer.repeats must be a whole number from 1 to 1000000, got 0",
      "customer.repeats",
    );
  });

  test("lies between the customer's own mean and that of all", () => {
    const number = fc.double({ min: 1.1, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        number,
        fc.integer({ min: 1, max: 40 }),
        (p, q, mean, repeats) => {
          const model: SpendModel = { kind: "gamma-gamma", p, q, scale: 15 };
          const [all, own] = [expectedSpend(model), expectedSpend(model, { repeats, mean })];
          const [low, high] = [all as number, mean].sort((one, other) => one - other);
          expect(own).toBeGreaterThanOrEqual(low * (1 - 1e-12));
          expect(own).toBeLessThanOrEqual(high * (1 + 1e-12));
        },
      ),
    );
  });
});

describe("spendCorrelation", () => {
  test("is Pearson's, with Fisher's interval", () => {
    // Of (1, 2), (2, 1), (3, 4), (4, 3) it is 3 ÷ 5; tanh(atanh .6 ± z).
    const tally = tallySpend({ repeats: [1, 2, 3, 4], mean: [2, 1, 4, 3] });
    const { value, low, high } = spendCorrelation(tally, { confidence: 0.95 }) as Estimate;
    expect(value).toBeCloseTo(0.6, 14);
    expect(low).toBeCloseTo(Math.tanh(Math.atanh(0.6) - 1.959963984540054), 13);
    expect(high).toBeCloseTo(Math.tanh(Math.atanh(0.6) + 1.959963984540054), 13);
  });

  test("takes a customer as often as a row says", () => {
    const one = tallySpend({ repeats: [1, 2, 2, 5], mean: [20, 35, 35, 28] });
    const other = tallySpend({ repeats: [1, 2, 5], mean: [20, 35, 28], customers: [1, 2, 1] });
    expect(spendCorrelation(one)).toEqual(spendCorrelation(other));
  });

  test("is null of fewer than four customers, and where nothing varies", () => {
    expect(spendCorrelation(tallySpend({ repeats: [1, 2, 3], mean: [2, 1, 4] }))).toBe(null);
    expect(spendCorrelation(tallySpend({ repeats: [1, 1, 1, 1], mean: [2, 1, 4, 5] }))).toBe(null);
    expect(spendCorrelation(tallySpend({ repeats: [1, 2, 3, 4], mean: [5, 5, 5, 5] }))).toBe(null);
  });

  test("of a straight line is 1, without a width", () => {
    const line = spendCorrelation(tallySpend({ repeats: [1, 2, 3, 4], mean: [2, 4, 6, 8] }));
    expect(line).toEqual({ value: 1, low: 1, high: 1, confidence: 0.95 });
  });

  test("refuses anything but a tally, and unknown options", () => {
    expectError(
      () => spendCorrelation(untyped({ kind: "histories" })),
      "bad-tally",
      'spendCorrelation: tally.kind must be "spend", got "histories"',
      "tally.kind",
    );
    expectError(
      () => spendCorrelation(tallySpend([]), untyped({ level: 0.9 })),
      "unknown-option",
      'spendCorrelation: options must be like { confidence }, got "level"',
      "options",
    );
  });
});

const likeModels = "like { purchases, spend, margin }";

describe("customerLifetimeValue", () => {
  test("is margin × spend × what is bought in each step, discounted at its end", () => {
    const known = { repeats: 2, last: 213, age: 272 };
    let sum = 0;
    for (let j = 1; j <= 12; j++) {
      const more =
        expectedPurchases(bg, 30 * j, known) - expectedPurchases(bg, 30 * (j - 1), known);
      sum += more / 1.01 ** j;
    }
    const each = expectedSpend(spend, { repeats: 2, mean: 40 }) as number;
    const value = customerLifetimeValue({ purchases: bg, spend, margin: 0.3 }, year, customer);
    expectWithin(value, 0.3 * each * sum, 1e-12);
  });

  test("without discount is spend × expected purchases, of a new customer too", () => {
    const free = { horizons: 5, periodLength: 73, discount: 0 };
    const value = customerLifetimeValue({ purchases: bg, spend }, free);
    expectWithin(value, (expectedSpend(spend) as number) * expectedPurchases(bg, 365), 1e-12);
  });

  test("takes every model of purchases", () => {
    const months = { horizons: 6, periodLength: 1, discount: 0.05 };
    const donor = { repeats: 4, last: 5, age: 6, mean: 20 };
    const bb: PurchaseModel = { kind: "bg-bb", alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
    const pareto: PurchaseModel = { kind: "pareto-nbd", r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
    for (const purchases of [bb, pareto, { ...bg, kind: "mbg-nbd" } as PurchaseModel]) {
      expect(customerLifetimeValue({ purchases, spend }, months, donor)).toBeGreaterThan(0);
    }
  });

  test("is null where the spend has no mean", () => {
    const wild: SpendModel = { ...spend, q: 0.9 };
    expect(customerLifetimeValue({ purchases: bg, spend: wild }, year)).toBe(null);
    expect(customerLifetimeValueInterval({ purchases: bg, spend: wild }, year)).toBe(null);
  });

  test.each([
    [
      { purchases: bg, spend, margin: 2 },
      year,
      customer,
      "out-of-range",
      "models.margin",
      "a number from 0 to 1, got 2",
    ],
    [
      { purchases: spend, spend },
      year,
      customer,
      "out-of-range",
      "models.purchases.kind",
      '"bg-nbd", "mbg-nbd", "pareto-nbd" or "bg-bb", got "gamma-gamma"',
    ],
    [
      { purchases: bg, spend: bg },
      year,
      customer,
      "out-of-range",
      "models.spend.kind",
      '"gamma-gamma", got "bg-nbd"',
    ],
    [
      { purchases: bg, spend },
      { ...year, horizons: 0 },
      customer,
      "out-of-range",
      "horizons",
      "a whole number from 1 to 1200, got 0",
    ],
    [
      { purchases: bg, spend },
      { ...year, periodLength: 0 },
      customer,
      "out-of-range",
      "periodLength",
      "a number from 1e-9 to 1000000000000, got 0",
    ],
    [
      { purchases: bg, spend },
      { ...year, discount: -1 },
      customer,
      "out-of-range",
      "discount",
      "a number from 0 to 1000000, got -1",
    ],
    [
      { purchases: bg, spend },
      year,
      { repeats: 2, last: 5, age: 9 },
      "wrong-type",
      "customer.mean",
      "a number if repeats is above 0, got undefined",
    ],
    [
      { purchases: bg, spend },
      year,
      { ...customer, mean: -4 },
      "out-of-range",
      "customer.mean",
      "a number, 0 or more, got -4",
    ],
    [undefined, year, customer, "wrong-type", "models", `${likeModels}, got undefined`],
    [
      { purchases: bg, spend, margn: 0.3 },
      year,
      customer,
      "unknown-option",
      "models",
      `${likeModels}, got "margn"`,
    ],
  ] as const)("%#: refuses what is not right", (models, options, known, code, argument, rest) => {
    for (const [name, read] of Object.entries({
      customerLifetimeValue,
      customerLifetimeValueInterval,
    })) {
      const call = () => read(untyped(models), untyped(options), untyped(known));
      expectError(call, code, `${name}: ${argument} must be ${rest}`, argument);
    }
  });

  test("refuses unknown options, and steps that hold no whole opportunities", () => {
    expectError(
      () => customerLifetimeValue({ purchases: bg, spend }, untyped({ months: 12 })),
      "unknown-option",
      'customerLifetimeValue: options must be like { horizons, periodLength, discount }, got "months"',
      "options",
    );
    const bb: PurchaseModel = { kind: "bg-bb", alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
    expectError(
      () => customerLifetimeValue({ purchases: bb, spend }, { ...year, periodLength: 0.5 }),
      "not-whole",
      "customerLifetimeValue: horizon must be a whole number from 0 to 1000000, got 0.5",
      "horizon",
    );
  });
});

describe("customerLifetimeValueInterval", () => {
  const rows = reference.samples.spend as number[][];
  const ofSpend = fitGammaGamma(
    tallySpend(rows.map(([repeats, mean, customers]) => ({ repeats, mean, customers }))),
  ) as SpendModel;
  const purchases = fitBgNbd(historiesOfRows(reference.samples.bg as number[][])) as PurchaseModel;
  const weeks = { horizons: 1, periodLength: 10, discount: 0 };
  const known = { repeats: 2, last: 12, age: 30, mean: 40 };

  test("adds the variances of both logarithms", () => {
    const both = customerLifetimeValueInterval(
      { purchases, spend: ofSpend },
      weeks,
      known,
    ) as Estimate;
    const often = expectedPurchasesInterval(purchases, { horizon: 10 }, known) as Estimate;
    const reach = Math.log(both.high / both.value);
    const ofOften = Math.log(often.high / often.value);
    expect(reach).toBeGreaterThan(ofOften);
    expect(Math.log(both.value / both.low)).toBeCloseTo(reach, 12);
    expectWithin(both.value, often.value * (expectedSpend(ofSpend, known) as number), 1e-12);
    // Of a new customer, log p + log v − log(q − 1), by hand.
    const fresh = customerLifetimeValueInterval({ purchases, spend: ofSpend }, weeks) as Estimate;
    const alone = expectedPurchasesInterval(purchases, { horizon: 10 }) as Estimate;
    const { q, fit } = ofSpend;
    const slopes = [1, -q / (q - 1), 1];
    let variance = 0;
    slopes.forEach((one, i) => {
      slopes.forEach((other, j) => {
        variance += one * other * (fit?.covariance?.[i][j] as number);
      });
    });
    const z = 1.959963984540054;
    const expected = Math.hypot(Math.log(alone.high / alone.value), z * Math.sqrt(variance));
    expect(Math.log(fresh.high / fresh.value)).toBeCloseTo(expected, 7);
  });

  test("is null if either model was typed in, or a near one has no mean", () => {
    const models = { purchases, spend: ofSpend };
    expect(customerLifetimeValueInterval({ ...models, purchases: bg }, weeks, known)).toBe(null);
    expect(customerLifetimeValueInterval({ ...models, spend }, weeks, known)).toBe(null);
    expect(customerLifetimeValueInterval({ ...models, spend: { ...ofSpend, q: 0.9 } }, weeks)).toBe(
      null,
    );
    const edge = { ...ofSpend, q: 1.0005 };
    expect(customerLifetimeValueInterval({ ...models, spend: edge }, weeks)).toBe(null);
  });
});
