// Between which scores the score of all who were asked lies, whatever those would have said who did not answer.

import { checkOptions, checkWhole, MOST } from "../core/check.js";
import { type NpsCounts, type NpsOptions, npsNet } from "../satisfaction/nps.js";
import type { ScoreTally } from "../satisfaction/score-tally.js";
import type { Scores } from "../satisfaction/scores.js";
import { netScore } from "../statistics/net-score.js";
import { wholeCounts } from "./whole-answers.js";

/**
 * The lowest and the highest Net Promoter Score that all who were invited can have: if everybody who did
 * not answer were a detractor, and if everybody were a promoter.
 * `r s ± 100 (1 − r)`, with s the score and r the response rate
 *
 * The bounds assume nothing, so they are wide: 100 (1 − r) points to either side. No survey narrows them but
 * by more answers. Weights cannot: the bounds are about those who answered, one by one, and effective counts are
 * refused. Sampling error comes on top.
 *
 * @param answers - scores, their tally, or the three counts: whole ones, since a weight is no answer.
 * @param options - `invited`: how many people were asked, those who answered among them.
 * @returns points from −100 to 100, and the response rate from 0 to 1. If nobody answered the value is
 *   `null`, and the score of all may be anything.
 * @throws RangeError or TypeError as `npsCounts`, if a count is not whole, or if fewer were invited than answered, or nobody.
 *
 * @example
 * ```ts
 * nonResponseBounds({ promoters: 60, passives: 25, detractors: 15 }, { invited: 250 });
 * // => { value: 45, low: -42, high: 78, responseRate: 0.4 }
 * nonResponseBounds([], { invited: 20 }); // => { value: null, low: -100, high: 100, responseRate: 0 }
 * nonResponseBounds([10, 9, 3], { invited: 2 });
 * // throws RangeError: nonResponseBounds: invited must be a whole number, 3 or more, got 2
 * ```
 *
 * @see Manski, "Partial Identification with Missing Data: Concepts and Findings", International Journal of
 *   Approximate Reasoning 39 (2005), 151–165: what can be said without assumptions.
 */
export function nonResponseBounds(
  answers: Scores | ScoreTally | NpsCounts,
  options: NonResponseOptions,
): NonResponseBounds {
  const where = "nonResponseBounds";
  const { scale, invited } = checkOptions(where, options, ["scale", "invited"]);
  const counts = npsNet(wholeCounts(where, "", answers, scale), { scale });
  const { pro, against, total } = counts;
  const asked = checkWhole(where, "invited", invited, Math.max(1, total), 3 * MOST);
  const silent = asked - total;
  return {
    value: total === 0 ? null : netScore(counts),
    low: (100 * (pro - against - silent)) / asked,
    high: (100 * (pro - against + silent)) / asked,
    responseRate: total / asked,
  };
}

/** How many were asked, and how. */
export interface NonResponseOptions extends NpsOptions {
  /** Everybody who was asked, a whole number of 1 or more. */
  readonly invited: number;
}

/** What the score of all who were asked can be. */
export interface NonResponseBounds {
  /** The score of those who answered; `null` if nobody did. */
  readonly value: number | null;
  /** If everybody else were a detractor. */
  readonly low: number;
  /** If everybody else were a promoter. */
  readonly high: number;
  /** Those who answered, of those who were asked; from 0 to 1. */
  readonly responseRate: number;
}
