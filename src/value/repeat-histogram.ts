// A check of a model of purchases: how many customers came back how often, and how many should have.

import { checkOptions, checkWhole } from "../core/check.js";
import { checkHistories, type HistoryTally } from "../loyalty/histories.js";
import { checkOpportunities } from "./history-rows.js";
import { checkPurchaseModel, type PurchaseModel } from "./purchase-models.js";
import { probabilityOf } from "./purchase-probability.js";
import { newcomer } from "./standing.js";

/**
 * How many customers came back 0, 1, 2, … times, and how many should have by the model: the first check
 * of a fit. Each customer counts with the time that they were watched.
 *
 * A model that misses the shape here is wrong; one that fits may still fail to forecast, which
 * `purchaseHoldout` and `holdoutErrors` show.
 *
 * @param tally - the histories that the model was fitted to, or others in the same periods.
 * @param options - `upTo`: the last bar is so often or more, 7 unless stated.
 * @returns a bar each, from 0 to `upTo`.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, the tally is not
 *   one, an option is not known, or `upTo` is not a whole number from 1 to 1,000.
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
 * const model = fitMbgNbd(tally);
 * const bars = model ? repeatHistogram(model, tally, { upTo: 3 }) : [];
 * bars.map(({ actual, expected }) => [actual, expected]);
 * // => [[60, 61.4], [28, 20.4], [0, 8.6], [12, 9.5]]
 * ```
 */
export function repeatHistogram(
  model: PurchaseModel,
  tally: HistoryTally,
  options: RepeatHistogramOptions = {},
): RepeatCount[] {
  const where = "repeatHistogram";
  const { upTo = 7 } = checkOptions(where, options, ["upTo"]);
  checkWhole(where, "upTo", upTo, 1, 1000);
  const checked = checkPurchaseModel(where, model);
  const customers = checkHistories(where, "tally", tally);
  if (checked.kind === "bg-bb") checkOpportunities(where, tally);
  const actual = new Float64Array(upTo + 1);
  const ages = new Map<number, number>();
  tally.customers.forEach((count, i) => {
    actual[Math.min(upTo, tally.repeats[i])] += count;
    ages.set(tally.age[i], (ages.get(tally.age[i]) ?? 0) + count);
  });
  const standing = newcomer(checked);
  const expected = new Float64Array(upTo + 1);
  for (const [age, count] of ages) {
    for (let n = 0; n < upTo; n++) expected[n] += count * probabilityOf(standing, n, age);
  }
  expected[upTo] = Math.max(
    0,
    expected.reduce((rest, part) => rest - part, customers),
  );
  return Array.from(actual, (count, repeats) => {
    return { repeats, isOrMore: repeats === upTo, actual: count, expected: expected[repeats] };
  });
}

/** How far a histogram goes. */
export interface RepeatHistogramOptions {
  /** The last bar holds those who came back so often or more; 7 unless stated, 1 to 1,000. */
  readonly upTo?: number | undefined;
}

/** How many customers came back so often. */
export interface RepeatCount {
  readonly repeats: number;
  /** Whether those who came back more often are among them: so of the last bar. */
  readonly isOrMore: boolean;
  readonly actual: number;
  /** By the model, of as many customers of the same ages. */
  readonly expected: number;
}
