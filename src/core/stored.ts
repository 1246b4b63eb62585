// What stored tallies are made of, with one check for each: lists, moments, sums, counts.

import { checkTally, MOST } from "./check.js";
import { EARLIEST, LATEST } from "./time.js";

/** The largest sum: the most rows of the highest value each, so that no sum of such sums is infinite; never −0. */
export const MOST_SUM = 1e30;

/** A list without holes: no rows make them, and loops over lists pass over them. */
export function checkList(
  where: string,
  field: string,
  list: unknown,
  mustBe: string,
  most: number = Infinity,
): void {
  checkTally(where, field, isList(list), mustBe, list);
  const { length } = list as readonly unknown[];
  checkTally(where, `${field}.length`, length <= most, `at most ${most}`, length);
}

export function isList(list: unknown): list is readonly unknown[] {
  if (!Array.isArray(list)) return false;
  for (let i = 0; i < list.length; i++) if (!(i in list)) return false;
  return true;
}

/** A moment in epoch milliseconds, of those that rows may have. */
export function isMoment(time: unknown): time is number {
  return typeof time === "number" && time >= EARLIEST && time <= LATEST && !Object.is(time, -0);
}

export function isSum(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= MOST_SUM && !Object.is(value, -0);
}

/** Whether a value is a count; for loops over a million of them. */
export function isCount(value: unknown): value is number {
  if (typeof value !== "number" || !Number.isInteger(value)) return false;
  return value >= 0 && value <= MOST && !Object.is(value, -0);
}

/** A sum of squares of sums. */
export function isSquareSum(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MOST_SUM ** 2 && !Object.is(value, -0);
}

/** Whether a value is a count of at least 1, which a row has that is there at all. */
export function isCountOfSome(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST;
}

/** Checks columns of a stored tally: lists, all as long as the first. */
export function checkLengths(
  where: string,
  argument: string,
  columns: Readonly<Record<string, readonly unknown[]>>,
  mustBe = "a list of numbers",
): void {
  const [[first, longest]] = Object.entries(columns);
  const length = longest?.length;
  for (const [name, column] of Object.entries(columns)) {
    checkTally(where, `${argument}.${name}`, Array.isArray(column), mustBe, column);
    const fits = column.length === length;
    const asLong = `as long as ${first}, ${length}`;
    checkTally(where, `${argument}.${name}.length`, fits, asLong, column.length);
  }
}

/** Whether a sum, which rounding has moved, is no more than another. */
export function isAtMost(sum: number, most: number): boolean {
  return sum <= most * (1 + 1e-9) + 1e-290; // where numbers have few digits left
}
