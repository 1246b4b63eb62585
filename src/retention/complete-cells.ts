// Which cells of each cohort a curve or a mean takes: those that are complete, up to a horizon or as far as they go.

import { checkWhole, fail } from "../core/check.js";
import type { Cohort, CohortTally } from "./cohort-tally.js";
import type { CriterionReading, RetentionCriterion } from "./criteria.js";

/**
 * The cohorts that have complete cells, and how many, counted from lag 0. With a horizon these are the cohorts that are
 * complete at that lag, so that every cell is of the same ones.
 *
 * @param horizon - of the reading; `onOrBefore` and `every` fall back on that of the tally.
 */
export function completeCohorts(
  where: string,
  tally: CohortTally,
  reading: CriterionReading,
  criterion: RetentionCriterion,
  horizon: number | undefined,
): CompleteCohort[] {
  const { calendar } = reading.frame;
  const end = endCell(where, reading, criterion, horizon);
  const complete: CompleteCohort[] = [];
  for (const cohort of tally.cohorts) {
    const period = calendar.periodOfDate(cohort.start);
    const isComplete = (cell: number) => reading.stateOf(period, cell) === "complete";
    if (end !== null) {
      if (isComplete(end)) complete.push({ cohort, cells: end + 1 });
      continue;
    }
    const width = reading.cellsOf(cohort.active.length);
    let cells = 0;
    while (cells < width && isComplete(cells)) cells++;
    if (cells > 0) complete.push({ cohort, cells });
  }
  return complete;
}

/** Which cohorts a curve or a mean is of. */
export interface CohortHorizonOptions {
  /** The last lag, or that of a bracket. Only cohorts that are complete at it count, at every lag up to it. */
  readonly horizon?: number | undefined;
}

/** A cohort, and how many of its cells count. */
export interface CompleteCohort {
  readonly cohort: Cohort;
  readonly cells: number;
}

/** The last cell to take; `null` for as many as each cohort has. */
function endCell(
  where: string,
  { frame }: CriterionReading,
  criterion: RetentionCriterion,
  horizon: number | undefined,
): number | null {
  const { horizon: made, brackets } = frame.settings;
  if (horizon !== undefined) {
    const lag = checkWhole(where, "horizon", horizon, 0, 1e6);
    if (brackets !== null && lag > 0 && !brackets.includes(lag)) {
      fail("out-of-range", where, "horizon", "the last lag of a bracket", lag);
    }
  }
  if (criterion === "onOrAfter") {
    if (made === null) {
      const mustBe =
        "set when tallying, such as 6, since young cohorts have had less time to come back";
      fail("needs-events", where, "horizon", mustBe, null);
    }
    if (horizon !== undefined && horizon !== made) {
      const mustBe = `${made}, as in the tally, since "onOrAfter" was counted up to there`;
      fail("options-mismatch", where, "horizon", mustBe, horizon);
    }
    return null; // no cell of a cohort is complete before the horizon is
  }
  const lag = horizon ?? (criterion === "on" ? undefined : made);
  if (lag === null) {
    const mustBe = `set for "${criterion}", such as 6, so that every point is of the same cohorts`;
    fail("wrong-type", where, "horizon", mustBe, horizon);
  }
  return lag === undefined ? null : frame.cellOf(lag);
}
