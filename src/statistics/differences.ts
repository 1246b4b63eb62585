// Derivatives of a function of a few positive numbers, by differences.

import type { Local } from "./maximise.js";

/**
 * Value, gradient and second derivatives by five-point differences a thousandth of each number apart;
 * mixed ones from the second derivatives along the diagonals.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 25.3.6 and 25.3.24.
 */
export function localByDifferences(
  f: (at: readonly number[]) => number,
  at: readonly number[],
): Local {
  const value = f(at);
  const along = (direction: readonly number[]): { slope: number; bend: number } => {
    const [far, near, next, beyond] = [-2, -1, 1, 2].map((k) =>
      f(at.map((x, i) => x + k * STEP * x * direction[i])),
    );
    return {
      slope: (far - beyond + 8 * (next - near)) / (12 * STEP),
      bend: (16 * (near + next) - far - beyond - 30 * value) / (12 * STEP * STEP),
    };
  };
  const units = at.map((_, i) => at.map((_, j) => +(i === j)));
  const alone = units.map(along);
  const bends = units.map((one, i) =>
    units.map((other, j) => {
      if (i === j) return alone[i].bend;
      const both = along(one.map((x, k) => x + other[k]));
      return (both.bend - alone[i].bend - alone[j].bend) / 2;
    }),
  );
  return {
    value,
    gradient: alone.map(({ slope }, i) => slope / at[i]),
    hessian: bends.map((row, i) => row.map((bend, j) => bend / (at[i] * at[j]))),
  };
}

const STEP = 1e-3;
