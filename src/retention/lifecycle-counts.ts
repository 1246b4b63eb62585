// The counts of a lifecycle, from a table of activity.

import type { CohortFrame } from "./cohort-frame.js";
import { type ActivityTable, eachMember } from "./counting/activity-table.js";
import {
  type LifecyclePeriod,
  type LifecycleTally,
  lifecycleSettings,
  lifecycleState,
} from "./lifecycle-tally.js";

/** The lifecycle of the customers of a table, of whom `afterUntil` events came too late. */
export function lifecycleOf(
  table: ActivityTable,
  frame: CohortFrame,
  grace: number,
  afterUntil: number,
): LifecycleTally {
  const { last, calendar, settings } = frame;
  const counts = new Map<number, Counts>();
  const at = (period: number): Counts => {
    const known = counts.get(period) ?? { new: 0, retained: 0, reactivated: 0, churned: 0 };
    counts.set(period, known);
    return known;
  };
  let first = last + 1;
  eachMember(table, (_, { periods, events }) => {
    let [before] = periods;
    first = Math.min(first, before);
    at(before).new++;
    for (let i = 1; i < periods.length; i++) {
      if (events[i] < settings.minimumEvents) continue;
      if (periods[i] - before - 1 <= grace) {
        // Retained from here on, until one period past this one; added up below.
        at(before + 1).retained++;
        at(periods[i] + 1).retained--;
      } else {
        at(before + 1).churned++;
        at(periods[i]).reactivated++;
      }
      before = periods[i];
    }
    if (before < last) at(before + 1).churned++;
  });

  const rows: LifecyclePeriod[] = [];
  let retained = 0;
  for (let period = first; period <= last; period++) {
    const { new: fresh, retained: more, reactivated, churned } = at(period);
    retained += more;
    const active = fresh + retained + reactivated;
    const start = calendar.startDateOf(period);
    const state = lifecycleState(frame, period, grace);
    rows.push({ start, active, new: fresh, retained, reactivated, churned, state });
  }
  return { kind: "lifecycle", ...lifecycleSettings(frame, grace), afterUntil, periods: rows };
}

type Counts = { -readonly [Field in "new" | "retained" | "reactivated" | "churned"]: number };
