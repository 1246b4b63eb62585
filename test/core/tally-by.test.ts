import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type GroupKey,
  mergeBy,
  mergeCohorts,
  mergeLevelMoves,
  mergeScores,
  nps,
  oneToFive,
  recommendationLevels,
  tallyBy,
  tallyCohorts,
  tallyLevelMoves,
  tallyLifetimes,
  tallyRevenue,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const orders = [
  { customer: "ann", time: Date.UTC(2026, 0, 5), country: "NO" },
  { customer: "bob", time: Date.UTC(2026, 0, 9), country: "DE" },
  { customer: "ann", time: Date.UTC(2026, 1, 5), country: "NO" },
];
const monthly = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
const cohortsOf = (part: Parameters<typeof tallyCohorts>[0]) => tallyCohorts(part, monthly);

type Scored = { readonly score: number | null; readonly by: GroupKey };
const scoresOf = (part: readonly Scored[]) =>
  tallyScores(
    part.map(({ score }) => score),
    zeroToTen,
  );
const part = fc.oneof(
  fc.constantFrom("DE", "NO", "__proto__", "1", ""),
  fc.constantFrom(1, -0, 2.5),
);
const key: fc.Arbitrary<GroupKey> = fc.oneof(part, fc.array(part, { maxLength: 2 }));
const anyRows: fc.Arbitrary<Scored[]> = fc.array(
  fc.record({ score: fc.option(fc.integer({ min: 0, max: 10 })), by: key }),
);

describe("tallyBy", () => {
  test("gives the tally of each group, by a field or by a function", () => {
    const groups = [
      { by: "DE", tally: cohortsOf([orders[1]]) },
      { by: "NO", tally: cohortsOf([orders[0], orders[2]]) },
    ];
    expect(tallyBy(orders, "country", cohortsOf)).toEqual(groups);
    expect(tallyBy(orders, (order) => order.country, cohortsOf)).toEqual(groups);
    expect(tallyBy(new Set(orders), "country", cohortsOf)).toEqual(groups);
    expect(tallyBy([] as typeof orders, "country", cohortsOf)).toEqual([]);
  });

  test("gives each group columns of the kind of the whole, and leaves those given as they were", () => {
    const columns = {
      customer: Uint32Array.of(7, 8, 7),
      time: orders.map(({ time }) => time),
      country: Buffer.of(2, 1, 2),
      value: undefined,
    };
    const parts = tallyBy(columns, "country", (given) => given);
    expect(parts).toEqual([
      {
        by: 1,
        tally: { customer: Uint32Array.of(8), time: [orders[1].time], country: Buffer.of(1) },
      },
      {
        by: 2,
        tally: {
          customer: Uint32Array.of(7, 7),
          time: [orders[0].time, orders[2].time],
          country: Buffer.of(2, 2),
        },
      },
    ]);
    expect(columns.country).toEqual(Buffer.of(2, 1, 2));
    const sizes = tallyBy(columns, "country", cohortsOf).map(({ tally }) => tally.cohorts[0].size);
    expect(sizes).toEqual([1, 1]);
  });

  test("takes readings as well as tallies", () => {
    const answers = [
      { score: 10, plan: "basic" },
      { score: 3, plan: "pro" },
      { score: 9, plan: "basic" },
    ];
    const read = (rows: typeof answers) => nps(rows.map(({ score }) => score));
    expect(tallyBy(answers, "plan", read)).toEqual([
      { by: "basic", tally: 100 },
      { by: "pro", tally: -100 },
    ]);
  });

  test("counts a customer who moved in both segments, from the first event in each", () => {
    const moved = [orders[0], { ...orders[2], country: "DE" }];
    const starts = tallyBy(moved, "country", cohortsOf).map(({ tally }) => tally.cohorts[0].start);
    expect(starts).toEqual(["2026-02-01", "2026-01-01"]);
    // The segment of the first order for all of a customer's orders: one cohort.
    const first = new Map<string, string>();
    for (const { customer, country } of moved)
      if (!first.has(customer)) first.set(customer, country);
    const whole = tallyBy(moved, ({ customer }) => first.get(customer) ?? "", cohortsOf);
    expect(whole.map(({ by, tally }) => [by, tally.cohorts.length])).toEqual([["NO", 1]]);
  });

  test("names the group and the row among all where a row is wrong", () => {
    const rows = [
      { score: 5, by: "DE" },
      { score: 4, by: "NO" },
      { score: 4, by: "DE" },
      { score: 6, by: "NO" },
    ];
    const tally = (given: typeof rows) =>
      tallyScores(
        given.map(({ score }) => score),
        oneToFive,
      );
    const message = (group: string) =>
      `tallyBy: group ${group}: tallyScores: score at index 3 must be a whole number from 1 to 5, got 6`;
    const refuse = (by: (row: (typeof rows)[0]) => GroupKey, group: string) =>
      expectError(() => tallyBy(rows, by, tally), "out-of-range", message(group), "score", 3);
    refuse(({ by }) => by, '"NO"');
    refuse(({ by }) => by.length, "2");
    refuse(({ by }) => [by, 1], '["NO",1]');
    const columns = { duration: [1, 2, -3], left: [1, 1, 1], plan: ["a", "b", "b"] };
    expectError(
      () => tallyBy(columns, "plan", (given) => tallyLifetimes(given)),
      "out-of-range",
      'tallyBy: group "b": tallyLifetimes: duration at index 2 must be a number, 0 or more, got -3',
      "duration",
      2,
    );
  });

  test("names the group of an error that is of no row", () => {
    expectError(
      () => tallyBy(orders, "country", (given) => tallyCohorts(given, untyped({ month: 1 }))),
      "unknown-option",
      'tallyBy: group "DE": tallyCohorts: options must be like { period, timeZone, weekStart, until, ' +
        'minimumEvents, brackets, horizon, lagDays }, got "month"',
      "options",
    );
    const twice = [1, 1].map((customer) => ({ customer, opening: 1, closing: 1, plan: "a" }));
    expectError(
      () => tallyBy(twice, "plan", (given) => tallyRevenue(given)),
      "duplicate-customer",
      'tallyBy: group "a": tallyRevenue: customer at index 1 must be in one row only, got 1',
      "customer",
      1,
    );
  });

  test("throws other errors unchanged, and leaves an index past the group", () => {
    const failure = new Error("out of paper");
    const tally = (): never => {
      throw failure;
    };
    expect(() => tallyBy(orders, "country", tally)).toThrow(failure);
    const beyond = () => tallyScores([5, 5, 5, 6], oneToFive);
    expectError(
      () => tallyBy(orders, "country", beyond),
      "out-of-range",
      'tallyBy: group "DE": tallyScores: score at index 3 must be a whole number from 1 to 5, got 6',
      "score",
      3,
    );
  });

  test("refuses anything but rows, columns and keys", () => {
    const refuse = (
      call: () => unknown,
      argument: string,
      mustBe: string,
      index?: number,
      code: "wrong-type" | "out-of-range" = "wrong-type",
    ) => {
      const at = index === undefined ? "" : ` at index ${index}`;
      expectError(call, code, `tallyBy: ${argument}${at} must be ${mustBe}`, argument, index);
    };
    const any = untyped(tallyBy);
    refuse(() => any(null, "plan", cohortsOf), "rows", "rows, or columns of them, got null");
    refuse(() => any("ab", "plan", cohortsOf), "rows", 'rows, or columns of them, got "ab"');
    const tally = "a function such as (part) => tallyCohorts(part, options), got undefined";
    refuse(() => any(orders, "country"), "tally", tally);
    const field = "the name of a field, or a function such as (row) => row.plan, got 1";
    refuse(() => any(orders, 1, cohortsOf), "by", field);
    refuse(() => any([orders[0], null], "country", cohortsOf), "rows", "an object, got null", 1);
    const name = "a name, a finite number, or a list of them";
    refuse(() => any(orders, "plan", cohortsOf), "plan", `${name}, got undefined`, 0);
    refuse(() => any(orders, () => Number.NaN, cohortsOf), "by", `${name}, got NaN`, 0);
    const columns = { customer: [1, 2], time: [0, 0], plan: ["a", null] };
    refuse(() => any(columns, "plan", cohortsOf), "plan", `${name}, got null`, 1);
    const column = "the name of a column, got a Function";
    refuse(() => any(columns, () => "a", cohortsOf), "by", column);
    const array = "an array with a value for each row, got undefined";
    refuse(() => any(columns, "country", cohortsOf), "country", array);
    const uneven = { ...columns, time: [0] };
    refuse(
      () => any(uneven, "plan", cohortsOf),
      "time",
      "as long as plan, 2, got 1",
      undefined,
      "out-of-range",
    );
  });

  test("has the keys and the order of tallyScoresBy", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        expect(tallyBy(rows, "by", scoresOf)).toStrictEqual(tallyScoresBy(rows, zeroToTen));
        const columns = { score: rows.map(({ score }) => score), by: rows.map(({ by }) => by) };
        const ofColumns = tallyBy(columns, "by", ({ score }) => tallyScores(score, zeroToTen));
        expect(ofColumns).toStrictEqual(tallyScoresBy(rows, zeroToTen));
      }),
    );
  });

  test("is the plain tally if there is one segment", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...orders), { minLength: 1 }), (rows) => {
        expect(tallyBy(rows, () => 0, cohortsOf)).toStrictEqual([
          { by: 0, tally: cohortsOf(rows) },
        ]);
      }),
    );
  });

  mergeLaws({
    name: "tallyBy",
    rows: anyRows,
    split: anyCut(),
    tally: (rows) => tallyBy(rows, "by", scoresOf),
    merge: (parts) => mergeBy(parts, mergeScores),
    counted: (groups) =>
      groups.reduce(
        (sum, { tally }) => sum + tally.missing + tally.counts.reduce((a, b) => a + b, 0),
        0,
      ),
  });
});

describe("mergeBy", () => {
  const [de, no] = tallyBy(orders, "country", cohortsOf);

  test("merges the groups that are in several lists, and keeps the others", () => {
    const later = [{ by: "NO", tally: cohortsOf([{ ...orders[0], customer: "cas" }]) }];
    expect(mergeBy([[de, no], later], mergeCohorts)).toEqual([
      de,
      { by: "NO", tally: mergeCohorts([no.tally, later[0].tally]) },
    ]);
    expect(mergeBy([[no], [de]], mergeCohorts)).toEqual([de, no]);
    expect(mergeBy([[], []], mergeCohorts)).toEqual([]);
  });

  test("names the group whose tallies do not merge", () => {
    const other = { by: "NO", tally: tallyCohorts([], { ...monthly, timeZone: "Europe/Oslo" }) };
    expectError(
      () => mergeBy([[de, no], [other]], mergeCohorts),
      "options-mismatch",
      'mergeBy: group "NO": mergeCohorts: parts[1].timeZone must be "UTC", as in parts[0], got "Europe/Oslo"',
      "parts[1].timeZone",
    );
    const wrong = {
      by: "NO",
      tally: { ...no.tally, cohorts: [{ ...no.tally.cohorts[0], size: -1 }] },
    };
    expectError(
      () => mergeBy([[wrong]], mergeCohorts),
      "bad-tally",
      'mergeBy: group "NO": mergeCohorts: cohort.size at index 0 must be a whole number, 0 or more, got -1',
      "cohort.size",
      0,
    );
  });

  test("keeps the index that a merge names", () => {
    const { scale, bands } = recommendationLevels;
    const others = bands.map(({ label, from }, i) => ({ label, from: i === 1 ? 6 : from }));
    const tallies = [bands, others].map((rungs) =>
      tallyLevelMoves([], { levels: { scale, bands: rungs } }),
    );
    expectError(
      () =>
        mergeBy(
          tallies.map((moves) => [{ by: 1, tally: moves }]),
          mergeLevelMoves,
        ),
      "options-mismatch",
      "mergeBy: group 1: mergeLevelMoves: parts[1].levels.from at index 1 must be 7, as in parts[0], got 6",
      "parts[1].levels.from",
      1,
    );
  });

  test("refuses anything but lists of groups and a merge", () => {
    const any = untyped(mergeBy);
    const list =
      "mergeBy: parts must be a list of what tallyBy makes, as in mergeBy([a, b], mergeCohorts)";
    expectError(() => any(null, mergeCohorts), "wrong-type", `${list}, got null`, "parts");
    const refuse = (parts: unknown, argument: string, mustBe: string) =>
      expectError(
        () => any(parts, mergeCohorts),
        "bad-tally",
        `mergeBy: ${argument} must be ${mustBe}`,
        argument,
      );
    refuse([de], "parts[0]", "a list, as tallyBy makes it, got an object");
    refuse([[null]], "parts[0][0].by", "a name, a finite number, or a list of them, got undefined");
    refuse([[no, de]], "parts[0][1].by", 'sorted, each group once, got "DE"');
    expectError(
      () => mergeBy([], mergeCohorts),
      "out-of-range",
      "mergeBy: parts.length must be 1 or more (the tally of no rows will do), got 0",
      "parts.length",
    );
    expectError(
      () => any([[de]]),
      "wrong-type",
      "mergeBy: merge must be a function such as mergeCohorts, got undefined",
      "merge",
    );
  });
});
