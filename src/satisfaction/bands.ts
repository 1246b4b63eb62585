// A scale cut into named bands, and the answers in each.

import { checkNumber, fail, quote } from "../core/check.js";
import { isList } from "../core/stored.js";
import type { Scale } from "./scale.js";
import { countFrom } from "./score-tally.js";
import { asTally, type ScoreAnswers } from "./scores.js";

/**
 * The band that a value falls in.
 *
 * Takes whole answers and means alike: bands are half-open, so every value on the scale lies in just
 * one of them, and one between two points in the lower.
 *
 * @param value - anywhere on the scale of the bands.
 * @param bands - the cuts.
 * @returns the label of the band.
 * @throws RangeError if the value lies outside the scale, or the bands do not rise from its bottom.
 *
 * @example
 * ```ts
 * classify(6.5, recommendationLevels); // => "below"
 * classify(7, recommendationLevels); // => "meets"
 * const mood = {
 *   scale: oneToFive,
 *   bands: [{ label: "sad", from: 1 }, { label: "fine", from: 2.5 }, { label: "glad", from: 4 }],
 * } as const;
 * classify(3.9, mood); // => "fine"
 * ```
 */
export function classify<Label extends string>(value: number, bands: Bands<Label>): Label {
  const { scale } = checkLabels("classify", checkBands("classify", "bands", bands));
  checkNumber("classify", "value", value, scale.min, scale.max);
  return bands.bands[bandIndex(value, bands)].label;
}

/**
 * Counts the answers in each band.
 *
 * @param answers - scores or their tally, on the scale that the bands cut.
 * @returns a row a band, worst first; bands nobody chose have a count of 0.
 * @throws RangeError or TypeError if a score is not a whole number of the scale, or the tally is not one, or
 *   of another scale.
 *
 * @example
 * ```ts
 * countBands([1, 4, 5, 5], { scale: oneToFive, bands: [{ label: "no", from: 1 }, { label: "yes", from: 4 }] });
 * // => [{ label: "no", count: 1 }, { label: "yes", count: 3 }]
 * ```
 */
export function countBands<Label extends string>(
  answers: ScoreAnswers,
  bands: Bands<Label>,
): BandCount<Label>[] {
  const { scale } = checkLabels("countBands", checkBands("countBands", "bands", bands));
  const tally = asTally("countBands", answers, scale);
  return bands.bands.map(({ label, from }, i) => {
    const next = bands.bands[i + 1]?.from ?? scale.max + 1;
    return { label, count: countFrom(tally, Math.ceil(from), Math.ceil(next) - 1) };
  });
}

/** Which band a value of the scale falls in, counted from the worst. */
export function bandIndex(value: number, { bands }: Bands<string>): number {
  let i = bands.length - 1;
  while (bands[i].from > value) i--;
  return i;
}

/** Bands whose cuts rise from the bottom of the scale. */
export function checkBands<Label extends string>(
  where: string,
  argument: string,
  bands: Bands<Label>,
): Bands<Label> {
  const { scale, bands: rows } = bands ?? {};
  const cuts: readonly unknown[] = isList(rows) ? rows.map((row) => row?.from) : [];
  const isWhole = Number.isInteger(scale?.max);
  const rise = cuts.every((cut, i) => {
    if (typeof cut !== "number" || !isWhole) return false;
    const above = i === 0 ? cut === scale?.min : cut > (cuts[i - 1] as number);
    return above && cut <= scale.max;
  });
  if (!rise || cuts.length === 0 || !isWhole) {
    const mustBe = "numbers rising from scale.min to scale.max at most";
    fail("out-of-range", where, `${argument}.from`, mustBe, cuts.map(quote).join(", "));
  }
  return bands;
}

/** A scale cut into named bands, worst first. A band reaches up to where the next one starts. */
export interface Bands<Label extends string> {
  readonly scale: Scale;
  /** The first starts at the bottom of the scale, and each one above the one before. */
  readonly bands: readonly { readonly label: Label; readonly from: number }[];
}

/** How many answers fell in a band. */
export interface BandCount<Label extends string> {
  readonly label: Label;
  readonly count: number;
}

function checkLabels<Label extends string>(where: string, bands: Bands<Label>): Bands<Label> {
  const labels = bands.bands.map(({ label }) => label);
  labels.forEach((label, i) => {
    if (typeof label === "string" && labels.indexOf(label) === i) return;
    fail("wrong-type", where, "bands.label", "a name that no other band has", label, i);
  });
  return bands;
}
