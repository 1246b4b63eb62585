// Fits the Pareto/NBD model to purchase histories.

import type { HistoryTally } from "../loyalty/histories.js";
import { type FitOptions, fitHistories } from "./history-rows.js";
import type { Fitted } from "./model-fit.js";
import { paretoNbdLikelihood } from "./pareto-nbd-likelihood.js";
import type { ParetoNbdModel } from "./purchase-models.js";

/**
 * Fits the Pareto/NBD model of purchases without a contract: customers buy at random at a rate of their own,
 * and leave for good at some time, at a rate of their own, whether they buy or not.
 *
 * It is the model that the others were made to replace, as it used to be hard to fit; its likelihood is an
 * integral here. It takes about ten times as long as `fitBgNbd`.
 *
 * @param tally - purchase histories, of `purchaseHistories` or `tallyHistories`. Above 20,000 different
 *   histories a tenth of them finds the start of the search.
 * @param options - `unit`: how many periods of the tally one unit of alpha and beta is, 1 unless stated.
 * @returns the model, plain JSON, with how the fit went; `null` if nobody came back.
 * @throws RangeError or TypeError if the tally is not one, a customer came back more than 1,000,000 times,
 *   an option is not known, or the unit is not a number from 1e-9 to 1e15.
 *
 * @example
 * ```ts
 * const tally = tallyHistories([
 *   { repeats: 0, last: 0, age: 38, customers: 60 },
 *   { repeats: 1, last: 4, age: 38, customers: 20 },
 *   { repeats: 1, last: 31, age: 37, customers: 8 },
 *   { repeats: 3, last: 35, age: 38, customers: 7 },
 *   { repeats: 6, last: 14, age: 38, customers: 5 },
 * ]);
 * const model = fitParetoNbd(tally);
 * model?.fit.logLikelihood; // => -346.59
 * ```
 *
 * @see Schmittlein, Morrison and Colombo, "Counting Your Customers", Management Science 33 (1987), 1–24.
 */
export function fitParetoNbd(
  tally: HistoryTally,
  options: FitOptions = {},
): Fitted<ParetoNbdModel> | null {
  const names = ["r", "alpha", "s", "beta"] as const;
  const found = fitHistories("fitParetoNbd", tally, options, names, paretoNbdLikelihood);
  return found && { kind: "pareto-nbd", ...found.parameters, unit: found.unit, fit: found.fit };
}
