// Net Promoter Score: the counts behind it, the score, and its interval.

import { checkNumber, checkOptions, checkWhole, MOST } from "../core/check.js";
import { type NetCounts, netInterval, netPoints } from "../statistics/net-score.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { checkSameScale, type Scale, zeroToTen } from "./scale.js";
import { countFrom, type ScoreTally } from "./score-tally.js";
import { type ScoreAnswers, tallyOn } from "./scores.js";

export const PROMOTERS_FROM = 9;
export const PASSIVES_FROM = 7;

/**
 * The category of one answer: 9 and 10 promote, 7 and 8 are passive, 0 to 6 detract.
 *
 * @param score - a whole answer; means have no category.
 * @returns `"promoter"`, `"passive"` or `"detractor"`.
 * @throws RangeError if the score is not a whole number from 0 to 10.
 *
 * @example
 * ```ts
 * npsCategory(9); // => "promoter"
 * npsCategory(7); // => "passive"
 * npsCategory(0); // => "detractor"
 * npsCategory(6.5);
 * // throws RangeError: npsCategory: score must be a whole number from 0 to 10, got 6.5
 * ```
 *
 * @see Reichheld, "The One Number You Need to Grow", HBR 2003: where the cuts come from.
 */
export function npsCategory(score: number): NpsCategory {
  checkWhole("npsCategory", "score", score, 0, 10);
  return score >= PROMOTERS_FROM ? "promoter" : score >= PASSIVES_FROM ? "passive" : "detractor";
}

/**
 * Counts promoters, passives and detractors.
 *
 * @param answers - scores, their tally, or the counts themselves (fractional where weights are),
 *   which are checked and come back.
 * @returns the three counts; add those of parts for those of the whole.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, a tally is of another
 *   scale, or a count is negative.
 *
 * @example
 * ```ts
 * npsCounts([10, 9, 8, 3, null]); // => { promoters: 2, passives: 1, detractors: 1 }
 * npsCounts([]); // => { promoters: 0, passives: 0, detractors: 0 }
 * ```
 *
 * @see Reichheld, "The One Number You Need to Grow", HBR 2003: where it is defined.
 */
export function npsCounts(answers: NpsAnswers, options: NpsOptions = {}): NpsCounts {
  return countCategories("npsCounts", answers, options);
}

/**
 * Net Promoter Score: the share of promoters less the share of detractors.
 * `100 × (promoters − detractors) ÷ answers`
 *
 * Passives count as answers. Scores of parts cannot be averaged: add their counts or tallies.
 *
 * @param answers - scores, their tally, or the three counts.
 * @returns points from −100 to 100, not rounded; `null` when nobody answered.
 * @throws RangeError or TypeError as `npsCounts`.
 *
 * @example
 * ```ts
 * nps([10, 9, 8, 3]); // => 25
 * nps({ promoters: 60, passives: 25, detractors: 15 }); // => 45
 * nps(tallyScores([10, 0, null], zeroToTen)); // => 0
 * nps([]); // => null
 * nps([10, 11]);
 * // throws RangeError: tallyScores: score at index 1 must be a whole number from 0 to 10, got 11
 * ```
 *
 * @see Reichheld, "The One Number You Need to Grow", HBR 2003: where it is defined.
 */
export function nps(answers: NpsAnswers, options: NpsOptions = {}): number | null {
  const { promoters, passives, detractors } = countCategories("nps", answers, options);
  const total = promoters + passives + detractors;
  return total === 0 ? null : netPoints(promoters, detractors, total);
}

/**
 * The interval of a Net Promoter Score: Tango's score interval.
 *
 * Its ends are the scores that the answers would just not contradict:
 * `(P − D − n t) ÷ √(n (2q + t (1 − t))) = ±z`, with P promoters and D detractors of n answers, z of
 * the confidence, t the score as a share, and q the likeliest share of detractors if t were true.
 *
 * It stays within −100 and 100 and has a width even when everybody agrees. It holds for answers drawn
 * independently from many more customers than answered; who chose to answer is not its business.
 *
 * @param answers - scores, their tally, or the three counts.
 * @returns points from −100 to 100, not rounded; `null` when nobody answered.
 * @throws RangeError or TypeError as `npsCounts`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * npsInterval({ promoters: 60, passives: 25, detractors: 15 });
 * // => { value: 45, low: 29.3, high: 58.1, confidence: 0.95 }
 * npsInterval([10, 10, 10]); // => { value: 100, low: -12.3, high: 100, confidence: 0.95 }
 * npsInterval([]); // => null
 * ```
 *
 * @see Tango, Statistics in Medicine 17 (1998), 891–908: the interval, for a difference of paired
 *   proportions, which promoters and detractors are.
 */
export function npsInterval(
  answers: NpsAnswers,
  options: NpsOptions & ConfidenceOptions = {},
): Estimate | null {
  const { scale, confidence = 0.95 } = checkOptions("npsInterval", options, [
    "scale",
    "confidence",
  ]);
  return netInterval("npsInterval", npsNet(answers, { scale }), confidence);
}

/** The score of a tally that holds answers, for readings that nothing else is asked of. */
export function npsOfTally(tally: ScoreTally): number {
  const { min } = checkNpsScale("nps", tally.scale);
  const detractors = countFrom(tally, min, PASSIVES_FROM - 1);
  return netPoints(countFrom(tally, PROMOTERS_FROM), detractors, countFrom(tally, min));
}

/** Promoters against detractors, as the readings of every net score take them. */
export function npsNet(answers: NpsAnswers, options: NpsOptions): NetCounts {
  const { promoters, passives, detractors } = npsCounts(answers, options);
  return { pro: promoters, against: detractors, total: promoters + passives + detractors };
}

/** One of the two scales that the cuts of the categories are for. */
export function checkNpsScale(where: string, scale: Scale): Scale {
  checkSameScale(where, "scale", scale, { min: scale?.min === 1 ? 1 : 0, max: 10 });
  return scale;
}

/** What an answer to the recommendation question makes of the one who gave it. */
export type NpsCategory = "promoter" | "passive" | "detractor";

/** How many answers fell in each NPS category. Counts of parts add up to those of the whole. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** The scores themselves, their tally, effective counts of weighted ones, or the three counts. */
export type NpsAnswers = ScoreAnswers | NpsCounts;

/** How the recommendation question was asked. */
export interface NpsOptions {
  /**
   * `zeroToTen` unless stated. `oneToTen` is cut at the same points, and its scores are not comparable:
   * it has one detractor's answer fewer.
   */
  readonly scale?: Scale | undefined;
}

function countCategories(where: string, answers: NpsAnswers, options: NpsOptions): NpsCounts {
  const { scale = zeroToTen } = checkOptions(where, options, ["scale"]);
  checkNpsScale(where, scale);
  if (isCounts(answers)) {
    const checked = (name: keyof NpsCounts) => checkNumber(where, name, answers[name], 0, MOST);
    return {
      promoters: checked("promoters"),
      passives: checked("passives"),
      detractors: checked("detractors"),
    };
  }
  const tally = tallyOn(where, answers, scale);
  return {
    promoters: countFrom(tally, PROMOTERS_FROM),
    passives: countFrom(tally, PASSIVES_FROM, PROMOTERS_FROM - 1),
    detractors: countFrom(tally, scale.min, PASSIVES_FROM - 1),
  };
}

function isCounts(answers: NpsAnswers): answers is NpsCounts {
  return (answers as Partial<NpsCounts> | null)?.promoters !== undefined; // any shape, found out here
}
