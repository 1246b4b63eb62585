// Net satisfaction: the satisfied less the dissatisfied, its interval and its change.

import { checkOptions, checkWhole } from "../core/check.js";
import { netDifference } from "../statistics/net-difference.js";
import { type NetCounts, netInterval, netScore } from "../statistics/net-score.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import type { GroupDifference } from "../statistics/share-difference.js";
import type { Scale } from "./scale.js";
import { countFrom } from "./score-tally.js";
import { asTally, type ScoreAnswers } from "./scores.js";

/**
 * Net satisfaction: the share of satisfied answers less the share of dissatisfied ones.
 * `100 × (satisfied − dissatisfied) ÷ answers`
 *
 * @param answers - scores, their tally, or effective counts of weighted ones.
 * @returns points from −100 to 100; `null` when nobody answered.
 * @throws RangeError or TypeError if a cut or a score is not a whole number of the scale, the two cuts
 *   overlap, or scores come without a scale.
 *
 * @example
 * ```ts
 * const cuts = { satisfiedFrom: 4, dissatisfiedTo: 2, scale: oneToFive };
 * netSatisfaction([5, 4, 3, 1], cuts); // => 25
 * ```
 */
export function netSatisfaction(
  answers: ScoreAnswers,
  options: NetSatisfactionOptions,
): number | null {
  checkOptions("netSatisfaction", options, ["satisfiedFrom", "dissatisfiedTo", "scale"]);
  const counts = satisfactionNet("netSatisfaction", answers, options);
  return counts.total === 0 ? null : netScore(counts);
}

/**
 * The interval of a net satisfaction: Tango's score interval, as that of `npsInterval`.
 *
 * @param answers - scores, their tally, or effective counts of weighted ones.
 * @returns points from −100 to 100; `null` when nobody answered.
 * @throws RangeError or TypeError as `netSatisfaction`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const cuts = { satisfiedFrom: 4, dissatisfiedTo: 2, scale: oneToFive };
 * netSatisfactionInterval([5, 4, 3, 1], cuts);
 * // => { value: 25, low: -50.5, high: 77.8, confidence: 0.95 }
 * ```
 *
 * @see Tango, Statistics in Medicine 17 (1998), 891–908: the interval.
 */
export function netSatisfactionInterval(
  answers: ScoreAnswers,
  options: NetSatisfactionOptions & ConfidenceOptions,
): Estimate | null {
  const where = "netSatisfactionInterval";
  const { confidence = 0.95 } = checkOptions(where, options, WITH_CONFIDENCE);
  return netInterval(where, satisfactionNet(where, answers, options), confidence);
}

/**
 * How net satisfaction changed between two surveys of different people, as `npsDifference` measures it.
 * `after − before`, with the interval that the score intervals of both sides make
 *
 * @param before - scores or their tally.
 * @param after - the same of the later survey.
 * @returns points from −200 to 200; `null` when nobody answered one of the surveys.
 * @throws RangeError or TypeError as `netSatisfactionInterval`.
 *
 * @example
 * ```ts
 * const cuts = { satisfiedFrom: 4, dissatisfiedTo: 2, scale: oneToFive };
 * netSatisfactionDifference([5, 4, 3, 1], [5, 4, 4, 3], cuts);
 * // => { value: 50, low: -50.7, high: 128.2, confidence: 0.95, pValue: 0.714, exact: true }
 * ```
 *
 * @see Zou and Donner, Statistics in Medicine 27 (2008), 1693–1702: how two intervals make that of a
 *   difference.
 */
export function netSatisfactionDifference(
  before: ScoreAnswers,
  after: ScoreAnswers,
  options: NetSatisfactionOptions & ConfidenceOptions,
): GroupDifference | null {
  const where = "netSatisfactionDifference";
  const { confidence = 0.95 } = checkOptions(where, options, WITH_CONFIDENCE);
  const [from, to] = [before, after].map((answers) => satisfactionNet(where, answers, options));
  return netDifference(where, from, to, confidence);
}

/** Satisfied against dissatisfied answers, as the readings of every net score take them. */
export function satisfactionNet(
  where: string,
  answers: ScoreAnswers,
  options: NetSatisfactionOptions,
): NetCounts {
  const { satisfiedFrom, dissatisfiedTo, scale } = options;
  const tally = asTally(where, answers, scale);
  const { min, max } = tally.scale;
  checkWhole(where, "satisfiedFrom", satisfiedFrom, min + 1, max);
  checkWhole(where, "dissatisfiedTo", dissatisfiedTo, min, satisfiedFrom - 1);
  return {
    pro: countFrom(tally, satisfiedFrom),
    against: countFrom(tally, min, dissatisfiedTo),
    total: countFrom(tally, min),
  };
}

/** Where satisfaction starts and dissatisfaction ends. */
export interface NetSatisfactionOptions {
  /** The lowest satisfied score. */
  readonly satisfiedFrom: number;
  /** The highest dissatisfied score. */
  readonly dissatisfiedTo: number;
  /** The scale of the scores; beside a tally it may be left out. */
  readonly scale?: Scale | undefined;
}

const WITH_CONFIDENCE = ["satisfiedFrom", "dissatisfiedTo", "scale", "confidence"] as const;
