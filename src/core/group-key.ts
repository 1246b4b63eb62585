// Keys that rows are grouped by: a name, a number, or several of them.

import { type ErrorCode, fail } from "./check.js";
import { isList } from "./stored.js";

/** Checks that a value is a key. */
export function checkKey(
  code: ErrorCode,
  where: string,
  argument: string,
  key: unknown,
  index?: number,
): void {
  if (isPart(key) || (isList(key) && key.every(isPart))) return;
  const wrong = isList(key) ? key.find((part) => !isPart(part)) : key;
  fail(code, where, argument, "a name, a finite number, or a list of them", wrong, index);
}

/** A text that no two keys share: 1, "1" and [1] are three. */
export function keyId(key: GroupKey): string {
  return JSON.stringify(key);
}

/** A key as an error shows it. */
export function shownKey(key: GroupKey): string | number {
  return typeof key === "object" ? keyId(key) : key;
}

/** Single keys before lists. */
export function compareKeys(a: GroupKey, b: GroupKey): number {
  return Number(typeof a === "object") - Number(typeof b === "object") || compareLists(a, b);
}

/** The key, safe from later changes to a list, and without a −0, which JSON would lose. */
export function copyKey<Key extends GroupKey>(key: Key): Key {
  const copy = listOf(key).map((part) => (part === 0 ? 0 : part));
  return (typeof key === "object" ? copy : copy[0]) as Key; // the same value
}

/** What rows are grouped by: a name, a number, or several of them, such as country and month. */
export type GroupKey = string | number | readonly (string | number)[];

function listOf(key: GroupKey): readonly (string | number)[] {
  return typeof key === "object" ? key : [key];
}

function isPart(part: unknown): boolean {
  return typeof part === "string" || Number.isFinite(part);
}

function compareLists(a: GroupKey, b: GroupKey): number {
  const [left, right] = [listOf(a), listOf(b)];
  let i = 0;
  while (i < left.length && i < right.length && left[i] === right[i]) i++;
  return compareParts(left[i], right[i]);
}

/** Nothing before numbers before strings; the host's language does not matter. */
function compareParts(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === typeof b) return (a as string) < (b as string) ? -1 : Number(a !== b);
  if (a === undefined || typeof b === "string") return -1;
  return 1;
}
