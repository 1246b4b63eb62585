// Who joined when, and on whose recommendation.

import { checkCount, checkOptions, checkTally, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { type CustomerId, checkCustomer, isCustomer } from "../core/customer-id.js";
import { compareCustomers } from "../core/customer-periods.js";
import { checkLatest, partsOf, sumOver } from "../core/parts.js";
import { checkLengths, isMoment } from "../core/stored.js";
import { checkTime, type Time } from "../core/time.js";

/**
 * Collects who joined when, and who referred them.
 *
 * Give every customer, not only those who were referred: the rate is of all who could have referred somebody.
 * Who referred whom is known only once everybody is there, so the tally keeps the customers, and any cut of
 * the rows merges (`mergeReferrals`); a customer in two rows or two parts is refused. The tally of nothing
 * has empty columns.
 *
 * @param rows - rows or columns of `{ customer, time, referredBy? }`: the moment of joining, and the customer
 *   who referred this one; `null` or left out for nobody.
 * @param options - `until`, the end of observation, exclusive.
 * @returns columns sorted by customer; `referralRate` reads them.
 * @throws TypeError or RangeError if a row is not as described, a customer is there twice or was referred
 *   by themselves.
 *
 * @example
 * ```ts
 * tallyReferrals(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 5) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 19), referredBy: "ann" },
 *   ],
 *   { until: Date.UTC(2026, 1, 1) },
 * );
 * // => { customers: ["ann", "bob"], referredBy: [null, "ann"], afterUntil: 0, … }
 * ```
 */
export function tallyReferrals(rows: Rows<Referral>, options: ReferralOptions): ReferralTally {
  const where = "tallyReferrals";
  checkOptions(where, options, ["until"]);
  const until = checkTime(where, "until", options.until);
  const columns = columnsOf(where, "rows", rows, ["customer", "time"], ["referredBy"]);
  const joiners: Joiner[] = [];
  let afterUntil = 0;
  for (let i = 0; i < columns.customer.length; i++) {
    const customer = checkCustomer(where, columns.customer[i], i);
    const joined = checkTime(where, "time", columns.time[i], i);
    const referredBy = checkReferrer(where, columns.referredBy?.[i] ?? null, customer, i);
    if (joined >= until) afterUntil++;
    else joiners.push({ customer, joined, referredBy, index: i });
  }
  return referralsOf(where, until, afterUntil, joiners);
}

/**
 * Adds referrals of different customers.
 *
 * Any cut of the rows merges: who referred whom may be in another part. To append, tally the new customers
 * with the new `until`; the sum has the latest one. A part that left out customers (`afterUntil`) at an
 * earlier `until` cannot be brought up to a later one, and is refused.
 *
 * @param parts - a list of one or more tallies.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if there is no list of tallies, a customer is in two of them, customers are
 *   missing from a part, or a tally is not one.
 *
 * @example
 * ```ts
 * const until = Date.UTC(2026, 1, 1);
 * const north = tallyReferrals([{ customer: "ann", time: Date.UTC(2026, 0, 5) }], { until });
 * const south = tallyReferrals(
 *   [{ customer: "bob", time: Date.UTC(2026, 0, 19), referredBy: "ann" }],
 *   { until },
 * );
 * mergeReferrals([south, north]).customers; // => ["ann", "bob"]
 * ```
 */
export function mergeReferrals(parts: Iterable<ReferralTally>): ReferralTally {
  const where = "mergeReferrals";
  const tallies = partsOf(where, parts, arguments.length, checkReferrals);
  const until = tallies.reduce((latest, tally) => Math.max(latest, tally.until), -Infinity);
  const joiners = tallies.flatMap((tally, index) => {
    checkLatest(where, `parts[${index}]`, tally, until, "customers");
    const { customers, joined, referredBy } = tally;
    return customers.map((customer, i): Joiner => {
      return { customer, joined: joined[i], referredBy: referredBy[i], index };
    });
  });
  return referralsOf(
    where,
    until,
    sumOver(tallies, ({ afterUntil }) => afterUntil),
    joiners,
  );
}

/** Checks a stored tally. */
export function checkReferrals(where: string, argument: string, tally: ReferralTally): void {
  const { kind, until, afterUntil, customers, joined, referredBy } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "referrals", '"referrals"', kind);
  checkTally(where, `${argument}.until`, isMoment(until), "epoch milliseconds", until);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkLengths(where, argument, { customers, joined, referredBy }, "a list");
  for (let i = 0; i < customers.length; i++) {
    const customer = customers[i];
    const isSorted = i === 0 || compareCustomers(customers[i - 1], customer) < 0;
    const mustBe = "strings or finite numbers, sorted, each once";
    const fits = isCustomer(customer) && isSorted;
    checkTally(where, `${argument}.customers`, fits, mustBe, customer, i);
    const time = joined[i];
    const isBefore = isMoment(time) && time < until;
    checkTally(where, `${argument}.joined`, isBefore, "epoch milliseconds before until", time, i);
    const by = referredBy[i];
    const isOther = by === null || (isCustomer(by) && by !== customer);
    checkTally(where, `${argument}.referredBy`, isOther, "another customer, or null", by, i);
  }
}

/** A customer, when they joined, and who referred them. */
export interface Referral {
  readonly customer: CustomerId;
  /** The moment of joining. */
  readonly time: Time;
  /** `null` or left out for nobody. */
  readonly referredBy?: CustomerId | null | undefined;
}

/** Where observation ends. */
export interface ReferralOptions {
  /** The end of observation, exclusive: the moment the customers were exported. */
  readonly until: Time;
}

/** Who joined when, and who referred them. It keeps the customers, and so merges over any cut. */
export interface ReferralTally {
  readonly kind: "referrals";
  /** In epoch milliseconds. */
  readonly until: number;
  /** Customers who joined at or after `until`, who count for nothing else. */
  readonly afterUntil: number;
  /** Sorted, each once: numbers first, then strings. */
  readonly customers: readonly CustomerId[];
  /** By customer: the moment of joining, in epoch milliseconds. */
  readonly joined: readonly number[];
  /** By customer: who referred them; `null` for nobody. */
  readonly referredBy: readonly (CustomerId | null)[];
}

interface Joiner {
  readonly customer: CustomerId;
  readonly joined: number;
  readonly referredBy: CustomerId | null;
  /** Of the row, or of the part. */
  readonly index: number;
}

function referralsOf(
  where: string,
  until: number,
  afterUntil: number,
  joiners: Joiner[],
): ReferralTally {
  joiners.sort((a, b) => compareCustomers(a.customer, b.customer));
  joiners.forEach(({ customer, index }, i) => {
    if (i > 0 && joiners[i - 1].customer === customer) {
      fail("duplicate-customer", where, "customer", "in one row only", customer, index);
    }
  });
  return {
    kind: "referrals",
    until,
    afterUntil,
    customers: joiners.map(({ customer }) =>
      typeof customer === "number" ? customer + 0 : customer,
    ),
    joined: joiners.map(({ joined }) => joined),
    referredBy: joiners.map(({ referredBy }) => referredBy),
  };
}

function checkReferrer(
  where: string,
  referrer: unknown,
  customer: CustomerId,
  index: number,
): CustomerId | null {
  if (referrer === null) return null;
  if (!isCustomer(referrer)) {
    const mustBe = "a string, a finite number or null";
    fail("wrong-type", where, "referredBy", mustBe, referrer, index);
  }
  if (referrer === customer) {
    fail("out-of-range", where, "referredBy", "somebody other than the customer", referrer, index);
  }
  return typeof referrer === "number" ? referrer + 0 : referrer; // never −0
}
