import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csat,
  explainChange,
  type GroupKey,
  meanScore,
  nps,
  oneToFive,
  type ScoreChange,
  type ScoreGroup,
  type ScoreTally,
  scoreDeviation,
  tallyScoreCounts,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/explainedChange.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const readings: Record<string, (tally: ScoreTally) => number | null> = {
  nps: (tally) => nps(tally),
  meanScore,
  csat: (tally) => csat(tally, { satisfiedFrom: 8 }),
};

const score = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function wave(segments: Record<string, readonly number[]>): ScoreGroup<string>[] {
  return Object.entries(segments)
    .map(([by, count]) => ({ by, tally: tallyScoreCounts({ score, count }, zeroToTen) }))
    .filter(({ tally }) => tally.counts.some((n) => n > 0));
}

const anySegments = fc
  .dictionary(
    fc.constantFrom("a", "b", "c", "d"),
    fc.array(fc.nat(30), { minLength: 11, maxLength: 11 }),
  )
  .map(wave)
  .filter((groups) => groups.length > 0);

describe("explainChange", () => {
  test.each(reference.changes.map((one, i) => [i, one] as const))(
    "is what NumPy finds by counting each answer a little more (%i)",
    (_, { before, after, reading, scores, within, mix, segments }) => {
      const options = reading === "nps" ? {} : { reading: readings[reading] };
      const change = explainChange(wave(untyped(before)), wave(untyped(after)), options);
      expectClose(change, { before: scores[0], after: scores[1], change: scores[1] - scores[0] });
      expectClose(change?.within ?? null, within);
      expectClose(change?.mix ?? null, mix);
      expect(change?.segments).toHaveLength(segments.length);
      for (const { by, within, mix } of segments) {
        const segment = change?.segments.find((one) => one.by === by) ?? null;
        expectClose(segment, { within, mix }, by);
      }
    },
  );

  test("shows shares and scores of every segment, also of one that appears or goes", () => {
    const before = wave({ both: counts(2, 0, 0), old: counts(1, 0, 1) });
    const after = wave({ both: counts(1, 1, 0), young: counts(0, 2, 4) });
    const change = explainChange(before, after);
    // 100 × (3 − 1) ÷ 4 = 50, and 100 × (1 − 4) ÷ 8 = −37.5, with 6.25 halfway
    expect(change).toMatchObject({ before: 50, after: -37.5, change: -87.5 });
    expect(change?.segments).toStrictEqual([
      {
        by: "both",
        within: ((0.5 + 0.25) / 2) * (50 - 100),
        mix: (75 - 6.25) * (0.25 - 0.5),
        shareBefore: 0.5,
        shareAfter: 0.25,
        scoreBefore: 100,
        scoreAfter: 50,
      },
      {
        by: "old",
        within: 0,
        mix: (0 - 6.25) * (0 - 0.5),
        shareBefore: 0.5,
        shareAfter: 0,
        scoreBefore: 0,
        scoreAfter: null,
      },
      {
        by: "young",
        within: 0,
        mix: (-400 / 6 - 6.25) * 0.75,
        shareBefore: 0,
        shareAfter: 0.75,
        scoreBefore: null,
        scoreAfter: -400 / 6,
      },
    ]);
  });

  test("finds a rise within every segment while the whole falls", () => {
    // web 80 → 84, shop 0 → 4: within is 4, and the score falls from 64 to 20.
    const before = wave({ web: counts(70, 20, 10).map((n) => 8 * n), shop: counts(50, 100, 50) });
    const after = wave({ web: counts(80, 12, 8).map((n) => 2 * n), shop: counts(340, 152, 308) });
    const change = explainChange(before, after);
    expect(change?.segments.every(({ within }) => within > 0)).toBe(true);
    expect(change?.change).toBeLessThan(0);
    expect(change?.within.low).toBeGreaterThan(0);
  });

  test("explains any mean over answers, at any confidence", () => {
    const before = wave({ a: counts(1, 1, 1), b: counts(4, 0, 2) });
    const after = wave({ a: counts(2, 0, 1), b: counts(3, 2, 2) });
    const change = explainChange(before, after, { reading: meanScore, confidence: 0.8 });
    // (5 × 10 + 8 + 3 × 3) ÷ 9 and (5 × 10 + 2 × 8 + 3 × 3) ÷ 10
    expectClose(change, { before: 67 / 9, after: 7.5 });
    expect(change?.within.confidence).toBe(0.8);
  });

  test("is null if nobody answered one of the surveys, and lists an empty segment", () => {
    const some = wave({ a: counts(1, 0, 0) });
    const nobody = [{ by: "b", tally: tallyScores([null], zeroToTen) }];
    expect(explainChange([], some)).toBeNull();
    expect(explainChange(some, [])).toBeNull();
    expect(explainChange(nobody, some)).toBeNull();
    expect(explainChange([...some, ...nobody], [...some, ...nobody])?.segments[1]).toStrictEqual({
      by: "b",
      within: 0,
      mix: 0,
      shareBefore: 0,
      shareAfter: 0,
      scoreBefore: null,
      scoreAfter: null,
    });
  });

  test("ends where no part can go further", () => {
    const change = explainChange(wave({ a: counts(1, 0, 1) }), wave({ a: counts(2, 0, 0) }));
    // 0 → 100, and a reach of 1.96 × 100 ÷ √2
    expect(change?.within).toMatchObject({ value: 100, high: 200 });
  });

  test("refuses what is not a list of groups, or not of one scale", () => {
    const some = wave({ a: counts(1, 0, 0) });
    const five = [{ by: "a", tally: tallyScores([5], oneToFive) }];
    expectError(
      () => explainChange(untyped(some[0].tally), some),
      "bad-tally",
      "explainChange: before must be a list, as tallyScoresBy makes it, got an object",
      "before",
    );
    expectError(
      () => explainChange(some, five),
      "scale-mismatch",
      "explainChange: after[0].tally.scale.min must be 0, got 1",
      "after[0].tally.scale.min",
    );
    expectError(
      () => explainChange(some, [...some, ...some]),
      "bad-tally",
      'explainChange: after[1].by must be in the list once, got "a"',
      "after[1].by",
    );
    expectError(
      () => explainChange(some, untyped([null])),
      "bad-tally",
      "explainChange: after[0].by must be a name, a finite number, or a list of them, got undefined",
      "after[0].by",
    );
  });

  test("refuses a reading that is not a mean over answers, and unknown options", () => {
    const some = wave({ a: counts(1, 2, 3) });
    expectError(
      () => explainChange(some, some, { reading: scoreDeviation }),
      "wrong-type",
      "explainChange: reading must be a mean over answers, such as nps, csat or meanScore, got null",
      "reading",
    );
    expectError(
      () => explainChange(some, some, untyped({ readings: nps })),
      "unknown-option",
      'explainChange: options must be like { reading, confidence }, got "readings"',
      "options",
    );
    expectError(
      () => explainChange(some, some, { confidence: 1 }),
      "out-of-range",
      "explainChange: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
  });

  test("has parts that add up to the change", () => {
    fc.assert(
      fc.property(anySegments, anySegments, (before, after) => {
        const change = explainChange(before, after);
        const { within, mix, segments } = change as NonNullable<typeof change>;
        const sum = (part: "within" | "mix") => segments.reduce((all, one) => all + one[part], 0);
        for (const parts of [within.value + mix.value, sum("within") + sum("mix")]) {
          expect(Math.abs(parts - (change?.change as number))).toBeLessThan(1e-12 * 200);
        }
      }),
    );
  });

  test("does not change when a segment is split in two that are alike", () => {
    fc.assert(
      fc.property(anySegments, anySegments, (before, after) => {
        // Of every answer one more in a second half: shares and scores of all stay what they were.
        const split = (groups: ScoreGroup<string>[]) =>
          groups.flatMap(({ by, tally }) =>
            [1, 2].map((half) => ({ by: [by, half] as GroupKey, tally })),
          );
        const twice = (groups: ScoreGroup<string>[]) =>
          groups.map(({ by, tally: { counts, ...tally } }) => ({
            by,
            tally: { ...tally, counts: counts.map((n) => 2 * n) },
          }));
        const whole = explainChange(twice(before), twice(after));
        const halves = explainChange(split(before), split(after));
        expectClose(halves?.within ?? null, { ...whole?.within });
        expectClose(halves?.mix ?? null, { ...whole?.mix });
      }),
    );
  });

  test("turns into its negative when before and after swap", () => {
    fc.assert(
      fc.property(anySegments, anySegments, (before, after) => {
        const change = explainChange(before, after) as ScoreChange;
        const back = explainChange(after, before);
        for (const part of ["within", "mix"] as const) {
          const { value, low, high } = change[part];
          expectClose(back?.[part] ?? null, { value: -value, low: -high, high: -low });
        }
      }),
    );
  });

  test("does not change when all scores move along the scale", () => {
    const rows = fc.array(
      fc.record({ score: fc.integer({ min: 0, max: 6 }), by: fc.constantFrom("a", "b", "c") }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 4 }), (before, after, shift) => {
        const options = { reading: meanScore };
        const up = (some: typeof before) =>
          some.map(({ score, by }) => ({ score: score + shift, by }));
        const [change, moved] = [
          explainChange(tallyScoresBy(before, zeroToTen), tallyScoresBy(after, zeroToTen), options),
          explainChange(
            tallyScoresBy(up(before), zeroToTen),
            tallyScoresBy(up(after), zeroToTen),
            options,
          ),
        ];
        expectClose(moved?.within ?? null, { ...change?.within });
        expectClose(moved?.mix ?? null, { ...change?.mix });
      }),
    );
  });
});

function counts(promoters: number, passives: number, detractors: number): number[] {
  return score.map((points) =>
    points === 10 ? promoters : points === 8 ? passives : points === 3 ? detractors : 0,
  );
}
