// Lifetimes counted by duration: the columns of a tally.

import type { Rows } from "../core/columns.js";
import { sortByBits } from "../core/sort.js";
import { type Lifetime, type LifetimeColumns, readLifetimes } from "./lifetime-columns.js";
import type { LifetimeCounts, ReasonCounts } from "./lifetime-tally.js";

/** Lifetimes counted by duration, for `tallyLifetimes`. */
export function countLifetimes(where: string, lifetimes: Rows<Lifetime>): LifetimeCounts {
  const columns = readLifetimes(where, lifetimes);
  const counts = areWhole(columns) ? countWhole(columns) : countSorted(columns);
  const byReason = countReasons(columns, counts.durations);
  return byReason ? { ...counts, byReason } : counts;
}

/** Columns while they are being filled. */
interface OpenCounts {
  readonly durations: number[];
  readonly left: number[];
  readonly censored: number[];
  readonly entered?: number[];
}

function areWhole({ durations, entries }: LifetimeColumns): boolean {
  for (let i = 0; i < durations.length; i++) {
    if (durations[i] !== Math.floor(durations[i])) return false;
  }
  return entries === undefined || entries.every((entry) => entry === Math.floor(entry));
}

/** Counts whole durations in tables, and the few that lie beyond them by sorting. */
function countWhole(columns: LifetimeColumns): LifetimeCounts {
  const { durations, flags, entries, entrants } = columns;
  // Days of 179 years: a larger table does not fit in the processor's cache, and sorting is no slower then.
  const limit = Math.min(4 * durations.length, 65_535);
  // Those who were last seen and those who left side by side: no branch has to be foreseen.
  const ends = new Uint32Array(2 * limit + 2);
  const beyond: number[] = [];
  for (let i = 0; i < durations.length; i++) {
    if (durations[i] > limit) beyond.push(i);
    else ends[2 * durations[i] + flags[i]]++;
  }
  const starts = new Uint32Array(entrants > 0 ? limit + 1 : 0);
  if (entries && entrants > 0) {
    for (let i = 0; i < entries.length; i++) if (entries[i] <= limit) starts[entries[i]]++;
    starts[0] = 0; // watched from the start
  }
  const open: OpenCounts = {
    durations: [],
    left: [],
    censored: [],
    ...(entrants > 0 && { entered: [] }),
  };
  for (let duration = 0; duration <= limit; duration++) {
    const [censored, left] = [ends[2 * duration], ends[2 * duration + 1]];
    const entered = starts[duration] ?? 0;
    if (left + censored + entered > 0) addCounts(open, duration, left, censored, entered);
  }
  if (beyond.length === 0) return open;
  const rest = countSorted(lifetimesAt(columns, beyond, limit));
  rest.durations.forEach((duration, i) => {
    addCounts(open, duration, rest.left[i], rest.censored[i], rest.entered?.[i] ?? 0);
  });
  return open;
}

function addCounts(
  open: OpenCounts,
  duration: number,
  left: number,
  censored: number,
  entered: number,
): void {
  open.durations.push(duration);
  open.left.push(left);
  open.censored.push(censored);
  open.entered?.push(entered);
}

/** Some of the lifetimes, without entries up to a limit. */
function lifetimesAt(
  { durations, flags, entries }: LifetimeColumns,
  rows: readonly number[],
  limit: number,
): LifetimeColumns {
  const late = entries && Float64Array.from(rows, (i) => (entries[i] > limit ? entries[i] : 0));
  return {
    durations: Float64Array.from(rows, (i) => durations[i]),
    flags: Uint8Array.from(rows, (i) => flags[i]),
    leavers: rows.reduce((sum, i) => sum + flags[i], 0),
    entries: late,
    entrants: late ? late.filter((entry) => entry > 0).length : 0,
    reasons: undefined,
  };
}

/** Counts durations of any kind, by sorting them. */
function countSorted(columns: LifetimeColumns): LifetimeCounts {
  const { durations, flags, leavers, entries, entrants } = columns;
  const left = new Float64Array(leavers + 1);
  const censored = new Float64Array(durations.length - leavers + 1);
  splitByLeft(durations, flags, left, censored);
  const entered = new Float64Array(entrants + 1);
  if (entries) keepLateEntries(entries, entered);
  return countRuns(sortedWithEnd(left), sortedWithEnd(censored), sortedWithEnd(entered));
}

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
  sortByBits(durations.subarray(0, last));
  durations[last] = Infinity;
  return durations;
}

/** Merges sorted lists, one number at a time and without a branch: which list comes next cannot be foreseen. */
function countRuns(
  left: Float64Array,
  censored: Float64Array,
  entered: Float64Array,
): LifetimeCounts {
  const length = left.length + censored.length + entered.length - 3; // without the ends
  const durations = new Float64Array(length);
  const [leavers, others, entrants] = [0, 1, 2].map(() => new Uint32Array(length));
  let [l, c, e, at, before] = [0, 0, 0, -1, -1];
  for (let i = 0; i < length; i++) {
    const duration = Math.min(left[l], censored[c], entered[e]);
    at += +(duration !== before);
    before = duration;
    durations[at] = duration;
    const isLeft = +(left[l] === duration);
    const isCensored = +(censored[c] === duration) & ~isLeft;
    const isEntered = 1 - isLeft - isCensored;
    leavers[at] += isLeft;
    others[at] += isCensored;
    entrants[at] += isEntered;
    l += isLeft;
    c += isCensored;
    e += isEntered;
  }
  return {
    durations: listOf(durations, at + 1),
    left: listOf(leavers, at + 1),
    censored: listOf(others, at + 1),
    ...(entered.length > 1 && { entered: listOf(entrants, at + 1) }),
  };
}

/** A list of known length: there can be a million durations, and lists that grow are copied again and again. */
function listOf(column: Float64Array | Uint32Array, length: number): number[] {
  const list = new Array<number>(length);
  for (let i = 0; i < length; i++) list[i] = column[i];
  return list;
}

/** Counts leavers by duration and reason: by one number for both, which rises with the two. */
function countReasons(
  { durations, reasons }: LifetimeColumns,
  known: readonly number[],
): ReasonCounts | undefined {
  if (reasons === undefined || reasons.names.length === 0) return undefined;
  const { names, of } = reasons;
  const sorted = [...names].sort();
  const ranks = new Map(sorted.map((name, rank) => [name, rank]));
  const rankOf = Float64Array.from(names, (name) => ranks.get(name) as number); // of all names
  const keys = new Float64Array(of.filter((name) => name >= 0).length);
  let next = 0;
  for (let i = 0; i < of.length; i++) {
    if (of[i] >= 0) keys[next++] = placeOf(durations[i], known) * names.length + rankOf[of[i]];
  }
  const counts = { durations: [] as number[], reasons: [] as string[], left: [] as number[] };
  sortByBits(keys);
  for (let i = 0; i < keys.length; ) {
    const [key, first] = [keys[i], i];
    while (keys[i] === key) i++;
    counts.durations.push(known[Math.floor(key / names.length)]);
    counts.reasons.push(sorted[key % names.length]);
    counts.left.push(i - first);
  }
  return counts;
}

/** Where a duration is in a rising list that has it. */
function placeOf(duration: number, durations: readonly number[]): number {
  let [low, high] = [0, durations.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (durations[middle] < duration) low = middle + 1;
    else high = middle;
  }
  return low;
}
