// A check of a model of purchases over time: repeat purchases of all customers period by period, and what a model expects of them.

import { frameOfPurchases, type PurchaseTally } from "../loyalty/purchase-tally.js";
import { expectedOf } from "./expected-purchases.js";
import { checkPurchaseModel, type PurchaseModel } from "./purchase-models.js";
import { newcomer } from "./standing.js";

/**
 * Repeat purchases of all customers in each period, and in all up to it, beside what a model expects of
 * them from when each first bought: where the two part, the model misses something, such as a season.
 *
 * Give a tally that goes on beyond the time that the model was fitted to, and see whether it holds there.
 *
 * @param model - fitted, or typed in, its times in the periods of the tally.
 * @param tally - purchases, of `tallyPurchases`.
 * @returns a row for each period, from that of the first purchase to the last one before `until`.
 * @throws RangeError or TypeError if the model is not one or its fit did not converge, or the tally is not
 *   one.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 1) },
 *   { customer: "ann", time: Date.UTC(2026, 0, 3) },
 *   { customer: "bob", time: Date.UTC(2026, 0, 2) },
 * ];
 * const tally = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(2026, 0, 4) });
 * const model = { kind: "bg-nbd", r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } as const;
 * purchaseTracking(model, tally)[2];
 * // => { start: "2026-01-03", actual: 1, expected: 0.1, actualTotal: 1, expectedTotal: 0.157 }
 * ```
 */
export function purchaseTracking(model: PurchaseModel, tally: PurchaseTally): TrackedPeriod[] {
  const where = "purchaseTracking";
  const checked = checkPurchaseModel(where, model);
  const { settings, calendar } = frameOfPurchases(where, "tally", tally);
  const end = settings.untilPeriod;
  const { periodCounts, periods } = tally;
  const begin = periods.reduce((least, period) => Math.min(least, period), end);
  const starts = new Float64Array(end - begin);
  const repeats = new Float64Array(end - begin);
  let place = 0;
  for (const count of periodCounts) {
    starts[periods[place] - begin]++;
    for (let i = 1; i < count; i++) repeats[periods[place + i] - begin]++;
    place += count;
  }
  const standing = newcomer(checked);
  const expected = Array.from(starts, (_, k) => expectedOf(standing, k));
  const points: TrackedPeriod[] = [];
  let [actualTotal, before] = [0, 0];
  for (let k = 0; k < starts.length; k++) {
    actualTotal += repeats[k];
    let expectedTotal = 0;
    for (let j = 0; j <= k; j++) expectedTotal += starts[j] * expected[k - j];
    points.push({
      start: calendar.startDateOf(begin + k),
      actual: repeats[k],
      expected: expectedTotal - before,
      actualTotal,
      expectedTotal,
    });
    before = expectedTotal;
  }
  return points;
}

/** Repeat purchases in a period, and up to its end. */
export interface TrackedPeriod {
  /** The date at which the period starts. */
  readonly start: string;
  readonly actual: number;
  readonly expected: number;
  readonly actualTotal: number;
  readonly expectedTotal: number;
}
