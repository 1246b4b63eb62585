// Customer effort in its three forms: the mean, agreement and Net Easy, each with its interval.

import { checkOptions } from "../core/check.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { shareInterval, shareOf } from "../statistics/share.js";
import { meanInterval, meanOf } from "./mean-score.js";
import { netSatisfaction, netSatisfactionInterval } from "./net-satisfaction.js";
import { oneToFive, oneToSeven } from "./scale.js";
import { countFrom } from "./score-tally.js";
import { type ScoreAnswers, tallyOn } from "./scores.js";

/**
 * The Customer Effort Score as it was first asked, version 1: the mean of 1, very low effort, to 5, very
 * high effort.
 * `Σ answers ÷ n`
 *
 * Lower is better: no other score here works that way. The question is "How much effort did
 * you personally have to put forth to handle your request?".
 *
 * @param answers - scores or their tally, on 1 to 5.
 * @returns points from 1 to 5, not rounded; `null` when nobody answered.
 * @throws RangeError or TypeError if a score is not a whole number from 1 to 5, or a tally of another
 *   scale.
 *
 * @example
 * ```ts
 * cesMeanV1([1, 2, 2, 5]); // => 2.5
 * cesMeanV1([]); // => null
 * ```
 *
 * @see Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", HBR 88 (7–8), 2010: the question
 *   and its scale.
 */
export function cesMeanV1(answers: ScoreAnswers): number | null {
  return meanOf(tallyOn("cesMeanV1", answers, oneToFive));
}

/**
 * The interval of a Customer Effort Score, version 1: Student's t interval of a mean.
 *
 * @param answers - scores or their tally, on 1 to 5.
 * @returns points from 1 to 5 with their interval, whose ends may leave the scale; `null` for fewer than
 *   two answers.
 * @throws RangeError or TypeError as `cesMeanV1`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * cesMeanV1Interval([1, 2, 2, 3, 1, 5]);
 * // => { value: 2.33, low: 1, high: 3.913, confidence: 0.95 }
 * ```
 *
 * @see `meanScoreInterval`, which this is.
 */
export function cesMeanV1Interval(
  answers: ScoreAnswers,
  options: ConfidenceOptions = {},
): Estimate | null {
  const where = "cesMeanV1Interval";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  return meanInterval(where, tallyOn(where, answers, oneToFive), confidence);
}

/**
 * The Customer Effort Score as it has been asked since 2013, version 2: the share of those who agree that they
 * had it easy.
 * `answers of 5, 6 or 7 ÷ answers`
 *
 * Higher is better. The question is whether the company "made it easy for me to handle my issue", from 1,
 * strongly disagree, to 7, strongly agree. Some publish the mean instead: that is `meanScore`.
 *
 * @param answers - scores or their tally, on 1 to 7.
 * @returns a share from 0 to 1; `null` when nobody answered.
 * @throws RangeError or TypeError if a score is not a whole number from 1 to 7, or a tally of another
 *   scale.
 *
 * @example
 * ```ts
 * cesAgreementV2([7, 6, 5, 4]); // => 0.75
 * cesAgreementV2([]); // => null
 * ```
 *
 * @see Dixon, Toman and DeLisi, "The Effortless Experience" (2013): the question and its scale.
 */
export function cesAgreementV2(answers: ScoreAnswers): number | null {
  return agreement("cesAgreementV2", answers).share;
}

/**
 * The interval of a Customer Effort Score, version 2: Wilson's score interval of a share.
 *
 * @param answers - scores or their tally, on 1 to 7.
 * @returns a share from 0 to 1 with its interval; `null` when nobody answered.
 * @throws RangeError or TypeError as `cesAgreementV2`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * cesAgreementV2Interval([7, 6, 5, 4]);
 * // => { value: 0.75, low: 0.301, high: 0.954, confidence: 0.95 }
 * ```
 *
 * @see `shareInterval`, which this is.
 */
export function cesAgreementV2Interval(
  answers: ScoreAnswers,
  options: ConfidenceOptions = {},
): Estimate | null {
  const { confidence } = checkOptions("cesAgreementV2Interval", options, ["confidence"]);
  return shareInterval(agreement("cesAgreementV2Interval", answers), { confidence });
}

/**
 * Net Easy: those who had it easy less those who did not, on the question of version 2.
 * `100 × (answers of 5 to 7 − answers of 1 to 3) ÷ answers`
 *
 * Higher is better. The answers of 4 count, on neither side. BT, where the name comes from, was
 * reported to ask the other way round, from 1, extremely easy, to 7, extremely difficult, and to take only 1
 * and 2 for easy: turn such answers with `reverseScore`, and state the cuts to `netSatisfaction`.
 *
 * @param answers - scores or their tally, on 1 to 7, where 7 is the easiest.
 * @returns points from −100 to 100; `null` when nobody answered.
 * @throws RangeError or TypeError as `cesAgreementV2`.
 *
 * @example
 * ```ts
 * netEasy([7, 6, 5, 4, 2]); // => 40
 * netEasy([]); // => null
 * ```
 *
 * @see Dixon, Toman and DeLisi, "The Effortless Experience" (2013): the question and its scale.
 */
export function netEasy(answers: ScoreAnswers): number | null {
  return netSatisfaction(tallyOn("netEasy", answers, oneToSeven), EASY);
}

/**
 * The interval of Net Easy: Tango's score interval, as that of `npsInterval`.
 *
 * @param answers - scores or their tally, on 1 to 7, where 7 is the easiest.
 * @returns points from −100 to 100; `null` when nobody answered.
 * @throws RangeError or TypeError as `netEasy`, or if the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * netEasyInterval([7, 6, 5, 4, 2]);
 * // => { value: 40, low: -34.9, high: 82.6, confidence: 0.95 }
 * ```
 *
 * @see `npsInterval`, whose engine this is.
 */
export function netEasyInterval(
  answers: ScoreAnswers,
  options: ConfidenceOptions = {},
): Estimate | null {
  const { confidence } = checkOptions("netEasyInterval", options, ["confidence"]);
  const tally = tallyOn("netEasyInterval", answers, oneToSeven);
  return netSatisfactionInterval(tally, { ...EASY, confidence });
}

const EASY = { satisfiedFrom: 5, dissatisfiedTo: 3 };

function agreement(where: string, answers: ScoreAnswers) {
  const tally = tallyOn(where, answers, oneToSeven);
  return shareOf(countFrom(tally, EASY.satisfiedFrom), countFrom(tally, oneToSeven.min));
}
