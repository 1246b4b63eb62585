import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ActivityTally,
  cohortsFromActivity,
  mergeActivity,
  tallyActivity,
  tallyActivityAsync,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import type { Event } from "../support/oracle.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const options = { period: "month", timeZone: "UTC", until: at(4, 10) } as const;
const events = [
  { customer: "ann", time: at(3, 1) },
  { customer: "ann", time: at(1, 20) },
  { customer: 7, time: at(2, 2) },
  { customer: "ann", time: at(1, 5) },
  { customer: 7, time: at(4, 10) },
];
const tally = tallyActivity(events, options);

describe("tallyActivity", () => {
  test("keeps each customer's periods, with the events in each, sorted", () => {
    expect(tally).toEqual({
      kind: "activity",
      ...options,
      weekStart: "monday",
      minimumEvents: 1,
      brackets: null,
      horizon: null,
      lagDays: null,
      entry: "event",
      afterUntil: 1,
      customers: [7, "ann"],
      first: [at(2, 2), at(1, 5)],
      periodCounts: [1, 2],
      periods: [673, 672, 674], // months since January 1970: 56 × 12 are January 2026
      events: [1, 2, 1],
    });
  });

  test("refuses `lagDays`, rather than to count calendar periods in their place", () => {
    const windows = { ...options, lagDays: 30 };
    expectError(
      () => tallyActivity(events, windows),
      "out-of-range",
      "tallyActivity: lagDays must be left out (use tallyCohorts: lagDays needs the moment of every event), got 30",
      "lagDays",
    );
  });

  test("counts in a table, or by sorting where that would be large, what a stream counts", async () => {
    // Days of 30 years in few rows need the sort, months of a year do not.
    const far = anyLog.map((log) => [
      { customer: "old", time: at(1, 1) - 30 * 365 * 864e5 },
      ...log,
    ]);
    const daily = { ...options, period: "day" } as const;
    await fc.assert(
      fc.asyncProperty(anyLog, far, async (near, log) => {
        expect(tallyActivity(near, options)).toStrictEqual(await tallyActivityAsync(near, options));
        expect(tallyActivity(log, daily)).toStrictEqual(await tallyActivityAsync(log, daily));
      }),
    );
  });

  test("counts a customer once in a bracket, from so many events in it on, and not past the last", () => {
    const days = [1, 1, 2, 2, 3, 3, 4, 9].map((day) => ({ customer: "ann", time: at(1, day) }));
    const settings = {
      period: "day",
      timeZone: "UTC",
      until: at(1, 11),
      minimumEvents: 3,
    } as const;
    const brackets = { ...settings, brackets: [2, 6] };
    // Lags 1 and 2 have four events together, lag 3 one; lag 8 is past the last bracket.
    const [cohort] = cohortsFromActivity(tallyActivity(days, brackets)).cohorts;
    expect(cohort).toMatchObject({ active: [1, 1, 0], firstReturn: [0, 1, 0] });
    expect(cohortsFromActivity(tallyActivity(days, brackets))).toEqual(
      tallyCohorts(days, brackets),
    );
  });

  test("gives with cohortsFromActivity what tallyCohorts gives", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, (log, { lagDays, ...given }) => {
        expect(cohortsFromActivity(tallyActivity(log, given))).toEqual(tallyCohorts(log, given));
      }),
      { numRuns: 200 },
    );
  });
});

mergeLaws<Event, ActivityTally>({
  name: "tallyActivity",
  rows: anyLog,
  split: anyCut(),
  tally: (rows) => tallyActivity(rows, options),
  merge: mergeActivity,
  counted: ({ events, afterUntil }) => events.reduce((a, b) => a + b, afterUntil),
});

describe("mergeActivity", () => {
  test("appends day after day what comes to tallying everything at once", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, ({ length }, given) => {
        const { lagDays, ...rest } = given;
        const log = Array.from({ length }, (_, i) => ({
          customer: i % 5,
          time: at(1, 1) + i * 1e9,
        }));
        const ends = [at(2, 1), at(3, 3), at(12, 1)];
        const parts = ends.map((until, i) =>
          tallyActivity(
            log.filter(({ time }) => time < until && time >= (ends[i - 1] ?? 0)),
            { ...rest, until },
          ),
        );
        const [first, ...others] = parts;
        const all = { ...rest, until: at(12, 1) };
        const seen = log.filter(({ time }) => time < all.until);
        expect(mergeActivity([first, ...others])).toEqual(tallyActivity(seen, all));
      }),
    );
  });

  test("refuses a part that left out events for an earlier `until`, and other options", () => {
    const next = tallyActivity([], { ...options, until: at(5, 1) });
    expectError(
      () => mergeActivity([next, tally]),
      "options-mismatch",
      `mergeActivity: parts[1].until must be ${at(5, 1)}, the latest, since events after it were left out, got ${at(4, 10)}`,
      "parts[1].until",
    );
    expectError(
      () => mergeActivity([tally, tallyActivity([], { ...options, period: "week" })]),
      "options-mismatch",
      'mergeActivity: parts[1].period must be "month", as in parts[0], got "week"',
      "parts[1].period",
    );
  });

  const counts = "a whole number, 1 or more, got";
  const moments = "epoch milliseconds in the first period of the customer, got";
  const rising = "a whole number from -23628 to 675, rising, got"; // January of the year 1 to April 2026
  test.each<[string, unknown, string, string, number?]>([
    ["nothing", null, '.kind must be "activity", got undefined', ".kind"],
    [
      "an invalid period",
      { ...tally, period: "moon" },
      " must be made with options that tallyActivity takes, got an object",
      "",
    ],
    ["windows", { ...tally, lagDays: 7 }, ".lagDays must be null, got 7", ".lagDays"],
    [
      "afterUntil below 0",
      { ...tally, afterUntil: -1 },
      ".afterUntil must be a whole number, 0 or more, got -1",
      ".afterUntil",
    ],
    [
      "rows, as it once had",
      { ...tally, customers: [{ customer: 7 }], periods: undefined },
      ".periods must be a list, as tallyActivity makes it, or tallyActivityCounts of counted rows, got undefined",
      ".periods",
    ],
    ["no customers", { ...tally, customers: 3 }, ".customers must be a list, got 3", ".customers"],
    [
      "an invalid customer",
      { ...tally, customers: [7, null] },
      ".customers at index 1 must be a string or a finite number, got null",
      ".customers",
      1,
    ],
    [
      "customers out of order",
      { ...tally, customers: ["ann", 7] },
      ".customers at index 1 must be sorted, and there once, got 7",
      ".customers",
      1,
    ],
    [
      "a customer twice",
      { ...tally, customers: ["ann", "ann"] },
      '.customers at index 1 must be sorted, and there once, got "ann"',
      ".customers",
      1,
    ],
    [
      "no first events",
      { ...tally, first: undefined },
      ".first must be a list with a moment for each customer, got undefined",
      ".first",
    ],
    [
      "too few first events",
      { ...tally, first: [at(2, 2)] },
      ".first must be a list with a moment for each customer, got an array",
      ".first",
    ],
    [
      "a first event that is a date",
      { ...tally, first: [at(2, 2), "2026-01-05"] },
      `.first at index 1 must be ${moments} "2026-01-05"`,
      ".first",
      1,
    ],
    [
      "a first event in another period",
      { ...tally, first: [at(2, 2), at(3, 5)] },
      `.first at index 1 must be ${moments} ${at(3, 5)}`,
      ".first",
      1,
    ],
    [
      "periods out of order",
      { ...tally, periods: [673, 674, 672] },
      ".periods at index 2 must be a whole number from 675 to 675, rising, got 672",
      ".periods",
      2,
    ],
    [
      "half a period",
      { ...tally, periods: [673.5, 672, 674] },
      `.periods at index 0 must be ${rising} 673.5`,
      ".periods",
      0,
    ],
    [
      "a period after the end",
      { ...tally, periods: [673, 672, 676] },
      ".periods at index 2 must be a whole number from 673 to 675, rising, got 676",
      ".periods",
      2,
    ],
    [
      "a customer without periods",
      { ...tally, periodCounts: [3, 0] },
      `.periodCounts at index 1 must be ${counts} 0`,
      ".periodCounts",
      1,
    ],
    [
      "too few counts",
      { ...tally, events: [2, 1] },
      ".events.length must be 3, as the columns before it say, got 2",
      ".events.length",
    ],
    [
      "no events in a period",
      { ...tally, events: [1, 0, 1] },
      `.events at index 1 must be ${counts} 0`,
      ".events",
      1,
    ],
  ])("refuses a tally with %s", (_, bad, message, argument, index) => {
    const call = () => mergeActivity([untyped(bad), tally]);
    const at = `parts[0]${argument}`;
    expectError(call, "bad-tally", `mergeActivity: parts[0]${message}`, at, index);
  });
});
