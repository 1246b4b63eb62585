/**
 * P(Z > x) for Z of the standard normal distribution, to 5e-15 of itself where it is above 1e-8 and to
 * 1e-13 down to 1e-300. The two-sided p value of a z is `2 * normalTail(Math.abs(z))`.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964): 26.2.11, the series in the
 *   middle, and 26.2.14, Laplace's continued fraction further out.
 */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const density = Math.exp((-x * x) / 2) / ROOT_TWO_PI;
  return x < 1.75 ? 0.5 - density * middleOverDensity(x) : density / densityOverTail(x);
}

/** The x with P(Z > x) = p, for a p from 1e-300 to below 1; to 1.5e-15 of itself. */
export function normalUpperQuantile(p: number): number {
  return p > 0.5 ? -normalBetween(p - 0.5, 1 - p) : normalBetween(0.5 - p, p);
}

/**
 * The x of 0 or more with P(0 < Z < x) = `middle` and P(Z > x) = `tail`. The two add up to ½, and one
 * of them has all its digits wherever x lies.
 *
 * Newton's iteration, on the middle or on the logarithm of the tail. Either bends one way all along, so
 * that after the first step it nears the answer from one side.
 */
export function normalBetween(middle: number, tail: number): number {
  const scaledMiddle = middle * ROOT_TWO_PI;
  const logScaledTail = Math.log(tail * ROOT_TWO_PI);
  const isMiddle = middle < 0.46;
  let x = scaledMiddle;
  if (!isMiddle) {
    x = Math.sqrt(-2 * logScaledTail);
    x = Math.sqrt(-2 * (logScaledTail + Math.log(x)));
  }
  let step: number;
  do {
    if (isMiddle) {
      step = scaledMiddle * Math.exp((x * x) / 2) - middleOverDensity(x);
    } else {
      const hazard = densityOverTail(x);
      step = -(logScaledTail + (x * x) / 2 + Math.log(hazard)) / hazard;
    }
    x += step;
  } while (Math.abs(step) > 1e-8 * x); // the next step would be about its square
  return x;
}

const ROOT_TWO_PI = 2.5066282746310002;

/** x + x³/3 + x⁵/(3 · 5) + …, with more terms than any x below 1.8 can tell apart. */
function middleOverDensity(x: number): number {
  let sum = 1;
  for (let k = 45; k > 1; k -= 2) sum = 1 + ((x * x) / k) * sum;
  return x * sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), with more terms than any x above 1.7 can tell apart. */
function densityOverTail(x: number): number {
  let fraction = x;
  for (let k = 120; k > 0; k--) fraction = x + k / fraction;
  return fraction;
}
