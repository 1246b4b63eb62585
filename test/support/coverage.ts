import type { NpsCounts } from "../../src/index.js";

/** The ends of an interval in points; `null` holds nothing. */
export type Ends = { readonly low: number; readonly high: number } | null;

/** Shares of promoters and detractors, as whole steps of which `steps` make 1. */
interface Truth {
  readonly p: number;
  readonly d: number;
}

interface Outcome {
  readonly counts: NpsCounts;
  /** In how many orders of the answers it comes about. */
  readonly ways: number;
}

/** All shares of promoters, passives and detractors in steps of 1 ÷ `steps`, each at least `least`. */
export interface Grid {
  readonly steps: number;
  /** In steps. */
  readonly least: number;
}

/**
 * How often, at the worst truth on a grid, an interval of `answers` answers holds the true score: the
 * sum of the probabilities of all outcomes whose interval does, with nothing drawn at random. Several
 * intervals are judged in one go.
 */
export function worstCoverage(
  answers: number,
  grid: Grid,
  intervals: readonly ((counts: NpsCounts) => Ends)[],
): number[] {
  const outcomes = outcomesOf(answers);
  const reaches = intervals.map((intervalOf) =>
    reachesOf(
      outcomes.map(({ counts }) => intervalOf(counts)),
      grid.steps,
    ),
  );
  const worst = intervals.map(() => 1);
  for (const truth of truthsOn(grid)) {
    const chances = chancesOf(outcomes, truth, grid.steps);
    const score = truth.p - truth.d;
    reaches.forEach(({ from, to }, method) => {
      let covered = 0;
      for (let i = 0; i < chances.length; i++) {
        if (from[i] <= score && score <= to[i]) covered += chances[i];
      }
      worst[method] = Math.min(worst[method], covered);
    });
  }
  return worst;
}

/**
 * The same for the difference of two surveys of `answers` answers each: at the worst pair of truths,
 * and at the worst of the pairs that are one truth twice, so that nothing changed.
 */
export function worstDifferenceCoverage(
  answers: number,
  grid: Grid,
  intervalOf: (before: NpsCounts, after: NpsCounts) => Ends,
): { readonly any: number; readonly same: number } {
  const outcomes = outcomesOf(answers);
  const size = outcomes.length;
  const most = 2 * grid.steps; // the true difference is one of −most … most steps
  const { from, to } = reachesOf(
    outcomes.flatMap((one) => outcomes.map((other) => intervalOf(one.counts, other.counts))),
    grid.steps,
  );
  const truths = truthsOn(grid);
  const chances = truths.map((truth) => chancesOf(outcomes, truth, grid.steps));
  let [any, same] = [1, 1];
  truths.forEach((before, i) => {
    // held[difference, after]: how probable the outcomes before are whose interval with that one after
    // holds the difference. An interval is written as where it begins and where it ends, then summed.
    const held = new Float64Array((2 * most + 2) * size);
    for (let pair = 0; pair < from.length; pair++) {
      const other = pair % size;
      const chance = chances[i][(pair - other) / size];
      held[(Math.max(from[pair], -most) + most) * size + other] += chance;
      held[(Math.min(to[pair], most) + most + 1) * size + other] -= chance;
    }
    for (let at = size; at < held.length; at++) held[at] += held[at - size];
    truths.forEach((after, j) => {
      const row = (after.p - after.d - before.p + before.d + most) * size;
      let covered = 0;
      for (let other = 0; other < size; other++) covered += held[row + other] * chances[j][other];
      any = Math.min(any, covered);
      if (i === j) same = Math.min(same, covered);
    });
  });
  return { any, same };
}

/** The first and the last step that each interval holds; an end that is a step holds it. */
function reachesOf(
  intervals: readonly Ends[],
  steps: number,
): { from: Int32Array; to: Int32Array } {
  return {
    from: Int32Array.from(intervals, (ends) =>
      ends ? Math.ceil((ends.low * steps) / 100 - 1e-9) : NOTHING.from,
    ),
    to: Int32Array.from(intervals, (ends) =>
      ends ? Math.floor((ends.high * steps) / 100 + 1e-9) : NOTHING.to,
    ),
  };
}

function outcomesOf(answers: number): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let promoters = 0; promoters <= answers; promoters++) {
    for (let detractors = 0; promoters + detractors <= answers; detractors++) {
      const counts = { promoters, detractors, passives: answers - promoters - detractors };
      const ways = choose(answers, promoters) * choose(answers - promoters, detractors);
      outcomes.push({ counts, ways });
    }
  }
  return outcomes;
}

function chancesOf(outcomes: readonly Outcome[], { p, d }: Truth, steps: number): Float64Array {
  const { promoters, passives, detractors } = outcomes[0].counts;
  const powersOf = (share: number) =>
    Float64Array.from(
      { length: promoters + passives + detractors + 1 },
      (_, n) => (share / steps) ** n,
    );
  const [ofPromoters, ofDetractors, ofPassives] = [p, d, steps - p - d].map(powersOf);
  const chances = new Float64Array(outcomes.length);
  for (let i = 0; i < chances.length; i++) {
    const { counts, ways } = outcomes[i];
    chances[i] =
      ways *
      ofPromoters[counts.promoters] *
      ofDetractors[counts.detractors] *
      ofPassives[counts.passives];
  }
  return chances;
}

function truthsOn({ steps, least }: Grid): Truth[] {
  const truths: Truth[] = [];
  for (let p = least; p <= steps; p++) {
    for (let d = least; p + d <= steps - least; d++) truths.push({ p, d });
  }
  return truths;
}

/** From after to: no step lies between. */
const NOTHING = { from: 1, to: 0 };

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways *= (n - k + i) / i;
  return ways;
}
