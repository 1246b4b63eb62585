// How a share changed among the same people: Tango's interval and McNemar's test.

import { checkObject, checkOptions, checkWhole, MOST } from "../core/check.js";
import { criticalZ } from "./distributions.js";
import { netScoreInterval } from "./net-score.js";
import { normalTail } from "./normal.js";
import type { ConfidenceOptions } from "./share.js";
import type { Difference } from "./share-difference.js";

/**
 * How a share changed among the same people asked twice: Tango's interval and McNemar's test.
 * `(gained − lost) ÷ total`; `z = (gained − lost) ÷ √(gained + lost)`, or for fewer than 100 who moved
 * `p = 2 P(X < min(gained, lost)) + P(X = min(gained, lost))`, X the heads of `gained + lost` tosses of a
 * coin
 *
 * Only those who moved tell anything about a change, and the interval is that of a net score in which
 * they stand for promoters and detractors. From 100 of them on the p value is below `1 − confidence`
 * exactly when the interval leaves out 0. For fewer it is the mid-p value of McNemar's test, which counts
 * half of what is just as far out: of few it may call a change real where the interval does not, or the
 * other way round.
 *
 * @param moves - whole counts of people.
 * @returns the difference as a share, −1 to 1; `null` when nobody was asked both times.
 * @throws RangeError or TypeError if a count is not a whole number, the total is less than those who
 *   moved, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * shareDifferencePaired({ gained: 9, lost: 3, total: 32 });
 * // => { value: 0.1875, low: -0.027, high: 0.390, confidence: 0.95, pValue: 0.0923 }
 * ```
 *
 * @see Tango, Statistics in Medicine 17 (1998), 891–908: the interval. McNemar, Psychometrika 12
 *   (1947), 153–157: the test. Fagerland, Lydersen and Laake, "The McNemar test for binary matched-pairs
 *   data: mid-p and asymptotic are better than exact conditional", BMC Medical Research Methodology 13
 *   (2013), 91: the mid-p value.
 */
export function shareDifferencePaired(
  moves: PairedChanges,
  options: ConfidenceOptions = {},
): Difference | null {
  const where = "shareDifferencePaired";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  const z = criticalZ(where, confidence);
  const gained = checkWhole(where, "gained", checkObject(where, "moves", moves).gained, 0, MOST);
  const lost = checkWhole(where, "lost", moves.lost, 0, MOST - gained);
  const total = checkWhole(where, "total", moves.total, gained + lost, MOST);
  if (total === 0) return null;
  const value = (gained - lost) / total;
  const { low, high } = netScoreInterval({ pro: gained, against: lost, total }, z);
  return {
    value,
    low: Math.min(value, low),
    high: Math.max(value, high),
    confidence,
    pValue: mcNemar(gained, lost),
  };
}

/** The same people before and after: who was counted only once, and how many there are. */
export interface PairedChanges {
  /** Counted after and not before. */
  readonly gained: number;
  /** Counted before and not after. */
  readonly lost: number;
  /** Everybody who was asked both times; most are counted twice or never. */
  readonly total: number;
}

function mcNemar(gained: number, lost: number): number {
  const moved = gained + lost;
  if (moved >= 100) return 2 * normalTail(Math.abs(gained - lost) / Math.sqrt(moved));
  if (gained === lost) return 1;
  const fewer = Math.min(gained, lost);
  let ways = 1; // that k of them are on the smaller side
  let sum = 0;
  for (let k = 0; k <= fewer; k++) {
    sum += k < fewer ? 2 * ways : ways;
    ways = (ways * (moved - k)) / (k + 1);
  }
  return sum / 2 ** moved;
}
