// Recurring revenue period by period, from spans with a price.

import type { CalendarOptions } from "../core/calendar.js";
import type { Rows } from "../core/columns.js";
import { observedPeriods } from "../core/observation.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { datedPeriod, mergeSeries } from "../core/series.js";
import { noSum, type Sum, totalOf } from "../core/sum.js";
import type { Time } from "../core/time.js";
import {
  clearEnds,
  fillEnds,
  firstPeriod,
  type Payment,
  paymentsByCustomer,
  type RevenueSpan,
} from "./payments.js";
import { commonCurrency } from "./revenue.js";
import { checkPeriods, type RevenueByPeriodTally } from "./revenue-periods.js";
import {
  addPayer,
  addRevenues,
  closeRevenue,
  type OpenRevenue,
  openRevenue,
} from "./revenue-tally.js";

/**
 * Sums recurring revenue period by period, and shows how each opening became its close.
 *
 * What a customer pays at a moment is the sum over the spans that hold it, so a plan change is one span
 * that ends and one that starts, a pause is a gap, and a second subscription overlaps. The opening is
 * the state just before the period starts, the closing the one just before it ends, or just before
 * `until` where it is still running. A span that ends just when a period starts is therefore lost in
 * that period, as in `tallyMembership`, and the closing of one period is the opening of the next.
 * Whatever happens between the two ends of a period is netted, customer by customer.
 *
 * Counted per customer, and so merged (`mergeRevenueByPeriod`) over parts that share no customers only.
 *
 * @param spans - rows or columns of `{ customer, from, to, amount, currency? }`; `to` is exclusive, `null`
 *   while it lasts. Give all of history: who is new is decided by it. An amount of 0 pays nothing, nor does a span that ends as it starts.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`.
 * @returns the tally of each period, for `netRevenueRetention` and the other readings. Whole minor units
 *   (cents) are exact; sums of fractions are within 1e-12 of the sum of the amounts.
 * @throws RangeError if an amount is negative, something ends before it starts or starts 50,000 periods
 *   or more before `until`, currencies are mixed, or there is no such period or zone; TypeError if an amount, a time or a customer is not one.
 *
 * @example
 * ```ts
 * const utc = { period: "month", timeZone: "UTC" } as const;
 * const day = calendar(utc).startOfDate;
 * const { periods } = tallyRevenueByPeriod(
 *   [
 *     { customer: "ann", from: day("2026-01-05"), to: day("2026-02-10"), amount: 5000 },
 *     { customer: "ann", from: day("2026-02-10"), to: null, amount: 8000 }, // upgrades
 *     { customer: "bob", from: day("2026-01-20"), to: day("2026-02-20"), amount: 3000 },
 *   ],
 *   { ...utc, until: day("2026-03-01") },
 * );
 * periods[0]; // => { start: "2026-01-01", state: "complete", tally: { new: 8000, closing: 8000, … } }
 * periods[1].tally; // => { opening: 8000, expansion: 3000, churned: 3000, closing: 8000, … }
 * netRevenueRetention(periods[1].tally); // => 1
 * grossRevenueRetention(periods[1].tally); // => 0.625
 * ```
 */
export function tallyRevenueByPeriod(
  spans: Rows<RevenueSpan>,
  options: RevenueByPeriodOptions,
): RevenueByPeriodTally {
  const where = "tallyRevenueByPeriod";
  const { settings, observed } = observedPeriods(where, options);
  const payments = paymentsByCustomer(where, spans, observed);
  const { customers, afterUntil, currency } = payments;
  const first = firstPeriod(payments, observed);
  const revenues = Array.from({ length: observed.last + 1 - first }, openRevenue);
  const ends = Array.from({ length: revenues.length + 1 }, noSum);
  for (const last of customers.values()) addPayments(revenues, ends, last, first);
  const periods = revenues.map((revenue, i) => ({
    ...datedPeriod(observed, first + i),
    tally: closeRevenue(revenue, currency),
  }));
  return { kind: "revenue-by-period", ...settings, currency, afterUntil, periods };
}

/**
 * Adds revenue series of the same periods, zone, `until` and currency, period by period.
 *
 * The parts must not share customers: one who is in two of them is counted twice, and a plan change whose spans
 * are cut apart looks like churn and a new customer. Split the spans by customer.
 *
 * @param parts - a list of one or more tallies; `tallyRevenueByPeriod([], options)` is the tally of
 *   nothing.
 * @returns the tally of all the spans that the parts were made of: exact where all amounts are whole, and to
 *   within 1e-12 of the sum of the amounts otherwise.
 * @throws RangeError or TypeError if the parts differ in period, zone, week start, `until` or currency, or
 *   are not a list of tallies.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 1, 1) } as const;
 * const [from, to] = [Date.UTC(2026, 0, 5), null];
 * const ann = tallyRevenueByPeriod([{ customer: "ann", from, to, amount: 5000 }], options);
 * const bob = tallyRevenueByPeriod([{ customer: "bob", from, to, amount: 3000 }], options);
 * mergeRevenueByPeriod([ann, bob]).periods[0].tally; // => { opening: 0, new: 8000, closing: 8000, … }
 * ```
 */
export function mergeRevenueByPeriod(parts: Iterable<RevenueByPeriodTally>): RevenueByPeriodTally {
  const where = "mergeRevenueByPeriod";
  const tallies = partsOf(where, parts, arguments.length, checkPeriods);
  checkSame(where, tallies, ["period", "timeZone", "weekStart", "until"]);
  const currency = commonCurrency(where, tallies, isOfNothing);
  const lists = tallies.map(({ periods }) => periods);
  const periods = mergeSeries(lists, (revenues) => addRevenues(revenues, currency));
  const afterUntil = sumOver(tallies, (tally) => tally.afterUntil);
  return { ...tallies[0], currency, afterUntil, periods };
}

/** The periods of a revenue series, and where observation ends. */
export interface RevenueByPeriodOptions extends CalendarOptions {
  /** The end of observation, exclusive: the moment the spans were exported. */
  readonly until: Time;
}

/** Adds a customer to each period, by the sums at their ends. */
function addPayments(
  revenues: readonly OpenRevenue[],
  ends: readonly Sum[],
  last: Payment,
  first: number,
): void {
  const { from, to } = fillEnds(ends, last, first);
  for (let i = from; i <= to && i < revenues.length; i++) {
    const [opening, closing] = [totalOf(ends[i]), totalOf(ends[i + 1])];
    if (opening + closing > 0 || isWithin(last, first + i))
      addPayer(revenues[i], opening, closing, i > from);
  }
  clearEnds(ends, from, to);
}

/** Whether a payment begins and ends in one period. */
function isWithin(last: Payment, period: number): boolean {
  for (let one: Payment | null = last; one !== null; one = one.earlier) {
    if (one.enters === period && one.leaves === period) return true;
  }
  return false;
}

function isOfNothing({ periods, afterUntil }: RevenueByPeriodTally): boolean {
  return periods.length === 0 && afterUntil === 0;
}
