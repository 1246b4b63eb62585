// Members counted period by period, from the spans of their memberships.

import type { CalendarOptions, Period, Weekday } from "../core/calendar.js";
import { checkCount, checkTally } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import { checkReach } from "../core/limits.js";
import { type Observation, observationOf, observedPeriods } from "../core/observation.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { checkSeries, datedPeriod, mergeSeries, type SeriesPeriod } from "../core/series.js";
import type { Time } from "../core/time.js";
import { countByPeriod } from "./count-by-period.js";
import {
  addMemberships,
  checkMembership,
  type MembershipSpan,
  type MembershipTally,
  spansByCustomer,
} from "./membership.js";

/**
 * Counts members period by period: who was there as each period started, who came, who went.
 *
 * The tally of a period is what `tallyMembership` gives for it, of the running one up to `until`; all of them
 * take one pass. The closing of one period is the opening of the next. A span that ends just when a period starts
 * is lost in that period.
 *
 * Counted per customer, and so merged (`mergeMembershipByPeriod`) over parts that share no customers only.
 *
 * @param spans - rows or columns of `{ customer, from, to }`; `to` is exclusive, `null` while it lasts.
 *   Give all of history: who is new is decided by it.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`.
 * @returns the tally of each period, for `churnRate` and the other readings; `customerDays` to within rounding,
 *   1e-12 of itself. Spans that end as they start count in `empty` and for nothing else.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time is not one,
 *   something ends before it starts or starts 50,000 periods or more before `until`, or there is no such period
 *   or zone.
 *
 * @example
 * ```ts
 * const utc = { period: "month", timeZone: "UTC" } as const;
 * const day = calendar(utc).startOfDate;
 * const { periods } = tallyMembershipByPeriod(
 *   [
 *     { customer: "ann", from: day("2026-01-05"), to: null },
 *     { customer: "bob", from: day("2026-01-20"), to: day("2026-02-10") },
 *     { customer: "cas", from: day("2026-02-03"), to: null },
 *   ],
 *   { ...utc, until: day("2026-03-01") },
 * );
 * periods[1]; // => { start: "2026-02-01", state: "complete", tally: { opening: 2, new: 1, churned: 1, … } }
 * periods.map(({ tally }) => churnRate(tally)); // => [null, 0.5]
 * ```
 */
export function tallyMembershipByPeriod(
  spans: Rows<MembershipSpan>,
  options: MembershipByPeriodOptions,
): MembershipByPeriodTally {
  const where = "tallyMembershipByPeriod";
  const { settings, observed } = observedPeriods(where, options);
  const { until, last } = observed;
  const rows = spansByCustomer(where, spans);
  const { starts, ends } = rows;
  let [afterUntil, empty, first] = [0, 0, last + 1];
  let earliest = until;
  for (let i = 0; i < starts.length; i++) {
    if (starts[i] >= until) afterUntil++;
    else if (starts[i] === ends[i]) empty++;
    else if (starts[i] < earliest) {
      earliest = starts[i];
      first = observed.calendar.periodOf(earliest);
      checkReach(where, "from", last - first + 1, earliest, i);
    }
  }
  const tallies = countByPeriod(edgesOf(observed, first), rows);
  return {
    kind: "membership-by-period",
    ...settings,
    afterUntil,
    empty,
    periods: tallies.map((tally, i) => ({ ...datedPeriod(observed, first + i), tally })),
  };
}

/**
 * Adds membership series of the same periods, zone and `until`, period by period.
 *
 * The parts must not share customers: one who is in two of them is counted twice, and a renewal whose spans are cut
 * apart looks like a loss. Split the spans by customer.
 *
 * @param parts - a list of one or more tallies; `tallyMembershipByPeriod([], options)` is the tally of nothing.
 * @returns the tally of all the spans that the parts were made of; `customerDays` to within rounding, 1e-12
 *   of itself.
 * @throws RangeError or TypeError if the parts differ in period, zone, week start or `until`, or are not a list of
 *   tallies.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 1, 1) } as const;
 * const [from, to] = [Date.UTC(2026, 0, 22), null];
 * const ann = tallyMembershipByPeriod([{ customer: "ann", from, to }], options);
 * const bob = tallyMembershipByPeriod([{ customer: "bob", from, to }], options);
 * mergeMembershipByPeriod([ann, bob]).periods[0].tally;
 * // => { opening: 0, new: 2, closing: 2, customerDays: 20, … }
 * ```
 */
export function mergeMembershipByPeriod(
  parts: Iterable<MembershipByPeriodTally>,
): MembershipByPeriodTally {
  const where = "mergeMembershipByPeriod";
  const tallies = partsOf(where, parts, arguments.length, checkByPeriod);
  checkSame(where, tallies, ["period", "timeZone", "weekStart", "until"]);
  const lists = tallies.map(({ periods }) => periods);
  return {
    ...tallies[0],
    afterUntil: sumOver(tallies, ({ afterUntil }) => afterUntil),
    empty: sumOver(tallies, ({ empty }) => empty),
    periods: mergeSeries(lists, addMemberships),
  };
}

/** The periods of a membership series, and where observation ends. */
export interface MembershipByPeriodOptions extends CalendarOptions {
  /** The end of observation, exclusive: the moment the spans were exported. */
  readonly until: Time;
}

/** Who came and went in one period. */
export type MembershipPeriod = SeriesPeriod<MembershipTally>;

/** Members period by period. Those of customer-disjoint parts add up. */
export interface MembershipByPeriodTally {
  readonly kind: "membership-by-period";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  /** Spans that start at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** Spans before it that end as they start, which count for nothing else. */
  readonly empty: number;
  /** From the first period with a member to the last one begun before `until`; none left out. */
  readonly periods: readonly MembershipPeriod[];
}

/** Where the periods from the first one on start, and where the last one ends. */
function edgesOf({ calendar, until, last }: Observation, first: number): Float64Array {
  return Float64Array.from({ length: last + 2 - first }, (_, i) => {
    return first + i > last ? until : calendar.startOf(first + i);
  });
}

/** Checks a stored tally. */
function checkByPeriod(where: string, argument: string, tally: MembershipByPeriodTally): void {
  const { kind, afterUntil, empty, periods } = tally ?? {};
  const made = kind === "membership-by-period";
  checkTally(where, `${argument}.kind`, made, '"membership-by-period"', kind);
  const observed = observationOf(where, argument, tally, "tallyMembershipByPeriod");
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkCount(where, `${argument}.empty`, empty);
  checkSeries(where, argument, observed, periods, (place, one, before, number) => {
    checkMembership(where, place, one);
    const from = observed.calendar.startOf(number);
    const until = number === observed.last ? observed.until : observed.calendar.startOf(number + 1);
    checkTally(
      where,
      `${place}.from`,
      one.from === from,
      `${from}, as the period starts`,
      one.from,
    );
    checkTally(where, `${place}.until`, one.until === until, `${until}, as it ends`, one.until);
    const opening = before?.closing ?? 0;
    const mustBe = `the closing of the period before, ${opening}`;
    checkTally(where, `${place}.opening`, one.opening === opening, mustBe, one.opening);
  });
}
