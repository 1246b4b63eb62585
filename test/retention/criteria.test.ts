import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortOptions,
  type CohortTally,
  meanCohortRetention,
  mergeCohorts,
  type RetentionCriterion,
  retentionCurve,
  retentionTable,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog } from "../support/logs.js";
import { slowRetention } from "../support/oracle.js";

const criteria: readonly RetentionCriterion[] = ["on", "onOrAfter", "onOrBefore", "every"];
const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const monthly: CohortOptions = { period: "month", timeZone: "UTC", until: at(5, 10) };

/** Events in the months of 2026 that a string marks, from January. */
const log = (customer: string, months: string) =>
  [...months].flatMap((mark, month) =>
    mark === "x" ? [{ customer, time: at(month + 1, 5) }] : [],
  );
const events = [
  ...log("ann", "xx.xx"),
  ...log("bob", "x.x.."),
  ...log("cas", "x...x"),
  ...log("dee", "xxx.."),
];
const returned = (tally: CohortTally, criterion: RetentionCriterion) =>
  retentionTable(tally, { criterion })[0].cells.map((cell) => cell.returned);

describe("retentionTable by each criterion", () => {
  const tally = tallyCohorts(events, monthly);

  test("counts who was active on a lag, on or after it, on or before it, and at every one", () => {
    expect(returned(tally, "on")).toEqual([4, 2, 2, 1, 2]); // ann dee; bob dee; ann; ann cas
    // May, lag 4, is not over: it counts for nobody yet, and cas was last active in January.
    expect(returned(tally, "onOrAfter")).toEqual([4, 3, 3, 1, 0]); // ann bob dee; ann bob dee; ann
    expect(returned(tally, "onOrBefore")).toEqual([4, 2, 3, 3, 4]); // ann dee; bob; nobody; cas
    expect(returned(tally, "every")).toEqual([4, 2, 1, 0, 0]); // ann dee; dee
  });

  test("says how many returned of those of the lag before, which may be more than all", () => {
    const [row] = retentionTable(tally);
    expect(row.cells.map(({ ofPrevious }) => ofPrevious)).toEqual([null, 0.5, 1, 0.5, 2]);
    const [once] = retentionTable(tallyCohorts(log("eve", "x..x"), monthly));
    expect(once.cells.map(({ ofPrevious }) => ofPrevious)).toEqual([null, 0, null, null, 0]);
  });

  test("trims rows by `from`, and changes no other", () => {
    const more = tallyCohorts([...events, ...log("eve", "..xx")], monthly);
    const rows = retentionTable(more);
    const trimmed = retentionTable(more, { from: "2026-03-17" });
    expect(trimmed.map(({ cohort }) => cohort)).toEqual(["2026-03-01", "2026-04-01", "2026-05-01"]);
    // Eve is new in March, ann is not. There are as many lags as the first row needs.
    expect(trimmed[0]).toEqual({ ...rows[2], cells: rows[2].cells.slice(0, 3) });
    expect(retentionTable(more, { from: "2025-01-01" })).toEqual(rows);
    expect(retentionTable(more, { from: "2026-06-01" })).toEqual([]);
  });

  test("takes lags together in brackets", () => {
    const bracketed = tallyCohorts(events, { ...monthly, brackets: [2, 3, 5, 9] });
    const [{ cells }] = retentionTable(bracketed);
    expect(
      cells.map(({ lag, through, returned, state }) => [lag, through, returned, state]),
    ).toEqual([
      [0, 0, 4, "complete"],
      [1, 2, 3, "complete"], // ann, bob and dee
      [3, 3, 1, "complete"],
      [4, 5, 2, "partial"], // April and May; until is in May
    ]);
    const numbers = { ann: 0, bob: 2, cas: 4, dee: 6 } as const;
    const many = Array.from({ length: 40 }, () => [...events, ...log("dee", ".....x")]).flat();
    const columns = {
      customer: Uint32Array.from(many, ({ customer }) => numbers[customer as "ann"]),
      time: Float64Array.from(many, ({ time }) => time),
    };
    const short = { ...monthly, until: at(7, 10), brackets: [2, 3] };
    expect(returned(tallyCohorts(columns, short), "on")).toEqual([4, 3, 1]);
    expect(returned(bracketed, "every")).toEqual([4, 3, 1, 1]);
    expect(returned(bracketed, "onOrBefore")).toEqual([4, 3, 3, 4]);
    expect(returned(bracketed, "onOrAfter")).toEqual([4, 3, 1, 0]);
  });

  test("asks for as many events as stated, but for entry", () => {
    const twice = [...events, { customer: "ann", time: at(2, 28) }, ...log("cas", "....x")];
    const tally = tallyCohorts(twice, { ...monthly, minimumEvents: 2 });
    expect(returned(tally, "on")).toEqual([4, 1, 0, 0, 1]);
    expect(returned(tally, "onOrBefore")).toEqual([4, 1, 1, 1, 2]);
    const bracketed = tallyCohorts(events, { ...monthly, minimumEvents: 2, brackets: [1, 3] });
    expect(returned(bracketed, "on")).toEqual([4, 0, 0]); // lags 2 and 3: one event each
    expect(
      returned(tallyCohorts(events, { ...monthly, minimumEvents: 2, brackets: [2] }), "on"),
    ).toEqual(
      [4, 1], // dee, in February and March
    );
  });

  test("ends `onOrAfter` at the horizon, whose end decides when a row is complete", () => {
    const tally = tallyCohorts([...events, ...log("eve", ".xx")], { ...monthly, horizon: 2 });
    const cells = retentionTable(tally, { criterion: "onOrAfter" }).map((row) =>
      row.cells.map(({ returned, state }) => [returned, state]),
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
    const tally = tallyCohorts(windows, { ...monthly, lagDays: 7 });
    const [row] = retentionTable(tally);
    const cells = row.cells.map(({ returned, eligible, state }) => [returned, eligible, state]);
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
      fc.property(anyLog, anyDepth, fc.constantFrom(...criteria), (events, options, criterion) => {
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
                .map(({ lag, through, returned, eligible, state }) => ({
                  lag,
                  through,
                  returned,
                  eligible,
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
      fc.property(anyLog, anyDepth, fc.constantFrom(...criteria), (events, options, criterion) => {
        for (const { cells } of retentionTable(tallyCohorts(events, options), { criterion })) {
          const begun = cells.filter(({ state }) => state !== "future");
          for (const { returned, eligible, rate } of begun) {
            expect(returned).toBeLessThanOrEqual(eligible);
            expect(rate).toBe(eligible === 0 ? null : returned / eligible);
          }
          const counts = begun.map(({ returned }) => returned).slice(1);
          const sorted = [...counts].sort((a, b) => (criterion === "onOrBefore" ? a - b : b - a));
          if (criterion !== "on") expect(counts).toEqual(sorted);
        }
      }),
    );
  });

  test("refuses a criterion that is none", () => {
    for (const criterion of ["rolling", "toString"]) {
      expectError(
        () => retentionTable(tally, untyped({ criterion })),
        "out-of-range",
        `retentionTable: criterion must be on, onOrAfter, onOrBefore or every, got "${criterion}"`,
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
      'retentionTable: criterion must be read "on" of grouped counts; tallyCohorts counts the others from one row a customer and period, as SELECT DISTINCT customer, date_trunc(\'month\', time) gives, got "every"',
      "criterion",
    );
    // Nor does the sum of such counts and others.
    expectError(
      () => retentionTable(mergeCohorts(tally, grouped), { criterion: "every" }),
      "needs-events",
      'retentionTable: criterion must be read "on" of grouped counts; tallyCohorts counts the others from one row a customer and period, as SELECT DISTINCT customer, date_trunc(\'month\', time) gives, got "every"',
      "criterion",
    );
  });
});

describe("retentionCurve and meanCohortRetention by each criterion", () => {
  const two = [...events, ...log("eve", ".x.x")];
  const tally = tallyCohorts(two, { ...monthly, horizon: 2 });

  test("pool the complete cells", () => {
    const pooled = (criterion: RetentionCriterion) =>
      retentionCurve(tally, { criterion }).map((point) => [point.returned, point.eligible]);
    expect(pooled("on")).toEqual([
      [5, 5],
      [2, 5],
      [3, 5],
      [1, 4],
    ]);
    expect(pooled("onOrAfter")).toEqual([
      [5, 5],
      [4, 5],
      [3, 5],
    ]);
    expect(pooled("onOrBefore")).toEqual([
      [5, 5],
      [2, 5],
      [4, 5],
      [3, 4],
    ]);
    expect(pooled("every")).toEqual([
      [5, 5],
      [2, 5],
      [1, 5],
      [0, 4],
    ]);
    // At lag 3 only the cohort of January counts, of whom two returned at lag 2 and one at lag 3.
    expect(retentionCurve(tally)[3].ofPrevious).toBe(0.5);
    expect(retentionCurve(tally, { criterion: "every" })[3]).toMatchObject({ rate: 0, low: 0 });
  });

  test("weigh customers, or cohorts", () => {
    expect(meanCohortRetention(tally)).toEqual([
      { lag: 0, through: 0, cohorts: 2, rate: 1 },
      { lag: 1, through: 1, cohorts: 2, rate: (2 / 4 + 0) / 2 },
      { lag: 2, through: 2, cohorts: 2, rate: (2 / 4 + 1) / 2 },
      { lag: 3, through: 3, cohorts: 1, rate: 1 / 4 },
    ]);
    expect(meanCohortRetention(tally, { criterion: "onOrAfter" }).map(({ rate }) => rate)).toEqual([
      1,
      (3 / 4 + 1) / 2,
      (2 / 4 + 1) / 2,
    ]);
    expect(meanCohortRetention(tallyCohorts([], monthly))).toEqual([]);
  });

  test("refuse `onOrAfter` without a horizon", () => {
    for (const [name, reading] of Object.entries({ retentionCurve, meanCohortRetention })) {
      expectError(
        () => reading(tallyCohorts(two, monthly), { criterion: "onOrAfter" }),
        "needs-events",
        `${name}: horizon must be stated when the events are tallied, since young cohorts had less time, such as 6, got null`,
        "horizon",
      );
    }
  });

  test("are what the complete cells of the table add up to", () => {
    fc.assert(
      fc.property(anyLog, anyDepth, fc.constantFrom(...criteria), (events, given, criterion) => {
        const options =
          criterion === "onOrAfter" && !given.horizon ? { ...given, horizon: 0 } : given;
        const tally = tallyCohorts(events, options);
        const cells = retentionTable(tally, { criterion })
          .filter(({ size }) => size > 0)
          .flatMap((row) => row.cells)
          .filter(({ state }) => state === "complete");
        const curve = retentionCurve(tally, { criterion });
        const means = meanCohortRetention(tally, { criterion });
        expect(new Set(cells.map(({ lag }) => lag))).toEqual(new Set(curve.map(({ lag }) => lag)));
        curve.forEach(({ lag, through, cohorts, returned, eligible, rate, low, high }, i) => {
          const there = cells.filter((cell) => cell.lag === lag);
          expect(cohorts).toBe(there.length);
          expect(returned).toBe(there.reduce((sum, cell) => sum + cell.returned, 0));
          expect(eligible).toBe(there.reduce((sum, cell) => sum + cell.eligible, 0));
          expect(low).toBeLessThanOrEqual(rate);
          expect(high).toBeGreaterThanOrEqual(rate);
          const sum = there.reduce((total, cell) => total + (cell.rate ?? 0), 0);
          expect(means[i]).toEqual({ lag, through, cohorts, rate: sum / cohorts });
        });
      }),
    );
  });
});

describe("tallyCohorts refuses", () => {
  test.each<[string, object, string, string, string, number?]>([
    [
      "minimumEvents 0",
      { minimumEvents: 0 },
      "out-of-range",
      "a whole number from 1 to 2147483648",
      "0",
    ],
    ["lagDays 0.5", { lagDays: 0.5 }, "not-whole", "a whole number from 1 to 36525", "0.5"],
    ["horizon -1", { horizon: -1 }, "out-of-range", "a whole number from 0 to 1000000", "-1"],
    ["brackets 3", { brackets: 3 }, "wrong-type", "a list of lags, such as [1, 3, 7]", "3"],
    [
      "brackets []",
      { brackets: [] },
      "wrong-type",
      "a list of lags, such as [1, 3, 7]",
      "an object",
    ],
    ["brackets [0]", { brackets: [0] }, "out-of-range", "a whole number from 1 to 1000000", "0", 0],
    [
      "brackets [2, 2]",
      { brackets: [2, 2] },
      "out-of-range",
      "a whole number from 3 to 1000000",
      "2",
      1,
    ],
    [
      "horizon 2",
      { horizon: 2, brackets: [1, 3] },
      "out-of-range",
      "the last lag of a bracket",
      "2",
    ],
  ])("%s", (title, option, code, mustBe, shown, index) => {
    const argument = title.split(" ")[0];
    const where = index === undefined ? argument : `${argument} at index ${index}`;
    expectError(
      () => tallyCohorts([], { ...monthly, ...option }),
      untyped(code),
      `tallyCohorts: ${where} must be ${mustBe}, got ${shown}`,
      argument,
      index,
    );
  });
});

describe("mergeCohorts refuses", () => {
  const tally = tallyCohorts(events, { ...monthly, brackets: [1, 3] });

  test.each<[string, object, string, string, string]>([
    ["brackets", { brackets: [1, 4] }, "1,3", '"1,4"', "brackets"],
    ["a horizon", { brackets: [1, 3], horizon: 3 }, "null", "3", "horizon"],
    ["a least number of events", { brackets: [1, 3], minimumEvents: 2 }, "1", "2", "minimumEvents"],
    ["windows", { brackets: [1, 3], lagDays: 30 }, "null", "30", "lagDays"],
  ])("another choice of %s", (_, option, first, shown, argument) => {
    expectError(
      () => mergeCohorts(tally, tallyCohorts(events, { ...monthly, ...option })),
      "options-mismatch",
      `mergeCohorts: ${argument} at index 1 must be ${first}, as in the first, got ${shown}`,
      argument,
      1,
    );
  });

  const [cohort] = tally.cohorts;
  test.each<[string, object, string, string]>([
    [
      "another length",
      { streak: [4] },
      "streak",
      "a list with a count for each lag, got an object",
    ],
    ["more than are active", { streak: [0, 4, 0] }, "streak", "at most the active at lag 1, got 4"],
    [
      "a streak too few",
      { streak: [3, 0, 0] },
      "streak",
      "a count for each member, and no more, got 3",
    ],
    [
      "a return at lag 0",
      { firstReturn: [4, 0, 0] },
      "firstReturn",
      "a count for each member, and no more, got 4",
    ],
  ])("a histogram with %s", (_, change, field, mustBe) => {
    expectError(
      () => mergeCohorts(tally, { ...tally, cohorts: [{ ...cohort, ...change }] }),
      "bad-tally",
      `mergeCohorts: cohort.${field} at index 0 must be ${mustBe}`,
      `cohort.${field}`,
      0,
    );
  });

  test("nothing that version 0.1.0 stored, before there were such options", () => {
    const { kind, period, timeZone, weekStart, until, later } = tallyCohorts(events, monthly);
    const cohorts = tallyCohorts(events, monthly).cohorts.map(
      ({ start, size, eligible, active }) => ({ start, size, eligible, active }),
    );
    const stored = untyped({ kind, period, timeZone, weekStart, until, later, cohorts });
    expect(mergeCohorts(stored)).toEqual({ ...tallyCohorts(events, monthly), cohorts });
  });
});
