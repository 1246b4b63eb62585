// Fits models of customers under contract to their lifetimes.

import { localByDifferences } from "../statistics/differences.js";
import type { Local } from "../statistics/maximise.js";
import type { LifetimeTally } from "../survival/lifetime-tally.js";
import { logRetention } from "./contract-curve.js";
import type { BdwContract, GeometricContract, SbgContract } from "./contracts.js";
import { fitLikelihood } from "./fit.js";
import type { Fitted } from "./model-fit.js";
import { type Renewals, readRenewals } from "./renewals.js";

/**
 * Fits the shifted-beta-geometric model to customers under contract: each leaves at a renewal with a chance
 * of their own, and those chances follow a beta distribution.
 *
 * Two parameters project a curve of retention far beyond the data, and better than curves without a story
 * behind them. Give several cohorts as one tally: customers still there are censored, those watched only
 * later have `entered`.
 *
 * @param tally - lifetimes in whole renewals, of `tallyLifetimes` or `lifetimesFromSurvivors`; 10,000 at
 *   most.
 * @returns the model, plain JSON, with how the fit went; `null` if nobody has left.
 * @throws RangeError if the tally is not one, a duration is not whole or is above 10,000, or a customer
 *   left at 0.
 *
 * @example
 * ```ts
 * const tally = lifetimesFromSurvivors([[1000, 869, 743, 653, 593, 551, 517, 491]]);
 * const model = fitSbg(tally);
 * [model?.alpha, model?.beta]; // => [0.668, 3.806]
 * model?.fit.logLikelihood; // => -1611.16
 * model?.fit.standardErrors; // => { alpha: 0.104, beta: 0.786 }
 * ```
 *
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21 (2007),
 *   76–90: the model, with this example.
 */
export function fitSbg(tally: LifetimeTally): Fitted<SbgContract> | null {
  const renewals = readRenewals("fitSbg", tally);
  if (renewals.leavers === 0) return null;
  const local = (at: readonly number[]) => sbgLocal(renewals, at);
  const units = { alpha: 1, beta: 1 };
  const { parameters, fit } = fitLikelihood(
    { units, shift: 0, locals: [local] },
    renewals.customers,
  );
  return { kind: "sbg", ...parameters, fit };
}

/**
 * Fits the beta-discrete-Weibull model to customers under contract: the sBG model, with chances to leave
 * that fall (c below 1) or rise (c above 1) for each customer as well.
 *
 * The third parameter pays where the sBG model misses the shape of the curve: compare the likelihoods, and
 * the projections with customers that were held back. It takes more data to tell three parameters; the
 * standard errors say how well they are told.
 *
 * @param tally - lifetimes in whole renewals, of `tallyLifetimes` or `lifetimesFromSurvivors`; 10,000 at
 *   most.
 * @returns the model, plain JSON, with how the fit went; `null` if nobody has left.
 * @throws RangeError if the tally is not one, a duration is not whole or is above 10,000, or a customer
 *   left at 0.
 *
 * @example
 * ```ts
 * const model = fitBdw(lifetimesFromSurvivors([[1000, 869, 743, 653, 593, 551]]));
 * [model?.alpha, model?.beta, model?.c]; // => [0.227, 1.513, 1.675]
 * model?.fit.logLikelihood; // => -1374.55
 * ```
 *
 * @see Fader, Hardie, Liu, Davin and Steenburgh, "How to Project Customer Retention" Revisited, Journal of
 *   Interactive Marketing 43 (2018), 1–16.
 */
export function fitBdw(tally: LifetimeTally): Fitted<BdwContract> | null {
  const renewals = readRenewals("fitBdw", tally);
  if (renewals.leavers === 0) return null;
  const local = (at: readonly number[]) =>
    localByDifferences((near) => bdwLogLikelihood(renewals, near), at);
  const units = { alpha: 1, beta: 1, c: 1 };
  const { parameters, fit } = fitLikelihood(
    { units, shift: 0, locals: [local] },
    renewals.customers,
  );
  return { kind: "bdw", ...parameters, fit };
}

/**
 * Fits the model in which all customers leave with the same chance at every renewal: the yardstick that
 * other models of contracts have to beat.
 * `left ÷ renewals that came up`
 *
 * @param tally - lifetimes in whole renewals, of `tallyLifetimes` or `lifetimesFromSurvivors`; 10,000 at
 *   most.
 * @returns the model, plain JSON; `null` if nobody has left. If everybody left at the first renewal the
 *   churn is 1, and the fit is `"at-limit"`.
 * @throws RangeError if the tally is not one, a duration is not whole or is above 10,000, or a customer
 *   left at 0.
 *
 * @example
 * ```ts
 * const model = fitGeometric(lifetimesFromSurvivors([[1000, 869, 743, 653]]));
 * model?.churn; // => 0.1328
 * model?.fit.standardErrors; // => { churn: 0.0066 }
 * ```
 */
export function fitGeometric(tally: LifetimeTally): Fitted<GeometricContract> | null {
  const { atRisk, leavers, customers } = readRenewals("fitGeometric", tally);
  if (leavers === 0) return null;
  const renewals = atRisk.reduce((sum, n) => sum + n, 0);
  const churn = leavers / renewals;
  const stayed = renewals - leavers;
  const isTold = stayed > 0;
  const variance = (1 - churn) / leavers; // of log churn
  return {
    kind: "geometric",
    churn,
    fit: {
      status: isTold ? "converged" : "at-limit",
      logLikelihood: leavers * Math.log(churn) + (isTold ? stayed * Math.log1p(-churn) : 0),
      customers,
      evaluations: 1,
      unidentified: isTold ? [] : ["churn"],
      standardErrors: { churn: isTold ? churn * Math.sqrt(variance) : null },
      covariance: isTold ? [[variance]] : null,
    },
  };
}

/**
 * In the period after j others a customer leaves with the chance a ÷ (a + b + j).
 * `Σ left log a + stayed log(b + j) − atRisk log(a + b + j)`
 */
function sbgLocal({ atRisk, left }: Renewals, [a, b]: readonly number[]): Local {
  let [value, byA, byB, aa, both, bb] = [0, 0, 0, 0, 0, 0];
  for (let j = 0; j < atRisk.length; j++) {
    const [n, gone] = [atRisk[j], left[j]];
    const [stay, all] = [b + j, a + b + j];
    value += gone * Math.log(a / all) + (n - gone) * Math.log(stay / all);
    byA += gone / a - n / all;
    byB += (n - gone) / stay - n / all;
    aa -= gone / (a * a);
    bb -= (n - gone) / (stay * stay);
    both += n / (all * all);
  }
  return {
    value,
    gradient: [byA, byB],
    hessian: [
      [aa + both, both],
      [both, bb + both],
    ],
  };
}

/** `Σ left log(1 − r(j)) + stayed log r(j)`, with r(j) = S(j + 1) ÷ S(j) */
function bdwLogLikelihood({ atRisk, left }: Renewals, [alpha, beta, c]: readonly number[]): number {
  let value = 0;
  for (let j = 0; j < atRisk.length; j++) {
    const log = logRetention({ alpha, beta, c }, j);
    value += (atRisk[j] - left[j]) * log;
    if (left[j] > 0) value += left[j] * Math.log(-Math.expm1(log));
  }
  return value;
}
