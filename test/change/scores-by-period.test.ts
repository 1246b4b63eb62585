import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeScores,
  mergeScoresByPeriod,
  nps,
  oneToFive,
  responseCount,
  type ScoresByPeriodTally,
  tallyScores,
  tallyScoresByPeriod,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/periods.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const until = Date.UTC(2026, 3, 1);
const months = { period: "month", timeZone: "UTC", until } as const;
const day = (month: number, date: number) => Date.UTC(2026, month - 1, date);

describe("tallyScoresByPeriod", () => {
  test("agrees with pandas on months and weeks in New York", () => {
    const rows = reference.rows.map(([time, score]) => ({ time: time as number, score }));
    for (const series of reference.series) {
      const { period, weekStart, by, counts, missing } = series;
      const found = tallyScoresByPeriod(rows, zeroToTen, {
        period: period as "month" | "week",
        weekStart: weekStart as "monday" | "sunday",
        timeZone: reference.timeZone,
        until: reference.until,
      });
      expect(found.afterUntil).toBe(series.afterUntil);
      expect(found.groups.map((group) => group.by)).toEqual(by);
      expect(found.groups.map(({ tally }) => tally.counts)).toEqual(counts);
      expect(found.groups.map(({ tally }) => tally.missing)).toEqual(missing);
    }
  });

  test("has a group for each period, also for those without answers, up to the last one begun", () => {
    const rows = [
      { time: day(3, 9), score: 9 },
      { time: day(1, 5), score: 10 },
      { time: new Date(day(1, 6)), score: null },
      { time: day(4, 1), score: 3 },
    ];
    const tally: ScoresByPeriodTally = {
      kind: "scores-by-period",
      scale: zeroToTen,
      period: "month",
      timeZone: "UTC",
      weekStart: "monday",
      until,
      afterUntil: 1,
      groups: [
        { by: "2026-01-01", tally: tallyScores([10, null], zeroToTen) },
        { by: "2026-02-01", tally: tallyScores([], zeroToTen) },
        { by: "2026-03-01", tally: tallyScores([9], zeroToTen) },
      ],
    };
    expect(tallyScoresByPeriod(rows, zeroToTen, months)).toEqual(tally);
    const columns = { time: rows.map(({ time }) => time), score: rows.map(({ score }) => score) };
    expect(tallyScoresByPeriod(columns, zeroToTen, months)).toEqual(tally);
  });

  test("counts the minute of November before the clocks go back to October", () => {
    // In St. John's the first of November 2009 began at 02:30 UTC, went back at 02:31, and began again at 03:30.
    const tally = tallyScoresByPeriod(
      [{ time: Date.UTC(2009, 10, 1, 2, 30, 30), score: 9 }],
      zeroToTen,
      {
        period: "month",
        timeZone: "America/St_Johns",
        until: Date.UTC(2009, 10, 1, 3),
      },
    );
    expect(tally.groups).toEqual([{ by: "2009-11-01", tally: tallyScores([9], zeroToTen) }]);
  });

  test("of no rows has no groups", () => {
    expect(tallyScoresByPeriod([], oneToFive, months)).toMatchObject({ afterUntil: 0, groups: [] });
    const later = [{ time: until, score: 5 }];
    expect(tallyScoresByPeriod(later, oneToFive, months)).toMatchObject({
      afterUntil: 1,
      groups: [],
    });
  });

  test("refuses scores off the scale, also after the end, and times that are not", () => {
    for (const time of [day(1, 5), until]) {
      expectError(
        () => tallyScoresByPeriod([{ time, score: 6 }], oneToFive, months),
        "out-of-range",
        "tallyScoresByPeriod: score at index 0 must be a whole number from 1 to 5, got 6",
        "score",
        0,
      );
    }
    expectError(
      () => tallyScoresByPeriod([{ time: Number.NaN, score: 5 }], oneToFive, months),
      "out-of-range",
      "tallyScoresByPeriod: time at index 0 must be a Date or epoch milliseconds between the years 1 and 9999, got NaN",
      "time",
      0,
    );
  });

  test("refuses rows 50,000 periods before the end, and unknown options", () => {
    const daily = { ...months, period: "day" } as const;
    const time = until - 50_000 * 86_400_000;
    const [latest] = [{ time, score: 5 }];
    expect(tallyScoresByPeriod([latest], oneToFive, daily).groups.length).toBe(50_000);
    expectError(
      () => tallyScoresByPeriod([{ time: time - 1, score: 5 }], oneToFive, daily),
      "out-of-range",
      `tallyScoresByPeriod: time at index 0 must be less than 50000 periods before until (take a longer period, or leave the row out), got ${time - 1}`,
      "time",
      0,
    );
    expectError(
      () => tallyScoresByPeriod([], oneToFive, untyped({ ...months, weekstart: "sunday" })),
      "unknown-option",
      'tallyScoresByPeriod: options must be like { period, timeZone, weekStart, until }, got "weekstart"',
      "options",
    );
  });

  test("pooled is the tally of all scores before the end", () => {
    const row = fc.record({
      time: fc.integer({ min: day(1, 1), max: day(5, 1) }),
      score: fc.option(fc.integer({ min: 0, max: 10 })),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { groups } = tallyScoresByPeriod(rows, zeroToTen, { ...months, period: "week" });
        const before = rows.filter(({ time }) => time < until).map(({ score }) => score);
        const all = mergeScores([tallyScores([], zeroToTen), ...groups.map(({ tally }) => tally)]);
        expect(all).toEqual(tallyScores(before, zeroToTen));
      }),
    );
  });
});

mergeLaws({
  name: "tallyScoresByPeriod",
  rows: fc.array(
    fc.record({
      time: fc.integer({ min: day(1, 1), max: day(5, 1) }),
      score: fc.option(fc.integer({ min: 0, max: 10 })),
    }),
  ),
  split: anyCut(),
  tally: (rows) => tallyScoresByPeriod(rows, zeroToTen, { ...months, period: "week" }),
  merge: mergeScoresByPeriod,
  counted: ({ groups, afterUntil }) =>
    groups.reduce((sum, { tally }) => sum + responseCount(tally) + tally.missing, afterUntil),
});

describe("mergeScoresByPeriod", () => {
  const tallyOf = (time: number, options: object = {}, scale = zeroToTen) =>
    tallyScoresByPeriod([{ time, score: 5 }], scale, { ...months, ...options });

  test("matches periods from their ends, and adds what came after them", () => {
    const merged = mergeScoresByPeriod([
      tallyOf(day(3, 2)),
      tallyOf(until),
      tallyOf(day(1, 2)),
      tallyOf(day(3, 9)),
    ]);
    expect(merged.groups.map(({ by, tally }) => [by, responseCount(tally)])).toEqual([
      ["2026-01-01", 1],
      ["2026-02-01", 0],
      ["2026-03-01", 2],
    ]);
    expect(merged.afterUntil).toBe(1);
    expect(nps(merged.groups[1].tally)).toBe(null);
  });

  test("refuses parts of other periods, zones, ends or scales", () => {
    const one = tallyOf(day(1, 2));
    for (const [options, field, meant, got] of [
      [{ period: "week" }, "period", '"month"', '"week"'],
      [{ timeZone: "Europe/Paris" }, "timeZone", '"UTC"', '"Europe/Paris"'],
      [{ weekStart: "sunday" }, "weekStart", '"monday"', '"sunday"'],
      [{ until: until - 1 }, "until", `${until}`, `${until - 1}`],
    ] as const) {
      expectError(
        () => mergeScoresByPeriod([one, tallyOf(day(1, 2), options)]),
        "options-mismatch",
        `mergeScoresByPeriod: parts[1].${field} must be ${meant}, as in parts[0], got ${got}`,
        `parts[1].${field}`,
      );
    }
    expectError(
      () => mergeScoresByPeriod([one, tallyOf(day(1, 2), {}, oneToFive)]),
      "scale-mismatch",
      "mergeScoresByPeriod: parts[1].scale.min must be 0, got 1",
      "parts[1].scale.min",
    );
  });

  test("refuses stored tallies that no rows can give", () => {
    const one = tallyOf(day(2, 2));
    const [first, second] = one.groups;
    const five = tallyScores([5], oneToFive);
    const stored: [object | null, string, string, string][] = [
      [null, "kind", '"scores-by-period"', "undefined"],
      [{ kind: "scores" }, "kind", '"scores-by-period"', '"scores"'],
      [{ ...one, afterUntil: -1 }, "afterUntil", "a whole number, 0 or more", "-1"],
      [{ ...one, scale: null }, "scale", "a scale such as { min, max }", "null"],
      [{ ...one, groups: {} }, "groups", "a list of at most 50000 groups", "an object"],
      [
        { ...one, groups: [first] },
        "groups[0].by",
        '"2026-03-01", so that none is left out',
        '"2026-02-01"',
      ],
      [
        { ...one, groups: [null, second] },
        "groups[0].by",
        '"2026-02-01", so that none is left out',
        "undefined",
      ],
      [
        { ...one, groups: [first, { ...second, tally: null }] },
        "groups[1].tally",
        "a tally, as tallyScores makes it",
        "null",
      ],
    ];
    for (const [tally, field, mustBe, got] of stored) {
      expectError(
        () => mergeScoresByPeriod([untyped(tally)]),
        "bad-tally",
        `mergeScoresByPeriod: parts[0].${field} must be ${mustBe}, got ${got}`,
        `parts[0].${field}`,
      );
    }
    expectError(
      () => mergeScoresByPeriod([{ ...one, groups: [first, { ...second, tally: five }] }]),
      "scale-mismatch",
      "mergeScoresByPeriod: parts[0].groups[1].tally.scale.min must be 0, got 1",
      "parts[0].groups[1].tally.scale.min",
    );
    expectError(
      () => mergeScoresByPeriod([untyped({ ...one, timeZone: "Mars/Olympus" })]),
      "bad-tally",
      "mergeScoresByPeriod: parts[0] must be made with options that tallyScoresByPeriod takes, got an object",
      "parts[0]",
    );
  });
});
