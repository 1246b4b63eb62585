import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortOptions,
  calendar,
  type Period,
  retentionCurve,
  retentionTable,
  tallyActivity,
  tallyCohorts,
  tallyCohortsFromEntries,
  tallyLifecycle,
  valueRetention,
} from "../../src/index.js";
import { anyCriterion, anyDepth, anyLog } from "../support/logs.js";

const DAY = 86_400_000;
const FROM = Date.UTC(2026, 0, 1);

/**
 * A log with values, its options in UTC, and by how much to shift both: whole weeks move days and weeks,
 * and 400 years, 146,097 days, also months and longer.
 */
const anyShift = fc
  .record({
    log: anyLog,
    given: anyDepth,
    period: fc.constantFrom<Period>("day", "week", "month", "quarter", "year"),
    lagDays: fc.constantFrom(undefined, 1, 7, 30),
    weeks: fc.integer({ min: -3_000, max: 3_000 }),
    centuries: fc.constantFrom(-4, 4, 8),
  })
  .map(({ log, given, period, lagDays, weeks, centuries }) => {
    const isShort = period === "day" || period === "week";
    const shift = (isShort ? weeks * 7 : (centuries / 4) * 146_097) * DAY;
    // Two years of days would be half a million cells; forty days will do.
    const near = (time: number) => (period === "day" ? FROM + (time % (40 * DAY)) : time);
    const until = near(given.until) + 7 * DAY;
    const options = { ...given, until, period, lagDays, timeZone: "UTC" };
    const events = log.map(({ customer, time }, i) => {
      return { customer, time: near(time), value: ((i * 37) % 100) - 20 };
    });
    const moved = events.map((event) => ({ ...event, time: event.time + shift }));
    return { events, moved, options, after: { ...options, until: options.until + shift }, shift };
  });

/** Without the dates, which move. */
const still = <Row extends object>(rows: readonly Row[], date: keyof Row) =>
  rows.map(({ [date]: _, ...rest }) => rest);

/** Dates moved: by days as they are, by 400 years in the year alone. */
function movedDate(date: string, shift: number): string {
  return new Date(Date.parse(date) + shift).toISOString().slice(0, 10);
}

describe("events and `until` shifted alike shift cohorts and change nothing else:", () => {
  test("the table and the curve by each criterion, and the values", () => {
    fc.assert(
      fc.property(anyShift, anyCriterion, (shifted, criterion) => {
        const { events, moved, after, shift } = shifted;
        // All curves but that by on need a horizon.
        const horizon = shifted.options.horizon ?? (criterion === "on" ? undefined : 0);
        const options: CohortOptions = { ...shifted.options, horizon };
        const here = tallyCohorts(events, options);
        const there = tallyCohorts(moved, { ...after, horizon });
        expect(there.cohorts.map(({ start }) => start)).toEqual(
          here.cohorts.map(({ start }) => movedDate(start, shift)),
        );
        expect(still(there.cohorts, "start")).toEqual(still(here.cohorts, "start"));
        expect(there.afterUntil).toBe(here.afterUntil);
        const [tableHere, tableThere] = [here, there].map((tally) =>
          retentionTable(tally, { criterion }),
        );
        expect(still(tableThere, "cohort")).toEqual(still(tableHere, "cohort"));
        expect(retentionCurve(there, { criterion })).toEqual(retentionCurve(here, { criterion }));
        expect(still(valueRetention(there), "cohort")).toEqual(
          still(valueRetention(here), "cohort"),
        );
      }),
      { numRuns: 150 },
    );
  });

  test("cohorts of entries", () => {
    fc.assert(
      fc.property(anyShift, fc.constantFrom("first", "recurring"), (shifted, entry) => {
        const { events, moved, options, after } = shifted;
        const [here, there] = [
          tallyCohortsFromEntries(events.slice(5), events, { ...options, entry }),
          tallyCohortsFromEntries(moved.slice(5), moved, { ...after, entry }),
        ];
        expect(still(there.cohorts, "start")).toEqual(still(here.cohorts, "start"));
      }),
    );
  });

  test("activity and the lifecycle", () => {
    fc.assert(
      fc.property(anyShift, fc.nat(3), ({ events, moved, shift, ...given }, grace) => {
        const { lagDays, ...options } = given.options;
        const after = { ...options, until: given.after.until };
        const [here, there] = [tallyActivity(events, options), tallyActivity(moved, after)];
        const { first, periods, until, ...rest } = there;
        expect({ ...here, ...rest }).toEqual(here);
        expect(first).toEqual(here.first.map((time) => time + shift));
        const { period, timeZone, weekStart } = options;
        const { startDateOf } = calendar({ period, timeZone, weekStart });
        expect(periods.map(startDateOf)).toEqual(
          here.periods.map((number) => movedDate(startDateOf(number), shift)),
        );
        const { brackets, horizon, ...lifecycle } = options;
        const lives = [
          tallyLifecycle(events, { ...lifecycle, grace }),
          tallyLifecycle(moved, { ...lifecycle, until: given.after.until, grace }),
        ].map(({ periods }) => still(periods, "start"));
        expect(lives[1]).toEqual(lives[0]);
      }),
    );
  });
});
