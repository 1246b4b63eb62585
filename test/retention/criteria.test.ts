import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  mergeCohorts,
  type RetentionCriterion,
  retentionTable,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCriterion, anyDepth, anyLog } from "../support/logs.js";
import { slowRetention } from "../support/oracle.js";
import { at, log, untilMay, visits } from "../support/orders.js";

const returned = (tally: CohortTally, criterion: RetentionCriterion) =>
  retentionTable(tally, { criterion })[0].cells.map((cell) => cell.count);

describe("retentionTable by each criterion", () => {
  const tally = tallyCohorts(visits, untilMay);

  test("counts who was active on a lag, on or after it, on or before it, and at every one", () => {
    expect(returned(tally, "on")).toEqual([4, 2, 2, 1, 2]); // ann dee; bob dee; ann; ann cas
    // May, lag 4, is not over: it counts for nobody yet, and cas was last active in January.
    expect(returned(tally, "onOrAfter")).toEqual([4, 3, 3, 1, 0]); // ann bob dee; ann bob dee; ann
    expect(returned(tally, "onOrBefore")).toEqual([4, 2, 3, 3, 4]); // ann dee; bob; nobody; cas
    expect(returned(tally, "every")).toEqual([4, 2, 1, 0, 0]); // ann dee; dee
  });

  test("takes lags together in brackets", () => {
    const bracketed = tallyCohorts(visits, { ...untilMay, brackets: [2, 3, 5, 9] });
    const [{ cells }] = retentionTable(bracketed);
    expect(cells.map(({ lag, through, count, state }) => [lag, through, count, state])).toEqual([
      [0, 0, 4, "complete"],
      [1, 2, 3, "complete"], // ann, bob and dee
      [3, 3, 1, "complete"],
      [4, 5, 2, "partial"], // April and May; until is in May
    ]);
    const numbers = { ann: 0, bob: 2, cas: 4, dee: 6 } as const;
    const many = Array.from({ length: 40 }, () => [...visits, ...log("dee", ".....x")]).flat();
    const columns = {
      customer: Uint32Array.from(many, ({ customer }) => numbers[customer as "ann"]),
      time: Float64Array.from(many, ({ time }) => time),
    };
    const short = { ...untilMay, until: at(7, 10), brackets: [2, 3] };
    expect(returned(tallyCohorts(columns, short), "on")).toEqual([4, 3, 1]);
    expect(returned(bracketed, "every")).toEqual([4, 3, 1, 1]);
    expect(returned(bracketed, "onOrBefore")).toEqual([4, 3, 3, 4]);
    expect(returned(bracketed, "onOrAfter")).toEqual([4, 3, 1, 0]);
  });

  test("asks for as many events as stated, but for entry", () => {
    const twice = [...visits, { customer: "ann", time: at(2, 28) }, ...log("cas", "....x")];
    const tally = tallyCohorts(twice, { ...untilMay, minimumEvents: 2 });
    expect(returned(tally, "on")).toEqual([4, 1, 0, 0, 1]);
    expect(returned(tally, "onOrBefore")).toEqual([4, 1, 1, 1, 2]);
    const bracketed = tallyCohorts(visits, { ...untilMay, minimumEvents: 2, brackets: [1, 3] });
    expect(returned(bracketed, "on")).toEqual([4, 0, 0]); // lags 2 and 3: one event each
    expect(
      returned(tallyCohorts(visits, { ...untilMay, minimumEvents: 2, brackets: [2] }), "on"),
    ).toEqual(
      [4, 1], // dee, in February and March
    );
  });

  test("ends `onOrAfter` at the horizon, whose end decides when a row is complete", () => {
    const tally = tallyCohorts([...visits, ...log("eve", ".xx")], { ...untilMay, horizon: 2 });
    const cells = retentionTable(tally, { criterion: "onOrAfter" }).map((row) =>
      row.cells.map(({ count, state }) => [count, state]),
    );
    expect(cells.slice(0, 3)).toEqual([
      [
        [4, "complete"],
        [3, "complete"],
        [2, "complete"], // bob and dee; what ann did in April is past the horizon
      ],
      [
        [1, "complete"],
        [1, "complete"],
        [0, "complete"],
      ],
      [
        [0, "partial"], // nobody entered in March; its lag 2 is May
        [0, "partial"],
        [0, "partial"],
      ],
    ]);
    expect(returned(tally, "on")).toHaveLength(5);
  });

  test("counts in windows of days since a customer's own first event, to the millisecond", () => {
    const week = 7 * 86_400_000;
    const windows = [
      { customer: "ann", time: at(4, 1) },
      { customer: "ann", time: at(4, 1) + week - 1 },
      { customer: "ann", time: at(4, 1) + 2 * week },
      { customer: "bob", time: at(4, 30) },
      { customer: "bob", time: at(4, 30) + week },
    ];
    const tally = tallyCohorts(windows, { ...untilMay, lagDays: 7 });
    const [row] = retentionTable(tally);
    const cells = row.cells.map(({ count, total, state }) => [count, total, state]);
    // By 10 May ann is in her window 5, which began on 6 May, and bob in his window 1. One who entered
    // on 30 April, whoever it may be, has not finished window 1: it is over at 14 May.
    expect(cells).toEqual([
      [2, 2, "complete"],
      [1, 2, "partial"],
      [1, 1, "partial"],
      [0, 1, "partial"],
      [0, 1, "partial"],
      [0, 1, "partial"],
    ]);
    expect(returned(tally, "onOrBefore")).toEqual([2, 1, 2, 2, 2, 2]);
    expect(returned(tally, "every")).toEqual([2, 1, 0, 0, 0, 0]);
  });

  test("agrees with going through all events for each cell, on any log and options", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, anyCriterion, (events, options, criterion) => {
        const expected = slowRetention(events, options, criterion);
        for (const times of [1, 20]) {
          const { minimumEvents } = options;
          if (times > 1 && minimumEvents !== undefined && minimumEvents > 1) continue;
          const log = Array.from({ length: times }, () => events).flat();
          const tally = tallyCohorts(log, options);
          const rows = retentionTable(tally, { criterion })
            .filter(({ size }) => size > 0)
            .map(({ cohort, size, cells }) => ({
              cohort,
              size,
              cells: cells
                .filter(({ state }) => state !== "future")
                .map(({ lag, through, count, total, state }) => ({
                  lag,
                  through,
                  returned: count,
                  eligible: total,
                  state,
                })),
            }));
          expect(rows).toEqual(expected);
        }
      }),
      { numRuns: 250 },
    );
  });

  test("has rates from 0 to 1; those before never fall, the others never rise but for `on`", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, anyCriterion, (events, options, criterion) => {
        for (const { cells } of retentionTable(tallyCohorts(events, options), { criterion })) {
          const begun = cells.filter(({ state }) => state !== "future");
          for (const { count, total, share } of begun) {
            expect(count).toBeLessThanOrEqual(total);
            expect(share).toBe(total === 0 ? null : count / total);
          }
          const counts = begun.map(({ count }) => count).slice(1);
          const sorted = [...counts].sort((a, b) => (criterion === "onOrBefore" ? a - b : b - a));
          if (criterion !== "on") expect(counts).toEqual(sorted);
        }
      }),
    );
  });

  test("refuses an unknown criterion", () => {
    for (const criterion of ["rolling", "toString"]) {
      expectError(
        () => retentionTable(tally, untyped({ criterion })),
        "out-of-range",
        `retentionTable: criterion must be "on", "onOrAfter", "onOrBefore" or "every", got "${criterion}"`,
        "criterion",
      );
    }
  });

  test("refuses to read what the counts do not hold", () => {
    const [{ start, size, eligible, active }] = tally.cohorts;
    const grouped = { ...tally, cohorts: [{ start, size, eligible, active }] };
    expect(returned(grouped, "on")).toEqual([4, 2, 2, 1, 2]);
    expectError(
      () => retentionTable(grouped, { criterion: "every" }),
      "needs-events",
      'retentionTable: criterion must be "on" with grouped counts; the others need events: give tallyCohorts one row per customer and period, as SELECT DISTINCT customer, date_trunc(\'month\', time) returns, got "every"',
      "criterion",
    );
    // Nor does the sum of such counts and others.
    expectError(
      () => retentionTable(mergeCohorts([tally, grouped]), { criterion: "every" }),
      "needs-events",
      'retentionTable: criterion must be "on" with grouped counts; the others need events: give tallyCohorts one row per customer and period, as SELECT DISTINCT customer, date_trunc(\'month\', time) returns, got "every"',
      "criterion",
    );
  });
});
