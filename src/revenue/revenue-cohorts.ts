// Recurring revenue by the cohort of the customers who pay it, and such tallies merged.

import type { Rows } from "../core/columns.js";
import { observedPeriods } from "../core/observation.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { addAt, noSums, totalsOf } from "../core/sum.js";
import { countRevenueCohorts } from "./count-revenue-cohorts.js";
import { firstPeriod, paymentsByCustomer, type RevenueSpan } from "./payments.js";
import { commonCurrency } from "./revenue.js";
import type { RevenueByPeriodOptions } from "./revenue-by-period.js";
import {
  AMOUNTS,
  type RevenueCohort,
  type RevenueCohortTally,
  SQUARES,
} from "./revenue-cohort-tally.js";
import { recordOf } from "./revenue-tally.js";
import { checkRevenueCohorts } from "./stored-revenue-cohorts.js";

/**
 * Sums recurring revenue by cohort: what the customers who first paid in one month still pay in each later one.
 *
 * A customer's cohort is the first period at whose end they pay: just before it, in the running one before `until`.
 * Lag k is the end of the k-th period after. Those who left stay in the cohort with an amount of 0, and count
 * again when they are back. A customer who paid, but at the end of no period, is in no cohort and counts in
 * `between`.
 *
 * Counted per customer, and so merged (`mergeRevenueCohorts`) over parts that share no customers only.
 *
 * @param spans - rows or columns of `{ customer, from, to, amount, currency? }`, as for `tallyRevenueByPeriod`. Give all
 *   of history: the cohorts are decided by it.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`.
 * @returns the tally; `revenueRetentionTable` and `revenueRetentionCurve` read it. Whole minor units (cents) are
 *   exact; sums of fractions are within 1e-12 of the sum of the amounts. Spans that end as they start count in
 *   `empty` and for nothing else.
 * @throws RangeError or TypeError as `tallyRevenueByPeriod`, or if all cohorts together have more than a million
 *   lags, which a longer period makes fewer.
 *
 * @example
 * ```ts
 * const utc = { period: "month", timeZone: "UTC" } as const;
 * const day = calendar(utc).startOfDate;
 * const tally = tallyRevenueCohorts(
 *   [
 *     { customer: "ann", from: day("2026-01-05"), to: day("2026-02-10"), amount: 5000 },
 *     { customer: "ann", from: day("2026-02-10"), to: null, amount: 8000 }, // upgrades
 *     { customer: "bob", from: day("2026-01-20"), to: day("2026-02-20"), amount: 3000 },
 *   ],
 *   { ...utc, until: day("2026-03-01") },
 * );
 * tally.cohorts;
 * // => [{ start: "2026-01-01", size: 2, paying: [2, 1], amount: [8000, 8000],
 * //       kept: [8000, 5000], lowest: [8000, 5000], … }]
 * ```
 */
export function tallyRevenueCohorts(
  spans: Rows<RevenueSpan>,
  options: RevenueByPeriodOptions,
): RevenueCohortTally {
  const where = "tallyRevenueCohorts";
  const { settings, observed } = observedPeriods(where, options);
  const payments = paymentsByCustomer(where, spans, observed);
  const { afterUntil, empty, currency, customers } = payments;
  const first = firstPeriod(payments, observed);
  const length = observed.last + 1 - first;
  const { between, cohorts } = countRevenueCohorts(
    where,
    customers.values(),
    first,
    length,
    settings.period,
  );
  return {
    kind: "revenue-cohorts",
    ...settings,
    currency,
    afterUntil,
    empty,
    between,
    cohorts: cohorts.map(({ at, ...cohort }) => {
      return { start: observed.calendar.startDateOf(first + at), ...cohort };
    }),
  };
}

/**
 * Adds tallies of revenue by cohort, all of the same periods, zone, `until` and currency.
 *
 * The parts must not share customers: one who is in two of them is counted twice, perhaps in two cohorts. Split the
 * spans by customer.
 *
 * @param parts - a list of one or more tallies; `tallyRevenueCohorts([], options)` is the tally of nothing.
 * @returns the tally of all the spans that the parts were made of: exact where all amounts are whole, and to
 *   within 1e-12 of the sum of the amounts otherwise.
 * @throws RangeError or TypeError if the parts differ in period, zone, week start, `until` or currency, or
 *   are not a list of tallies.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 1, 1) } as const;
 * const [from, to] = [Date.UTC(2026, 0, 5), null];
 * const ann = tallyRevenueCohorts([{ customer: "ann", from, to, amount: 5000 }], options);
 * const bob = tallyRevenueCohorts([{ customer: "bob", from, to, amount: 3000 }], options);
 * mergeRevenueCohorts([ann, bob]).cohorts;
 * // => [{ start: "2026-01-01", size: 2, paying: [2], amount: [8000], … }]
 * ```
 */
export function mergeRevenueCohorts(parts: Iterable<RevenueCohortTally>): RevenueCohortTally {
  const where = "mergeRevenueCohorts";
  const tallies = partsOf(where, parts, arguments.length, checkRevenueCohorts);
  checkSame(where, tallies, ["period", "timeZone", "weekStart", "until"]);
  const currency = commonCurrency(where, tallies, isOfNothing);
  const byStart = new Map<string, RevenueCohort[]>();
  for (const { cohorts } of tallies) {
    for (const cohort of cohorts) {
      const same = byStart.get(cohort.start);
      if (same === undefined) byStart.set(cohort.start, [cohort]);
      else same.push(cohort);
    }
  }
  const cohorts = [...byStart.values()].map(addCohorts);
  return {
    ...tallies[0],
    currency,
    afterUntil: sumOver(tallies, ({ afterUntil }) => afterUntil),
    empty: sumOver(tallies, ({ empty }) => empty),
    between: sumOver(tallies, ({ between }) => between),
    cohorts: cohorts.sort((a, b) => (a.start < b.start ? -1 : 1)),
  };
}

function isOfNothing(tally: RevenueCohortTally): boolean {
  const { cohorts, between, afterUntil, empty } = tally;
  return cohorts.length === 0 && between + afterUntil + empty === 0;
}

function addCohorts(parts: readonly RevenueCohort[]): RevenueCohort {
  const [{ start, paying }] = parts;
  const listsOf = <Field extends string>(
    fields: readonly Field[],
    read: (part: RevenueCohort, field: Field) => readonly number[],
  ) => recordOf(fields, (field) => addLists(parts.map((part) => read(part, field))));
  const opening = addLists(parts.map(({ squares }) => [squares.opening]))[0];
  return {
    start,
    size: sumOver(parts, ({ size }) => size),
    paying: paying.map((_, lag) => sumOver(parts, (part) => part.paying[lag])),
    ...listsOf(AMOUNTS, (part, field) => part[field]),
    squares: { opening, ...listsOf(SQUARES, ({ squares }, field) => squares[field]) },
  };
}

function addLists(lists: readonly (readonly number[])[]): number[] {
  const sums = noSums(lists[0].length);
  for (const list of lists) {
    for (let lag = 0; lag < list.length; lag++) addAt(sums, lag, list[lag]);
  }
  return totalsOf(sums);
}
