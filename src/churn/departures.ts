import type { Departures } from "../statistics/survival.js";
import { checkLifetimes, type LifetimeTally } from "./lifetimes.js";

/** A tally as the readings of survival take it. */
export interface ObservedDepartures extends Departures {
  /** Customers in the tally. */
  readonly customers: number;
  /** Those watched from the start. */
  readonly fromStart: number;
  /** The longest duration, at which somebody left or was last seen; 0 of nobody. */
  readonly last: number;
  /** How many were at risk at the longest duration. */
  readonly atRiskLast: number;
}

/** Who was at risk at each duration at which somebody left. */
export function departuresOf(
  where: string,
  argument: string,
  tally: LifetimeTally,
): ObservedDepartures {
  const { rows } = checkLifetimes(where, argument, tally);
  // One pass, as there can be a million rows: room for all of them, and who was there at the start is
  // added at the end, where it is known.
  const durations = new Float64Array(rows.length);
  const atRisk = new Float64Array(rows.length);
  const leavers = new Float64Array(rows.length);
  let [steps, customers, entrants, change, last, changeAtLast] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const { duration, left, censored, entered = 0 } = rows[i];
    const gone = left + censored;
    if (left > 0) {
      durations[steps] = duration + 0; // never −0
      atRisk[steps] = change;
      leavers[steps] = left;
      steps++;
    }
    if (gone > 0) {
      last = duration + 0;
      changeAtLast = change;
    }
    customers += gone;
    entrants += entered;
    change += entered - gone;
  }
  const fromStart = customers - entrants;
  for (let step = 0; step < steps; step++) atRisk[step] += fromStart;
  return {
    durations: durations.subarray(0, steps),
    atRisk: atRisk.subarray(0, steps),
    left: leavers.subarray(0, steps),
    customers,
    fromStart,
    last,
    atRiskLast: fromStart + changeAtLast,
  };
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

/** A curve up to the longest duration, at which it keeps its height. */
export function upToLast<Point extends CurvePoint>(
  points: Point[],
  { durations, last, atRiskLast }: ObservedDepartures,
): Point[] {
  const before = points[points.length - 1];
  if (last > before.duration) {
    // That nobody has left yet does not make it sure that nobody will.
    const unsure = durations.length === 0 && { standardError: null, low: null, high: null };
    points.push({ ...before, duration: last, atRisk: atRiskLast, left: 0, ...unsure });
  }
  return points;
}
