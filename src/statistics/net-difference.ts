// The difference of two net scores, by square-and-add of their score intervals, of few no surer than chance.

import { raiseToLeastP } from "./least-p.js";
import { type NetCounts, netErrorAt, netInterval, netScore } from "./net-score.js";
import { areNetWhole, exactNetP } from "./net-test.js";
import { normalTail } from "./normal.js";
import { type GroupDifference, squareAndAdd } from "./share-difference.js";

/**
 * How a net score changed, in points, from the score intervals of both sides; `null` if nobody
 * answered on one of them. The p value inverts the interval: at a confidence of `1 − pValue` one of
 * its ends is 0. Of few answers it is that of the exact test, if that is larger.
 */
export function netDifference(
  where: string,
  before: NetCounts,
  after: NetCounts,
  confidence: number,
): GroupDifference | null {
  const from = netInterval(where, before, confidence);
  const to = netInterval(where, after, confidence);
  if (!from || !to) return null;
  const change = squareAndAdd(from, to);
  // Next to nothing has no digits left to divide.
  const isRise = change.value > 1e-150;
  const isFall = change.value < -1e-150;
  const z = isRise ? zAtZero(before, after) : isFall ? zAtZero(after, before) : 0;
  const pValue = 2 * normalTail(Math.abs(z));
  const exactP = exactNetP(before, after);
  if (exactP !== null) return { ...change, pValue: Math.max(pValue, exactP), exact: true };
  if (!areNetWhole([before, after])) return { ...change, pValue, exact: false };
  return { ...change, pValue: raiseToLeastP(pValue, [before.total, after.total]), exact: false };
}

/**
 * The z at which the interval of a rise just reaches 0.
 *
 * There the low end of the higher score and the high end of the lower one are as far from their scores
 * as the two legs of a right triangle, with the rise as its long side. All such triangles are one
 * angle; at the right one both ends have the same z.
 */
function zAtZero(lower: NetCounts, higher: NetCounts): number {
  const [bottom, top] = [netScore(lower) / 100, netScore(higher) / 100];
  const rise = top - bottom;
  const zOfTop = (angle: number) =>
    (rise * Math.sin(angle)) / netErrorAt(higher, top - rise * Math.sin(angle));
  const zOfBottom = (angle: number) =>
    (rise * Math.cos(angle)) / netErrorAt(lower, bottom + rise * Math.cos(angle));
  let low = 0;
  let high = Math.PI / 2;
  // The ends of the range can be 0/0 and are never asked.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (zOfTop(middle) < zOfBottom(middle)) low = middle;
    else high = middle;
  }
  // The longer leg has more digits.
  return low < Math.PI / 4 ? zOfBottom(low) : zOfTop(low);
}
