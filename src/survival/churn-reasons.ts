// Why customers left: the share of each reason.

import { checkOptions } from "../core/check.js";
import { categoryIntervals } from "../statistics/category-intervals.js";
import { checkConfidence } from "../statistics/distributions.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";

/**
 * Why customers left: the share of each reason among those who gave one.
 * `count ÷ total`
 *
 * The intervals are Goodman's, which hold all at once, so that reasons can be compared by them. Leavers
 * who gave no reason are in no number here; if they differ from those who did, so do their reasons.
 *
 * These are shares of the leavers so far. Whether customers leave for a reason early or late, and how
 * many ever will, is for `reasonIncidence`.
 *
 * @param options - `confidence`, of all intervals together, 0.95 unless stated.
 * @returns a row a reason, the most frequent first; none if nobody gave a reason.
 * @throws RangeError if the tally is not one, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const tally = tallyLifetimes([
 *   { duration: 2, left: true, reason: "price" },
 *   { duration: 3, left: true, reason: "price" },
 *   { duration: 7, left: true, reason: "moved" },
 *   { duration: 8, left: true },
 *   { duration: 9, left: false },
 * ]);
 * churnReasons(tally)[0];
 * // => { reason: "price", count: 2, total: 3, share: 0.667, low: 0.17, high: 0.95, confidence: 0.95 }
 * ```
 *
 * @see Goodman, "On Simultaneous Confidence Intervals for Multinomial Proportions", Technometrics 7
 *   (1965), 247–254.
 */
export function churnReasons(tally: LifetimeTally, options: ConfidenceOptions = {}): ChurnReason[] {
  const where = "churnReasons";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  checkConfidence(where, confidence);
  const counts = new Map<string, number>();
  const { byReason } = checkLifetimes(where, "tally", tally);
  byReason?.reasons.forEach((reason, i) => {
    counts.set(reason, (counts.get(reason) ?? 0) + byReason.left[i]);
  });
  const rows = [...counts]
    .map(([label, count]) => ({ label, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
  const intervals = categoryIntervals(rows, { confidence }) ?? [];
  return intervals.map(({ label, ...share }) => ({ reason: label, ...share }));
}

/** How many left for one reason, of all who gave one. */
export interface ChurnReason {
  readonly reason: string;
  readonly count: number;
  /** Leavers who gave any reason. */
  readonly total: number;
  /** `count ÷ total`, from 0 to 1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** That of all the intervals together. */
  readonly confidence: number;
}
