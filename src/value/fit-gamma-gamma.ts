// Fits the gamma-gamma model to what repeat customers spend.

import { checkSpend, type SpendTally } from "../loyalty/spend.js";
import { fitLikelihood } from "./fit.js";
import { gammaGammaLocal } from "./gamma-gamma-likelihood.js";
import type { Fitted } from "./model-fit.js";
import type { SpendModel } from "./spend-model.js";

/**
 * Fits the gamma-gamma model of what purchases are worth: those of a customer vary around a mean of their
 * own, and the means differ between customers.
 *
 * It holds that how often customers buy says nothing about what they spend. See `spendCorrelation` first.
 *
 * @param tally - repeat customers by the mean of their purchases, of `purchaseSpend` or `tallySpend`.
 * @returns the model, plain JSON, with how the fit went; `null` without customers.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallySpend([
 *   { repeats: 1, mean: 8, customers: 4 },
 *   { repeats: 1, mean: 20, customers: 8 },
 *   { repeats: 1, mean: 40, customers: 5 },
 *   { repeats: 1, mean: 110, customers: 2 },
 *   { repeats: 2, mean: 15, customers: 4 },
 *   { repeats: 2, mean: 35, customers: 6 },
 *   { repeats: 4, mean: 20, customers: 4 },
 *   { repeats: 4, mean: 55, customers: 3 },
 * ]);
 * const model = fitGammaGamma(tally);
 * [model?.p, model?.q, model?.scale]; // => [3.972, 5.592, 36.23]
 * model?.fit.logLikelihood; // => -150.1
 * ```
 *
 * @see Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013).
 */
export function fitGammaGamma(tally: SpendTally): Fitted<SpendModel> | null {
  const customers = checkSpend("fitGammaGamma", "tally", tally);
  if (customers === 0) return null;
  const unit = meanSpend(tally, customers);
  const rows = { ...tally, mean: Float64Array.from(tally.mean, (mean) => mean / unit) };
  const local = (parameters: readonly number[]) => gammaGammaLocal(rows, parameters);
  const units = { p: 1, q: 1, scale: unit };
  const shift = -customers * Math.log(unit);
  const { parameters, fit } = fitLikelihood({ units, shift, locals: [local] }, customers);
  return { kind: "gamma-gamma", ...parameters, fit };
}

function meanSpend({ mean, customers }: SpendTally, total: number): number {
  return mean.reduce((sum, z, i) => sum + (z / total) * customers[i], 0);
}
