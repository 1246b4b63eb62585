// Cohorts of many events in calendar periods, from one bit a period: the fast way.

import type { EventColumns } from "../event-columns.js";
import type { OpenCohorts } from "./cohort-builder.js";
import { countLongMasks, countShortMasks } from "./mask-bits.js";
import { BLOCK, markPeriods } from "./period-masks.js";
import { addSpent, addValues, closeValueSums, openValueSums } from "./value-sums.js";

/** Fills the cohorts from many events in calendar periods. Does nothing, and says so, where rows are better sorted. */
export function fillFromMasks(
  columns: EventColumns,
  values: ArrayLike<number> | null,
  cohorts: OpenCohorts,
): boolean {
  const { frame } = cohorts;
  const { minimumEvents, lagDays, brackets } = frame.settings;
  if (minimumEvents > 1 || lagDays !== null) return false;
  const marked = markPeriods(columns, frame);
  if (marked === null) return false;
  const { masks, words, base, lagsFrom } = marked;
  const single = words === 1 && brackets === null && frame.last - base < 31;
  (single ? countShortMasks : countLongMasks)(masks, base, cohorts, words);
  if (values === null) return true;
  const sums = openValueSums(masks, words, base, cohorts);
  for (let start = 0; start < columns.times.length; start += BLOCK) {
    const members = columns.members.subarray(start, start + BLOCK);
    const lags = lagsFrom(start);
    addValues(sums, members, lags, values, start);
    addSpent(sums, members, lags, values, start);
  }
  closeValueSums(sums, base, cohorts);
  return true;
}
