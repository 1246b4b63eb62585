// The first two derivatives of log Γ.

/**
 * ψ(a) and ψ′(a), for a above 0.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 6.3.5, 6.3.18, 6.4.6, 6.4.12.
 */
export function polygamma(a: number): { first: number; second: number } {
  let [first, second] = [0, 0];
  for (; a < 16; a++) {
    first -= 1 / a;
    second += 1 / (a * a);
  }
  const square = 1 / (a * a);
  let [one, two] = [0, 0];
  BERNOULLI.forEach((number, i) => {
    const k = 2 * (BERNOULLI.length - i);
    one = square * (one + number / k);
    two = square * (two + number);
  });
  first += Math.log(a) - 1 / (2 * a) - one;
  second += 1 / a + square / 2 + two / a;
  return { first, second };
}

/** Bernoulli's numbers from B₁₄ down to B₂. */
const BERNOULLI = [7 / 6, -691 / 2730, 5 / 66, -1 / 30, 1 / 42, -1 / 30, 1 / 6];
