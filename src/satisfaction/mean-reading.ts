// Readings that are means over answers: what each point of the scale counts in them.

import { fail } from "../core/check.js";
import type { ScoreTally } from "./score-tally.js";

/**
 * What an answer at each point of the scale counts in a reading: what the reading gives for that answer
 * alone. The mean of these over the answers of the tally must be what it gives for the whole tally.
 */
export function pointValues(where: string, reading: MeanReading, tally: ScoreTally): number[] {
  if (typeof reading !== "function") fail("wrong-type", where, "reading", "a function", reading);
  const { scale, counts } = tally;
  const one = counts.map(() => 0);
  const values = counts.map((_, i) => {
    one[i] = 1;
    const value = reading({ kind: "scores", scale, counts: one, missing: 0 });
    one[i] = 0;
    return value as number; // or else refused below
  });
  const { total, mean } = momentsOf(counts, values);
  const whole = total === 0 ? 0 : reading(tally);
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined || !(Math.abs(mean - (whole as number)) <= 1e-9 * (1 + Math.abs(mean)))) {
    const mustBe = "a mean over answers, such as nps, csat or meanScore";
    fail("wrong-type", where, "reading", mustBe, wrong === undefined ? whole : wrong);
  }
  return values;
}

/**
 * The mean of values over counts or weights, and the variance of one of them; of nothing, zeros.
 *
 * @see West, "Updating Mean and Variance Estimates: An Improved Method", Communications of the ACM 22
 *   (1979), 532–535: one pass, in which values that are all alike have a variance of exactly 0.
 */
export function momentsOf(
  counts: readonly number[],
  values: readonly number[],
): { readonly total: number; readonly mean: number; readonly variance: number } {
  let [total, mean, squares] = [0, 0, 0];
  counts.forEach((count, i) => {
    if (count === 0) return;
    total += count;
    const off = values[i] - mean;
    mean += off * (count / total);
    squares += count * off * (values[i] - mean);
  });
  return { total, mean, variance: total === 0 ? 0 : squares / total };
}

/**
 * A reading that is a mean over answers, such as `nps`, `csat` or `meanScore`; with options,
 * `(tally) => csat(tally, { satisfiedFrom: 6 })`. A median or a deviation is not one.
 */
export type MeanReading = (tally: ScoreTally) => number | null;
