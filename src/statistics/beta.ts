// The regularised incomplete beta function and its inverse.

import { deviance, stirlingError } from "./stirling.js";

/**
 * The regularised incomplete beta function I_x(a, b): P(B ≤ x) for B of a beta distribution.
 *
 * For a and b from 0.01 to 1e6 to 1e-12 of itself, and to 1e-10 where either tail is below 1e-8, down
 * to 1e-300. Takes about √(a + b) steps near the mean and few elsewhere. The chance of k or more of n,
 * each with chance x, is `betaLower(k, n - k + 1, x)`. `betaLower(b, a, y, x)` is 1 − I_x(a, b), and keeps
 * its digits where that is small.
 *
 * @param y - 1 − x, where the caller knows it better than a subtraction gives it.
 *
 * @see DiDonato and Morris, "Algorithm 708", ACM Transactions on Mathematical Software 18 (1992),
 *   360–373: the continued fraction.
 */
export function betaLower(a: number, b: number, x: number, y: number = 1 - x): number {
  return lowerFrom(a, b, x, y, Math.exp(logDensity(a, b, x, y)));
}

/** The x with I_x(a, b) = p, for a p between 0 and 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(-betaLogOdds(p, a, b)));
}

/** The x with 1 − I_x(a, b) = p; 1 − x is `betaQuantile(p, b, a)`, which keeps its digits near 1. */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return 1 / (1 + Math.exp(betaLogOdds(p, b, a)));
}

/**
 * log(x ÷ (1 − x)) for the x with I_x(a, b) = p: what both x and 1 − x are got from, whichever is near 0.
 *
 * Newton's iteration on the logarithm of I as a function of the log odds, with one more term, which
 * triples the digits. Their density has a concave logarithm, so has I.
 */
export function betaLogOdds(p: number, a: number, b: number): number {
  if (p > 0.5) return -betaLogOdds(1 - p, b, a);
  const spread = Math.sqrt(1 / a + 1 / b);
  const [logP, constant] = [Math.log(p), logConstant(a, b)];
  let odds = Math.max(-MOST_LOG_ODDS, Math.log(a / b) - spread * Math.sqrt(-2 * logP));
  let step: number;
  do {
    const x = 1 / (1 + Math.exp(-odds));
    const y = 1 / (1 + Math.exp(odds));
    const log = logDensity(a, b, x, y, constant);
    const density = Math.exp(log);
    const ratio = isBelowMean(a, b, x)
      ? lowerOverDensity(a, b, x, y)
      : lowerFrom(a, b, x, y, density) / density;
    const miss = logP - log - Math.log(ratio);
    // −ay + bx is how the logarithm of the density falls.
    step = miss * ratio * (1 + (miss * (1 + (b * x - a * y) * ratio)) / 2);
    odds += step;
    // The next step would be about its square. Beyond FAR a double has no x, or no 1 − x, to go on with.
  } while (Math.abs(step) > 1e-9 * spread + FINEST && Math.abs(odds) < MOST_LOG_ODDS);
  return odds;
}

/** I_x(a, b), with the density of the log odds there. */
function lowerFrom(a: number, b: number, x: number, y: number, density: number): number {
  return isBelowMean(a, b, x)
    ? density * lowerOverDensity(a, b, x, y)
    : 1 - density * lowerOverDensity(b, a, y, x);
}

/** Log odds whose x or 1 − x a double can just tell from 0, with all its digits. */
const MOST_LOG_ODDS = 700;

/** A step in log odds that the rounding of x can make; with shapes of 1e14 all steps are so small. */
const FINEST = 4e-15;

/** At or below the mean, where the fraction of the lower tail is the fast one. */
function isBelowMean(a: number, b: number, x: number): boolean {
  return x * (a + b) <= a;
}

/** 1/(β₀ + α₁/(β₁ + α₂/(β₂ + …))) from Algorithm 708, by Lentz's method. */
function lowerOverDensity(a: number, b: number, x: number, y: number): number {
  const less = 1 - excess(a, b, x, y);
  let d = (a + 1) / (a * less);
  let c = Infinity;
  let product = d;
  let factor = 0;
  for (let k = 1; Math.abs(factor - 1) > 3e-16; k++) {
    const s = a + 2 * k - 1;
    const w = (k * (b - k) * x) / s;
    const above = ((a + k - 1) / s) * (a + b + k - 1) * x * w;
    const below = k + w + ((a + k) / (s + 2)) * (less + k * (1 + y));
    d = 1 / (below + above * d);
    c = below + above / c;
    factor = c * d;
    product *= factor;
  }
  return product;
}

/** The logarithm of the density of log(B ÷ (1 − B)). `log(x^a y^b ÷ B(a, b))` */
function logDensity(
  a: number,
  b: number,
  x: number,
  y: number,
  constant: number = logConstant(a, b),
): number {
  const n = a + b;
  const more = excess(a, b, x, y);
  return constant - (deviance(a, n * x, more) + deviance(b, n * y, -more));
}

/** Checks that part of it which has nothing to do with x. */
function logConstant(a: number, b: number): number {
  const n = a + b;
  return (
    Math.log(((a / n) * b) / (2 * Math.PI)) / 2 +
    (stirlingError(n) - stirlingError(a) - stirlingError(b))
  );
}

/** (a + b) x − a, from the smaller of x and y and without rounding the product of large numbers. */
function excess(a: number, b: number, x: number, y: number): number {
  if (x > y) return -excess(b, a, y, x);
  const head = Math.fround(x);
  return (a + b) * head - a + (a + b) * (x - head);
}
