// Whether two net scores differ, exactly, where one of them is of few answers.

import { conditionalP } from "./conditional-test.js";
import { areWhole } from "./least-p.js";
import type { NetCounts } from "./net-score.js";

/** From so many answers a side on, tests by their variance raise no more false alarms than they may. */
const ENOUGH_ANSWERS = 30;

/**
 * How often the net score of one of two groups lies as far from that of all answers as was seen, or
 * further, if chance alone says which answers are that group's; `null` if there are enough answers on both
 * sides to do without, or weights make them fractional.
 */
export function exactNetP(before: NetCounts, after: NetCounts): number | null {
  const isEnough = Math.min(before.total, after.total) >= ENOUGH_ANSWERS;
  if (isEnough || !areNetWhole([before, after])) return null;
  const all = before.total + after.total;
  const lean = before.pro + after.pro - (before.against + after.against);
  return conditionalP(countsOf(before), countsOf(after), [all - lean, -lean, -all - lean]);
}

/** Whether the counts are of answers, and not of what weights make them worth. */
export function areNetWhole(groups: readonly NetCounts[]): boolean {
  return areWhole(groups.flatMap(countsOf));
}

function countsOf({ pro, against, total }: NetCounts): number[] {
  return [pro, total - pro - against, against];
}
