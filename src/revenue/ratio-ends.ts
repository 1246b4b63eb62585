// The ends of intervals of ratios of revenue, with customers as the sample.

import type { Ends } from "../statistics/share.js";

/** The ends for a net ratio, which may exceed 1; `null` if the method has nothing to go by. */
export function netEnds(base: OpeningBase, closing: number, move: Move, z: number): Ends | null {
  const error = standardError(base, (closing - base.opening) / base.opening, move);
  if (error === null) return null;
  const value = closing / base.opening;
  return { low: Math.max(0, value - z * error), high: value + z * error };
}

/** The ends for a share of the opening, by its log-odds; `null` if the method has nothing to go by. */
export function keptEnds(base: OpeningBase, kept: number, loss: Move, z: number): Ends | null {
  const { opening } = base;
  const value = kept / opening;
  const error = standardError(base, 1 - value, loss);
  if (error === null || kept === 0 || kept === opening) return null; // no odds without both
  // The odds of keeping, and the factor that the interval spans on either side of them.
  const odds = kept / (opening - kept);
  const factor = Math.exp((z * error) / (value * (1 - value)));
  return { low: odds / (odds + factor), high: odds / (odds + 1 / factor) };
}

/** Who paid at the opening: how many, what, and Σ opening². */
export interface OpeningBase {
  readonly customers: number;
  readonly opening: number;
  readonly square: number;
}

/** What became of it over customers, a change or a loss: Σ move², and Σ opening × move. */
export interface Move {
  readonly square: number;
  readonly product: number;
}

/**
 * The standard error of `Σ y ÷ Σ opening` over customers, from `ratio`, Σ y² and Σ opening × y. With y the
 * change or the loss, not the closing, hardly a digit cancels where most customers keep what they have.
 */
function standardError(base: OpeningBase, ratio: number, { square, product }: Move): number | null {
  const size = square + ratio * ratio * base.square;
  const residual = size - 2 * ratio * product;
  // What is left where all residuals are 0 is rounding, and no variance to go by.
  if (base.customers < 2 || !(residual > 1e-12 * size)) return null;
  return Math.sqrt((base.customers / (base.customers - 1)) * residual) / base.opening;
}
