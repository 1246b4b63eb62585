// What to believe of a Net Promoter Score, given a prior and the answers.

import { checkNumber, checkOptions, fail, MOST } from "../core/check.js";
import { mirrored, type NetBelief, netMoments } from "../statistics/dirichlet-net.js";
import { checkConfidence } from "../statistics/distributions.js";
import { netGreater, netUpperQuantile } from "../statistics/net-quantile.js";
import type { ConfidenceOptions, Estimate } from "../statistics/share.js";
import { type NpsAnswers, type NpsCounts, type NpsOptions, npsCounts } from "./nps.js";

/**
 * What is believed of a Net Promoter Score after the answers, given what was believed before.
 * mean `(a_P − a_D) ÷ A`, variance `(m_P + m_D − (m_P − m_D)²) ÷ (A + 1)`, in shares: with a the answers of
 * a category and its prior, A their sum, and `m = a ÷ A`
 *
 * The shares of the categories have a Dirichlet distribution. The interval holds the score with the
 * probability that `confidence` says, and leaves as much out on either side. Where many small segments
 * are compared, a prior worth a few answers of the whole company's score draws the scores of the
 * smallest ones towards it, and takes the luck out of a ranking.
 *
 * The prior is yours to state, and belongs beside every figure made with it. The median and the
 * interval are accurate to 1e-9 points.
 *
 * @param answers - scores, their tally, or the three counts.
 * @param options - `prior`; `confidence`, 0.95 unless stated.
 * @returns points from −100 to 100, not rounded; of no answers it is the prior, which `basis` says.
 * @throws RangeError or TypeError as `npsInterval`, or if the prior of a category is not a number from
 *   0.05 to 1e15.
 *
 * @example
 * ```ts
 * const prior = { promoters: 1, passives: 1, detractors: 1 };
 * npsPosterior([10, 10, 10], { prior });
 * // => { value: 50, low: -16.7, high: 92.5, confidence: 0.95, median: 54.3, variance: 833.3,
 * //      answers: 3, basis: "prior and answers" }
 * npsPosterior([], { prior });
 * // => { value: 0, low: -77.6, high: 77.6, median: 0, answers: 0, basis: "prior", … }
 * ```
 *
 * @see Gelman et al., "Bayesian Data Analysis", third edition (2013), section 3.4: counts of categories
 *   and their Dirichlet prior.
 */
export function npsPosterior(
  answers: NpsAnswers,
  options: NpsPriorOptions & ConfidenceOptions,
): NpsPosterior {
  const where = "npsPosterior";
  const {
    prior,
    scale,
    confidence = 0.95,
  } = checkOptions(where, options, ["prior", "scale", "confidence"]);
  const tail = (1 - checkConfidence(where, confidence)) / 2;
  const { belief, answers: count } = beliefAfter(checkPrior(where, prior), answers, { scale });
  const { mean, variance } = netMoments(belief);
  const mirror = mirrored(belief);
  return {
    value: 100 * mean,
    low: 0 - 100 * netUpperQuantile(mirror, tail),
    high: 100 * netUpperQuantile(belief, tail),
    confidence,
    // From both sides, so that it is exactly 0 if both are alike.
    median: 50 * (netUpperQuantile(belief, 0.5) - netUpperQuantile(mirror, 0.5)),
    variance: 10_000 * variance,
    answers: count,
    basis: count === 0 ? "prior" : "prior and answers",
  };
}

/**
 * The probability that the second of two Net Promoter Scores is the greater one, given what was believed
 * of both before anybody answered.
 * `∫ f₁(s) P(S₂ > s) ds`, with f₁ the posterior density of the first score and S₂ the second
 *
 * It is a statement about two scores and a prior, not a test: 0.95 here is not a p value of 0.05. It is
 * worked out by integration, not by drawing, is the same every time, and is accurate to 1e-10 for up to
 * a billion answers.
 *
 * @param before - scores, their tally, or the three counts.
 * @param after - the same of the other score, which the probability is for.
 * @param options - `prior`, of both.
 * @returns a probability from 0 to 1; of no answers on both sides, ½.
 * @throws RangeError or TypeError as `npsPosterior`.
 *
 * @example
 * ```ts
 * const prior = { promoters: 1, passives: 1, detractors: 1 };
 * const may = { promoters: 104, passives: 56, detractors: 40 };
 * const june = { promoters: 94, passives: 66, detractors: 40 };
 * npsProbabilityGreater(may, june, { prior }); // => 0.262
 * npsProbabilityGreater(june, may, { prior }); // => 0.738
 * ```
 *
 * @see Gelman et al., "Bayesian Data Analysis", third edition (2013), section 3.4: counts of categories
 *   and their Dirichlet prior.
 */
export function npsProbabilityGreater(
  before: NpsAnswers,
  after: NpsAnswers,
  options: NpsPriorOptions,
): number {
  const where = "npsProbabilityGreater";
  const { prior, scale } = checkOptions(where, options, ["prior", "scale"]);
  const belief = checkPrior(where, prior);
  const [first, second] = [before, after].map((answers) => beliefAfter(belief, answers, { scale }));
  return netGreater(first.belief, second.belief);
}

/** What was believed before anybody answered. */
export interface NpsPriorOptions extends NpsOptions {
  /**
   * How many answers of each category the belief is worth, each 0.05 or more: 1, 1 and 1 hold all shares
   * for equally likely, ½, ½ and ½ are Jeffreys' prior, and last year's counts scaled down to 20 answers
   * are last year's score with the weight of 20 answers.
   */
  readonly prior: NpsCounts;
}

/** What is believed of a Net Promoter Score after the answers, in points. */
export interface NpsPosterior extends Estimate {
  /** The mean of what is believed. */
  readonly value: number;
  /** The score is believed to be below it with a probability of ½, and above it. */
  readonly median: number;
  /** The variance of what is believed, in points squared. */
  readonly variance: number;
  /** How many answers it rests on, besides those that the prior is worth. */
  readonly answers: number;
  /** With no answers it is the prior, and nothing else. */
  readonly basis: "prior" | "prior and answers";
}

/** The prior as the parameters that it is. */
function checkPrior(where: string, prior: NpsCounts): NetBelief {
  if (!prior)
    fail(
      "wrong-type",
      where,
      "prior",
      "counts such as { promoters: 1, passives: 1, detractors: 1 }",
      prior,
    );
  const checked = (name: keyof NpsCounts) =>
    checkNumber(where, `prior.${name}`, prior[name], LEAST_PRIOR, MOST);
  return {
    pro: checked("promoters"),
    neither: checked("passives"),
    against: checked("detractors"),
  };
}

function beliefAfter(
  prior: NetBelief,
  given: NpsAnswers,
  options: NpsOptions,
): { belief: NetBelief; answers: number } {
  const { promoters, passives, detractors } = npsCounts(given, options);
  const belief = {
    pro: prior.pro + promoters,
    neither: prior.neither + passives,
    against: prior.against + detractors,
  };
  return { belief, answers: promoters + passives + detractors };
}

/** Of less the integrals reach further than a double does. */
const LEAST_PRIOR = 0.05;
