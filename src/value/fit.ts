// Fits the parameters of a model: the starts, the errors, and what the data do not tell.

import { isFarOut, type Local, maximise, type Peak, type Surface } from "../statistics/maximise.js";
import { inverse } from "../statistics/solve.js";
import type { ModelFit } from "./model-fit.js";

/** The parameters that make the data most likely, and how the search for them went. */
export function fitLikelihood<Name extends string>(
  { units, shift, locals }: Likelihood<Name>,
  customers: number,
): { parameters: Record<Name, number>; fit: ModelFit } {
  const names = Object.keys(units) as Name[]; // the type of Object.keys forgets them
  let evaluations = 0;
  let best: Peak | undefined;
  for (const local of locals) {
    const peaks: Peak[] = [];
    for (const start of best ? [best.at] : STARTS) {
      peaks.push(maximise(byLogs(local), start.slice(0, names.length), peaks));
    }
    best = peaks.reduce((one, other) => (other.value > one.value + 1e-9 ? other : one));
    for (const peak of peaks) evaluations += peak.evaluations;
  }
  const peak = best as Peak; // there is a likelihood
  const unidentified = untold(names, peak);
  const isAtLimit = unidentified.length > 0;
  const covariance = peak.isConverged && !isAtLimit ? inverse(downhill(peak, 0)) : null;
  const values = names.map((name, i) => Math.exp(peak.at[i]) * units[name]);
  return {
    parameters: named(names, (i) => values[i]),
    fit: {
      status: !peak.isConverged ? "not-converged" : isAtLimit ? "at-limit" : "converged",
      logLikelihood: peak.value + shift,
      customers,
      evaluations,
      unidentified,
      standardErrors: named(names, (i) => covariance && values[i] * Math.sqrt(covariance[i][i])),
      covariance,
    },
  };
}

/** The likelihood of a model whose parameters are of the order of 1. */
export interface Likelihood<Name extends string> {
  /** The parameters in the order of the model, and what 1 of each is. */
  readonly units: Readonly<Record<Name, number>>;
  /** What the units add to the log-likelihood. */
  readonly shift: number;
  /**
   * The log-likelihood and its derivatives by the parameters, not by their logarithms. Those before the last
   * are of a sample of the customers, which finds the start for the next.
   */
  readonly locals: readonly ((parameters: readonly number[]) => Local)[];
}

/** Logarithms of parameters; a model takes as many as it has. */
const STARTS = [
  [0, 0, 0, 0],
  [-1, -1, -1, 1],
  [1, 1, 1, 2],
];

/** The same function of the logarithms: `∂/∂log p = p ∂/∂p`. */
function byLogs(local: (parameters: readonly number[]) => Local): Surface {
  return (at) => {
    const p = at.map(Math.exp);
    const { value, gradient, hessian } = local(p);
    const slope = gradient.map((g, i) => g * p[i]);
    const bend = hessian.map((row, i) =>
      row.map((h, j) => h * p[i] * p[j] + (i === j ? slope[i] : 0)),
    );
    return { value, gradient: slope, hessian: bend };
  };
}

/**
 * Parameters at the edge of the search, or with an error of 10 or more in the logarithm: a factor of
 * 20,000. Adding to the diagonal gives a flat direction an error too.
 */
function untold<Name extends string>(names: readonly Name[], peak: Peak): Name[] {
  const spread = inverse(downhill(peak, 0)) ?? inverse(downhill(peak, 1e-6));
  return names.filter((_, i) => isFarOut([peak.at[i]]) || !spread || spread[i][i] >= 100);
}

function downhill({ hessian }: Peak, more: number): number[][] {
  return hessian.map((row, i) => row.map((bend, j) => (i === j ? more : 0) - bend));
}

function named<Name extends string, Value>(
  names: readonly Name[],
  read: (index: number) => Value,
): Record<Name, Value> {
  // The entries are those of the names, which the type of Object.fromEntries forgets.
  return Object.fromEntries(names.map((name, i) => [name, read(i)])) as Record<Name, Value>;
}
