// Tables of survivors as lifetimes.

import { checkWhole, fail, MOST } from "../core/check.js";
import { checkLength } from "../core/limits.js";
import type { LifetimeTally } from "../survival/lifetime-tally.js";

/**
 * Makes lifetimes from how many customers of each cohort were still there after 0, 1, 2, … renewals: the
 * table that retention reports and papers have.
 *
 * Those who are still there at the end of a cohort's line have been seen that long and have not left
 * (censored). Cohorts may be of different lengths, as later ones are.
 *
 * @param cohorts - a list for each cohort: customers at the start, after the first renewal, and so on.
 * @returns the tally that `tallyLifetimes` makes of the customers one by one; merge with `mergeLifetimes`.
 * @throws RangeError or TypeError if there is no list of lists, or a number is not whole, or greater than
 *   the one before it.
 *
 * @example
 * ```ts
 * lifetimesFromSurvivors([[100, 80, 70], [60, 45]]);
 * // => { kind: "lifetimes", durations: [1, 2], left: [35, 10], censored: [45, 70] }
 * ```
 */
export function lifetimesFromSurvivors(cohorts: Iterable<readonly number[]>): LifetimeTally {
  const where = "lifetimesFromSurvivors";
  if (typeof cohorts !== "object" || cohorts === null || !(Symbol.iterator in cohorts)) {
    fail("wrong-type", where, "cohorts", "a list of lists of numbers", cohorts);
  }
  checkLength(where, "cohorts", cohorts);
  const left: number[] = [];
  const censored: number[] = [];
  let index = 0;
  for (const cohort of cohorts) {
    const argument = `cohorts[${index++}]`;
    if (!Array.isArray(cohort)) fail("wrong-type", where, argument, "a list of numbers", cohort);
    let there = MOST;
    for (let t = 0; t < cohort.length; t++) {
      const stay = checkWhole(where, argument, cohort[t], 0, there, t);
      left[t] = (left[t] ?? 0) + (t > 0 ? there - stay : 0);
      there = stay;
    }
    const end = cohort.length - 1;
    if (end >= 0) censored[end] = (censored[end] ?? 0) + there;
  }
  const durations = [...left.keys()].filter((t) => left[t] + (censored[t] ?? 0) > 0);
  return {
    kind: "lifetimes",
    durations,
    left: durations.map((t) => left[t]),
    censored: durations.map((t) => censored[t] ?? 0),
  };
}
