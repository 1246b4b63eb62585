import { checkNumber, checkObject, checkWhole, fail, MOST } from "../core/check.js";
import {
  type ConfidenceOptions,
  type Estimate,
  type Share,
  shareInterval,
  shareOf,
} from "../statistics/share.js";
import { oneToFive, type Scale } from "./scale.js";
import { asTally, countFrom, isTally, type Scores, type ScoreTally } from "./scores.js";

/** Which answers are satisfied ones. */
export interface CsatOptions {
  /** `oneToFive` unless stated, or the scale of the tally. */
  readonly scale?: Scale | undefined;
  /** The lowest satisfied score: 4 on 1 to 5; on any other scale it has to be stated. */
  readonly satisfiedFrom?: number | undefined;
}

/** A goal and the scale it is set on. */
export interface GoalOptions {
  /** Anywhere on the scale. */
  readonly goal: number;
  /** The scale of the scores; beside a tally it may be left out. */
  readonly scale?: Scale | undefined;
}

/**
 * Customer satisfaction, CSAT: the share of answers that are satisfied.
 * `answers of satisfiedFrom or more ÷ answers`
 *
 * @param answers - scores or their tally.
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
 * // throws TypeError: csat: satisfiedFrom must be stated on a scale other than 1 to 5, got undefined
 * ```
 */
export function csat(answers: Scores | ScoreTally, options: CsatOptions = {}): number | null {
  return satisfied("csat", answers, options).share;
}

/**
 * The interval of a CSAT: Wilson's score interval of a share.
 *
 * @param answers - scores or their tally.
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
  answers: Scores | ScoreTally,
  options: CsatOptions & ConfidenceOptions = {},
): Estimate | null {
  const share = satisfied("csatInterval", answers, options);
  return shareInterval(share, { confidence: options.confidence });
}

/**
 * The share of answers above a goal.
 * `answers > goal ÷ answers`
 *
 * @param answers - scores or their tally.
 * @returns a share from 0 to 1; `null` when nobody answered.
 * @throws RangeError or TypeError if the goal or a score is not on the scale, or scores come without
 *   a scale.
 *
 * @example
 * ```ts
 * shareExceedingGoal([5, 4, 4, 2], { goal: 4, scale: oneToFive }); // => 0.25
 * ```
 *
 * @see Farris et al., "Marketing Metrics" (2010): satisfaction as the share of customers whose
 *   reported experience *exceeds* the goal.
 */
export function shareExceedingGoal(
  answers: Scores | ScoreTally,
  options: GoalOptions,
): number | null {
  const { tally, goal } = goalOf("shareExceedingGoal", answers, options);
  return shareFrom(tally, Math.floor(goal) + 1).share;
}

/**
 * The share of answers that reach a goal: at least it, as goals are read in practice.
 * `answers ≥ goal ÷ answers`
 *
 * @param answers - scores or their tally.
 * @returns a share from 0 to 1; `null` when nobody answered.
 * @throws RangeError or TypeError as `shareExceedingGoal`.
 *
 * @example
 * ```ts
 * shareMeetingGoal([5, 4, 4, 2], { goal: 4, scale: oneToFive }); // => 0.75
 * ```
 */
export function shareMeetingGoal(
  answers: Scores | ScoreTally,
  options: GoalOptions,
): number | null {
  const { tally, goal } = goalOf("shareMeetingGoal", answers, options);
  return shareFrom(tally, Math.ceil(goal)).share;
}

/**
 * The share of those invited who answered.
 * `answered ÷ invited`
 *
 * @returns the two counts with their share, `null` when nobody was invited; `shareInterval` takes it.
 * @throws RangeError if a count is not a whole number, or more answered than were invited.
 *
 * @example
 * ```ts
 * responseRate({ invited: 400, answered: 90 }); // => { count: 90, total: 400, share: 0.225 }
 * ```
 *
 * @see AAPOR, "Standard Definitions": its response rate 1, where everybody invited could have answered.
 */
export function responseRate(asked: {
  readonly invited: number;
  readonly answered: number;
}): Share {
  const where = "responseRate";
  const invited = checkWhole(where, "invited", checkObject(where, "asked", asked).invited, 0, MOST);
  return shareOf(checkWhole(where, "answered", asked.answered, 0, invited), invited);
}

function satisfied(where: string, answers: Scores | ScoreTally, options: CsatOptions): Share {
  // tallyScores takes the scale itself in this place; passed over, 1 to 7 would be read as 1 to 5.
  if ("max" in checkObject(where, "options", options))
    fail("wrong-type", where, "options", "an object such as { scale }", options);
  const { scale, satisfiedFrom } = options;
  const tally = asTally(where, answers, isTally(answers) ? scale : (scale ?? oneToFive));
  const { min, max } = tally.scale;
  const cut = satisfiedFrom ?? (min === 1 && max === 5 ? 4 : undefined);
  if (cut === undefined) {
    const mustBe = "stated on a scale other than 1 to 5";
    fail("wrong-type", where, "satisfiedFrom", mustBe, satisfiedFrom);
  }
  return shareFrom(tally, checkWhole(where, "satisfiedFrom", cut, min + 1, max));
}

function goalOf(
  where: string,
  answers: Scores | ScoreTally,
  options: GoalOptions,
): { tally: ScoreTally; goal: number } {
  const { goal, scale } = checkObject(where, "options", options);
  const tally = asTally(where, answers, scale);
  return { tally, goal: checkNumber(where, "goal", goal, tally.scale.min, tally.scale.max) };
}

/** The answers of a score or more, as a share of all. */
function shareFrom(tally: ScoreTally, from: number): Share {
  return shareOf(countFrom(tally, from), countFrom(tally, tally.scale.min));
}
