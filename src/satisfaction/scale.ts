// Scales: which points a question can be answered with.

import { checkNumber, checkOptions, checkWhole, fail } from "../core/check.js";

/** 0 to 10, the scale of the recommendation question. */
export const zeroToTen: Scale = { min: 0, max: 10 };
/** 1 to 10. */
export const oneToTen: Scale = { min: 1, max: 10 };
/** 1 to 7, the scale of the agreement question on effort. */
export const oneToSeven: Scale = { min: 1, max: 7 };
/** 1 to 5, the usual scale of satisfaction, and of stars. */
export const oneToFive: Scale = { min: 1, max: 5 };

/**
 * Whether a value is an answer on the scale: a whole number from one end to the other.
 *
 * Sorts dirty rows before they are tallied, since a tally refuses them.
 *
 * @param value - anything.
 * @param scale - the whole points that count as answers.
 * @returns true or false, whatever the value is: `null`, text and `NaN` are not answers.
 * @throws RangeError if the scale is not two whole numbers, the smaller first.
 *
 * @example
 * ```ts
 * isScore(7, zeroToTen); // => true
 * isScore("7", zeroToTen); // => false
 * [10, "n/a", 6.5, 0].filter((value) => isScore(value, zeroToTen)); // => [10, 0]
 * ```
 */
export function isScore(value: unknown, scale: Scale): value is number {
  const { min, max } = checkScale("isScore", scale);
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

/**
 * Moves a value from one scale to another, end to end.
 * `to.min + (value − from.min) × (to.max − to.min) ÷ (from.max − from.min)`
 *
 * It is for means and for charts. Moved answers are not the answers people would have given on the
 * other scale: cut points such as "9 or 10" do not move with them.
 *
 * @param value - a score or a mean, anywhere on the scale it comes from.
 * @returns a value on the other scale, not rounded.
 * @throws RangeError if the value lies outside the scale it comes from.
 *
 * @example
 * ```ts
 * rescale(4, { from: oneToFive, to: zeroToTen }); // => 7.5
 * rescale(4.2, { from: oneToFive, to: { min: 0, max: 100 } }); // => 80.0
 * ```
 */
export function rescale(
  value: number,
  options: { readonly from: Scale; readonly to: Scale },
): number {
  const from = checkScale("rescale", checkOptions("rescale", options, ["from", "to"]).from, "from");
  const to = checkScale("rescale", options.to, "to");
  checkNumber("rescale", "value", value, from.min, from.max);
  return to.min + ((value - from.min) * (to.max - to.min)) / (from.max - from.min);
}

/**
 * Turns a value round on its scale, for questions on which low is good.
 * `min + max − value`
 *
 * @param value - a score or a mean, anywhere on the scale.
 * @returns a value on the same scale.
 * @throws RangeError if the value lies outside the scale.
 *
 * @example
 * ```ts
 * reverseScore(1, oneToFive); // => 5
 * reverseScore(2.5, oneToSeven); // => 5.5
 * ```
 */
export function reverseScore(value: number, scale: Scale): number {
  const { min, max } = checkScale("reverseScore", scale);
  return min + max - checkNumber("reverseScore", "value", value, min, max);
}

/** The scale, copied without a −0, which JSON would lose. */
export function checkScale(where: string, scale: Scale, argument = "scale"): Scale {
  if (!scale)
    fail("wrong-type", where, argument, "a scale such as zeroToTen or { min: 1, max: 5 }", scale);
  const min = checkWhole(where, `${argument}.min`, scale.min, -1e4, 1e4);
  const max = checkWhole(where, `${argument}.max`, scale.max, min + 1, min + 1e4);
  return { min, max };
}

/** Checks that a scale is the one that is meant; scores of another do not compare. */
export function checkSameScale(where: string, argument: string, scale: Scale, meant: Scale): void {
  for (const end of ["min", "max"] as const) {
    if (scale?.[end] === meant[end]) continue;
    fail("scale-mismatch", where, `${argument}.${end}`, meant[end], scale?.[end]);
  }
}

/** The whole points a question can be answered with; both ends count. */
export interface Scale {
  readonly min: number;
  readonly max: number;
}
