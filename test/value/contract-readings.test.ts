import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ContractModel,
  contractSurvival,
  discountedLifetime,
  expectedLifetime,
  fitBdw,
  fitGeometric,
  fitSbg,
  lifetimesFromSurvivors,
  lifetimeValueAtConstantChurn,
} from "../../src/index.js";
import reference from "../reference/contracts.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { expectWithin, highEnd, lostFit, regular } from "../support/models.js";

const published: ContractModel = { kind: "sbg", alpha: 0.704, beta: 1.182 };

describe("contractSurvival", () => {
  test("gives the projections of Fader and Hardie: .378 and .170 after 12 renewals", () => {
    const at12 = (line: number[]) => {
      const model = fitSbg(lifetimesFromSurvivors([line]));
      return contractSurvival(model as ContractModel, { to: 12 })[12].survival;
    };
    expect(at12(highEnd)).toBeCloseTo(0.378, 4);
    expect(at12(regular)).toBeCloseTo(0.17, 4);
  });

  test("is the product of the retention rates (β + t − 1) ÷ (α + β + t − 1)", () => {
    const [start, ...points] = contractSurvival(published, { to: 3 });
    expect(start).toEqual({
      duration: 0,
      survival: 1,
      low: null,
      high: null,
      retentionRate: null,
      confidence: 0.95,
    });
    let survival = 1;
    points.forEach((point, i) => {
      const rate = (1.182 + i) / (0.704 + 1.182 + i);
      survival *= rate;
      expect(point.duration).toBe(i + 1);
      expect(point.retentionRate).toBeCloseTo(rate, 14);
      expect(point.survival).toBeCloseTo(survival, 14);
    });
  });

  test("of BdW is B(α, β + t^c) ÷ B(α, β), by which c = 1 is the sBG model", () => {
    const bdw = contractSurvival({ kind: "bdw", alpha: 2, beta: 1, c: 2 }, { to: 2 });
    // B(2, y) = 1 ÷ (y (y + 1)): ½ at y = 1, 1/6 at 2, 1/30 at 5.
    expect(bdw[1].survival).toBeCloseTo(1 / 3, 14);
    expect(bdw[2].survival).toBeCloseTo(1 / 15, 14);
    const same = contractSurvival({ ...published, kind: "bdw", c: 1 } as ContractModel, { to: 9 });
    expect(same).toEqual(contractSurvival(published, { to: 9 }));
  });

  test("of customers who churn alike falls by the same share each time", () => {
    const [, one, two] = contractSurvival({ kind: "geometric", churn: 0.2 }, { to: 2 });
    expect(one.survival).toBeCloseTo(0.8, 15);
    expect(two.survival).toBeCloseTo(0.64, 15);
    const gone = contractSurvival({ kind: "geometric", churn: 1 }, { to: 2 });
    expect(gone.map(({ survival }) => survival)).toEqual([1, 0, 0]);
    expect(gone.map(({ retentionRate }) => retentionRate)).toEqual([null, 0, null]);
  });

  test("of a geometric fit has the log-log interval of the delta method", () => {
    // log(−log S(t)) = log t + log(−log(1 − churn)), whatever t.
    const model = fitGeometric(lifetimesFromSurvivors([highEnd.slice(0, 4)]));
    const churn = 347 / 2612;
    const error = Math.sqrt((churn * (1 - churn)) / 2612);
    const reach = (1.959963984540054 * error) / ((1 - churn) * -Math.log(1 - churn));
    const [, , , third] = contractSurvival(model as ContractModel, { to: 3 });
    const log = 3 * Math.log(1 - churn);
    expect(third.low).toBeCloseTo(Math.exp(log * Math.exp(reach)), 12);
    expect(third.high).toBeCloseTo(Math.exp(log * Math.exp(-reach)), 12);
  });

  test("has narrower intervals within the data than beyond, and none without errors", () => {
    for (const fitModel of [fitSbg, fitBdw]) {
      const model = fitModel(lifetimesFromSurvivors([highEnd])) as ContractModel;
      const points = contractSurvival(model, { to: 40, confidence: 0.9 });
      const width = (t: number) => (points[t].high as number) - (points[t].low as number);
      expect(width(4)).toBeLessThan(width(40));
      for (const { survival, low, high } of points.slice(1)) {
        expect(low).toBeLessThan(survival);
        expect(high).toBeGreaterThan(survival);
      }
    }
    const limit = fitSbg(lifetimesFromSurvivors([[15, 5]])) as ContractModel;
    expect(contractSurvival(limit, { to: 1 })[1]).toMatchObject({ low: null, high: null });
    expect(contractSurvival(limit, { to: 1 })[1].survival).toBeCloseTo(1 / 3, 6);
  });

  test("holds the observed curve in its intervals about as often as it says", () => {
    const model = fitBdw(lifetimesFromSurvivors([highEnd])) as ContractModel;
    const points = contractSurvival(model, { to: 7 });
    for (let t = 1; t <= 7; t++) {
      expect(highEnd[t] / 1000).toBeGreaterThan(points[t].low as number);
      expect(highEnd[t] / 1000).toBeLessThan(points[t].high as number);
    }
  });

  test.each([
    [
      { kind: "sbg", alpha: 0, beta: 1 },
      "out-of-range",
      "model.alpha",
      "a number from 0.000001 to 1000000, got 0",
    ],
    [
      { kind: "bdw", alpha: 1, beta: 1 },
      "wrong-type",
      "model.c",
      "a number from 0.000001 to 1000000, got undefined",
    ],
    [
      { kind: "sbg", alpha: 1, beta: "1" },
      "wrong-type",
      "model.beta",
      'a number from 0.000001 to 1000000, got "1"',
    ],
    [
      { kind: "geometric", churn: 1.2 },
      "out-of-range",
      "model.churn",
      "a number from 0 to 1, got 1.2",
    ],
    [{ kind: "bg-nbd" }, "out-of-range", "model.kind", '"geometric", "sbg" or "bdw", got "bg-nbd"'],
    [null, "wrong-type", "model", "an object, got null"],
    [
      { ...published, fit: lostFit },
      "not-converged",
      "model",
      'a model whose fit converged, or one typed in, got "not-converged"',
    ],
  ] as const)("refuses the model %j", (model, code, argument, rest) => {
    const message = `${argument} must be ${rest}`;
    const given = untyped(model);
    expectError(
      () => contractSurvival(given, { to: 1 }),
      code,
      `contractSurvival: ${message}`,
      argument,
    );
    expectError(() => expectedLifetime(given), code, `expectedLifetime: ${message}`, argument);
    expectError(
      () => discountedLifetime(given, { discount: 0.1 }),
      code,
      `discountedLifetime: ${message}`,
      argument,
    );
  });

  test("refuses a horizon that is not one, unknown options, and a covariance that is not one", () => {
    expectError(
      () => contractSurvival(published, { to: 1e6 }),
      "out-of-range",
      "contractSurvival: to must be a whole number from 0 to 10000, got 1000000",
      "to",
    );
    expectError(
      () => contractSurvival(published, untyped({ horizon: 12 })),
      "unknown-option",
      'contractSurvival: options must be like { to, confidence }, got "horizon"',
      "options",
    );
    const fit = { ...lostFit, status: "converged", covariance: [[1]] } as const;
    expectError(
      () => contractSurvival({ ...published, fit }, { to: 1 }),
      "wrong-type",
      "contractSurvival: model.fit.covariance must be a number from -1000000 to 1000000, got undefined",
      "model.fit.covariance",
    );
  });

  test("never rises, and its retention rates never fall where customers only differ", () => {
    const shape = fc.double({ min: 0.01, max: 5000, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (alpha, beta) => {
        const points = contractSurvival({ kind: "sbg", alpha, beta }, { to: 30 });
        for (let t = 1; t <= 30; t++) {
          expect(points[t].survival).toBeLessThanOrEqual(points[t - 1].survival);
          if (t === 1) continue;
          const rise =
            (points[t].retentionRate as number) - (points[t - 1].retentionRate as number);
          expect(rise).toBeGreaterThan(-1e-9);
        }
      }),
    );
  });
});

describe("expectedLifetime and discountedLifetime", () => {
  test("agree with mpmath over a grid of parameters", () => {
    expect(reference.lifetimes.length).toBeGreaterThan(500);
    for (const [alpha, beta, discount, payments, value] of reference.lifetimes) {
      const model: ContractModel = { kind: "sbg", alpha, beta };
      const what = `${[alpha, beta, discount, payments]}`;
      expectWithin(discountedLifetime(model, { discount, payments }), value, 1e-10, what);
    }
    for (const [alpha, beta, c, value] of reference.means) {
      const model: ContractModel = { kind: "bdw", alpha, beta, c };
      expectWithin(expectedLifetime(model), value, 1e-10, `${[alpha, beta, c]}`);
      expect(discountedLifetime(model, { discount: 0 })).toBe(expectedLifetime(model));
    }
  });

  test("give the example of 10 %: 3.695147 new, 2.964662 after a payment", () => {
    expectWithin(discountedLifetime(published, { discount: 0.1 }), 3.695147, 2e-7);
    expectWithin(discountedLifetime(published, { discount: 0.1, payments: 1 }), 2.964662, 2e-7);
  });

  test("of customers who churn alike are geometric sums, after any payment the same", () => {
    const model: ContractModel = { kind: "geometric", churn: 0.2 };
    expect(expectedLifetime(model)).toBe(5);
    // 1 + .8/1.25 + (.8/1.25)² + … = 1 ÷ (1 − .64)
    expect(discountedLifetime(model, { discount: 0.25 })).toBeCloseTo(1 / 0.36, 14);
    for (const payments of [1, 2, 30]) {
      const rest = discountedLifetime(model, { discount: 0.25, payments });
      expect(rest).toBeCloseTo(0.8 / 0.36, 14);
    }
    expect(expectedLifetime({ kind: "geometric", churn: 0 })).toBe(null);
    expect(expectedLifetime({ kind: "geometric", churn: 1 })).toBe(1);
    expect(discountedLifetime({ kind: "geometric", churn: 0 }, { discount: 0.1 })).toBeCloseTo(
      11,
      12,
    );
  });

  test("are null where the sum has no end, or ends beyond all numbers", () => {
    expect(expectedLifetime(published)).toBe(null);
    expect(expectedLifetime({ kind: "sbg", alpha: 1, beta: 1 })).toBe(null);
    expect(expectedLifetime({ kind: "sbg", alpha: 1.5, beta: 2 })).toBe(5);
    // After two payments: (β + 1) ÷ (α − 1).
    const model: ContractModel = { kind: "sbg", alpha: 1.5, beta: 2 };
    expect(discountedLifetime(model, { discount: 0, payments: 2 })).toBe(6);
    expect(expectedLifetime({ kind: "bdw", alpha: 4, beta: 1, c: 0.25 })).toBe(null);
    expect(expectedLifetime({ kind: "bdw", alpha: 1e6, beta: 1e6, c: 1.1e-6 })).toBe(null);
  });

  test("are 0 where nobody is expected to pay again", () => {
    const model: ContractModel = { kind: "bdw", alpha: 1e6, beta: 1, c: 1e6 };
    expect(discountedLifetime(model, { discount: 0.1, payments: 2 })).toBe(0);
  });

  test("of extreme parameters are numbers of 0 or more, or null", () => {
    const log = fc.double({ min: -13.8, max: 13.8, noNaN: true });
    const discount = fc.constantFrom(0, 1e-9, 0.01, 1e6);
    fc.assert(
      fc.property(log, log, log, discount, fc.nat(1e6), (a, b, c, rate, payments) => {
        const [alpha, beta, power] = [a, b, c].map(Math.exp);
        const model: ContractModel = { kind: "bdw", alpha, beta, c: power };
        const value = discountedLifetime(model, { discount: rate, payments });
        if (value !== null) expect(value >= 0 && value < Infinity, `${value}`).toBe(true);
      }),
    );
  });

  test("are worth less the dearer money is, and more the longer a customer has stayed", () => {
    const shape = fc.double({ min: 0.05, max: 50, noNaN: true });
    fc.assert(
      fc.property(shape, shape, (alpha, beta) => {
        const model: ContractModel = { kind: "sbg", alpha, beta };
        const worth = (discount: number, payments: number) =>
          discountedLifetime(model, { discount, payments }) as number;
        expect(worth(0.1, 0)).toBeGreaterThan(worth(0.2, 0));
        expect(worth(0.1, 1) * (1 + 1e-9)).toBeLessThan(worth(0.1, 0));
        expect(worth(0.1, 6)).toBeGreaterThan(worth(0.1, 5) * (1 - 1e-9));
        // Today's payment, and what is left of the others a period later.
        expectWithin(1 + worth(0.1, 1) / 1.1, worth(0.1, 0), 1e-9);
      }),
    );
  });

  test("refuse a discount or payments that are not", () => {
    expectError(
      () => discountedLifetime(published, { discount: -0.1 }),
      "out-of-range",
      "discountedLifetime: discount must be a number from 0 to 1000000, got -0.1",
      "discount",
    );
    expectError(
      () => discountedLifetime(published, { discount: 0.1, payments: 1.5 }),
      "not-whole",
      "discountedLifetime: payments must be a whole number from 0 to 1000000, got 1.5",
      "payments",
    );
    expectError(
      () => discountedLifetime(published, untyped({ rate: 0.1 })),
      "unknown-option",
      'discountedLifetime: options must be like { discount, payments }, got "rate"',
      "options",
    );
  });
});

describe("lifetimeValueAtConstantChurn", () => {
  test("is revenue by churn, or the discounted lifetime of customers who churn alike", () => {
    expect(lifetimeValueAtConstantChurn({ revenue: 50, margin: 0.8, churn: 0.05 })).toBeCloseTo(
      800,
      10,
    );
    const churn = 0.2;
    const value = lifetimeValueAtConstantChurn({ revenue: 30, churn, discount: 0.1 });
    const lifetime = discountedLifetime({ kind: "geometric", churn }, { discount: 0.1 }) as number;
    expect(value).toBeCloseTo(30 * lifetime, 12);
  });

  test("is null without churn and discount", () => {
    expect(lifetimeValueAtConstantChurn({ revenue: 50, churn: 0 })).toBe(null);
    expect(lifetimeValueAtConstantChurn({ revenue: 50, churn: 0, discount: 0.25 })).toBe(250);
  });

  test.each([
    [{ revenue: -1, churn: 0.1 }, "out-of-range", "revenue", "a number, 0 or more, got -1"],
    [{ revenue: 1, churn: 5 }, "out-of-range", "churn", "a number from 0 to 1, got 5"],
    [
      { revenue: 1, churn: 0.1, margin: 80 },
      "out-of-range",
      "margin",
      "a number from 0 to 1, got 80",
    ],
    [
      { revenue: 1, churn: 0.1, discount: "0" },
      "wrong-type",
      "discount",
      'a number from 0 to 1000000, got "0"',
    ],
    [
      { arpu: 1 },
      "unknown-option",
      "options",
      'like { revenue, margin, churn, discount }, got "arpu"',
    ],
  ] as const)("refuses %j", (options, code, argument, rest) => {
    expectError(
      () => lifetimeValueAtConstantChurn(untyped(options)),
      code,
      `lifetimeValueAtConstantChurn: ${argument} must be ${rest}`,
      argument,
    );
  });
});
