// P values adjusted for multiple comparisons: Holm, Benjamini and Hochberg, Bonferroni.

import { checkNumber, checkOneOf, checkOptions, fail } from "../core/check.js";
import { checkLength } from "../core/limits.js";

/**
 * P values adjusted for how many were looked at, so that each can be held against one bound.
 * Holm `max over j ≤ i of (m − j + 1) p₍ⱼ₎`, Benjamini–Hochberg `min over j ≥ i of m p₍ⱼ₎ ÷ j`, Bonferroni
 * `m p`, none above 1; `p₍₁₎ ≤ p₍₂₎ ≤ …` of m
 *
 * Of twenty comparisons in which nothing happened, one is below 0.05 on average. Pass all p values
 * that were looked at, not only the small ones.
 *
 * @param p - p values from 0 to 1; `null`, where there was no test, stays `null` and is not counted.
 * @param options - `method`, which has to be stated: they answer different questions.
 * @returns the adjusted p values, in the order of the input.
 * @throws RangeError or TypeError if a p value is not a number from 0 to 1, or the method not one of
 *   the three.
 *
 * @example
 * ```ts
 * const p = [0.04, 0.001, 0.2, 0.03];
 * adjustPValues(p, { method: "holm" }); // => [0.09, 0.004, 0.2, 0.09]
 * adjustPValues(p, { method: "benjamini-hochberg" }); // => [0.0533, 0.004, 0.2, 0.0533]
 * adjustPValues([0.03, null], { method: "bonferroni" }); // => [0.03, null]
 * ```
 *
 * @see Holm, Scandinavian Journal of Statistics 6 (1979), 65–70. Benjamini and Hochberg, Journal of the
 *   Royal Statistical Society B 57 (1995), 289–300.
 */
export function adjustPValues(p: readonly number[], options: AdjustOptions): number[];
export function adjustPValues(
  p: readonly (number | null)[],
  options: AdjustOptions,
): (number | null)[];
export function adjustPValues(
  p: readonly (number | null)[],
  options: AdjustOptions,
): (number | null)[] {
  const where = "adjustPValues";
  const { method } = checkOptions(where, options, ["method"]);
  if (!Array.isArray(p)) fail("wrong-type", where, "p", "a list of p values", p);
  checkLength(where, "p", p);
  checkOneOf(where, "method", method, METHODS);
  const adjusted: (number | null)[] = p.map(() => null);
  // Array.from, since flatMap passes over holes.
  const tests = Array.from(p).flatMap((value: number | null, index) =>
    value === null ? [] : [{ value: checkNumber(where, "p", value, 0, 1, index), index }],
  );
  const many = tests.length;
  tests.sort((a, b) => a.value - b.value);
  if (method === "benjamini-hochberg") {
    let least = 1;
    for (let i = many; i-- > 0; ) {
      least = Math.min(least, tests[i].value * (many / (i + 1)));
      adjusted[tests[i].index] = least;
    }
    return adjusted;
  }
  let most = 0;
  tests.forEach(({ value, index }, i) => {
    most = Math.max(most, Math.min(1, value * (method === "holm" ? many - i : many)));
    adjusted[index] = most;
  });
  return adjusted;
}

/** How p values are adjusted for being many. */
export interface AdjustOptions {
  /**
   * `"holm"`: the chance of any false alarm at all stays below the bound. `"benjamini-hochberg"`: of the
   * alarms, the share that is false does. `"bonferroni"`: as Holm, and never better; the one people know.
   */
  readonly method: "holm" | "benjamini-hochberg" | "bonferroni";
}

const METHODS = ["holm", "benjamini-hochberg", "bonferroni"];
