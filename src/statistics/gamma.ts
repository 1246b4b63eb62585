// The upper regularised incomplete gamma function.

import { deviance, stirlingError } from "./stirling.js";

/**
 * The regularised incomplete gamma function Q(a, x): P(G > x) for G of a gamma distribution of shape a.
 *
 * For a from 0.01 to 1e6 to 1e-12 of itself, and to 1e-10 where it is below 1e-8, down to 1e-300. Takes
 * about √a steps near x = a and few elsewhere.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964): 6.5.29, the series below a,
 *   and 6.5.31, the continued fraction above it, of which this is the even part.
 */
export function gammaUpper(a: number, x: number): number {
  return isSeriesFaster(a, x) ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}

/** Below 1 the fraction takes its time, and a small a has most of its weight there. */
function isSeriesFaster(a: number, x: number): boolean {
  return x < Math.max(a, 1);
}

/** The density times (1 + x/(a + 1) + x²/((a + 1)(a + 2)) + …) ÷ a. */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = a + 1; term > 1e-17 * sum; k++) {
    term *= x / k;
    sum += term;
  }
  return densityOfLog(a, x) * sum;
}

/** The density ÷ (x + 1 − a + 1 (a − 1)/(x + 3 − a + 2 (a − 2)/(x + 5 − a + …))), by Lentz's method. */
function upperByFraction(a: number, x: number): number {
  if (x === Infinity) return 0;
  let below = x + 1 - a;
  let d = 1 / below;
  let c = Infinity;
  let product = d;
  let factor = 0;
  for (let k = 1; Math.abs(factor - 1) > 3e-16; k++) {
    const above = k * (a - k);
    below += 2;
    d = 1 / (below + above * d);
    c = below + above / c;
    factor = c * d;
    product *= factor;
  }
  return densityOfLog(a, x) * product;
}

/** The density of log G at log x. `x^a e^−x ÷ Γ(a)` */
function densityOfLog(a: number, x: number): number {
  return Math.exp(-deviance(a, x) - stirlingError(a)) * Math.sqrt(a / (2 * Math.PI));
}
