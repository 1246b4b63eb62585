// The shares of several categories, with intervals that hold for all of them at once.

import { checkAmount, checkOptions } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { checkConfidence } from "./distributions.js";
import { normalUpperQuantile } from "./normal.js";
import { type ConfidenceOptions, wilsonEnds } from "./share.js";

/**
 * The shares of all categories with intervals that hold at once: those of Goodman.
 * Wilson's interval of each, with z of a confidence of `1 − (1 − confidence) ÷ k` for k categories
 *
 * Seven intervals of which each holds its share in 95 of 100 samples do not all hold theirs in 95 of
 * 100. These are wider, so that all of them together do, and can be read side by side.
 *
 * @param rows - rows or columns of `{ label, count }`, all categories there are, as `countBands` gives
 *   them; counts fractional where weights make them so.
 * @returns the rows in their order, each with its share and interval; `null` when nobody answered.
 * @throws RangeError or TypeError if a count is negative or the confidence not between 0 and 1.
 *
 * @example
 * ```ts
 * const [low] = categoryIntervals([
 *   { label: "low", count: 91 },
 *   { label: "middle", count: 49 },
 *   { label: "high", count: 80 },
 * ]) ?? [];
 * low; // => { label: "low", count: 91, total: 220, share: 0.4136, low: 0.337, high: 0.494, … }
 * ```
 *
 * @see Goodman, "On Simultaneous Confidence Intervals for Multinomial Proportions", Technometrics 7
 *   (1965), 247–254.
 */
export function categoryIntervals<Label>(
  rows: Rows<{ readonly label: Label; readonly count: number }>,
  options: ConfidenceOptions = {},
): CategoryInterval<Label>[] | null {
  const where = "categoryIntervals";
  const { confidence = 0.95 } = checkOptions(where, options, ["confidence"]);
  checkConfidence(where, confidence);
  const { label, count } = columnsOf(where, "rows", rows, ["label", "count"]);
  const counts = Array.from(count, (one, i) => checkAmount(where, "count", one, i));
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (total === 0) return null;
  const z = normalUpperQuantile((1 - confidence) / counts.length / 2);
  return counts.map((one, i) => ({
    label: label[i],
    count: one,
    total,
    share: one / total,
    ...wilsonEnds({ count: one, total }, z),
    confidence,
  }));
}

/** One category of several, its share of all answers, and an interval that holds beside the others. */
export interface CategoryInterval<Label> {
  readonly label: Label;
  readonly count: number;
  readonly total: number;
  /** `count ÷ total`, from 0 to 1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** That of all the intervals together. */
  readonly confidence: number;
}
