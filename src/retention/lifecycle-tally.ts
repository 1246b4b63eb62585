// The tally of a lifecycle: its shape and its check.

import type { openCalendar, Period, Weekday } from "../core/calendar.js";
import { checkCount, checkTally, checkWhole } from "../core/check.js";
import { MOST_PERIODS } from "../core/limits.js";
import { checkList } from "../core/stored.js";
import type { CohortFrame } from "./cohort-frame.js";
import { frameOf } from "./cohort-tally.js";

const MOST_GRACE = 1e6;

export function checkGrace(where: string, grace: unknown): number {
  return checkWhole(where, "grace", grace, 0, MOST_GRACE);
}

export function lifecycleState(
  { lagsOver }: CohortFrame,
  period: number,
  grace: number,
): LifecycleState {
  const over = lagsOver(period);
  if (over === 0) return "partial";
  return over > grace ? "complete" : "provisional";
}

export function lifecycleSettings({ settings }: CohortFrame, grace: number): LifecycleSettings {
  const { period, timeZone, weekStart, until, minimumEvents } = settings;
  return { period, timeZone, weekStart, until, minimumEvents, grace };
}

/** Checks a stored tally, and gives its settings. */
export function checkLifecycle(
  where: string,
  argument: string,
  tally: LifecycleTally,
  open: typeof openCalendar,
): LifecycleSettings {
  const { kind, afterUntil, grace, periods, ...settings } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "lifecycle", '"lifecycle"', kind);
  const bare = { brackets: null, horizon: null, lagDays: null, entry: "event" } as const;
  const frame = frameOf(where, argument, { ...settings, ...bare }, "tallyLifecycle", open);
  checkCount(where, `${argument}.grace`, grace);
  checkTally(where, `${argument}.grace`, grace <= MOST_GRACE, `${MOST_GRACE} at most`, grace);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkList(where, `${argument}.periods`, periods, "a list of periods", MOST_PERIODS);
  let lost = 0;
  periods.forEach((period, i) => {
    const number = frame.last + 1 - periods.length + i;
    checkPeriod(where, period, periods[i - 1]?.active ?? 0, lost, i);
    lost += period.churned - period.reactivated;
    const { start, state } = period;
    const [meant, decided] = [
      frame.calendar.startDateOf(number),
      lifecycleState(frame, number, grace),
    ];
    checkTally(
      where,
      "period.start",
      start === meant,
      `"${meant}", so that none is left out`,
      start,
      i,
    );
    checkTally(where, "period.state", state === decided, `"${decided}"`, state, i);
  });
  return lifecycleSettings(frame, grace);
}

/**
 * How far a period is decided: all of it (`complete`); its new and reactivated, but not its losses, which a
 * return within the grace turns into retained (`provisional`); or nothing, since it runs on (`partial`).
 */
export type LifecycleState = "complete" | "provisional" | "partial";

/** The customers of one period, by where they came from. */
export interface LifecyclePeriod {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  /** `new + retained + reactivated`: customers active, or in a quiet spell within the grace that ended. */
  readonly active: number;
  /** Active for the first time. */
  readonly new: number;
  /** Counted in the period before, and in this one. */
  readonly retained: number;
  /** Active again after a quiet spell longer than the grace. */
  readonly reactivated: number;
  /** Counted in the period before, and not in this one. */
  readonly churned: number;
  readonly state: LifecycleState;
}

/** Options with every default filled in, as a tally carries them. */
export interface LifecycleSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  readonly minimumEvents: number;
  readonly grace: number;
}

/** Customers by period and where they came from. Counts of customer-disjoint parts add up. */
export interface LifecycleTally extends LifecycleSettings {
  readonly kind: "lifecycle";
  /** Events at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** From that of the first event to the last one begun before `until`; none left out. */
  readonly periods: readonly LifecyclePeriod[];
}

function checkPeriod(
  where: string,
  period: LifecyclePeriod,
  before: number,
  lost: number,
  index: number,
): void {
  const { active, new: fresh, retained, reactivated, churned } = period ?? {};
  const counts = { active, new: fresh, retained, reactivated, churned };
  for (const [field, count] of Object.entries(counts)) {
    checkCount(where, `period.${field}`, count, index);
  }
  const sum = fresh + retained + reactivated;
  checkTally(where, "period.active", active === sum, "new + retained + reactivated", active, index);
  const back = `at most those lost before, ${lost}`;
  checkTally(where, "period.reactivated", reactivated <= lost, back, reactivated, index);
  const left = before - retained;
  const mustBe = "the active of the period before, less the retained";
  checkTally(where, "period.churned", churned === left, mustBe, churned, index);
}
