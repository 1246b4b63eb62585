// RFM: how recently, how often and for how much each customer bought, and scores for the three.

import { checkNumber, checkObject, checkOptions, checkWhole, fail, MOST } from "../core/check.js";
import type { CustomerId } from "../core/customer-id.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { checkPurchases, eachBuyer, type PurchaseTally } from "./purchase-tally.js";

/**
 * RFM: the recency, frequency and monetary value of each customer, and a score for each of the three.
 * `score = 1 + ⌊bins × worse ÷ customers⌋`, with `worse` the customers who are strictly worse
 *
 * Equal values get equal scores, whatever the order of the rows. So ties may leave a score empty: where half
 * of all customers bought once, they all have `f` 1, and the next score is 3 of 5. With `cuts` the limits are
 * yours, and one customer's score does not depend on the others. Scores do not merge: merge the tallies, then
 * score.
 *
 * There are no names such as "champions" here: vendors draw the same segments at different scores.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `bins`, how many scores there are, 2 to 10, 5 unless stated; or `cuts`, rising limits for
 *   each of the three, 1 to 9: a frequency or a value that reaches a limit, and a recency that does not pass
 *   it, is a score better.
 * @returns customers in the order of the tally; `recency` in periods since the last purchase, 0 for the last
 *   period that is over; scores from 1, the worst, up. `value` and `m` are `null` if purchases have no
 *   values.
 * @throws RangeError or TypeError if the tally is not one, or the options are not as described.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5), value: 30 },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19), value: 20 },
 *     { customer: "bob", time: Date.UTC(2026, 0, 30), value: 40 },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * rfmScores(tally, { bins: 2 });
 * // => [
 * //   { customer: "ann", recency: 12, frequency: 2, value: 50, r: 1, f: 2, m: 2 },
 * //   { customer: "bob", recency: 1, frequency: 1, value: 40, r: 2, f: 1, m: 1 },
 * // ]
 * const cuts = { recency: [7, 30], frequency: [2, 5], value: [50, 500] };
 * rfmScores(tally, { cuts })[0]; // => { r: 2, f: 2, m: 2, … }
 * ```
 *
 * @see Hughes, "Strategic Database Marketing" (1994): the scores, which he cuts into equal fifths whatever
 *   the ties.
 */
export function rfmScores(tally: PurchaseTally, options: RfmOptions = {}): RfmScore[] {
  const where = "rfmScores";
  const { bins, cuts } = checkOptions(where, options, ["bins", "cuts"]);
  const end = checkPurchases(where, "tally", tally);
  const { customers, periods, values } = tally;
  const [recency, frequency, value] = [0, 0, 0].map(() => new Float64Array(customers.length));
  eachBuyer(tally, end, (customer, from, to) => {
    recency[customer] = end - 1 - periods[to - 1];
    frequency[customer] = to - from;
    const sum = noSum();
    for (let p = from; values !== null && p < to; p++) addTo(sum, values[p]);
    value[customer] = totalOf(sum);
  });
  const score = cuts === undefined ? byBins(where, bins) : byCuts(where, bins, cuts, values);
  const r = score("recency", recency);
  const f = score("frequency", frequency);
  const m = values === null ? null : score("value", value);
  return customers.map((customer, i) => ({
    customer,
    recency: recency[i],
    frequency: frequency[i],
    value: values === null ? null : value[i],
    r: r(recency[i]),
    f: f(frequency[i]),
    m: m === null ? null : m(value[i]),
  }));
}

/** How to score: relative to the other customers, or by limits. */
export interface RfmOptions {
  /** How many scores there are, 2 to 10; 5 unless stated. */
  readonly bins?: number | undefined;
  /** Limits in place of bins. */
  readonly cuts?: RfmCuts | undefined;
}

/** Rising limits, 1 to 9 each: one more than there are limits is the best score. */
export interface RfmCuts {
  /** In periods since the last purchase. */
  readonly recency: readonly number[];
  /** In purchases. */
  readonly frequency: readonly number[];
  /** In money; left out where purchases have no values. */
  readonly value?: readonly number[] | undefined;
}

/** What a customer has bought, and how that compares. */
export interface RfmScore {
  readonly customer: CustomerId;
  /** Periods since the last purchase. */
  readonly recency: number;
  /** Periods with a purchase. */
  readonly frequency: number;
  /** What all purchases were worth; `null` if they have no values. */
  readonly value: number | null;
  /** Scores from 1, the worst, up. */
  readonly r: number;
  readonly f: number;
  readonly m: number | null;
}

type Measure = "recency" | "frequency" | "value";
/** Makes the score of one measure, given everybody's amounts. */
type Scoring = (measure: Measure, amounts: Float64Array) => (amount: number) => number;

function byBins(where: string, bins = 5): Scoring {
  checkWhole(where, "bins", bins, 2, 10);
  return (measure, amounts) => {
    const sorted = amounts.slice().sort();
    const { length } = sorted;
    return (amount) => {
      const worse =
        measure === "recency"
          ? length - countBelow(sorted, amount, true)
          : countBelow(sorted, amount);
      return 1 + Math.floor((bins * worse) / length);
    };
  };
}

function byCuts(
  where: string,
  bins: number | undefined,
  cuts: RfmCuts,
  values: readonly number[] | null,
): Scoring {
  if (bins !== undefined) fail("out-of-range", where, "bins", "left out if cuts are given", bins);
  checkOptions(where, checkObject(where, "cuts", cuts), ["recency", "frequency", "value"]);
  if (values === null && cuts.value !== undefined) {
    const mustBe = "left out, as purchases have no values";
    fail("out-of-range", where, "cuts.value", mustBe, cuts.value);
  }
  return (measure) => {
    const limits = checkLimits(where, `cuts.${measure}`, cuts[measure]);
    return measure === "recency"
      ? (amount) => 1 + limits.length - countBelow(limits, amount)
      : (amount) => 1 + countBelow(limits, amount, true);
  };
}

function checkLimits(where: string, name: string, limits: unknown): readonly number[] {
  if (!Array.isArray(limits)) fail("wrong-type", where, name, "a list of limits", limits);
  checkWhole(where, `${name}.length`, limits.length, 1, 9);
  for (let i = 0; i < limits.length; i++) {
    const limit = checkNumber(where, name, limits[i], 0, MOST ** 2, i);
    if (i > 0 && limit <= limits[i - 1]) {
      fail("out-of-range", where, name, `above the limit before, ${limits[i - 1]}`, limit, i);
    }
  }
  return limits;
}

/** How many of the sorted numbers are below a number, or with `orEqual` not above it. */
function countBelow(sorted: ArrayLike<number>, amount: number, orEqual = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < amount || (orEqual && sorted[middle] === amount)) low = middle + 1;
    else high = middle;
  }
  return low;
}
