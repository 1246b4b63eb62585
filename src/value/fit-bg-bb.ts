// Fits the BG/BB model to purchase histories in whole periods.

import type { HistoryTally } from "../loyalty/histories.js";
import { bgBbLikelihood } from "./bg-bb-likelihood.js";
import { fitLikelihood } from "./fit.js";
import { checkOpportunities, localOfRows, readHistories } from "./history-rows.js";
import type { Fitted } from "./model-fit.js";
import type { BgBbModel } from "./purchase-models.js";

/**
 * Fits the BG/BB model of customers who have an opportunity to buy in each period, such as an issue, a
 * season or a yearly appeal: they take it with a chance of their own, and before each may leave for good.
 *
 * @param tally - purchase histories in whole periods, `age` opportunities each, 10,000 at most; of
 *   `purchaseHistories` or `tallyHistories`.
 * @returns the model, plain JSON, with how the fit went; `null` if nobody came back.
 * @throws RangeError if the tally is not one, a time is not whole, or there are more repeats than
 *   opportunities.
 *
 * @example
 * ```ts
 * const tally = tallyHistories([
 *   { repeats: 0, last: 0, age: 6, customers: 35 },
 *   { repeats: 1, last: 1, age: 6, customers: 11 },
 *   { repeats: 1, last: 4, age: 6, customers: 4 },
 *   { repeats: 2, last: 3, age: 6, customers: 8 },
 *   { repeats: 4, last: 6, age: 6, customers: 12 },
 *   { repeats: 6, last: 6, age: 6, customers: 9 },
 * ]);
 * const model = fitBgBb(tally);
 * [model?.gamma, model?.delta]; // => [0.341, 0.661]
 * ```
 *
 * @see Fader, Hardie and Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting",
 *   Marketing Science 29 (2010), 1086–1108.
 */
export function fitBgBb(tally: HistoryTally): Fitted<BgBbModel> | null {
  const where = "fitBgBb";
  const { rows, customers, purchases } = readHistories(where, tally);
  checkOpportunities(where, tally);
  if (purchases === 0) return null;
  const units = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
  const local = localOfRows(bgBbLikelihood, rows(1));
  const { parameters, fit } = fitLikelihood({ units, shift: 0, locals: [local] }, customers);
  return { kind: "bg-bb", ...parameters, fit };
}
