// Other intervals of a share than Wilson's: exact, Jeffreys, Agresti and Coull.

import { betaQuantile, betaUpperQuantile } from "./beta.js";
import {
  type ConfidenceOptions,
  type Ends,
  type Estimate,
  type ShareCounts,
  shareEstimate,
} from "./share.js";

/**
 * The exact interval of a share: that of Clopper and Pearson.
 * from the `α/2` quantile of `Beta(c, n − c + 1)` to the `1 − α/2` quantile of `Beta(c + 1, n − c)`
 *
 * It holds the true share at least as often as the confidence says, whatever that share is, and pays
 * for it by being wider than it would have to be. Take it where a guarantee is asked for, and
 * `shareInterval` where not. 0 of n gives a low end of exactly 0, n of n a high end of exactly 1.
 *
 * @param share - `{ count, total }`; fractional where weights make them so.
 * @returns the share from 0 to 1 with its interval; `null` when the total is 0.
 * @throws RangeError or TypeError as `shareInterval`.
 *
 * @example
 * ```ts
 * shareIntervalExact({ count: 15, total: 148 });
 * // => { value: 0.1014, low: 0.0578, high: 0.1617, confidence: 0.95 }
 * shareIntervalExact({ count: 0, total: 20 });
 * // => { value: 0, low: 0, high: 0.1684, confidence: 0.95 }
 * ```
 *
 * @see Clopper and Pearson, Biometrika 26 (1934), 404–413: the interval. Newcombe, Statistics in
 *   Medicine 17 (1998), 857–872: the examples.
 */
export function shareIntervalExact(
  share: ShareCounts,
  options: ConfidenceOptions = {},
): Estimate | null {
  return shareEstimate("shareIntervalExact", share, options, ({ count, total }, _, confidence) =>
    betaEnds(count, total, 0, confidence),
  );
}

/**
 * The interval of a share that Jeffreys' prior leads to.
 * from the `α/2` to the `1 − α/2` quantile of `Beta(c + ½, n − c + ½)`
 *
 * What is believed of the share after c of n if nothing was known before; over many samples it holds
 * the true share about as often as the confidence says. 0 of n gives a low end of exactly 0, n of n a
 * high end of exactly 1, as its authors set them. At a low confidence it need not hold the share seen.
 *
 * @param share - `{ count, total }`; fractional where weights make them so.
 * @returns the share from 0 to 1 with its interval; `null` when the total is 0.
 * @throws RangeError or TypeError as `shareInterval`.
 *
 * @example
 * ```ts
 * shareIntervalJeffreys({ count: 5, total: 10 });
 * // => { value: 0.5, low: 0.2235, high: 0.7765, confidence: 0.95 }
 * ```
 *
 * @see Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science
 *   16 (2001), 101–133: the interval, with its ends at 0 and n.
 */
export function shareIntervalJeffreys(
  share: ShareCounts,
  options: ConfidenceOptions = {},
): Estimate | null {
  return shareEstimate("shareIntervalJeffreys", share, options, ({ count, total }, _, confidence) =>
    betaEnds(count, total, 0.5, confidence),
  );
}

/**
 * The interval of a share that can be worked out by hand: that of Agresti and Coull.
 * `p̃ ± z √(p̃ (1 − p̃) ÷ (n + z²))`, with `p̃ = (c + z²/2) ÷ (n + z²)`
 *
 * Wald's interval after z²/2 answers were added to either side. It has Wilson's middle and is wider;
 * it is cut off at 0 and 1, beyond which no share lies.
 *
 * @param share - `{ count, total }`; fractional where weights make them so.
 * @returns the share from 0 to 1 with its interval; `null` when the total is 0.
 * @throws RangeError or TypeError as `shareInterval`.
 *
 * @example
 * ```ts
 * shareIntervalAgrestiCoull({ count: 5, total: 10 });
 * // => { value: 0.5, low: 0.2366, high: 0.7634, confidence: 0.95 }
 * ```
 *
 * @see Agresti and Coull, The American Statistician 52 (1998), 119–126: the interval.
 */
export function shareIntervalAgrestiCoull(
  share: ShareCounts,
  options: ConfidenceOptions = {},
): Estimate | null {
  return shareEstimate("shareIntervalAgrestiCoull", share, options, ({ count, total }, z) => {
    const totalWith = total + z * z;
    const middle = (count + (z * z) / 2) / totalWith;
    const reach = z * Math.sqrt((middle * (1 - middle)) / totalWith);
    const high = count === total ? 1 : Math.min(1, middle + reach); // where it can round to a hair below
    return { low: Math.max(0, middle - reach), high };
  });
}

/** The quantiles of `Beta(c + extra, n − c + 1 − extra)` and of `Beta(c + 1 − extra, n − c + extra)`. */
function betaEnds(count: number, total: number, extra: number, confidence: number): Ends {
  const tail = (1 - confidence) / 2;
  const rest = total - count;
  const least = extra === 0 ? LEAST_SHAPE : 0;
  return {
    low: count <= least ? 0 : betaQuantile(tail, count + extra, rest + 1 - extra),
    high: rest <= least ? 1 : betaUpperQuantile(tail, count + 1 - extra, rest + extra),
  };
}

/** Below it, a quantile of a tail of up to one half is below 1e-300. */
const LEAST_SHAPE = 1e-3;
