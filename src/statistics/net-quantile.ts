// Quantiles of a believed net score, and the probability that one of two is greater.

import {
  mirrored,
  mirroredTotal,
  type NetBelief,
  netDensity,
  netMoments,
  netTail,
} from "./dirichlet-net.js";

/** The t with P(S > t) = p. */
export function netUpperQuantile(belief: NetBelief, p: number): number {
  let [low, high] = [-1, 1];
  // A mean so near an end that it is rounded to it tells nothing.
  const { mean } = netMoments(belief);
  let t = Math.abs(mean) < 1 ? mean : 0;
  let before = Infinity;
  for (;;) {
    const score = { t, rest: 1 - t, more: 1 + t };
    const above = netTail(belief, score);
    if (above > p) low = t;
    else high = t;
    // The log odds of the tail are nearly a straight line.
    const excess = Math.log(above / p) - Math.log((1 - above) / (1 - p));
    if (Math.abs(excess) < 1e-14 || high - low < 1e-15) return t;
    const newton = t + (excess * above * (1 - above)) / netDensity(belief, score);
    // Unless its density has a pole near by: from there the steps would be too short.
    const isFast = Math.abs(excess) < before / 2 && newton > low && newton < high;
    t = isFast ? newton : (low + high) / 2;
    before = Math.abs(excess);
  }
}

/** P(S of the second > S of the first). */
export function netGreater(first: NetBelief, second: NetBelief): number {
  // Over the narrower of the two, on whose scale the tail of the other one is smooth.
  if (netMoments(second).variance < netMoments(first).variance) {
    return netGreater(mirrored(second), mirrored(first));
  }
  const positive = overPositive(first, second);
  const negative = overPositive(mirrored(first), mirrored(second));
  return (positive.above + (negative.all - negative.above)) / (positive.all + negative.all);
}

/** P(S > 0), and P(S of the other > S > 0). */
function overPositive(belief: NetBelief, other: NetBelief): { all: number; above: number } {
  const { mean, variance } = netMoments(belief);
  const deviation = Math.sqrt(variance);
  const [near, far] =
    mean > deviation
      ? [mean, (belief.neither + 2 * belief.against) / mirroredTotal(belief)]
      : [deviation, 1 - deviation];
  const width = Math.min(0.5, deviation / near / far);
  // There the density falls as an exponential on that scale.
  const slowest = Math.min(1, belief.pro + belief.against, belief.neither + belief.against);
  const most = Math.floor(Math.asinh(MOST_LOG_ODDS / slowest / width) / STEP);
  let [all, above] = [0, 0];
  for (let i = -most; i <= most; i++) {
    // Trapezoids on the scale of the log odds of S, close together around its mean and wide apart far off.
    const logOdds = Math.log(near / far) + width * Math.sinh(i * STEP);
    const t = 1 / (1 + Math.exp(-logOdds));
    const rest = 1 / (1 + Math.exp(logOdds));
    const score = { t, rest, more: 1 + t };
    const weight = netDensity(belief, score) * t * rest * width * Math.cosh(i * STEP) * STEP;
    if (weight < NEGLIGIBLE) continue;
    all += weight;
    above += weight * netTail(other, score);
  }
  return { all, above };
}

const STEP = 0.08;
const MOST_LOG_ODDS = 30;
const NEGLIGIBLE = 1e-20;
