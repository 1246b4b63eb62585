// Lifetimes of customers under contract as renewals: how many came up in each period, how many left.

import { checkWhole, fail } from "../core/check.js";
import { checkLifetimes, type LifetimeTally } from "../survival/lifetime-tally.js";
import { eachRiskSet } from "../survival/risk-set.js";

/** The longest lifetime, in periods: a table that long is made for it. */
const MOST_PERIODS = 10_000;

/** Reads lifetimes in whole periods; a customer who enters late is there from then on. */
export function readRenewals(where: string, tally: LifetimeTally): Renewals {
  const lifetimes = checkLifetimes(where, "tally", tally);
  const durations: number[] = [];
  const there: number[] = [];
  const gone: number[] = [];
  let leavers = 0;
  eachRiskSet(lifetimes, (duration, left, atRisk) => {
    checkWhole(where, "duration", duration, 0, MOST_PERIODS);
    if (duration === 0 && left > 0) {
      const mustBe = "1 or more for a customer who left, as the first period is paid";
      fail("out-of-range", where, "duration", mustBe, duration);
    }
    durations.push(duration);
    there.push(atRisk);
    gone.push(left);
    leavers += left;
  });
  const periods = durations[durations.length - 1] ?? 0;
  const [atRisk, left] = [new Float64Array(periods), new Float64Array(periods)];
  durations.forEach((duration, i) => {
    atRisk.fill(there[i], durations[i - 1] ?? 0, duration);
    if (duration > 0) left[duration - 1] = gone[i];
  });
  return { atRisk, left, customers: lifetimes.customers, leavers };
}

/** What happened in each period, the first one first. */
export interface Renewals {
  /** Customers who were there during the period and watched. */
  readonly atRisk: Float64Array;
  /** Those of them who left at its end. */
  readonly left: Float64Array;
  readonly customers: number;
  /** How many left in all. */
  readonly leavers: number;
}
