import {
  type EffectiveScores,
  effectiveCounts,
  type MeanReading,
  responseCount,
  type ScoreTally,
  tallyScores,
  tallyScoresBy,
  tallyWeightedScores,
  type WeightedScoreTally,
} from "customer-metrics";
import type { Question } from "../read/survey.js";

/** Answers as they were counted and, where they weigh differently, as they were weighed. */
export interface Answered {
  readonly tally: ScoreTally;
  readonly weighted: WeightedScoreTally | null;
}

export function countAnswers({ scores, scale, weights }: Question): Answered {
  const weighted =
    weights === null ? null : tallyWeightedScores({ score: scores, weight: weights }, scale);
  return { tally: tallyScores(scores, scale), weighted };
}

/** The same for each group, in the order in which they come. */
export function countAnswersBy(
  { scores, scale, weights, column }: Question,
  groups: readonly string[],
): (Answered & { readonly name: string })[] {
  if (weights === null) {
    const counted = tallyScoresBy({ score: scores, by: groups }, scale);
    return counted.map(({ by, tally }) => ({ name: by, tally, weighted: null }));
  }
  const parts = new Map<string, { scores: (number | null)[]; weights: number[] }>();
  groups.forEach((name, row) => {
    const part = parts.get(name) ?? { scores: [], weights: [] };
    parts.set(name, part);
    part.scores.push(scores[row]);
    part.weights.push(weights[row]);
  });
  return Array.from(parts, ([name, part]) => ({
    name,
    ...countAnswers({ ...part, scale, column }),
  }));
}

/** What a reading takes: of weighted answers, what they are worth for this one or, unless stated, for all. */
export function readable(
  { tally, weighted }: Answered,
  reading?: MeanReading,
): ScoreTally | EffectiveScores {
  return weighted === null ? tally : effectiveCounts(weighted, { reading });
}

/** How many equal answers the weighted ones are worth; `null` if all weigh the same. */
export function worthOf(answered: Answered): number | null {
  return answered.weighted === null ? null : responseCount(readable(answered));
}

/** The share of the scores from one up to another, both included. */
export function shareBetween(
  { scale, counts }: ScoreTally | EffectiveScores,
  from: number,
  to: number,
): number {
  const sum = (some: readonly number[]) => some.reduce((total, count) => total + count, 0);
  return sum(counts.slice(from - scale.min, to - scale.min + 1)) / sum(counts);
}
