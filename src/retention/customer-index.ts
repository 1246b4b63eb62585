// Customers numbered from 0, in the order they first come up.

import { type CustomerId, denseLimit, isCustomer, isDense } from "../core/customer-id.js";

/** A number for each customer; `null` if one is neither a string nor a finite number. */
export function indexCustomers(customer: ArrayLike<unknown>): Members | null {
  return denseMembers(customer) ?? mappedMembers(customer);
}

/** Customers by number. */
export interface Members {
  /** By row: the number of the customer, from 0. Numbers may be left out. */
  readonly members: Uint32Array;
  /** One more than the largest number in `members`. */
  readonly count: number;
}

/** Whole numbers that are not much larger than there are rows number the customers themselves. */
function denseMembers(customer: ArrayLike<unknown>): Members | null {
  const limit = Math.min(denseLimit(customer.length), 2 ** 31);
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
    if (!isDense(id, limit)) return null;
    members[i] = id;
  }
  return members;
}

/**
 * Names, and numbers of any size. The rows are taken a 64th at a time: a `Map` of all customers does not
 * fit in the processor's cache, and one of each part does, which takes a third less time with half a million.
 */
function mappedMembers(customer: ArrayLike<unknown>): Members | null {
  const parts = new Uint8Array(customer.length);
  const ends = new Uint32Array(PARTS + 1);
  for (let i = 0; i < parts.length; i++) {
    const id = customer[i];
    if (!isCustomer(id)) return null;
    parts[i] = partOf(id);
    ends[parts[i] + 1]++;
  }
  for (let part = 0; part < PARTS; part++) ends[part + 1] += ends[part];
  const rows = new Uint32Array(customer.length);
  // Each part's start moves on to be its end.
  for (let i = 0; i < rows.length; i++) rows[ends[parts[i]]++] = i;
  const members = new Uint32Array(customer.length);
  let count = 0;
  for (let part = 0; part < PARTS; part++) {
    const ofPart = rows.subarray(part === 0 ? 0 : ends[part - 1], ends[part]);
    count += numberRows(customer, ofPart, count, members);
  }
  return { members, count };
}

const PARTS = 64;

/** Any function would do, if it is quick and tells most customers apart. */
function partOf(id: CustomerId): number {
  if (typeof id === "number") return id & (PARTS - 1);
  const { length } = id;
  return (31 * id.charCodeAt(length - 1) + 7 * id.charCodeAt(length >> 1)) & (PARTS - 1);
}

/** Numbers the customers of some rows from `first` on; how many there were. */
function numberRows(
  customer: ArrayLike<unknown>,
  rows: Uint32Array,
  first: number,
  members: Uint32Array,
): number {
  const numbers = new Map<unknown, number>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const id = customer[row];
    let member = numbers.get(id);
    if (member === undefined) {
      member = first + numbers.size;
      numbers.set(id, member);
    }
    members[row] = member;
  }
  return numbers.size;
}
