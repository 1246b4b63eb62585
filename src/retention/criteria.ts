// The four criteria by which a customer counts as retained at a lag.

import type { CellState } from "../core/cells.js";
import { checkOneOf, fail } from "../core/check.js";
import type { CohortFrame } from "./cohort-frame.js";
import { type Cohort, type CohortTally, checkCohorts } from "./cohort-tally.js";

export function criterionReading(
  where: string,
  tally: CohortTally,
  criterion: RetentionCriterion,
): CriterionReading {
  const frame = checkCohorts(where, "tally", tally);
  checkOneOf(where, "criterion", criterion, Object.keys(HISTOGRAM));
  const { horizon } = frame.settings;
  const end = criterion === "onOrAfter" && horizon !== null ? frame.cellsBegun(horizon + 1) : null;
  return {
    frame,
    cellsOf: (begun) => (end === null ? begun : Math.min(begun, end)),
    returnedOf: (cohort) => returnedOf(where, cohort, criterion),
    // To have come back by a lag takes no more than that the first one has begun.
    eligibleOf: ({ eligible }, cell) =>
      eligible[criterion === "onOrBefore" ? Math.min(cell, 1) : cell],
    stateOf: (period, cell) => {
      // With a horizon no cell is final before the horizon is over.
      const decided = end === null ? cell : end - 1;
      if (decided < frame.cellsOver(frame.lagsOver(period))) return "complete";
      return cell < frame.cellsBegun(frame.lagsBegun(period)) ? "partial" : "future";
    },
  };
}

/**
 * When a member counts as retained at a lag: active `on` that very lag, at any complete lag
 * `onOrAfter` it, at any lag after 0 that is `onOrBefore` it, or at `every` lag up to it.
 */
export type RetentionCriterion = "on" | "onOrAfter" | "onOrBefore" | "every";

/** Which of the four counts a reading takes. */
export interface CriterionOptions {
  /** `"on"` unless stated. */
  readonly criterion?: RetentionCriterion | undefined;
}

/** A checked tally, read by one criterion. */
export interface CriterionReading {
  readonly frame: CohortFrame;
  /** Cells that the criterion has, of a cohort in which so many have begun. */
  cellsOf(begun: number): number;
  /** By cell: members retained. */
  returnedOf(cohort: Cohort): readonly number[];
  /** Members who could have been. */
  eligibleOf(cohort: Cohort, cell: number): number;
  /** Of the cohort of a period, whether it has members or not. */
  stateOf(period: number, cell: number): CellState;
}

/** The histogram that a criterion is read from. */
const HISTOGRAM = {
  on: "active",
  onOrAfter: "lastComplete",
  onOrBefore: "firstReturn",
  every: "streak",
} as const;

function returnedOf(
  where: string,
  cohort: Cohort,
  criterion: RetentionCriterion,
): readonly number[] {
  const counts = cohort[HISTOGRAM[criterion]];
  if (counts === undefined) {
    const mustBe =
      '"on" with grouped counts; the others need events: give tallyCohorts one row per customer ' +
      "and period, as SELECT DISTINCT customer, date_trunc('month', time) returns";
    fail("needs-events", where, "criterion", mustBe, criterion);
  }
  if (criterion === "on") return counts;
  const returned = [...counts];
  if (criterion === "onOrBefore") {
    for (let cell = 2; cell < returned.length; cell++) returned[cell] += returned[cell - 1];
    returned[0] = cohort.size;
  } else {
    for (let cell = returned.length - 1; cell > 0; cell--) returned[cell - 1] += returned[cell];
  }
  return returned;
}
