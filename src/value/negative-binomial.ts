// How many purchases a customer who cannot leave makes: negative binomial.

import { logRise } from "../statistics/log-rise.js";

/**
 * P(N = n) of a customer who buys at a gamma distributed rate (r), with u the time over its scale.
 * `Γ(r + n) ÷ (Γ(r) n!) (1 + u)^−r (u ÷ (1 + u))^n`
 */
export function negativeBinomial(r: number, u: number, n: number): number {
  if (u === 0) return n === 0 ? 1 : 0;
  const ways = logRise(r, n) - logRise(1, n);
  return Math.exp(ways - r * Math.log1p(u) - n * Math.log1p(1 / u));
}

/** P(N ≥ n) for n of 1 or more, as the smaller of its two sums. */
export function negativeBinomialUpper(r: number, u: number, n: number): number {
  const z = u / (1 + u);
  if (n > r * u && u < 10 * n) {
    let term = negativeBinomial(r, u, n);
    let sum = 0;
    for (let j = n; term > Math.max(1e-17 * sum, 1e-300); j++) {
      sum += term;
      term *= (z * (r + j)) / (j + 1);
    }
    return sum;
  }
  let below = 0;
  let term = negativeBinomial(r, u, n - 1);
  for (let j = n - 1; j >= 0 && term > 1e-17 * below; j--) {
    below += term;
    term *= j / (z * (r + j - 1));
  }
  return 1 - below;
}
