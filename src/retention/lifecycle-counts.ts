// The counts of a lifecycle, from the periods of each customer.

import type { CohortFrame } from "./cohort-frame.js";
import type { ActivePeriods } from "./counting/active-periods.js";
import {
  type LifecyclePeriod,
  type LifecycleTally,
  lifecycleSettings,
  lifecycleState,
} from "./lifecycle-tally.js";

/** The lifecycle of customers, of whom `afterUntil` events came too late. */
export function lifecycleOf(
  columns: ActivePeriods,
  frame: CohortFrame,
  grace: number,
  afterUntil: number,
): LifecycleTally {
  const { last, calendar } = frame;
  const base = firstPeriod(columns, last + 1);
  const counts = countStates(columns, frame, grace, base);
  const rows: LifecyclePeriod[] = [];
  let retained = 0;
  for (let period = base; period <= last; period++) {
    const [fresh, more, reactivated, churned] = counts.map((count) => count[period - base]);
    retained += more;
    const active = fresh + retained + reactivated;
    const start = calendar.startDateOf(period);
    const state = lifecycleState(frame, period, grace);
    rows.push({ start, active, new: fresh, retained, reactivated, churned, state });
  }
  return { kind: "lifecycle", ...lifecycleSettings(frame, grace), afterUntil, periods: rows };
}

function firstPeriod({ periodCounts, periods }: ActivePeriods, last: number): number {
  let first = last;
  for (let customer = 0, from = 0; customer < periodCounts.length; customer++) {
    first = Math.min(first, periods[from]);
    from += periodCounts[customer];
  }
  return first;
}

/** By period: how many are new, how many more are retained than before, how many come back and are lost. */
function countStates(
  { periodCounts, periods, events }: ActivePeriods,
  { last, settings }: CohortFrame,
  grace: number,
  base: number,
): readonly Int32Array[] {
  // One period more, in which it is no longer asked who was retained.
  const counts = [0, 1, 2, 3].map(() => new Int32Array(last - base + 2));
  const [fresh, retained, reactivated, churned] = counts;
  for (let customer = 0, from = 0; customer < periodCounts.length; customer++) {
    const end = from + periodCounts[customer];
    let before = periods[from] - base;
    fresh[before]++;
    for (let p = from + 1; p < end; p++) {
      if (events !== null && events[p] < settings.minimumEvents) continue;
      const period = periods[p] - base;
      if (period - before - 1 <= grace) {
        // Retained from the period after, until one period past this one.
        retained[before + 1]++;
        retained[period + 1]--;
      } else {
        churned[before + 1]++;
        reactivated[period]++;
      }
      before = period;
    }
    if (before < last - base) churned[before + 1]++;
    from = end;
  }
  return counts;
}
