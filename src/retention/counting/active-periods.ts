// The periods that customers were active in, as the lifecycle reads them.

import type { PeriodMasks } from "./period-masks.js";

/** The periods of customers whose periods are bits. */
export function periodsOfMasks({ masks, words, base }: PeriodMasks): ActivePeriods {
  const periodCounts: number[] = [];
  const periods: number[] = [];
  for (let start = 0; start < masks.length; start += words) {
    const before = periods.length;
    for (let word = 0; word < words; word++) {
      for (let mask = masks[start + word]; mask !== 0; mask &= mask - 1) {
        periods.push(base + 32 * word + 31 - Math.clz32(mask & -mask));
      }
    }
    if (periods.length > before) periodCounts.push(periods.length - before);
  }
  return { periodCounts, periods, events: null };
}

/** The periods that customers were active in. */
export interface ActivePeriods {
  /** By customer. */
  readonly periodCounts: readonly number[];
  /** Customer after customer, each customer's rising. */
  readonly periods: readonly number[];
  /** How many in each of the periods; `null`: any number counts. */
  readonly events: readonly number[] | null;
}
