import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  type CustomerEvent,
  mergeCohorts,
  tallyCohorts,
  valueRetention,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLog } from "../support/logs.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";

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
    expect(more).toEqual([]);
    expect(valueRetention(tallyCohorts([], options))).toEqual([]);
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
    expect(sum([1e16, 1, -1e16])).toBe(1);
    expect(sum([1, 1e16, -1e16])).toBe(1);
  });

  test("refuses events of which some have no value, and a tally of none that has", () => {
    expectError(
      () => tallyCohorts([orders[0], { customer: "ann", time: at(1, 5) }], options),
      "wrong-type",
      "tallyCohorts: value at index 1 must be a number from -1.7976931348623157e+308 to 1.7976931348623157e+308, got undefined",
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
      "tallyCohorts: value at index 0 must be a number from -1.7976931348623157e+308 to 1.7976931348623157e+308, got undefined",
      "value",
      0,
    );
    const plain = tallyCohorts([{ customer: "ann", time: at(1, 5) }], options);
    expectError(
      () => valueRetention(plain),
      "needs-events",
      "valueRetention: value must be a number of each event that was tallied, got undefined",
      "value",
    );
    const bad = [{ ...plain.cohorts[0], value: [1, 2] }];
    expectError(
      () => valueRetention({ ...plain, cohorts: bad }),
      "bad-tally",
      "valueRetention: cohort.value at index 0 must be a list with a number for each lag, got an object",
      "cohort.value",
      0,
    );
    const { value, ...without } = tallyCohorts(orders, options).cohorts[0];
    const merged = mergeCohorts(tallyCohorts(orders, options), { ...plain, cohorts: [without] });
    expect(value).toBeDefined();
    expect(merged.cohorts[0].value).toBeUndefined();
  });
});

mergeLaws<CustomerEvent, CohortTally>({
  name: "tallyCohorts with whole values",
  rows: anyLog.chain((log) =>
    fc.tuple(...log.map((event) => fc.integer().map((value) => ({ ...event, value })))),
  ),
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyCohorts(rows, options),
  merge: (a, b) => mergeCohorts(a, b),
  counted: ({ cohorts }) => cohorts.flatMap(({ value }) => value ?? []).reduce((a, b) => a + b, 0),
  expected: (rows) =>
    rows
      .filter(({ time }) => Number(time) < options.until)
      .reduce((sum, { value }) => sum + (value ?? 0), 0),
});
