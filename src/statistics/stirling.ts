// The error of Stirling's formula, and the deviance of a count, for densities of large counts.

/**
 * What Stirling's formula leaves out of the logarithm of the gamma function, for a above 0.
 * `log Γ(a) − (a − ½) log a + a − ½ log 2π`
 *
 * With `deviance` it gives probabilities whose exponents are as small as they can be. Differences of
 * log Γ are of numbers of the size of a log a, and lose as many digits as those have before the point.
 *
 * @see Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000): the idea, and both
 *   functions. Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 6.1.40: the series.
 */
export function stirlingError(a: number): number {
  let error = 0;
  // Γ(a + 1) = a Γ(a) leads up to where six terms of the series are enough.
  for (; a < 16; a++) error += (a + 0.5) * Math.log1p(1 / a) - 1;
  let sum = 0;
  for (const term of SERIES) sum = term - sum / (a * a);
  return error + sum / a;
}

/**
 * How far an expected m is from k: 0 if they are equal, and above 0 elsewhere.
 * `k log(k ÷ m) + m − k`
 *
 * @param more - m − k, where the caller knows it better than a subtraction gives it.
 *
 * @see Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000): `bd0`, and its series.
 */
export function deviance(k: number, m: number, more: number = m - k): number {
  if (Math.abs(more) > k / 2) return more - k * Math.log(m / k);
  // The logarithm as a series in (m − k) ÷ (m + k), from which the large m − k is gone.
  const s = more / (k + m);
  let sum = s * more;
  let power = 2 * k * s;
  let before = Infinity;
  for (let j = 3; sum !== before; j += 2) {
    before = sum;
    power *= s * s;
    sum -= power / j;
  }
  return sum;
}

/** Bernoulli's numbers, each over its 2k (2k − 1), without their signs; the last one first. */
const SERIES = [691 / 360360, 1 / 1188, 1 / 1680, 1 / 1260, 1 / 360, 1 / 12];
