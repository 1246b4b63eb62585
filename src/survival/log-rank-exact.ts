// The log-rank test over all ways to choose one of two groups.

import { areFewDraws, drawsOf } from "../statistics/draws.js";
import type { CheckedLifetimes } from "./lifetime-tally.js";

/** Choices that are gone through at most: 2 of 1,414 customers who all differ, 3 of 182, 5 of 43. */
const MOST_CHOICES = 1_000_000;

/**
 * How often χ² is as large as the one seen, or larger, if chance alone says which customers are in the
 * smaller group; `null` if there are too many choices, or customers entered late: who did when is not kept.
 *
 * A customer adds to O − E whether they left less `Σ d ÷ n` up to their duration, and the variance is
 * `Σ y w ÷ n − y² w ÷ n²`, `w = d (n − d) ÷ (n − 1)`, with y of the group at risk: sums up to each duration
 * are made once. Customers with the same duration who left, or stayed, are as good as each other.
 */
export function exactLogRankP(
  one: CheckedLifetimes,
  other: CheckedLifetimes,
  statistic: number,
): number | null {
  const drawn = Math.min(one.customers, other.customers);
  const isLate = one.fromStart + other.fromStart < one.customers + other.customers;
  const most = drawn > 1 ? 1_414 : MOST_CHOICES; // of that many durations there are too many pairs
  if (isLate || Math.max(one.durations.length, other.durations.length) > most) return null;
  const { sizes, scores, upTo, squaresUpTo } = kindsOf(one, other);
  if (!areFewDraws(sizes, drawn, MOST_CHOICES)) return null;

  const { weights, none, room } = drawsOf(sizes, drawn);
  const far = statistic - 1e-9 * Math.max(1, statistic);
  let total = 0;
  let extreme = 0;
  const goThrough = (
    first: number,
    left: number,
    weight: number,
    excess: number,
    spread: number, // Σ y w ÷ n
    squares: number, // Σ y² w ÷ n²
  ) => {
    let skipped = weight;
    const from = first === 0 ? 0 : upTo[first - 1];
    const squaresFrom = first === 0 ? 0 : squaresUpTo[first - 1];
    for (let i = first; i < sizes.length; i++) {
      const spreadNow = spread + left * (upTo[i] - from);
      const squaresNow = squares + left * left * (squaresUpTo[i] - squaresFrom);
      const most = Math.min(sizes[i], left);
      for (let count = Math.max(1, left - room[i]); count <= most; count++) {
        const product = skipped * weights[i](count);
        const added = excess + count * scores[i];
        if (count < left) {
          goThrough(i + 1, left - count, product, added, spreadNow, squaresNow);
          continue;
        }
        total += product * none[i];
        const variance = spreadNow - squaresNow;
        const isSpread = variance > 1e-12 * spreadNow; // less is what rounding leaves of none
        if ((isSpread ? (added * added) / variance : 0) >= far) extreme += product * none[i];
      }
      if (left > room[i]) return;
      skipped *= weights[i](0);
    }
  };
  goThrough(0, drawn, 1, 0, 0, 0);
  return extreme / total;
}

/** Customers by duration and by whether they left there, the shortest first. */
interface Kinds {
  readonly sizes: number[];
  /** What one of them adds to O − E. */
  readonly scores: number[];
  /** `Σ w ÷ n` up to the duration. */
  readonly upTo: number[];
  /** `Σ w ÷ n²` up to the duration. */
  readonly squaresUpTo: number[];
}

function kindsOf(one: CheckedLifetimes, other: CheckedLifetimes): Kinds {
  const kinds: Kinds = { sizes: [], scores: [], upTo: [], squaresUpTo: [] };
  let [i, j, hazard, spread, squares] = [0, 0, 0, 0, 0];
  let atRisk = one.customers + other.customers;
  while (i < one.durations.length || j < other.durations.length) {
    const [a, b] = [one.durations[i] ?? Infinity, other.durations[j] ?? Infinity];
    const left = (a <= b ? one.left[i] : 0) + (b <= a ? other.left[j] : 0);
    const censored = (a <= b ? one.censored[i] : 0) + (b <= a ? other.censored[j] : 0);
    if (a <= b) i++;
    if (b <= a) j++;
    const weight = atRisk === 1 ? 0 : (left * (atRisk - left)) / (atRisk - 1);
    hazard += left / atRisk;
    spread += weight / atRisk;
    squares += weight / atRisk / atRisk;
    for (const [size, score] of [
      [left, 1 - hazard],
      [censored, -hazard],
    ]) {
      if (size === 0) continue;
      kinds.sizes.push(size);
      kinds.scores.push(score);
      kinds.upTo.push(spread);
      kinds.squaresUpTo.push(squares);
    }
    atRisk -= left + censored;
  }
  return kinds;
}
