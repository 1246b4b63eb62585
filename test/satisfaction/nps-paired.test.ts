import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectationLevels,
  mergeLevelMoves,
  nps,
  npsDifference,
  npsDifferencePaired,
  oneToFive,
  oneToTen,
  type PairedDifference,
  recommendationLevels,
  tallyLevelMoves,
} from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose, expectSameP } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const anyPairs = fc.array(
  fc.record({
    before: fc.oneof({ weight: 8, arbitrary: fc.nat(10) }, fc.constant(null)),
    after: fc.oneof({ weight: 8, arbitrary: fc.nat(10) }, fc.constant(null)),
  }),
);

/** Pairs of answers for a table of pairs by category, worst first. */
const pairsOf = (table: readonly (readonly number[])[], scores: readonly number[]) =>
  table.flatMap((row, before) =>
    row.flatMap((count, after) =>
      Array(count).fill({ before: scores[before], after: scores[after] }),
    ),
  );

describe("npsDifferencePaired", () => {
  test("agrees with the paired t test of R on the codes −1, 0 and 1", () => {
    const rows = reference.paired.filter(({ moves }) => moves.length === 3);
    expect(rows.length).toBeGreaterThan(10);
    for (const { moves, confidence, value, low, high, pValue } of rows) {
      const pairs = pairsOf(moves, [6, 8, 9]);
      const found = npsDifferencePaired(pairs, { confidence });
      const cut = { low: Math.max(-200, 100 * low), high: Math.min(200, 100 * high) };
      expectClose(found, { value: 100 * value, ...cut, confidence });
      expectSameP(found?.pValue, pValue);
      expect(found).toMatchObject({ pairs: pairs.length, missing: 0 });
      // Every score of a category counts the same.
      expect(npsDifferencePaired(pairsOf(moves, [0, 7, 10]), { confidence })).toEqual(found);
    }
  });

  test("ends at ±200, where the scale does", () => {
    // Changes of 2, 2 and 1: 500/3 ± 430.3 · 57.7 / √3 is 23 to 310.
    const moved = [
      { before: 0, after: 9 },
      { before: 0, after: 9 },
      { before: 0, after: 7 },
    ];
    expect(npsDifferencePaired(moved)?.high).toBe(200);
    const back = moved.map(({ before, after }) => ({ before: after, after: before }));
    expect(npsDifferencePaired(back)?.low).toBe(-200);
  });

  test("leaves out those who did not answer both times, and counts them", () => {
    const rows = [
      { before: 3, after: 9 },
      { before: null, after: 10 },
      { before: 7, after: 7 },
      { before: 10, after: null },
    ];
    expect(npsDifferencePaired(rows)).toMatchObject({ value: 100, pairs: 2, missing: 2 });
  });

  test("reads rows, columns, and their tally, which merges", () => {
    const [before, after] = [
      [10, 9, 8, 7, 6, null],
      [9, 9, 9, 9, 8, 10],
    ];
    const columns = npsDifferencePaired({ before, after });
    const rows = before.map((score, i) => ({ before: score, after: after[i] }));
    expect(npsDifferencePaired(rows)).toEqual(columns);
    expect(npsDifferencePaired(tallyLevelMoves(rows))).toEqual(columns);
    const [north, south] = [tallyLevelMoves(rows.slice(0, 2)), tallyLevelMoves(rows.slice(2))];
    expect(npsDifferencePaired(mergeLevelMoves([north, south]))).toEqual(columns);
  });

  test("takes 1 to 10 where it is stated, and other levels with the same cuts", () => {
    const rows = [
      { before: 1, after: 9 },
      { before: 6, after: 7 },
      { before: 8, after: 8 },
    ];
    const found = npsDifferencePaired(rows);
    expect(npsDifferencePaired(rows, { scale: oneToTen })).toEqual(found);
    const cuts = [0, 4, 7, 9, 10];
    const bands = recommendationLevels.bands.map(({ label }, i) => ({ label, from: cuts[i] }));
    const levels = { scale: recommendationLevels.scale, bands };
    expect(npsDifferencePaired(tallyLevelMoves(rows, { levels }))).toEqual(found);
  });

  test("is null for fewer than two pairs, and when all changed alike", () => {
    expect(npsDifferencePaired([])).toBe(null);
    expect(npsDifferencePaired([{ before: 1, after: 9 }])).toBe(null);
    expect(npsDifferencePaired({ before: [9, 9, 10], after: [9, 10, 10] })).toBe(null);
    expect(npsDifferencePaired({ before: [7, 0, 8], after: [9, 8, 10] })).toBe(null);
  });

  test("refuses tallies with other cuts or of another scale, and no third scale", () => {
    const expected = tallyLevelMoves([{ before: 1, after: 5 }], { levels: expectationLevels });
    expectError(
      () => npsDifferencePaired(expected),
      "scale-mismatch",
      "npsDifferencePaired: tally.levels.scale.min must be 0, got 1",
      "tally.levels.scale.min",
    );
    const bands = recommendationLevels.bands.map((band, i) => ({ ...band, from: 2 * i }));
    const even = tallyLevelMoves([], { levels: { ...recommendationLevels, bands } });
    expectError(
      () => npsDifferencePaired(even),
      "options-mismatch",
      'npsDifferencePaired: tally.levels.from must be cuts that include 7 and 9, got "0, 2, 4, 6, 8"',
      "tally.levels.from",
    );
    const noNine = recommendationLevels.bands.map((band, i) =>
      i === 3 ? { ...band, from: 9.5 } : band,
    );
    expectError(
      () =>
        npsDifferencePaired(
          tallyLevelMoves([], { levels: { ...recommendationLevels, bands: noNine } }),
        ),
      "options-mismatch",
      'npsDifferencePaired: tally.levels.from must be cuts that include 7 and 9, got "0, 7, 8, 9.5, 10"',
      "tally.levels.from",
    );
    expectError(
      () => npsDifferencePaired([], { scale: oneToFive }),
      "scale-mismatch",
      "npsDifferencePaired: scale.max must be 10, got 5",
      "scale.max",
    );
  });

  test("refuses wrong rows, an invalid tally, and an invalid confidence", () => {
    expectError(
      () => npsDifferencePaired([{ before: 9, after: 9.5 }]),
      "not-whole",
      "tallyLevelMoves: after at index 0 must be a whole number from 0 to 10, got 9.5",
      "after",
      0,
    );
    expectError(
      () => npsDifferencePaired(untyped({ kind: "scores" })),
      "bad-tally",
      'npsDifferencePaired: tally.kind must be "level-moves", got "scores"',
      "tally.kind",
    );
    expectError(
      () => npsDifferencePaired([], { confidence: 1.5 }),
      "out-of-range",
      "npsDifferencePaired: confidence must be between 0 and 1, such as 0.95, got 1.5",
      "confidence",
    );
  });

  test("is the difference of the two scores, and p < 1 − confidence when the interval leaves out 0", () => {
    fc.assert(
      fc.property(
        anyPairs,
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        (pairs, confidence) => {
          const found = npsDifferencePaired(pairs, { confidence });
          fc.pre(found !== null);
          const both = pairs.filter(({ before, after }) => before !== null && after !== null);
          const [before, after] = [both.map((pair) => pair.before), both.map((pair) => pair.after)];
          expect(found.value).toBeCloseTo((nps(after) as number) - (nps(before) as number), 10);
          expect([found.pairs, found.missing]).toEqual([both.length, pairs.length - both.length]);
          expect(found.low).toBeLessThan(found.value);
          expect(found.high).toBeGreaterThan(found.value);
          expect(found.pValue < 1 - confidence).toBe(found.low > 0 || found.high < 0);
        },
      ),
    );
  });

  test("turns into its negative when the surveys swap", () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const found = npsDifferencePaired(pairs);
        const swapped = npsDifferencePaired(
          pairs.map(({ before, after }) => ({ before: after, after: before })),
        );
        expect(swapped).toEqual(
          found && { ...found, value: 0 - found.value, low: 0 - found.high, high: 0 - found.low },
        );
      }),
    );
  });

  test("sees a small change of the same people that two surveys of different people would hide", () => {
    const before = [...Array(40).fill(9), ...Array(40).fill(7), ...Array(40).fill(3)];
    const after = before.map((score, i) => (i % 10 === 0 && score < 9 ? 9 : score));
    const paired = npsDifferencePaired({ before, after }) as PairedDifference;
    expect(paired.low).toBeGreaterThan(0);
    expect(npsDifference(before, after)?.low).toBeLessThan(0);
  });
});
