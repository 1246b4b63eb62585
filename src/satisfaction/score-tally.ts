// One tally of scores: checked when it comes back from a store, read, and while it is being made.

import { checkCount, checkWhole, fail, MOST } from "../core/check.js";
import type { EffectiveScores } from "./effective-scores.js";
import { checkSameScale, checkScale, type Scale } from "./scale.js";

/** Checks a stored tally, and its scale if one is asked for. */
export function checkScores(
  where: string,
  argument: string,
  tally: ScoreTally,
  meant?: Scale,
): ScoreTally {
  if (tally?.kind !== "scores")
    fail("bad-tally", where, argument, "a tally, as tallyScores makes it", tally);
  return checkScoreCounts(where, argument, tally, meant);
}

/** The same, where effective counts will do: they are read as a tally is, and have fractions. */
export function checkScoreCounts(
  where: string,
  argument: string,
  tally: ScoreTally | EffectiveScores,
  meant?: Scale,
): ScoreTally {
  const { kind, scale, counts, missing } = tally;
  const isTally = kind === "scores";
  const fits =
    (isTally || kind === "effective-scores") &&
    Array.isArray(counts) &&
    isScaleOf(scale, counts.length);
  if (!fits) fail("bad-tally", where, argument, "a tally, as tallyScores makes it", tally);
  if (meant) checkSameScale(where, `${argument}.scale`, scale, meant);
  // By index, which forEach is not: it passes over holes.
  for (let i = 0; i < counts.length; i++) {
    const [field, count] = [`${argument}.counts`, counts[i]];
    const isPart = !isTally && typeof count === "number" && count > 0 && count <= MOST;
    if (!isPart) checkCount(where, field, count, i);
  }
  checkCount(where, `${argument}.missing`, missing);
  return tally as ScoreTally; // of no other shape, for all that is read of it
}

export function isTally(answers: object): answers is ScoreTally | EffectiveScores {
  return (answers as Partial<ScoreTally> | null)?.kind !== undefined; // of any shape, found out here
}

/** The number of answers from one score up to another, both included. */
export function countFrom(
  tally: ScoreTally | EffectiveScores,
  from: number,
  to: number = tally.scale.max,
): number {
  let sum = 0;
  for (let score = from; score <= to; score++) sum += tally.counts[score - tally.scale.min];
  return sum;
}

/** Whether the scale of a stored tally is one of so many points. */
export function isScaleOf(scale: Scale, points: number): boolean {
  return (
    points > 1 &&
    points <= 1e4 + 1 &&
    Number.isInteger(scale?.min) &&
    Math.abs(scale.min) <= 1e4 && // beyond 2⁵³ points are not told apart
    !Object.is(scale.min, -0) &&
    scale.max === scale.min + points - 1 &&
    !Object.is(scale.max, -0)
  );
}

/** The tally of nothing. */
export function emptyTally(where: string, scale: Scale): OpenTally {
  return newTally(checkScale(where, scale));
}

/** The same, on a scale that is known to be one. */
export function newTally({ min, max }: Scale): OpenTally {
  const counts = new Array<number>(max - min + 1).fill(0);
  return { kind: "scores", scale: { min, max }, counts, missing: 0 };
}

export function addScore(
  where: string,
  tally: OpenTally,
  score: unknown,
  count: number,
  index: number,
): void {
  const { min, max } = tally.scale;
  if (score === null || score === undefined) tally.missing += count;
  else tally.counts[checkWhole(where, "score", score, min, max, index) - min] += count;
}

/** Adds a tally of the same scale to one that is being made. */
export function addTally(sum: OpenTally, { counts, missing }: ScoreTally): void {
  for (let i = 0; i < counts.length; i++) sum.counts[i] += counts[i];
  sum.missing += missing;
}

/** How often each score was given. Counts of parts add up to those of the whole. */
export interface ScoreTally {
  readonly kind: "scores";
  readonly scale: Scale;
  /** `counts[i]`: answers equal to `scale.min + i`. */
  readonly counts: readonly number[];
  /** Asked, and not answered: `null` or `undefined`. Not in any denominator. */
  readonly missing: number;
}

/** A tally while it is being made. */
export interface OpenTally extends ScoreTally {
  readonly counts: number[];
  missing: number;
}
