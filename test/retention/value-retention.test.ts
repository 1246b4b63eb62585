import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  type CustomerEvent,
  mergeCohorts,
  retentionTable,
  tallyCohorts,
  tallyCohortsAsync,
  valueRetention,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import { expectClose } from "../support/revenue.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const options = { period: "month", timeZone: "UTC", until: at(3, 10) } as const;
const orders = [
  { customer: "ann", time: at(1, 5), value: 30 },
  { customer: "ann", time: at(1, 9), value: -10 },
  { customer: "bob", time: at(1, 9), value: 60 },
  { customer: "ann", time: at(2, 5), value: 20 },
  { customer: "ann", time: at(2, 6), value: 20 },
  { customer: "bob", time: at(3, 1), value: -60 },
  { customer: "cas", time: at(2, 3), value: 0 },
  { customer: "bob", time: at(3, 10), value: 999 }, // later
];

describe("valueRetention", () => {
  test("of merged parts adds up what their customers spent, lag by lag", () => {
    const ofOne = (one: string) => orders.filter(({ customer }) => customer === one);
    const parts = ["ann", "bob", "cas"].map((one) => tallyCohorts(ofOne(one), options));
    expect(mergeCohorts(parts)).toEqual(tallyCohorts(orders, options));
  });

  test("gives sums for each cohort, active customer and member, and so far; refunds count", () => {
    const [january, february, ...more] = valueRetention(tallyCohorts(orders, options));
    expect(january).toEqual({
      cohort: "2026-01-01",
      size: 2,
      cells: [
        {
          lag: 0,
          through: 0,
          value: 80,
          perActive: 40,
          perMember: 40,
          cumulativePerMember: 40,
          rate: 1,
          state: "complete",
        },
        {
          lag: 1,
          through: 1,
          value: 40,
          perActive: 40,
          perMember: 20,
          cumulativePerMember: 60,
          rate: 0.5,
          state: "complete",
        },
        {
          lag: 2,
          through: 2,
          value: -60,
          perActive: -60,
          perMember: -30,
          cumulativePerMember: 30,
          rate: -0.75,
          state: "partial",
        },
      ],
    });
    // Over 0 there is no rate, nobody was active in March, and April is in the future.
    const bare = { perActive: null, perMember: 0, cumulativePerMember: 0, rate: null };
    expect(february.cells).toMatchObject([
      { value: 0, perActive: 0, perMember: 0, rate: null },
      { value: 0, ...bare, state: "partial" },
      { value: 0, ...bare, perMember: null, cumulativePerMember: null, state: "future" },
    ]);
    expect(more).toMatchObject([{ cohort: "2026-03-01", size: 0 }]);
    expect(valueRetention(tallyCohorts([], options))).toEqual([]);
  });

  test("has the rows of retentionTable, so that months in which nobody entered keep theirs", () => {
    const gap = orders.filter(({ customer }) => customer !== "cas");
    const tally = tallyCohorts([...gap, { customer: "dee", time: at(3, 2), value: 5 }], options);
    const rows = valueRetention(tally);
    expect(rows.map(({ cohort, size, cells }) => [cohort, size, cells[0].value])).toEqual([
      ["2026-01-01", 2, 80],
      ["2026-02-01", 0, 0],
      ["2026-03-01", 1, 5],
    ]);
    const nobody = { perActive: null, perMember: null, cumulativePerMember: null, rate: null };
    expect(rows[1].cells[1]).toEqual({
      lag: 1,
      through: 1,
      value: 0,
      ...nobody,
      state: "partial",
    });
    expect(valueRetention(tally, { from: "2026-02-14" })).toEqual(
      rows.slice(1).map((row) => ({ ...row, cells: row.cells.slice(0, 2) })),
    );
    const anyTable = fc.tuple(anyLog, anyDepth, fc.constantFrom("2025-03-01", "2026-08-15"));
    fc.assert(
      fc.property(anyTable, ([log, given, from]) => {
        const valued = tallyCohorts(
          log.map((event) => ({ ...event, value: 3 })),
          given,
        );
        for (const trim of [{}, { from }]) {
          const frame = retentionTable(valued, trim).map(({ cohort, size, cells }) => ({
            cohort,
            size,
            cells: cells.map(({ lag, through, state }) => ({ lag, through, state })),
          }));
          const table = valueRetention(valued, trim);
          expect(table).toMatchObject(frame);
          expect(table).toHaveLength(frame.length);
        }
      }),
    );
  });

  test("of windows that no member has begun gives no money for each of them", () => {
    // One who entered as the month began would be in window 2 by 10 March; Ann, of the 30th, is in 1.
    const late = [{ customer: "ann", time: at(1, 30), value: 7 }];
    const [{ cells }] = valueRetention(tallyCohorts(late, { ...options, lagDays: 30 }));
    expect(cells).toHaveLength(3);
    expect(cells[1]).toMatchObject({ perActive: null, perMember: 0, rate: 0, state: "partial" });
    expect(cells[2]).toMatchObject({
      value: 0,
      perActive: null,
      perMember: null,
      cumulativePerMember: null,
      rate: null,
      state: "partial",
    });
  });

  test("takes columns as it takes rows", () => {
    const columns = {
      customer: orders.map(({ customer }) => customer),
      time: Float64Array.from(orders, ({ time }) => time),
      value: Float64Array.from(orders, ({ value }) => value),
    };
    expect(tallyCohorts(columns, options)).toEqual(tallyCohorts(orders, options));
  });

  test("adds fractions without losing any, and large values without losing small ones", () => {
    const sum = (values: readonly number[]) =>
      tallyCohorts(
        values.map((value) => ({ customer: 1, time: at(1, 5), value })),
        options,
      ).cohorts[0].value?.[0];
    expect(sum([0.1, 0.2, 0.3])).toBe(0.6); // and not 0.6000000000000001
    expect(sum([1e15, 0.01, -1e15])).toBe(0.01);
    expect(sum([0.01, 1e15, -1e15])).toBe(0.01);
  });

  test("gives no rate over so little that no number is large enough", () => {
    const events = [
      { customer: "ann", time: at(1, 5), value: Number.MIN_VALUE },
      { customer: "ann", time: at(2, 5), value: 1 },
    ];
    const [{ cells }] = valueRetention(tallyCohorts(events, options));
    expect(cells.map(({ rate }) => rate)).toEqual([1, null, 0]);
  });

  test("refuses events of which some have no value, and a tally of none that has", () => {
    expectError(
      () => tallyCohorts([orders[0], { customer: "ann", time: at(1, 5) }], options),
      "wrong-type",
      "tallyCohorts: value at index 1 must be a number, got undefined",
      "value",
      1,
    );
    expectError(
      () =>
        tallyCohorts(
          untyped([
            { customer: 1, time: 0 },
            { ...orders[0], value: "9" },
          ]),
          options,
        ),
      "wrong-type",
      "tallyCohorts: value at index 0 must be a number, got undefined",
      "value",
      0,
    );
    const plain = tallyCohorts([{ customer: "ann", time: at(1, 5) }], options);
    expectError(
      () => valueRetention(plain),
      "needs-events",
      "valueRetention: value must be given with every event when tallying, got undefined",
      "value",
    );
    const bad = [{ ...plain.cohorts[0], value: [1, 2] }];
    expectError(
      () => valueRetention({ ...plain, cohorts: bad }),
      "bad-tally",
      "valueRetention: cohort.value at index 0 must be a list with a number for each lag, got an array",
      "cohort.value",
      0,
    );
    for (const value of [[1, 2, "3"], [1e31, 0, 0], null]) {
      expectError(
        () =>
          valueRetention({ ...plain, cohorts: [{ ...plain.cohorts[0], value: untyped(value) }] }),
        "bad-tally",
        `valueRetention: cohort.value at index 0 must be a list with a number for each lag, got ${value === null ? "null" : "an array"}`,
        "cohort.value",
        0,
      );
    }
  });
});

describe("mergeCohorts of values", () => {
  const valued = tallyCohorts(orders, options);
  const plain = tallyCohorts([{ customer: "eve", time: at(1, 5) }], options);

  test("refuses to lose them, and takes a part in which nobody entered", () => {
    expectError(
      () => mergeCohorts([valued, valued, plain]),
      "options-mismatch",
      "mergeCohorts: parts[2].cohorts.value must be there, as in the parts before, got undefined",
      "parts[2].cohorts.value",
    );
    expectError(
      () => mergeCohorts([tallyCohorts([], options), plain, valued]),
      "options-mismatch",
      "mergeCohorts: parts[2].cohorts.value must be left out, as in the parts before, got an array",
      "parts[2].cohorts.value",
    );
    const nobody = tallyCohorts([], options);
    expect(mergeCohorts([nobody, valued, nobody])).toEqual(valued);
    expect(mergeCohorts([nobody, plain])).toEqual(plain);
  });

  test("refuses a tally of which some cohorts have values", () => {
    const [first, { value, ...second }] = valued.cohorts;
    expect(value).toBeDefined();
    expectError(
      () => mergeCohorts([{ ...valued, cohorts: [first, second] }]),
      "bad-tally",
      "mergeCohorts: cohort.value at index 1 must be in each cohort, or in none, got undefined",
      "cohort.value",
      1,
    );
  });

  const cents = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100);
  const anyParts = fc
    .array(cents, { minLength: 2, maxLength: 12 })
    .chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.shuffledSubarray([...values.keys()], { minLength: values.length }),
      ),
    );

  test("adds fractions alike in any order of the parts, and close to any grouping of them", () => {
    fc.assert(
      fc.property(anyParts, ([values, order]) => {
        const parts = values.map((value, customer) =>
          tallyCohorts([{ customer, time: at(1, 5), value }], options),
        );
        const sumOf = ({ cohorts }: CohortTally) => cohorts[0].value?.[0] ?? Number.NaN;
        const [first, ...others] = parts;
        const [start, ...rest] = order.map((part) => parts[part]);
        const together = mergeCohorts([first, ...others]);
        expect(mergeCohorts([start, ...rest])).toStrictEqual(together);
        const size = values.reduce((sum, value) => sum + Math.abs(value), 0);
        const grouped = sumOf(others.reduce((a, b) => mergeCohorts([a, b]), first));
        expectClose(grouped, sumOf(together), size);
        const rows = values.map((value, customer) => ({ customer, time: at(1, 5), value }));
        expectClose(sumOf(tallyCohorts(rows, options)), sumOf(together), size);
      }),
    );
  });
});

describe("tallyCohorts with values", () => {
  const fromStart = [
    { customer: "ann", time: at(1, 5), value: 3 },
    { customer: "ann", time: at(2, 5), value: 4 },
    { customer: "bob", time: at(2, 7), value: -5 },
    { customer: "bob", time: at(3, 10), value: 999 }, // later
  ];

  test("adds each to the cohort and the lag of its event, for periods of every length", () => {
    for (const period of ["day", "month"] as const) {
      const { cohorts } = tallyCohorts(fromStart, { ...options, period });
      const sums = cohorts.map(({ value }) => value?.filter((sum) => sum !== 0));
      expect(sums).toEqual([[3, 4], [-5]]);
    }
    const { cohorts } = tallyCohorts(fromStart, { ...options, period: "day", brackets: [7, 30] });
    expect(cohorts.map(({ value }) => value)).toEqual([
      [3, 0, 0], // its second purchase is 31 days on
      [-5, 0, 0],
    ]);
  });

  test("adds those of many days, of customers of any age, in or out of the brackets", () => {
    // From day to day for sixty days: ann buys for 1 on each, bob from the fortieth on for 1,000.
    const days = Array.from({ length: 60 }, (_, day) => at(1, 1) + day * 86_400_000);
    const many = [
      ...days.map((time) => ({ customer: "ann", time, value: 1 })),
      ...days.slice(40).map((time) => ({ customer: "bob", time, value: 1_000 })),
      { customer: "ann", time: at(3, 10), value: 999 }, // later
    ];
    const { cohorts } = tallyCohorts(many, { ...options, period: "day", brackets: [7, 30] });
    expect(cohorts.map(({ value }) => value)).toEqual([
      [1, 7, 23],
      [1_000, 7_000, 12_000],
    ]);
    const fractions = many.map((one, i) => ({ ...one, value: i === 1 ? 1e15 : one.value }));
    const [ann] = tallyCohorts(fractions, { ...options, period: "year" }).cohorts;
    expect(ann.value).toEqual([1e15 + 59 + 20_000]);
  });

  test("gives what events one at a time give", async () => {
    const valued = anyLog.chain((log) =>
      fc.tuple(
        ...log.map((event) =>
          fc.integer({ min: -1e5, max: 1e5 }).map((value) => ({ ...event, value })),
        ),
      ),
    );
    const settings = fc.record({
      period: fc.constantFrom("day" as const, "week" as const, "month" as const),
      brackets: fc.constantFrom(undefined, [1, 5]),
    });
    await fc.assert(
      fc.asyncProperty(valued, settings, async (log, chosen) => {
        const all = { ...options, ...chosen };
        expect(await tallyCohortsAsync(log, all)).toStrictEqual(tallyCohorts(log, all));
      }),
    );
  });
});

mergeLaws<CustomerEvent, CohortTally>({
  name: "tallyCohorts with whole values",
  rows: anyLog.chain((log) =>
    fc.tuple(
      ...log.map((event) =>
        fc.integer({ min: -1e5, max: 1e5 }).map((value) => ({ ...event, value })),
      ),
    ),
  ),
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyCohorts(rows, options),
  merge: mergeCohorts,
  counted: ({ cohorts }) => cohorts.flatMap(({ value }) => value ?? []).reduce((a, b) => a + b, 0),
  expected: (rows) =>
    rows
      .filter(({ time }) => Number(time) < options.until)
      .reduce((sum, { value }) => sum + (value ?? 0), 0),
});
