// The standard normal distribution: its tails, and where a tail begins.

/**
 * P(Z > x) for Z of the standard normal distribution, to 5e-15 of itself where it is above 1e-8 and to
 * 1e-13 down to 1e-300. The two-sided p value of a z is `2 * normalTail(Math.abs(z))`.
 */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  if (x > 39) return 0; // also of infinity, of which no sum knows
  const density = Math.exp((-x * x) / 2) / ROOT_TWO_PI;
  return x < 0.67
    ? 0.5 - density * middleOverDensity(x)
    : density * tailOverDensity(x, 1 / density);
}

/** The x with P(Z > x) = p, for a p from 1e-300 to below 1; to 1.5e-15 of itself. */
export function normalUpperQuantile(p: number): number {
  return p > 0.5 ? -normalBetween(p - 0.5, 1 - p) : normalBetween(0.5 - p, p);
}

/**
 * The x of 0 or more with P(0 < Z < x) = `middle` and P(Z > x) = `tail`. The two add up to ½, and one
 * of them has all its digits wherever x lies.
 *
 * Newton's iteration with one more term, which triples the digits. It starts within 0.1 of the answer.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.2.22: the start.
 */
export function normalBetween(middle: number, tail: number): number {
  const isMiddle = middle < 0.25;
  const s = Math.sqrt(-2 * Math.log(tail));
  let x = isMiddle ? 2.5 * middle : s - (2.3 + s * 0.27) / (1 + s * (0.99 + s * 0.045));
  let miss: number;
  do {
    const scale = ROOT_TWO_PI * Math.exp((x * x) / 2);
    miss = isMiddle
      ? middle * scale - middleOverDensity(x)
      : tailOverDensity(x, scale) - tail * scale;
    x += miss * (1 + (x * miss) / 2);
  } while (Math.abs(miss) > (1e-5 * x) / (x * x + 1));
  return x;
}

const ROOT_TWO_PI = 2.5066282746310002;

/**
 * `x + x³/3 + x⁵/(3 · 5) + …`, with more terms than any x below 0.7 can tell apart.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.2.11.
 */
function middleOverDensity(x: number): number {
  let sum = 1;
  for (let k = 25; k > 1; k -= 2) sum = 1 + ((x * x) / k) * sum;
  return x * sum;
}

/**
 * `√(2/π) ∫ x exp(−t²/2) ÷ (x² + t²) dt` from 0, by trapezoids 2π/9 wide. What they are too large by is
 * known as far as it counts, for any x from 0.6 on.
 *
 * @see Matta and Reichel, "Uniform Computation of the Error Function and Other Related Functions",
 *   Mathematics of Computation 25 (1971), 339–344.
 */
function tailOverDensity(x: number, scale: number): number {
  const first = 0.783727468456299; // exp(−w/2), with the square w of the width
  let sum = 1 / x / x;
  let weight = 2;
  for (let k = 1, ratio = first; k < 13; k++, ratio *= first * first) {
    weight *= ratio;
    sum += weight / (x * x + k * k * 0.48738787165873376);
  }
  return (ROOT_TWO_PI / 9) * x * sum - (x < 8 ? scale / (Math.exp(9 * x) - 1) : 0);
}
