// The customers at risk at each duration, and where a curve of lifetimes ends.

import type { CheckedLifetimes } from "./lifetime-tally.js";

/** Calls back with each duration, in order, who left and how many were at risk then; says where they end. */
export function eachRiskSet(
  { durations, left, censored, entered, fromStart }: CheckedLifetimes,
  visit: (duration: number, left: number, atRisk: number) => void,
): LifetimesEnd {
  let [atRisk, last, atRiskLast] = [fromStart, 0, 0];
  for (let i = 0; i < durations.length; i++) {
    visit(durations[i], left[i], atRisk);
    const gone = left[i] + censored[i];
    if (gone > 0) {
      last = durations[i];
      atRiskLast = atRisk;
    }
    atRisk -= gone;
    if (entered !== undefined) atRisk += entered[i];
  }
  return { last, atRiskLast };
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
