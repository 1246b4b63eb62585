// Who comes back: the share that does, the time it takes, and the time between purchases.

import { checkOptions, checkWhole } from "../core/check.js";
import { type Share, shareOf } from "../statistics/share.js";
import type { LifetimeTally } from "../survival/lifetime-tally.js";
import { tallyLifetimes } from "../survival/lifetimes.js";
import { checkPurchases, eachBuyer, type PurchaseTally } from "./purchase-tally.js";

/**
 * The repeat purchase rate: of the customers, the share who bought in more than one period.
 *
 * It grows with time, since late customers have hardly had the chance: with `within` only those count who
 * have been watched that long, and only what they bought in that time. `timeToPurchase` gives the whole
 * curve, and uses the others as far as they are known. For the interval, `shareInterval` of the answer.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `within`: periods after the first purchase; left out, all that is known.
 * @returns a share from 0 to 1; `null` without customers, or where nobody was watched that long.
 * @throws RangeError or TypeError if the tally is not one, or `within` is not a whole number of 1 or more.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6) },
 *     { customer: "cas", time: Date.UTC(2026, 0, 28) },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * repeatRate(tally); // => { count: 1, total: 3, share: 0.333 }
 * repeatRate(tally, { within: 14 }); // => { count: 1, total: 2, share: 0.5 }
 * ```
 */
export function repeatRate(tally: PurchaseTally, options: RepeatOptions = {}): Share {
  const where = "repeatRate";
  const { within } = checkOptions(where, options, ["within"]);
  if (within !== undefined) checkWhole(where, "within", within, 1, MOST_PERIODS);
  const end = checkPurchases(where, "tally", tally);
  const { periods } = tally;
  let count = 0;
  let total = 0;
  eachBuyer(tally, end, (_, from, to) => {
    const first = periods[from];
    if (within !== undefined && end - 1 - first < within) return;
    total++;
    if (to - from > 1 && (within === undefined || periods[from + 1] - first <= within)) count++;
  });
  return shareOf(count, total);
}

/**
 * How long customers take from the first purchase to the second, or to a later one, as lifetimes: those who
 * have not come back yet count for as long as they were watched (censored).
 *
 * `survivalCurve` gives the share still to come back at each time, `survivalAt` at some times, 1 less that is
 * the share who have, and `lifetimeQuantile` says when half of them have.
 *
 * @param tally - of `tallyPurchases`.
 * @param options - `nth`: which purchase, 2 unless stated; always counted from the first one.
 * @returns lifetimes in periods of the tally, one for each customer.
 * @throws RangeError or TypeError if the tally is not one, or `nth` is not a whole number of 2 or more.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 6) },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * survivalAt(timeToPurchase(tally), [13, 14]); // => [{ survival: 1, … }, { survival: 0.5, … }]
 * ```
 */
export function timeToPurchase(tally: PurchaseTally, options: NthOptions = {}): LifetimeTally {
  const where = "timeToPurchase";
  const { nth = 2 } = checkOptions(where, options, ["nth"]);
  checkWhole(where, "nth", nth, 2, MOST_PERIODS);
  const end = checkPurchases(where, "tally", tally);
  const { periods } = tally;
  const duration = new Float64Array(tally.customers.length);
  const left = new Uint8Array(duration.length);
  eachBuyer(tally, end, (customer, from, to) => {
    const there = from + nth <= to;
    duration[customer] = (there ? periods[from + nth - 1] : end - 1) - periods[from];
    left[customer] = there ? 1 : 0;
  });
  return tallyLifetimes({ duration, left });
}

/**
 * The time between one purchase and the next, as lifetimes: every gap of every customer, and the one that is
 * still running as far as it is known (censored), that of one-time buyers too.
 *
 * The gaps of one customer resemble each other, and intervals take them for those of so many customers: they
 * are too narrow. Frequent buyers have more gaps than others, so this is how long a gap lasts, not how long
 * a customer takes; for that, `timeToPurchase`.
 *
 * @param tally - of `tallyPurchases`.
 * @returns lifetimes in periods of the tally, one a gap; `medianLifetime` and others read them.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyPurchases(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "ann", time: Date.UTC(2026, 0, 19) },
 *     { customer: "ann", time: Date.UTC(2026, 0, 21) },
 *   ],
 *   { timeZone: "UTC", until: Date.UTC(2026, 1, 1) },
 * );
 * medianLifetime(timeBetweenPurchases(tally)).value; // => 14
 * ```
 */
export function timeBetweenPurchases(tally: PurchaseTally): LifetimeTally {
  const end = checkPurchases("timeBetweenPurchases", "tally", tally);
  const { periods } = tally;
  const duration = new Float64Array(periods.length);
  const left = new Uint8Array(periods.length);
  eachBuyer(tally, end, (_, from, to) => {
    for (let p = from; p < to; p++) {
      const isOver = p + 1 < to;
      duration[p] = (isOver ? periods[p + 1] : end - 1) - periods[p];
      left[p] = isOver ? 1 : 0;
    }
  });
  return tallyLifetimes({ duration, left });
}

/** How long to watch each customer. */
export interface RepeatOptions {
  /** Periods after the first purchase; left out, all that is known. */
  readonly within?: number | undefined;
}

/** Which purchase to wait for. */
export interface NthOptions {
  /** 2 unless stated: the second one. */
  readonly nth?: number | undefined;
}

/** More than there are days in 9999 years. */
const MOST_PERIODS = 4e6;
