// Fits the BG/NBD model and the modified one to purchase histories.

import type { HistoryTally } from "../loyalty/histories.js";
import { bgNbdLikelihood, mbgNbdLikelihood } from "./bg-nbd-likelihood.js";
import { type FitOptions, fitHistories, type HistoryLikelihood } from "./history-rows.js";
import type { Fitted } from "./model-fit.js";
import type { BgNbdModel } from "./purchase-models.js";

/**
 * Fits the BG/NBD model of purchases without a contract: customers buy at random at a rate of their own,
 * and after each purchase may leave for good, with a chance of their own.
 *
 * A customer who never came back has had no chance to leave in this model, and counts as alive for ever
 * (`probabilityAlive` is 1), however long the silence. Where that matters, take `fitMbgNbd`, in which
 * customers may leave after the first purchase too.
 *
 * @param tally - purchase histories, of `purchaseHistories` or `tallyHistories`. Above 20,000 different
 *   histories a tenth of them finds the start of the search.
 * @param options - `unit`: how many periods of the tally one unit of alpha is, 1 unless stated. It changes
 *   the figure of alpha and of the likelihood, and nothing else.
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
 * const model = fitBgNbd(tally);
 * [model?.r, model?.alpha]; // => [0.215, 3.774]
 * model?.fit.status; // => "converged"
 * ```
 *
 * @see Fader, Hardie and Lee, ""Counting Your Customers" the Easy Way", Marketing Science 24 (2005),
 *   275–284.
 */
export function fitBgNbd(tally: HistoryTally, options: FitOptions = {}): Fitted<BgNbdModel> | null {
  return fitted("bg-nbd", "fitBgNbd", tally, options, bgNbdLikelihood);
}

/**
 * Fits the modified BG/NBD model of purchases without a contract: as `fitBgNbd`, but customers may leave
 * after the first purchase too, so that silence tells of one-time buyers as well.
 *
 * @param tally - purchase histories, of `purchaseHistories` or `tallyHistories`. Above 20,000 different
 *   histories a tenth of them finds the start of the search.
 * @param options - `unit`: how many periods of the tally one unit of alpha is, 1 unless stated.
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
 * fitMbgNbd(tally)?.fit.logLikelihood; // => -344.45
 * ```
 *
 * @see Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24 (2007),
 *   201–209.
 */
export function fitMbgNbd(
  tally: HistoryTally,
  options: FitOptions = {},
): Fitted<BgNbdModel> | null {
  return fitted("mbg-nbd", "fitMbgNbd", tally, options, mbgNbdLikelihood);
}

function fitted(
  kind: BgNbdModel["kind"],
  where: string,
  tally: HistoryTally,
  options: FitOptions,
  likelihood: HistoryLikelihood,
): Fitted<BgNbdModel> | null {
  const found = fitHistories(where, tally, options, ["r", "alpha", "a", "b"], likelihood);
  return found && { kind, ...found.parameters, unit: found.unit, fit: found.fit };
}
