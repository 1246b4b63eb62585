// Intervals of a mean, and of a difference of two, that hold however often one looks: bets against it.

import { crossingOf } from "./crossing.js";
import type { Ends } from "./share.js";

/**
 * The ends of a mean that hold over all looks together: each is where somebody who bet against a mean
 * further out would have made `2 ÷ (1 − confidence)` out of 1.
 *
 * @param counts - answers by step, lowest first, of equal steps from 0 to 1; somebody answered.
 * @returns how far up the steps, from 0 to 1.
 *
 * @see Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86
 *   (2024), 1–27: their diversified Kelly bets.
 */
export function bettingInterval(counts: readonly number[], confidence: number): Ends {
  return {
    low: lowEnd(counts, confidence),
    high: 1 - lowEnd([...counts].reverse(), confidence),
  };
}

/**
 * The ends of a difference of two means, `after − before`, from −1 to 1, that hold over all looks together,
 * and its p value, which is at most `1 − confidence` exactly if 0 lies outside.
 */
export function bettingDifference(
  before: readonly number[],
  after: readonly number[],
  confidence: number,
): Ends & { readonly pValue: number } {
  const value = meanOf(after) - meanOf(before);
  // Too high a difference needs a mean before below the one seen or one after above it: bet against both.
  const tooHigh = leastWin(betsOn(before), betsOn([...after].reverse()));
  const tooLow = leastWin(betsOn(after), betsOn([...before].reverse()));
  const [pOfFall, pOfRise] = [pOf(tooHigh(0)), pOf(tooLow(0))];
  return {
    low: 0 - highEnd(tooLow, -value, pOfRise, confidence),
    high: highEnd(tooHigh, value, pOfFall, confidence),
    pValue: Math.min(1, pOfFall, pOfRise),
  };
}

/** Answers to bet on, by step: bets of 12 sizes c = ½, ¼, … 2⁻¹² are made with 1 ÷ 12 each. */
interface Bets {
  /** How many answered at the lowest step. */
  readonly lowest: number;
  /** The other steps at which somebody answered, from 0 to 1, and how many did. */
  readonly steps: readonly number[];
  readonly counts: readonly number[];
}

/** The smallest mean not yet given up. At the mean of the answers no bet has won, at 0 all have. */
function lowEnd(counts: readonly number[], confidence: number): number {
  const bets = betsOn(counts);
  let low = 0;
  let high = meanOf(counts);
  for (let step = 0; step < 54; step++) {
    const middle = (low + high) / 2;
    if (pOf(winOn(bets, middle)) <= 1 - confidence) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The largest difference not yet given up. Whether 0 is one is asked of its p value, so that the two
 * never disagree.
 */
function highEnd(
  winAt: (difference: number) => number,
  value: number,
  pAtZero: number,
  confidence: number,
): number {
  if (value === 1) return 1;
  const isFall = value < 0 && pAtZero <= 1 - confidence;
  const [from, to] = isFall ? [value, 0] : [Math.max(0, value), 1];
  const end = crossingOf((difference) => excess(winAt(difference), confidence), from, to);
  return isFall ? Math.min(end, -Number.EPSILON) : end; // not rounded to 0, which is given up
}

/**
 * How far a win lies above the one that gives a mean up: of roots, since the win grows with the square
 * of the distance, and their difference is nearly a straight line.
 */
function excess(win: number, confidence: number): number {
  return Math.sign(win) * Math.sqrt(Math.abs(win)) - Math.sqrt(Math.log(2 / (1 - confidence)));
}

/** The p value of a win: one of two gamblers, one a side, makes 2 ÷ p with a probability of p at most. */
function pOf(win: number): number {
  return 2 * Math.exp(-win);
}

/**
 * What two gamblers have made together, of whom one bets on a higher mean in the one survey, and one,
 * mirrored, in the other, if they differ by so much: at the pair of means at which it is least. Its
 * logarithm is convex in the means, so a golden section finds it.
 */
function leastWin(one: Bets, other: Bets): (difference: number) => number {
  return (difference) => {
    const winAt = (mean: number): number =>
      winOn(one, mean) + winOn(other, Math.max(0, 1 - difference - mean));
    let from = Math.max(0, -difference);
    let to = Math.min(1, 1 - difference);
    const atEnds = Math.min(winAt(from), winAt(to));
    let inner = to - GOLDEN * (to - from);
    let atInner = winAt(inner);
    // The new point lies to the right of the one that is kept, or, with the ends swapped, to its left.
    for (let step = 0; step < 45; step++) {
      const next = from + GOLDEN * (to - from);
      const atNext = winAt(next);
      if (atNext < atInner) [from, inner, atInner] = [inner, next, atNext];
      else [from, to] = [next, from];
    }
    return Math.min(atEnds, atInner);
  };
}

const GOLDEN = 0.618_033_988_749_894_9;

const SMALLEST = 2 ** -12;

function betsOn([lowest, ...rest]: readonly number[]): Bets {
  const steps = rest.map((_, i) => (i + 1) / rest.length);
  return {
    lowest,
    steps: steps.filter((_, i) => rest[i] > 0),
    counts: rest.filter((count) => count > 0),
  };
}

/**
 * What the bets against a mean of m have made of 1, as a logarithm: `Σ_c Π_y (1 − c + c y ÷ m) ÷ 12` over the
 * sizes c and the answers y. It never rises in m.
 *
 * If the mean is m or less, it does not grow on average, and the chance that it ever reaches a sum S,
 * however often one looks, is 1 ÷ S at most (Ville's inequality).
 */
function winOn({ lowest, steps, counts }: Bets, m: number): number {
  if (m === 0 && steps.length > 0) return Infinity;
  const wins: number[] = [];
  let most = -Infinity;
  for (let size = 1 / 2; size >= SMALLEST; size /= 2) {
    let win = lowest * Math.log1p(-size);
    for (let i = 0; i < steps.length; i++) {
      win += counts[i] * Math.log1p(size * (steps[i] / m - 1));
    }
    wins.push(win);
    most = Math.max(most, win);
  }
  let sum = 0;
  for (const win of wins) sum += Math.exp(win - most);
  return most + Math.log(sum / wins.length);
}

/** How far up the steps the answers are on average, from 0 to 1. */
function meanOf(counts: readonly number[]): number {
  let [sum, total] = [0, 0];
  counts.forEach((count, step) => {
    sum += count * step;
    total += count;
  });
  return sum / (total * (counts.length - 1));
}
