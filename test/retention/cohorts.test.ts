import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  type CohortOptions,
  type CohortTally,
  calendar,
  mergeActivity,
  mergeCohorts,
  retentionTable,
  tallyActivity,
  tallyCohorts,
} from "../../src/index.js";
import reference from "../reference/cohorts.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog, anyOptions, rareLog } from "../support/logs.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import { type Event, slowRetention } from "../support/oracle.js";

const until = Date.UTC(2026, 2, 15);
const monthly: CohortOptions = { period: "month", timeZone: "UTC", until };
const shortOf = ({ cohorts }: CohortTally) =>
  cohorts.map(({ start, size, active }) => ({ start, size, active }));
const slow = (events: readonly Event[], options: CohortOptions) =>
  slowRetention(events, options).map(({ cohort, size, cells }) => ({
    start: cohort,
    size,
    active: cells.map(({ returned }) => returned),
  }));
/** So many rows that they are no longer sorted, but marked in a table of bits. */
const often = (events: readonly Event[]) => Array.from({ length: 20 }, () => events).flat();
const alone = {
  minimumEvents: 1,
  brackets: null,
  horizon: null,
  lagDays: null,
  entry: "event",
};

describe("tallyCohorts", () => {
  test.each(reference.tables)("agrees with pandas: $period, $timeZone, $weekStart", (table) => {
    const { cohorts, ...options } = untyped(table);
    const tally = tallyCohorts(reference.events, { ...options, until: reference.until });
    expect(tally.afterUntil).toBe(reference.afterUntil);
    const expected = cohorts.filter(({ size }: { size: number }) => size > 0);
    expect(expected.length).toBeGreaterThan(0);
    expect(tally.cohorts.map(({ start, size }) => ({ start, size }))).toEqual(
      expected.map(({ start, size }: { start: string; size: number }) => ({ start, size })),
    );
    tally.cohorts.forEach(({ active }, i) => {
      const pairs = active.flatMap((count, lag) => (count > 0 ? [[lag, count]] : []));
      expect(pairs).toEqual(expected[i].active);
    });
    for (const criterion of ["onOrAfter", "onOrBefore", "every"] as const) {
      const rows = retentionTable(tally, { criterion }).filter(({ size }) => size > 0);
      rows.forEach(({ cells }, i) => {
        const begun = cells.filter(({ state }) => state !== "future");
        expect(begun.map(({ count }) => count)).toEqual(expected[i][criterion]);
      });
    }
  });

  test("takes 31 January to 1 March for lag 2, and the running month with the rest", () => {
    const events = [
      { customer: "ann", time: Date.UTC(2026, 0, 31) },
      { customer: "ann", time: Date.UTC(2026, 2, 1) },
      { customer: "bob", time: new Date(Date.UTC(2026, 0, 5)) },
    ];
    expect(tallyCohorts(events, monthly)).toEqual({
      kind: "cohorts",
      period: "month",
      timeZone: "UTC",
      weekStart: "monday",
      until,
      ...alone,
      afterUntil: 0,
      cohorts: [
        {
          start: "2026-01-01",
          size: 2,
          eligible: [2, 2, 2],
          active: [2, 0, 1],
          firstReturn: [0, 0, 1],
          lastComplete: [2, 0, 0], // March is not over
          streak: [2, 0, 0],
        },
      ],
    });
  });

  test("keeps customers apart that only look alike", () => {
    const ids = ["__proto__", "constructor", 1, "1", 4_294_967_295, "", 0.5];
    const events = ids.map((customer) => ({ customer, time: Date.UTC(2026, 0, 5) }));
    expect(tallyCohorts([...events, ...events], monthly).cohorts[0].size).toBe(ids.length);
    const columns = { customer: Uint32Array.of(4_294_967_295, 0), time: [0, 0] };
    expect(tallyCohorts(columns, monthly).cohorts[0].size).toBe(2);
  });

  test("takes many names and scattered numbers as it takes small numbers, and a Date as a number", () => {
    const customer = Array.from({ length: 3_000 }, (_, i) => (i * 7_919) % 701);
    const time = customer.map((_, i) => Date.UTC(2026, (i * 31) % 11, 1 + (i % 28)));
    const { cohorts } = tallyCohorts({ customer, time }, monthly);
    const rows = customer.map((id, i) => ({ customer: `user-${id}`, time: time[i] }));
    expect(tallyCohorts(rows, monthly).cohorts).toEqual(cohorts);
    const dates = rows.map((row) => ({ ...row, time: new Date(row.time) }));
    expect(tallyCohorts(dates, monthly).cohorts).toEqual(cohorts);
    const scattered = rows.map((row, i) => ({ ...row, customer: customer[i] * 1e9 + 0.5 }));
    expect(tallyCohorts(scattered, monthly).cohorts).toEqual(cohorts);
  });

  test("counts events from `until` on as later, and nothing else", () => {
    const events = [
      { customer: 1, time: until - 1 },
      { customer: 1, time: until },
      { customer: 2, time: until + 1 },
    ];
    const { afterUntil, cohorts } = tallyCohorts(events, monthly);
    expect(afterUntil).toBe(2);
    expect(cohorts).toMatchObject([{ start: "2026-03-01", size: 1, eligible: [1], active: [1] }]);
  });

  test("of no events is the tally of nothing", () => {
    expect(tallyCohorts([], monthly)).toMatchObject({ afterUntil: 0, cohorts: [] });
  });

  test("leaves out a period that begins at `until`", () => {
    const atEnd = { ...monthly, until: Date.UTC(2026, 2, 1) };
    const [cohort] = tallyCohorts([{ customer: 1, time: Date.UTC(2026, 0, 5) }], atEnd).cohorts;
    expect(cohort.active).toEqual([1, 0]);
  });

  test("refuses a time that is a string, with advice", () => {
    expectError(
      () => tallyCohorts([{ customer: 1, time: untyped("2026-01-31") }], monthly),
      "wrong-type",
      'tallyCohorts: time at index 0 must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-31"',
      "time",
      0,
    );
    expectError(
      () => tallyCohorts([], untyped({ ...monthly, until: "2026-03-15" })),
      "wrong-type",
      'tallyCohorts: until must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-03-15"',
      "until",
    );
  });

  test.each([
    [null, "null"],
    [undefined, "undefined"],
    [Number.NaN, "NaN"],
    [7n, "7n"],
    [{ id: 7 }, "an object"],
  ])("refuses the customer %s", (customer, shown) => {
    expectError(
      () => tallyCohorts([{ customer: untyped(customer), time: 0 }], monthly),
      "wrong-type",
      `tallyCohorts: customer at index 0 must be a string or a finite number, got ${shown}`,
      "customer",
      0,
    );
  });

  test("agrees with a set of periods for each customer, on any log, zone and period", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, (events, options) => {
        const tally = tallyCohorts(events, options);
        expect(shortOf(tally)).toEqual(slow(events, options));
        expect(tally.afterUntil).toBe(events.filter(({ time }) => time >= options.until).length);
        expect(tallyCohorts(often(events), options).cohorts).toEqual(tally.cohorts);
      }),
      { numRuns: 200 },
    );
  });

  test("takes many events over centuries, and few customers of many periods or many of few", () => {
    const from = Date.UTC(1700, 0, 1);
    const days = { period: "day", timeZone: "UTC", until: Date.UTC(1717, 0, 1) } as const;
    const times = Float64Array.from({ length: 6_000 }, (_, i) => from + i * 86_400_000);
    const one = { customer: new Uint32Array(times.length), time: times };
    expect(tallyCohorts(one, days).cohorts[0].streak?.indexOf(1)).toBe(5_999);
    // One period and many, of so many customers that there is no room for a bit each; and a gap
    // between any two of their numbers.
    const many = Uint32Array.from({ length: 40_000 }, (_, i) => 2 * (i % 39_999));
    const moments = Float64Array.from(many, (_, i) => (i < 39_999 ? from : from + 86_400_000));
    const close = tallyCohorts({ customer: many, time: moments }, days).cohorts[0];
    moments[39_999] = from + 4_000 * 86_400_000;
    const far = tallyCohorts({ customer: many, time: moments }, days).cohorts[0];
    for (const [{ size, firstReturn }, lag] of [
      [close, 1],
      [far, 4_000],
    ] as const) {
      expect(size).toBe(39_999);
      expect(firstReturn?.indexOf(1)).toBe(lag);
    }
  });

  test("has a lag for a date that has begun, though the clocks go back to the one before", () => {
    // In St. John's at 00:01 on 31 October 1993 it was 23:01 on the 30th again.
    const options = { period: "day", timeZone: "America/St_Johns" } as const;
    const events = [
      { customer: 1, time: Date.UTC(1993, 9, 30, 12) },
      { customer: 1, time: Date.UTC(1993, 9, 31, 2, 30, 30) },
    ];
    const until = Date.UTC(1993, 9, 31, 2, 40);
    for (const log of [events, often(events)]) {
      expect(tallyCohorts(log, { ...options, until }).cohorts).toMatchObject([
        { start: "1993-10-30", size: 1, active: [1, 1] },
      ]);
    }
  });

  test("enters a customer by the earliest date, also where a zone has one twice", () => {
    // Alaska went from 19 October 1867 back to the 18th as it changed hands.
    const events = [-3_225_223_727_001, -3_225_193_339_001].map((time) => ({ customer: 5, time }));
    const options = { period: "day", timeZone: "America/Juneau" } as const;
    const until = -3_225_100_000_000;
    const dates = events.map(({ time }) => {
      const { startDateOf, periodOf } = calendar(options);
      return startDateOf(periodOf(time));
    });
    expect(dates).toEqual(["1867-10-19", "1867-10-18"]);
    const [cohort, ...others] = tallyCohorts(events, { ...options, until }).cohorts;
    expect(others).toEqual([]);
    expect(cohort).toMatchObject({ start: "1867-10-18", size: 1 });
    expect(cohort.active.slice(0, 2)).toEqual([1, 1]);
    // Windows run from the first moment, and lie in the cohort of it.
    const windows = tallyCohorts(events, { ...options, until, lagDays: 1 }).cohorts;
    expect(windows).toMatchObject([{ start: "1867-10-19", size: 1, active: [1, 0, 0] }]);
  });

  test("agrees with it where clocks leave out a day, repeat one, or skip midnight", () => {
    fc.assert(
      fc.property(rareLog, ({ events, options }) => {
        const expected = slow(events, options);
        expect(shortOf(tallyCohorts(events, options))).toEqual(expected);
        expect(shortOf(tallyCohorts(often(events), options))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test("gives the same tally for rows, columns, any order and the same event twice", () => {
    const shuffled = anyLog.chain((log) =>
      fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyDepth, ([events, other], options) => {
        const tally = tallyCohorts(events, options);
        expect(tallyCohorts(other, options)).toStrictEqual(tally);
        expect(tallyCohorts(new Set(events).values(), options).cohorts).toStrictEqual(
          tally.cohorts,
        );
        const columns = {
          customer: events.map(({ customer }) => customer),
          time: Float64Array.from(events, ({ time }) => time),
        };
        expect(tallyCohorts(columns, options)).toStrictEqual(tally);
        const { cohorts } = tallyCohorts([...events, ...events], options);
        if (options.minimumEvents === undefined) expect(cohorts).toStrictEqual(tally.cohorts);
      }),
    );
  });

  test("does not change but for `afterUntil` when events after `until` are added", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, fc.nat(1e9), (events, options, after) => {
        const tally = tallyCohorts(events, options);
        const more = tallyCohorts(
          [...events, { customer: "late", time: options.until + after }],
          options,
        );
        expect(more).toStrictEqual({ ...tally, afterUntil: tally.afterUntil + 1 });
      }),
    );
  });
});

mergeLaws<Event, CohortTally>({
  name: "tallyCohorts",
  rows: anyLog,
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyCohorts(rows, { ...monthly, timeZone: "America/New_York" }),
  merge: mergeCohorts,
  counted: ({ cohorts }) => cohorts.reduce((sum, { size }) => sum + size, 0),
  expected: (rows) =>
    new Set(rows.filter(({ time }) => time < until).map(({ customer }) => customer)).size,
});

describe("mergeCohorts", () => {
  const january = { customer: 1, time: Date.UTC(2026, 0, 5) };
  const tally = tallyCohorts([january], monthly);

  test("sorts cohorts by their start, whatever the order of the parts", () => {
    const february = tallyCohorts([{ customer: 2, time: Date.UTC(2026, 1, 5) }], monthly);
    const starts = ["2026-01-01", "2026-02-01"];
    expect(mergeCohorts([february, tally]).cohorts.map(({ start }) => start)).toEqual(starts);
    expect(mergeCohorts([tally, february]).cohorts.map(({ start }) => start)).toEqual(starts);
  });

  test("counts values of rows from any iterable as of an array", () => {
    const rows = [
      { ...january, value: 10 },
      { customer: 1, time: Date.UTC(2026, 1, 5), value: 5 },
    ];
    const { cohorts } = tallyCohorts(new Set(rows), monthly);
    expect(cohorts[0].value?.slice(0, 2)).toEqual([10, 5]);
    expect(cohorts).toEqual(tallyCohorts(rows, monthly).cohorts);
  });

  test("takes any number of tallies", () => {
    expect(mergeCohorts([tally])).toEqual(tally);
    expect(mergeCohorts([tally, tally, tally]).cohorts).toEqual([
      {
        start: "2026-01-01",
        size: 3,
        eligible: [3, 3, 3],
        active: [3, 0, 0],
        firstReturn: [0, 0, 0],
        lastComplete: [3, 0, 0],
        streak: [3, 0, 0],
      },
    ]);
  });

  test("asks for the clocks of a zone once, however many tallies there are", () => {
    const options = { ...monthly, timeZone: "America/New_York" };
    const parts = Array.from({ length: 9 }, () => tallyCohorts([january], options));
    const activity = parts.map(() => tallyActivity([january], options));
    const asked = vi.spyOn(untyped(Intl.DateTimeFormat.prototype), "format", "get");
    const times = [
      () => mergeCohorts([parts[0]]),
      () => mergeCohorts([parts[0], ...parts]),
      () => mergeActivity([activity[0]]),
      () => mergeActivity([activity[0], ...activity]),
    ].map((merge) => {
      asked.mockClear();
      merge();
      return asked.mock.calls.length;
    });
    asked.mockRestore();
    expect(times[0]).toBeGreaterThan(0);
    expect(times[1]).toBe(times[0]);
    expect(times[3]).toBe(times[2]);
  });

  test("refuses tallies made with other options, naming the tally", () => {
    const other = [
      [{ ...monthly, until: until + 1 }, "until", `${until}, as in parts[0]`, `${until + 1}`],
      [{ ...monthly, timeZone: "Asia/Tokyo" }, "timeZone", '"UTC", as in parts[0]', '"Asia/Tokyo"'],
      [{ ...monthly, period: "week" }, "period", '"month", as in parts[0]', '"week"'],
    ] as const;
    for (const [options, argument, mustBe, shown] of other) {
      expectError(
        () => mergeCohorts([tally, tally, tallyCohorts([january], options)]),
        "options-mismatch",
        `mergeCohorts: parts[2].${argument} must be ${mustBe}, got ${shown}`,
        `parts[2].${argument}`,
      );
    }
  });

  test("refuses weeks from two days; where no week starts, the day does not matter", () => {
    const weekly = { ...monthly, period: "week" } as const;
    expectError(
      () =>
        mergeCohorts([
          tallyCohorts([january], weekly),
          tallyCohorts([january], { ...weekly, weekStart: "sunday" }),
        ]),
      "options-mismatch",
      'mergeCohorts: parts[1].weekStart must be "monday", as in parts[0], got "sunday"',
      "parts[1].weekStart",
    );
    const sunday = tallyCohorts([january], { ...monthly, weekStart: "sunday" });
    expect(sunday).toEqual(tally);
  });
});
