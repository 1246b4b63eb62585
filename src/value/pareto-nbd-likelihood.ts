// The likelihood of purchase histories in the Pareto/NBD model.

import { addTerm, joinTerm, type LogTerm, logTerm } from "../statistics/log-mixture.js";
import { riseTable } from "../statistics/log-rise.js";
import { POINTS, WEIGHTS } from "../statistics/panels.js";
import type { HistoryLikelihood } from "./history-rows.js";

/**
 * A customer is alive at T, or left at some time τ since the last purchase.
 * `Π (r + j) α^r β^s [(α + T)^−(r + x) (β + T)^−s + ∫ s (α + τ)^−(r + x) (β + τ)^−(s + 1) dτ]`
 *
 * The integral takes the place of a difference of two hypergeometric functions, which loses its digits.
 *
 * @see Schmittlein, Morrison and Colombo, Management Science 33 (1987), 1–24. Fader and Hardie, "A Note on
 *   Deriving the Pareto/NBD Model and Related Expressions" (2005): the likelihood as an integral.
 */
export const paretoNbdLikelihood: HistoryLikelihood = (total, rows, parameters) => {
  const [r, alpha, s, beta] = parameters;
  const { repeats, last, age, customers } = rows;
  const ofR = riseTable(r, repeats[repeats.length - 1]);
  const [alive, gone] = [logTerm(), logTerm()];
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i];
    aliveTerm(alive, parameters, x, age[i]);
    if (last[i] < age[i]) {
      goneTerm(gone, parameters, x, last[i], age[i]);
      joinTerm(alive, gone);
    }
    alive[0] += ofR.value[x] + r * Math.log(alpha) + s * Math.log(beta);
    alive[1] += ofR.first[x] + Math.log(alpha);
    alive[2] += r / alpha;
    alive[3] += Math.log(beta);
    alive[4] += s / beta;
    alive[5] += ofR.second[x];
    alive[6] += 1 / alpha;
    alive[9] -= r / (alpha * alpha);
    alive[13] += 1 / beta;
    alive[14] -= s / (beta * beta);
    addTerm(total, customers[i], alive);
  }
};

/** The logarithm of the integral from the last purchase to the age, by r, α, s and β. */
export function goneTerm(
  term: LogTerm,
  [r, alpha, s, beta]: readonly number[],
  x: number,
  last: number,
  age: number,
): void {
  const buys = r + x;
  const least = Math.min(alpha, beta);
  const start = least + last;
  const [atAlpha, atBeta] = [alpha + last, beta + last];
  // In w, with τ = (m + t) e^w − m, the integrand has a concave logarithm, and falls ever faster.
  const end = Math.log1p((age - last) / start);
  const steepness = (reach: number): number =>
    reach * (buys / (alpha - least + reach) + (s + 1) / (beta - least + reach));
  const shortest = Math.min(3, 12 / (1 + steepness(least + age)));
  let mass = 0;
  // Sums of the weight times L = log(α + τ), P = 1/(α + τ), M = log(β + τ), Q = 1/(β + τ), and of pairs.
  let [l, p, m, q, ll, lp, lm, lq, pp, pm, pq, mm, mq, qq] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ];
  for (let from = 0, width = 0; from < end; from += width) {
    // What is steep only further out can take longer panels here.
    width = Math.max(shortest, Math.min(1, 12 / (1 + steepness(3 * start * Math.exp(from)))));
    const half = Math.min(width, end - from) / 2;
    const before = mass;
    for (let k = 0; k < 16; k++) {
      const point = k < 8 ? -POINTS[k] : POINTS[k - 8];
      const w = from + half + half * point;
      const since = start * Math.expm1(w);
      const L = Math.log1p(since / atAlpha);
      const M = Math.log1p(since / atBeta);
      const P = 1 / (atAlpha + since);
      const Q = 1 / (atBeta + since);
      const weight = half * WEIGHTS[k & 7] * Math.exp(w - buys * L - (s + 1) * M);
      mass += weight;
      const weightL = weight * L;
      const weightP = weight * P;
      const weightM = weight * M;
      l += weightL;
      p += weightP;
      m += weightM;
      q += weight * Q;
      ll += weightL * L;
      lp += weightL * P;
      lm += weightL * M;
      lq += weightL * Q;
      pp += weightP * P;
      pm += weightP * M;
      pq += weightP * Q;
      mm += weightM * M;
      mq += weightM * Q;
      qq += weight * Q * Q;
    }
    if (mass - before < 1e-17 * mass) break;
  }
  const mean = 1 / mass;
  l *= mean;
  p *= mean;
  m *= mean;
  q *= mean;
  const [logAlpha, logBeta] = [Math.log(atAlpha), Math.log(atBeta)];
  term[0] = Math.log(s * mass * start) - buys * logAlpha - (s + 1) * logBeta;
  term[1] = -(l + logAlpha);
  term[2] = -buys * p;
  term[3] = 1 / s - (m + logBeta);
  term[4] = -(s + 1) * q;
  term[5] = ll * mean - l * l;
  term[6] = buys * (lp * mean - l * p) - p;
  term[7] = lm * mean - l * m;
  term[8] = (s + 1) * (lq * mean - l * q);
  term[9] = buys * pp * mean + buys * buys * (pp * mean - p * p);
  term[10] = buys * (pm * mean - p * m);
  term[11] = buys * (s + 1) * (pq * mean - p * q);
  term[12] = mm * mean - m * m - 1 / (s * s);
  term[13] = (s + 1) * (mq * mean - m * q) - q;
  term[14] = (s + 1) * qq * mean + (s + 1) * (s + 1) * (qq * mean - q * q);
}

/** `−(r + x) log(α + T) − s log(β + T)`, by r, α, s and β. */
function aliveTerm(
  term: LogTerm,
  [r, alpha, s, beta]: readonly number[],
  x: number,
  age: number,
): void {
  const [buys, stays] = [alpha + age, beta + age];
  term.fill(0);
  term[0] = -(r + x) * Math.log(buys) - s * Math.log(stays);
  term[1] = -Math.log(buys);
  term[2] = -(r + x) / buys;
  term[3] = -Math.log(stays);
  term[4] = -s / stays;
  term[6] = -1 / buys;
  term[9] = (r + x) / (buys * buys);
  term[13] = -1 / stays;
  term[14] = s / (stays * stays);
}
