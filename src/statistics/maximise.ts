// Finds where a smooth function is highest: Newton's method, damped where it has to be.

import { solve } from "./solve.js";

const MOST_EVALUATIONS = 200;

const EDGE = 12;

/**
 * Climbs from a start to where a function is highest, within 12 of 0 in every coordinate. The
 * coordinates are logarithms of parameters, so this is from e^−12 to e^12 times their unit.
 *
 * A step is Newton's where the function bends down in every direction, and is shortened by adding to the
 * diagonal where it does not or where the last step led down. It ends where a step of Newton's would gain
 * less than 1e-10, where three steps in a row have gained less than 1e-7 (1e-5 far out, where a surface
 * only levels off), or after 200 evaluations. A climb that comes near a peak where another has ended is
 * taken to end there too.
 *
 * @param peaks - those that other starts have led to.
 *
 * @see Levenberg, Quarterly of Applied Mathematics 2 (1944), 164–168; Marquardt, SIAM Journal 11 (1963),
 *   431–441: adding to the diagonal, in proportion to it.
 */
export function maximise(
  surface: Surface,
  start: readonly number[],
  peaks: readonly Peak[] = [],
): Peak {
  let at = start;
  let here = surface(at);
  let evaluations = 1;
  let damping = 0;
  let smallGains = 0;
  while (smallGains < 3 && evaluations < MOST_EVALUATIONS && damping < 1e15) {
    const known = peaks.find((peak) => isNear(peak, at));
    if (known) return { ...known, evaluations };
    const { gradient, hessian } = withoutEdges(here, at);
    const newton = solve(downhill(hessian, 0), gradient);
    if (newton && dot(newton, gradient) < 2e-10) {
      // The last step is known, and what it gains is not worth another evaluation.
      return { ...here, at: moved(at, newton), evaluations, isConverged: true };
    }
    const step = damping === 0 ? newton : solve(downhill(hessian, damping), gradient);
    if (!step) {
      damping = damping === 0 ? 1e-3 : 4 * damping;
      continue;
    }
    const next = moved(at, step);
    const there = surface(next);
    evaluations++;
    const gain = there.value - here.value;
    // A sum of many likelihoods is rounded, and near the top all of the gain is rounding.
    if (gain >= -1e-14 * Math.abs(here.value)) {
      smallGains = gain < (isFarOut(next) ? 1e-5 : 1e-7) ? smallGains + 1 : 0;
      damping = damping < 1e-8 ? 0 : damping / 10;
      [at, here] = [next, there];
    } else {
      damping = damping === 0 ? 1e-3 : 4 * damping;
    }
  }
  return { ...here, at, evaluations, isConverged: smallGains === 3 };
}

/** Beyond 8 in a coordinate: a factor of 3,000 from where parameters are expected. */
export function isFarOut(at: readonly number[]): boolean {
  return at.some((x) => Math.abs(x) > 8);
}

/** A function's height, slope and bend at a point. */
export interface Local {
  readonly value: number;
  readonly gradient: readonly number[];
  readonly hessian: readonly (readonly number[])[];
}

/** A smooth function of a few logarithms. */
export type Surface = (at: readonly number[]) => Local;

/** Where the climb ended. */
export interface Peak extends Local {
  readonly at: readonly number[];
  readonly evaluations: number;
  readonly isConverged: boolean;
}

/** A tenth in every coordinate: two peaks are not that close. */
function isNear(peak: Peak, at: readonly number[]): boolean {
  return peak.isConverged && peak.at.every((x, i) => Math.abs(x - at[i]) < 0.1);
}

/** What is left of a surface where a coordinate is at its edge and would go on: it stays there. */
function withoutEdges(
  { gradient, hessian }: Local,
  at: readonly number[],
): Pick<Local, "gradient" | "hessian"> {
  const isFree = at.map((x, i) => Math.abs(x) < EDGE || x * gradient[i] < 0);
  return {
    gradient: gradient.map((slope, i) => (isFree[i] ? slope : 0)),
    hessian: hessian.map((row, i) =>
      row.map((bend, j) => (isFree[i] && isFree[j] ? bend : i === j ? -1 : 0)),
    ),
  };
}

/** The function's bend, turned to be positive at a peak, with a share of its diagonal added. */
function downhill(hessian: Local["hessian"], damping: number): number[][] {
  return hessian.map((row, i) =>
    row.map((bend, j) => (i === j ? damping * (Math.abs(bend) + 1e-9) - bend : -bend)),
  );
}

/** At most 2 further in any coordinate, and no further than the first edge on the way. */
function moved(at: readonly number[], step: readonly number[]): number[] {
  let scale = 1;
  at.forEach((x, i) => {
    const room = step[i] < 0 ? EDGE + x : EDGE - x;
    const most = Math.min(2, room > 0 ? room : 2);
    scale = Math.min(scale, most / Math.abs(step[i]));
  });
  return at.map((x, i) => Math.min(EDGE, Math.max(-EDGE, x + scale * step[i])));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}
