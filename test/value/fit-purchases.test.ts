import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  type HistoryTally,
  logLikelihood,
  mergeHistories,
  type PurchaseModel,
  tallyHistories,
  tallySpend,
} from "../../src/index.js";
import reference from "../reference/purchases.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { donors, expectWithin, historiesOfRows } from "../support/models.js";

const fits = {
  "bg-nbd": fitBgNbd,
  "mbg-nbd": fitMbgNbd,
  "pareto-nbd": fitParetoNbd,
  "bg-bb": fitBgBb,
};
const samples: Record<string, number[][]> = reference.samples;
const spendOf = (rows: readonly number[][]) =>
  tallySpend(rows.map(([repeats, mean, customers]) => ({ repeats, mean, customers })));

function namesOf(kind: string): string[] {
  if (kind === "gamma-gamma") return ["p", "q", "scale"];
  if (kind === "pareto-nbd") return ["r", "alpha", "s", "beta"];
  return kind === "bg-bb" ? ["alpha", "beta", "gamma", "delta"] : ["r", "alpha", "a", "b"];
}

/** Some customers of whom the data tell everything. */
const shop = historiesOfRows(samples.bg);

describe("fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgBb and fitGammaGamma", () => {
  test.each(reference.fits)("agree with scipy and mpmath: $kind", (expected) => {
    const { kind, sample, parameters, logLikelihood: height, standardErrors } = expected;
    const model =
      kind === "gamma-gamma"
        ? fitGammaGamma(spendOf(samples[sample]))
        : fits[kind as PurchaseModel["kind"]](historiesOfRows(samples[sample]));
    const { fit, ...rest } = model as NonNullable<typeof model>;
    const names = Object.keys(fit.standardErrors);
    names.forEach((name, i) => {
      expectWithin(untyped(rest)[name], parameters[i], 1e-5, name);
      expectWithin(fit.standardErrors[name], standardErrors[i], 1e-3, name);
    });
    expect(Math.abs(fit.logLikelihood - height)).toBeLessThan(1e-4);
    expect(fit).toMatchObject({ status: "converged", unidentified: [] });
    expect(fit.evaluations).toBeLessThan(60);
  });

  test("fit the donors of Fader, Hardie and Shang: 1.204, .750, .657, 2.783 and −33225.6", () => {
    const model = fitBgBb(donors) as NonNullable<ReturnType<typeof fitBgBb>>;
    const { alpha, beta, gamma, delta, fit } = model;
    [alpha, beta, gamma, delta].forEach((parameter, i) => {
      expectWithin(parameter, [1.203522, 0.749716, 0.656718, 2.783442][i], 1e-5);
    });
    expect(fit.logLikelihood).toBeCloseTo(-33225.5813, 3);
    const errors = [0.0694, 0.0294, 0.051, 0.3208];
    Object.values(fit.standardErrors).forEach((error, i) => {
      expectWithin(error, errors[i], 2e-3);
    });
    expect(fit.customers).toBe(11104);
  });

  test("are null if nobody came back, and without customers", () => {
    const once = tallyHistories([{ repeats: 0, last: 0, age: 9, customers: 40 }]);
    for (const fitModel of Object.values(fits)) {
      expect(fitModel(tallyHistories([]))).toBe(null);
      expect(fitModel(once)).toBe(null);
    }
    expect(fitGammaGamma(tallySpend([]))).toBe(null);
  });

  test("name what the data do not tell, and still say how likely they are", () => {
    // Nobody lapses: all bought in the last period.
    const loyal = tallyHistories([
      { repeats: 0, last: 0, age: 0, customers: 9 },
      { repeats: 4, last: 30, age: 30, customers: 20 },
      { repeats: 9, last: 30, age: 30, customers: 20 },
    ]);
    for (const fitModel of [fitBgNbd, fitMbgNbd, fitParetoNbd]) {
      const model = fitModel(loyal);
      expect(model?.fit.status).toBe("at-limit");
      expect(model?.fit.unidentified.length).toBeGreaterThan(0);
      expect(model?.fit.covariance).toBe(null);
      expect(Object.values(model?.fit.standardErrors ?? {})).toEqual([null, null, null, null]);
      expect(model?.fit.logLikelihood).toBeLessThan(0);
    }
    const alike = tallySpend([{ repeats: 3, mean: 10, customers: 5 }]);
    expect(fitGammaGamma(alike)?.fit).toMatchObject({ status: "at-limit", covariance: null });
  });

  test("read many histories by a tenth of them first, and find the same", () => {
    // 24,000 different histories, of which each of 4 kinds has 6,000 that hardly differ.
    const rows = [
      [0, 0, 38],
      [1, 4, 38],
      [1, 31, 37],
      [5, 24, 38],
    ].flatMap(([repeats, last, age]) =>
      Array.from({ length: 6000 }, (_, i) => ({ repeats, last, age: age + i * 1e-9 })),
    );
    const few = [0, 6000, 12000, 18000].map((i) => ({ ...rows[i], customers: 6000 }));
    const [one, other] = [fitMbgNbd(tallyHistories(rows)), fitMbgNbd(tallyHistories(few))];
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expectWithin(one?.[name], other?.[name] as number, 1e-4, name);
    }
    expect(one?.fit.customers).toBe(24_000);
  });

  test("scale with the unit, and lose ln k of likelihood for each repeat purchase", () => {
    const purchases = samples.bg.reduce((sum, [repeats, , , count]) => sum + repeats * count, 0);
    for (const fitModel of [fitBgNbd, fitMbgNbd, fitParetoNbd]) {
      const days = fitModel(shop);
      const weeks = fitModel(shop, { unit: 7 });
      const names = Object.keys(days?.fit.standardErrors ?? {});
      for (const name of names) {
        const isTime = name === "alpha" || name === "beta";
        const expected = untyped(days)[name] / (isTime ? 7 : 1);
        expectWithin(untyped(weeks)[name], expected, 1e-9, name);
      }
      const more = (weeks?.fit.logLikelihood as number) - (days?.fit.logLikelihood as number);
      expect(more).toBeCloseTo(purchases * Math.log(7), 6);
      const hours = tallyHistories({
        repeats: shop.repeats,
        last: shop.last.map((time) => time * 24),
        age: shop.age.map((time) => time * 24),
        customers: shop.customers,
      });
      const scaled = fitModel(hours, { unit: 24 });
      // At a limit the surface only levels off, and the search ends where little is to be gained.
      const digits = days?.fit.status === "at-limit" ? 4 : 6;
      expect(scaled?.fit.logLikelihood).toBeCloseTo(days?.fit.logLikelihood as number, digits);
    }
  });

  test("refuse anything but a tally, unknown options and units, and too many repeats", () => {
    const rows = [{ repeats: 1_000_001, last: 5, age: 6 }];
    for (const [name, fitModel] of Object.entries({ fitBgNbd, fitMbgNbd, fitParetoNbd })) {
      expectError(
        () => fitModel(untyped({ kind: "spend" })),
        "bad-tally",
        `${name}: tally.kind must be "histories", got "spend"`,
        "tally.kind",
      );
      expectError(
        () => fitModel(shop, untyped({ units: 7 })),
        "unknown-option",
        `${name}: options must be like { unit }, got "units"`,
        "options",
      );
      expectError(
        () => fitModel(shop, { unit: 0 }),
        "out-of-range",
        `${name}: unit must be a number, 1e-9 or more, got 0`,
        "unit",
      );
      expectError(
        () => fitModel(tallyHistories(rows)),
        "out-of-range",
        `${name}: tally.repeats must be a whole number from 0 to 1000000, got 1000001`,
        "tally.repeats",
      );
    }
    expectError(
      () => fitBgBb(tallyHistories([{ repeats: 1, last: 2.5, age: 6 }])),
      "not-whole",
      "fitBgBb: tally.last at index 0 must be a whole number from 1 to 6, got 2.5",
      "tally.last",
      0,
    );
    expectError(
      () => fitBgBb(tallyHistories([{ repeats: 1, last: 2, age: 6.5 }])),
      "not-whole",
      "fitBgBb: tally.age at index 0 must be a whole number from 0 to 10000, got 6.5",
      "tally.age",
      0,
    );
    expectError(
      () => fitBgBb(tallyHistories([{ repeats: 3, last: 2, age: 6 }])),
      "out-of-range",
      "fitBgBb: tally.last at index 0 must be a whole number from 3 to 6, got 2",
      "tally.last",
      0,
    );
    expectError(
      () => fitGammaGamma(untyped(shop)),
      "bad-tally",
      'fitGammaGamma: tally.kind must be "spend", got "histories"',
      "tally.kind",
    );
  });

  test("end, whatever the histories, and survive JSON", () => {
    const row = fc
      .record({
        repeats: fc.nat(6),
        last: fc.double({ min: 0.01, max: 1, noNaN: true }),
        age: fc.integer({ min: 6, max: 40 }),
        customers: fc.integer({ min: 1, max: 50 }),
      })
      .map(({ repeats, last, age, customers }) => {
        const whole = Math.max(repeats, Math.ceil(last * age));
        return { repeats, last: repeats === 0 ? 0 : whole, age, customers };
      });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const tally = tallyHistories(rows);
        for (const fitModel of Object.values(fits)) {
          const model = fitModel(tally);
          if (model === null) {
            expect(rows.every(({ repeats }) => repeats === 0)).toBe(true);
            continue;
          }
          expect(model.fit.status).not.toBe("not-converged");
          expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
          const again = logLikelihood(untyped(model), tally);
          expectWithin(again, model.fit.logLikelihood, 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("logLikelihood", () => {
  const models: PurchaseModel[] = [
    { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    { kind: "mbg-nbd", r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, unit: 2 },
    { kind: "pareto-nbd", r: 0.553, alpha: 10.58, s: 0.606, beta: 11.67 },
    { kind: "bg-bb", alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 },
  ];
  const cut = (rows: number[][]): HistoryTally[] =>
    [0, 1, 2].map((part) => historiesOfRows(rows.filter((_, i) => i % 3 === part)));

  test("agrees with mpmath over a grid of parameters, one customer at a time", () => {
    const rows = reference.likelihoods as unknown as [
      string,
      number[],
      number,
      number,
      number | null,
      number,
    ][];
    expect(rows.length).toBeGreaterThan(500);
    for (const [kind, parameters, x, t, age, expected] of rows) {
      const named = Object.fromEntries(namesOf(kind).map((name, i) => [name, parameters[i]]));
      const tally =
        age === null
          ? tallySpend([{ repeats: x, mean: t }])
          : tallyHistories([{ repeats: x, last: t, age }]);
      const value = logLikelihood(untyped({ kind, ...named }), untyped(tally));
      // What is all but certain has a logarithm of all but 0, of which few digits are left.
      const apart = Math.abs((value as number) - expected);
      const what = JSON.stringify([kind, parameters, x, t, age, value, expected]);
      expect(apart, what).toBeLessThanOrEqual(Math.max(1e-10 * Math.abs(expected), 1e-12));
    }
  });

  test("is that of the fit at its parameters, and less elsewhere", () => {
    for (const [fitModel, tally] of [
      [fitBgNbd, shop],
      [fitMbgNbd, shop],
      [fitParetoNbd, historiesOfRows(samples.pareto)],
      [fitBgBb, donors],
    ] as const) {
      const model = untyped(fitModel(tally));
      expectWithin(logLikelihood(model, tally), model.fit.logLikelihood, 1e-12);
      for (const name of Object.keys(model.fit.standardErrors)) {
        for (const factor of [0.99, 1.01]) {
          const near = { ...model, [name]: model[name] * factor };
          expect(logLikelihood(near, tally)).toBeLessThan(model.fit.logLikelihood);
        }
      }
    }
    const spend = spendOf(samples.spend);
    const model = fitGammaGamma(spend);
    expectWithin(logLikelihood(untyped(model), spend), model?.fit.logLikelihood as number, 1e-12);
  });

  test("adds up over customers, and takes each as often as a row says", () => {
    for (const model of models) {
      const rows = model.kind === "bg-bb" ? samples.opportunities : samples.bg;
      const parts = cut(rows);
      const sum = parts.reduce((total, part) => total + (logLikelihood(model, part) as number), 0);
      expectWithin(logLikelihood(model, mergeHistories(parts)), sum, 1e-12);
      const thrice = historiesOfRows(rows.map(([x, t, age, n]) => [x, t, age, 3 * n]));
      const once = logLikelihood(model, historiesOfRows(rows)) as number;
      expectWithin(logLikelihood(model, thrice), 3 * once, 1e-12);
    }
  });

  test("is 0 where there are no customers", () => {
    for (const model of models) expect(logLikelihood(model, tallyHistories([]))).toBe(0);
    const spend = { kind: "gamma-gamma", p: 6, q: 4, scale: 15 } as const;
    expect(logLikelihood(spend, tallySpend([]))).toBe(0);
  });

  test("refuses an invalid model, and a tally of another kind", () => {
    expectError(
      () => logLikelihood(untyped({ kind: "arima" }), shop),
      "out-of-range",
      'logLikelihood: model.kind must be "bg-nbd", "mbg-nbd", "pareto-nbd" or "bg-bb", got "arima"',
      "model.kind",
    );
    expectError(
      () => logLikelihood(models[0], untyped(tallySpend([]))),
      "bad-tally",
      'logLikelihood: tally.kind must be "histories", got "spend"',
      "tally.kind",
    );
    expectError(
      () => logLikelihood(models[3], shop),
      "not-whole",
      messageOfFirstFraction(),
      "tally.last",
      firstFraction(),
    );
  });

  function firstFraction(): number {
    return shop.last.findIndex((time) => !Number.isInteger(time));
  }
  function messageOfFirstFraction(): string {
    const i = firstFraction();
    const range = `from ${shop.repeats[i]} to ${shop.age[i]}`;
    return `logLikelihood: tally.last at index ${i} must be a whole number ${range}, got ${shop.last[i]}`;
  }
});
