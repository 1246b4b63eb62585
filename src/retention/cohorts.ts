import {
  type Calendar,
  type CalendarOptions,
  calendar,
  type Period,
  type Weekday,
} from "../core/calendar.js";
import { checkCount, checkTally, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import { type Customer, checkCustomer } from "../core/customer.js";
import { checkTime, type Time } from "../core/time.js";

/** Something a customer did: a purchase, a login, a message. */
export interface CustomerEvent {
  readonly customer: Customer;
  readonly time: Time;
}

/** The periods of a cohort table, and where observation ends. */
export interface CohortOptions extends CalendarOptions {
  /** The end of observation, exclusive: the moment the events were exported, not that of the last one. */
  readonly until: Time;
}

/** The customers who entered in one period, and how many of them were active in each later one. */
export interface Cohort {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  readonly size: number;
  /** By lag: members whose period at that lag has begun. On a calendar that is all of them. */
  readonly eligible: readonly number[];
  /** By lag: members active in that period; at lag 0 all of them. */
  readonly active: readonly number[];
}

/** Cohorts by the period of the first event. Counts of customer-disjoint parts add up. */
export interface CohortTally {
  readonly kind: "cohorts";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  /** Events at or after `until`, which count for nothing else. */
  readonly later: number;
  /** Sorted by start; periods in which nobody entered are left out. */
  readonly cohorts: readonly Cohort[];
}

/**
 * Groups customers by the period of their first event, and counts who was active in each period
 * since.
 *
 * A customer's lag in a period is its number less that of the first one, on the calendar of the
 * stated zone: 31 January to 1 March is lag 2. The order of the events does not matter. Events at or
 * after `until` are counted in `later` and otherwise left out.
 *
 * Counted per customer, and so merged (`mergeCohorts`) over parts that share no customers only.
 *
 * @param events - rows or columns of `{ customer, time }`; columns of typed arrays are fastest. `1`
 *   and `"1"` are two customers.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`. Give all of
 *   history: who is new is decided by it.
 * @returns the tally; `retentionTable` and `retentionCurve` read it.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time neither
 *   a `Date` nor epoch milliseconds, or there is no such period or zone.
 *
 * @example
 * ```ts
 * const tally = tallyCohorts(
 *   [
 *     { customer: "ann", time: Date.UTC(2026, 0, 31) },
 *     { customer: "ann", time: Date.UTC(2026, 2, 1) },
 *     { customer: "bob", time: Date.UTC(2026, 0, 5) },
 *   ],
 *   { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 15) },
 * );
 * tally.cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2, 2], active: [2, 0, 1] }]
 * ```
 */
export function tallyCohorts(events: Rows<CustomerEvent>, options: CohortOptions): CohortTally {
  const where = "tallyCohorts";
  const periods = calendar(options);
  const until = checkTime(where, "until", options.until);
  const { customer, time } = columnsOf(where, "events", events, ["customer", "time"]);

  const members = new Map<Customer, number>();
  const memberOf = new Uint32Array(time.length);
  const periodOf = new Int32Array(time.length);
  const first: number[] = [];
  let kept = 0;
  for (let i = 0; i < time.length; i++) {
    const id = checkCustomer(where, customer[i], i);
    const ms = checkTime(where, "time", time[i], i);
    if (ms >= until) continue;
    const period = periods.periodOf(ms);
    let member = members.get(id);
    if (member === undefined) {
      member = first.length;
      members.set(id, member);
      first.push(period);
    } else if (period < first[member]) first[member] = period;
    memberOf[kept] = member;
    periodOf[kept] = period;
    kept++;
  }
  return {
    ...resolved(options, until),
    later: time.length - kept,
    cohorts: countActive(memberOf, periodOf, kept, first, observation(periods, until)),
  };
}

/**
 * Adds cohort tallies of the same periods, zone and `until`.
 *
 * The parts must not share customers: one who is in two of them would be counted twice, and perhaps
 * in two cohorts. Split the events by customer, not by time.
 *
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError if the parts differ in period, zone, week start or `until`, or one is no tally.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
 * const ann = tallyCohorts([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], options);
 * const bob = tallyCohorts([{ customer: "bob", time: Date.UTC(2026, 0, 9) }], options);
 * mergeCohorts(ann, bob).cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2], active: [2, 0] }]
 * ```
 */
export function mergeCohorts(first: CohortTally, ...others: readonly CohortTally[]): CohortTally {
  const where = "mergeCohorts";
  const cohorts = new Map<string, Cohort>();
  let later = 0;
  [first, ...others].forEach((tally, i) => {
    checkCohorts(where, tally, i);
    for (const option of ["period", "timeZone", "weekStart", "until"] as const) {
      if (tally[option] === first[option]) continue;
      fail(
        "options-mismatch",
        where,
        option,
        `${first[option]}, as in the first`,
        tally[option],
        i,
      );
    }
    later += tally.later;
    for (const cohort of tally.cohorts) {
      const other = cohorts.get(cohort.start);
      cohorts.set(cohort.start, other === undefined ? cohort : sumOf(other, cohort));
    }
  });
  return { ...first, later, cohorts: sortedByStart([...cohorts.values()]) };
}

/** The periods that have begun before `until`, and where each stands. */
export interface Observation {
  readonly calendar: Calendar;
  /** The last period that has begun. */
  readonly last: number;
  /** The last period that is over. */
  readonly lastComplete: number;
}

export function observation(calendar: Calendar, until: number): Observation {
  let last = calendar.periodOf(until);
  while (calendar.startOf(last) >= until) last--;
  const over = calendar.startOf(last + 1) <= until;
  return { calendar, last, lastComplete: over ? last : last - 1 };
}

function resolved(options: CohortOptions, until: number): Omit<CohortTally, "later" | "cohorts"> {
  const { period, timeZone, weekStart = "monday" } = options;
  return { kind: "cohorts", period, timeZone, weekStart, until };
}

function countActive(
  memberOf: Uint32Array,
  periodOf: Int32Array,
  kept: number,
  first: readonly number[],
  { calendar, last }: Observation,
): Cohort[] {
  const active = new Map<number, number[]>();
  for (const period of first) {
    let counts = active.get(period);
    if (counts === undefined) {
      counts = new Array<number>(last - period + 1).fill(0);
      active.set(period, counts);
    }
    counts[0]++;
  }

  // Sorted by member in two passes, the periods of a member are counted once each: the stamp says
  // who was last seen at a lag.
  const end = new Uint32Array(first.length + 1);
  for (let i = 0; i < kept; i++) end[memberOf[i] + 1]++;
  for (let m = 0; m < first.length; m++) end[m + 1] += end[m];
  const sorted = new Int32Array(kept);
  for (let i = 0; i < kept; i++) sorted[end[memberOf[i]]++] = periodOf[i];

  const seen: number[] = [];
  let i = 0;
  for (let m = 0; m < first.length; m++) {
    const counts = active.get(first[m]) as number[]; // every first period has its counts
    for (; i < end[m]; i++) {
      const lag = sorted[i] - first[m];
      if (lag === 0 || seen[lag] === m) continue;
      seen[lag] = m;
      counts[lag]++;
    }
  }

  return sortedByStart(
    [...active].map(([period, counts]) => ({
      start: calendar.labelOf(period),
      size: counts[0],
      eligible: counts.map(() => counts[0]),
      active: counts,
    })),
  );
}

function sumOf(a: Cohort, b: Cohort): Cohort {
  return {
    start: a.start,
    size: a.size + b.size,
    eligible: a.eligible.map((count, lag) => count + b.eligible[lag]),
    active: a.active.map((count, lag) => count + b.active[lag]),
  };
}

function sortedByStart(cohorts: readonly Cohort[]): Cohort[] {
  return [...cohorts].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** A stored tally, found to be one, with the periods it observed. */
export function checkCohorts(where: string, tally: CohortTally, index?: number): Observation {
  const { kind, later, cohorts } = tally ?? {};
  const made = kind === "cohorts";
  checkTally(where, "tally.kind", made, '"cohorts"', kind, index);
  const observed = observationOf(where, tally, index);
  checkCount(where, "tally.later", later);
  checkTally(where, "tally.cohorts", Array.isArray(cohorts), "a list of cohorts", cohorts, index);
  cohorts.forEach((cohort, i) => {
    checkCohort(where, cohort, cohorts[i - 1], observed, i);
  });
  return observed;
}

function observationOf(where: string, tally: CohortTally, index?: number): Observation {
  const { period, timeZone, weekStart, until } = tally;
  try {
    return observation(calendar(tally), checkTime(where, "until", until));
  } catch {
    const made = { period, timeZone, weekStart, until };
    fail("bad-tally", where, "tally", "made with options that tallyCohorts takes", made, index);
  }
}

function checkCohort(
  where: string,
  { start, size, eligible, active }: Cohort,
  before: Cohort | undefined,
  { calendar, last }: Observation,
  index: number,
): void {
  const period = periodStarting(calendar, start);
  const sorted = period !== null && (before === undefined || before.start < start);
  checkTally(where, "cohort.start", sorted, "the first date of a period, sorted", start, index);
  checkCount(where, "cohort.size", size, index);
  for (const [field, counts] of Object.entries({ eligible, active })) {
    const fits = Array.isArray(counts) && counts.length === last - (period as number) + 1;
    checkTally(where, `cohort.${field}`, fits, "a list with a count for each lag", counts, index);
    for (const count of counts) checkCount(where, `cohort.${field}`, count, index);
  }
  const full = active[0] === size && eligible[0] === size;
  checkTally(where, "cohort.size", full, "that of lag 0", size, index);
  active.forEach((count, lag) => {
    const fits = count <= eligible[lag] && eligible[lag] <= size;
    checkTally(where, "cohort.active", fits, `at most the eligible at lag ${lag}`, count, index);
  });
}

function periodStarting(calendar: Calendar, date: string): number | null {
  try {
    const period = calendar.periodOf(calendar.startOfDate(date));
    return calendar.labelOf(period) === date ? period : null;
  } catch {
    return null;
  }
}
