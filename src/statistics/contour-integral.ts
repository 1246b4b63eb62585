// Contour integrals through the saddle point of a product of powers.

/**
 * `1 ÷ 2πi ∫ f(w) dw` for a product f, from below to above between its singularities, which lie where w is
 * 1 ÷ ratio: on the real line, on either side of 0.
 *
 * Of all ways across the line the one through the saddle meets the smallest values. Further out f may turn
 * fast and fall slowly; there the way bends to the side on which it falls. Near 0 the steps are of equal
 * length, and further out of equal length on the scale of log w, so that they see narrow saddles and long
 * ends alike; halving them doubles the digits.
 *
 * @see Trefethen and Weideman, "The Exponentially Convergent Trapezoidal Rule", SIAM Review 56 (2014),
 *   385–458: the rule, and such ways around singularities.
 */
export function integrateThroughSaddle(f: Product): number {
  const curvature = f.ratios.reduce((sum, ratio, k) => sum + (1 + f.shapes[k]) * ratio * ratio, 0);
  const width = 1 / Math.sqrt(curvature);
  const way = pathOf(f, width);
  let sum = 0.5;
  let size = 1;
  // Above and below the line the values are conjugates, and add up to twice the part that is real.
  for (let u = STEP; size > NEGLIGIBLE; u += STEP) {
    const y = width * Math.sinh(u);
    const x = offsetAt(way, y);
    const turn = angle(f, x, y);
    const slope = (way.slope * y) / Math.hypot(way.from, y);
    size = Math.exp(-logFall(f, x, y)) * Math.cosh(u);
    sum += size * (Math.cos(turn) + slope * Math.sin(turn));
  }
  return (sum * STEP * width) / Math.PI;
}

/**
 * The function `Π (1 − ratio w)^−shape` of a complex w, which has a saddle at 0 or near it: the sum of
 * shapes times ratios, its slope there, is 0 or next to it.
 */
export interface Product {
  readonly shapes: readonly number[];
  readonly ratios: readonly number[];
}

/** Straight up, and aside from a height `from` on. */
interface Path {
  readonly slope: number;
  readonly from: number;
}

/** Straight up, or, where f keeps turning until it has fallen to nothing, aside from its first half turn on. */
function pathOf(f: Product, width: number): Path {
  const fallen = (x: number, y: number) => logFall(f, x, y) - Math.log(y / width) > MOST_FALL;
  let top = width;
  while (!fallen(0, top) && top < TOP_HEIGHT) top *= 2;
  const side = Math.sign(angle(f, 0, top));
  let from = top;
  while (from > width && side * angle(f, 0, from / 2) > Math.PI) from /= 2;
  const way = { slope: -SLOPE * side, from };
  return fallen(offsetAt(way, top), top) ? way : { slope: 0, from };
}

/** How far to the right a way is at a height y. */
function offsetAt({ slope, from }: Path, y: number): number {
  return (slope * y * y) / (Math.hypot(from, y) + from);
}

/** −log |f| at x + iy. */
function logFall({ shapes, ratios }: Product, x: number, y: number): number {
  const square = x * x + y * y;
  let sum = 0;
  for (let k = 0; k < shapes.length; k++) {
    sum += shapes[k] * Math.log1p(ratios[k] * (ratios[k] * square - 2 * x));
  }
  return sum / 2;
}

/** The angle of f at x + iy, followed from 0 at 0. */
function angle({ shapes, ratios }: Product, x: number, y: number): number {
  let sum = 0;
  for (let k = 0; k < shapes.length; k++) {
    sum += shapes[k] * Math.atan2(ratios[k] * y, 1 - ratios[k] * x);
  }
  return sum;
}

const STEP = 0.1;
const SLOPE = 0.6;
/** How many times e it takes to get to a value that no longer counts, and that value. */
const MOST_FALL = 45;
const NEGLIGIBLE = 1e-17;
/** A function that has not fallen there has a pole, and never will; higher up squares overflow. */
const TOP_HEIGHT = 1e150;
