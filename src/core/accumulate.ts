// Any tally that merges over any cut of the rows, fed one row at a time.

import { fail, failWithin } from "./check.js";
import { checkFunction } from "./check-function.js";

/**
 * Tallies rows as they come, one at a time; cohorts, membership and revenue are refused, as they merge only over
 * parts that share no customers, and would come out wrong.
 *
 * It is for tallies that merge over any cut of the rows: of scores, lifetimes, purchases or level moves. Rows wait
 * in a buffer of 1,024 before they are tallied, so that memory grows with the tally and not with the rows. Tallies of
 * many entries, such as lifetimes and activity, take several times as long as all at once: for activity
 * `tallyActivityAsync` reads a stream.
 *
 * @param tally - makes a tally of a list of rows, such as `(rows) => tallyScores(rows, zeroToTen)`.
 * @param merge - merges a list of such tallies, such as `mergeScores`.
 * @returns `add` takes a row, `merge` the tally of other rows, and `tally` gives the tally so far. It changes
 *   nothing, so it can be read in between.
 * @throws TypeError if one of the two is not a function; RangeError if the tally is one of those that count customers.
 *   A wrong row throws when its buffer is tallied, with its
 *   index among all rows added, so `add` may throw for an earlier row; that row alone is dropped, and the one being
 *   added is kept.
 *
 * @example
 * ```ts
 * const scores = accumulate((rows: number[]) => tallyScores(rows, zeroToTen), mergeScores);
 * for (const score of [10, 9, 3]) scores.add(score);
 * nps(scores.tally()); // => 33.3
 * scores.merge(tallyScores([10], zeroToTen));
 * nps(scores.tally()); // => 50
 * ```
 */
export function accumulate<Row, Tally>(
  tally: (rows: Row[]) => Tally,
  merge: (parts: Tally[]) => Tally,
): Accumulator<Row, Tally> {
  const where = "accumulate";
  checkFunction(where, "tally", tally, "(rows) => tallyScores(rows, zeroToTen)");
  checkFunction(where, "merge", merge, "mergeScores");
  const nothing = merge([tally([])]);
  const { kind } = Object(nothing);
  if (BY_CUSTOMER.includes(kind)) {
    const mustBe =
      "one that merges over any cut of the rows, not only over parts that share no customers";
    fail("options-mismatch", where, "tally", mustBe, kind);
  }
  const made: Tally[][] = []; // those of one buffer each, then those of eight, of 64 and so on
  let rows: Row[] = [];
  let start = 0; // where the buffer begins among all rows added
  let dropped: number[] = []; // of the rows since then, by their index among all

  function tallyRows(): Tally {
    try {
      return tally(rows);
    } catch (error) {
      const { code, argument, index } = Object(error);
      const isRow = typeof argument === "string" && code !== "bad-tally" && index in rows;
      if (!isRow) throw error;
      let at = start + index;
      for (const earlier of dropped) if (earlier <= at) at++;
      rows.splice(index, 1);
      dropped = [...dropped, at].sort((a, b) => a - b);
      failWithin(error, "", () => at);
    }
  }

  /** Keeps a tally beside those of as many rows: few are merged, and none of them often. */
  function keep(part: Tally): void {
    let sum = part;
    for (let size = 0; ; size++) {
      made[size] ??= [];
      if (made[size].length < MOST_ALIKE - 1) {
        made[size].push(sum);
        return;
      }
      sum = merge([...made[size], sum]);
      made[size] = [];
    }
  }

  return {
    add(row) {
      rows.push(row);
      if (rows.length < BUFFER) return;
      keep(tallyRows());
      start += rows.length + dropped.length;
      rows = [];
      dropped = [];
    },
    merge(part) {
      keep(merge([nothing, part]));
    },
    tally() {
      const rest = tallyRows();
      return merge([...made.flat(), rest]);
    },
  };
}

/** A tally that rows are still added to. */
export interface Accumulator<Row, Tally> {
  /** Adds a row. */
  add(row: Row): void;
  /** Adds a tally of other rows, made with the same options; they do not count in the index of an error. */
  merge(part: Tally): void;
  /** The tally of all so far. */
  tally(): Tally;
}

/** Kinds that count customers, and would count one in two buffers twice. */
const BY_CUSTOMER: readonly unknown[] = [
  "cohorts",
  "lifecycle",
  "membership",
  "membership-by-period",
  "inactivity",
  "revenue",
  "revenue-by-period",
  "revenue-cohorts",
];

const BUFFER = 1_024;

/** Tallies of equal size are merged when there are so many. */
const MOST_ALIKE = 8;
