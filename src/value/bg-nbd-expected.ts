// How many purchases the BG/NBD model expects.

import { logBetaReciprocal } from "../statistics/log-rise.js";
import type { BgNbdModel } from "./purchase-models.js";

/**
 * Purchases expected of a customer who is alive. N purchases would be made if none of them could be the
 * last; the jth is made if no chance before was taken.
 * `Σ g(j) P(N > j)`, `g(j) = Π (b + i) ÷ (a + b + i)` for i below j
 *
 * All terms are positive, so that no digits are lost and no parameters are special, as with the
 * hypergeometric function that the paper has in this place.
 *
 * @see Fader, Hardie and Lee, Marketing Science 24 (2005), 275–284: equation 9.
 */
export function bgNbdExpected({ r, alpha, a, b }: BgNbdModel, horizon: number): number {
  const u = horizon / alpha;
  if (u === 0) return 0;
  const log = r * Math.log1p(u);
  if (u > 20 || r * u > 1000 || log > 600) return overChances(r, u, a, b);
  const z = u / (1 + u);
  let exactly = Math.exp(-log); // P(N = j)
  let more = -Math.expm1(-log); // P(N > j)
  let reached = 1;
  let sum = 0;
  for (let j = 0; ; j++) {
    sum += reached * more;
    reached *= (b + j) / (a + b + j);
    exactly *= (z * (r + j)) / (j + 1);
    if (j > r * u && exactly < 1e-17 * sum) return sum;
    more = Math.max(0, more - exactly);
  }
}

/**
 * The same over the chance p to leave after a purchase, for long horizons: trapezoids in log(p ÷ (1 − p)).
 * `∫ (1 − (1 + p u)^−r) ÷ p · p^(a − 1) (1 − p)^(b − 1) ÷ B(a, b) dp`
 *
 * Far out on either side the integrand is a power, whose trapezoids are a geometric series.
 */
function overChances(r: number, u: number, a: number, b: number): number {
  const step = Math.min(0.25, 0.7 * Math.sqrt(1 / a + 1 / b));
  const density = logBetaReciprocal(a, b);
  const integrand = (y: number): number => {
    const logP = y < 0 ? y - Math.log1p(Math.exp(y)) : -Math.log1p(Math.exp(-y));
    const logQ = logP - y;
    const p = Math.exp(logP);
    const bought = -Math.expm1(-r * Math.log1p(p * u)) / p;
    return bought * Math.exp(density + a * logP + b * logQ);
  };
  const from = Math.min(Math.log(a / b), -Math.log(r * u), -Math.log(u)) - 40;
  const to = Math.max(Math.log(a / b), 0) + 40;
  // From the middle outwards: where a and b are large, all of it is near there.
  let sum = 0;
  const sumTo = (end: number, start: number, by: number, power: number): void => {
    let y = start;
    let term = integrand(y);
    for (; Math.abs(end - start) > Math.abs(y - start) && term >= 1e-18 * sum; y += by) {
      sum += term;
      term = integrand(y + by);
    }
    sum += term / -Math.expm1(-power * step);
  };
  sumTo(from, Math.log(a / b), -step, a);
  sumTo(to, Math.log(a / b) + step, step, b);
  return step * sum;
}
