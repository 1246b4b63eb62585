// Counts of lifetimes added up by duration, and by reason.

import type { LifetimeCounts, ReasonCounts } from "./lifetime-tally.js";

/** Adds up sorted columns; by halves, so that none is copied more often than the parts can be halved. */
export function addCounts(parts: readonly LifetimeCounts[]): LifetimeCounts {
  if (parts.length < 2) return parts[0] ?? { durations: [], left: [], censored: [] };
  const middle = parts.length >> 1;
  const a = addCounts(parts.slice(0, middle));
  const b = addCounts(parts.slice(middle));
  const order = orderOf(a.durations, b.durations);
  const entered =
    (a.entered || b.entered) &&
    merged(order, a.entered ?? a.left.map(none), b.entered ?? b.left.map(none), add);
  const byReason =
    a.byReason && b.byReason ? addReasons(a.byReason, b.byReason) : (a.byReason ?? b.byReason);
  return {
    durations: merged(order, a.durations, b.durations, first),
    left: merged(order, a.left, b.left, add),
    censored: merged(order, a.censored, b.censored, add),
    ...(entered && { entered }),
    ...(byReason && { byReason }),
  };
}

function addReasons(a: ReasonCounts, b: ReasonCounts): ReasonCounts {
  const order = orderOf(a.durations, b.durations, a.reasons, b.reasons);
  return {
    durations: merged(order, a.durations, b.durations, first),
    reasons: merged(order, a.reasons, b.reasons, first),
    left: merged(order, a.left, b.left, add),
  };
}

/** In which order values come that are sorted by two columns: −1 one of the first, 1 one of the other, 0 both. */
function orderOf(
  a: readonly number[],
  b: readonly number[],
  besideA: readonly string[] = [],
  besideB: readonly string[] = [],
): number[] {
  const order: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const isLess = a[i] < b[j] || (a[i] === b[j] && besideA[i] < besideB[j]);
    const isMore = a[i] > b[j] || (a[i] === b[j] && besideA[i] > besideB[j]);
    const next = j === b.length || isLess ? -1 : i === a.length || isMore ? 1 : 0;
    order.push(next);
    if (next <= 0) i++;
    if (next >= 0) j++;
  }
  return order;
}

/** Two columns in an order. */
function merged<Value>(
  order: readonly number[],
  a: readonly Value[],
  b: readonly Value[],
  join: (one: Value, other: Value) => Value,
): Value[] {
  const column: Value[] = new Array(order.length);
  for (let at = 0, i = 0, j = 0; at < order.length; at++) {
    if (order[at] < 0) column[at] = a[i++];
    else if (order[at] > 0) column[at] = b[j++];
    else column[at] = join(a[i++], b[j++]);
  }
  return column;
}

const add = (one: number, other: number): number => one + other;
const first = <Value>(one: Value): Value => one;
const none = (): number => 0;
