import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CustomerEvent,
  type InactivityTally,
  mergeInactivity,
  tallyInactivity,
} from "../../src/index.js";
import reference from "../reference/inactivity.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";

const day = (number: number) => Date.UTC(2026, 0, number);
const options = { days: 30, until: day(60) };
const none = {
  churned: 0,
  undecided: 0,
  opening: 0,
  churnedOfOpening: 0,
  reactivated: 0,
  afterUntil: 0,
};

const countsOf = (times: readonly number[], limit = options) => {
  const activity = times.map((time) => ({ customer: 1, time }));
  const { kind, days, until, ...counts } = tallyInactivity(activity, limit);
  return counts;
};

const anyActivity: fc.Arbitrary<CustomerEvent[]> = fc.array(
  fc.record({
    customer: fc.oneof(fc.nat(6), fc.constantFrom("1", "__proto__")),
    time: fc.oneof(
      fc.integer({ min: -60, max: 70 }).map(day),
      fc.integer({ min: day(-60), max: day(70) }),
    ),
  }),
  { maxLength: 40 },
);

describe("tallyInactivity", () => {
  test.each(reference.tallies)("agrees with SQL: $days days until $until", (expected) => {
    const [customer, time] = [0, 1].map((i) => reference.activity.map((row) => row[i]));
    const { days, until } = expected;
    expect(tallyInactivity({ customer, time }, { days, until })).toEqual({
      kind: "inactivity",
      ...expected,
    });
  });

  test("takes a silence of the limit to the millisecond for a lapse, and one below it for none", () => {
    const limit = { days: 30, until: day(61) };
    expect(countsOf([day(1), day(31)], limit)).toMatchObject({ reactivated: 1 });
    expect(countsOf([day(1), day(31) - 1], limit)).toMatchObject({ reactivated: 0 });
    expect(countsOf([day(31)], limit)).toMatchObject({ churned: 1, undecided: 0 });
    expect(countsOf([day(31) + 1], limit)).toMatchObject({ churned: 0, undecided: 1 });
    expect(countsOf([day(31)], limit)).toMatchObject({ opening: 1, churnedOfOpening: 1 });
    expect(countsOf([day(31) + 1], limit)).toMatchObject({ opening: 0 });
    expect(countsOf([day(1)], limit)).toMatchObject({ opening: 0 }); // lapsed by then
    expect(countsOf([day(1) + 1], limit)).toMatchObject({ opening: 1, churnedOfOpening: 1 });
  });

  test("counts each way of being silent", () => {
    // The limit of 30 days before day 60 is day 30.
    expect(countsOf([day(20)])).toEqual({ ...none, churned: 1, opening: 1, churnedOfOpening: 1 });
    expect(countsOf([day(40)])).toEqual({ ...none, undecided: 1 });
    expect(countsOf([day(20), day(40)])).toEqual({ ...none, undecided: 1, opening: 1 });
    expect(countsOf([day(-20)])).toEqual({ ...none, churned: 1 });
    expect(countsOf([day(-20), day(40)])).toEqual({ ...none, undecided: 1, reactivated: 1 });
    expect(countsOf([day(-60), day(-20), day(29)])).toEqual({
      ...none,
      churned: 1,
      opening: 1,
      churnedOfOpening: 1,
      reactivated: 2,
    });
  });

  test("leaves activity from the end of observation on out, and counts it", () => {
    expect(countsOf([day(20), day(60), day(99)])).toEqual({
      ...none,
      churned: 1,
      opening: 1,
      churnedOfOpening: 1,
      afterUntil: 2,
    });
    expect(countsOf([day(60)])).toEqual({ ...none, afterUntil: 1 });
  });

  test("takes dates, fractions of days and repeated moments, and nothing for nothing", () => {
    const activity = {
      customer: ["parts[0]", "parts[0]"],
      time: [new Date(day(1)), new Date(day(1))],
    };
    expect(tallyInactivity(activity, { days: 0.5, until: new Date(day(2)) })).toEqual({
      ...none,
      kind: "inactivity",
      days: 0.5,
      until: day(2),
      churned: 1,
    });
    expect(countsOf([])).toEqual(none);
  });

  test("refuses invalid limits and dirty rows", () => {
    for (const days of [0, -1, Number.NaN, Infinity]) {
      expectError(
        () => tallyInactivity([], { days, until: 0 }),
        "out-of-range",
        `tallyInactivity: days must be a number of days above 0, got ${days}`,
        "days",
      );
    }
    expectError(
      () => tallyInactivity([], { days: untyped("30"), until: 0 }),
      "wrong-type",
      'tallyInactivity: days must be a number of days above 0, got "30"',
      "days",
    );
    expectError(
      () => tallyInactivity([], untyped(undefined)),
      "wrong-type",
      "tallyInactivity: options must be like { days, until }, got undefined",
      "options",
    );
    expectError(
      () => tallyInactivity([{ customer: 1, time: untyped("2026-01-01") }], options),
      "wrong-type",
      'tallyInactivity: time at index 0 must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-01"',
      "time",
      0,
    );
    expectError(
      () => tallyInactivity([{ customer: untyped({}), time: 0 }], options),
      "wrong-type",
      "tallyInactivity: customer at index 0 must be a string or a finite number, got an object",
      "customer",
      0,
    );
  });

  test("does not care about the order of the activity", () => {
    fc.assert(
      fc.property(anyActivity, (activity) => {
        const turned = [...activity].reverse();
        expect(tallyInactivity(turned, options)).toEqual(tallyInactivity(activity, options));
      }),
    );
  });

  test("never turns somebody who churned into somebody undecided as time goes by without activity", () => {
    fc.assert(
      fc.property(anyActivity, fc.integer({ min: 1, max: 40 }), (activity, days) => {
        const past = activity.filter(({ time }) => Number(time) < options.until);
        const now = tallyInactivity(past, options);
        const then = tallyInactivity(past, { days: 30, until: day(60 + days) });
        expect(then.churned).toBeGreaterThanOrEqual(now.churned);
        expect(then.churned + then.undecided).toBe(now.churned + now.undecided);
        expect(then.reactivated).toBe(now.reactivated);
      }),
    );
  });
});

mergeLaws<CustomerEvent, InactivityTally>({
  name: "tallyInactivity",
  rows: anyActivity,
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyInactivity(rows, options),
  merge: mergeInactivity,
  counted: ({ churned, undecided }) => churned + undecided,
  expected: (rows) =>
    new Set(rows.filter(({ time }) => Number(time) < options.until).map((row) => row.customer))
      .size,
});

describe("mergeInactivity", () => {
  const tally = tallyInactivity(
    [20, 40].map((number) => ({ customer: number, time: day(number) })),
    options,
  );

  test("refuses tallies of another limit or another end", () => {
    expectError(
      () => mergeInactivity([tally, tallyInactivity([], { ...options, days: 7 })]),
      "options-mismatch",
      "mergeInactivity: parts[1].days must be 30, as in parts[0], got 7",
      "parts[1].days",
    );
    expectError(
      () => mergeInactivity([tally, tallyInactivity([], { ...options, until: 5 })]),
      "options-mismatch",
      `mergeInactivity: parts[1].until must be ${options.until}, as in parts[0], got 5`,
      "parts[1].until",
    );
  });

  const rest =
    "parts[0].churnedOfOpening must be at most churned, at most opening, and at least opening − undecided";
  test.each([
    ["nothing", null, 'parts[0].kind must be "inactivity", got undefined', "parts[0].kind"],
    [
      "no limit",
      { days: 0 },
      "parts[0].days must be a number of days above 0, got 0",
      "parts[0].days",
    ],
    [
      "a limit without end",
      { days: Infinity },
      "parts[0].days must be a number of days above 0, got Infinity",
      "parts[0].days",
    ],
    [
      "no end",
      { until: null },
      "parts[0].until must be epoch milliseconds, got null",
      "parts[0].until",
    ],
    [
      "half a customer",
      { undecided: 0.5 },
      "parts[0].undecided must be a whole number, 0 or more, got 0.5",
      "parts[0].undecided",
    ],
    [
      "more of the opening churned than churned",
      { opening: 2, churnedOfOpening: 2 },
      `${rest}, got 2`,
      "parts[0].churnedOfOpening",
    ],
    ["more churned than there were", { opening: 0 }, `${rest}, got 1`, "parts[0].churnedOfOpening"],
    ["more kept than undecided", { opening: 3 }, `${rest}, got 1`, "parts[0].churnedOfOpening"],
  ])("refuses a tally with %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...tally, ...change };
    const call = () => mergeInactivity([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeInactivity: ${message}`, argument);
  });
});
