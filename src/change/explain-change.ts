// Why a score moved: what changed within segments, and what their mix changed.

import { checkOptions } from "../core/check.js";
import { copyKey, type GroupKey } from "../core/group-key.js";
import { type MeanReading, momentsOf, pointValues } from "../satisfaction/mean-reading.js";
import { npsOfTally } from "../satisfaction/nps.js";
import { groupsById, pooledTally } from "../satisfaction/score-groups.js";
import type { ScoreGroup } from "../satisfaction/scores-by.js";
import { criticalZ } from "../statistics/distributions.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { type Wave, withinAndMix } from "../statistics/within-and-mix.js";

/**
 * Splits the change of a score into what happened within segments and what their mix did: more answers from
 * segments that score higher, or lower.
 * `within = Σ (w₀ + w₁)/2 · (s₁ − s₀)`, `mix = Σ ((s₀ + s₁)/2 − S̄) · (w₁ − w₀)`, with w the share of a segment in
 * all answers and s its score, before (0) and after (1), and S̄ halfway between both overall scores
 *
 * The two parts add up to the change. Every segment can rise while the whole falls (Simpson's paradox): then
 * within is above 0, and mix further below it. A segment that is there in one of the surveys only is all mix.
 *
 * The intervals say how far chance moves each part: segment and score of every answer are drawn together. At 95 %
 * they cover .93 to .99 from 50 answers a survey on. Which answers belong to which segment must be known of
 * all: put those without one into a segment of their own.
 *
 * @param before - the first survey by segment, as `tallyScoresBy` gives it. Effective counts are refused: those
 *   of a segment do not say what share of all answers it is.
 * @param after - the later one, by the same segments and on the same scale.
 * @param options - `reading`: what is to be explained, `nps` unless stated: any mean over answers, such as
 *   `meanScore`, or with options `(t) => csat(t, { satisfiedFrom: 8 })`. `confidence`: 0.95 unless stated.
 * @returns the parts in the unit of the reading, with every segment, those that appear last; `null` if nobody
 *   answered one of the surveys.
 * @throws RangeError or TypeError if a list is not one of groups, the scales differ, or the reading is not a
 *   mean over answers.
 *
 * @example
 * ```ts
 * const wave = (web: number[], shop: number[]) =>
 *   [web, shop].map(([promoters, passives, detractors], i) => ({
 *     by: ["web", "shop"][i],
 *     tally: tallyScoreCounts(
 *       { score: [10, 8, 3], count: [promoters, passives, detractors] },
 *       zeroToTen,
 *     ),
 *   }));
 * const why = explainChange(wave([60, 25, 15], [40, 30, 30]), wave([26, 9, 5], [68, 47, 45]));
 * [why?.before, why?.after, why?.change]; // => [27.5, 22, -5.5]
 * why?.within; // => { value: 5.47, low: -10.8, high: 21.8, confidence: 0.95 }
 * why?.mix; // => { value: -10.97, low: -16.9, high: -4.99, confidence: 0.95 }
 * why?.segments.map(({ by, within, mix }) => [by, within, mix]);
 * // => [["web", 2.625, -7.2], ["shop", 2.84, -3.77]]
 * ```
 *
 * @see Kitagawa, "Components of a Difference Between Two Rates", JASA 50 (1955), 1168–1194: the two parts.
 */
export function explainChange<Key extends GroupKey>(
  before: readonly ScoreGroup<Key>[],
  after: readonly ScoreGroup<Key>[],
  options: ExplainOptions & ConfidenceOptions = {},
): ScoreChange<Key> | null {
  const where = "explainChange";
  const names = ["reading", "confidence"] as const;
  const { reading = npsOfTally, confidence = 0.95 } = checkOptions(where, options, names);
  const z = criticalZ(where, confidence);
  const first = groupsById(where, "before", before);
  const second = groupsById(where, "after", after, [...first.values()][0]?.tally.scale);
  if (first.size === 0 || second.size === 0) return null;
  const all = new Map([...first, ...second]);
  const values = pointValues(where, reading, pooledTally([...first.values(), ...second.values()]));
  const [earlier, later] = [first, second].map((groups) => waveOf(groups, all, reading, values));
  if (!earlier || !later) return null;
  const { segments, variances } = withinAndMix(earlier, later);
  const width = Math.max(...values) - Math.min(...values);
  const estimate = (part: 0 | 1): Estimate => {
    const value = segments.reduce((sum, parts) => sum + parts[part], 0);
    const reach = z * Math.sqrt(variances[part]);
    const [low, high] = [Math.max(value - reach, -width), Math.min(value + reach, width)];
    return { value, low, high, confidence };
  };
  return {
    before: earlier.mean,
    after: later.mean,
    change: later.mean - earlier.mean,
    within: estimate(0),
    mix: estimate(1),
    segments: [...all.values()].map(({ by }, i) => ({
      by: copyKey(by),
      within: segments[i][0],
      mix: segments[i][1],
      shareBefore: earlier.segments[i]?.share ?? 0,
      shareAfter: later.segments[i]?.share ?? 0,
      scoreBefore: earlier.segments[i]?.mean ?? null,
      scoreAfter: later.segments[i]?.mean ?? null,
    })),
  };
}

/** Which score is explained. */
export interface ExplainOptions {
  /** A mean over answers; `nps` unless stated. */
  readonly reading?: MeanReading | undefined;
}

/** A change of a score in two parts, which add up to it. */
export interface ScoreChange<Key extends GroupKey = GroupKey> {
  /** The score of the first survey, in the unit of the reading. */
  readonly before: number;
  readonly after: number;
  /** `after − before` */
  readonly change: number;
  /** What changed within segments, as if their shares had stayed halfway. */
  readonly within: Estimate;
  /** What the shares of the segments changed, as if their scores had stayed halfway. */
  readonly mix: Estimate;
  /** Every segment of either survey: those of the first in their order, then those that are new. */
  readonly segments: readonly SegmentChange<Key>[];
}

/** What one segment adds to the change. */
export interface SegmentChange<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  readonly within: number;
  /** Above 0 if a segment grew that scores above average, or one shrank that scores below. */
  readonly mix: number;
  /** The share of the answers that are of this segment, from 0 to 1. */
  readonly shareBefore: number;
  readonly shareAfter: number;
  /** The score of the segment; `null` if it has no answers. */
  readonly scoreBefore: number | null;
  readonly scoreAfter: number | null;
}

/** A survey by segment, in the order of all segments; `null` if nobody answered. */
function waveOf(
  groups: ReadonlyMap<string, ScoreGroup>,
  all: ReadonlyMap<string, unknown>,
  reading: MeanReading,
  values: readonly number[],
): Wave | null {
  const whole = pooledTally(groups.values());
  const { total: answers } = momentsOf(whole.counts, values);
  const segments = Array.from(all.keys(), (id) => {
    const { tally } = groups.get(id) ?? {};
    const { total, variance } = momentsOf(tally?.counts ?? [], values);
    // The mean that the reading gives has the digits that users see.
    return tally && total > 0
      ? { share: total / answers, mean: reading(tally) as number, variance }
      : null;
  });
  return answers > 0 ? { answers, mean: reading(whole) as number, segments } : null;
}
