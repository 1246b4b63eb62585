import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LevelOutcome,
  mergeRetentionByLevel,
  type RetentionByLevelTally,
  retentionByLevel,
  type SatisfactionOutcome,
  shareInterval,
  tallyRetentionByLevel,
} from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { expectNear } from "../support/lifetimes.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const ladder: SatisfactionOutcome[] = ["below", "meets", "exceeds", "delights", "amazes"];

/** Rows of `counts[i]` who stayed of `totals[i]`, at the levels from the first one on. */
function rowsOf(counts: readonly number[], totals: readonly number[]): LevelOutcome[] {
  return totals.flatMap((total, i) =>
    Array.from({ length: total }, (_, n) => ({
      level: ladder[i] as SatisfactionOutcome,
      stayed: n < (counts[i] as number),
    })),
  );
}

const anyRows = fc.array(
  fc.record({
    level: fc.constantFrom(...ladder, null),
    stayed: fc.constantFrom(true, false, 0, 1),
  }),
  { maxLength: 60 },
);

describe("retentionByLevel", () => {
  test("agrees with the trend test of R, and with Wilson's interval", () => {
    const cases = reference.trend.filter(
      ({ totals, scores }) =>
        totals.length <= 5 && totals.every((n, i) => n < 2000 && scores[i] === i + 1),
    );
    expect(cases.length).toBeGreaterThan(6);
    for (const { counts, totals, statistic, pValue } of cases) {
      const { levels, trend } = retentionByLevel(rowsOf(counts, totals));
      counts.forEach((count, i) => {
        const total = totals[i] as number;
        const { low, high } = shareInterval({ count, total }) ?? {};
        const confidence = 0.95;
        expect(levels[i]).toEqual({
          level: ladder[i],
          count,
          total,
          share: count / total,
          low,
          high,
          confidence,
        });
      });
      if (statistic === null) {
        expect(trend).toEqual({ slope: 0, z: 0, pValue: 1, exact: false }); // everyone stayed
      } else {
        expectNear((trend?.z ?? 0) ** 2, statistic, "χ²");
        // That of two levels is shareDifference's.
        if (counts.length > 2) expectNear(trend?.pValue, pValue as number, "p");
      }
    }
  });

  test("says what one level up adds to the share that stays", () => {
    // 0 of 2, 1 of 2, 2 of 2, on three neighbouring levels
    expect(retentionByLevel(rowsOf([0, 1, 2], [2, 2, 2])).trend?.slope).toBe(0.5);
    expect(retentionByLevel(rowsOf([2, 1, 0], [2, 2, 2])).trend?.slope).toBe(-0.5);
  });

  test("keeps those who did not answer apart, and out of the trend", () => {
    const rows = rowsOf([1, 3], [2, 4]);
    const silent = [false, false, true].map((stayed) => ({ level: null, stayed }));
    const { levels, trend, unanswered } = retentionByLevel([...rows, ...silent]);
    const without = retentionByLevel(rows);
    expect(levels).toEqual(without.levels);
    expect(trend).toEqual(without.trend);
    expect(unanswered).toMatchObject({ count: 1, total: 3, share: 1 / 3 });
    expect(without.unanswered).toEqual({
      count: 0,
      total: 0,
      share: null,
      low: null,
      high: null,
      confidence: 0.95,
    });
  });

  test("has no trend unless customers stand at two levels", () => {
    expect(retentionByLevel([]).trend).toBe(null);
    expect(retentionByLevel(rowsOf([1], [5])).trend).toBe(null);
    const { trend } = retentionByLevel(rowsOf([5, 5], [5, 5]));
    expect(trend).toEqual({ slope: 0, z: 0, pValue: 1, exact: true });
  });

  test("takes columns and the tally as it takes rows", () => {
    const rows = rowsOf([1, 3], [2, 4]);
    const columns = {
      level: rows.map(({ level }) => level),
      stayed: Uint8Array.from(rows, ({ stayed }) => Number(stayed)),
    };
    const answer = retentionByLevel(rows, { confidence: 0.9 });
    expect(retentionByLevel(columns, { confidence: 0.9 })).toEqual(answer);
    expect(retentionByLevel(tallyRetentionByLevel(rows), { confidence: 0.9 })).toEqual(answer);
    expect(answer.levels[0]?.confidence).toBe(0.9);
  });

  test("refuses invalid levels and stays", () => {
    const steps = "below, meets, exceeds, delights, amazes or null";
    expectError(
      () => retentionByLevel([{ level: untyped("great"), stayed: true }]),
      "out-of-range",
      `tallyRetentionByLevel: level at index 0 must be ${steps}, got "great"`,
      "level",
      0,
    );
    expectError(
      () => retentionByLevel([{ level: untyped(undefined), stayed: true }]),
      "wrong-type",
      `tallyRetentionByLevel: level at index 0 must be ${steps}, got undefined`,
      "level",
      0,
    );
    expectError(
      () => retentionByLevel([{ level: "amazes", stayed: untyped("yes") }]),
      "wrong-type",
      'tallyRetentionByLevel: stayed at index 0 must be true, false, 1 or 0, got "yes"',
      "stayed",
      0,
    );
    expectError(
      () => retentionByLevel([], { confidence: 1 }),
      "out-of-range",
      "retentionByLevel: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
    expectError(
      () => retentionByLevel(untyped({ kind: "scores" })),
      "bad-tally",
      'retentionByLevel: tally.kind must be "retention-by-level", got "scores"',
      "tally.kind",
    );
  });

  test("turns its slope when stayed and left swap, and p stays", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { trend } = retentionByLevel(rows);
        const swapped = rows.map(({ level, stayed }) => ({ level, stayed: !stayed }));
        const other = retentionByLevel(swapped).trend;
        expect(other === null).toBe(trend === null);
        if (trend === null || other === null) return;
        expect(other.slope).toBeCloseTo(-trend.slope, 12);
        expect(other.pValue).toBeCloseTo(trend.pValue, 10);
      }),
    );
  });
});

mergeLaws<LevelOutcome, RetentionByLevelTally>({
  name: "tallyRetentionByLevel",
  rows: anyRows,
  split: anyCut(),
  tally: tallyRetentionByLevel,
  merge: mergeRetentionByLevel,
  counted: ({ levels, unanswered }) =>
    [...levels, unanswered].reduce((sum, { stayed, left }) => sum + stayed + left, 0),
});

describe("mergeRetentionByLevel", () => {
  const tally = tallyRetentionByLevel([{ level: "amazes", stayed: true }]);
  const [first, ...others] = tally.levels;

  test.each([
    ["nothing", null, 'kind must be "retention-by-level", got undefined', "kind"],
    [
      "no levels",
      { levels: 5 },
      `levels.level must be ${ladder.join(", ")}, got 5`,
      "levels.level",
    ],
    [
      "a level less",
      { levels: others },
      `levels.level must be ${ladder.join(", ")}, got "meets, exceeds, delights, amazes"`,
      "levels.level",
    ],
    [
      "half a customer",
      { levels: [{ ...first, stayed: 0.5 }, ...others] },
      "below.stayed must be a whole number, 0 or more, got 0.5",
      "below.stayed",
    ],
    [
      "fewer than nobody",
      { unanswered: { stayed: 0, left: -1 } },
      "unanswered.left must be a whole number, 0 or more, got -1",
      "unanswered.left",
    ],
    [
      "nobody to be silent",
      { unanswered: null },
      "unanswered.stayed must be a whole number, 0 or more, got undefined",
      "unanswered.stayed",
    ],
  ])("refuses a tally with %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...tally, ...change };
    const call = () => mergeRetentionByLevel([tally, untyped(bad)]);
    expectError(
      call,
      "bad-tally",
      `mergeRetentionByLevel: parts[1].${message}`,
      `parts[1].${argument}`,
    );
  });
});
