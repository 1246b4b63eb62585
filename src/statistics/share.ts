// Shares, a count of a total, with Wilson's interval.

import { checkAmount, checkNumber, checkObject, checkOptions } from "../core/check.js";
import { criticalZ } from "./distributions.js";

/** A count and its total as a share. */
export function shareOf(count: number, total: number): Share {
  return { count, total, share: total === 0 ? null : count / total };
}

/**
 * The interval of a share: Wilson's score interval.
 * `(c + z²/2 ± z √(c (n − c) / n + z²/4)) ÷ (n + z²)`, with c of n and z of the confidence.
 *
 * It stays inside 0 to 1, and 0 of n gives a low end of exactly 0, n of n a high end of exactly 1.
 *
 * @param share - `{ count, total }`; fractional where weights make them so.
 * @returns the share from 0 to 1 with its interval; `null` when the total is 0.
 * @throws RangeError if the count is negative or more than the total, or the confidence is not
 *   between 0 and 1.
 *
 * @example
 * ```ts
 * shareInterval({ count: 81, total: 263 });
 * // => { value: 0.308, low: 0.2553, high: 0.3662, confidence: 0.95 }
 * shareInterval({ count: 0, total: 20 }); // => { value: 0, low: 0, high: 0.161, confidence: 0.95 }
 * shareInterval({ count: 0, total: 0 }); // => null
 * ```
 *
 * @see Wilson, JASA 22 (1927), 209–212: the interval. Newcombe, Statistics in Medicine 17 (1998),
 *   857–872: why this one, and the first example.
 */
export function shareInterval(
  share: ShareCounts,
  options: ConfidenceOptions = {},
): Estimate | null {
  return shareEstimate("shareInterval", share, options, wilsonEnds);
}

/** A share with the ends that a method gives it; `null` when the total is 0. */
export function shareEstimate(
  where: string,
  share: ShareCounts,
  options: ConfidenceOptions,
  endsOf: (share: ShareCounts, z: number, confidence: number) => Ends,
): Estimate | null {
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const { count, total } = checkShare(where, "", share);
  if (total === 0) return null;
  const { low, high } = endsOf({ count, total }, z, confidence);
  return { value: count / total, low, high, confidence };
}

/** The ends of Wilson's interval. */
export function wilsonEnds({ count, total }: ShareCounts, z: number): Ends {
  const value = count / total;
  const middle = count + (z * z) / 2;
  const reach = z * Math.sqrt((count * (total - count)) / total + (z * z) / 4);
  // (middle − reach) ÷ (total + z²), written so that no digits cancel, and no square comes to 0.
  const low = value * (count / (middle + reach));
  const high = count === total ? 1 : (middle + reach) / (total + z * z);
  return { low: Math.min(value, low), high: Math.max(value, high) };
}

/** Checks a count and its total. The name is that of the argument with a dot, or empty. */
export function checkShare(
  where: string,
  name: string,
  share: ShareCounts,
  index?: number,
): ShareCounts {
  checkObject(where, name.slice(0, -1) || "share", share);
  const total = checkAmount(where, `${name}total`, share.total, index);
  return { count: checkNumber(where, `${name}count`, share.count, 0, total, index), total };
}

/** A count of a total, and its share. */
export interface Share {
  readonly count: number;
  readonly total: number;
  /** `count ÷ total`, from 0 to 1; `null` when the total is 0. */
  readonly share: number | null;
}

/** A count and its total; fractional where weights make them so. */
export type ShareCounts = Pick<Share, "count" | "total">;

/** A value with the interval that holds it at the stated confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

/** How sure an interval is to hold the true value, over many samples. */
export interface ConfidenceOptions {
  /** Between 0 and 1; 0.95 unless stated. */
  readonly confidence?: number | undefined;
}

/** Where an interval begins and ends. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}
