// Members counted over a window of time: who was there, who came and who left.

import { checkCount, checkOptions, checkTally, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { type CustomerRows, chainRows } from "../core/customer-rows.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { checkEnd } from "../core/span.js";
import { isAtMost, isMoment, isSum } from "../core/stored.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import { checkTime, DAY, type Time } from "../core/time.js";

/**
 * Counts members over a window of time: who was there at its opening, who came, who went.
 *
 * A customer's spans are taken together, so overlapping subscriptions are one membership, and one that
 * starts the moment another ends renews it. Whoever left and came back inside the window is not
 * lost. A span that ends as it starts, such as a purchase undone at once, counts for nothing.
 * Windows that touch fit: the closing of one is the opening of the next.
 *
 * Counted per customer, and so merged (`mergeMembership`) over parts that share no customers only.
 *
 * @param spans - rows or columns of `{ customer, from, to }`; `to` is exclusive, `null` while it lasts.
 *   Give all of history: who is new is decided by it.
 * @param options - the window: `from`, and `until`, which is exclusive.
 * @returns the counts; `churnRate`, `retentionRate`, `churnRateOfAll` and `churnPerCustomerDay` read them.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time is not
 *   one, or something ends before it starts.
 *
 * @example
 * ```ts
 * const utc = calendar({ period: "month", timeZone: "UTC" });
 * const day = utc.startOfDate;
 * tallyMembership(
 *   [
 *     { customer: "ann", from: day("2025-03-01"), to: null },
 *     { customer: "bob", from: day("2025-06-01"), to: day("2026-01-11") },
 *     { customer: "cas", from: day("2026-01-21"), to: null },
 *   ],
 *   { from: day("2026-01-01"), until: day("2026-02-01") },
 * );
 * // => { opening: 2, new: 1, reactivated: 0, churned: 1, between: 0, closing: 2,
 * //      ended: 1, customerDays: 52, … }
 * ```
 */
export function tallyMembership(
  spans: Rows<MembershipSpan>,
  options: MembershipOptions,
): MembershipTally {
  const where = "tallyMembership";
  const { from: opening, until } = checkOptions(where, options, ["from", "until"]);
  const opens = checkTime(where, "from", opening);
  const closes = checkTime(where, "until", until);
  if (closes <= opens) fail("out-of-range", where, "until", `after from, ${opens}`, closes);
  const chained = spansByCustomer(where, spans);
  const { starts, ends, lasts } = chained;
  const tally = {
    opening: 0,
    new: 0,
    reactivated: 0,
    churned: 0,
    between: 0,
    closing: 0,
    ended: 0,
  };
  const time = noSum(); // many customers for long make more milliseconds than a number holds
  const rows: number[] = [];
  for (const last of lasts) {
    collectSpans(rows, last, chained);
    let [before, atOpening, inside, atClosing] = [false, false, false, false];
    for (let i = rows.length - 1; i >= 0; ) {
      const from = starts[rows[i]];
      let to = ends[rows[i]];
      // Spans that touch or overlap are one.
      for (i--; i >= 0 && starts[rows[i]] <= to; i--) to = Math.max(to, ends[rows[i]]);
      // A member from `from` on and no longer at `to`, seen from just before each end of the window.
      if (to < opens) before = true;
      if (from < opens && opens <= to) atOpening = true;
      if (from < closes && closes <= to) atClosing = true;
      if (from < closes && opens <= to) inside = true;
      if (opens <= to && to < closes) tally.ended++;
      addTo(time, Math.max(0, Math.min(to, closes) - Math.max(from, opens)));
    }
    if (atOpening) tally.opening++;
    if (atClosing) tally.closing++;
    if (atOpening && !atClosing) tally.churned++;
    if (!atOpening && atClosing) before ? tally.reactivated++ : tally.new++;
    if (!atOpening && !atClosing && inside) tally.between++;
  }
  const customerDays = totalOf(time) / DAY;
  return { kind: "membership", from: opens, until: closes, ...tally, customerDays };
}

/**
 * Adds membership tallies of one window.
 *
 * The parts must not share customers: one who is in two of them is counted twice, and a renewal whose spans
 * are cut apart looks like a loss. Split the spans by customer.
 *
 * @param parts - a list of one or more tallies; `tallyMembership([], options)` is the tally of nothing.
 * @returns the tally of all the spans that the parts were made of; `customerDays` to within rounding,
 *   1e-12 of itself.
 * @throws RangeError or TypeError if the windows differ, or the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const january = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 1, 1) };
 * const ann = tallyMembership([{ customer: "ann", from: Date.UTC(2025, 2, 1), to: null }], january);
 * const bob = tallyMembership([{ customer: "bob", from: Date.UTC(2026, 0, 9), to: null }], january);
 * mergeMembership([ann, bob]); // => { opening: 1, new: 1, closing: 2, customerDays: 54, … }
 * ```
 */
export function mergeMembership(parts: Iterable<MembershipTally>): MembershipTally {
  const where = "mergeMembership";
  const tallies = partsOf(where, parts, arguments.length, checkMembership);
  checkSame(where, tallies, ["from", "until"]);
  return addMemberships(tallies);
}

/** Tallies of one window as one. */
export function addMemberships(tallies: readonly MembershipTally[]): MembershipTally {
  const { from, until } = tallies[0];
  const days = noSum();
  for (const { customerDays } of tallies) addTo(days, customerDays);
  return {
    kind: "membership",
    from,
    until,
    opening: sumOver(tallies, ({ opening }) => opening),
    new: sumOver(tallies, (tally) => tally.new),
    reactivated: sumOver(tallies, ({ reactivated }) => reactivated),
    churned: sumOver(tallies, ({ churned }) => churned),
    between: sumOver(tallies, ({ between }) => between),
    closing: sumOver(tallies, ({ closing }) => closing),
    ended: sumOver(tallies, ({ ended }) => ended),
    customerDays: totalOf(days),
  };
}

/** Spans of each customer; those that end as they start are in none of the lists. */
export function spansByCustomer(where: string, spans: Rows<MembershipSpan>): SpansByCustomer {
  const columns = columnsOf(where, "spans", spans, {
    customer: (row) => row.customer,
    from: (row) => row.from,
    to: (row) => row.to,
  });
  const { length } = columns.customer;
  const [starts, ends] = [new Float64Array(length), new Float64Array(length)];
  for (let i = 0; i < length; i++) {
    checkCustomer(where, columns.customer[i], i);
    starts[i] = checkTime(where, "from", columns.from[i], i);
    ends[i] = checkEnd(where, columns.to[i], starts[i], i);
  }
  // A span that ends as it starts is no membership.
  const rows = chainRows(columns.customer, (row) => starts[row] < ends[row]);
  return { starts, ends, ...rows };
}

/** Fills a list with the rows of one customer, those that start last first. */
export function collectSpans(
  rows: number[],
  last: number,
  { starts, earlier }: SpansByCustomer,
): void {
  rows.length = 0;
  let isSorted = true;
  for (let row = last; row >= 0; row = earlier[row]) {
    if (rows.length > 0 && starts[row] > starts[rows[rows.length - 1]]) isSorted = false;
    rows.push(row);
  }
  if (!isSorted) rows.sort((a, b) => starts[b] - starts[a]);
}

/** Checks a stored tally. */
export function checkMembership(
  where: string,
  argument: string,
  tally: MembershipTally,
): MembershipTally {
  const { kind, from, until, opening, reactivated, churned, between } = tally ?? {};
  const { closing, ended, customerDays } = tally ?? {};
  const arrived = tally?.new;
  checkTally(where, `${argument}.kind`, kind === "membership", '"membership"', kind);
  const isWindow = isMoment(from) && isMoment(until) && until > from;
  checkTally(where, `${argument}.until`, isWindow, "epoch milliseconds after from", until);
  const counts = { opening, new: arrived, reactivated, churned, between, closing, ended };
  for (const [field, count] of Object.entries(counts)) {
    checkCount(where, `${argument}.${field}`, count);
  }
  const fewer = `at most opening, ${opening}`;
  checkTally(where, `${argument}.churned`, churned <= opening, fewer, churned);
  const isBalanced = opening + arrived + reactivated - churned === closing;
  const balance = "opening + new + reactivated − churned";
  checkTally(where, `${argument}.closing`, isBalanced, balance, closing);
  const areEnough = ended >= churned + between;
  checkTally(where, `${argument}.ended`, areEnough, "at least churned + between", ended);
  // Whoever was there at the opening and never left has all of the window; nobody has more.
  const days = (until - from) / DAY;
  const members = opening + arrived + reactivated + between;
  const isOfSome = ended === 0 || members > 0;
  checkTally(where, `${argument}.ended`, isOfSome, "0 where there are no members", ended);
  const [least, most] = [Math.max(0, opening - ended) * days, members * days];
  const fits = isSum(customerDays) && isAtMost(least, customerDays) && isAtMost(customerDays, most);
  const range = `from ${least} to ${most}`;
  checkTally(where, `${argument}.customerDays`, fits, range, customerDays);
  return tally;
}

/** A stretch of time in which a customer was a member: a subscription, a contract. */
export interface MembershipSpan {
  readonly customer: CustomerId;
  readonly from: Time;
  /** The first moment no longer a member; `null` while it lasts. */
  readonly to: Time | null;
}

/** The window that members are counted over. */
export interface MembershipOptions {
  readonly from: Time;
  /** Exclusive. */
  readonly until: Time;
}

/**
 * Who was a member when the window opened, and what became of them.
 * `opening + new + reactivated − churned = closing`
 */
export interface MembershipTally {
  readonly kind: "membership";
  /** In epoch milliseconds. */
  readonly from: number;
  /** In epoch milliseconds, exclusive. */
  readonly until: number;
  /** Members just before the window. */
  readonly opening: number;
  /** Members at the close who had never been one before the window. */
  readonly new: number;
  /** Members at the close who had been one before the window, but were not at its opening. */
  readonly reactivated: number;
  /** Members at the opening who are not at the close. */
  readonly churned: number;
  /** Members neither at the opening nor at the close, but in between. In none of the counts above. */
  readonly between: number;
  /** Members just before the end of the window. */
  readonly closing: number;
  /** Memberships that ended inside the window, also of those who came back before its close. */
  readonly ended: number;
  /** Time spent as a member inside the window, all customers together, in days of 24 hours. */
  readonly customerDays: number;
}

/** Spans by row, and where those of each customer are. */
export interface SpansByCustomer extends CustomerRows {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}
