import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calendar,
  type MetricsError,
  mergePurchases,
  type PurchaseTally,
  repeatRate,
  tallyPurchases,
  tallyPurchasesAsync,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import { at } from "../support/orders.js";
import {
  anyPurchaseOptions,
  anyPurchases,
  expectSamePurchases,
  type Purchase,
  rarePurchases,
  rowsOfPurchases,
  slowPurchases,
} from "../support/purchases.js";

const daily = { timeZone: "UTC", until: at(4, 10) } as const;
const { periodOf } = calendar({ period: "day", timeZone: "UTC" });
const purchases: readonly Purchase[] = [
  { customer: "ann", time: at(3, 1), value: 12.5 },
  { customer: "ann", time: at(1, 20), value: 0 },
  { customer: 10, time: at(2, 2), value: 3 },
  { customer: "ann", time: at(1, 20) + 1, value: 7 },
  { customer: 9, time: at(4, 9), value: 1 },
  { customer: 10, time: at(4, 10), value: 99 },
];
const tally: PurchaseTally = {
  kind: "purchases",
  period: "day",
  timeZone: "UTC",
  weekStart: "monday",
  until: at(4, 10),
  untilPeriod: periodOf(at(4, 10)),
  afterUntil: 1,
  customers: [9, 10, "ann"],
  periodCounts: [1, 1, 2],
  periods: [at(4, 9), at(2, 2), at(1, 20), at(3, 1)].map(periodOf),
  orders: [1, 1, 2, 1],
  values: [1, 3, 7, 12.5],
};
const columns = {
  customer: purchases.map(({ customer }) => customer),
  time: purchases.map(({ time }) => time),
  value: purchases.map(({ value }) => value),
};
const without = purchases.map(({ value, ...rest }) => rest);

async function* oneByOne<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

describe("tallyPurchases", () => {
  test("keeps each customer's periods, with orders and values in each, sorted", () => {
    expect(tallyPurchases(purchases, daily)).toStrictEqual(tally);
    expect(tallyPurchases(columns, daily)).toStrictEqual(tally);
    expect(tallyPurchases(new Set(purchases), daily)).toStrictEqual(tally);
    expect(tallyPurchases(without, daily)).toStrictEqual({ ...tally, values: null });
  });

  test("moves `until` back to the start of its period", () => {
    const monthly = { ...daily, period: "month" } as const;
    const { until, untilPeriod, afterUntil, periods } = tallyPurchases(purchases, monthly);
    expect([until, untilPeriod, afterUntil]).toStrictEqual([at(4, 1), 675, 2]);
    expect(periods).toStrictEqual([673, 672, 674]); // since January 1970: 56 × 12, and 1, 0, 2
    const week = { ...daily, period: "week", weekStart: "sunday" } as const;
    expect(tallyPurchases([], week)).toMatchObject({ until: at(4, 5), weekStart: "sunday" });
    expect(tallyPurchases([], { ...daily, weekStart: "sunday" }).weekStart).toBe("monday");
  });

  test("moves `until` back past a date that had begun before the clocks went back over midnight", () => {
    // In St. John's 31 October 1993 began at 02:30 UTC, and a minute later it was 23:01 of the 30th.
    const until = Date.UTC(1993, 9, 31, 2, 45);
    const given = tallyPurchases([], { timeZone: "America/St_Johns", until });
    expect(given.until).toBe(Date.UTC(1993, 9, 31, 2, 30));
  });

  test("tells the dates of a night in which the clocks go back over midnight", () => {
    // 23:50, 00:00, 23:15 and 00:01 in St. John's.
    const times = ["02:20", "02:30", "02:45", "03:31"].map((utc) =>
      Date.parse(`1993-10-31T${utc}Z`),
    );
    const given = tallyPurchases(
      times.map((time) => ({ customer: 1, time })),
      { timeZone: "America/St_Johns", until: Date.UTC(1993, 10, 2, 12) },
    );
    const { startDateOf } = calendar({ period: "day", timeZone: "America/St_Johns" });
    expect(given.periods.map(startDateOf)).toStrictEqual(["1993-10-30", "1993-10-31"]);
    expect(given.orders).toStrictEqual([2, 2]);
  });

  test("of no purchases has empty columns, and takes either kind of parts", () => {
    const none = tallyPurchases([], daily);
    const empty = { customers: [], periodCounts: [], periods: [], orders: [], values: null };
    expect(none).toStrictEqual({ ...tally, afterUntil: 0, ...empty });
    const late = tallyPurchases(purchases.slice(5), daily);
    expect(late).toStrictEqual({ ...none, afterUntil: 1 });
    const both = mergePurchases([none, late, tallyPurchases(without.slice(0, 2), daily)]);
    expect(both.values).toBe(null);
    expect(mergePurchases([none, tally, late]).values).toStrictEqual(tally.values);
  });

  test("takes −0 for 0, as a customer, a moment and a value", () => {
    const zero = [{ customer: -0, time: -0, value: -0 }];
    const wide = [...zero, { customer: 5e9, time: 0, value: 0 }];
    for (const rows of [zero, wide]) {
      const { customers, periods, values } = tallyPurchases(rows, daily);
      expect([customers[0], periods[0], values?.[0]]).toStrictEqual([0, 0, 0]);
    }
  });

  test("sorts many periods as few, whether days are looked up or asked for one by one", () => {
    const far = [
      { customer: 1, time: Date.UTC(9000, 5, 1) },
      { customer: 1, time: Date.UTC(1200, 2, 1) },
      { customer: 1, time: at(2, 1) },
      { customer: 1, time: Date.UTC(9999, 10, 1) },
    ];
    const until = Date.UTC(9999, 0, 1);
    const days = [far[1], far[2], far[0]].map((event) => periodOf(event?.time as number));
    expect(tallyPurchases(far, { timeZone: "UTC", until }).periods).toStrictEqual(days);
    const many = Array.from({ length: 3000 }, (_, day) => ({
      customer: 1,
      time: -day * 86_400_000,
    }));
    const { periods } = tallyPurchases(many, daily);
    expect(periods).toStrictEqual(Array.from(many, (_, day) => day - 2999));
  });

  test("is what the slow obvious way gives", () => {
    fc.assert(
      fc.property(anyPurchases, anyPurchaseOptions, (rows, options) => {
        const slow = slowPurchases(rows, options);
        const found = rowsOfPurchases(tallyPurchases(rows, options));
        expect(found.map(({ value, ...rest }) => rest)).toStrictEqual(
          slow.map(({ value, ...rest }) => rest),
        );
        found.forEach(({ value }, i) => {
          const sum = slow[i]?.value as number;
          expect(Math.abs(value - sum)).toBeLessThanOrEqual(1e-12 * sum);
        });
      }),
    );
  });

  test("is what the slow obvious way gives where the clocks do something rare", () => {
    fc.assert(
      fc.property(rarePurchases, ({ events, options }) => {
        const slow = slowPurchases(events, options);
        const given = tallyPurchases(events, options);
        expect(rowsOfPurchases(given)).toStrictEqual(slow);
        expect(given.afterUntil).toBe(
          events.length - slow.reduce((sum, { orders }) => sum + orders, 0),
        );
      }),
    );
  });

  test.each([
    [
      [purchases[0], { customer: "bob", time: at(1, 1), value: -5 }],
      "out-of-range",
      "value at index 1 must be 0 or more (subtract a refund from the order it belongs to), got -5",
      "value",
      1,
    ],
    [
      [purchases[0], without[0]],
      "wrong-type",
      "value at index 1 must be a number, got undefined",
      "value",
      1,
    ],
    [
      [{ customer: null, time: 0 }],
      "wrong-type",
      "customer at index 0 must be a string or a finite number, got null",
      "customer",
      0,
    ],
    [3, "wrong-type", "purchases must be rows, or columns of them, got 3", "purchases", undefined],
  ] as const)("refuses wrong rows %#", (rows, code, message, argument, index) => {
    const call = () => tallyPurchases(untyped(rows), daily);
    expectError(call, code, `tallyPurchases: ${message}`, argument, index);
  });

  test("refuses wrong options", () => {
    const unknown =
      'tallyPurchases: options must be like { period, timeZone, until, weekStart }, got "untill"';
    expectError(
      () => tallyPurchases([], untyped({ ...daily, untill: 3 })),
      "unknown-option",
      unknown,
      "options",
    );
    const moment =
      "tallyPurchases: until must be a Date or epoch milliseconds between the years 1 and 9999, got undefined";
    expectError(
      () => tallyPurchases([], untyped({ timeZone: "UTC" })),
      "wrong-type",
      moment,
      "until",
    );
  });
});

describe("tallyPurchasesAsync", () => {
  test("gives of a stream what tallyPurchases gives", async () => {
    expect(await tallyPurchasesAsync(oneByOne(purchases), daily)).toStrictEqual(tally);
    expect(await tallyPurchasesAsync([columns], daily)).toStrictEqual(tally);
    const valueless = await tallyPurchasesAsync([without.slice(0, 2), without.slice(2)], daily);
    expect(valueless).toStrictEqual({ ...tally, values: null });
  });

  test("gives of any stream what tallyPurchases gives", async () => {
    await fc.assert(
      fc.asyncProperty(anyPurchases, anyPurchaseOptions, async (rows, options) => {
        const streamed = await tallyPurchasesAsync(oneByOne(rows), options);
        expectSamePurchases(streamed, tallyPurchases(rows, options));
      }),
    );
    await fc.assert(
      fc.asyncProperty(rarePurchases, async ({ events, options }) => {
        const streamed = await tallyPurchasesAsync(oneByOne(events), options);
        expect(streamed).toStrictEqual(tallyPurchases(events, options));
      }),
    );
  });

  test("refuses a refund, counted through the whole stream", async () => {
    const refund = { customer: "bob", time: at(1, 1), value: -5 };
    const call = tallyPurchasesAsync([purchases, [refund]], daily);
    const error: MetricsError = await call.then(untyped, (thrown) => thrown);
    expect(error.message).toBe(
      "tallyPurchasesAsync: value at index 6 must be 0 or more (subtract a refund from the order it belongs to), got -5",
    );
    expect(error).toMatchObject({ code: "out-of-range", argument: "value", index: 6 });
  });
});

mergeLaws<Purchase, PurchaseTally>({
  name: "tallyPurchases",
  rows: anyPurchases,
  split: anyCut(),
  tally: (rows) => tallyPurchases(rows, { ...daily, period: "week" }),
  merge: mergePurchases,
  counted: ({ orders, afterUntil }) => orders.reduce((sum, count) => sum + count, afterUntil),
  equal: expectSamePurchases,
});

describe("mergePurchases", () => {
  test("adds orders and values of one customer in one period", () => {
    const parts = purchases.map((row) => tallyPurchases([row], daily));
    expect(mergePurchases(parts)).toStrictEqual(tally);
    expect(mergePurchases(new Set([tally]))).toStrictEqual(tally);
  });

  test("has the latest `until` of the parts", () => {
    const stored = tallyPurchases(purchases.slice(0, 5), daily);
    const next = tallyPurchases(purchases.slice(5), { ...daily, until: at(4, 11) });
    const whole = tallyPurchases(purchases, { ...daily, until: at(4, 11) });
    expect(mergePurchases([stored, next])).toStrictEqual(whole);
    expect(mergePurchases([next, stored])).toStrictEqual(whole);
  });

  test("appends day after day what comes to tallying everything at once", () => {
    fc.assert(
      fc.property(anyPurchases, (rows) => {
        const ends = [at(2, 1), at(3, 3), at(3, 3), at(12, 1)];
        const parts = ends.map((until, i) =>
          tallyPurchases(
            rows.filter(({ time }) => time < until && time >= (ends[i - 1] ?? -Infinity)),
            { timeZone: "UTC", until },
          ),
        );
        const seen = rows.filter(({ time }) => time < at(12, 1));
        const whole = tallyPurchases(seen, { timeZone: "UTC", until: at(12, 1) });
        expectSamePurchases(mergePurchases(parts), whole);
      }),
    );
  });

  test("refuses parts that do not belong together", () => {
    const next = tallyPurchases([], { ...daily, until: at(5, 1) });
    expectError(
      () => mergePurchases([next, tally]),
      "options-mismatch",
      `mergePurchases: parts[1].until must be ${at(5, 1)}, the latest, since purchases after it were left out, got ${at(4, 10)}`,
      "parts[1].until",
    );
    expectError(
      () => mergePurchases([tally, tallyPurchases([], { ...daily, period: "week" })]),
      "options-mismatch",
      'mergePurchases: parts[1].period must be "day", as in parts[0], got "week"',
      "parts[1].period",
    );
    const valueless = tallyPurchases(without, daily);
    expectError(
      () => mergePurchases([tally, valueless]),
      "options-mismatch",
      "mergePurchases: parts[1].values must be there, as in the parts before, got null",
      "parts[1].values",
    );
    expectError(
      () => mergePurchases([valueless, tally]),
      "options-mismatch",
      "mergePurchases: parts[1].values must be null, as in the parts before, got an array",
      "parts[1].values",
    );
    const alone =
      "mergePurchases: parts must be a list of tallies, as in mergePurchases([a, b]), got an object";
    expectError(() => mergePurchases(untyped(tally)), "wrong-type", alone, "parts");
    expectError(
      () => mergePurchases([]),
      "out-of-range",
      "mergePurchases: parts.length must be 1 or more (the tally of no rows will do), got 0",
      "parts.length",
    );
  });

  const one = "a whole number, 1 or more";
  const rising = `a whole number from ${periodOf(at(1, 20)) + 1} to ${periodOf(at(4, 9))}, rising`;
  test.each([
    [null, 'parts[0].kind must be "purchases", got undefined'],
    [{ kind: "activity" }, 'parts[0].kind must be "purchases", got "activity"'],
    [
      { period: "moon" },
      'parts[0].period must be "day", "week", "month", "quarter" or "year", got "moon"',
    ],
    [
      { period: ["day"] },
      'parts[0].period must be "day", "week", "month", "quarter" or "year", got an array',
    ],
    [{ untilPeriod: 0.5 }, "parts[0].untilPeriod must be the number of a period, got 0.5"],
    [{ untilPeriod: -719_164 }, "parts[0].untilPeriod must be the number of a period, got -719164"],
    [{ untilPeriod: 4e6 }, "parts[0].untilPeriod must be the number of a period, got 4000000"],
    [
      { timeZone: "Moon/Tycho" },
      "parts[0] must be made with options that tallyPurchases takes, got an object",
    ],
    [
      { until: at(4, 10) + 1 },
      `parts[0].until must be the start of period ${periodOf(at(4, 10))}, got ${at(4, 10) + 1}`,
    ],
    [
      { untilPeriod: periodOf(at(4, 11)) },
      `parts[0].until must be the start of period ${periodOf(at(4, 11))}, got ${at(4, 10)}`,
    ],
    [{ weekStart: "sunday" }, 'parts[0].weekStart must be "monday", unless by week, got "sunday"'],
    [{ afterUntil: 0.5 }, "parts[0].afterUntil must be a whole number, 0 or more, got 0.5"],
    [{ customers: 3 }, "parts[0].customers must be a list, got 3"],
    [
      { customers: [9, 10, true] },
      "parts[0].customers at index 2 must be a string or a finite number, got true",
    ],
    [
      { customers: [10, 9, "ann"] },
      "parts[0].customers at index 1 must be sorted, and there once, got 9",
    ],
    [
      { customers: [9, 9, "ann"] },
      "parts[0].customers at index 1 must be sorted, and there once, got 9",
    ],
    [
      { customers: [9, "ann", 10] },
      "parts[0].customers at index 2 must be sorted, and there once, got 10",
    ],
    [
      { periodCounts: [1, 2] },
      "parts[0].periodCounts.length must be 3, as the columns before it say, got 2",
    ],
    [{ periodCounts: [1, 0, 3] }, `parts[0].periodCounts at index 1 must be ${one}, got 0`],
    [
      { periodCounts: [1, 1, 3] },
      "parts[0].periods.length must be 5, as the columns before it say, got 4",
    ],
    [{ orders: undefined }, "parts[0].orders must be a list, got undefined"],
    [{ values: [1] }, "parts[0].values.length must be 4, as the columns before it say, got 1"],
    [
      { periods: [1, 2, periodOf(at(1, 20)), periodOf(at(1, 20))] },
      `parts[0].periods at index 3 must be ${rising}, got ${periodOf(at(1, 20))}`,
    ],
    [
      { periods: [1, 2, periodOf(at(1, 20)), periodOf(at(4, 10))] },
      `parts[0].periods at index 3 must be ${rising}, got ${periodOf(at(4, 10))}`,
    ],
    [
      { periods: [-719_164, 2, 3, 4] },
      `parts[0].periods at index 0 must be a whole number from -719163 to ${periodOf(at(4, 9))}, rising, got -719164`,
    ],
    [{ orders: [1, 1, 0, 1] }, `parts[0].orders at index 2 must be ${one}, got 0`],
    [
      { values: [1, 3, 7, -1] },
      `parts[0].values at index 3 must be a number from 0 to ${1e30}, got -1`,
    ],
    [
      { values: [1, "3", 7, 1] },
      `parts[0].values at index 1 must be a number from 0 to ${1e30}, got "3"`,
    ],
  ])("refuses a tally with %j", (wrong, message) => {
    const [argument = ""] = message.split(" ");
    const [, index] = / at index (\d)/.exec(message) ?? [];
    const call = () => mergePurchases(untyped([wrong && { ...tally, ...wrong }]));
    const where = index === undefined ? undefined : Number(index);
    expectError(call, "bad-tally", `mergePurchases: ${message}`, argument, where);
  });

  test("believes what a tally says of `until` in readings that need no calendar", () => {
    expect(repeatRate({ ...tally, until: 0, timeZone: "Moon/Tycho" })).toMatchObject({ count: 1 });
  });

  test("takes back what the first moment of all was counted with, in every zone", () => {
    for (const timeZone of ["UTC", "Asia/Kathmandu", "America/New_York"]) {
      const until = Date.UTC(2, 0, 1) - Date.UTC(1, 0, 1) - 62_135_596_800_000;
      const first = tallyPurchases([{ customer: 1, time: -62_135_596_800_000 }], {
        timeZone,
        until,
      });
      expect(mergePurchases([first])).toStrictEqual(first);
      const earliest = tallyPurchases([], { period: "year", timeZone, until: -62_135_596_800_000 });
      expect(mergePurchases([earliest])).toStrictEqual(earliest);
    }
  });
});
