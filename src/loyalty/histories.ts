// Purchase histories: how often customers came back, until when, and for how long they were watched.

import { checkNumber, checkTally, checkWhole, fail, MOST } from "../core/check.js";
import { type Columns, columnsOf, type Rows } from "../core/columns.js";
import { compareRows, groupRows } from "../core/group-rows.js";
import { partsOf } from "../core/parts.js";
import { checkLengths, isCountOfSome } from "../core/stored.js";

/**
 * Counts customers by purchase history, as `purchaseHistories` does from purchases: for rows that a
 * warehouse grouped, or for histories kept elsewhere.
 *
 * Counted per customer, and so merged (`mergeHistories`) over parts that share no customers only: a
 * customer in two parts would be two customers. The tally of nothing has empty columns.
 *
 * @param rows - rows or columns of `{ repeats, last, age, customers? }`. Times are in one unit, whole or
 *   not; `customers` is how many customers have that history, 1 if left out.
 * @returns columns sorted by `repeats`, `last` and `age`, each history once; 1e15 customers at most.
 * @throws TypeError or RangeError if `repeats` is not a whole number of 0 or more, a time is not a number
 *   of 0 or more, `last` is after `age`, or `last` is 0 for a customer who came back, or not 0 for one
 *   who did not.
 *
 * @example
 * ```ts
 * tallyHistories([
 *   { repeats: 2, last: 30, age: 38 },
 *   { repeats: 0, last: 0, age: 38, customers: 12 },
 *   { repeats: 2, last: 30, age: 38 },
 * ]);
 * // => { kind: "histories", repeats: [0, 2], last: [0, 30], age: [38, 38], customers: [12, 2] }
 * ```
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: x, t and T, which are `repeats`,
 *   `last` and `age`.
 */
export function tallyHistories(rows: Rows<CountedHistory>): HistoryTally {
  const where = "tallyHistories";
  const fields = ["repeats", "last", "age"] as const;
  const columns = columnsOf(where, "rows", rows, fields, ["customers"]);
  const { length } = columns.repeats;
  const [repeats, last, age] = fields.map(() => new Float64Array(length));
  const customers = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const row = checkHistory(where, columns, i);
    repeats[i] = row.repeats;
    last[i] = row.last;
    age[i] = row.age;
    customers[i] = checkWhole(where, "customers", columns.customers?.[i] ?? 1, 1, MOST, i);
  }
  return historiesOf(where, [repeats, last, age], customers);
}

/**
 * Adds histories of different customers, their times in one unit.
 *
 * A customer who is in two parts is counted as two: parts must share no customers.
 *
 * @param parts - a list of one or more tallies.
 * @returns the tally of all the customers that the parts were made of.
 * @throws RangeError or TypeError if there is no list of tallies, or a tally is not one.
 *
 * @example
 * ```ts
 * const north = tallyHistories([{ repeats: 0, last: 0, age: 38 }]);
 * const south = tallyHistories([
 *   { repeats: 0, last: 0, age: 38 },
 *   { repeats: 1, last: 5, age: 9 },
 * ]);
 * mergeHistories([north, south]);
 * // => { kind: "histories", repeats: [0, 1], last: [0, 5], age: [38, 9], customers: [2, 1] }
 * ```
 */
export function mergeHistories(parts: Iterable<HistoryTally>): HistoryTally {
  const where = "mergeHistories";
  const tallies = partsOf(where, parts, arguments.length, checkHistories);
  const keys = (["repeats", "last", "age"] as const).map((name) => {
    return tallies.flatMap((tally) => tally[name]);
  });
  return historiesOf(
    where,
    keys,
    tallies.flatMap(({ customers }) => customers),
  );
}

/** Histories in sorted columns: checked, or counted one each. */
export function historiesOf(
  where: string,
  columns: readonly ArrayLike<number>[],
  counts?: ArrayLike<number>,
): HistoryTally {
  const {
    keys: [repeats, last, age],
    counts: customers,
  } = groupRows(columns, counts);
  checkMost(where, customers);
  return { kind: "histories", repeats, last, age, customers };
}

/** No more customers in all than a tally holds. */
export function checkMost(where: string, customers: readonly number[]): void {
  const total = customers.reduce((sum, count) => sum + count, 0);
  if (total > MOST) fail("out-of-range", where, "customers", `${MOST} at most in all`, total);
}

/** Checks a stored tally, and counts the customers in it. */
export function checkHistories(where: string, argument: string, tally: HistoryTally): number {
  const { kind, repeats, last, age, customers } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "histories", '"histories"', kind);
  checkLengths(where, argument, { repeats, last, age, customers });
  const keys = [repeats, last, age];
  let total = 0;
  for (let i = 0; i < repeats.length; i++) {
    // Messages are made only where one is needed: there can be a million rows.
    const isHistoryRow = isHistory(repeats[i], last[i], age[i]) && isCountOfSome(customers[i]);
    // Only numbers are compared: what is not one has been found by then.
    const isSorted = isHistoryRow && (i === 0 || compareRows(keys, i - 1, i) < 0);
    if (!isSorted) refuseRow(where, argument, tally, i);
    total += customers[i];
  }
  checkTally(where, `${argument}.customers`, total <= MOST, `${MOST} at most in all`, total);
  return total;
}

/** Checks one history: of rows a caller gave, or as the argument of a reading. */
export function checkHistory(
  where: string,
  columns: Columns<PurchaseHistory>,
  index: number,
): PurchaseHistory {
  const repeats = checkWhole(where, "repeats", columns.repeats[index], 0, MOST, index);
  const age = checkNumber(where, "age", columns.age[index], 0, MOST, index);
  const last = checkNumber(where, "last", columns.last[index], 0, MOST, index);
  if (last > age) fail("out-of-range", where, "last", `at most the age, ${age}`, last, index);
  if ((repeats === 0) !== (last === 0)) {
    const mustBe = repeats === 0 ? "0 if repeats is 0" : `above 0 if repeats is ${repeats}`;
    fail("out-of-range", where, "last", mustBe, last, index);
  }
  return { repeats, last, age };
}

/** What purchase models read of one customer. Times are in one unit, whole or not. */
export interface PurchaseHistory {
  /** Purchases after the first one. */
  readonly repeats: number;
  /** From the first purchase to the last one; 0 for a customer who never came back. */
  readonly last: number;
  /** From the first purchase to the end of observation. */
  readonly age: number;
}

/** A history, and how many customers have it. */
export interface CountedHistory extends PurchaseHistory {
  /** 1 unless stated. */
  readonly customers?: number | undefined;
}

/** Customers by purchase history. Counts of customer-disjoint parts add up. */
export interface HistoryTally {
  readonly kind: "histories";
  /** Columns of one length, sorted by `repeats`, `last` and `age`, each history once. */
  readonly repeats: readonly number[];
  readonly last: readonly number[];
  readonly age: readonly number[];
  /** How many customers have each history. */
  readonly customers: readonly number[];
}

function isHistory(repeats: unknown, last: unknown, age: unknown): boolean {
  if (typeof repeats !== "number" || typeof last !== "number" || typeof age !== "number") {
    return false;
  }
  if (!(Number.isInteger(repeats) && repeats >= 0 && repeats <= MOST)) return false;
  if (Object.is(repeats, -0) || Object.is(last, -0) || Object.is(age, -0)) return false;
  return last >= 0 && last <= age && age <= MOST && (repeats === 0) === (last === 0);
}

/** Says what is wrong with a row of a stored tally. */
function refuseRow(where: string, argument: string, tally: HistoryTally, index: number): never {
  const { repeats, last, age, customers } = tally;
  const [x, t, end] = [repeats[index], last[index], age[index]];
  const isWhole = Number.isInteger(x) && x >= 0 && x <= MOST;
  checkTally(where, `${argument}.repeats`, isWhole, `a whole number, 0 or more`, x, index);
  const isAge = typeof end === "number" && end >= 0 && end <= MOST;
  checkTally(where, `${argument}.age`, isAge, `a number, 0 or more`, end, index);
  const fits = isHistory(x, t, end);
  const mustBe = x === 0 ? "0 if repeats is 0" : `above 0 and at most the age, ${end}`;
  checkTally(where, `${argument}.last`, fits, mustBe, t, index);
  const counted = isCountOfSome(customers[index]);
  const whole = `a whole number, 1 or more`;
  checkTally(where, `${argument}.customers`, counted, whole, customers[index], index);
  fail("bad-tally", where, `${argument}.repeats`, "sorted, each history once", x, index);
}
