import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latestPerCustomer } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

describe("latestPerCustomer", () => {
  test("gives the very last row of each customer, in the order they came in", () => {
    const rows = [
      { customer: "ann", time: 5, score: 4 },
      { customer: "bob", time: new Date(9), score: 8 },
      { customer: "cas", time: 7, score: 1 },
      { customer: "ann", time: 6, score: 10 },
      { customer: "cas", time: 2, score: 9 },
    ];
    const latest = latestPerCustomer(new Set(rows));
    expect(latest.length).toBe(3);
    expect(latest[0]).toBe(rows[1]);
    expect(latest[1]).toBe(rows[2]);
    expect(latest[2]).toBe(rows[3]);
  });

  test('of rows at the same time takes the later one, and tells 1 from "1"', () => {
    const rows = [
      { customer: 1, time: 5 },
      { customer: "1", time: 5 },
      { customer: 1, time: new Date(5) },
    ];
    const latest = latestPerCustomer(rows);
    expect(latest[0]).toBe(rows[1]);
    expect(latest[1]).toBe(rows[2]);
    expect(latestPerCustomer([])).toEqual([]);
  });

  test("refuses what is not a list of rows with customers and times", () => {
    const where = "latestPerCustomer:";
    for (const [rows, got] of [
      [{ customer: ["ann"], time: [1] }, "an object"],
      [null, "null"],
      ["ann", '"ann"'],
      [{ [Symbol.iterator]: 7 }, "an object"],
    ]) {
      expectError(
        () => latestPerCustomer(untyped(rows)),
        "wrong-type",
        `${where} rows must be a list of rows, since the rows themselves come back, got ${got}`,
        "rows",
      );
    }
    for (const [row, got] of [
      [null, "null"],
      [5, "5"],
    ]) {
      expectError(
        () => latestPerCustomer(untyped([row])),
        "wrong-type",
        `${where} rows at index 0 must be an object with customer, time, got ${got}`,
        "rows",
        0,
      );
    }
    expectError(
      () => latestPerCustomer(untyped([{ customer: null, time: 1 }])),
      "wrong-type",
      `${where} customer at index 0 must be a string or a finite number, got null`,
      "customer",
      0,
    );
    expectError(
      () => latestPerCustomer([{ customer: "ann", time: Number.NaN }]),
      "out-of-range",
      `${where} time at index 0 must be a Date or epoch milliseconds between the years 1 and 9999, got NaN`,
      "time",
      0,
    );
  });

  test("keeps each customer once, with no row of theirs that is later", () => {
    const row = fc.record({ customer: fc.nat(5), time: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const latest = latestPerCustomer(rows);
        expect(new Set(latest.map(({ customer }) => customer))).toEqual(
          new Set(rows.map(({ customer }) => customer)),
        );
        expect(latest).toEqual(rows.filter((one) => latest.includes(one)));
        for (const { customer, time } of latest) {
          const times = rows.filter((one) => one.customer === customer).map((one) => one.time);
          expect(time).toBe(Math.max(...times));
        }
      }),
    );
  });
});
