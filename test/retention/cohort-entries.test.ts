import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  calendar,
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

  test.each(["first", "recurring"] as const)("without entries gives no cohorts, %s", (entry) => {
    for (const lagDays of [undefined, 30]) {
      const given = { ...options, entry, lagDays };
      const columns = { customer: ["ann", "bob"], time: [at(1, 20), at(6, 1)] };
      const rows = [
        { customer: "ann", time: at(1, 20) },
        { customer: "bob", time: at(6, 1) },
      ];
      const tally = tallyCohortsFromEntries([], rows, given);
      expect(tally.cohorts).toEqual([]);
      expect(tally.afterUntil).toBe(1);
      expect(tallyCohortsFromEntries({ customer: [], time: [] }, columns, given)).toEqual(tally);
    }
  });

  test("of parts with entries but no events, and with events but no entries, merges to the whole", () => {
    const part = (from: typeof entries, of: typeof events) =>
      tallyCohortsFromEntries(from, of, options);
    const [ann, bob] = [entries.slice(0, 3), entries.slice(3, 4)];
    const merged = mergeCohorts([part(ann, []), part(bob, []), part([], events.slice(4, 5))]);
    expect(shortOf(merged)).toEqual([["2026-01-01", 2, [2, 0, 0, 0]]]);
    expect(merged).toEqual(part([...ann, ...bob], events.slice(4, 5)));
  });

  test("leaves out what came later and lies in an earlier period, where clocks go back", () => {
    // In St. John's at 00:01 on 31 October 1993 it was 23:01 on the 30th again.
    const entry = [{ customer: "ann", time: Date.UTC(1993, 9, 31, 2, 30, 30) }];
    const event = [{ customer: "ann", time: Date.UTC(1993, 9, 31, 2, 41), value: 5 }];
    const given = { period: "day", timeZone: "America/St_Johns", entry: "first" } as const;
    const until = Date.UTC(1993, 10, 2);
    const [cohort] = tallyCohortsFromEntries(entry, event, { ...given, until }).cohorts;
    expect(cohort).toMatchObject({ start: "1993-10-31", value: [0, 0] });
  });

  test("counts no money that came before the entry, in the same period neither", () => {
    const orders = [
      { customer: "ann", time: at(1, 2), value: 999 }, // eight days before
      { customer: "ann", time: at(1, 20), value: 50 },
      { customer: "ann", time: at(3, 5), value: 7 }, // four days before she entered again
      { customer: "ann", time: at(3, 9), value: 8 }, // as she entered again
    ];
    const signUps = [
      { customer: "ann", time: at(3, 9) },
      { customer: "ann", time: at(1, 10) },
    ];
    const valuesOf = (given: Partial<EntryOptions>) =>
      tallyCohortsFromEntries(signUps, orders, { ...options, ...given }).cohorts.map(
        ({ value }) => value,
      );
    expect(valuesOf({})).toEqual([[50, 0, 15, 0]]);
    expect(valuesOf({ entry: "recurring" })).toEqual([
      [50, 0, 15, 0],
      [8, 0],
    ]);
    expect(valuesOf({ lagDays: 60 })).toEqual([[65, 0]]);
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
    const { entry: _, ...periods } = options;
    for (const [entry, shown, code] of [
      [undefined, "null", "wrong-type"],
      [1, "1", "wrong-type"],
      ["second", '"second"', "out-of-range"],
    ] as const) {
      expectError(
        () => tallyCohortsFromEntries([], [], untyped({ ...options, entry })),
        code,
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
      () => mergeCohorts([tallyCohorts([], periods), tallyCohortsFromEntries([], [], options)]),
      "options-mismatch",
      'mergeCohorts: parts[1].entry must be "event", as in parts[0], got "first"',
      "parts[1].entry",
    );
  });
});

const membersIn = ({ cohorts }: CohortTally) => cohorts.reduce((sum, { size }) => sum + size, 0);

/** An entry or an event, so that a part may have some of one and none of the other. */
type Row = Event & { readonly isEntry: boolean };
const rowsOfBoth = fc
  .tuple(anyLog, anyLog)
  .map(([entered, log]): Row[] => [
    ...entered.map((row) => ({ ...row, isEntry: true })),
    ...log.map((row) => ({ ...row, isEntry: false })),
  ]);

describe.each(["first", "recurring"] as const)("entry %s", (entry) => {
  describe.each([undefined, 30])("lagDays %s", (lagDays) => {
    const given = { ...options, entry, lagDays };
    const periods = calendar({ period: "month", timeZone: "UTC" });
    /** Customers, or customers and periods, of the entries before `until`. */
    const expected = (rows: readonly Row[]) => {
      const before = rows.filter(({ isEntry, time }) => isEntry && time < at(5, 1));
      const keys = before.map(({ customer, time }) =>
        JSON.stringify([customer, entry === "first" || periods.periodOf(time)]),
      );
      return new Set(keys).size;
    };
    const laws = {
      rows: rowsOfBoth,
      split: byCustomer<Row>(({ customer }) => customer),
      merge: mergeCohorts,
      counted: membersIn,
      expected,
    };
    mergeLaws<Row, CohortTally>({
      ...laws,
      name: "tallyCohortsFromEntries of rows",
      tally: (rows) => {
        const entries = rows.filter(({ isEntry }) => isEntry);
        return tallyCohortsFromEntries(
          entries,
          rows.filter(({ isEntry }) => !isEntry),
          given,
        );
      },
    });
    mergeLaws<Row, CohortTally>({
      ...laws,
      name: "tallyCohortsFromEntries of columns with values",
      tally: (rows) => {
        const columnsOf = (isEntry: boolean) => {
          const kept = rows.filter((row) => row.isEntry === isEntry);
          const customer = kept.map((row) => row.customer);
          return { customer, time: kept.map(({ time }) => time) };
        };
        const events = columnsOf(false);
        const value = events.time.map((time) => time % 1_000);
        return tallyCohortsFromEntries(columnsOf(true), { ...events, value }, given);
      },
    });
  });
});
