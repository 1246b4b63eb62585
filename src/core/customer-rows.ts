// The rows of each customer, chained from the last one to the first.

import { denseLimit, isDense } from "./customer-id.js";

/** Chains the rows that are kept. */
export function chainRows(
  customers: ArrayLike<unknown>,
  isKept: (row: number) => boolean,
): CustomerRows {
  return chainDense(customers, isKept) ?? chainMapped(customers, isKept);
}

/** Rows by customer. */
export interface CustomerRows {
  /** The last row of each customer. */
  readonly lasts: readonly number[];
  /** By row: the one before it of the same customer; −1 if it is the first. */
  readonly earlier: Int32Array;
}

/** Whole numbers that are not much larger than there are rows number the customers themselves. */
function chainDense(
  customers: ArrayLike<unknown>,
  isKept: (row: number) => boolean,
): CustomerRows | null {
  const limit = denseLimit(customers.length);
  const next = new Int32Array(limit); // 1 more than the last row so far
  const earlier = new Int32Array(customers.length);
  for (let row = 0; row < customers.length; row++) {
    const id = customers[row];
    if (!isDense(id, limit)) return null;
    if (!isKept(row)) continue;
    earlier[row] = next[id] - 1;
    next[id] = row + 1;
  }
  const lasts: number[] = [];
  for (let id = 0; id < limit; id++) if (next[id] > 0) lasts.push(next[id] - 1);
  return { lasts, earlier };
}

function chainMapped(
  customers: ArrayLike<unknown>,
  isKept: (row: number) => boolean,
): CustomerRows {
  const last = new Map<unknown, number>();
  const earlier = new Int32Array(customers.length);
  for (let row = 0; row < customers.length; row++) {
    if (!isKept(row)) continue;
    earlier[row] = last.get(customers[row]) ?? -1;
    last.set(customers[row], row);
  }
  return { lasts: [...last.values()], earlier };
}
