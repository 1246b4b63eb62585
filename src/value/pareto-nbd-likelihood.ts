// The likelihood of purchase histories in the Pareto/NBD model.

import { addTerm, joinTerm, type LogTerm, logTerm } from "../statistics/log-mixture.js";
import { riseTable } from "../statistics/log-rise.js";
import { POINTS, WEIGHTS } from "../statistics/panels.js";
import type { HistoryLikelihood } from "./history-rows.js";
import { panelWidth } from "./pareto-nbd-gone.js";

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
  const { repeats, last, age, customers } = rows;
  const ofR = riseTable(parameters[0], repeats[repeats.length - 1]);
  const [alive, gone, atFirst] = [logTerm(), logTerm(), logTerm()];
  aliveTerm(atFirst, parameters, 0, 0);
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i];
    aliveTerm(alive, parameters, x, age[i]);
    if (last[i] < age[i]) {
      goneTerm(gone, parameters, x, last[i], age[i]);
      joinTerm(alive, gone);
    }
    alive[0] += ofR.value[x];
    alive[1] += ofR.first[x];
    alive[5] += ofR.second[x];
    addTerm(alive, -1, atFirst);
    addTerm(total, customers[i], alive);
  }
};

/** As `aliveTerm`, of the integral from the last purchase to the age. */
function goneTerm(
  term: LogTerm,
  [r, alpha, s, beta]: readonly number[],
  x: number,
  last: number,
  age: number,
): void {
  const [buys, power] = [r + x, s + 1];
  const isAlphaLess = alpha < beta;
  const [atAlpha, atBeta] = [alpha + last, beta + last];
  const start = isAlphaLess ? atAlpha : atBeta;
  const end = Math.log1p((age - last) / start);
  let mass = 0;
  // Sums of the weight times what the logarithm of the integrand has for a slope, and of pairs of slopes.
  let [a, b, c, d, aa, ab, ac, ad, bb, bc, bd, cc, cd, dd] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ];
  for (let from = 0; from < end; ) {
    const to = Math.min(end, from + panelWidth(alpha, beta, buys, s, last, age, from));
    const [half, before] = [(to - from) / 2, mass];
    for (let k = 0; k < 8; k++) {
      const point = k < 4 ? -POINTS[k] : POINTS[k - 4];
      const w = from + half + half * point;
      const since = start * Math.expm1(w);
      // One of the logarithms is w itself.
      const byR = isAlphaLess ? -w : -Math.log1p(since / atAlpha);
      const byS = isAlphaLess ? -Math.log1p(since / atBeta) : -w;
      const byAlpha = -buys / (atAlpha + since);
      const byBeta = -power / (atBeta + since);
      const weight = half * WEIGHTS[k & 3] * Math.exp(w + buys * byR + power * byS);
      mass += weight;
      const ofR = weight * byR;
      const ofAlpha = weight * byAlpha;
      const ofS = weight * byS;
      const ofBeta = weight * byBeta;
      a += ofR;
      b += ofAlpha;
      c += ofS;
      d += ofBeta;
      aa += ofR * byR;
      ab += ofR * byAlpha;
      ac += ofR * byS;
      ad += ofR * byBeta;
      bb += ofAlpha * byAlpha;
      bc += ofAlpha * byS;
      bd += ofAlpha * byBeta;
      cc += ofS * byS;
      cd += ofS * byBeta;
      dd += ofBeta * byBeta;
    }
    from = mass - before < 1e-17 * mass ? end : to;
  }
  const sums = [mass, a, b, c, d, aa, ab, ac, ad, bb, bc, bd, cc, cd, dd];
  for (let k = 0; k < 15; k++) term[k] = sums[k] / mass;
  const [bendOfAlpha, bendOfBeta] = [term[9] / buys, term[14] / power];
  for (let i = 1, place = 5; i < 5; i++) {
    for (let j = i; j < 5; j++) term[place++] -= term[i] * term[j];
  }
  term[6] += term[2] / buys;
  term[9] += bendOfAlpha;
  term[12] -= 1 / (s * s);
  term[13] += term[4] / power;
  term[14] += bendOfBeta;
  const [toAlpha, toBeta] = [Math.log1p(last / alpha), Math.log1p(last / beta)];
  const inside = Math.log((s * mass * start) / atBeta);
  term[0] = inside - r * toAlpha - x * Math.log(atAlpha) - s * toBeta;
  term[1] -= toAlpha;
  term[3] += 1 / s - toBeta;
}

/** `r log α + s log β − (r + x) log(α + T) − s log(β + T)`, with the derivatives of the last two alone. */
function aliveTerm(
  term: LogTerm,
  [r, alpha, s, beta]: readonly number[],
  x: number,
  age: number,
): void {
  const [buys, stays] = [alpha + age, beta + age];
  const [toAlpha, toBeta] = [Math.log1p(age / alpha), Math.log1p(age / beta)];
  term.fill(0);
  term[0] = -r * toAlpha - x * Math.log(buys) - s * toBeta;
  term[1] = -toAlpha;
  term[2] = -(r + x) / buys;
  term[3] = -toBeta;
  term[4] = -s / stays;
  term[6] = -1 / buys;
  term[9] = (r + x) / (buys * buys);
  term[13] = -1 / stays;
  term[14] = s / (stays * stays);
}
