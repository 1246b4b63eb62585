import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CohortOptions, retentionTable, tallyCohorts } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLog, anyOptions } from "../support/logs.js";
import { at, log, orders, untilApril, untilMay, visits } from "../support/orders.js";

describe("retentionTable", () => {
  test("has no share at a lag of days that has begun for nobody yet, though it may have", () => {
    // Lags of ten days: from 1 January on there would be four by 5 February, for Ann there is one.
    const days = { period: "month", timeZone: "UTC", until: at(2, 5), lagDays: 10 } as const;
    const tally = tallyCohorts([{ customer: "ann", time: at(1, 31) }], days);
    const [{ cells }] = retentionTable(tally);
    expect(cells.map(({ total, share, state }) => [total, share, state])).toEqual([
      [1, 1, "partial"],
      [0, null, "partial"],
      [0, null, "partial"],
      [0, null, "partial"],
    ]);
  });

  test("has a cell for each cohort and lag, and says where each stands", () => {
    const rows = retentionTable(tallyCohorts(orders, untilApril));
    expect(rows.map(({ cohort, size }) => [cohort, size])).toEqual([
      ["2026-01-01", 2],
      ["2026-02-01", 0],
      ["2026-03-01", 1],
      ["2026-04-01", 0],
    ]);
    const cells = rows.map((row) =>
      row.cells.map(({ count, total, share, state }) => [count, total, share, state]),
    );
    expect(cells).toEqual([
      [
        [2, 2, 1, "complete"],
        [1, 2, 0.5, "complete"],
        [1, 2, 0.5, "complete"],
        [1, 2, 0.5, "partial"],
      ],
      [
        [0, 0, null, "complete"],
        [0, 0, null, "complete"],
        [0, 0, null, "partial"],
        [0, 0, null, "future"],
      ],
      [
        [1, 1, 1, "complete"],
        [0, 1, 0, "partial"],
        [0, 0, null, "future"],
        [0, 0, null, "future"],
      ],
      [
        [0, 0, null, "partial"],
        [0, 0, null, "future"],
        [0, 0, null, "future"],
        [0, 0, null, "future"],
      ],
    ]);
    expect(rows[0].cells.map(({ lag, through }) => [lag, through])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  test("says how many returned of those of the lag before, which may be more than all", () => {
    const [row] = retentionTable(tallyCohorts(visits, untilMay));
    expect(row.cells.map(({ ofPrevious }) => ofPrevious)).toEqual([null, 0.5, 1, 0.5, 2]);
    const [once] = retentionTable(tallyCohorts(log("eve", "x..x"), untilMay));
    expect(once.cells.map(({ ofPrevious }) => ofPrevious)).toEqual([null, 0, null, null, 0]);
  });

  test("has no partial cell when `until` is the end of a period", () => {
    const rows = retentionTable(tallyCohorts(orders, { ...untilApril, until: at(4, 1) }));
    const states = rows.map(({ cells }) => cells.map(({ state }) => state));
    expect(states).toEqual([
      ["complete", "complete", "complete"],
      ["complete", "complete", "future"],
      ["complete", "future", "future"],
    ]);
  });

  test("trims rows by `from`, and changes no other", () => {
    const more = tallyCohorts([...visits, ...log("eve", "..xx")], untilMay);
    const rows = retentionTable(more);
    const trimmed = retentionTable(more, { from: "2026-03-17" });
    expect(trimmed.map(({ cohort }) => cohort)).toEqual(["2026-03-01", "2026-04-01", "2026-05-01"]);
    // Eve is new in March, ann is not. There are as many lags as the first row needs.
    expect(trimmed[0]).toEqual({ ...rows[2], cells: rows[2].cells.slice(0, 3) });
    expect(retentionTable(more, { from: "2025-01-01" })).toEqual(rows);
    expect(retentionTable(more, { from: "2026-06-01" })).toEqual([]);
  });

  test("refuses a table that would fill the memory, such as days since a time of 0", () => {
    const daily: CohortOptions = { period: "day", timeZone: "UTC", until: at(4, 10) };
    const dirty = [{ customer: 9, time: 0 }, ...orders];
    const days = at(4, 10) / 86_400_000;
    expectError(
      () => retentionTable(tallyCohorts(dirty, daily)),
      "out-of-range",
      "retentionTable: tally must be small enough for a table of 5000000 cells: pass a later `from`, or tally " +
        `longer periods, got ${days * days}`,
      "tally",
    );
    expect(retentionTable(tallyCohorts(dirty, daily), { from: "2026-04-01" })).toHaveLength(9);
  });

  test("has no rows without events", () => {
    expect(retentionTable(tallyCohorts([], untilApril))).toEqual([]);
  });

  test("refuses anything but a tally", () => {
    expectError(
      () => retentionTable(untyped(orders)),
      "bad-tally",
      'retentionTable: tally.kind must be "cohorts", got undefined',
      "tally.kind",
    );
  });

  test("has rates from 0 to 1, 1 at lag 0, and none in the future", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, (log, given) => {
        const rows = retentionTable(tallyCohorts(log, given));
        for (const { size, cells } of rows) {
          expect(cells).toHaveLength(rows.length);
          expect(cells[0].count).toBe(size);
          for (const { count, total, share, state } of cells) {
            if (state === "future") expect([count, total, share]).toEqual([0, 0, null]);
            else expect(total).toBe(size);
            expect(share).toBe(total === 0 ? null : count / total);
            expect(count).toBeLessThanOrEqual(total);
          }
          // In a row no cell is further along than the one before it.
          const order = { complete: 0, partial: 1, future: 2 };
          const states = cells.map(({ state }) => order[state]);
          expect(states).toEqual([...states].sort((a, b) => a - b));
        }
      }),
    );
  });
});
