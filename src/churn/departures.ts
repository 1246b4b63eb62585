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
  let [steps, customers, entrants, end] = [0, 0, 0, -1];
  for (let i = 0; i < rows.length; i++) {
    const { left, censored, entered = 0 } = rows[i];
    if (left > 0) steps++;
    if (left + censored > 0) end = i;
    customers += left + censored;
    entrants += entered;
  }
  const durations = new Float64Array(steps);
  const atRisk = new Float64Array(steps);
  const leavers = new Float64Array(steps);
  const fromStart = customers - entrants;
  let [step, there, atRiskLast] = [0, fromStart, 0];
  for (let i = 0; i <= end; i++) {
    const { duration, left, censored, entered = 0 } = rows[i];
    if (left > 0) {
      durations[step] = duration + 0; // never −0
      atRisk[step] = there;
      leavers[step] = left;
      step++;
    }
    atRiskLast = there;
    there += entered - left - censored;
  }
  const last = end < 0 ? 0 : rows[end].duration + 0;
  return { durations, atRisk, left: leavers, customers, fromStart, last, atRiskLast };
}

/** What is new where a curve ends. */
interface CurveEnd {
  readonly duration: number;
  readonly atRisk: number;
  readonly left: number;
  readonly standardError?: null;
  readonly low?: null;
  readonly high?: null;
}

/** Nobody leaves there, and where nobody has left at all, nothing is sure. */
export function endOf({ durations, last, atRiskLast }: ObservedDepartures): CurveEnd {
  const end = { duration: last, atRisk: atRiskLast, left: 0 };
  return durations.length > 0 ? end : { ...end, standardError: null, low: null, high: null };
}
