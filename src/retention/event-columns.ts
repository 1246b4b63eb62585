import { checkCustomer } from "../core/customer.js";
import { checkTime, EARLIEST, isDate, LATEST } from "../core/time.js";

/** Events as two columns of plain numbers, checked. */
export interface EventColumns {
  /** By row: the number of the customer, from 0. Numbers may be left out. */
  readonly members: Uint32Array;
  /** One more than the largest number in `members`. */
  readonly count: number;
  readonly times: Float64Array;
  /** The first and the last time before `until`; from after to, if there is none. */
  readonly from: number;
  readonly to: number;
  /** Rows at or after `until`. */
  readonly later: number;
}

/** Customers numbered and times in milliseconds; typed columns that serve as they are, are not copied. */
export function eventColumns(
  where: string,
  customer: ArrayLike<unknown>,
  time: ArrayLike<unknown>,
  until: number,
): EventColumns {
  const times = time instanceof Float64Array ? time : millisecondsOf(time);
  const span = spanOf(times, until);
  const members = span && (denseMembers(customer) ?? mappedMembers(customer));
  if (!span || !members) refuse(where, customer, time);
  return { ...members, times, ...span };
}

// The loops below only notice that something is wrong; this one says what, and in which row.
function refuse(where: string, customer: ArrayLike<unknown>, time: ArrayLike<unknown>): never {
  for (let i = 0; ; i++) {
    checkCustomer(where, customer[i], i);
    checkTime(where, "time", time[i], i);
  }
}

type Members = Pick<EventColumns, "members" | "count">;
type Span = Pick<EventColumns, "from" | "to" | "later">;

/** Whole numbers that are not much larger than there are rows number the customers themselves. */
function denseMembers(customer: ArrayLike<unknown>): Members | null {
  const limit = Math.min(4 * customer.length + 1_024, 2 ** 31);
  const members = customer instanceof Uint32Array ? customer : wholeNumbers(customer, limit);
  if (members === null) return null;
  const count = largest(members) + 1;
  return count <= limit ? { members, count } : null;
}

function largest(members: Uint32Array): number {
  let most = 0;
  for (let i = 0; i < members.length; i++) most = Math.max(most, members[i]);
  return most;
}

function wholeNumbers(customer: ArrayLike<unknown>, limit: number): Uint32Array | null {
  const members = new Uint32Array(customer.length);
  for (let i = 0; i < members.length; i++) {
    const id = customer[i];
    if (typeof id !== "number" || id >>> 0 !== id + 0 || id >= limit) return null;
    members[i] = id;
  }
  return members;
}

function mappedMembers(customer: ArrayLike<unknown>): Members | null {
  const numbers = new Map<unknown, number>();
  const members = new Uint32Array(customer.length);
  for (let i = 0; i < members.length; i++) {
    const id = customer[i];
    if (typeof id !== "string" && !Number.isFinite(id)) return null;
    let member = numbers.get(id);
    if (member === undefined) {
      member = numbers.size;
      numbers.set(id, member);
    }
    members[i] = member;
  }
  return { members, count: numbers.size };
}

function spanOf(times: Float64Array, until: number): Span | null {
  const all = rangeOf(times);
  if (all === null || all.to < until) return all && { ...all, later: 0 };
  let from = Infinity;
  let to = -Infinity;
  let later = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time >= until) later++;
    else {
      if (time < from) from = time;
      if (time > to) to = time;
    }
  }
  return { from, to, later };
}

/** The first and the last time; `null` if one is none. */
function rangeOf(times: Float64Array): { from: number; to: number } | null {
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const time = times[i];
    if (time >= from && time <= to) continue; // as almost all are, and then they are in range
    if (!(time >= EARLIEST && time <= LATEST)) return null;
    if (time < from) from = time;
    if (time > to) to = time;
  }
  return { from, to };
}

/** A copy in milliseconds, with NaN for what is no time. */
function millisecondsOf(time: ArrayLike<unknown>): Float64Array {
  const times = new Float64Array(time.length);
  for (let i = 0; i < times.length; i++) {
    const value = time[i];
    times[i] = typeof value === "number" ? value : isDate(value) ? value.getTime() : Number.NaN;
  }
  return times;
}
