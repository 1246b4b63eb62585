import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fitBdw,
  fitGeometric,
  fitSbg,
  lifetimesFromSurvivors,
  logLikelihood,
  mergeLifetimes,
  tallyLifetimes,
} from "../../src/index.js";
import { fitLikelihood } from "../../src/value/fit.js";
import reference from "../reference/contracts.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { expectWithin, highEnd, lifetimesOf, regular } from "../support/models.js";

const samples: Record<string, number[][]> = reference.samples;

describe("logLikelihood of a contract", () => {
  test("passes over a period in which nobody left", () => {
    const tally = tallyLifetimes([
      { duration: 1, left: true },
      { duration: 3, left: true },
    ]);
    // One leaves at once, the other renews twice and leaves: .1 × .9² × .1
    const value = logLikelihood({ kind: "geometric", churn: 0.1 }, tally);
    expect(value).toBeCloseTo(Math.log(0.1 * 0.9 ** 2 * 0.1), 12);
  });
});

describe("fitSbg and fitBdw", () => {
  test.each(reference.fits)("agree with mpmath: $kind of $sample", (expected) => {
    const { sample, kind, parameters, logLikelihood, standardErrors } = expected;
    const model = (kind === "sbg" ? fitSbg : fitBdw)(lifetimesOf(samples[sample]));
    const names = ["alpha", "beta", "c"] as const;
    parameters.forEach((parameter, i) => {
      expectWithin(untyped(model)[names[i]], parameter, 1e-5, names[i]);
      expectWithin(model?.fit.standardErrors[names[i]], standardErrors[i], 1e-3, names[i]);
    });
    expect(Math.abs((model?.fit.logLikelihood as number) - logLikelihood)).toBeLessThan(1e-4);
    expect(model?.fit).toMatchObject({ status: "converged", unidentified: [] });
  });

  test("have the parameters and likelihoods that Fader and Hardie print", () => {
    const high = fitSbg(lifetimesFromSurvivors([highEnd]));
    expect(high?.alpha).toBeCloseTo(0.668, 3);
    expect(high?.beta).toBeCloseTo(3.806, 3);
    expect(high?.fit.logLikelihood).toBeCloseTo(-1611.2, 1);
    const low = fitSbg(lifetimesFromSurvivors([regular]));
    expect(low?.alpha).toBeCloseTo(0.704, 3);
    expect(low?.beta).toBeCloseTo(1.182, 3);
    expect(low?.fit.logLikelihood).toBeCloseTo(-1680.3, 1);
  });

  test("are null if nobody has left, or there are no customers", () => {
    for (const fitModel of [fitSbg, fitBdw, fitGeometric]) {
      expect(fitModel(tallyLifetimes([]))).toBe(null);
      expect(fitModel(tallyLifetimes({ duration: [3, 5], left: [0, 0] }))).toBe(null);
    }
  });

  test("name what lifetimes of one renewal do not tell, and still say how likely they are", () => {
    // 10 of 15 left: any beta distribution with a mean of 2/3 says so, 10 ln 2/3 + 5 ln 1/3.
    const tally = lifetimesOf([[1, 10, 5, 0]]);
    const sbg = fitSbg(tally);
    expect(sbg?.fit).toMatchObject({
      status: "at-limit",
      unidentified: ["alpha", "beta"],
      standardErrors: { alpha: null, beta: null },
      covariance: null,
    });
    const best = 10 * Math.log(2 / 3) + 5 * Math.log(1 / 3);
    expect(sbg?.fit.logLikelihood).toBeCloseTo(best, 9);
    expect(fitBdw(tally)?.fit).toMatchObject({ unidentified: ["alpha", "beta", "c"] });
    expect(fitBdw(tally)?.fit.logLikelihood).toBeCloseTo(best, 9);
  });

  test("are at their limit where all customers churn alike", () => {
    const tally = lifetimesFromSurvivors([[1000, 900, 810, 729, 656]]);
    const sbg = fitSbg(tally);
    expect(sbg?.fit).toMatchObject({ status: "at-limit", unidentified: ["alpha", "beta"] });
    expect(sbg?.fit.logLikelihood).toBeCloseTo(fitGeometric(tally)?.fit.logLikelihood as number, 2);
  });

  test("refuse lifetimes that are not whole, too long, or over before the first payment", () => {
    for (const [name, fitModel] of Object.entries({ fitSbg, fitBdw, fitGeometric })) {
      expectError(
        () => fitModel(tallyLifetimes([{ duration: 2.5, left: true }])),
        "not-whole",
        `${name}: duration must be a whole number from 0 to 10000, got 2.5`,
        "duration",
      );
      expectError(
        () => fitModel(tallyLifetimes({ duration: [1, 10_001], left: [1, 0] })),
        "out-of-range",
        `${name}: duration must be a whole number from 0 to 10000, got 10001`,
        "duration",
      );
      expectError(
        () => fitModel(tallyLifetimes({ duration: [0, 4], left: [1, 0] })),
        "out-of-range",
        `${name}: duration must be 1 or more for a customer who left, as the first period is paid, got 0`,
        "duration",
      );
      expectError(
        () => fitModel(untyped({ kind: "scores" })),
        "bad-tally",
        `${name}: tally.kind must be "lifetimes", got "scores"`,
        "tally.kind",
      );
    }
    expect(fitSbg(tallyLifetimes({ duration: [0, 1, 2, 2], left: [0, 1, 1, 0] }))).not.toBe(null);
  });

  test("do not change when every count is a thousand times as large, but for the errors", () => {
    const many = [highEnd, regular].map((line) => line.map((count) => count * 1000));
    const few = fitBdw(lifetimesFromSurvivors([highEnd, regular]));
    const model = fitBdw(lifetimesFromSurvivors(many));
    for (const name of ["alpha", "beta", "c"] as const) {
      expectWithin(model?.[name], few?.[name] as number, 1e-6);
      const error = few?.fit.standardErrors[name] as number;
      expectWithin(model?.fit.standardErrors[name], error / Math.sqrt(1000), 1e-4);
    }
  });

  test("fit cohorts in one tally as they fit them cut in two", () => {
    const whole = lifetimesFromSurvivors([highEnd, regular]);
    const [one, other] = [highEnd, regular].map((line) => lifetimesFromSurvivors([line]));
    expect(fitSbg(mergeLifetimes([one, other]))).toEqual(fitSbg(whole));
  });

  test("find no more likely model than the best, from any lifetimes", () => {
    const lines = fc.array(fc.nat(400), { minLength: 2, maxLength: 8 }).map((line) => {
      return [...line.sort((a, b) => b - a)];
    });
    fc.assert(
      fc.property(lines, (line) => {
        const tally = lifetimesFromSurvivors([line]);
        const [geometric, sbg, bdw] = [fitGeometric(tally), fitSbg(tally), fitBdw(tally)];
        if (geometric === null || sbg === null || bdw === null) {
          expect([geometric, sbg, bdw]).toEqual([null, null, null]);
          return;
        }
        // The smaller model is a limit of the larger one, which the search comes near.
        const slack = 0.1;
        expect(sbg.fit.logLikelihood).toBeGreaterThan(geometric.fit.logLikelihood - slack);
        expect(bdw.fit.logLikelihood).toBeGreaterThan(sbg.fit.logLikelihood - slack);
        for (const model of [sbg, bdw]) {
          expect(model.fit.status).not.toBe("not-converged");
          expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
        }
      }),
    );
  });
});

describe("logLikelihood of contracts", () => {
  const tally = lifetimesFromSurvivors([highEnd, regular.slice(0, 5)]);

  test("is that of the fit at its parameters", () => {
    for (const fitModel of [fitGeometric, fitSbg, fitBdw]) {
      const model = fitModel(tally);
      expectWithin(logLikelihood(untyped(model), tally), model?.fit.logLikelihood as number, 1e-12);
    }
  });

  test("is null where the model says that the data cannot be", () => {
    expect(logLikelihood({ kind: "geometric", churn: 1 }, tally)).toBe(null);
    expect(logLikelihood({ kind: "geometric", churn: 0 }, tally)).toBe(null);
    const all = lifetimesFromSurvivors([[5, 0]]);
    expect(logLikelihood({ kind: "geometric", churn: 1 }, all)).toBe(0);
  });
});

describe("fitLikelihood", () => {
  test("says where the search has not come to an end", () => {
    // Every point looks like the foot of the same slope.
    let height = 0;
    const local = () => ({ value: height++, gradient: [1e-3], hessian: [[-1]] });
    const { fit } = fitLikelihood({ units: { rate: 1 }, shift: 0, locals: [local] }, 9);
    expect(fit).toMatchObject({ status: "not-converged", covariance: null, evaluations: 600 });
    expect(fit.standardErrors).toEqual({ rate: null });
  });
});

describe("fitGeometric", () => {
  test("is those who left by the renewals that came up, with the errors of a share", () => {
    // 131, 126 and 90 left of 1000, 869 and 743 who came up.
    const model = fitGeometric(lifetimesFromSurvivors([highEnd.slice(0, 4)]));
    const [left, all] = [131 + 126 + 90, 1000 + 869 + 743];
    const churn = left / all;
    expect(model?.churn).toBe(churn);
    const error = Math.sqrt((churn * (1 - churn)) / all);
    expect(model?.fit.standardErrors.churn).toBeCloseTo(error, 15);
    expect(model?.fit.covariance?.[0][0]).toBeCloseTo((error / churn) ** 2, 15);
    expect(model?.fit.logLikelihood).toBeCloseTo(
      left * Math.log(churn) + (all - left) * Math.log(1 - churn),
      9,
    );
    expect(model?.fit).toMatchObject({ status: "converged", customers: 1000, evaluations: 1 });
  });

  test("is at its limit where everybody left at once", () => {
    const model = fitGeometric(tallyLifetimes([{ duration: 1, left: true }]));
    expect(model).toEqual({
      kind: "geometric",
      churn: 1,
      fit: {
        status: "at-limit",
        logLikelihood: 0,
        customers: 1,
        evaluations: 1,
        unidentified: ["churn"],
        standardErrors: { churn: null },
        covariance: null,
      },
    });
  });
});
