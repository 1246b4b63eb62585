import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BgBbModel,
  discountedPurchases,
  expectedPurchases,
  expectedPurchasesInterval,
  fitBgBb,
  fitBgNbd,
  fitMbgNbd,
  type ParetoNbdModel,
  type PurchaseModel,
  probabilityAlive,
  purchaseProbability,
  tallyHistories,
} from "../../src/index.js";
import reference from "../reference/purchases.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { donors, expectWithin, historiesOfRows, lostFit } from "../support/models.js";

const names: Record<string, readonly string[]> = {
  "bg-nbd": ["r", "alpha", "a", "b"],
  "mbg-nbd": ["r", "alpha", "a", "b"],
  "pareto-nbd": ["r", "alpha", "s", "beta"],
  "bg-bb": ["alpha", "beta", "gamma", "delta"],
};
const modelOf = (kind: string, parameters: readonly number[]): PurchaseModel =>
  untyped({ kind, ...Object.fromEntries(names[kind].map((name, i) => [name, parameters[i]])) });

const bg = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
const mbg = { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } as const;
const pareto = { kind: "pareto-nbd", r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 } as const;
const bb = { kind: "bg-bb", alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } as const;
const models: readonly PurchaseModel[] = [bg, mbg, pareto, bb];

const readings = reference.readings as unknown as [
  kind: string,
  parameters: number[],
  repeats: number,
  last: number,
  age: number,
  horizon: number,
  n: number,
  alive: number,
  expected: number,
  probability: number | null,
  rate?: number,
  discounted?: number,
][];

describe("readings of purchase models", () => {
  test("agree with mpmath over a grid of parameters, histories and horizons", () => {
    expect(readings.length).toBeGreaterThan(300);
    for (const row of readings) {
      const [kind, parameters, repeats, last, age, horizon, n, alive, expected, probability] = row;
      const model = modelOf(kind, parameters);
      const history = { repeats, last, age };
      const what = JSON.stringify(row.slice(0, 7));
      expectWithin(probabilityAlive(model, history), alive, 1e-10, `alive ${what}`);
      expectWithin(expectedPurchases(model, horizon, history), expected, 1e-10, `E ${what}`);
      const chance = purchaseProbability(model, { purchases: n, horizon }, history);
      if (probability === null) expect(chance).toBeLessThan(1e-29);
      else expectWithin(chance, probability, 1e-10, `pmf ${what}`);
      const [rate, discounted] = row.slice(10) as [number?, number?];
      if (rate === undefined || discounted === undefined) continue;
      const known = model as ParetoNbdModel | BgBbModel;
      const value = discountedPurchases(known, { discount: rate }, history);
      expectWithin(value, discounted, 1e-10, `discounted ${what} ${rate}`);
    }
  });

  test("are what Fader, Hardie and Lee print of the BG/NBD model", () => {
    expect(expectedPurchases(bg, 1)).toBeCloseTo(0.0533, 4);
    const customer = { repeats: 2, last: 30.43, age: 38.86 };
    expect(expectedPurchases(bg, 39, customer)).toBeCloseTo(1.226, 3);
    expectWithin(purchaseProbability(bg, { purchases: 0, horizon: 39 }), 0.5737864, 1e-7);
    expectWithin(purchaseProbability(bg, { purchases: 10, horizon: 2 }), 1.07869e-7, 1e-5);
  });

  test("are what is printed of the Pareto/NBD model: .9979, 25.45, 1.864183", () => {
    const customer = { repeats: 26, last: 30.86, age: 31 };
    expect(probabilityAlive(pareto, customer)).toBeCloseTo(0.9979, 4);
    expect(expectedPurchases(pareto, 52, customer)).toBeCloseTo(25.45, 2);
    const later = {
      kind: "pareto-nbd",
      r: 0.5629966,
      alpha: 12.559037,
      s: 0.4081095,
      beta: 10.5148048,
    } as const;
    const value = discountedPurchases(
      later,
      { discount: 0.0027 },
      { repeats: 7, last: 35, age: 77.86 },
    );
    expectWithin(value, 1.864183, 3e-7);
  });

  test("are what is printed of the BG/BB model of donors: .11, .59, .93, and 12,884.2 more in five years", () => {
    const model = fitBgBb(donors) as BgBbModel;
    expect(probabilityAlive(model, { repeats: 0, last: 0, age: 6 })).toBeCloseTo(0.11, 2);
    expect(probabilityAlive(model, { repeats: 2, last: 4, age: 6 })).toBeCloseTo(0.59, 2);
    expect(probabilityAlive(model, { repeats: 6, last: 6, age: 6 })).toBeCloseTo(0.93, 2);
    const more = donors.customers.map((count, i) => {
      const history = { repeats: donors.repeats[i], last: donors.last[i], age: donors.age[i] };
      return count * expectedPurchases(model, 5, history);
    });
    expect(more.reduce((sum, x) => sum + x, 0)).toBeCloseTo(12_884.2, 0);
  });

  test("of a Pareto/NBD model with all parameters 1 are powers, also of a million purchases", () => {
    const ones = { kind: "pareto-nbd", r: 1, alpha: 1, s: 1, beta: 1 } as const;
    for (const horizon of [1e-6, 1, 39, 1e6, 1e12]) {
      for (const n of [0, 1, 30, 1_000_000]) {
        // With z = h ÷ (1 + h): zⁿ (1 − z)² + ∫ zⁿ (1 − z) dz.
        const [log, gone] = [-n * Math.log1p(1 / horizon), 1 / (1 + horizon)];
        const z = 1 - gone;
        const left = z * (1 / ((n + 1) * (n + 2)) + gone / (n + 2));
        const expected = Math.exp(log) * (gone * gone + left);
        const chance = purchaseProbability(ones, { purchases: n, horizon });
        expectWithin(chance, expected, 1e-10, `${n} in ${horizon}`);
      }
    }
  });

  test("of one-time buyers: alive for ever in BG/NBD, and less and less in the others", () => {
    const silent = (age: number) => ({ repeats: 0, last: 0, age });
    expect(probabilityAlive(bg, silent(1e6))).toBe(1);
    for (const model of [mbg, pareto, bb]) {
      expect(probabilityAlive(model, silent(100))).toBeLessThan(0.3);
    }
    // Half of the new customers of an MBG/NBD model with a = b are gone at once.
    expect(probabilityAlive({ ...mbg, a: 2, b: 2 }, silent(0))).toBe(0.5);
  });

  test("of a customer who bought a moment ago: alive, unless the purchase was the last", () => {
    const just = { repeats: 3, last: 20, age: 20 };
    expect(probabilityAlive(pareto, just)).toBe(1);
    // b + x − 1 of a + b + x − 1 chances were let go by.
    expect(probabilityAlive(bg, just)).toBeCloseTo(4.426 / (4.426 + 0.793), 14);
  });

  test("over no time are 0 purchases, for sure", () => {
    for (const model of models) {
      expect(expectedPurchases(model, 0)).toBe(0);
      expect(purchaseProbability(model, { purchases: 0, horizon: 0 })).toBeCloseTo(1, 14);
      expect(purchaseProbability(model, { purchases: 2, horizon: 0 })).toBe(0);
    }
  });

  test("of Pareto/NBD at s = 1 and without discount are limits", () => {
    const model = { kind: "pareto-nbd", r: 0.5, alpha: 10, s: 1, beta: 12 } as const;
    expect(expectedPurchases(model, 24)).toBeCloseTo(0.05 * 12 * Math.log(3), 14);
    expect(discountedPurchases(model, { discount: 0 })).toBe(null);
    // r ÷ α × β ÷ (s − 1)
    expect(discountedPurchases({ ...model, s: 3 }, { discount: 0 })).toBeCloseTo(0.3, 14);
    expect(discountedPurchases(bb, { discount: 0 })).toBe(null);
    const [share, years] = [1.204 / (1.204 + 0.75), 2.783 / (2 - 1)];
    expect(discountedPurchases({ ...bb, gamma: 2 }, { discount: 0 })).toBeCloseTo(
      share * years,
      14,
    );
  });

  test("read times in periods, whatever the unit of the model", () => {
    const weeks = { ...bg, unit: 7 };
    const customer = { repeats: 2, last: 30 * 7, age: 39 * 7 };
    const same = { repeats: 2, last: 30, age: 39 };
    expectWithin(expectedPurchases(weeks, 70, customer), expectedPurchases(bg, 10, same), 1e-14);
    expectWithin(probabilityAlive(weeks, customer), probabilityAlive(bg, same), 1e-14);
    const slow = { ...pareto, unit: 7 };
    const value = discountedPurchases(slow, { discount: 0.01 }, customer);
    expectWithin(value, discountedPurchases(pareto, { discount: 0.01 }, same) as number, 1e-13);
  });

  test.each([
    [{ ...bg, r: 0 }, "out-of-range", "model.r", "a number from 0.000001 to 1000000, got 0"],
    [{ ...bg, alpha: "4" }, "wrong-type", "model.alpha", 'a number, 1e-9 or more, got "4"'],
    [
      { ...pareto, s: undefined },
      "wrong-type",
      "model.s",
      "a number from 0.000001 to 1000000, got undefined",
    ],
    [
      { ...bb, delta: Infinity },
      "out-of-range",
      "model.delta",
      "a number from 0.000001 to 1000000, got Infinity",
    ],
    [{ ...bg, unit: -7 }, "out-of-range", "model.unit", "a number, 1e-9 or more, got -7"],
    [
      { ...bg, fit: lostFit },
      "not-converged",
      "model",
      'a model whose fit converged, or one typed in, got "not-converged"',
    ],
    [
      { kind: "sbg" },
      "out-of-range",
      "model.kind",
      '"bg-nbd", "mbg-nbd", "pareto-nbd" or "bg-bb", got "sbg"',
    ],
    [undefined, "wrong-type", "model", "an object, got undefined"],
  ] as const)("refuse the model %j", (model, code, argument, rest) => {
    const message = `${argument} must be ${rest}`;
    const given = untyped(model);
    const customer = { repeats: 0, last: 0, age: 1 };
    const calls = {
      probabilityAlive: () => probabilityAlive(given, customer),
      expectedPurchases: () => expectedPurchases(given, 1),
      purchaseProbability: () => purchaseProbability(given, { purchases: 0, horizon: 1 }),
      discountedPurchases: () => discountedPurchases(given, { discount: 0.1 }),
      expectedPurchasesInterval: () => expectedPurchasesInterval(given, { horizon: 1 }),
    };
    for (const [name, call] of Object.entries(calls)) {
      expectError(call, code, `${name}: ${message}`, argument);
    }
  });

  test.each([
    [
      bg,
      { repeats: 1.5, last: 1, age: 2 },
      "not-whole",
      "repeats",
      "a whole number from 0 to 1000000, got 1.5",
    ],
    [bg, { repeats: 1, last: 3, age: 2 }, "out-of-range", "last", "a number from 0 to 2, got 3"],
    [bg, { repeats: 1, last: 0, age: 2 }, "out-of-range", "last", "above 0 if repeats is 1, got 0"],
    [bg, { repeats: 0, last: 1, age: 2 }, "out-of-range", "last", "0 if repeats is 0, got 1"],
    [bg, { repeats: 0, last: 0, age: -1 }, "out-of-range", "age", "a number, 0 or more, got -1"],
    [
      bb,
      { repeats: 1, last: 1, age: 2.5 },
      "not-whole",
      "age",
      "a whole number from 0 to 1000000, got 2.5",
    ],
    [
      bb,
      { repeats: 3, last: 2, age: 6 },
      "out-of-range",
      "last",
      "a whole number from 3 to 6, got 2",
    ],
  ] as const)("%#: refuse a history that is not one", (model, history, code, field, rest) => {
    expectError(
      () => probabilityAlive(model, history),
      code,
      `probabilityAlive: history.${field} must be ${rest}`,
      `history.${field}`,
    );
  });

  test("refuse horizons, numbers and options that are not, and what has no discounted sum", () => {
    expectError(
      () => expectedPurchases(bg, -1),
      "out-of-range",
      "expectedPurchases: horizon must be a number, 0 or more, got -1",
      "horizon",
    );
    expectError(
      () => expectedPurchases(bb, 1.5),
      "not-whole",
      "expectedPurchases: horizon must be a whole number from 0 to 1000000, got 1.5",
      "horizon",
    );
    expectError(
      () => purchaseProbability(bg, { purchases: -1, horizon: 1 }),
      "out-of-range",
      "purchaseProbability: purchases must be a whole number from 0 to 1000000, got -1",
      "purchases",
    );
    expectError(
      () => purchaseProbability(bg, untyped({ n: 1, horizon: 1 })),
      "unknown-option",
      'purchaseProbability: options must be like { purchases, horizon }, got "n"',
      "options",
    );
    expectError(
      () => discountedPurchases(untyped(bg), { discount: 0.1 }),
      "out-of-range",
      'discountedPurchases: model.kind must be "pareto-nbd" or "bg-bb", got "bg-nbd"',
      "model.kind",
    );
    expectError(
      () => discountedPurchases(pareto, { discount: -0.1 }),
      "out-of-range",
      "discountedPurchases: discount must be a number from 0 to 1000000, got -0.1",
      "discount",
    );
  });

  test("add up to 1 over all numbers of purchases, with the expected number as their mean", () => {
    const customer = { repeats: 2, last: 20, age: 30 };
    for (const model of models) {
      for (const history of [undefined, customer]) {
        let [sum, mean] = [0, 0];
        for (let purchases = 0; purchases < 200; purchases++) {
          const chance = purchaseProbability(model, { purchases, horizon: 20 }, history);
          sum += chance;
          mean += purchases * chance;
        }
        expectWithin(sum, 1, 1e-12);
        expectWithin(mean, expectedPurchases(model, 20, history), 1e-9);
      }
    }
  });

  test("are numbers at any parameters, and never less over a longer time", () => {
    const shape = fc.double({ min: -13.8, max: 13.8, noNaN: true }).map(Math.exp);
    const history = fc
      .record({
        repeats: fc.nat(1000),
        age: fc.nat(5000),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ repeats, age, part }) => {
        const x = Math.min(repeats, age);
        return { repeats: x, last: x === 0 ? 0 : Math.max(x, Math.floor(part * age)), age };
      });
    const kind = fc.constantFrom(...Object.keys(names));
    const options = { numRuns: 200 };
    fc.assert(
      fc.property(
        kind,
        fc.tuple(shape, shape, shape, shape),
        history,
        fc.nat(3000),
        (k, p, past, n) => {
          const model = modelOf(k, p);
          const alive = probabilityAlive(model, past);
          expect(alive >= 0 && alive <= 1, `alive ${alive}`).toBe(true);
          const [near, far] = [10, 3000].map((horizon) => expectedPurchases(model, horizon, past));
          expect(near >= 0 && far < Infinity, `${near} ${far}`).toBe(true);
          expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-9));
          const chance = purchaseProbability(model, { purchases: n, horizon: 3000 }, past);
          expect(chance >= 0 && chance <= 1 + 1e-9, `pmf ${chance}`).toBe(true);
          if (k !== "pareto-nbd" && k !== "bg-bb") return;
          const value = discountedPurchases(model as BgBbModel, { discount: 0.01 }, past);
          expect(value !== null && value >= 0 && value < Infinity, `discounted ${value}`).toBe(
            true,
          );
        },
      ),
      options,
    );
  });

  test("are less sure that a customer is alive the longer the silence", () => {
    const age = fc.integer({ min: 20, max: 500 });
    fc.assert(
      fc.property(fc.constantFrom(...models), age, age, (model, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const at = (end: number) => probabilityAlive(model, { repeats: 4, last: 20, age: end });
        expect(at(late)).toBeLessThanOrEqual(at(early) + 1e-12);
      }),
    );
  });
});

describe("expectedPurchasesInterval", () => {
  const shop = historiesOfRows(reference.samples.bg as number[][]);
  const customer = { repeats: 2, last: 12, age: 30 };

  test("of BG/NBD over a moment is that of a rate: r ÷ α, or (r + x) ÷ (α + T)", () => {
    // log E → log r − log α: its variance is that of both, less twice what they share.
    const model = fitBgNbd(shop) as NonNullable<ReturnType<typeof fitBgNbd>>;
    const [[rr, ra], [, aa]] = model.fit.covariance as number[][];
    const { value, low, high } = expectedPurchasesInterval(model, { horizon: 1e-6 }) as {
      value: number;
      low: number;
      high: number;
    };
    const reach = 1.959963984540054 * Math.sqrt(rr + aa - 2 * ra);
    expect(Math.log(high / value)).toBeCloseTo(reach, 5);
    expect(Math.log(value / low)).toBeCloseTo(reach, 5);
  });

  test("holds the expected number, and is wider at a higher confidence", () => {
    for (const model of [fitBgNbd(shop), fitMbgNbd(shop), fitBgBb(donors)]) {
      const known = model as PurchaseModel;
      const narrow = expectedPurchasesInterval(known, { horizon: 10, confidence: 0.5 }, customer);
      const wide = expectedPurchasesInterval(known, { horizon: 10 }, customer);
      expect(wide?.value).toBe(expectedPurchases(known, 10, customer));
      expect(wide?.low).toBeLessThan(narrow?.low as number);
      expect(narrow?.high).toBeLessThan(wide?.high as number);
      expect([narrow?.confidence, wide?.confidence]).toEqual([0.5, 0.95]);
    }
  });

  test("is null of a model that was typed in or is at its limit, and where nothing is expected", () => {
    expect(expectedPurchasesInterval(bg, { horizon: 10 })).toBe(null);
    const limit = fitBgNbd(tallyHistories([{ repeats: 3, last: 9, age: 9, customers: 5 }]));
    expect(limit?.fit.status).toBe("at-limit");
    expect(expectedPurchasesInterval(limit as PurchaseModel, { horizon: 10 })).toBe(null);
    expect(expectedPurchasesInterval(fitBgNbd(shop) as PurchaseModel, { horizon: 0 })).toBe(null);
  });

  test("refuses options that are not", () => {
    expectError(
      () => expectedPurchasesInterval(bg, untyped({ horizons: 1 })),
      "unknown-option",
      'expectedPurchasesInterval: options must be like { horizon, confidence }, got "horizons"',
      "options",
    );
    expectError(
      () => expectedPurchasesInterval(bg, { horizon: 1, confidence: 95 }),
      "out-of-range",
      "expectedPurchasesInterval: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });
});
