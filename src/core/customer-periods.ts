// Who did something in which periods, in sorted columns: what tallies keep that know their customers.

//
// Three columns go by customer: `customers`, numbers before strings, each sorted and there once;
// `periodCounts`, how many periods each was active in; and where it is kept, `first`, the moment of the
// first event. The others go by customer and period: `periods`, those of the first customer, then those of
// the second, each customer's rising; beside them `events`, and where they are kept, `values`.
//
// A period goes by its number, as `calendar(…).periodOf` counts. Numbers are compared, added and sent
// faster than dates, and counts per customer, unlike offsets, need not be moved in a merge.

import { checkTally, MOST } from "./check.js";
import { type CustomerId, isCustomer } from "./customer-id.js";
import { isCountOfSome } from "./stored.js";

/** Less than 0 if one customer comes before the other: numbers first, then strings. */
export function compareCustomers(one: CustomerId, other: CustomerId): number {
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * Adds up parts that keep the same columns, of the same customers or of others.
 *
 * Parts without customers may lack columns. By halves, so that no customer is copied more often than
 * the parts can be halved.
 */
export function mergeCustomerPeriods(parts: readonly CustomerPeriods[]): CustomerPeriods {
  if (parts.length === 1) return parts[0];
  const middle = parts.length >> 1;
  return mergeTwo(
    mergeCustomerPeriods(parts.slice(0, middle)),
    mergeCustomerPeriods(parts.slice(middle)),
  );
}

export function openCustomerPeriods(keepFirst: boolean, keepValues: boolean): OpenCustomerPeriods {
  return {
    customers: [],
    first: keepFirst ? [] : null,
    periodCounts: [],
    periods: [],
    events: [],
    values: keepValues ? [] : null,
  };
}

/**
 * Checks the columns of a stored tally. `first` is the caller's to check, who knows the calendar.
 *
 * @param argument - of the tally: the fields of an error are named after it.
 * @param from - the first period that there may be.
 * @param to - the last one.
 * @param lowest - the least that the events of a period may be worth.
 */
export function checkCustomerPeriods(
  where: string,
  argument: string,
  names: ColumnNames,
  columns: CustomerPeriods,
  from: number,
  to: number,
  lowest: number,
): void {
  const { customers, periodCounts, periods, events, values } = columns;
  checkColumn(where, `${argument}.customers`, customers);
  checkColumn(where, `${argument}.periodCounts`, periodCounts, customers.length);
  let end = 0;
  for (let i = 0; i < customers.length; i++) {
    // Messages are made only where one is needed: there can be a million customers.
    const isSorted = i === 0 || compareCustomers(customers[i - 1], customers[i]) < 0;
    if (!isCustomer(customers[i]) || !isSorted || !isCountOfSome(periodCounts[i])) {
      refuseCustomer(where, argument, columns, i);
    }
    end += periodCounts[i];
  }
  checkColumn(where, `${argument}.periods`, periods, end);
  checkColumn(where, `${argument}.${names.events}`, events, end);
  if (values !== null) checkColumn(where, `${argument}.${names.values}`, values, end);
  for (let i = 0, start = 0; i < customers.length; i++) {
    const stop = start + periodCounts[i];
    let before = from - 1;
    for (let p = start; p < stop; p++) {
      const fits = isPeriod(periods[p], before, to) && isCountOfSome(events[p]);
      if (!fits || (values !== null && !isValue(values[p], lowest))) {
        refusePeriod(where, argument, names, columns, p, before + 1, to, lowest);
      }
      before = periods[p];
    }
    start = stop;
  }
}

/** The periods of each customer, and what happened in them. */
export interface CustomerPeriods {
  readonly customers: readonly CustomerId[];
  /** By customer: the moment of the first event; `null` if that is not kept. */
  readonly first: readonly number[] | null;
  /** By customer: how many periods, at least 1. */
  readonly periodCounts: readonly number[];
  /** By customer and period, as are the columns after it. */
  readonly periods: readonly number[];
  /** How many events, at least 1. */
  readonly events: readonly number[];
  /** What they were worth; `null` if they had no value. */
  readonly values: readonly number[] | null;
}

/** Columns while they are being filled. */
export interface OpenCustomerPeriods {
  readonly customers: CustomerId[];
  readonly first: number[] | null;
  readonly periodCounts: number[];
  readonly periods: number[];
  readonly events: number[];
  readonly values: number[] | null;
}

/** The fields of a tally, by what their columns hold. */
export interface ColumnNames {
  readonly events: string;
  readonly values: string;
}

function mergeTwo(a: CustomerPeriods, b: CustomerPeriods): CustomerPeriods {
  if (a.customers.length === 0) return b;
  if (b.customers.length === 0) return a;
  const sum = openCustomerPeriods(a.first !== null, a.values !== null);
  let [i, j] = [0, 0]; // customers
  let [p, q] = [0, 0]; // their periods
  while (i < a.customers.length || j < b.customers.length) {
    const order =
      i === a.customers.length
        ? 1
        : j === b.customers.length
          ? -1
          : compareCustomers(a.customers[i], b.customers[j]);
    const end = order > 0 ? p : p + a.periodCounts[i];
    const other = order < 0 ? q : q + b.periodCounts[j];
    sum.customers.push(order > 0 ? b.customers[j] : a.customers[i]);
    const firstA = order > 0 ? Infinity : firstOf(a, i);
    const firstB = order < 0 ? Infinity : firstOf(b, j);
    sum.first?.push(Math.min(firstA, firstB));
    sum.periodCounts.push(mergePeriods(sum, a, p, end, b, q, other));
    if (order <= 0) i++;
    if (order >= 0) j++;
    p = end;
    q = other;
  }
  return sum;
}

function firstOf({ first }: CustomerPeriods, customer: number): number {
  return first === null ? Infinity : first[customer];
}

/** Adds the periods of one customer, from those of two; how many they are. */
function mergePeriods(
  sum: OpenCustomerPeriods,
  a: CustomerPeriods,
  fromA: number,
  toA: number,
  b: CustomerPeriods,
  fromB: number,
  toB: number,
): number {
  const { length } = sum.periods;
  let [p, q] = [fromA, fromB];
  while (p < toA || q < toB) {
    const periodA = p < toA ? a.periods[p] : Infinity;
    const periodB = q < toB ? b.periods[q] : Infinity;
    const inA = periodA <= periodB;
    const inB = periodB <= periodA;
    sum.periods.push(inA ? periodA : periodB);
    sum.events.push((inA ? a.events[p] : 0) + (inB ? b.events[q] : 0));
    if (sum.values !== null) sum.values.push(valueAt(a, inA, p) + valueAt(b, inB, q));
    if (inA) p++;
    if (inB) q++;
  }
  return sum.periods.length - length;
}

function valueAt({ values }: CustomerPeriods, isThere: boolean, at: number): number {
  return isThere && values !== null ? values[at] : 0;
}

function checkColumn(where: string, field: string, column: unknown, length?: number): void {
  checkTally(where, field, Array.isArray(column), "a list", column);
  const given = (column as unknown[]).length;
  if (length === undefined || given === length) return;
  const mustBe = `${length}, as the columns before it say`;
  checkTally(where, `${field}.length`, false, mustBe, given);
}

function isPeriod(period: unknown, before: number, to: number): boolean {
  return Number.isInteger(period) && (period as number) > before && (period as number) <= to;
}

/** No more than the most events of the most each, so that no sum of such sums is infinite. */
function isValue(value: unknown, lowest: number): boolean {
  return typeof value === "number" && value >= lowest && value <= MOST ** 2;
}

const WHOLE_COUNT = "a whole number, 1 or more";

function refuseCustomer(
  where: string,
  argument: string,
  { customers, periodCounts }: CustomerPeriods,
  index: number,
): void {
  const customer = customers[index];
  const field = `${argument}.customers`;
  checkTally(where, field, isCustomer(customer), "a string or a finite number", customer, index);
  const isSorted = index === 0 || compareCustomers(customers[index - 1], customer) < 0;
  checkTally(where, field, isSorted, "sorted, and there once", customer, index);
  const count = periodCounts[index];
  checkTally(where, `${argument}.periodCounts`, isCountOfSome(count), WHOLE_COUNT, count, index);
}

function refusePeriod(
  where: string,
  argument: string,
  names: ColumnNames,
  { periods, events, values }: CustomerPeriods,
  index: number,
  from: number,
  to: number,
  lowest: number,
): void {
  const period = periods[index];
  const fits = isPeriod(period, from - 1, to);
  const mustBe = `a whole number from ${from} to ${to}, rising`;
  checkTally(where, `${argument}.periods`, fits, mustBe, period, index);
  const count = events[index];
  checkTally(where, `${argument}.${names.events}`, isCountOfSome(count), WHOLE_COUNT, count, index);
  const value = values?.[index];
  const sum = `a number from ${lowest} to ${MOST ** 2}`;
  checkTally(where, `${argument}.${names.values}`, isValue(value, lowest), sum, value, index);
}
