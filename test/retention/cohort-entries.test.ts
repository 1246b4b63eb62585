import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  type EntryOptions,
  mergeCohorts,
  retentionCurve,
  retentionTable,
  tallyCohorts,
  tallyCohortsFromEntries,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import type { Event } from "../support/oracle.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const options: EntryOptions = {
  period: "month",
  timeZone: "UTC",
  until: at(5, 1),
  entry: "first",
};
const shortOf = ({ cohorts }: CohortTally) =>
  cohorts.map(({ start, size, active }) => [start, size, active]);

describe("tallyCohortsFromEntries", () => {
  const entries = [
    { customer: "ann", time: at(1, 20) },
    { customer: "ann", time: at(3, 1) },
    { customer: "ann", time: at(3, 9) },
    { customer: "bob", time: at(1, 7) },
    { customer: "late", time: at(5, 1) },
  ];
  const events = [
    { customer: "ann", time: at(1, 2) }, // before she entered, in the month of it
    { customer: "ann", time: at(3, 20) },
    { customer: "ann", time: at(4, 2) },
    { customer: "bob", time: at(4, 5) },
    { customer: "eve", time: at(2, 2) }, // who never entered
    { customer: "bob", time: at(5, 5) },
  ];

  test("counts from the first entry, with an event at lag 0 or without", () => {
    const tally = tallyCohortsFromEntries(entries, events, options);
    expect(tally).toMatchObject({ entry: "first", afterUntil: 1 });
    expect(tally.cohorts).toEqual([
      {
        start: "2026-01-01",
        size: 2,
        eligible: [2, 2, 2, 2],
        active: [2, 0, 1, 2],
        firstReturn: [0, 0, 1, 1],
        lastComplete: [0, 0, 0, 2],
        streak: [2, 0, 0, 0],
      },
    ]);
  });

  test("counts from each period with an entry, where entry is recurring; no interval then", () => {
    const tally = tallyCohortsFromEntries(entries, events, { ...options, entry: "recurring" });
    expect(shortOf(tally)).toEqual([
      ["2026-01-01", 2, [2, 0, 1, 2]],
      ["2026-03-01", 1, [1, 1]],
    ]);
    // Lag 1: nobody of two in February, Ann in April.
    expect(retentionCurve(tally)[1]).toMatchObject({
      count: 1,
      total: 3,
      low: null,
      high: null,
    });
    expect(retentionTable(tally, { criterion: "every" })[2].cells[1].count).toBe(1);
  });

  test("counts windows of days from the entry", () => {
    const windows = { ...options, lagDays: 30 };
    const [{ active }] = tallyCohortsFromEntries(entries, events, windows).cohorts;
    // Ann entered on 20 January; 20 March is day 59 and 2 April day 72. Bob on 7 January; 5 April is day 88.
    expect(active).toEqual([2, 1, 2, 0]);
  });

  test("of events that are their own entries is what tallyCohorts gives", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, (log, given) => {
        const own = tallyCohortsFromEntries(log, log, { ...given, entry: "first" });
        expect(own).toEqual({ ...tallyCohorts(log, given), entry: "first" });
      }),
    );
  });

  test("with recurring entry counts a customer once for each period of entry", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, (log, given) => {
        const tally = tallyCohortsFromEntries(log, log, { ...given, entry: "recurring" });
        const days = { ...given, brackets: undefined, horizon: undefined, lagDays: undefined };
        const once = tallyCohorts(log, { ...days, minimumEvents: 1 });
        const periods = once.cohorts.flatMap(({ active }) => active).reduce((a, b) => a + b, 0);
        expect(tally.cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(periods);
      }),
    );
  });

  test("refuses another entry, and says in which rows something is wrong", () => {
    for (const [entry, shown] of [
      [undefined, "null"],
      ["second", '"second"'],
    ] as const) {
      expectError(
        () => tallyCohortsFromEntries([], [], untyped({ ...options, entry })),
        "out-of-range",
        `tallyCohortsFromEntries: entry must be "first" or "recurring", got ${shown}`,
        "entry",
      );
    }
    expectError(
      () => tallyCohortsFromEntries(untyped([{ customer: null, time: 0 }]), [], options),
      "wrong-type",
      "tallyCohortsFromEntries (entries): customer at index 0 must be a string or a finite number, got null",
      "customer",
      0,
    );
    expectError(
      () => tallyCohortsFromEntries([], untyped([{ customer: null, time: 0 }]), options),
      "wrong-type",
      "tallyCohortsFromEntries: customer at index 0 must be a string or a finite number, got null",
      "customer",
      0,
    );
    expectError(
      () => mergeCohorts(tallyCohorts([], options), tallyCohortsFromEntries([], [], options)),
      "options-mismatch",
      'mergeCohorts: entry at index 1 must be event, as in the first, got "first"',
      "entry",
      1,
    );
  });
});

mergeLaws<Event, CohortTally>({
  name: "tallyCohortsFromEntries",
  rows: anyLog,
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyCohortsFromEntries(rows, rows, options),
  merge: (a, b) => mergeCohorts(a, b),
  counted: ({ cohorts }) => cohorts.reduce((sum, { size }) => sum + size, 0),
  expected: (rows) =>
    new Set(rows.filter(({ time }) => time < at(5, 1)).map(({ customer }) => customer)).size,
});
