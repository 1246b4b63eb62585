// What repeat customers spend: how often they came back, and what a purchase was worth on average.

import { checkCount, checkNumber, checkTally, checkWhole, fail, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { compareRows, groupRows } from "../core/group-rows.js";
import { partsOf } from "../core/parts.js";
import { checkLengths, isCountOfSome } from "../core/stored.js";
import { checkMost } from "./histories.js";

/**
 * Counts repeat customers by how often they came back and by what those purchases were worth on average,
 * as `purchaseSpend` does from purchases: for rows that a warehouse grouped, or that were kept elsewhere.
 *
 * Counted per customer, and so merged (`mergeSpend`) over parts that share no customers only: a customer
 * in two parts would be two customers. Only equal means are one, so round means that were computed. The
 * tally of nothing has empty columns.
 *
 * @param rows - rows or columns of `{ repeats, mean, customers? }`, of customers who came back; `customers`
 *   is how many customers the row stands for, 1 if left out.
 * @returns columns sorted by `repeats` and `mean`, each pair once, and how many customers had a mean of
 *   0 or less, which no model of spend can read; 1e15 customers at most.
 * @throws TypeError or RangeError if `repeats` is not a whole number of 1 or more, or a mean not a number.
 *
 * @example
 * ```ts
 * tallySpend([
 *   { repeats: 2, mean: 35.5 },
 *   { repeats: 1, mean: 20, customers: 3 },
 *   { repeats: 1, mean: 0 },
 * ]);
 * // => { kind: "spend", nonPositive: 1, repeats: [1, 2], mean: [20, 35.5], customers: [3, 1] }
 * ```
 *
 * @see Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013): the model that reads x and z,
 *   which are `repeats` and `mean`.
 */
export function tallySpend(rows: Rows<CountedSpend>): SpendTally {
  const where = "tallySpend";
  const columns = columnsOf(where, "rows", rows, ["repeats", "mean"], ["customers"]);
  const kept: { [Name in keyof Required<CountedSpend>]: number[] } = {
    repeats: [],
    mean: [],
    customers: [],
  };
  let nonPositive = 0;
  for (let i = 0; i < columns.repeats.length; i++) {
    const repeats = checkWhole(where, "repeats", columns.repeats[i], 1, MOST, i);
    const mean = checkNumber(where, "mean", columns.mean[i], -MOST, MOST, i);
    const customers = checkWhole(where, "customers", columns.customers?.[i] ?? 1, 1, MOST, i);
    if (mean <= 0) {
      nonPositive += customers;
      continue;
    }
    kept.repeats.push(repeats);
    kept.mean.push(mean);
    kept.customers.push(customers);
  }
  return spendOf(where, nonPositive, [kept.repeats, kept.mean], kept.customers);
}

/**
 * Adds the spend of different customers, in one currency.
 *
 * A customer who is in two parts is counted as two: parts must share no customers.
 *
 * @param parts - a list of one or more tallies.
 * @returns the tally of all the customers that the parts were made of.
 * @throws RangeError or TypeError if there is no list of tallies, or a tally is not one.
 *
 * @example
 * ```ts
 * const north = tallySpend([{ repeats: 1, mean: 20 }]);
 * const south = tallySpend([
 *   { repeats: 1, mean: 20 },
 *   { repeats: 2, mean: 35.5 },
 * ]);
 * mergeSpend([north, south]);
 * // => { kind: "spend", nonPositive: 0, repeats: [1, 2], mean: [20, 35.5], customers: [2, 1] }
 * ```
 */
export function mergeSpend(parts: Iterable<SpendTally>): SpendTally {
  const where = "mergeSpend";
  const tallies = partsOf(where, parts, arguments.length, checkSpend);
  const nonPositive = tallies.reduce((sum, tally) => sum + tally.nonPositive, 0);
  const [repeats, mean, customers] = (["repeats", "mean", "customers"] as const).map((name) => {
    return tallies.flatMap((tally) => tally[name]);
  });
  return spendOf(where, nonPositive, [repeats, mean], customers);
}

/** Spend in sorted columns: checked, or counted one each. */
export function spendOf(
  where: string,
  nonPositive: number,
  columns: readonly ArrayLike<number>[],
  counts?: ArrayLike<number>,
): SpendTally {
  const {
    keys: [repeats, mean],
    counts: customers,
  } = groupRows(columns, counts);
  checkMost(where, [nonPositive, ...customers]);
  return { kind: "spend", nonPositive, repeats, mean, customers };
}

/** Checks a stored tally, and counts the customers in its columns. */
export function checkSpend(where: string, argument: string, tally: SpendTally): number {
  const { kind, nonPositive, repeats, mean, customers } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "spend", '"spend"', kind);
  checkCount(where, `${argument}.nonPositive`, nonPositive);
  checkLengths(where, argument, { repeats, mean, customers });
  const keys = [repeats, mean];
  let total = 0;
  for (let i = 0; i < repeats.length; i++) {
    // Messages are made only where one is needed: there can be a million rows.
    const isSpendRow = isCountOfSome(repeats[i]) && isMean(mean[i]) && isCountOfSome(customers[i]);
    // Only numbers are compared: what is not one has been found by then.
    const isSorted = isSpendRow && (i === 0 || compareRows(keys, i - 1, i) < 0);
    if (!isSorted) refuseRow(where, argument, tally, i);
    total += customers[i];
  }
  const fits = total + nonPositive <= MOST;
  checkTally(where, `${argument}.customers`, fits, `${MOST} at most in all`, total + nonPositive);
  return total;
}

/** What a model of spend reads of one customer who came back. */
export interface CustomerSpend {
  /** Purchases after the first one, 1 or more. */
  readonly repeats: number;
  /** What those purchases were worth on average, the first one left out. */
  readonly mean: number;
}

/** The spend of a customer, and how many customers had the same. */
export interface CountedSpend extends CustomerSpend {
  /** 1 unless stated. */
  readonly customers?: number | undefined;
}

/** Repeat customers by spend. Counts of customer-disjoint parts add up. */
export interface SpendTally {
  readonly kind: "spend";
  /** Repeat customers whose mean is not above 0; they are in no column. */
  readonly nonPositive: number;
  /** Columns of one length, sorted by `repeats` and `mean`, each pair once. */
  readonly repeats: readonly number[];
  readonly mean: readonly number[];
  /** How many customers have each pair. */
  readonly customers: readonly number[];
}

function isMean(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value <= MOST;
}

/** Says what is wrong with a row of a stored tally. */
function refuseRow(where: string, argument: string, tally: SpendTally, index: number): never {
  const { repeats, mean, customers } = tally;
  const whole = `a whole number, 1 or more`;
  checkTally(
    where,
    `${argument}.repeats`,
    isCountOfSome(repeats[index]),
    whole,
    repeats[index],
    index,
  );
  const above = `a number above 0, ${MOST} at most`;
  checkTally(where, `${argument}.mean`, isMean(mean[index]), above, mean[index], index);
  const counted = isCountOfSome(customers[index]);
  checkTally(where, `${argument}.customers`, counted, whole, customers[index], index);
  fail("bad-tally", where, `${argument}.repeats`, "sorted, each pair once", repeats[index], index);
}
