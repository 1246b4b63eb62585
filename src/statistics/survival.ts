import { fail } from "../core/check.js";

/**
 * How the interval of a probability is made: on the scale of log(−log p), of log p, or of p itself.
 * The first stays inside 0 to 1 and suits few customers best.
 */
export type SurvivalTransform = "log-log" | "log" | "plain";

/** How many were at risk, and how many of them left, at each duration at which somebody did. */
export interface Departures {
  readonly durations: Float64Array;
  readonly atRisk: Float64Array;
  readonly left: Float64Array;
}

/** The share that lasts beyond each of the durations, and the standard error of that share. */
export interface KaplanMeier {
  readonly survival: Float64Array;
  /** NaN from where nobody is left on: Greenwood's formula is 0 × ∞ there. */
  readonly standardError: Float64Array;
}

/**
 * Kaplan and Meier's curve with Greenwood's standard errors.
 * `S = Π (1 − d ÷ n)`, `S × √Σ d ÷ (n (n − d))`, with d leaving of n at risk
 */
export function kaplanMeier({ atRisk, left }: Departures): KaplanMeier {
  const survival = new Float64Array(atRisk.length);
  const standardError = new Float64Array(atRisk.length);
  let sum = 0;
  // As long as nobody comes in or drops out, the product is one fraction, and free of rounding: it is
  // then the share of those who were there, and a curve without censoring is the plain one.
  let base = 1;
  let there = atRisk[0];
  let stay = there;
  for (let i = 0; i < atRisk.length; i++) {
    const n = atRisk[i];
    if (n !== stay) {
      base *= stay / there;
      there = n;
    }
    stay = n - left[i];
    survival[i] = base * (stay / there);
    sum += left[i] / (n * stay);
    standardError[i] = survival[i] * Math.sqrt(sum);
  }
  return { survival, standardError };
}

/**
 * The interval of a probability with a standard error.
 *
 * @returns ends from 0 to 1; `null` at 0 and 1, where these formulas have no width to give.
 */
export function probabilityInterval(
  p: number,
  standardError: number,
  transform: SurvivalTransform,
  z: number,
): { low: number | null; high: number | null } {
  if (p === 0 || p === 1) return { low: null, high: null };
  const reach = z * standardError;
  if (transform === "plain") return { low: Math.max(0, p - reach), high: Math.min(1, p + reach) };
  if (transform === "log") {
    const factor = Math.exp(reach / p);
    return { low: p / factor, high: Math.min(1, p * factor) };
  }
  const log = Math.log(p);
  const factor = Math.exp(-reach / (p * log)); // at least 1: the logarithm is negative
  return { low: Math.exp(log * factor), high: Math.exp(log / factor) };
}

/** One of the three. */
export function checkTransform(where: string, transform: unknown): void {
  if (transform === "log-log" || transform === "log" || transform === "plain") return;
  fail("out-of-range", where, "transform", '"log-log", "log" or "plain"', transform);
}
