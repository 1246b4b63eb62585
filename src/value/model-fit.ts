// How the fit of a model went, how parameters are checked, and the errors that a fit gives to readings.

import { checkNumber, fail } from "../core/check.js";

/** A parameter that is a number of its own, such as one of a beta distribution. */
export function checkShape(where: string, argument: string, value: unknown): number {
  return checkNumber(where, argument, value, 1e-6, 1e6);
}

/** A parameter that is a time or an amount. */
export function checkScale(where: string, argument: string, value: unknown): number {
  return checkNumber(where, argument, value, 1e-9, 1e15);
}

/** Refuses a model whose fit did not converge; one typed in has no fit. */
export function checkFit(where: string, argument: string, fit: ModelFit | undefined): void {
  if (fit?.status !== "not-converged") return;
  fail(
    "not-converged",
    where,
    argument,
    "a model whose fit converged, or one typed in",
    fit.status,
  );
}

/**
 * The variance of a reading, from that of the logarithms of its parameters; `null` if the fit has no variance.
 *
 * @param slopes - how the reading changes with the logarithm of each parameter.
 */
export function deltaVariance(
  where: string,
  fit: ModelFit | undefined,
  slopes: readonly number[],
): number | null {
  const covariance = fit?.covariance ?? null;
  if (covariance === null) return null;
  let variance = 0;
  slopes.forEach((slope, i) => {
    slopes.forEach((other, j) => {
      const entry = checkNumber(where, "model.fit.covariance", covariance[i]?.[j], -1e6, 1e6);
      variance += slope * entry * other;
    });
  });
  return Math.max(0, variance);
}

/** How a reading changes with the logarithm of each parameter, by differences. */
export function slopesOf<Model>(
  model: Model,
  names: readonly (keyof Model)[],
  read: (model: Model) => number,
): number[] {
  return names.map((name) => {
    const [far, near, next, beyond] = [-2, -1, 1, 2].map((k) =>
      read({ ...model, [name]: (model[name] as number) * Math.exp(k * STEP) }),
    );
    return (far - beyond + 8 * (next - near)) / (12 * STEP);
  });
}

/** How a fit went, kept in the model that it made. */
export interface ModelFit {
  /**
   * `"at-limit"` where the data do not tell all parameters, such as those of a spread that is not there:
   * then there are no standard errors and no intervals. Readings refuse a `"not-converged"` model.
   */
  readonly status: "converged" | "at-limit" | "not-converged";
  readonly logLikelihood: number;
  /** How many customers it was made from. */
  readonly customers: number;
  /** How often the likelihood of all of them, or of a sample, was worked out. */
  readonly evaluations: number;
  /** The parameters that the data do not tell. */
  readonly unidentified: readonly string[];
  /** Of each parameter; `null` unless converged. */
  readonly standardErrors: Readonly<Record<string, number | null>>;
  /** Of the logarithms of the parameters, in the order of the model; `null` unless converged. */
  readonly covariance: readonly (readonly number[])[] | null;
}

/** A model that a fit has made: it tells how the fit went. */
export type Fitted<Model> = Model & { readonly fit: ModelFit };

const STEP = 1e-3;
