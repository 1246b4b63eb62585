// The distribution of a net score under a Dirichlet belief: moments, tail and density.

import { integrateThroughSaddle, type Product } from "./contour-integral.js";

/** Mean and variance of S. */
export function netMoments(belief: NetBelief): { mean: number; variance: number } {
  const { pro, neither, against } = belief;
  const total = mirroredTotal(belief);
  // p + d − (p − d)² as a sum, from which nothing cancels.
  const spread = (4 * pro * against + neither * (pro + against)) / total / total;
  return { mean: (pro - against) / total, variance: spread / (total + 1) };
}

/**
 * P(S > t).
 *
 * The shares are those of three independent gamma variables G of their sum, so that S > t where
 * `(1 − t) G₁ − t G₂ − (1 + t) G₃ > 0`. That sum has the moment generating function
 * `M(z) = (1 − (1 − t) z)^−pro (1 + t z)^−neither (1 + (1 + t) z)^−against`, and the probability is
 * `1 ÷ 2πi ∫ M(z) ÷ z dz`, over a line to the right of 0.
 *
 * @see Gil-Pelaez, "Note on the Inversion Theorem", Biometrika 38 (1951), 481–482.
 */
export function netTail(belief: NetBelief, score: NetPoint): number {
  if (mirroredTotal(belief) < FEW_ANSWERS)
    return averageOverNext(belief, (next) => netTail(next, score));
  if (score.t < netMoments(belief).mean) return 1 - netTail(mirrored(belief), opposite(score));
  const { shapes, ratios, log } = saddleOf(belief, score);
  return (
    Math.exp(log) * integrateThroughSaddle({ shapes: [...shapes, 1], ratios: [...ratios, -1] })
  );
}

/** The density of S at t: `(pro + neither + against − 1) ÷ 2πi ∫ M(z) dz`, over the same line. */
export function netDensity(belief: NetBelief, score: NetPoint): number {
  const total = mirroredTotal(belief);
  if (total < FEW_ANSWERS) return averageOverNext(belief, (next) => netDensity(next, score));
  if (score.t < netMoments(belief).mean) return netDensity(mirrored(belief), opposite(score));
  const { shapes, ratios, log, z } = saddleOf(belief, score);
  return (total - 1) * z * Math.exp(log) * integrateThroughSaddle({ shapes, ratios });
}

export function mirrored({ pro, neither, against }: NetBelief): NetBelief {
  return { pro: against, neither, against: pro };
}

/** In an order that gives the mirror image the same total, to the last bit. */
export function mirroredTotal({ pro, neither, against }: NetBelief): number {
  return pro + against + neither;
}

/**
 * What is believed of the shares for, neither and against, which add up to 1: the parameters of their
 * Dirichlet distribution, all above 0. S is the net score, the share for less the share against, from
 * −1 to 1.
 */
export interface NetBelief {
  readonly pro: number;
  readonly neither: number;
  readonly against: number;
}

/** A net score t, with 1 − t and 1 + t, which keep their digits where they are near 0. */
export interface NetPoint {
  readonly t: number;
  readonly rest: number;
  readonly more: number;
}

/** The z of the saddle of M(z) ÷ z, log M(z), and M(z + z w) ÷ M(z) as a function of w. */
interface Saddle extends Product {
  readonly z: number;
  readonly log: number;
}

function saddleOf({ pro, neither, against }: NetBelief, { t, rest, more }: NetPoint): Saddle {
  let [low, high] = [-FURTHEST, FURTHEST];
  let logOdds = Math.log((1 + neither + against) / pro);
  for (;;) {
    // z is between 0 and 1 ÷ (1 − t), and on the scale of the odds keeps its digits near both.
    const odds = Math.exp(logOdds);
    const z = odds / (1 + odds) / rest;
    const ratios = [odds, -(t * z) / (1 + t * z), -(more * z) / (1 + more * z)];
    const slope = pro * odds + neither * ratios[1] + against * ratios[2] - 1;
    if (slope < 0) low = logOdds;
    else high = logOdds;
    const bends = (neither * ratios[1]) / (1 + t * z) + (against * ratios[2]) / (1 + more * z);
    const next = logOdds - slope / (pro * odds + bends / (1 + odds));
    if (Math.abs(next - logOdds) < CLOSE || high - low < CLOSE) {
      const log =
        pro * Math.log1p(odds) - neither * Math.log1p(t * z) - against * Math.log1p(more * z);
      return { shapes: [pro, neither, against], ratios, log, z };
    }
    logOdds = next > low && next < high ? next : (low + high) / 2;
  }
}

/** A probability, or a density, as believed now: what it will be after one more answer, on average. */
function averageOverNext(belief: NetBelief, f: (next: NetBelief) => number): number {
  const { pro, neither, against } = belief;
  const sum =
    pro * f({ ...belief, pro: pro + 1 }) +
    neither * f({ ...belief, neither: neither + 1 }) +
    against * f({ ...belief, against: against + 1 });
  return sum / mirroredTotal(belief);
}

function opposite({ t, rest, more }: NetPoint): NetPoint {
  return { t: -t, rest: more, more: rest };
}

/** With fewer answers M falls too slowly. */
const FEW_ANSWERS = 1.5;
/** Log odds beyond which no saddle lies. */
const FURTHEST = 80;
/** A step in log odds that tells no more of a saddle. */
const CLOSE = 1e-12;
