import { describe, expect, test } from "vitest";
import {
  cohortsFromActivity,
  mergeCohorts,
  type Period,
  retentionCurve,
  retentionTable,
  tallyActivity,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { at, untilMay, visits } from "../support/orders.js";

describe("mergeCohorts", () => {
  const monthly = { period: "month", timeZone: "UTC", until: at(3, 15) } as const;
  const january = { customer: 1, time: at(1, 5) };
  const tally = tallyCohorts([january], monthly);
  const [cohort] = tally.cohorts;
  const withCohort = (change: object) => ({ ...tally, cohorts: [{ ...cohort, ...change }] });
  const start = "cohort.start at index 0 must be the first date of a period, sorted";

  test.each([
    ["nothing", null, 'parts[0].kind must be "cohorts", got undefined', "parts[0].kind"],
    [
      "an invalid cohort",
      { ...tally, cohorts: [null] },
      `${start}, got undefined`,
      "cohort.start",
      0,
    ],
    [
      "an empty cohort",
      withCohort({ size: 0, eligible: [0, 0, 0], active: [0, 0, 0] }),
      "cohort.size at index 0 must be above 0, and as many as at lag 0, got 0",
      "cohort.size",
      0,
    ],
    [
      "an invalid period",
      { ...tally, period: "moon" },
      "parts[0] must be made with options that tallyCohorts takes, got an object",
      "parts[0]",
    ],
    [
      "afterUntil below 0",
      { ...tally, afterUntil: -1 },
      "parts[0].afterUntil must be a whole number, 0 or more, got -1",
      "parts[0].afterUntil",
    ],
    [
      "no list of cohorts",
      { ...tally, cohorts: {} },
      "parts[0].cohorts must be a list of cohorts, got an object",
      "parts[0].cohorts",
    ],
    [
      "a start inside a period",
      withCohort({ start: "2026-01-02" }),
      `${start}, got "2026-01-02"`,
      "cohort.start",
      0,
    ],
    [
      "a start that is no date",
      withCohort({ start: "January" }),
      `${start}, got "January"`,
      "cohort.start",
      0,
    ],
    [
      "a size that is no count",
      withCohort({ size: "1" }),
      'cohort.size at index 0 must be a whole number, 0 or more, got "1"',
      "cohort.size",
      0,
    ],
    [
      "lags that are not those begun",
      withCohort({ active: [1] }),
      "cohort.active at index 0 must be a list with a count for each lag, got an array",
      "cohort.active",
      0,
    ],
    [
      "an invalid count",
      withCohort({ active: [1, 0.5, 0] }),
      "cohort.active at index 0 must be a whole number, 0 or more, got 0.5",
      "cohort.active",
      0,
    ],
    [
      "a size that is not that of lag 0",
      withCohort({ active: [0, 0, 0] }),
      "cohort.size at index 0 must be above 0, and as many as at lag 0, got 1",
      "cohort.size",
      0,
    ],
    [
      "more active than eligible",
      withCohort({ active: [1, 2, 0] }),
      "cohort.active at index 0 must be at most the eligible at lag 1, got 2",
      "cohort.active",
      0,
    ],
    [
      "fewer eligible at a later lag, which on a calendar has begun for all",
      withCohort({ eligible: [1, 0, 1] }),
      "cohort.eligible at index 0 must be the number of members whose lag 1 has begun, got 0",
      "cohort.eligible",
      0,
    ],
  ])("refuses a tally with %s", (_, bad, message, argument, index?: number) => {
    const call = () => mergeCohorts([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeCohorts: ${message}`, argument, index);
  });

  test("refuses windows that fewer have begun than must, or more than began the one before", () => {
    // Windows that the younger one has not begun are those from lag 5 on; four are over in any case.
    const late = { customer: 2, time: at(1, 31) };
    const until = at(3, 17);
    const windows = tallyCohorts([january, late], { ...monthly, lagDays: 10, until });
    const [counts] = windows.cohorts;
    expect(counts.eligible).toEqual([2, 2, 2, 2, 2, 1, 1, 1]);
    for (const [lag, got] of [
      [3, 1],
      [6, 2],
    ]) {
      const list = counts.eligible.map((count, i) => (i === lag ? got : count));
      const eligible = { ...windows, cohorts: [{ ...counts, eligible: list }] };
      expectError(
        () => mergeCohorts([eligible]),
        "bad-tally",
        `mergeCohorts: cohort.eligible at index 0 must be the number of members whose lag ${lag} has begun, got ${got}`,
        "cohort.eligible",
        0,
      );
    }
  });

  test("refuses cohorts that are not sorted, or come twice", () => {
    expectError(
      () => mergeCohorts([{ ...tally, cohorts: [cohort, cohort] }]),
      "bad-tally",
      `mergeCohorts: ${start.replace("0", "1")}, got "2026-01-01"`,
      "cohort.start",
      1,
    );
  });
});

describe("mergeCohorts refuses", () => {
  const tally = tallyCohorts(visits, { ...untilMay, brackets: [1, 3] });

  test.each<[string, object, string, string, string]>([
    ["brackets", { brackets: [1, 4] }, "1,3", '"1,4"', "brackets"],
    ["a horizon", { brackets: [1, 3], horizon: 3 }, "null", "3", "horizon"],
    ["a least number of events", { brackets: [1, 3], minimumEvents: 2 }, "1", "2", "minimumEvents"],
    ["windows", { brackets: [1, 3], lagDays: 30 }, "null", "30", "lagDays"],
  ])("another choice of %s", (_, option, first, shown, argument) => {
    expectError(
      () => mergeCohorts([tally, tallyCohorts(visits, { ...untilMay, ...option })]),
      "options-mismatch",
      `mergeCohorts: parts[1].${argument} must be ${first}, as in parts[0], got ${shown}`,
      `parts[1].${argument}`,
    );
  });

  const [cohort] = tally.cohorts;
  test.each<[string, object, string, string]>([
    ["another length", { streak: [4] }, "streak", "a list with a count for each lag, got an array"],
    ["more than are active", { streak: [0, 4, 0] }, "streak", "at most the active at lag 1, got 4"],
    [
      "a streak too few",
      { streak: [3, 0, 0] },
      "streak",
      "counts that add up to the size, or of firstReturn to no more, got 3",
    ],
    [
      "a return at lag 0",
      { firstReturn: [4, 0, 0] },
      "firstReturn",
      "counts that add up to the size, or of firstReturn to no more, got 4",
    ],
  ])("a histogram with %s", (_, change, field, mustBe) => {
    expectError(
      () => mergeCohorts([tally, { ...tally, cohorts: [{ ...cohort, ...change }] }]),
      "bad-tally",
      `mergeCohorts: cohort.${field} at index 0 must be ${mustBe}`,
      `cohort.${field}`,
      0,
    );
  });

  test("nothing that version 0.1.0 stored, before there were such options", () => {
    const { kind, period, timeZone, weekStart, until, afterUntil } = tallyCohorts(visits, untilMay);
    const cohorts = tallyCohorts(visits, untilMay).cohorts.map(
      ({ start, size, eligible, active }) => ({ start, size, eligible, active }),
    );
    const stored = untyped({ kind, period, timeZone, weekStart, until, afterUntil, cohorts });
    expect(mergeCohorts([stored])).toEqual({ ...tallyCohorts(visits, untilMay), cohorts });
  });
});

describe("the earliest moment", () => {
  const earliest = Date.UTC(2001, 0, 1) - 5 * 146_097 * 864e5; // 400 years have 146,097 days
  const zones = ["UTC", "Europe/Paris", "America/New_York", "Pacific/Apia", "Asia/Manila"];
  const periods: Period[] = ["day", "week", "month", "quarter", "year"];
  const cases = zones.flatMap((timeZone) => periods.map((period) => ({ timeZone, period })));

  test.each(cases)("makes tallies that can be read, by $period in $timeZone", (given) => {
    expect(new Date(earliest).toISOString()).toBe("0001-01-01T00:00:00.000Z");
    const options = { ...given, until: earliest + 40 * 864e5 };
    const events = [{ customer: "ann", time: earliest }];
    const tally = tallyCohorts(events, options);
    const [first] = retentionTable(tally);
    expect(first).toMatchObject({ cohort: tally.cohorts[0].start, size: 1 });
    expect(retentionTable(tally, { from: first.cohort })).toHaveLength(
      retentionTable(tally).length,
    );
    const complete = first.cells.filter(({ state }) => state === "complete");
    expect(retentionCurve(tally)).toHaveLength(complete.length);
    expect(mergeCohorts([tally, tallyCohorts([], options)])).toEqual(tally);
    expect(cohortsFromActivity(tallyActivity(events, options))).toEqual(tally);
  });

  test("a date that the zone left out starts no period", () => {
    const options = {
      period: "day",
      timeZone: "Pacific/Apia",
      until: Date.UTC(2012, 0, 3),
    } as const;
    const tally = tallyCohorts([{ customer: "ann", time: Date.UTC(2011, 11, 30) }], options);
    const [cohort] = tally.cohorts;
    expect(cohort.start).toBe("2011-12-29");
    expectError(
      () => mergeCohorts([{ ...tally, cohorts: [{ ...cohort, start: "2011-12-30" }] }]),
      "bad-tally",
      "mergeCohorts: cohort.start at index 0 must be the first date of a period, sorted, " +
        'got "2011-12-30"',
      "cohort.start",
      0,
    );
  });
});
