// Churn and retention rates of members counted over a window, and churn in other lengths of time.

import type { Period } from "../core/calendar.js";
import { checkNumber, checkOptions, fail } from "../core/check.js";
import { type ConfidenceOptions, type Estimate, shareInterval } from "../statistics/share.js";
import { checkMembership, type MembershipTally } from "./membership.js";

/**
 * Customer churn: of the members at the opening of the window, the share who are not at its close.
 * `churned ÷ opening`
 *
 * Customers acquired in the window are in neither number, so growth does not hide churn. Its interval is
 * `churnRateInterval`.
 *
 * @returns a share from 0 to 1; `null` when nobody was a member at the opening.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const january = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) };
 * const tally = tallyMembership(
 *   [
 *     { customer: "ann", from: Date.UTC(2025, 2, 1), to: null },
 *     { customer: "bob", from: Date.UTC(2025, 5, 1), to: Date.UTC(2026, 0, 11) },
 *   ],
 *   january,
 * );
 * churnRate(tally); // => 0.5
 * churnRate(tallyMembership([], january)); // => null
 * ```
 *
 * @see Farris et al., "Marketing Metrics" (2010): customer counts and retention.
 */
export function churnRate(tally: MembershipTally): number | null {
  const { opening, churned } = checkMembership("churnRate", "tally", tally);
  return opening === 0 ? null : churned / opening;
}

/**
 * The interval of a churn rate: Wilson's score interval of a share.
 *
 * It is for customers who decide for themselves; if a few large ones drag many along, it is too narrow.
 *
 * @param options - `confidence`, 0.95 unless stated.
 * @returns the rate from 0 to 1 with its interval; `null` if nobody was there at the opening.
 * @throws RangeError or TypeError if the tally is not one, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const day = (number: number) => Date.UTC(2026, 0, number);
 * const spans = [
 *   { customer: "ann", from: day(-90), to: null },
 *   { customer: "bob", from: day(-60), to: day(11) },
 * ];
 * churnRateInterval(tallyMembership(spans, { from: day(1), until: day(32) }));
 * // => { value: 0.5, low: 0.095, high: 0.905, confidence: 0.95 }
 * ```
 *
 * @see Wilson, JASA 22 (1927), 209–212: the interval.
 */
export function churnRateInterval(
  tally: MembershipTally,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "churnRateInterval";
  const { confidence } = checkOptions(where, options, ["confidence"]);
  const { opening, churned } = checkMembership(where, "tally", tally);
  return shareInterval({ count: churned, total: opening }, { confidence });
}

/**
 * Customer retention: of the members at the opening of the window, the share who are at its close.
 * `(opening − churned) ÷ opening`
 *
 * It is 1 less `churnRate`; customers acquired in the window are in neither number.
 *
 * @returns a share from 0 to 1; `null` when nobody was a member at the opening.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const january = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) };
 * const ann = { customer: "ann", from: Date.UTC(2025, 2, 1), to: null };
 * retentionRate(tallyMembership([ann], january)); // => 1
 * ```
 *
 * @see Farris et al., "Marketing Metrics" (2010): customer counts and retention.
 */
export function retentionRate(tally: MembershipTally): number | null {
  const { opening, churned } = checkMembership("retentionRate", "tally", tally);
  return opening === 0 ? null : (opening - churned) / opening;
}

/**
 * Churn of all who were members at any time in the window: the share who are not at its close.
 * `(churned + between) ÷ (opening + new + reactivated + between)`
 *
 * Whoever came in the window is in both numbers: those who came and left again in the one above as well.
 * Newcomers had less time to leave, so the faster a company grows, the lower this rate; `churnRate`
 * and `churnPerCustomerDay` are not moved by growth.
 *
 * @returns a share from 0 to 1; `null` when nobody was a member in the window.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const day = (number: number) => Date.UTC(2026, 0, number);
 * const tally = tallyMembership(
 *   [
 *     { customer: "ann", from: day(-90), to: null },
 *     { customer: "bob", from: day(-90), to: day(11) },
 *     { customer: "cas", from: day(5), to: null },
 *     { customer: "dee", from: day(5), to: day(9) },
 *   ],
 *   { from: day(1), until: day(32) },
 * );
 * churnRateOfAll(tally); // => 0.5
 * churnRate(tally); // => 0.5
 * ```
 *
 * @see Stripe Support, "Calculating subscriber churn rate in Billing": this denominator, those who came
 *   and left in both numbers. It counts a customer who leaves twice as two, where here each counts once, and
 *   does not say whether those who came back are in its denominator.
 */
export function churnRateOfAll(tally: MembershipTally): number | null {
  const { churned, between, closing } = checkMembership("churnRateOfAll", "tally", tally);
  const gone = churned + between;
  const all = gone + closing; // by the account of the window, opening + new + … is that too
  return all === 0 ? null : gone / all;
}

/**
 * Churn per day of membership: how many memberships end for each day that customers spend as members.
 * `ended ÷ customerDays`
 *
 * Every ending inside the window counts, also of customers who came and left in it or came back later,
 * since all of their days count. So growth does not move the rate, and cutting the window does not
 * either: departures and days of the parts add up to those of the whole. It takes the chance to leave to
 * be the same on each day; at a rate of r the share who leave within n days is `1 − e^(−r n)`.
 *
 * @returns departures a day of 24 hours, 0 or more; `null` when nobody was a member for any time.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const day = (number: number) => Date.UTC(2026, 0, number);
 * const tally = tallyMembership(
 *   [
 *     { customer: "ann", from: day(-90), to: null }, // 31 days in January
 *     { customer: "bob", from: day(-90), to: day(11) }, // 10
 *     { customer: "dee", from: day(5), to: day(14) }, // 9
 *   ],
 *   { from: day(1), until: day(32) },
 * );
 * churnPerCustomerDay(tally); // => 0.04
 * 1 - Math.exp(-30 * 0.04); // => 0.699
 * ```
 *
 * @see Rothman, Greenland and Lash, "Modern Epidemiology" (2008), chapter 3: the incidence rate, events by
 *   time at risk. Noble, "Defining Churn Rate" (Shopify, 2011): why snapshots mislead when growing.
 */
export function churnPerCustomerDay(tally: MembershipTally): number | null {
  const { ended, customerDays } = checkMembership("churnPerCustomerDay", "tally", tally);
  return customerDays === 0 ? null : ended / customerDays;
}

/**
 * Converts a churn rate from one length of time to another, by compounding.
 * `1 − (1 − rate) ^ (to ÷ from)`
 *
 * 5 % a month is not 60 % a year: each month loses a share of those who are left. It takes the
 * churn to be the same at all times and for all customers, which it seldom is.
 *
 * @param rate - from 0 to 1.
 * @param options - `from` and `to`: a period, or a number of days of the window that was measured.
 *   Periods stand as on the calendar on average: 400 years are 4,800 months and 146,097 days.
 * @returns a rate from 0 to 1.
 * @throws RangeError or TypeError if the rate is not from 0 to 1, or a length is neither a period
 *   nor from 1e-6 to 1e6 days.
 *
 * @example
 * ```ts
 * convertChurnRate(0.05, { from: "month", to: "year" }); // => 0.4596
 * convertChurnRate(0.1, { from: 90, to: 30 }); // => 0.0345
 * ```
 */
export function convertChurnRate(
  rate: number,
  options: { readonly from: Period | number; readonly to: Period | number },
): number {
  const { from, to } = checkOptions("convertChurnRate", options, ["from", "to"]);
  checkNumber("convertChurnRate", "rate", rate, 0, 1);
  const times = periodsIn400Years("from", from) / periodsIn400Years("to", to);
  // 1 − (1 − rate) ^ times, exact for small rates too
  return 0 - Math.expm1(times * Math.log1p(-rate));
}

/** Whole numbers, the 400 years after which the calendar repeats, so that a year is 12 months exactly. */
function periodsIn400Years(argument: string, length: Period | number): number {
  switch (length) {
    case "day":
      return 146_097;
    case "week":
      return 20_871;
    case "month":
      return 4_800;
    case "quarter":
      return 1_600;
    case "year":
      return 400;
    default:
      if (typeof length === "number" && length >= 1e-6 && length <= 1e6) return 146_097 / length;
      fail(
        typeof length === "number" ? "out-of-range" : "wrong-type",
        "convertChurnRate",
        argument,
        'a period such as "month", or from 1e-6 to 1e6 days',
        length,
      );
  }
}
