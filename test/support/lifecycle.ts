import fc from "fast-check";
import { calendar, type LifecycleOptions, type LifecyclePeriod } from "../../src/index.js";
import { anyOptions } from "./logs.js";
import type { Event } from "./oracle.js";

/** Calendar periods of a zone, and what a lifecycle may be asked for beside. */
export const anyLifecycle: fc.Arbitrary<LifecycleOptions & { readonly until: number }> = fc
  .record({
    options: anyOptions,
    grace: fc.constantFrom(undefined, 0, 1, 2, 3, 10),
    minimumEvents: fc.constantFrom(undefined, 1, 2, 3),
  })
  .map(({ options, ...rest }) => ({ ...options, ...rest }));

/**
 * The slow obvious lifecycle: for each period it asks of each customer whether they are there, and were
 * in the one before.
 */
export function slowLifecycle(
  events: readonly Event[],
  options: LifecycleOptions & { readonly until: number },
): LifecyclePeriod[] {
  const { period, timeZone, weekStart } = options;
  const { periodOf, startOf, startDateOf } = calendar({ period, timeZone, weekStart });
  const { until, grace = 0, minimumEvents = 1 } = options;
  const seen = events.filter(({ time }) => time < until);
  if (seen.length === 0) return [];
  const customers = [...new Set(seen.map(({ customer }) => customer))].map((customer) =>
    seen.filter((event) => event.customer === customer).map(({ time }) => periodOf(time)),
  );
  const firstOf = (periods: readonly number[]) => Math.min(...periods);
  const isActive = (periods: readonly number[], at: number) =>
    at === firstOf(periods) || periods.filter((period) => period === at).length >= minimumEvents;
  const isThere = (periods: readonly number[], at: number) => {
    if (isActive(periods, at)) return true;
    let [before, after] = [at, at];
    while (before >= firstOf(periods) && !isActive(periods, before)) before--;
    while (after <= Math.max(...periods) && !isActive(periods, after)) after++;
    const ends = before >= firstOf(periods) && after <= Math.max(...periods);
    return ends && after - before - 1 <= grace;
  };

  const rows: LifecyclePeriod[] = [];
  for (let at = Math.min(...customers.map(firstOf)); startOf(at) < until; at++) {
    const count = (holds: (periods: readonly number[]) => boolean) =>
      customers.filter(holds).length;
    const isOver = startOf(at + 1) <= until;
    const isDecided = startOf(at + 1 + grace) <= until;
    rows.push({
      start: startDateOf(at),
      active: count((periods) => isThere(periods, at)),
      new: count((periods) => firstOf(periods) === at),
      retained: count((periods) => isThere(periods, at) && isThere(periods, at - 1)),
      reactivated: count(
        (periods) => isThere(periods, at) && !isThere(periods, at - 1) && firstOf(periods) < at,
      ),
      churned: count((periods) => !isThere(periods, at) && isThere(periods, at - 1)),
      state: isDecided ? "complete" : isOver ? "provisional" : "partial",
    });
  }
  return rows;
}
