// How long customers stayed, counted by duration, and such tallies merged.

import type { Rows } from "../core/columns.js";
import { partsOf } from "../core/parts.js";
import { addCounts } from "./add-counts.js";
import { countLifetimes } from "./count-lifetimes.js";
import type { Lifetime } from "./lifetime-columns.js";
import { checkLifetimes, type LifetimeTally } from "./lifetime-tally.js";

/**
 * Counts lifetimes by duration: how many customers left at each, and how many were last seen there
 * and are still customers (censored).
 *
 * Somebody who is still there has a lifetime too, as long as it is known, and leaving them out makes
 * all others look short-lived. Where some leave and some are last seen at one duration, the leaving
 * comes first. Only equal numbers are one duration: 0.1 + 0.2 and 0.3 are two, so round durations
 * that were computed.
 *
 * A customer who had been one for a while before your records begin is watched from then on: give
 * `entered`, or those who left before that are forgotten and lifetimes look long. Nobody is at risk
 * before the first one enters; the curve stays at 1 up to there.
 *
 * Any cut of the rows merges (`mergeLifetimes`): a row stands alone, and a customer in two rows is
 * two lifetimes, as in the whole.
 *
 * @param lifetimes - rows or columns of `{ duration, left, entered?, reason? }`; columns of typed
 *   arrays are fastest. Durations are 0 or more, in any unit, and fractions are welcome.
 * @returns columns with a place for each duration; `survivalCurve`, `medianLifetime` and others read it.
 * @throws TypeError or RangeError if a duration is not a number of 0 or more, `left` is neither a
 *   boolean nor 0 or 1, a customer enters when the duration is over, or one who stays has a reason.
 *
 * @example
 * ```ts
 * tallyLifetimes([
 *   { duration: 3, left: true },
 *   { duration: 3, left: false },
 *   { duration: 12, left: false, entered: 5 },
 * ]);
 * // => { kind: "lifetimes", durations: [3, 5, 12],
 * //      left: [1, 0, 0], censored: [1, 0, 1], entered: [0, 1, 0] }
 * tallyLifetimes([{ duration: 3, left: 3 }]);
 * // throws RangeError: tallyLifetimes: left at index 0 must be true, false, 1 or 0, got 3
 * ```
 */
export function tallyLifetimes(lifetimes: Rows<Lifetime>): LifetimeTally {
  return { kind: "lifetimes", ...countLifetimes("tallyLifetimes", lifetimes) };
}

/**
 * Adds tallies of lifetimes, all in one unit.
 *
 * Any cut of the rows merges: a customer who is in two parts is two lifetimes, as in the whole.
 *
 * @param parts - a list of one or more tallies; `tallyLifetimes([])` is the tally of nothing.
 * @returns the tally of all the rows that the parts were made of.
 * @throws RangeError or TypeError if the parts are not a list of tallies.
 *
 * @example
 * ```ts
 * const north = tallyLifetimes([{ duration: 3, left: true }]);
 * const south = tallyLifetimes([{ duration: 3, left: false }, { duration: 8, left: true }]);
 * mergeLifetimes([north, south]);
 * // => { kind: "lifetimes", durations: [3, 8], left: [1, 1], censored: [1, 0] }
 * ```
 */
export function mergeLifetimes(parts: Iterable<LifetimeTally>): LifetimeTally {
  const tallies = partsOf("mergeLifetimes", parts, arguments.length, checkLifetimes);
  return { kind: "lifetimes", ...addCounts(tallies) };
}
