// Customer satisfaction, CSAT: the share of satisfied answers, and its interval.

import { checkNumber, checkOptions, fail } from "../core/check.js";
import {
  type ConfidenceOptions,
  type Estimate,
  type Share,
  shareInterval,
  shareOf,
} from "../statistics/share.js";
import { oneToFive, type Scale } from "./scale.js";
import { countFrom, isTally, type ScoreTally } from "./score-tally.js";
import { asTally, type ScoreAnswers } from "./scores.js";

/**
 * Customer satisfaction, CSAT: the share of answers that are satisfied.
 * `answers of satisfiedFrom or more ÷ answers`
 *
 * @param answers - scores, their tally, or effective counts of weighted ones.
 * @returns a share from 0 to 1; `null` when nobody answered.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, or the cut is missing
 *   on a scale other than 1 to 5.
 *
 * @example
 * ```ts
 * csat([5, 4, 3, 1]); // => 0.5
 * csat([7, 6, 5, 2], { scale: oneToSeven, satisfiedFrom: 6 }); // => 0.5
 * csat([]); // => null
 * csat([7, 6], { scale: oneToSeven });
 * // throws TypeError: csat: satisfiedFrom must be the lowest satisfied score (only on 1 to 5 may it be left out), got undefined
 * ```
 *
 * @see Morgan and Rego, Marketing Science 25 (2006), 426–439: the top boxes of the scale beside its mean.
 */
export function csat(answers: ScoreAnswers, options: CsatOptions = {}): number | null {
  checkOptions("csat", options, ["scale", "satisfiedFrom"]);
  return satisfied("csat", answers, options).share;
}

/**
 * The interval of a CSAT: Wilson's score interval of a share.
 *
 * @param answers - scores, their tally, or effective counts of weighted ones.
 * @returns a share from 0 to 1 with its interval; `null` when nobody answered.
 * @throws RangeError or TypeError as `csat`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * csatInterval([5, 4, 3, 1]); // => { value: 0.5, low: 0.15, high: 0.85, confidence: 0.95 }
 * ```
 *
 * @see Wilson, JASA 22 (1927), 209–212: the interval.
 */
export function csatInterval(
  answers: ScoreAnswers,
  options: CsatOptions & ConfidenceOptions = {},
): Estimate | null {
  const names = ["scale", "satisfiedFrom", "confidence"] as const;
  const { confidence } = checkOptions("csatInterval", options, names);
  return shareInterval(satisfied("csatInterval", answers, options), { confidence });
}

/** The answers of a score or more, as a share of all. */
export function shareFrom(tally: ScoreTally, from: number): Share {
  return shareOf(countFrom(tally, from), countFrom(tally, tally.scale.min));
}

/** Which answers are satisfied ones. */
export interface CsatOptions {
  /** `oneToFive` unless stated, or the scale of the tally. */
  readonly scale?: Scale | undefined;
  /**
   * The lowest satisfied score, or any point between two scores, such as a goal of 7.5: 4 on 1 to 5; on any
   * other scale it has to be stated.
   */
  readonly satisfiedFrom?: number | undefined;
}

function satisfied(where: string, answers: ScoreAnswers, options: CsatOptions): Share {
  const { scale, satisfiedFrom } = options;
  const tally = asTally(where, answers, isTally(answers) ? scale : (scale ?? oneToFive));
  const { min, max } = tally.scale;
  const cut = satisfiedFrom ?? (min === 1 && max === 5 ? 4 : undefined);
  if (cut === undefined) {
    const mustBe = "the lowest satisfied score (only on 1 to 5 may it be left out)";
    fail("wrong-type", where, "satisfiedFrom", mustBe, satisfiedFrom);
  }
  return shareFrom(tally, Math.ceil(checkNumber(where, "satisfiedFrom", cut, min, max)));
}
