import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LifecycleTally,
  lifecycleFromActivity,
  mergeActivity,
  mergeLifecycle,
  tallyActivity,
  tallyCohorts,
  tallyLifecycle,
} from "../../src/index.js";
import reference from "../reference/cohorts.json" with { type: "json" };
import lifecycle from "../reference/lifecycle.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyLifecycle, slowLifecycle } from "../support/lifecycle.js";
import { anyLog, rareLog } from "../support/logs.js";
import { anyCut, byCustomer, mergeLaws } from "../support/mergeLaws.js";
import type { Event } from "../support/oracle.js";
import { at, log } from "../support/orders.js";

const monthly = { period: "month", timeZone: "UTC", until: at(6, 10) } as const;

const events = [
  ...log("ann", "xxxxxx"),
  ...log("bob", "x.x..x"),
  ...log("cas", "xx...."),
  ...log("dee", "..x..."),
];
const columns = ["active", "new", "retained", "reactivated", "churned", "state"] as const;
const rowsOf = ({ periods }: LifecycleTally) => periods.map((row) => columns.map((c) => row[c]));

describe("tallyLifecycle", () => {
  test("counts who is new, retained, reactivated and churned in each period", () => {
    const tally = tallyLifecycle(events, monthly);
    expect(rowsOf(tally)).toEqual([
      [3, 3, 0, 0, 0, "complete"], // ann, bob and cas
      [2, 0, 2, 0, 1, "complete"], // ann and cas; bob is lost
      [3, 1, 1, 1, 1, "complete"], // dee, ann, bob is back; cas is lost
      [1, 0, 1, 0, 2, "complete"], // ann; bob and dee are lost
      [1, 0, 1, 0, 0, "complete"],
      [2, 0, 1, 1, 0, "partial"], // bob is back once more
    ]);
    const { periods, ...made } = tally;
    expect(made).toEqual({
      kind: "lifecycle",
      ...monthly,
      weekStart: "monday",
      minimumEvents: 1,
      grace: 0,
      afterUntil: 0,
    });
    expect(periods[5]).toEqual({
      start: "2026-06-01",
      active: 2,
      new: 0,
      retained: 1,
      reactivated: 1,
      churned: 0,
      state: "partial",
    });
  });

  test("forgives quiet spells within the grace, and dates longer ones by their first period", () => {
    const tally = tallyLifecycle(events, { ...monthly, grace: 1 });
    expect(rowsOf(tally)).toEqual([
      [3, 3, 0, 0, 0, "complete"],
      [3, 0, 3, 0, 0, "complete"], // bob was quiet for one month
      [3, 1, 2, 0, 1, "complete"], // cas is lost
      [1, 0, 1, 0, 2, "complete"], // bob was quiet for two, and dee for good
      [1, 0, 1, 0, 0, "provisional"],
      [2, 0, 1, 1, 0, "partial"],
    ]);
    const longer = tallyLifecycle(events, { ...monthly, grace: 2 });
    expect(rowsOf(longer).slice(2)).toEqual([
      [3, 1, 2, 0, 1, "complete"],
      [2, 0, 2, 0, 1, "provisional"], // whoever last ordered in March may still be back by June
      [2, 0, 2, 0, 0, "provisional"],
      [2, 0, 2, 0, 0, "partial"],
    ]);
  });

  test("undoes losses within the grace as customers return", () => {
    const options = { ...monthly, grace: 1 };
    const may = tallyLifecycle(events, { ...options, until: at(5, 1) });
    expect(rowsOf(may)[3]).toEqual([1, 0, 1, 0, 2, "provisional"]);
    const back = [...events, { customer: "dee", time: at(5, 20) }];
    const june = tallyLifecycle(back, { ...options, until: at(6, 1) });
    expect(rowsOf(june)[3]).toEqual([2, 0, 2, 0, 1, "complete"]);
  });

  test("asks for as many events as stated, but not of who is new", () => {
    const twice = [...events, ...log("ann", ".x...."), ...log("dee", "..x...")];
    expect(rowsOf(tallyLifecycle(twice, { ...monthly, minimumEvents: 2 }))).toEqual([
      [3, 3, 0, 0, 0, "complete"],
      [1, 0, 1, 0, 2, "complete"],
      [1, 1, 0, 0, 1, "complete"],
      [0, 0, 0, 0, 1, "complete"],
      [0, 0, 0, 0, 0, "complete"],
      [0, 0, 0, 0, 0, "partial"],
    ]);
  });

  test("keeps periods in which nobody was active, and counts events from `until` on as later", () => {
    const tally = tallyLifecycle(
      [
        { customer: "eve", time: new Date(at(3, 5)) },
        { customer: "eve", time: at(6, 10) },
      ],
      monthly,
    );
    expect(tally.afterUntil).toBe(1);
    expect(tally.periods.map(({ start, active }) => [start, active])).toEqual([
      ["2026-03-01", 1],
      ["2026-04-01", 0],
      ["2026-05-01", 0],
      ["2026-06-01", 0],
    ]);
    expect(tallyLifecycle([], monthly).periods).toEqual([]);
  });

  test.each(lifecycle.tables)("agrees with pandas: $period, $timeZone, grace $grace", (table) => {
    const { periods, ...options } = untyped(table);
    const tally = tallyLifecycle(reference.events, { ...options, until: reference.until });
    expect(tally.periods.map((row) => lifecycle.columns.map((c) => untyped(row)[c]))).toEqual(
      periods,
    );
  });

  test("agrees with asking of each customer and period, on any log and options", () => {
    fc.assert(
      fc.property(anyLog, anyLifecycle, (events, options) => {
        expect(tallyLifecycle(events, options).periods).toEqual(slowLifecycle(events, options));
      }),
      { numRuns: 200 },
    );
  });

  test("agrees with it where clocks leave out a day, repeat one, or skip midnight", () => {
    fc.assert(
      fc.property(rareLog, fc.nat(2), ({ events, options }, grace) => {
        const { periods } = tallyLifecycle(events, { ...options, grace });
        const slow = slowLifecycle(events, { ...options, grace });
        // Where clocks go back over midnight, a date may have begun before the moment's own.
        expect(periods.slice(0, slow.length)).toEqual(slow);
      }),
    );
  });

  test("balances in every period, and has the new of the cohorts and their active", () => {
    fc.assert(
      fc.property(anyLog, anyLifecycle, (events, options) => {
        const { grace = 0, ...given } = options;
        const { periods } = tallyLifecycle(events, options);
        const { cohorts } = tallyCohorts(events, given);
        const sizes = new Map(cohorts.map(({ start, size }) => [start, size]));
        periods.forEach(({ start, active, retained, reactivated, churned, ...row }, i) => {
          const before = periods[i - 1]?.active ?? 0;
          expect(active).toBe(row.new + retained + reactivated);
          expect(active).toBe(before + row.new + reactivated - churned);
          expect(row.new).toBe(sizes.get(start) ?? 0);
          // Members active in that period, cohort by cohort.
          const members = cohorts.reduce((sum, cohort) => {
            const lag = cohort.active.length - (periods.length - i);
            return sum + (cohort.active[lag] ?? 0);
          }, 0);
          if (grace === 0) expect(active).toBe(members);
          else expect(active).toBeGreaterThanOrEqual(members);
        });
      }),
    );
  });

  test("has complete periods that more observation never changes, and losses it only undoes", () => {
    const later = fc.integer({ min: 0, max: 400 * 86_400_000 });
    fc.assert(
      fc.property(anyLog, anyLifecycle, later, (events, options, wait) => {
        const now = tallyLifecycle(events, options).periods;
        const then = tallyLifecycle(events, { ...options, until: options.until + wait }).periods;
        now.forEach((row, i) => {
          const { churned, active, reactivated, state } = then[i];
          if (row.state === "complete") expect(then[i]).toEqual(row);
          if (row.state !== "provisional") return;
          expect([then[i].new, reactivated]).toEqual([row.new, row.reactivated]);
          expect(churned).toBeLessThanOrEqual(row.churned);
          expect(active).toBeGreaterThanOrEqual(row.active);
          expect(state).not.toBe("partial");
        });
      }),
    );
  });

  test("takes columns, and any order", () => {
    fc.assert(
      fc.property(anyLog, anyLifecycle, (events, options) => {
        const tally = tallyLifecycle(events, options);
        const columns = {
          customer: events.map(({ customer }) => customer),
          time: Float64Array.from(events, ({ time }) => time),
        };
        expect(tallyLifecycle(columns, options)).toStrictEqual(tally);
        expect(tallyLifecycle(new Set([...events].reverse()), options)).toStrictEqual(
          tallyLifecycle([...new Set(events)], options),
        );
      }),
    );
  });

  test("refuses rows as tallyCohorts does, and a grace that is no whole number", () => {
    expectError(
      () => tallyLifecycle([...events, { customer: "eve", time: untyped("2026-01-31") }], monthly),
      "wrong-type",
      `tallyLifecycle: time at index ${events.length} must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-31"`,
      "time",
      events.length,
    );
    expectError(
      () => tallyLifecycle(untyped(null), monthly),
      "wrong-type",
      "tallyLifecycle: events must be rows, or columns of them, got null",
      "events",
    );
    for (const [grace, code, shown] of [
      [-1, "out-of-range", "-1"],
      [0.5, "not-whole", "0.5"],
      ["1", "wrong-type", '"1"'],
    ] as const) {
      for (const [name, call] of [
        ["tallyLifecycle", () => tallyLifecycle([], { ...monthly, grace: untyped(grace) })],
        [
          "lifecycleFromActivity",
          () => lifecycleFromActivity(tallyActivity([], monthly), { grace: untyped(grace) }),
        ],
      ] as const) {
        expectError(
          call,
          code,
          `${name}: grace must be a whole number from 0 to 1000000, got ${shown}`,
          "grace",
        );
      }
    }
  });
});

describe("lifecycleFromActivity", () => {
  test("gives what tallyLifecycle gives of all events, over any cut, brackets or not", () => {
    const parts = fc.array(fc.nat(2), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyLog, anyLifecycle, parts, (events, { grace, ...options }, picks) => {
        const given = { ...options, brackets: [2, 5], horizon: 5 };
        const [a, b, c] = anyCut<Event>()(events, (key) => picks[key % picks.length]).map((part) =>
          tallyActivity(part, given),
        );
        const merged = lifecycleFromActivity(mergeActivity([a, b, c]), { grace });
        expect(merged).toStrictEqual(tallyLifecycle(events, { ...options, grace }));
        if (!grace) expect(lifecycleFromActivity(mergeActivity([a, b, c]))).toStrictEqual(merged);
      }),
    );
  });

  test("refuses anything but activity", () => {
    expectError(
      () => lifecycleFromActivity(untyped(tallyLifecycle(events, monthly))),
      "bad-tally",
      'lifecycleFromActivity: tally.kind must be "activity", got "lifecycle"',
      "tally.kind",
    );
  });
});

mergeLaws<Event, LifecycleTally>({
  name: "tallyLifecycle",
  rows: anyLog,
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyLifecycle(rows, { ...monthly, timeZone: "America/New_York", grace: 1 }),
  merge: mergeLifecycle,
  counted: ({ periods }) => periods.reduce((sum, row) => sum + row.new, 0),
  expected: (rows) => {
    const until = at(6, 10);
    return new Set(rows.filter(({ time }) => time < until).map(({ customer }) => customer)).size;
  },
});

describe("mergeLifecycle", () => {
  const tally = tallyLifecycle(events, monthly);

  test("takes any number of tallies", () => {
    expect(mergeLifecycle([tally])).toEqual(tally);
    const three = mergeLifecycle([tally, tallyLifecycle([], monthly), tally, tally]);
    expect(rowsOf(three)[2]).toEqual([9, 3, 3, 3, 3, "complete"]);
  });

  test("refuses tallies made with other options, naming the tally", () => {
    for (const [change, argument, first, shown] of [
      [{ until: at(6, 11) }, "until", at(6, 10), at(6, 11)],
      [{ timeZone: "Asia/Tokyo" }, "timeZone", '"UTC"', '"Asia/Tokyo"'],
      [{ period: "week" }, "period", '"month"', '"week"'],
      [{ grace: 1 }, "grace", 0, 1],
      [{ minimumEvents: 2 }, "minimumEvents", 1, 2],
    ] as const) {
      expectError(
        () => mergeLifecycle([tally, tally, tallyLifecycle(events, { ...monthly, ...change })]),
        "options-mismatch",
        `mergeLifecycle: parts[2].${argument} must be ${first}, as in parts[0], got ${shown}`,
        `parts[2].${argument}`,
      );
    }
  });

  const [first, second, ...others] = tally.periods;
  const withSecond = (change: object) => ({
    ...tally,
    periods: [first, { ...second, ...change }, ...others],
  });
  const whole = "a whole number, 0 or more";
  test.each<[string, unknown, string, string, number?]>([
    ["nothing", null, 'parts[0].kind must be "lifecycle", got undefined', "parts[0].kind"],
    [
      "an invalid period",
      { ...tally, period: "moon" },
      "parts[0] must be made with options that tallyLifecycle takes, got an object",
      "parts[0]",
    ],
    [
      "no grace",
      { ...tally, grace: null },
      `parts[0].grace must be ${whole}, got null`,
      "parts[0].grace",
    ],
    [
      "later below 0",
      { ...tally, afterUntil: -1 },
      `parts[0].afterUntil must be ${whole}, got -1`,
      "parts[0].afterUntil",
    ],
    [
      "no periods",
      { ...tally, periods: {} },
      "parts[0].periods must be a list of periods, got an object",
      "parts[0].periods",
    ],
    [
      "a period that is nothing",
      { ...tally, periods: [null] },
      `period.active at index 0 must be ${whole}, got undefined`,
      "period.active",
      0,
    ],
    [
      "an invalid count",
      withSecond({ reactivated: 0.5 }),
      `period.reactivated at index 1 must be ${whole}, got 0.5`,
      "period.reactivated",
      1,
    ],
    [
      "an active that is no sum",
      withSecond({ active: 3 }),
      "period.active at index 1 must be new + retained + reactivated, got 3",
      "period.active",
      1,
    ],
    [
      "losses that do not balance",
      withSecond({ churned: 2 }),
      "period.churned at index 1 must be the active of the period before, less the retained, got 2",
      "period.churned",
      1,
    ],
    [
      "a period left out",
      { ...tally, periods: [{ ...first, churned: 0 }] },
      'period.start at index 0 must be "2026-06-01", so that none is left out, got "2026-01-01"',
      "period.start",
      0,
    ],
    [
      "a state of its own",
      withSecond({ state: "partial" }),
      'period.state at index 1 must be "complete", got "partial"',
      "period.state",
      1,
    ],
  ])("refuses a tally with %s", (_, bad, message, argument, index) => {
    const call = () => mergeLifecycle([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeLifecycle: ${message}`, argument, index);
  });
});
