// An exact test of scores in two groups: all answers given, the groups drawn from them by chance.

import { sumOf } from "../core/sum.js";
import { areFewDraws, drawsOf } from "./draws.js";

/** Tables of counts that are gone through at most; 9 answers on a scale of 0 to 10 have 92,378. */
const MOST_TABLES = 100_000;

/**
 * How often the scores of the smaller group add up to a sum as far from 0 as the one seen, or further, if
 * chance alone says which answers are that group's; `null` if there are too many tables to go through.
 *
 * @param before - whole counts of answers by point, of somebody.
 * @param after - the same of the other group.
 * @param scores - a whole number for each point; over all answers they add up to 0.
 */
export function conditionalP(
  before: readonly number[],
  after: readonly number[],
  scores: readonly number[],
): number | null {
  const isBefore = sumOf(before) < sumOf(after);
  const [few, many] = isBefore ? [before, after] : [after, before];
  const points = few
    .map((seen, i) => ({ seen, all: seen + many[i], score: scores[i] }))
    .filter(({ all }) => all > 0)
    .sort((a, b) => a.all - b.all); // the last one's count follows from the others'
  const sizes = points.map(({ all }) => all);
  const [drawn, all] = [sumOf(few), sumOf(sizes)];
  if (!areFewDraws(sizes, drawn, MOST_TABLES)) return null;

  const { weights, none, room } = drawsOf(sizes, drawn);
  // Beyond 5e14 sums are rounded, and those that are equal need not look so.
  const far = Math.abs(sumOf(points.map(({ seen, score }) => seen * score))) - 2e-15 * drawn * all;
  let total = 0;
  let extreme = 0;
  const goThrough = (first: number, left: number, weight: number, sum: number) => {
    let skipped = weight;
    for (let i = first; i < sizes.length; i++) {
      const most = Math.min(sizes[i], left);
      for (let count = Math.max(1, left - room[i]); count <= most; count++) {
        const product = skipped * weights[i](count);
        const added = sum + count * points[i].score;
        if (count < left) {
          goThrough(i + 1, left - count, product, added);
          continue;
        }
        total += product * none[i];
        if (Math.abs(added) >= far) extreme += product * none[i];
      }
      if (left > room[i]) return;
      skipped *= weights[i](0);
    }
  };
  goThrough(0, drawn, 1, 0);
  return extreme / total;
}
