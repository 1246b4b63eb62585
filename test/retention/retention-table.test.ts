import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortOptions,
  retentionCurve,
  retentionTable,
  shareInterval,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLog, anyOptions } from "../support/logs.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const events = [
  { customer: 1, time: at(1, 5) },
  { customer: 1, time: at(2, 5) },
  { customer: 1, time: at(4, 2) },
  { customer: 2, time: at(1, 31) },
  { customer: 2, time: at(3, 1) },
  // nobody enters in February
  { customer: 3, time: at(3, 9) },
];
const options: CohortOptions = { period: "month", timeZone: "UTC", until: at(4, 10) };
const tally = tallyCohorts(events, options);

describe("retentionTable", () => {
  test("has a cell for each cohort and lag, and says where each stands", () => {
    const rows = retentionTable(tally);
    expect(rows.map(({ cohort, size }) => [cohort, size])).toEqual([
      ["2026-01-01", 2],
      ["2026-02-01", 0],
      ["2026-03-01", 1],
      ["2026-04-01", 0],
    ]);
    const cells = rows.map((row) =>
      row.cells.map(({ returned, eligible, rate, state }) => [returned, eligible, rate, state]),
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

  test("has no partial cell when `until` is the end of a period", () => {
    const rows = retentionTable(tallyCohorts(events, { ...options, until: at(4, 1) }));
    const states = rows.map(({ cells }) => cells.map(({ state }) => state));
    expect(states).toEqual([
      ["complete", "complete", "complete"],
      ["complete", "complete", "future"],
      ["complete", "future", "future"],
    ]);
  });

  test("refuses a table that would fill the memory, such as days since a time of 0", () => {
    const daily: CohortOptions = { period: "day", timeZone: "UTC", until: at(4, 10) };
    const dirty = [{ customer: 9, time: 0 }, ...events];
    const days = at(4, 10) / 86_400_000;
    expectError(
      () => retentionTable(tallyCohorts(dirty, daily)),
      "out-of-range",
      "retentionTable: tally must be of at most 5000000 cells; read it `from` a later period, or tally " +
        `longer ones, got ${days * days}`,
      "tally",
    );
    expect(retentionTable(tallyCohorts(dirty, daily), { from: "2026-04-01" })).toHaveLength(9);
  });

  test("refuses a confidence that is none, also without a point to have it", () => {
    expectError(
      () => retentionCurve(tallyCohorts([], options), { confidence: 95 }),
      "out-of-range",
      "retentionCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
  });

  test("has no rows without events", () => {
    expect(retentionTable(tallyCohorts([], options))).toEqual([]);
    expect(retentionCurve(tallyCohorts([], options))).toEqual([]);
  });

  test("refuses what is no tally", () => {
    expectError(
      () => retentionTable(untyped(events)),
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
          expect(cells[0].returned).toBe(size);
          for (const { returned, eligible, rate, state } of cells) {
            if (state === "future") expect([returned, eligible, rate]).toEqual([0, 0, null]);
            else expect(eligible).toBe(size);
            expect(rate).toBe(eligible === 0 ? null : returned / eligible);
            expect(returned).toBeLessThanOrEqual(eligible);
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

describe("retentionCurve", () => {
  test("pools the complete cells, and counts the cohorts behind each point", () => {
    const curve = retentionCurve(tally, { confidence: 0.9 });
    const { low, high } = shareInterval({ count: 1, total: 2 }, { confidence: 0.9 }) as {
      low: number;
      high: number;
    };
    const point = { returned: 1, eligible: 2, rate: 0.5, low, high, confidence: 0.9 };
    // One of two came back in February, and as many in March.
    expect(curve).toEqual([
      {
        lag: 0,
        through: 0,
        cohorts: 2,
        returned: 3,
        eligible: 3,
        rate: 1,
        ofPrevious: null,
        low: 1,
        high: 1,
        confidence: 0.9,
      },
      { lag: 1, through: 1, cohorts: 1, ofPrevious: 0.5, ...point },
      { lag: 2, through: 2, cohorts: 1, ofPrevious: 1, ...point },
    ]);
  });

  test("keeps the month still running out, down to no point at all", () => {
    const first = [{ customer: 1, time: at(4, 2) }];
    expect(retentionCurve(tallyCohorts(first, options))).toEqual([]);
  });

  test("refuses a confidence that is none, and what is no tally", () => {
    expectError(
      () => retentionCurve(tally, { confidence: 95 }),
      "out-of-range",
      "retentionCurve: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => retentionCurve(untyped({ kind: "scores" })),
      "bad-tally",
      'retentionCurve: tally.kind must be "cohorts", got "scores"',
      "tally.kind",
    );
  });

  test("is what the complete cells of the table add up to", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, (log, given) => {
        const made = tallyCohorts(log, given);
        const cells = retentionTable(made)
          .flatMap((row) => row.cells)
          .filter(({ state, eligible }) => state === "complete" && eligible > 0);
        const curve = retentionCurve(made);
        expect(curve.map(({ lag }) => lag)).toEqual(curve.map((_, lag) => lag));
        expect(cells.every(({ lag }) => lag < curve.length)).toBe(true);
        for (const { lag, cohorts, returned, eligible, rate, low, high } of curve) {
          const there = cells.filter((cell) => cell.lag === lag);
          expect(cohorts).toBe(there.length);
          expect(returned).toBe(there.reduce((sum, cell) => sum + cell.returned, 0));
          expect(eligible).toBe(there.reduce((sum, cell) => sum + cell.eligible, 0));
          expect(rate).toBe(returned / eligible);
          expect(low).toBeLessThanOrEqual(rate);
          expect(high).toBeGreaterThanOrEqual(rate);
        }
      }),
    );
  });
});
