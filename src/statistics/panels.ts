// Integrals over short panels, each by Gauss and Legendre's rule with sixteen points.

/** Half of the points on −1 to 1, the others are their negatives, and the weights of both. */
export const POINTS: readonly number[] = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
  0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
export const WEIGHTS: readonly number[] = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
  0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
];

/**
 * The integral of a smooth function over one panel: exact for polynomials up to the power of 31.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 25.4.29 and table 25.4.
 */
export function panelIntegral(f: (x: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  let sum = 0;
  for (let i = 0; i < POINTS.length; i++) {
    const reach = half * POINTS[i];
    sum += WEIGHTS[i] * (f(middle - reach) + f(middle + reach));
  }
  return half * sum;
}
