import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeRevenue, type RevenueRow, type RevenueTally, tallyRevenue } from "../../src/index.js";
import reference from "../reference/revenue.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";
import { anyBook, expectClose, expectSameRevenue } from "../support/revenue.js";

const amountsOf = (rows: readonly RevenueRow[]) => {
  const { opening, new: fresh, reactivated, expansion, ...rest } = tallyRevenue(rows);
  const { contraction, churned, closing } = rest;
  return [opening, fresh, reactivated, expansion, contraction, churned, closing];
};

describe("tallyRevenue", () => {
  test.each(reference.books)("agrees with exact fractions in Python: $name", ({ rows, tally }) => {
    const column = (i: number) => rows.map((row) => row[i] as number);
    const columns = { customer: column(0), opening: column(1), closing: column(2) };
    const paidBefore = rows.map((row) => row[3] as boolean);
    expect(tallyRevenue({ ...columns, paidBefore })).toMatchObject({ kind: "revenue", ...tally });
  });

  test("moves each customer in one way", () => {
    const row = { customer: 1, opening: 500, closing: 500 };
    expect(amountsOf([row])).toEqual([500, 0, 0, 0, 0, 0, 500]);
    expect(amountsOf([{ ...row, closing: 700 }])).toEqual([500, 0, 0, 200, 0, 0, 700]);
    expect(amountsOf([{ ...row, closing: 300 }])).toEqual([500, 0, 0, 0, 200, 0, 300]);
    expect(amountsOf([{ ...row, closing: 0 }])).toEqual([500, 0, 0, 0, 0, 500, 0]);
    expect(amountsOf([{ ...row, opening: 0, paidBefore: false }])).toEqual([
      0, 500, 0, 0, 0, 0, 500,
    ]);
    expect(amountsOf([{ ...row, opening: 0, paidBefore: true }])).toEqual([
      0, 0, 500, 0, 0, 0, 500,
    ]);
    expect(amountsOf([{ ...row, opening: 0, closing: 0 }])).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test("counts customers beside the money, and sums squares for the intervals", () => {
    const rows = [
      { customer: 1, opening: 5, closing: 7 },
      { customer: 2, opening: 3, closing: 0, paidBefore: null },
      { customer: 3, opening: 4, closing: 1, paidBefore: false },
      { customer: 4, opening: 0, closing: 9, paidBefore: true },
      { customer: 5, opening: 0, closing: 0 },
    ];
    expect(tallyRevenue(rows)).toEqual({
      kind: "revenue",
      currency: null,
      opening: 12,
      new: 0,
      reactivated: 9,
      expansion: 2,
      contraction: 3,
      churned: 3,
      closing: 17,
      customers: {
        opening: 3,
        new: 0,
        reactivated: 1,
        expanded: 1,
        contracted: 1,
        churned: 1,
        closing: 3,
        neither: 1,
      },
      squares: {
        opening: 25 + 9 + 16,
        change: 4 + 9 + 9,
        openingChange: 10 - 9 - 12,
        loss: 9 + 9,
        openingLoss: 9 + 12,
      },
    });
  });

  test("takes columns with and without what is optional, and nothing for nothing", () => {
    const columns = {
      customer: ["parts[0]", "parts[1]"],
      opening: new Uint32Array([5, 6]),
      closing: [5, 0],
    };
    const rows = ["parts[0]", "parts[1]"].map((customer, i) => ({
      customer,
      opening: columns.opening[i],
      closing: columns.closing[i],
    }));
    expect(tallyRevenue(columns)).toEqual(tallyRevenue(rows));
    const currency = ["EUR", "EUR"];
    expect(tallyRevenue({ ...columns, currency })).toEqual({
      ...tallyRevenue(rows),
      currency: "EUR",
    });
    expect(tallyRevenue([])).toMatchObject({ currency: null, opening: 0, closing: 0 });
  });

  test("keeps the cents that plain sums lose", () => {
    // 1,000 × 0.1 on top of 9e14, where a double counts in eighths.
    const rows = Array.from({ length: 1_001 }, (_, customer) => {
      const opening = customer === 0 ? 9e14 : 0.1;
      return { customer, opening, closing: opening };
    });
    expect(tallyRevenue(rows).opening).toBe(9e14 + 100);
    expect(tallyRevenue(rows.reverse()).opening).toBe(9e14 + 100);
    // Ten times 0.1 is 1, not 0.9999999999999999.
    expect(tallyRevenue(rows.slice(0, 10)).closing).toBe(1);
  });

  test("refuses invalid amounts", () => {
    for (const amount of [-1, Number.NaN, Infinity, 2 ** 53]) {
      const range = `a number${amount > 1e15 ? ` from 0 to ${1e15}` : ", 0 or more"}`;
      expectError(
        () => tallyRevenue([{ customer: 1, opening: amount, closing: 5 }]),
        "out-of-range",
        `tallyRevenue: opening at index 0 must be ${range}, got ${amount}`,
        "opening",
        0,
      );
    }
    expectError(
      () => tallyRevenue([{ customer: 1, opening: 1, closing: untyped("19.00") }]),
      "wrong-type",
      `tallyRevenue: closing at index 0 must be a number, 0 or more, got "19.00"`,
      "closing",
      0,
    );
    expectError(
      () => tallyRevenue([{ customer: 1, opening: 1, closing: untyped(5n) }]),
      "wrong-type",
      `tallyRevenue: closing at index 0 must be a number, 0 or more, got 5n`,
      "closing",
      0,
    );
  });

  test("refuses a customer in two rows; 1 and the text of it are two customers", () => {
    const row = { opening: 5, closing: 5 };
    const rows = [1, "1", "ann", "ann"].map((customer) => ({ customer, ...row }));
    expectError(
      () => tallyRevenue(rows),
      "duplicate-customer",
      'tallyRevenue: customer at index 3 must be in one row only, got "ann"',
      "customer",
      3,
    );
    expect(tallyRevenue(rows.slice(0, 3)).opening).toBe(15);
  });

  test("refuses to guess who is new", () => {
    const row = { customer: 1, opening: 0, closing: 5 };
    expect(tallyRevenue([{ ...row, paidBefore: 1 }]).reactivated).toBe(5);
    expect(tallyRevenue([{ ...row, paidBefore: 0 }]).new).toBe(5);
    for (const [rows, code, shown] of [
      [[row], "wrong-type", "undefined"],
      [[{ ...row, paidBefore: null }], "wrong-type", "undefined"],
      [[{ ...row, paidBefore: untyped(2) }], "out-of-range", "2"],
      [[{ ...row, opening: 5, paidBefore: untyped("yes") }], "wrong-type", '"yes"'],
    ] as const) {
      expectError(
        () => tallyRevenue(rows),
        code,
        `tallyRevenue: paidBefore at index 0 must be true, false, 1 or 0, got ${shown}`,
        "paidBefore",
        0,
      );
    }
  });

  test("refuses mixed currencies", () => {
    const rows = (...currencies: readonly (string | null | undefined)[]) =>
      currencies.map((currency, customer) => ({ customer, opening: 5, closing: 5, currency }));
    expect(tallyRevenue(rows("EUR", "EUR")).currency).toBe("EUR");
    expect(tallyRevenue(rows(null, undefined)).currency).toBe(null);
    for (const [currencies, mustBe, shown, index] of [
      [["EUR", "EUR", "USD"], '"EUR"', '"USD"', 2],
      [["EUR", undefined], '"EUR"', "undefined", 1],
      [[null, "USD"], "left out", '"USD"', 1],
    ] as const) {
      expectError(
        () => tallyRevenue(rows(...currencies)),
        "options-mismatch",
        `tallyRevenue: currency at index ${index} must be ${mustBe}, as in the first row, got ${shown}`,
        "currency",
        index,
      );
    }
    expectError(
      () => tallyRevenue(rows(untyped(978))),
      "wrong-type",
      'tallyRevenue: currency at index 0 must be a string such as "EUR", got 978',
      "currency",
      0,
    );
  });

  test("adds up, in every book: opening + new + reactivated + expansion − contraction − churned", () => {
    fc.assert(
      fc.property(anyBook, (rows) => {
        const [opening, fresh, reactivated, expansion, contraction, churned, closing] =
          amountsOf(rows);
        const size = opening + fresh + reactivated + expansion + closing;
        const sum = opening + fresh + reactivated + expansion - contraction - churned;
        expect(Math.abs(sum - closing)).toBeLessThanOrEqual(1e-12 * size);
        const isWhole = (row: RevenueRow) => [row.opening, row.closing].every(Number.isInteger);
        if (rows.every(isWhole)) expect(sum).toBe(closing);
        const total = (end: "opening" | "closing") => rows.reduce((sum, row) => sum + row[end], 0);
        expectClose(opening, total("opening"), opening);
        expectClose(closing, total("closing"), closing);
      }),
    );
  });

  test("does not care about the order of the rows", () => {
    fc.assert(
      fc.property(anyBook, (rows) => {
        expectSameRevenue(tallyRevenue([...rows].reverse()), tallyRevenue(rows));
      }),
    );
  });

  test("gives of many fractions the same amounts in any order, but for the last bit", () => {
    const cents = fc.nat(1e7).map((amount) => amount / 100);
    const ends = fc.tuple(cents, cents);
    fc.assert(
      fc.property(fc.array(ends, { minLength: 500, maxLength: 600 }), (all) => {
        const rows = all.map(([opening, closing], customer) => {
          return { customer, opening, closing, paidBefore: false };
        });
        const others = amountsOf([...rows].reverse());
        amountsOf(rows).forEach((amount, i) => {
          expect(Math.abs(others[i] - amount)).toBeLessThanOrEqual(2 ** -52 * amount);
        });
      }),
      { numRuns: 20 },
    );
  });
});

mergeLaws<RevenueRow, RevenueTally>({
  name: "tallyRevenue",
  rows: anyBook,
  split: byCustomer(({ customer }) => customer),
  tally: tallyRevenue,
  merge: mergeRevenue,
  counted: ({ customers }) =>
    customers.opening + customers.new + customers.reactivated + customers.neither,
  equal: expectSameRevenue,
});

describe("mergeRevenue", () => {
  const tally = tallyRevenue([
    { customer: 1, opening: 5, closing: 7, currency: "EUR" },
    { customer: 2, opening: 5, closing: 2, currency: "EUR" },
  ]);

  test("of parts of nothing is nothing, without a currency", () => {
    expect(mergeRevenue([tallyRevenue([]), tallyRevenue([])])).toEqual(tallyRevenue([]));
  });

  test("is exact where all amounts are whole", () => {
    const whole = fc.uniqueArray(
      fc.record({
        customer: fc.nat(50),
        opening: fc.nat(100_000),
        closing: fc.nat(100_000),
        paidBefore: fc.boolean(),
      }),
      { selector: ({ customer }) => customer },
    );
    fc.assert(
      fc.property(whole, fc.nat(50), (rows, cut) => {
        const parts = [rows.slice(0, cut), rows.slice(cut)].map((part) => tallyRevenue(part));
        expect(mergeRevenue([parts[0], parts[1]])).toStrictEqual(tallyRevenue(rows));
      }),
    );
  });

  test("refuses other currencies, and takes those of a part of nothing as they come", () => {
    const dollars = tallyRevenue([{ customer: 3, opening: 1, closing: 1, currency: "USD" }]);
    const none = tallyRevenue([{ customer: 4, opening: 0, closing: 0 }]);
    for (const [other, shown] of [
      [dollars, '"USD"'],
      [none, "null"],
    ] as const) {
      expectError(
        () => mergeRevenue([tally, other]),
        "options-mismatch",
        `mergeRevenue: parts[1].currency must be "EUR", as in parts[0], got ${shown}`,
        "parts[1].currency",
      );
    }
    expect(mergeRevenue([tallyRevenue([]), tally])).toEqual(tally);
    expect(mergeRevenue([tally, tallyRevenue([])])).toEqual(tally);
  });

  const { customers, squares } = tally;
  test.each([
    ["nothing", null, 'parts[0].kind must be "revenue", got undefined', "parts[0].kind"],
    [
      "a number for currency",
      { currency: 5 },
      "parts[0].currency must be a string or null, got 5",
      "parts[0].currency",
    ],
    [
      "no customers",
      { customers: undefined },
      "parts[0].customers.opening must be a whole number, 0 or more, got undefined",
      "parts[0].customers.opening",
    ],
    [
      "half a customer",
      { customers: { ...customers, new: 0.5 } },
      "parts[0].customers.new must be a whole number, 0 or more, got 0.5",
      "parts[0].customers.new",
    ],
    [
      "money below 0",
      { expansion: -2 },
      "parts[0].expansion must be a number from 0 to 1e+30, and 0 if customers.expanded is, got -2",
      "parts[0].expansion",
    ],
    [
      "money without customers",
      { new: 2 },
      "parts[0].new must be a number from 0 to 1e+30, and 0 if customers.new is, got 2",
      "parts[0].new",
    ],
    [
      "customers without money",
      { closing: 0 },
      "parts[0].closing must be a number from 0 to 1e+30, and 0 if customers.closing is, got 0",
      "parts[0].closing",
    ],
    [
      "no squares",
      { squares: null },
      "parts[0].squares.opening must be a number, got undefined",
      "parts[0].squares.opening",
    ],
    [
      "an invalid square",
      { squares: { ...squares, loss: null } },
      "parts[0].squares.loss must be a number, got null",
      "parts[0].squares.loss",
    ],
    [
      "customers that do not add up",
      { customers: { ...customers, closing: 3 } },
      "parts[0].customers.closing must be opening + new + reactivated − churned, got 3",
      "parts[0].customers.closing",
    ],
    [
      "more movements than customers",
      { customers: { ...customers, expanded: 2 } },
      "parts[0].customers.churned must be at most opening − expanded − contracted, got 0",
      "parts[0].customers.churned",
    ],
    [
      "sums that do not fit",
      { closing: 10 },
      "parts[0].closing must be opening + new + reactivated + expansion − contraction − churned, got 10",
      "parts[0].closing",
    ],
    [
      "more losses than there was",
      { contraction: 11, expansion: 10 },
      "parts[0].churned must be at most opening − contraction, got 0",
      "parts[0].churned",
    ],
  ])("refuses a tally with %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...tally, ...change };
    const call = () => mergeRevenue([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeRevenue: ${message}`, argument);
  });
});
