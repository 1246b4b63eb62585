// Lifetimes as rows or columns, checked and read into typed arrays.

import { checkAmount, checkFlag, fail, MOST } from "../core/check.js";
import { type Columns, columnsOf, type Rows } from "../core/columns.js";

/** Rows or columns as typed arrays. */
export function readLifetimes(where: string, lifetimes: Rows<Lifetime>): LifetimeColumns {
  const plain = Array.isArray(lifetimes) ? readPlainRows(lifetimes) : null;
  if (plain !== null) return plain;
  const columns = columnsOf(
    where,
    "lifetimes",
    lifetimes,
    { duration: (row) => row.duration, left: (row) => row.left },
    { entered: (row) => row.entered, reason: (row) => row.reason },
  );
  const durations = numbersOf(columns.duration);
  const flags = flagsOf(columns.left);
  const entries = columns.entered && entriesOf(columns.entered);
  const reasons = columns.reason && reasonsOf(columns.reason);
  // The kernels only say that a row is wrong; which one, and how, a second pass finds.
  const leavers = countLeavers(durations, flags);
  const entrants = entries ? countEntrants(entries, durations) : 0;
  if (leavers < 0 || entrants < 0 || (reasons && !areOfLeavers(reasons, flags))) {
    for (let i = 0; ; i++) checkLifetime(where, columns, i);
  }
  return { durations, flags, leavers, entries, entrants, reasons };
}

/** Checks one row of lifetimes. */
export function checkLifetime(
  where: string,
  { duration, left, entered, reason }: Columns<Lifetime>,
  index: number,
): void {
  const end = checkAmount(where, "duration", duration[index], index);
  const isOver = checkFlag(where, "left", left[index], index);
  const entry = entered?.[index] ?? 0;
  if (entry !== 0 && checkAmount(where, "entered", entry, index) >= end) {
    fail("out-of-range", where, "entered", `less than the duration, ${end}`, entry, index);
  }
  const why: unknown = reason?.[index] ?? null;
  if (why === null) return;
  if (typeof why !== "string") fail("wrong-type", where, "reason", "a string or null", why, index);
  if (!isOver)
    fail("out-of-range", where, "reason", "null for a customer who has not left", why, index);
}

/** How long one customer stayed, as far as that is known. */
export interface Lifetime {
  /** From joining to leaving, or to when the customer was last known to be there; in a unit of yours. */
  readonly duration: number;
  /** Whether the customer left at the end of it: `true` or 1. `false` or 0 if still there (censored). */
  readonly left: boolean | number;
  /** Since which duration the customer is watched; 0, `null` or left out: from the start. */
  readonly entered?: number | null | undefined;
  /** Why the customer left; `null` or left out where that is not known. */
  readonly reason?: string | null | undefined;
}

/** Checked lifetimes in typed arrays. */
export interface LifetimeColumns {
  readonly durations: Float64Array;
  /** 1 if the customer left, 0 if not. */
  readonly flags: Uint8Array;
  readonly leavers: number;
  /** 0 for a customer watched from the start. */
  readonly entries: Float64Array | undefined;
  readonly entrants: number;
  readonly reasons: Reasons | undefined;
}

/** Which reason each row has: its index among the names, −1 for no reason, −2 for an invalid one. */
export interface Reasons {
  readonly names: readonly string[];
  readonly of: Int32Array;
}

/**
 * An array of rows that were watched from the start and give no reason; `null` of anything else, and where a
 * row is wrong. Each row is read once, which takes half the time of reading field by field.
 */
function readPlainRows(
  rows: readonly (Partial<Lifetime> | null | undefined)[],
): LifetimeColumns | null {
  const durations = new Float64Array(rows.length);
  const flags = new Uint8Array(rows.length);
  let leavers = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) return null;
    const { duration, left } = row;
    if (typeof duration !== "number" || !(duration >= 0 && duration <= MOST)) return null;
    if (left !== true && left !== false && left !== 0 && left !== 1) return null;
    if (row.entered !== undefined || row.reason !== undefined) return null;
    durations[i] = duration;
    flags[i] = +left;
    leavers += +left;
  }
  return { durations, flags, leavers, entries: undefined, entrants: 0, reasons: undefined };
}

/** Anything but a number becomes NaN, which is refused later. */
function numbersOf(column: Columns<Lifetime>["duration"]): Float64Array {
  if (column instanceof Float64Array) return column;
  if (ArrayBuffer.isView(column) && typeof column[0] === "number") return new Float64Array(column);
  const numbers = new Float64Array(column.length);
  for (let i = 0; i < numbers.length; i++) {
    const value: unknown = column[i];
    numbers[i] = typeof value === "number" ? value : Number.NaN;
  }
  return numbers;
}

/** 1 if the customer left, 0 if not, 2 if the value is neither yes nor no. */
function flagsOf(column: Columns<Lifetime>["left"]): Uint8Array {
  if (column instanceof Uint8Array) return column;
  const flags = new Uint8Array(column.length);
  for (let i = 0; i < flags.length; i++) {
    const value = column[i];
    flags[i] = value === true || value === 1 ? 1 : value === false || value === 0 ? 0 : 2;
  }
  return flags;
}

/** 0 for a customer watched from the start. */
function entriesOf(column: NonNullable<Columns<Lifetime>["entered"]>): Float64Array {
  if (column instanceof Float64Array) return column;
  const entries = new Float64Array(column.length);
  for (let i = 0; i < entries.length; i++) {
    const value: unknown = column[i] ?? 0;
    entries[i] = typeof value === "number" ? value : Number.NaN;
  }
  return entries;
}

function reasonsOf(column: NonNullable<Columns<Lifetime>["reason"]>): Reasons {
  const indices = new Map<string, number>();
  const of = new Int32Array(column.length);
  for (let i = 0; i < of.length; i++) {
    const reason: unknown = column[i];
    if (typeof reason !== "string") {
      of[i] = reason === null || reason === undefined ? -1 : -2;
      continue;
    }
    let index = indices.get(reason);
    if (index === undefined) {
      index = indices.size;
      indices.set(reason, index);
    }
    of[i] = index;
  }
  return { names: [...indices.keys()], of };
}

/** −1 if a row is wrong. */
function countLeavers(durations: Float64Array, flags: Uint8Array): number {
  let leavers = 0;
  for (let i = 0; i < durations.length; i++) {
    const duration = durations[i];
    if (!(duration >= 0 && duration <= MOST) || flags[i] > 1) return -1;
    leavers += flags[i];
  }
  return leavers;
}

/** −1 if a row is wrong. */
function countEntrants(entries: Float64Array, durations: Float64Array): number {
  let entrants = 0;
  for (let i = 0; i < entries.length; i++) {
    if (entries[i] === 0) continue;
    if (!(entries[i] > 0 && entries[i] < durations[i])) return -1;
    entrants++;
  }
  return entrants;
}

function areOfLeavers({ of }: Reasons, flags: Uint8Array): boolean {
  for (let i = 0; i < of.length; i++) {
    if (of[i] === -2 || (of[i] >= 0 && flags[i] === 0)) return false;
  }
  return true;
}
