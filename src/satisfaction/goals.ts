import { checkNumber, checkObject } from "../core/check.js";
import { shareFrom } from "./csat.js";
import type { Scale } from "./scale.js";
import { asTally, type Scores, type ScoreTally } from "./scores.js";

/** A goal and the scale it is set on. */
export interface GoalOptions {
  /** Anywhere on the scale. */
  readonly goal: number;
  /** The scale of the scores; beside a tally it may be left out. */
  readonly scale?: Scale | undefined;
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

function goalOf(
  where: string,
  answers: Scores | ScoreTally,
  options: GoalOptions,
): { tally: ScoreTally; goal: number } {
  const { goal, scale } = checkObject(where, "options", options);
  const tally = asTally(where, answers, scale);
  return { tally, goal: checkNumber(where, "goal", goal, tally.scale.min, tally.scale.max) };
}
