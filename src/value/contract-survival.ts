// How many customers under contract a model expects to stay, period by period.

import { checkOptions, checkWhole } from "../core/check.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { probabilityInterval } from "../survival/kaplan-meier.js";
import { logSurvival } from "./contract-curve.js";
import { type CheckedContract, type ContractModel, checkContract } from "./contracts.js";
import { deltaVariance, slopesOf } from "./model-fit.js";

/**
 * The curve of a model of contracts: the share of customers still there after each renewal, also of those
 * that nobody has seen yet, and the retention rate of those who came up.
 * `S(t) = Π r(j)` for j from 1 to t; of the sBG model `r(t) = (β + t − 1) ÷ (α + β + t − 1)`
 *
 * Retention rates rise with time although no customer of the sBG model ever changes: those who are quick
 * to leave have left.
 *
 * @param model - fitted by `fitSbg`, `fitBdw` or `fitGeometric`, or typed in.
 * @param options - `to`: the last renewal, a whole number up to 10,000; `confidence`, 0.95 unless stated.
 * @returns a point a renewal, from 0 to `to`. Intervals are for the curve of the model, on the scale of
 *   log(−log S): they hold if the model is right, and know nothing of a future that differs from the
 *   past. They are `null` at 0, of a model that was typed in, and of a fit that is `"at-limit"`.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, an option is not
 *   known, `to` is not such a number, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const curve = contractSurvival({ kind: "sbg", alpha: 0.704, beta: 1.182 }, { to: 12 });
 * curve[1];
 * // => { duration: 1, survival: 0.6267, low: null, high: null, retentionRate: 0.6267, confidence: 0.95 }
 * curve[12].survival; // => 0.17
 * curve[12].retentionRate; // => 0.9454
 * ```
 *
 * @see Fader and Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21 (2007),
 *   76–90: the sBG model, with this example. Fader, Hardie, Liu, Davin and Steenburgh, the same 43 (2018),
 *   1–16: the beta-discrete-Weibull model.
 */
export function contractSurvival(
  model: ContractModel,
  options: ContractSurvivalOptions,
): ContractSurvivalPoint[] {
  const where = "contractSurvival";
  const { to, confidence = 0.95 } = checkOptions(where, options, ["to", "confidence"]);
  checkWhole(where, "to", to, 0, 10_000);
  const z = criticalZ(where, confidence);
  const checked = checkContract(where, model);
  const points: ContractSurvivalPoint[] = [];
  let before = 0;
  for (let duration = 0; duration <= to; duration++) {
    const log = logShare(checked, duration);
    const survival = Math.exp(log);
    const slopes = duration === 0 ? [] : slopesAt(model, checked, duration);
    const variance = deltaVariance(where, model.fit, slopes);
    const { low, high } =
      variance === null || survival === 0
        ? { low: null, high: null }
        : probabilityInterval(survival, survival * Math.sqrt(variance), "log-log", z);
    const isThere = duration > 0 && before > -Infinity;
    const retentionRate = isThere ? Math.exp(log - before) : null;
    points.push({ duration, survival, low, high, retentionRate, confidence });
    before = log;
  }
  return points;
}

/** How far a curve of contracts goes. */
export interface ContractSurvivalOptions extends ConfidenceOptions {
  /** The last renewal: a whole number from 0 to 10,000. */
  readonly to: number;
}

/** What a model expects of one renewal. */
export interface ContractSurvivalPoint {
  /** How many renewals a customer has come up for. */
  readonly duration: number;
  /** The share of customers still there after them. */
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
  /** The share that stays of those who came up for this renewal; `null` at 0, and once nobody is there. */
  readonly retentionRate: number | null;
  readonly confidence: number;
}

function logShare(model: CheckedContract, t: number): number {
  if (t === 0) return 0;
  return model.kind === "geometric" ? t * Math.log1p(-model.churn) : logSurvival(model, t);
}

/** How log S(t) changes with the logarithm of each parameter. */
function slopesAt(model: ContractModel, checked: CheckedContract, t: number): number[] {
  if (model.fit?.covariance == null) return [];
  if (checked.kind === "geometric") return [(-t * checked.churn) / (1 - checked.churn)];
  const names = ["alpha", "beta", "c"] as const;
  return slopesOf(checked, names.slice(0, model.kind === "bdw" ? 3 : 2), (near) =>
    logSurvival(near, t),
  );
}
