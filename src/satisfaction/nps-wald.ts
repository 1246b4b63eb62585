import { checkAmount, checkObject, fail } from "../core/check.js";
import type { NetCounts } from "../statistics/net-score.js";
import { netWald } from "../statistics/net-wald.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { type NpsAnswers, type NpsOptions, npsNet } from "./nps.js";

/** Answers that nobody gave, added before an interval is worked out. */
export interface PseudoCountOptions {
  /**
   * Promoters, passives and detractors to add; `[0.75, 1.5, 0.75]` unless stated. `[0.5, 1, 0.5]` are
   * those of Agresti and Min, `[1, 0, 1]` those of Bonett and Price.
   */
  readonly pseudoCounts?: readonly [number, number, number] | undefined;
}

/** A value, and an interval round another one. */
export interface AdjustedEstimate extends Estimate {
  /** The middle of the interval: the value with the pseudo-counts in it. */
  readonly centre: number;
}

/**
 * The adjusted Wald interval of a Net Promoter Score: worked out by hand, with answers added first.
 * `s̃ ± z √(ṽ ÷ ñ)`, with ñ answers after the pseudo-counts, `s̃ = p̃ − d̃` and `ṽ = p̃ + d̃ − s̃²`
 *
 * It is there to compare with surveys that report it. `npsInterval` holds up better on few answers, and
 * stays within −100 and 100; these ends need not, and are not cut off. The value is the score of the
 * answers alone, and at a low confidence can lie outside.
 *
 * @param answers - scores, their tally, or the three counts.
 * @returns points: the score, the centre of the interval, and its ends; `null` when nobody answered.
 * @throws RangeError or TypeError as `npsInterval`, or if a pseudo-count is not a number of 0 or more.
 *
 * @example
 * ```ts
 * npsIntervalAdjustedWald({ promoters: 60, passives: 25, detractors: 15 });
 * // => { value: 45, centre: 43.7, low: 29.3, high: 58.0, confidence: 0.95 }
 * npsIntervalAdjustedWald([10, 10, 10], { pseudoCounts: [1, 0, 1] });
 * // => { value: 100, centre: 60.0, low: -10.1, high: 130.1, confidence: 0.95 }
 * ```
 *
 * @see Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70 (2016),
 *   365–372, who compares it with others; Agresti and Min, Statistics in Medicine 24 (2005), 729–740,
 *   and Bonett and Price, Journal of Educational and Behavioral Statistics 37 (2012), 479–488, for
 *   theirs.
 */
export function npsIntervalAdjustedWald(
  answers: NpsAnswers,
  options: NpsOptions & ConfidenceOptions & PseudoCountOptions = {},
): AdjustedEstimate | null {
  const where = "npsIntervalAdjustedWald";
  const { scale, confidence = 0.95, pseudoCounts } = checkObject(where, "options", options);
  const counts = npsNet(answers, { scale });
  const observed = netWald(where, counts, confidence);
  const adjusted = netWald(where, addPseudoCounts(where, counts, pseudoCounts), confidence);
  if (!observed || !adjusted) return null;
  return { ...adjusted, value: observed.value, centre: adjusted.value };
}

/**
 * The Wald interval of a Net Promoter Score, the one of textbooks and spreadsheets.
 * `s ± z √(v ÷ n)`, with `s = p − d` and `v = p + d − s²`
 *
 * Do not use it on few answers, where it is too narrow, or on answers that are all alike, where it has
 * no width at all; it is there to check the figures of others. Its ends are not cut off: one beyond
 * −100 or 100 shows that it does not fit.
 *
 * @param answers - scores, their tally, or the three counts.
 * @returns points, not rounded; `null` when nobody answered.
 * @throws RangeError or TypeError as `npsInterval`.
 *
 * @example
 * ```ts
 * npsIntervalWald({ promoters: 60, passives: 25, detractors: 15 });
 * // => { value: 45, low: 30.5, high: 59.5, confidence: 0.95 }
 * npsIntervalWald([10, 10, 10]); // => { value: 100, low: 100, high: 100, confidence: 0.95 }
 * npsIntervalWald([10, 9, 8]); // => { value: 66.7, low: 13.3, high: 120.0, confidence: 0.95 }
 * ```
 *
 * @see Rocks, The American Statistician 70 (2016), 365–372: this interval beside better ones.
 */
export function npsIntervalWald(
  answers: NpsAnswers,
  options: NpsOptions & ConfidenceOptions = {},
): Estimate | null {
  const { scale, confidence = 0.95 } = checkObject("npsIntervalWald", "options", options);
  return netWald("npsIntervalWald", npsNet(answers, { scale }), confidence);
}

/** Counts with answers added, ¾ to either side and 1½ between unless stated. */
export function addPseudoCounts(
  where: string,
  { pro, against, total }: NetCounts,
  pseudoCounts: readonly [number, number, number] = [0.75, 1.5, 0.75],
): NetCounts {
  if (!Array.isArray(pseudoCounts) || pseudoCounts.length !== 3) {
    const mustBe = "three numbers: promoters, passives, detractors";
    fail("wrong-type", where, "pseudoCounts", mustBe, pseudoCounts);
  }
  const [promoters, passives, detractors] = pseudoCounts.map((count, i) =>
    checkAmount(where, "pseudoCounts", count, i),
  );
  return {
    pro: pro + promoters,
    against: against + detractors,
    total: total + promoters + passives + detractors,
  };
}
