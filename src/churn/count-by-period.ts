// The loop that counts the members of every period in one pass over the customers.

import { addTo, noSum, type Sum, totalOf } from "../core/sum.js";
import { DAY } from "../core/time.js";
import { collectSpans, type MembershipTally, type SpansByCustomer } from "./membership.js";

/** Counts each customer in all periods. `edges` are where the periods start, and where the last one ends. */
export function countByPeriod(edges: Float64Array, spans: SpansByCustomer): MembershipTally[] {
  const { starts, ends, lasts } = spans;
  const counts = openCounts(edges.length - 1);
  const rows: number[] = [];
  for (const last of lasts) {
    collectSpans(rows, last, spans);
    counts.lost = counts.inside = counts.firstLeft = NONE;
    for (let i = rows.length - 1; i >= 0; ) {
      const from = starts[rows[i]];
      let to = ends[rows[i]];
      // Spans that touch or overlap are one.
      for (i--; i >= 0 && starts[rows[i]] <= to; i--) to = Math.max(to, ends[rows[i]]);
      addMembership(counts, edges, from, to);
    }
    settle(counts, NONE);
  }
  return closeCounts(counts, edges);
}

/** By period. What lasts over several periods is written where it begins and where it ends, then summed. */
interface OpenCounts {
  readonly new: Float64Array;
  readonly reactivated: Float64Array;
  readonly churned: Float64Array;
  readonly between: Float64Array;
  readonly ended: Float64Array;
  /** Changes in the members just before each period, and just before the last one ends. */
  readonly opening: Float64Array;
  /** Changes in how many are members from the start of a period to its end. */
  readonly whole: Float64Array;
  /** Time of the others. */
  readonly time: readonly Sum[];
  /** Of the customer at hand: the period whose opening they were a member at and left in, if not back yet. */
  lost: number;
  /** The period that they have joined and left in, if that is all so far. */
  inside: number;
  /** The period in which the first membership ended. */
  firstLeft: number;
}

const NONE = -1;

function openCounts(length: number): OpenCounts {
  const zeros = (): Float64Array => new Float64Array(length + 2);
  return {
    new: zeros(),
    reactivated: zeros(),
    churned: zeros(),
    between: zeros(),
    ended: zeros(),
    opening: zeros(),
    whole: zeros(),
    time: Array.from({ length }, noSum),
    lost: NONE,
    inside: NONE,
    firstLeft: NONE,
  };
}

/** Adds a customer's next membership. */
function addMembership(counts: OpenCounts, edges: Float64Array, from: number, to: number): void {
  const length = edges.length - 1;
  if (from >= edges[length]) return;
  const joins = periodOf(edges, from);
  const leaves = to < edges[length] ? periodOf(edges, to) : length;
  settle(counts, joins);
  if (leaves < length) counts.ended[leaves]++;
  if (joins === leaves) {
    addTo(counts.time[joins], to - from);
    if (counts.lost !== joins) counts.inside = joins;
  } else {
    counts.opening[joins + 1]++;
    counts.opening[leaves + 1]--;
    counts.whole[joins + 1]++;
    counts.whole[leaves]--;
    addTo(counts.time[joins], edges[joins + 1] - from);
    if (leaves < length) addTo(counts.time[leaves], to - edges[leaves]);
    // Back before the close of the period they left in, they are not lost in it.
    if (counts.lost !== joins) {
      const isBack = counts.firstLeft !== NONE && counts.firstLeft < joins;
      (isBack ? counts.reactivated : counts.new)[joins]++;
    }
    counts.inside = NONE;
    counts.lost = leaves < length ? leaves : NONE;
  }
  if (counts.firstLeft === NONE) counts.firstLeft = leaves;
}

/** Counts what has become of the customer by the close of an earlier period than that of the next joining. */
function settle(counts: OpenCounts, joins: number): void {
  const { lost, inside } = counts;
  if (lost !== joins && lost !== NONE) {
    counts.churned[lost]++;
    counts.lost = NONE;
  }
  if (inside !== joins && inside !== NONE) {
    counts.between[inside]++;
    counts.inside = NONE;
  }
}

function closeCounts(counts: OpenCounts, edges: Float64Array): MembershipTally[] {
  let [closing, whole] = [0, 0];
  return counts.time.map((time, i) => {
    const [from, until, opening] = [edges[i], edges[i + 1], closing];
    closing += counts.opening[i + 1];
    whole += counts.whole[i];
    addTo(time, whole * (until - from));
    return {
      kind: "membership",
      from,
      until,
      opening,
      new: counts.new[i],
      reactivated: counts.reactivated[i],
      churned: counts.churned[i],
      between: counts.between[i],
      closing,
      ended: counts.ended[i],
      customerDays: totalOf(time) / DAY,
    };
  });
}

/** The last period that has started at a moment, of those that have. */
function periodOf(edges: Float64Array, time: number): number {
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= time) low = middle;
    else high = middle;
  }
  return low;
}
