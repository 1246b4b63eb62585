// Cohorts by the period of the first event, and such tallies merged.

import { checkOptions, fail } from "../core/check.js";
import { partsOf, sumOver } from "../core/parts.js";
import { addTo, noSum, totalOf } from "../core/sum.js";
import {
  COHORT_OPTIONS,
  type CohortOptions,
  type CohortSettings,
  cohortFrame,
  sharedCalendars,
} from "./cohort-frame.js";
import {
  type Cohort,
  type CohortTally,
  checkCohorts,
  checkSettings,
  HISTOGRAMS,
} from "./cohort-tally.js";
import { finishCohorts, openCohorts } from "./counting/cohort-builder.js";
import { fillFromMasks } from "./counting/from-masks.js";
import { fillFromRows } from "./counting/from-rows.js";
import { type CustomerEvents, checkEarliest, eventsOf } from "./event-columns.js";

/**
 * Groups customers by the period of their first event, and counts who was active in each period
 * since.
 *
 * A customer's lag in a period is its number less that of the first one, on the calendar of the
 * stated zone: 31 January to 1 March is lag 2. The order of the events does not matter. Events at or
 * after `until` are counted in `afterUntil` and otherwise left out.
 *
 * Counted per customer, and so merged (`mergeCohorts`) over parts that share no customers only.
 *
 * @param events - rows or columns of `{ customer, time }`, and for `valueRetention` a `value`; columns
 *   of typed arrays are fastest. `1` and `"1"` are two customers.
 * @param options - `period`, `timeZone` and `until`, and for weeks the `weekStart`; what counts is
 *   said by `minimumEvents`, `brackets`, `horizon` and `lagDays`. Give all of history: who is new is
 *   decided by it.
 * @returns the tally; `retentionTable` and `retentionCurve` read it.
 * @throws TypeError or RangeError if a customer is neither a string nor a finite number, a time neither
 *   a `Date` nor epoch milliseconds, there is no such period or zone, or an option is not in range; also
 *   RangeError if an event lies 50,000 periods (or lags of `lagDays`) or more before `until`, or all
 *   cohorts together have more than ten million lags, which a wrong date makes.
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
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2, 2], active: [2, 0, 1], … }]
 * ```
 */
export function tallyCohorts(events: CustomerEvents, options: CohortOptions): CohortTally {
  const where = "tallyCohorts";
  const frame = cohortFrame(where, checkOptions(where, options, COHORT_OPTIONS));
  const { columns, values } = eventsOf(where, "events", events, frame.settings.until);
  checkEarliest(where, columns, frame);
  const cohorts = openCohorts(where, frame);
  const isFilled = fillFromMasks(columns, values, cohorts);
  if (!isFilled) fillFromRows({ columns, entries: null, values }, cohorts);
  const { afterUntil } = columns;
  const made = finishCohorts(cohorts, values !== null);
  return { kind: "cohorts", ...frame.settings, afterUntil, cohorts: made };
}

/**
 * Adds cohort tallies of the same periods, zone and `until`.
 *
 * The parts must not share customers: one who is in two of them would be counted twice, and perhaps
 * in two cohorts. Split the events by customer, not by time.
 *
 * Counts and whole values (cents) are exact. Values with fractions are added up to within 1e-12 · Σ|value|:
 * to the last digit alike whatever the order of the parts in one call, and not always so when sums of
 * parts are merged again.
 *
 * @param parts - a list of one or more tallies; `tallyCohorts([], options)` is the tally of nothing.
 * @returns the tally of all the events that the parts were made of.
 * @throws RangeError or TypeError if the parts differ in an option, in `until` or in having values, or are
 *   not a list of tallies.
 *
 * @example
 * ```ts
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
 * const ann = tallyCohorts([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], options);
 * const bob = tallyCohorts([{ customer: "bob", time: Date.UTC(2026, 0, 9) }], options);
 * mergeCohorts([ann, bob]).cohorts;
 * // => [{ start: "2026-01-01", size: 2, eligible: [2, 2], active: [2, 0], … }]
 * ```
 */
export function mergeCohorts(parts: Iterable<CohortTally>): CohortTally {
  const where = "mergeCohorts";
  const open = sharedCalendars();
  let settings: CohortSettings | undefined;
  const tallies = partsOf(where, parts, arguments.length, (_, argument, tally) => {
    const frame = checkCohorts(where, argument, tally, open);
    settings ??= frame.settings;
    checkSettings(where, argument, frame.settings, settings);
  });
  const byStart = new Map<string, Cohort[]>();
  let valued: boolean | undefined;
  tallies.forEach(({ cohorts }, i) => {
    for (const cohort of cohorts) {
      valued ??= cohort.value !== undefined;
      if (valued !== (cohort.value !== undefined)) {
        const mustBe = `${valued ? "there" : "left out"}, as in the parts before`;
        fail("options-mismatch", where, `parts[${i}].cohorts.value`, mustBe, cohort.value);
      }
      const same = byStart.get(cohort.start);
      if (same === undefined) byStart.set(cohort.start, [cohort]);
      else same.push(cohort);
    }
  });
  const cohorts = [...byStart.values()].map(addCohorts);
  cohorts.sort((a, b) => (a.start < b.start ? -1 : 1));
  const afterUntil = sumOver(tallies, (tally) => tally.afterUntil);
  return { kind: "cohorts", ...(settings as CohortSettings), afterUntil, cohorts };
}

type Lists = readonly (readonly number[])[];

function addCohorts(parts: readonly Cohort[]): Cohort {
  if (parts.length === 1) return parts[0];
  const [{ start, active }] = parts;
  const sum: { -readonly [Field in keyof Cohort]: Cohort[Field] } = {
    start,
    size: parts.reduce((total, { size }) => total + size, 0),
    eligible: addLists(parts.map(({ eligible }) => eligible)),
    active: addLists(parts.map(({ active }) => active)),
  };
  for (const name of HISTOGRAMS) {
    const lists = listsOf(parts, name);
    // A histogram of some parts alone would be that of no cohort.
    if (lists.length === parts.length) sum[name] = addLists(lists);
  }
  const squares = listsOf(parts, "valueSquares");
  const values = listsOf(parts, "value");
  if (values.length > 0) sum.value = active.map((_, lag) => totalAt(values, lag));
  if (squares.length === parts.length) {
    sum.valueSquares = active.map((_, lag) => totalAt(squares, lag));
  }
  return sum;
}

function listsOf(
  parts: readonly Cohort[],
  field: (typeof HISTOGRAMS)[number] | "value" | "valueSquares",
): Lists {
  return parts.flatMap(({ [field]: list }) => (list === undefined ? [] : [list]));
}

function addLists(lists: Lists): number[] {
  return lists[0].map((_, lag) => lists.reduce((sum, list) => sum + list[lag], 0));
}

/** The sum of the values at one lag: the same to the last digit, whatever their order. */
function totalAt(values: Lists, lag: number): number {
  const sum = noSum();
  for (const value of values.map((list) => list[lag]).sort((a, b) => a - b)) addTo(sum, value);
  return totalOf(sum);
}
