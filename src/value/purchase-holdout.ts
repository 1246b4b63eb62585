// Purchases cut in two, so that a model fitted to the first part can be held against the second.

import { checkCount, checkOptions, checkTally, checkWhole, fail, MOST } from "../core/check.js";
import { groupRows } from "../core/group-rows.js";
import { checkLengths } from "../core/stored.js";
import { checkTime, type Time } from "../core/time.js";

import { frameOfPurchases, type PurchaseTally, periodAt } from "../loyalty/purchase-tally.js";

/**
 * Cuts purchases in two: what was known of each customer at a moment, and what they bought afterwards. Fit a
 * model to `purchaseHistories(tally, { at })`, and ask `holdoutErrors` how far it was off.
 *
 * Customers whose first purchase came later are in neither part.
 *
 * @param options - `at`: where what was known ends; moved back to the start of its period.
 * @returns how many customers had each history at that moment and bought so often afterwards.
 * @throws RangeError or TypeError if the tally is not one, an option is not known, or `at` is not a time, or
 *   later than the end of observation.
 *
 * @example
 * ```ts
 * const rows = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 1) },
 *   { customer: "ann", time: Date.UTC(2026, 0, 3) },
 *   { customer: "ann", time: Date.UTC(2026, 1, 14) },
 *   { customer: "bob", time: Date.UTC(2026, 0, 2) },
 * ];
 * const tally = tallyPurchases(rows, { timeZone: "UTC", until: Date.UTC(2026, 2, 1) });
 * purchaseHoldout(tally, { at: Date.UTC(2026, 1, 1) });
 * // => { kind: "holdout", horizon: 28, repeats: [0, 1], last: [0, 2], age: [29, 30],
 * //      purchases: [0, 1], customers: [1, 1] }
 * ```
 */
export function purchaseHoldout(tally: PurchaseTally, options: HoldoutOptions): PurchaseHoldout {
  const where = "purchaseHoldout";
  const { at } = checkOptions(where, options, ["at"]);
  const { settings, calendar } = frameOfPurchases(where, "tally", tally);
  const time = checkTime(where, "at", at);
  if (time > tally.until) {
    fail("out-of-range", where, "at", `no later than until, ${tally.until}`, time);
  }
  const from = periodAt(calendar, time);
  const columns: number[][] = [[], [], [], []];
  let place = 0;
  for (const count of tally.periodCounts) {
    const first = tally.periods[place];
    let known = 0;
    while (known < count && tally.periods[place + known] < from) known++;
    if (known > 0) {
      columns[0].push(known - 1);
      columns[1].push(tally.periods[place + known - 1] - first);
      columns[2].push(from - 1 - first);
      columns[3].push(count - known);
    }
    place += count;
  }
  const {
    keys: [repeats, last, age, purchases],
    counts: customers,
  } = groupRows(columns);
  return {
    kind: "holdout",
    horizon: settings.untilPeriod - from,
    repeats,
    last,
    age,
    purchases,
    customers,
  };
}

/** Checks a stored holdout. */
export function checkHoldout(where: string, argument: string, holdout: PurchaseHoldout): void {
  const { kind, horizon, repeats, last, age, purchases, customers } = holdout ?? {};
  checkTally(where, `${argument}.kind`, kind === "holdout", '"holdout"', kind);
  checkCount(where, `${argument}.horizon`, horizon);
  checkLengths(where, argument, { repeats, last, age, purchases, customers });
  for (let i = 0; i < repeats.length; i++) {
    checkCount(where, `${argument}.repeats`, repeats[i], i);
    checkCount(where, `${argument}.age`, age[i], i);
    checkWhole(where, `${argument}.last`, last[i], repeats[i], age[i], i, "bad-tally");
    checkCount(where, `${argument}.purchases`, purchases[i], i);
    checkWhole(where, `${argument}.customers`, customers[i], 1, MOST, i, "bad-tally");
  }
}

/** Where what was known ends, and what is held out begins. */
export interface HoldoutOptions {
  /** Moved back to the start of its period. */
  readonly at: Time;
}

/** Customers by what was known of them, and by what they bought afterwards. */
export interface PurchaseHoldout {
  readonly kind: "holdout";
  /** How many periods were held out. */
  readonly horizon: number;
  /** Columns of one length, sorted, each combination once. */
  readonly repeats: readonly number[];
  readonly last: readonly number[];
  readonly age: readonly number[];
  /** Purchases in the periods held out. */
  readonly purchases: readonly number[];
  readonly customers: readonly number[];
}
