// The customers at risk at each duration, and where a curve of lifetimes ends.

import type { CheckedLifetimes } from "./lifetime-tally.js";

/**
 * Calls back with each duration above `from`, in order, who left and how many were at risk then; says where they
 * end, and what is known of those who stay longer than `from`.
 */
export function eachRiskSet(
  { durations, left, censored, entered, fromStart, customers }: CheckedLifetimes,
  visit: (duration: number, left: number, atRisk: number) => void,
  from = -1,
): LifetimesEnd {
  let [atRisk, last, atRiskLast, atRiskFrom] = [fromStart, 0, 0, fromStart];
  let isKnown = customers > 0;
  for (let i = 0; i < durations.length; i++) {
    if (durations[i] > from) visit(durations[i], left[i], atRisk);
    else if (left[i] > 0 && left[i] === atRisk) isKnown = false; // nobody stays longer
    const gone = left[i] + censored[i];
    if (gone > 0) {
      last = durations[i];
      atRiskLast = atRisk;
    }
    atRisk -= gone;
    if (entered !== undefined) atRisk += entered[i];
    if (durations[i] <= from) atRiskFrom = atRisk;
  }
  return { last, atRiskLast, atRiskFrom, isKnown: isKnown && from <= last };
}

/** A curve up to the longest duration, at which it keeps its height. */
export function endAtLastDuration<Point extends CurvePoint>(
  points: Point[],
  { last, atRiskLast }: LifetimesEnd,
): Point[] {
  const before = points[points.length - 1];
  if (last > before.duration) {
    // That nobody has left yet does not make it sure that nobody will.
    const unsure = before.left === 0 && { standardError: null, low: null, high: null };
    points.push({ ...before, duration: last, atRisk: atRiskLast, left: 0, ...unsure });
  }
  return points;
}

/** Where curves of lifetimes end. */
export interface LifetimesEnd {
  /** The longest duration, at which somebody left or was last seen; 0 without customers. */
  readonly last: number;
  /** How many were at risk then. */
  readonly atRiskLast: number;
  /** How many are watched longer than `from`. */
  readonly atRiskFrom: number;
  /** Whether somebody stays longer than `from`, as far as that is known. */
  readonly isKnown: boolean;
}

/** A point of a curve, as far as its end is concerned. */
interface CurvePoint {
  readonly duration: number;
  readonly atRisk: number;
  readonly left: number;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
