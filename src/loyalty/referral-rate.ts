// How many new customers a customer brings.

import { checkOptions, checkWhole } from "../core/check.js";
import { DAY } from "../core/time.js";
import { criticalZ } from "../statistics/distributions.js";
import { ratioEstimate, sumRatio } from "../statistics/ratio.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { checkReferrals, type ReferralTally } from "./referrals.js";

/**
 * The referral rate: how many customers a customer brings within some days of joining.
 * `referrals in that time ÷ customers whose time is over`
 *
 * Only customers whose time is over count, above and below the line, or young ones would look idle. A
 * referral is credited where the referrer is known and joined strictly earlier; the others are counted in
 * `unknownReferrer` and `beforeJoining`. If those who were referred refer as many in their turn, each
 * customer you win makes `chainFactor` customers in the end, 1 ÷ (1 − rate).
 *
 * Customers are the sample: a few who refer many make the interval wide, and rightly so.
 *
 * @param tally - of `tallyReferrals`.
 * @param options - `withinDays`, so many times 24 hours from joining; `confidence`, 0.95 unless stated.
 * @returns the rate, 0 or more and above 1 where customers bring more than one each, with the interval, whose
 *   low end is cut off at 0; `null` if nobody's time is over, the interval also where one customer's is.
 * @throws RangeError or TypeError if the tally is not one, or an option is not as described.
 *
 * @example
 * ```ts
 * const tally = tallyReferrals(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 1) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 2), referredBy: "ann" },
 *     { customer: "cas", time: Date.UTC(2026, 0, 20), referredBy: "bob" },
 *     { customer: "dee", time: Date.UTC(2026, 0, 21), referredBy: "a friend" },
 *   ],
 *   { until: Date.UTC(2026, 1, 5) },
 * );
 * referralRate(tally, { withinDays: 14 });
 * // => { count: 1, total: 4, rate: 0.25, chainFactor: 1.333, unknownReferrer: 1, … }
 * ```
 *
 * @see Cochran, "Sampling Techniques" (1977), chapter 6: the standard error of a ratio.
 */
export function referralRate(tally: ReferralTally, options: ReferralRateOptions): ReferralRate {
  const where = "referralRate";
  const { withinDays, confidence = 0.95 } = checkOptions(where, options, [
    "withinDays",
    "confidence",
  ]);
  checkWhole(where, "withinDays", withinDays, 1, 36_525);
  const z = criticalZ(where, confidence);
  checkReferrals(where, "tally", tally);
  const { customers, joined, referredBy, until } = tally;
  const width = withinDays * DAY;
  const places = new Map(customers.map((customer, place) => [customer, place]));
  const referrals = new Float64Array(customers.length);
  let unknownReferrer = 0;
  let beforeJoining = 0;
  referredBy.forEach((referrer, i) => {
    if (referrer === null) return;
    const place = places.get(referrer);
    if (place === undefined) unknownReferrer++;
    else if (joined[place] >= joined[i]) beforeJoining++;
    else if (joined[i] < joined[place] + width) referrals[place]++;
  });
  const observed = referrals.filter((_, i) => joined[i] + width <= until);
  const ratio = sumRatio(
    observed,
    observed.map(() => 1),
  );
  const [count, total] = [ratio.top, ratio.bottom];
  const { low = null, high = null } = ratioEstimate(ratio, z, confidence) ?? {};
  return {
    count,
    total,
    rate: total === 0 ? null : count / total,
    low,
    high,
    confidence,
    chainFactor: count < total ? total / (total - count) : null,
    unknownReferrer,
    beforeJoining,
  };
}

/** How long a referral may take. */
export interface ReferralRateOptions extends ConfidenceOptions {
  /** So many times 24 hours from joining. */
  readonly withinDays: number;
}

/** How many new customers a customer brings. */
export interface ReferralRate {
  /** Referrals in time, of customers whose time is over. */
  readonly count: number;
  /** Customers whose time is over. */
  readonly total: number;
  /** `count ÷ total`; `null` when the total is 0. */
  readonly rate: number | null;
  /** `null` for fewer than two customers. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number;
  /** How many customers each one makes in the end, counting that one; `null` at a rate of 1 or more. */
  readonly chainFactor: number | null;
  /** Customers whose referrer is not among the customers. */
  readonly unknownReferrer: number;
  /** Customers who joined before their referrer, or with them. */
  readonly beforeJoining: number;
}
