// The counts of one cohort while they are being made.

import { fail } from "../../core/check.js";
import { MOST_COUNTS } from "../../core/limits.js";
import { addTo, noSum, totalOf } from "../../core/sum.js";
import type { CohortFrame } from "../cohort-frame.js";
import type { Cohort } from "../cohort-tally.js";

export function openCohorts(where: string, frame: CohortFrame): OpenCohorts {
  return { where, frame, byPeriod: new Map(), cells: 0 };
}

/** The cohort of a period, opened if nobody was in it before. */
export function cohortAt(cohorts: OpenCohorts, period: number): OpenCohort {
  const known = cohorts.byPeriod.get(period);
  if (known !== undefined) return known;
  const { where, frame } = cohorts;
  cohorts.cells += frame.cellsBegun(frame.lagsBegun(period));
  checkCells(where, frame, cohorts.cells);
  const cohort = openCohort(frame, period);
  cohorts.byPeriod.set(period, cohort);
  return cohort;
}

/** Checks that the cohorts of a tally have no more cells together than fit into memory. */
export function checkCells(where: string, { settings }: CohortFrame, cells: number): void {
  if (cells <= MOST_COUNTS) return;
  const option = settings.lagDays === null ? "period" : "lagDays";
  const mustBe = `longer, or brackets given: all cohorts together may have at most ${MOST_COUNTS} lags`;
  fail("out-of-range", where, option, mustBe, settings[option]);
}

/** Cells that count for `onOrAfter` when so many lags are over: none past the horizon. */
export function overWithin(frame: CohortFrame, lags: number): number {
  const { horizon } = frame.settings;
  return frame.cellsOver(horizon === null ? lags : Math.min(lags, horizon + 1));
}

/**
 * Counts one member, active in the first `count` of `cells`, which ascend from 0.
 *
 * @param begun - cells that have begun for this member.
 * @param over - those over for this member, up to the horizon.
 */
export function addMember(
  cohort: OpenCohort,
  cells: ArrayLike<number>,
  count: number,
  begun: number,
  over: number,
): void {
  const { active } = cohort;
  let run = 0;
  let last = 0;
  for (let i = 0; i < count; i++) {
    const cell = cells[i];
    active[cell]++;
    if (cell === run + 1) run = cell;
    if (cell < over) last = cell;
  }
  if (count > 1) cohort.firstReturn[cells[1]]++;
  cohort.streak[run]++;
  cohort.lastComplete[last]++;
  cohort.eligible[begun - 1]++; // and in all cells before, added when the cohort is closed
  cohort.size++;
}

/** Adds a value to a cell, or an entry of a table, by Neumaier's compensated sum. */
export function addValue({ value }: Pick<OpenCohort, "value">, cell: number, amount: number): void {
  const { sums, lost } = value;
  const before = sums[cell] ?? 0;
  const sum = before + amount;
  lost[cell] ??= 0;
  lost[cell] +=
    Math.abs(before) >= Math.abs(amount) ? before - sum + amount : amount - sum + before;
  sums[cell] = sum;
}

/**
 * Adds what a member has spent at a cell to the squares of what members have spent so far; gives what they have
 * spent now. `(before + amount)² − before²`, of which the sums up to each cell are the squares
 */
export function addSpend(
  { squares }: Pick<OpenCohort, "squares">,
  cell: number,
  before: number,
  amount: number,
): number {
  addValue({ value: squares }, cell, amount * (2 * before + amount));
  return before + amount;
}

/** The cohorts of a tally, sorted by start. */
export function finishCohorts({ frame, byPeriod }: OpenCohorts, valued: boolean): Cohort[] {
  return [...byPeriod]
    .sort(([a], [b]) => a - b)
    .map(([period, cohort]) => {
      const { size, eligible, active, firstReturn, lastComplete, streak, value } = cohort;
      for (let cell = eligible.length - 1; cell > 0; cell--) eligible[cell - 1] += eligible[cell];
      return {
        start: frame.calendar.startDateOf(period),
        size,
        eligible: [...eligible],
        active: [...active],
        firstReturn: [...firstReturn],
        lastComplete: [...lastComplete],
        streak: [...streak],
        ...(valued && {
          value: Array.from(
            eligible,
            (_, cell) => (value.sums[cell] ?? 0) + (value.lost[cell] ?? 0),
          ),
          // Members who enter anew each time are no sample of independent ones.
          ...(frame.settings.entry !== "recurring" && { valueSquares: squaresSoFar(cohort) }),
        }),
      };
    });
}

/** The cohorts of a tally while they are being made. */
export interface OpenCohorts {
  /** The function that makes them, for its errors. */
  readonly where: string;
  readonly frame: CohortFrame;
  readonly byPeriod: Map<number, OpenCohort>;
  /** The cells of all of them together. */
  cells: number;
}

/** The counts of one cohort while they are being made, by cell. */
export interface OpenCohort {
  readonly cells: number;
  readonly over: number;
  size: number;
  readonly eligible: Uint32Array;
  readonly active: Uint32Array;
  readonly firstReturn: Uint32Array;
  readonly lastComplete: Uint32Array;
  readonly streak: Uint32Array;
  /** Sums of values, and what rounding has taken from them; empty until there is one. */
  readonly value: ValueList;
  /** The same of how the squares of what members have spent so far change from cell to cell. */
  readonly squares: ValueList;
}

interface ValueList {
  readonly sums: number[];
  readonly lost: number[];
}

function openCohort(frame: CohortFrame, period: number): OpenCohort {
  const cells = frame.cellsBegun(frame.lagsBegun(period));
  const over = overWithin(frame, frame.lagsOver(period));
  const list = (): Uint32Array => new Uint32Array(cells);
  const counts = { eligible: list(), active: list(), firstReturn: list() };
  const [value, squares]: ValueList[] = [
    { sums: [], lost: [] },
    { sums: [], lost: [] },
  ];
  return { cells, over, size: 0, ...counts, lastComplete: list(), streak: list(), value, squares };
}

/** Never below 0, as rounding of refunds could take it. */
function squaresSoFar({ eligible, squares }: OpenCohort): number[] {
  const sum = noSum();
  return Array.from(eligible, (_, cell) => {
    addTo(sum, squares.sums[cell] ?? 0);
    addTo(sum, squares.lost[cell] ?? 0);
    return Math.max(0, totalOf(sum));
  });
}
