// Recurring revenue at the two ends of a window, and what moved it.

import { checkFlag, checkNumber, fail, MOST, quote } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { type CustomerId, checkCustomer, firstTwice } from "../core/customer-id.js";
import { partsOf } from "../core/parts.js";
import {
  addPayer,
  addRevenues,
  closeRevenue,
  openRevenue,
  type RevenueTally,
} from "./revenue-tally.js";
import { checkRevenue } from "./stored-revenue.js";

/**
 * Sums recurring revenue at two moments, and shows how one became the other: new, reactivated, expansion,
 * contraction, churned.
 *
 * A customer moves in one way only: whoever pays more expands, whoever pays less contracts, whoever pays
 * nothing any more has churned. What went up and down again in between is not seen. Whole minor units
 * (cents) are exact; sums of fractions are within 1e-12 of the sum of the amounts.
 *
 * Counted per customer, and so merged (`mergeRevenue`) over parts that share no customers only.
 *
 * @param rows - rows or columns of `{ customer, opening, closing, paidBefore?, currency? }`, one for each customer.
 *   Amounts are of one length of time, such as a month: a twelfth of a yearly price.
 * @returns the sums; `netRevenueRetention`, `quickRatio` and the others read them.
 * @throws RangeError if an amount is negative, a customer is in two rows, or currencies are mixed;
 *   TypeError if an amount is no number, or `paidBefore` is missing where it tells new from reactivated.
 *
 * @example
 * ```ts
 * tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 7000 }, // in cents
 *   { customer: "bob", opening: 3000, closing: 0 },
 *   { customer: "cas", opening: 0, closing: 2000, paidBefore: false },
 *   { customer: "dee", opening: 0, closing: 1000, paidBefore: true },
 * ]);
 * // => { opening: 8000, new: 2000, reactivated: 1000, expansion: 2000, contraction: 0, churned: 3000,
 * //      closing: 10000, … }
 * ```
 */
export function tallyRevenue(rows: Rows<RevenueRow>): RevenueTally {
  const where = "tallyRevenue";
  const columns = columnsOf(
    where,
    "rows",
    rows,
    {
      customer: (row) => row.customer,
      opening: (row) => row.opening,
      closing: (row) => row.closing,
    },
    { paidBefore: (row) => row.paidBefore, currency: (row) => row.currency },
  );
  const revenue = openRevenue();
  const twice = firstTwice(columns.customer);
  for (let i = 0; i < columns.customer.length; i++) {
    const customer = checkCustomer(where, columns.customer[i], i);
    if (i === twice) {
      fail("duplicate-customer", where, "customer", "in one row only", customer, i);
    }
    const opening = checkMoney(where, "opening", columns.opening[i], i);
    const closing = checkMoney(where, "closing", columns.closing[i], i);
    const given = columns.paidBefore?.[i] ?? undefined;
    const isNeeded = opening === 0 && closing > 0;
    const paidBefore =
      isNeeded || given !== undefined ? checkFlag(where, "paidBefore", given, i) : false;
    addPayer(revenue, opening, closing, paidBefore);
  }
  return closeRevenue(revenue, oneCurrency(where, columns.currency));
}

/**
 * Adds revenue tallies of one window and one currency.
 *
 * The parts must not share customers: one who is in two of them is counted twice, and an upgrade that
 * moves money from one to the other looks like churn. Split the rows by customer.
 *
 * @param parts - a list of one or more tallies; `tallyRevenue([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of: exact where all amounts are whole, and to
 *   within 1e-12 of the sum of the amounts otherwise.
 * @throws RangeError or TypeError if the currencies differ, or the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyRevenue([{ customer: "ann", opening: 5000, closing: 7000 }]);
 * const south = tallyRevenue([{ customer: "bob", opening: 3000, closing: 0 }]);
 * mergeRevenue([north, south]); // => { opening: 8000, expansion: 2000, churned: 3000, closing: 7000, … }
 * ```
 */
export function mergeRevenue(parts: Iterable<RevenueTally>): RevenueTally {
  const where = "mergeRevenue";
  const tallies = partsOf(where, parts, arguments.length, checkRevenue);
  return addRevenues(tallies, commonCurrency(where, tallies, isOfNothing));
}

/** Up to 10¹⁵, so that neither sums nor their squares can reach infinity. */
export function checkMoney(
  where: string,
  argument: string,
  amount: unknown,
  index: number,
): number {
  return checkNumber(where, argument, amount, 0, MOST, index);
}

/** The currency that all rows state; `null` if none does. */
export function oneCurrency(
  where: string,
  currencies: ArrayLike<string | null | undefined> | undefined,
): string | null {
  if (currencies === undefined) return null;
  const first = currencies[0] ?? null;
  for (let i = 0; i < currencies.length; i++) {
    const currency = currencies[i];
    if (currency !== null && currency !== undefined && typeof currency !== "string") {
      fail("wrong-type", where, "currency", 'a string such as "EUR"', currency, i);
    }
    if ((currency ?? null) === first) continue;
    const mustBe = first === null ? "left out" : quote(first);
    fail("options-mismatch", where, "currency", `${mustBe}, as in the first row`, currency, i);
  }
  return first;
}

/** The currency of all parts; a part of nothing that states none fits any. */
export function commonCurrency<Tally extends { readonly currency: string | null }>(
  where: string,
  parts: readonly Tally[],
  isOfNothing: (tally: Tally) => boolean,
): string | null {
  const stating = (part: Tally): boolean => part.currency !== null || !isOfNothing(part);
  const first = parts.findIndex(stating);
  if (first < 0) return null;
  const { currency } = parts[first];
  parts.forEach((part, i) => {
    if (!stating(part) || part.currency === currency) return;
    const mustBe = `${quote(currency)}, as in parts[${first}]`;
    fail("options-mismatch", where, `parts[${i}].currency`, mustBe, part.currency);
  });
  return currency;
}

/** What a customer paid at either end of a window. */
export interface RevenueRow {
  readonly customer: CustomerId;
  /** Recurring revenue just before the window, 0 or more. */
  readonly opening: number;
  /** Recurring revenue just before the end of the window, 0 or more. */
  readonly closing: number;
  /** Whether the customer paid at any time before the window. Needed where only `closing` is above 0. */
  readonly paidBefore?: boolean | 0 | 1 | null | undefined;
  /** Such as `"EUR"`. All rows state the same one, or none does. */
  readonly currency?: string | null | undefined;
}

function isOfNothing({ customers }: RevenueTally): boolean {
  return customers.opening + customers.new + customers.reactivated + customers.neither === 0;
}
