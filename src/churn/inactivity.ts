// Customers counted by their silence, for shops where nobody cancels.

import { checkCount, checkOptions, checkTally, fail } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";
import type { CustomerEvent } from "../core/customer-event.js";
import { type CustomerId, checkCustomer } from "../core/customer-id.js";
import { checkSame, partsOf, sumOver } from "../core/parts.js";
import { isMoment } from "../core/stored.js";
import { checkTime, DAY, type Time } from "../core/time.js";

/**
 * Counts customers by their silence: who has been silent long enough to have churned, who may yet
 * return in time, and how often somebody came back after all.
 *
 * A silence lasts from one activity to the next, or to `until`. The limit is half-open: the next activity
 * is in time until just before `days` × 24 hours have passed, and from then on the silence is a lapse.
 * The order of the activity does not matter.
 *
 * Counted per customer, and so merged (`mergeInactivity`) over parts that share no customers only.
 *
 * @param activity - rows or columns of `{ customer, time }`.
 * @param options - the limit in `days`, and `until`, the end of observation.
 * @returns the tally; `inactivityChurn` reads it.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time is not
 *   one, or the days are not above 0.
 *
 * @example
 * ```ts
 * const day = (number: number) => Date.UTC(2026, 0, number);
 * tallyInactivity(
 *   [
 *     { customer: "ann", time: day(1) },
 *     { customer: "ann", time: day(45) }, // back after 44 days
 *     { customer: "bob", time: day(20) }, // and silent since
 *   ],
 *   { days: 30, until: day(60) },
 * );
 * // => { churned: 1, undecided: 1, opening: 2, churnedOfOpening: 1, reactivated: 1, … }
 * ```
 *
 * @see Gold, "Fighting Churn with Data" (2020), listing 2.3: customers are active as long as their last
 *   event lies less than the limit back.
 */
export function tallyInactivity(
  activity: Rows<CustomerEvent>,
  options: InactivityOptions,
): InactivityTally {
  const where = "tallyInactivity";
  const { days } = checkOptions(where, options, ["days", "until"]);
  const limit = checkDays(where, days) * DAY;
  const until = checkTime(where, "until", options.until);
  const { customer, time } = columnsOf(where, "activity", activity, ["customer", "time"]);
  const seen = new Map<CustomerId, number[]>();
  let afterUntil = 0;
  for (let i = 0; i < time.length; i++) {
    const id = checkCustomer(where, customer[i], i);
    const ms = checkTime(where, "time", time[i], i);
    if (ms >= until) {
      afterUntil++;
      continue;
    }
    const times = seen.get(id);
    if (times === undefined) seen.set(id, [ms]);
    else times.push(ms);
  }
  const counts = { churned: 0, undecided: 0, opening: 0, churnedOfOpening: 0, reactivated: 0 };
  for (const times of seen.values()) addSilences(counts, times, limit, until);
  return { kind: "inactivity", days, until, ...counts, afterUntil };
}

/**
 * Adds tallies of silence, all with one limit and one `until`.
 *
 * The parts must not share customers: one who is in two of them is counted twice, and a silence may look
 * longer than it was. Split the activity by customer, not by time.
 *
 * @param parts - a list of one or more tallies; `tallyInactivity([], options)` is the tally of nothing.
 * @returns the tally of all the activity that the parts were made of.
 * @throws RangeError or TypeError if the limits or the ends of observation differ, or the parts are not a
 *   list of tallies.
 *
 * @example
 * ```ts
 * const options = { days: 30, until: Date.UTC(2026, 2, 1) };
 * const ann = tallyInactivity([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], options);
 * const bob = tallyInactivity([{ customer: "bob", time: Date.UTC(2026, 1, 9) }], options);
 * mergeInactivity([ann, bob]); // => { churned: 1, undecided: 1, reactivated: 0, … }
 * ```
 */
export function mergeInactivity(parts: Iterable<InactivityTally>): InactivityTally {
  const where = "mergeInactivity";
  const tallies = partsOf(where, parts, arguments.length, checkInactivity);
  checkSame(where, tallies, ["days", "until"]);
  const { days, until } = tallies[0];
  return {
    kind: "inactivity",
    days,
    until,
    churned: sumOver(tallies, ({ churned }) => churned),
    undecided: sumOver(tallies, ({ undecided }) => undecided),
    opening: sumOver(tallies, ({ opening }) => opening),
    churnedOfOpening: sumOver(tallies, ({ churnedOfOpening }) => churnedOfOpening),
    reactivated: sumOver(tallies, ({ reactivated }) => reactivated),
    afterUntil: sumOver(tallies, ({ afterUntil }) => afterUntil),
  };
}

/** Checks a stored tally. */
export function checkInactivity(
  where: string,
  argument: string,
  tally: InactivityTally,
): InactivityTally {
  const { kind, days, until, ...counts } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "inactivity", '"inactivity"', kind);
  checkTally(
    where,
    `${argument}.days`,
    typeof days === "number" && days > 0 && days < Infinity,
    "a number of days above 0",
    days,
  );
  checkTally(where, `${argument}.until`, isMoment(until), "epoch milliseconds", until);
  const { churned, undecided, opening, churnedOfOpening, reactivated, afterUntil } = counts;
  const all = { churned, undecided, opening, churnedOfOpening, reactivated, afterUntil };
  for (const [field, count] of Object.entries(all)) {
    checkCount(where, `${argument}.${field}`, count);
  }
  const isPossible =
    churnedOfOpening <= churned &&
    churnedOfOpening <= opening &&
    opening - churnedOfOpening <= undecided;
  const mustBe = "at most churned, at most opening, and at least opening − undecided";
  checkTally(where, `${argument}.churnedOfOpening`, isPossible, mustBe, churnedOfOpening);
  const isOfSome = reactivated === 0 || churned + undecided > 0;
  checkTally(
    where,
    `${argument}.reactivated`,
    isOfSome,
    "0 where there are no customers",
    reactivated,
  );
  return tally;
}

/** How long a silence has to be for a lapse, and where observation ends. */
export interface InactivityOptions {
  /** The limit in days of 24 hours, above 0. */
  readonly days: number;
  /** The end of observation, exclusive: the moment the activity was exported, not that of the last one. */
  readonly until: Time;
}

/** Customers by how long they have been silent. Counts of customer-disjoint parts add up. */
export interface InactivityTally {
  readonly kind: "inactivity";
  readonly days: number;
  /** In epoch milliseconds. */
  readonly until: number;
  /** Customers silent for the limit or longer at `until`. */
  readonly churned: number;
  /** Customers still inside the limit at `until`: whether they churn is not yet known. */
  readonly undecided: number;
  /** Customers inside the limit at one limit before `until`, who have had all of it to show up again. */
  readonly opening: number;
  /** Those of the opening who have been silent since, and so are churned. */
  readonly churnedOfOpening: number;
  /** Silences of the limit or longer that ended: the customer came back. A customer may have several. */
  readonly reactivated: number;
  /** Activity at or after `until`, which counts for nothing else. */
  readonly afterUntil: number;
}

type Counts = {
  -readonly [Field in
    | "churned"
    | "undecided"
    | "opening"
    | "churnedOfOpening"
    | "reactivated"]: number;
};

/** Adds a customer's silences, each from one activity to the next; the last one lasts until the end. */
function addSilences(counts: Counts, times: number[], limit: number, until: number): void {
  times.sort((a, b) => a - b);
  for (let i = 1; i < times.length; i++) {
    if (times[i] - times[i - 1] >= limit) counts.reactivated++;
  }
  const isChurned = until - times[times.length - 1] >= limit;
  if (isChurned) counts.churned++;
  else counts.undecided++;
  let last = times.length - 1;
  while (last >= 0 && until - times[last] < limit) last--;
  // The last activity up to the opening; it counts there if it was less than the limit back then.
  if (last < 0 || until - times[last] >= 2 * limit) return;
  counts.opening++;
  if (isChurned) counts.churnedOfOpening++;
}

function checkDays(where: string, days: unknown): number {
  if (typeof days === "number" && days > 0 && days < Infinity) return days;
  const code = typeof days === "number" ? "out-of-range" : "wrong-type";
  fail(code, where, "days", "a number of days above 0", days);
}
