// Lifetimes counted by duration: the rows of a tally.

import type { Rows } from "../core/columns.js";
import { sortAmounts } from "../core/sort.js";
import { type Lifetime, type Reasons, readLifetimes } from "./lifetime-columns.js";

/** Lifetimes counted by duration, for `tallyLifetimes`. */
export function countLifetimes(where: string, lifetimes: Rows<Lifetime>): LifetimeRow[] {
  const { durations, flags, leavers, entries, entrants, reasons } = readLifetimes(where, lifetimes);
  const left = new Float64Array(leavers + 1);
  const censored = new Float64Array(durations.length - leavers + 1);
  splitByLeft(durations, flags, left, censored);
  const entered = new Float64Array(entrants + 1);
  if (entries) keepLateEntries(entries, entered);
  const rows = rowsOf(sortedWithEnd(left), sortedWithEnd(censored), sortedWithEnd(entered));
  if (reasons) addReasons(rows, durations, reasons);
  return rows;
}

/** How many left for one reason. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** What happened at one duration. */
export interface LifetimeRow {
  readonly duration: number;
  /** Customers who left then. */
  readonly left: number;
  /** Customers who were last seen then, and had not left. */
  readonly censored: number;
  /** Customers watched only since this duration; those watched from the start are in no such count. */
  readonly entered?: number | undefined;
  /** Those of `left` who gave a reason, sorted by reason. */
  readonly byReason?: readonly ReasonCount[] | undefined;
}

/** A row while it is being made. */
type OpenRow = LifetimeRow & { byReason?: ReasonCount[] | undefined };

/** Durations of leavers and of the others; each array has a place to spare. */
function splitByLeft(
  durations: Float64Array,
  flags: Uint8Array,
  left: Float64Array,
  censored: Float64Array,
): void {
  let l = 0;
  let c = 0;
  for (let i = 0; i < durations.length; i++) {
    const duration = durations[i] + 0; // never −0
    // Written to both, and kept by one: a branch that cannot be foreseen costs more.
    left[l] = duration;
    censored[c] = duration;
    l += flags[i];
    c += 1 - flags[i];
  }
}

function keepLateEntries(entries: Float64Array, entered: Float64Array): void {
  let kept = 0;
  for (let i = 0; i < entries.length; i++) {
    if (entries[i] > 0) entered[kept++] = entries[i];
  }
}

/** Sorted but for the last place, which gets an end that no duration reaches. */
function sortedWithEnd(durations: Float64Array): Float64Array {
  const last = durations.length - 1;
  sortAmounts(durations.subarray(0, last));
  durations[last] = Infinity;
  return durations;
}

function rowsOf(left: Float64Array, censored: Float64Array, entered: Float64Array): OpenRow[] {
  // A list of known length: there can be a million rows, and one that grows is copied again and again.
  const rows = new Array<OpenRow>(countDurations(left, censored, entered));
  let l = 0;
  let c = 0;
  let e = 0;
  for (let i = 0; i < rows.length; i++) {
    const duration = Math.min(left[l], censored[c], entered[e]);
    const fromLeft = l;
    const fromCensored = c;
    const fromEntered = e;
    while (left[l] === duration) l++;
    while (censored[c] === duration) c++;
    while (entered[e] === duration) e++;
    const leavers = l - fromLeft;
    const stayers = c - fromCensored;
    // Written out twice: an object made by spreading another costs several times as much.
    if (e === fromEntered) rows[i] = { duration, left: leavers, censored: stayers };
    else rows[i] = { duration, left: leavers, censored: stayers, entered: e - fromEntered };
  }
  return rows;
}

/** How many different durations there are, up to the ends. */
function countDurations(left: Float64Array, censored: Float64Array, entered: Float64Array): number {
  let [l, c, e, count, before] = [0, 0, 0, 0, -1];
  for (;;) {
    const duration = Math.min(left[l], censored[c], entered[e]);
    if (duration === Infinity) return count;
    // Added up without a branch: which list comes next cannot be foreseen.
    l += +(left[l] === duration);
    c += +(censored[c] === duration);
    e += +(entered[e] === duration);
    count += +(duration !== before);
    before = duration;
  }
}

function addReasons(rows: readonly OpenRow[], durations: Float64Array, reasons: Reasons): void {
  const { names, of } = reasons;
  const ends = new Uint32Array(names.length + 1);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) ends[of[i] + 1]++;
  for (let k = 0; k < names.length; k++) ends[k + 1] += ends[k];
  const starts = ends.slice();
  const byReason = new Float64Array(ends[names.length]);
  for (let i = 0; i < of.length; i++) {
    if (of[i] >= 0) byReason[starts[of[i]]++] = durations[i] + 0;
  }
  // In the order of their names, so that the reasons of a row come out sorted.
  const order = [...names.keys()].sort((a, b) => (names[a] < names[b] ? -1 : 1));
  for (const k of order) {
    const sorted = sortAmounts(byReason.subarray(ends[k], ends[k + 1]));
    let r = 0;
    for (let i = 0; i < sorted.length; ) {
      while (rows[r].duration < sorted[i]) r++;
      const row = rows[r];
      const first = i;
      while (sorted[i] === row.duration) i++;
      row.byReason ??= [];
      row.byReason.push({ reason: names[k], count: i - first });
    }
  }
}
