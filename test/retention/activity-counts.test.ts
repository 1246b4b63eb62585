import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ActivityRow,
  type ActivityTally,
  calendar,
  cohortsFromActivity,
  lifecycleFromActivity,
  mergeActivity,
  tallyActivity,
  tallyActivityCounts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const options = { period: "month", timeZone: "UTC", until: at(4, 10) } as const;
const row = { customer: "ann", start: "2026-01-01", events: 2 };

/** The rows that `GROUP BY` customer and period gives of what a tally has counted. */
function rowsOf(tally: ActivityTally): ActivityRow[] {
  const { period, timeZone, weekStart, customers, first, periodCounts, periods, events } = tally;
  const { startDateOf } = calendar({ period, timeZone, weekStart });
  let at = 0;
  return customers.flatMap((customer, i) =>
    Array.from({ length: periodCounts[i] as number }, (_, k): ActivityRow => {
      const start = startDateOf(periods[at] as number);
      const count = { customer, start, events: events[at++] as number };
      return k === 0 ? { ...count, first: first[i] as number } : count;
    }),
  );
}

describe("tallyActivityCounts", () => {
  test("sorts rows by customer and period, and adds up those of one", () => {
    const rows: ActivityRow[] = [
      { customer: "ann", start: "2026-03-01", events: 1, first: null },
      { customer: "ann", start: "2026-01-01", events: 2, first: new Date(at(1, 20)) },
      { customer: 7, start: "2026-04-01", events: 4, first: undefined },
      { customer: "ann", start: "2026-01-01", events: 3, first: at(1, 5) },
      { customer: "ann", start: "2026-01-01", events: 1, first: at(1, 9) },
    ];
    const tally = {
      kind: "activity",
      ...options,
      weekStart: "monday",
      minimumEvents: 1,
      brackets: null,
      horizon: null,
      lagDays: null,
      entry: "event",
      afterUntil: 0,
      customers: [7, "ann"],
      first: [at(4, 1), at(1, 5)],
      periodCounts: [1, 2],
      periods: [675, 672, 674], // months since January 1970
      events: [4, 6, 1],
    };
    expect(tallyActivityCounts(rows, options)).toStrictEqual(tally);
    expect(tallyActivityCounts(new Set(rows), options)).toStrictEqual(tally);
    expect(tallyActivityCounts([], options)).toStrictEqual(tallyActivity([], options));
  });

  test("gives of counted events what tallyActivity gives of them one by one", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, (log, { lagDays, ...given }) => {
        const seen = log.filter(({ time }) => time < given.until);
        const tally = tallyActivity(seen, given);
        const rows = rowsOf(tally);
        expect(tallyActivityCounts(rows, given)).toStrictEqual(tally);
        expect(tallyActivityCounts([...rows].reverse(), given)).toStrictEqual(tally);
        const bare = tallyActivityCounts(
          rows.map(({ first, ...one }) => one),
          given,
        );
        expect(cohortsFromActivity(bare)).toEqual(cohortsFromActivity(tally));
        expect(lifecycleFromActivity(bare)).toEqual(lifecycleFromActivity(tally));
      }),
    );
  });

  test("takes the first moment of a local day, also where the clocks skip midnight", () => {
    // In São Paulo 4 November 2018 began at 01:00, which was 03:00 UTC.
    const zone = { period: "day", timeZone: "America/Sao_Paulo" } as const;
    const tally = tallyActivityCounts([{ customer: 1, start: "2018-11-04", events: 1 }], {
      ...zone,
      until: Date.UTC(2018, 11, 1),
    });
    expect(tally.first).toEqual([Date.UTC(2018, 10, 4, 3)]);
    expect(mergeActivity([tally])).toEqual(tally);
  });

  const start = 'the first date of a month, such as "2026-11-01", that has begun before until, got';
  test.each<[string, unknown, string, string, string]>([
    ["no row", null, "wrong-type", "rows", "an object with customer, start, events, got null"],
    [
      "an invalid customer",
      { ...row, customer: Number.NaN },
      "wrong-type",
      "customer",
      "a string or a finite number, got NaN",
    ],
    [
      "a date that starts no month",
      { ...row, start: "2026-01-02" },
      "out-of-range",
      "start",
      `${start} "2026-01-02"`,
    ],
    [
      "a month after the end",
      { ...row, start: "2026-05-01" },
      "out-of-range",
      "start",
      `${start} "2026-05-01"`,
    ],
    [
      "a start that is a Date",
      { ...row, start: new Date(at(1, 1)) },
      "wrong-type",
      "start",
      `${start} a Date`,
    ],
    [
      "no events",
      { ...row, events: 0 },
      "out-of-range",
      "events",
      "a whole number, 1 or more, got 0",
    ],
    [
      "a count that a driver left as text",
      { ...row, events: "2" },
      "wrong-type",
      "events",
      'a whole number, 1 or more, got "2"',
    ],
    [
      "a first event in another month",
      { ...row, first: at(2, 1) },
      "out-of-range",
      "first",
      `in the period of start, before until, got ${at(2, 1)}`,
    ],
    [
      "a first event after the end",
      { ...row, start: "2026-04-01", first: at(4, 10) },
      "out-of-range",
      "first",
      `in the period of start, before until, got ${at(4, 10)}`,
    ],
    [
      "a first event as text",
      { ...row, first: "2026-01-05" },
      "wrong-type",
      "first",
      'a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-05"',
    ],
  ])("refuses %s", (_, bad, code, argument, message) => {
    const text = `tallyActivityCounts: ${argument} at index 1 must be ${message}`;
    const call = () => tallyActivityCounts(untyped([row, bad]), options);
    expectError(call, untyped(code), text, argument, 1);
  });

  test("refuses a period too long ago, windows, and anything but a list", () => {
    expectError(
      () => tallyActivityCounts([{ ...row, start: "1800-01-01" }], { ...options, period: "day" }),
      "out-of-range",
      `tallyActivityCounts: start at index 0 must be less than 50000 periods before until (take a longer period, or leave the row out), got ${Date.UTC(1800, 0, 1)}`,
      "start",
      0,
    );
    expectError(
      () => tallyActivityCounts([], untyped({ ...options, lagDays: 7 })),
      "out-of-range",
      "tallyActivityCounts: lagDays must be left out (use tallyCohorts: lagDays needs the moment of every event), got 7",
      "lagDays",
    );
    for (const [rows, got] of [
      [null, "null"],
      ["rows", '"rows"'],
      [{ customer: ["ann"] }, "an object"],
    ]) {
      expectError(
        () => tallyActivityCounts(untyped(rows), options),
        "wrong-type",
        `tallyActivityCounts: rows must be a list of rows, got ${got}`,
        "rows",
      );
    }
  });
});

mergeLaws<ActivityRow, ActivityTally>({
  name: "tallyActivityCounts",
  rows: anyLog.map((log) =>
    rowsOf(
      tallyActivity(
        log.filter(({ time }) => time < options.until),
        options,
      ),
    ),
  ),
  split: anyCut(),
  tally: (rows) => tallyActivityCounts(rows, options),
  merge: mergeActivity,
  counted: ({ events }) => events.reduce((a, b) => a + b, 0),
  expected: (rows) => rows.reduce((sum, { events }) => sum + events, 0),
});
