// The survival curve of contracts, and its sum over all time.

import { logRise } from "../statistics/log-rise.js";
import { panelIntegral } from "../statistics/panels.js";

/** `log S(t)`, with `S(t) = B(α, β + t^c) ÷ B(α, β)` */
export function logSurvival(model: CurveParameters, t: number): number {
  return logSurvivalAt(model, model.c * Math.log(t));
}

/** `log S(t + 1) − log S(t)`, with all its digits. */
export function logRetention({ alpha, beta, c }: CurveParameters, t: number): number {
  if (t === 0) return logBetaRatio(alpha, beta, 1);
  const growth = c * Math.log1p(1 / t);
  const logY = c * Math.log(t);
  if (logY > FAR) return -alpha * growth;
  const y = Math.exp(logY);
  if (growth > FAR)
    return logSurvivalAt({ alpha, beta, c }, logY + growth) - logBetaRatio(alpha, beta, y);
  return logBetaRatio(alpha, beta + y, y * Math.expm1(growth));
}

/**
 * `Σ S(t) ÷ S(start) (1 + discount)^−(t − from)` over all t from `from` on; infinite from 1e300 on.
 *
 * Some terms, then Euler and Maclaurin's formula for the rest: the integral over log t, half a term and
 * two derivatives by differences. Far out S is a power of t, and the end of the integral is known.
 *
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 23.1.30.
 */
export function totalSurvival(
  model: CurveParameters,
  { start, from, discount }: { start: number; from: number; discount: number },
): number {
  const { alpha, beta, c } = model;
  const rate = Math.log1p(discount);
  const top = logSurvival(model, start);
  const logTerm = (logT: number): number =>
    logSurvivalAt(model, c * logT) - top - (rate > 0 ? rate * (Math.exp(logT) - from) : 0);
  const term = (t: number): number => Math.exp(logTerm(Math.log(t)));
  const end = from + PLAIN_TERMS;
  let sum = 0;
  for (let t = from; t < end; t++) sum += term(t);
  const [far, near, middle, next, beyond] = [-2, -1, 0, 1, 2].map((k) => term(end + k));
  const slope = (far - beyond + 8 * (next - near)) / 12;
  const third = (beyond - far + 2 * (near - next)) / 2;
  sum += middle / 2 - slope / 12 + third / 720;
  const integrand = (logT: number): number => Math.exp(logTerm(logT) + logT);
  for (let logT = Math.log(end); ; ) {
    const curve = smoothWidth(model, c * logT);
    const width = rate > 0 ? Math.min(curve, 0.5, 3 / (rate * Math.exp(logT))) : curve;
    const part = panelIntegral(integrand, logT, logT + width);
    sum += part;
    logT += width;
    if (sum > 1e300) return Infinity;
    if (part <= 1e-17 * sum) return sum;
    // From here on S is t^(−αc) to the last digit.
    if (rate === 0 && c * logT > 37 + Math.log1p(alpha * (alpha + beta))) {
      return sum + integrand(logT) / (alpha * c - 1);
    }
  }
}

/** The parameters of a beta-discrete-Weibull distribution; with c = 1 it is that of the sBG model. */
export interface CurveParameters {
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
}

/** How far in log t, from t on, `t S(t)` is smooth enough for a panel. */
function smoothWidth({ alpha, beta, c }: CurveParameters, logY: number): number {
  const isPower = logY > FAR;
  const y = Math.exp(Math.min(logY, FAR));
  const slope = y * Math.log1p(alpha / (beta + y)); // about that of −log S in log y
  const straight = 3 / Math.abs(c * slope - 1);
  return isPower ? straight : Math.min(straight, 0.5 / c, Math.sqrt(2 / slope) / c);
}

const PLAIN_TERMS = 128;

/** A logarithm of t^c beyond which S is a power of t to the last digit. */
const FAR = 80;

/** y = t^c can be beyond all numbers; there S is a power of it to the last digit. */
function logSurvivalAt({ alpha, beta }: CurveParameters, logY: number): number {
  if (logY > FAR) return logRise(beta, alpha) - alpha * logY;
  return logBetaRatio(alpha, beta, Math.exp(logY));
}

/** `log B(α, p + d) − log B(α, p)`, from the smaller of two pairs of differences. */
function logBetaRatio(alpha: number, p: number, d: number): number {
  return d < alpha
    ? logRise(p, d) - logRise(p + alpha, d)
    : logRise(p, alpha) - logRise(p + d, alpha);
}
