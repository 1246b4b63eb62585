import { describe, expect, test } from "vitest";
import {
  adjustPValues,
  type CohortOptions,
  cohortsFromActivity,
  lifecycleFromActivity,
  mergeActivity,
  mergeScores,
  mergeScoresBy,
  nps,
  retentionTable,
  tallyActivity,
  tallyActivityAsync,
  tallyCohortCounts,
  tallyCohorts,
  tallyCohortsAsync,
  tallyCohortsFromEntries,
  tallyLevelMoves,
  tallyLifecycle,
  tallyLifetimes,
  tallyRevenueByPeriod,
  tallyScoreCounts,
  tallyScores,
  tallyScoresBy,
  valueRetention,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const DAY = 86_400_000;
const until = Date.UTC(2026, 6, 1);
const days = { period: "day", timeZone: "UTC", until } as const;
/** What databases write for "none": 0001-01-01T00:00Z. */
const none = -62_135_596_800_000;
/** By day, the first moment that is not too long before `until`, and the one before. */
const first = until - 50_000 * DAY;
const tooEarly = first - 1;

const reach = "less than 50000 periods before until (take a longer period, or leave the row out)";

describe("a row 50,000 periods or more before until is refused at once by", () => {
  const rowsAt = (time: number) => [
    { customer: "ann", time: until - DAY },
    { customer: "ann", time },
  ];
  const spansAt = (from: number) =>
    rowsAt(from).map(({ time }) => ({ customer: "ann", from: time, to: null, amount: 1 }));
  const entries = { ...days, entry: "first" } as const;
  test.each<[string, string, (time: number) => unknown]>([
    ["tallyCohorts", "time", (time) => tallyCohorts(rowsAt(time), days)],
    [
      "tallyCohortsFromEntries (entries)",
      "time",
      (time) => tallyCohortsFromEntries(rowsAt(time), [], entries),
    ],
    ["tallyActivity", "time", (time) => tallyActivity(rowsAt(time), days)],
    ["tallyLifecycle", "time", (time) => tallyLifecycle(rowsAt(time), days)],
    ["tallyRevenueByPeriod", "from", (time) => tallyRevenueByPeriod(spansAt(time), days)],
  ])("%s", (where, argument, call) => {
    for (const time of [none, tooEarly]) {
      const message = `${where}: ${argument} at index 1 must be ${reach}, got ${time}`;
      expectError(() => call(time), "out-of-range", message, argument, 1);
    }
    expect(call(first)).toMatchObject({ afterUntil: 0 });
  });

  test.each([tallyCohortsAsync, tallyActivityAsync])("%o", async (tally) => {
    const message = `${tally.name}: time at index 1 must be ${reach}, got ${tooEarly}`;
    await expect(tally([rowsAt(tooEarly)], days)).rejects.toMatchObject({
      message,
      code: "out-of-range",
      argument: "time",
      index: 1,
    });
    await expect(tally([rowsAt(first)], days)).resolves.toMatchObject({ afterUntil: 0 });
  });

  test("tallyCohortCounts", () => {
    const rowsAt = (cohort: string) => [{ cohort, lag: 0, returned: 3, size: 3 }];
    expectError(
      () => tallyCohortCounts(rowsAt("1889-08-07"), days),
      "out-of-range",
      `tallyCohortCounts: cohort at index 0 must be ${reach}, got "1889-08-07"`,
      "cohort",
      0,
    );
    const start = new Date(first).toISOString().slice(0, 10); // 1889-08-08
    expect(tallyCohortCounts(rowsAt(start), days).cohorts[0].active).toHaveLength(50_000);
  });

  test("what is read from activity, also where a later until has come by merging", () => {
    const stored = tallyActivity([{ customer: "ann", time: first }], days);
    const merged = mergeActivity([stored, tallyActivity([], { ...days, until: until + DAY })]);
    for (const read of [cohortsFromActivity, lifecycleFromActivity]) {
      expect(read(stored)).toMatchObject({ until });
      expectError(
        () => read(merged),
        "out-of-range",
        `${read.name}: tally.first at index 0 must be ${reach}, got ${first}`,
        "tally.first",
        0,
      );
    }
  });

  test("all of them where until is far in the future", () => {
    const far = { ...days, until: Date.UTC(9999, 0, 1) };
    expectError(
      () => tallyCohorts([{ customer: 1, time: 0 }], far),
      "out-of-range",
      `tallyCohorts: time at index 0 must be ${reach}, got 0`,
      "time",
      0,
    );
  });

  test("but events that count for nothing may lie where they like", () => {
    expect(tallyCohorts([{ customer: 1, time: until }], days).afterUntil).toBe(1);
    const entered = [{ customer: 1, time: 0 }];
    const events = [{ customer: 1, time: none }];
    expect(
      tallyCohortsFromEntries(entered, events, { ...days, entry: "first" }).cohorts,
    ).toHaveLength(1);
  });

  test("of lags of so many days", async () => {
    const lags = { ...days, period: "year", lagDays: 1 } as const;
    const rows = [{ customer: "ann", time: tooEarly }];
    const mustBe =
      "less than 50000 lags before until (take a longer lagDays, or leave the row out)";
    const message = `tallyCohorts: time at index 0 must be ${mustBe}, got ${tooEarly}`;
    expectError(() => tallyCohorts(rows, lags), "out-of-range", message, "time", 0);
    await expect(tallyCohortsAsync(rows, lags)).rejects.toThrow(mustBe);
    expect(tallyCohorts([{ customer: "ann", time: first }], lags).cohorts[0].size).toBe(1);
  });
});

describe("cohorts with more than ten million lags together are refused by", () => {
  // Every day of a little over twelve years: 4,472 × 4,473 ÷ 2 lags.
  const time = Array.from({ length: 4_472 }, (_, i) => until - (i + 1) * DAY);
  const customer = time.map((_, i) => i);
  const mustBe = "longer, or brackets given: all cohorts together may have at most 10000000 lags";

  test.each<[string, (options: CohortOptions) => unknown]>([
    ["tallyCohorts", (options) => tallyCohorts({ customer, time }, options)],
    [
      "tallyCohortsFromEntries",
      (options) => tallyCohortsFromEntries({ customer, time }, [], { ...options, entry: "first" }),
    ],
    ["cohortsFromActivity", () => cohortsFromActivity(tallyActivity({ customer, time }, days))],
    [
      "tallyCohortCounts",
      () => {
        const cohort = time.map((one) => new Date(one).toISOString().slice(0, 10));
        const size = time.map(() => 1);
        return tallyCohortCounts({ cohort, lag: size.map(() => 0), returned: size, size }, days);
      },
    ],
  ])("%s", (where, call) => {
    const message = `${where}: period must be ${mustBe}, got "day"`;
    expectError(() => call(days), "out-of-range", message, "period");
  });

  test("tallyCohortsAsync", async () => {
    const lags = { ...days, lagDays: 1 };
    await expect(tallyCohortsAsync([{ customer, time }], lags)).rejects.toThrow(
      `tallyCohortsAsync: lagDays must be ${mustBe}, got 1`,
    );
  });

  test("none with the brackets that are the way out", () => {
    const cohorts = tallyCohorts({ customer, time }, { ...days, brackets: [1, 7, 30] }).cohorts;
    expect(cohorts).toHaveLength(4_472);
  });
});

describe("a table of more than five million cells is refused by", () => {
  // 2,237² cells; the cohorts have half as many.
  const time = [until - 2_237 * DAY, until - DAY];
  const tally = tallyCohorts({ customer: [1, 2], time, value: [1, 1] }, days);

  test.each([retentionTable, valueRetention])("%o", (read) => {
    const mustBe =
      "small enough for a table of 5000000 cells: pass a later `from`, or tally longer periods";
    const message = `${read.name}: tally must be ${mustBe}, got ${2_237 ** 2}`;
    expectError(() => read(tally), "out-of-range", message, "tally");
    expect(read(tally, { from: "2026-06-30" })).toHaveLength(1);
  });
});

describe("groups with more than ten million counts together are refused by", () => {
  const wide = { min: 0, max: 10_000 };
  const groupsOf = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => ({ score: 0, by: from + i }));

  test("tallyScoresBy", () => {
    expect(tallyScoresBy(groupsOf(0, 999), wide)).toHaveLength(999);
    expectError(
      () => tallyScoresBy(groupsOf(0, 1_000), wide),
      "out-of-range",
      "tallyScoresBy: by at index 999 must be one of at most 999 keys (group more coarsely), got 999",
      "by",
      999,
    );
    const listed = groupsOf(0, 1_000).map((row) => ({ ...row, by: [row.by] }));
    expect(() => tallyScoresBy(listed, wide)).toThrow(
      'one of at most 999 keys (group more coarsely), got "[999]"',
    );
  });

  test("mergeScoresBy", () => {
    const parts = [groupsOf(0, 999), groupsOf(999, 1_000)].map((rows) => tallyScoresBy(rows, wide));
    expectError(
      () => mergeScoresBy(parts),
      "out-of-range",
      "mergeScoresBy: parts[1][0].by must be one of at most 999 keys (group more coarsely), got 999",
      "parts[1][0].by",
    );
  });
});

describe("an array of holes is refused at once by", () => {
  const holes: number[] = untyped(new Array(2 ** 32 - 1));
  test.each<[string, string, () => unknown]>([
    ["tallyScores", "scores", () => tallyScores(holes, zeroToTen)],
    ["nps", "scores", () => nps(holes)],
    ["tallyCohorts", "events", () => tallyCohorts(untyped(holes), days)],
    ["tallyCohorts", "customer", () => tallyCohorts({ customer: holes, time: holes }, days)],
    ["tallyLifecycle", "customer", () => tallyLifecycle({ customer: holes, time: holes }, days)],
    ["tallyLifetimes", "duration", () => tallyLifetimes({ duration: holes, left: holes })],
    ["tallyLevelMoves", "before", () => tallyLevelMoves({ before: holes, after: holes })],
    [
      "tallyScoreCounts",
      "score",
      () => tallyScoreCounts({ score: holes, count: holes }, zeroToTen),
    ],
    ["mergeScores", "parts", () => mergeScores(untyped(holes))],
    ["adjustPValues", "p", () => adjustPValues(holes, { method: "holm" })],
  ])("%s: %s", (where, argument, call) => {
    const message = `${where}: ${argument}.length must be at most 100000000 in a plain array (take a typed one, or merge tallies of parts), got 4294967295`;
    expectError(call, "out-of-range", message, `${argument}.length`);
  });

  test("tallyCohorts: brackets", () => {
    expectError(
      () => tallyCohorts([], { ...days, brackets: holes }),
      "wrong-type",
      "tallyCohorts: brackets at index 0 must be a whole number from 1 to 1000000, got undefined",
      "brackets",
      0,
    );
  });
});
