import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ActivityTally,
  cohortsFromActivity,
  mergeActivity,
  tallyActivity,
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
      customers: [
        { customer: 7, first: at(2, 2), starts: ["2026-02-01"], events: [1] },
        { customer: "ann", first: at(1, 5), starts: ["2026-01-01", "2026-03-01"], events: [2, 1] },
      ],
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
  counted: ({ customers, afterUntil }) =>
    customers.flatMap((activity) => activity.events).reduce((a, b) => a + b, afterUntil),
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

  const [seven, ann] = tally.customers;
  const withAnn = (change: object) => ({ ...tally, customers: [seven, { ...ann, ...change }] });
  test.each<[string, unknown, string, string, number?]>([
    ["nothing", null, 'parts[0].kind must be "activity", got undefined', "parts[0].kind"],
    [
      "an invalid period",
      { ...tally, period: "moon" },
      "parts[0] must be made with options that tallyActivity takes, got an object",
      "parts[0]",
    ],
    [
      "windows",
      { ...tally, lagDays: 7 },
      "parts[0].lagDays must be null, got 7",
      "parts[0].lagDays",
    ],
    [
      "afterUntil below 0",
      { ...tally, afterUntil: -1 },
      "parts[0].afterUntil must be a whole number, 0 or more, got -1",
      "parts[0].afterUntil",
    ],
    [
      "no customers",
      { ...tally, customers: 3 },
      "parts[0].customers must be a list, got 3",
      "parts[0].customers",
    ],
    [
      "an invalid customer",
      { ...tally, customers: [seven, null] },
      "customer at index 1 must be a string or a finite number, got undefined",
      "customer",
      1,
    ],
    [
      "customers out of order",
      { ...tally, customers: [ann, seven] },
      "customer at index 1 must be sorted, and there once, got 7",
      "customer",
      1,
    ],
    [
      "a customer twice",
      { ...tally, customers: [ann, ann] },
      'customer at index 1 must be sorted, and there once, got "ann"',
      "customer",
      1,
    ],
    [
      "a first event that is a date",
      withAnn({ first: "2026-01-05" }),
      'customer.first at index 1 must be epoch milliseconds, got "2026-01-05"',
      "customer.first",
      1,
    ],
    ...[["2026-03-01", "2026-01-01"], ["2026-01-02"], ["2026-05-01"], [], "2026-01-01"].map(
      (starts): [string, unknown, string, string, number] => [
        `the periods ${starts}`,
        withAnn({ starts }),
        `customer.starts at index 1 must be first dates of periods, sorted, got ${typeof starts === "string" ? `"${starts}"` : "an array"}`,
        "customer.starts",
        1,
      ],
    ),
    ...[[2], [0, 1], 3].map((counts): [string, unknown, string, string, number] => [
      `the events ${counts}`,
      withAnn({ events: counts }),
      `customer.events at index 1 must be a count for each period, got ${typeof counts === "number" ? counts : "an array"}`,
      "customer.events",
      1,
    ]),
    [
      "events by halves",
      withAnn({ events: [0.5, 1] }),
      "customer.events at index 1 must be a whole number, 0 or more, got 0.5",
      "customer.events",
      1,
    ],
  ])("refuses a tally with %s", (_, bad, message, argument, index) => {
    const call = () => mergeActivity([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeActivity: ${message}`, argument, index);
  });
});
