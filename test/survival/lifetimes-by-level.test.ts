import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LevelLifetime,
  type LifetimesByLevelTally,
  type LifetimeTally,
  mergeLifetimesByLevel,
  type SatisfactionOutcome,
  satisfactionLevel,
  tallyLifetimes,
  tallyLifetimesByLevel,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLifetime, rowsOf } from "../support/lifetimes.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const ladder: SatisfactionOutcome[] = ["below", "meets", "exceeds", "delights", "amazes"];

const anyRows: fc.Arbitrary<LevelLifetime[]> = fc.array(
  fc
    .tuple(anyLifetime, fc.constantFrom(...ladder, null))
    .map(([lifetime, level]) => ({ ...lifetime, level })),
  { maxLength: 40 },
);

describe("tallyLifetimesByLevel", () => {
  test("counts at each level, worst first, and those who did not answer apart", () => {
    const { levels, unanswered } = tallyLifetimesByLevel([
      { level: satisfactionLevel(10), duration: 9, left: false, entered: 4 },
      { level: satisfactionLevel(2), duration: 3, left: true, reason: "price" },
      { level: null, duration: 1, left: true },
    ]);
    expect(levels.map(({ level }) => level)).toEqual(ladder);
    expect(rowsOf(levels[0]?.tally as LifetimeTally)).toEqual([
      { duration: 3, left: 1, censored: 0, byReason: [{ reason: "price", count: 1 }] },
    ]);
    expect(rowsOf(levels[4]?.tally as LifetimeTally)).toEqual([
      { duration: 4, left: 0, censored: 0, entered: 1 },
      { duration: 9, left: 0, censored: 1 },
    ]);
    expect(rowsOf(unanswered)).toEqual([{ duration: 1, left: 1, censored: 0 }]);
  });

  test("gives each level what tallyLifetimes gives of its rows, columns alike", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const tally = tallyLifetimesByLevel(rows);
        for (const { level, tally: one } of [
          ...tally.levels,
          { level: null, tally: tally.unanswered },
        ]) {
          expect(one).toStrictEqual(tallyLifetimes(rows.filter((row) => row.level === level)));
        }
        const columns = {
          level: rows.map(({ level }) => level),
          duration: rows.map(({ duration }) => duration),
          left: rows.map(({ left }) => left),
          entered: rows.map(({ entered }) => entered),
          reason: rows.map(({ reason }) => reason),
        };
        expect(tallyLifetimesByLevel(columns)).toStrictEqual(tally);
      }),
    );
  });

  test("takes columns without the optional ones", () => {
    const columns = { level: ladder, duration: [1, 2, 3, 4, 5], left: [1, 1, 1, 1, 0] };
    const { levels } = tallyLifetimesByLevel(columns);
    expect(rowsOf(levels[4]?.tally as LifetimeTally)).toEqual([
      { duration: 5, left: 0, censored: 1 },
    ]);
  });

  test("names the row at fault as it stands in the whole", () => {
    const good: LevelLifetime = { level: "meets", duration: 3, left: true };
    const cases: [object, string, "wrong-type" | "out-of-range", string][] = [
      [
        { level: "good" },
        "level",
        "out-of-range",
        'below, meets, exceeds, delights, amazes or null, got "good"',
      ],
      [{ duration: -1 }, "duration", "out-of-range", "a number, 0 or more, got -1"],
      [{ left: 3 }, "left", "out-of-range", "true, false, 1 or 0, got 3"],
      [{ entered: 3 }, "entered", "out-of-range", "less than the duration, 3, got 3"],
      [{ reason: 3 }, "reason", "wrong-type", "a string or null, got 3"],
    ];
    for (const [change, argument, code, message] of cases) {
      const rows = [{ ...good, level: "amazes" as const }, good, { ...good, ...change }];
      expectError(
        () => tallyLifetimesByLevel(untyped(rows)),
        code,
        `tallyLifetimesByLevel: ${argument} at index 2 must be ${message}`,
        argument,
        2,
      );
    }
  });
});

mergeLaws<LevelLifetime, LifetimesByLevelTally>({
  name: "tallyLifetimesByLevel",
  rows: anyRows,
  split: anyCut(),
  tally: tallyLifetimesByLevel,
  merge: mergeLifetimesByLevel,
  counted: ({ levels, unanswered }) =>
    [...levels.map(({ tally }) => tally), unanswered]
      .flatMap(rowsOf)
      .reduce((sum, { left, censored }) => sum + left + censored, 0),
});

describe("mergeLifetimesByLevel", () => {
  const tally = tallyLifetimesByLevel([{ level: "amazes", duration: 3, left: true }]);
  const where = "mergeLifetimesByLevel";

  test("refuses anything but such a tally", () => {
    expectError(
      () => mergeLifetimesByLevel([untyped(null), tally]),
      "bad-tally",
      `${where}: parts[0].kind must be "lifetimes-by-level", got undefined`,
      "parts[0].kind",
    );
    expectError(
      () => mergeLifetimesByLevel([tally, { ...tally, levels: [] }]),
      "bad-tally",
      `${where}: parts[1].levels.level must be ${ladder.join(", ")}, got ""`,
      "parts[1].levels.level",
    );
    expectError(
      () => mergeLifetimesByLevel([tally, { ...tally, unanswered: untyped(null) }]),
      "bad-tally",
      `${where}: parts[1].unanswered.kind must be "lifetimes", got undefined`,
      "parts[1].unanswered.kind",
    );
    const levels = tally.levels.map(({ level }) => ({ level, tally: untyped({ kind: "scores" }) }));
    expectError(
      () => mergeLifetimesByLevel([{ ...tally, levels }, tally]),
      "bad-tally",
      `${where}: parts[0].levels.below.kind must be "lifetimes", got "scores"`,
      "parts[0].levels.below.kind",
    );
  });
});
