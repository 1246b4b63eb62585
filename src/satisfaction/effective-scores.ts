// Weighted answers as readings take them: counts with fractions.

import type { Scale } from "./scale.js";

/** Weighted answers as the counts of unweighted ones; not a tally, for these do not add up. */
export interface EffectiveScores {
  readonly kind: "effective-scores";
  readonly scale: Scale;
  /** `counts[i]`: what answers equal to `scale.min + i` are worth, with fractions. */
  readonly counts: readonly number[];
  readonly missing: 0;
  /** How many people answered. */
  readonly answers: number;
}
