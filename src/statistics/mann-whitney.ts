// The Mann–Whitney test and Cliff's delta for answers counted by point.

import { conditionalP } from "./conditional-test.js";
import { areWhole, raiseToLeastP } from "./least-p.js";
import { normalTail } from "./normal.js";

/** The Mann–Whitney test on answers counted by point, lowest first; `null` if a side has none. */
export function mannWhitney(
  before: readonly number[],
  after: readonly number[],
): OrdinalShift | null {
  let [from, to, lean] = [0, 0, 0];
  before.forEach((count, i) => {
    // Pairs in which the one after is higher, less those in which it is lower.
    lean += after[i] * from - count * to;
    from += count;
    to += after[i];
  });
  const pairs = from * to;
  if (pairs === 0) return null;
  lean = Math.max(-pairs, Math.min(pairs, lean)); // large counts can round to a hair beyond the ends
  const all = from + to;
  let untied = 0; // N³ − Σ t³, of which nothing is left where N is large and nearly all are tied
  before.forEach((count, i) => {
    const tied = count + after[i];
    untied += tied * (all - tied) * (all + tied);
  });
  const variance = ((pairs / 12) * untied) / (all * (all - 1));
  // Half a pair towards the middle, since U goes in steps; all tied, there is no shift at all.
  const away = Math.max(0, Math.abs(lean) / 2 - 0.5);
  const pValue = away === 0 ? 1 : 2 * normalTail(away / Math.sqrt(variance));
  const shift = { delta: lean / pairs, u: (pairs + lean) / 2 };
  if (!areWhole([...before, ...after])) return { ...shift, pValue, exact: false };
  const exactP = conditionalP(before, after, leansOf(before, after));
  if (exactP !== null) return { ...shift, pValue: exactP, exact: true };
  return { ...shift, pValue: raiseToLeastP(pValue, [from, to]), exact: false };
}

/** Whether answers rose or fell between two groups, whatever the steps of the scale are worth. */
export interface OrdinalShift {
  /** Cliff's delta: how much more often an answer after is higher than lower; −1 to 1. */
  readonly delta: number;
  /** Mann and Whitney's U: pairs in which the answer after is the higher one, equal ones as half. */
  readonly u: number;
  /** How often so large a shift, or a larger one, is seen when nothing has changed; 0 to 1. */
  readonly pValue: number;
  /** Whether the p value comes of all the ways to choose the groups, one by one, as it does of few. */
  readonly exact: boolean;
}

/** Of each point the answers below it less those above it, whose sum over a group is its lean. */
function leansOf(before: readonly number[], after: readonly number[]): number[] {
  const sizes = before.map((count, i) => count + after[i]);
  let above = sizes.reduce((sum, size) => sum + size, 0);
  let below = 0;
  return sizes.map((size) => {
    above -= size;
    const lean = below - above;
    below += size;
    return lean;
  });
}
