import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  effectiveCounts,
  nps,
  type PopulationShare,
  rakeScores,
  type ScoreGroup,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/weighting.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

interface Cell {
  readonly by: readonly string[];
  readonly counts: readonly number[];
}

function groupsOf(cells: readonly Cell[]): ScoreGroup<readonly string[]>[] {
  return cells.map(({ by, counts }) => ({
    by,
    tally: tallyScoreCounts({ score: [10, 8, 3], count: counts }, zeroToTen),
  }));
}

function marginOf(shares: object): PopulationShare<string>[] {
  return Object.entries(shares).map(([by, share]) => ({ by, share }));
}

const cells = reference.raked[0].cells;
const margins = reference.raked[0].margins.map(marginOf);

describe("rakeScores", () => {
  test.each(reference.raked.map((one, i) => [i, one] as const))(
    "weights as R's survey does (%i)",
    (_, { cells, margins, value, kish, standardError }) => {
      const { tally, weights } = rakeScores(groupsOf(cells), margins.map(marginOf));
      // R stops at 1e-11 of the margins.
      weights.forEach(({ by, weight }, i) => {
        expect(by).toEqual(cells[i].by);
        expect(Math.abs(weight - cells[i].weight), by.join(" ")).toBeLessThan(1e-9);
      });
      const { counts } = effectiveCounts(tally);
      expectClose({ kish: counts.reduce((a, b) => a + b) }, { kish });
      expect(Math.abs(scoreOf(counts) - value)).toBeLessThan(1e-9);
      // v ÷ n of the effective counts is the square of the error.
      const effective = effectiveCounts(tally, { reading: nps }).counts;
      const n = effective.reduce((a, b) => a + b);
      const shares = [effective[10] / n, effective[3] / n];
      const variance = 1e4 * (shares[0] + shares[1] - (shares[0] - shares[1]) ** 2);
      expect(Math.abs(Math.sqrt(variance / n) - standardError)).toBeLessThan(1e-9);
    },
  );

  test("keeps the counts, the missing and the order of the groups", () => {
    const groups = groupsOf(cells);
    const silent = { by: ["NO", "paid2"], tally: tallyScores([null], zeroToTen) };
    const withSilent = [silent, ...groups].map((group) =>
      group === silent ? { ...silent, by: ["NO", "paid"] } : group,
    );
    const distinct = withSilent.filter(({ by }, i) => i === 0 || by.join() !== "NO,paid");
    const { tally, weights } = rakeScores(distinct, [
      marginOf({ DE: 0.7, NO: 0.3 }),
      marginOf({ free: 0.4, paid: 0.6 }),
    ]);
    expect(tally.missing).toBe(1);
    expect(tally.counts.reduce((a, b) => a + b)).toBe(195);
    expect(tally.weights.reduce((a, b) => a + b)).toBeCloseTo(195, 9);
    expect(weights.map(({ by }) => by)).toEqual(distinct.map(({ by }) => by));
  });

  test("takes no round and weights of 1 where the margins are there already", () => {
    const { weights, rounds } = rakeScores(groupsOf(cells), [
      marginOf({ DE: 160 / 220, NO: 60 / 220 }),
      marginOf({ free: 95 / 220, paid: 125 / 220 }),
    ]);
    expect(rounds).toBe(0);
    expect(weights.map(({ weight }) => weight)).toEqual([1, 1, 1, 1]);
  });

  test("weights one margin in one round, and a key of share 0 with 0", () => {
    const groups = groupsOf([
      { by: ["DE"], counts: [3, 0, 0] },
      { by: ["NO"], counts: [0, 0, 1] },
      { by: ["SE"], counts: [1, 1, 1] },
    ]);
    const { weights, rounds } = rakeScores(groups, [marginOf({ SE: 0, DE: 0.5, NO: 0.5 })]);
    expect(rounds).toBe(1);
    // 7 answers: 3.5 of DE, 3.5 of NO
    expectClose(
      weights.map(({ weight }) => weight),
      { 0: 3.5 / 3, 1: 3.5, 2: 0 },
    );
    const negative = rakeScores(groups, [marginOf({ SE: -0, DE: 0.5, NO: 0.5 })]);
    expect(negative.weights[2].weight).toBe(0); // and not −0
  });

  test("refuses margins that no weights have", () => {
    // Whoever is in DE is on free, and nobody else: 0.5 and 0.6 cannot both be.
    const groups = groupsOf([
      { by: ["DE", "free"], counts: [1, 1, 1] },
      { by: ["NO", "paid"], counts: [1, 1, 1] },
    ]);
    expectError(
      () => rakeScores(groups, margins),
      "not-converged",
      'rakeScores: margins must be ones that weights can reach (leave one out, or join small groups), got "no match after 1000 rounds"',
      "margins",
    );
    // The first margin empties DE, and with it free, which the second one wants.
    expectError(
      () => rakeScores(groups, [marginOf({ DE: 0, NO: 1 }), marginOf({ free: 0.6, paid: 0.4 })]),
      "not-converged",
      'rakeScores: margins must be ones that weights can reach (leave one out, or join small groups), got "no match after 1000 rounds"',
      "margins",
    );
  });

  test.each<[string, () => unknown, string, string, string, number?]>([
    [
      "a group whose key is in no margin",
      () => rakeScores(groupsOf(cells), [marginOf({ DE: 1 }), margins[1]]),
      "out-of-range",
      'groups.by at index 2 must be a list whose keys margins[0] has too, got "NO"',
      "groups.by",
      2,
    ],
    [
      "a key that nobody has",
      () => rakeScores(groupsOf(cells), [marginOf({ DE: 0.5, NO: 0.3, SE: 0.2 }), margins[1]]),
      "out-of-range",
      'margins[0].by at index 2 must be a key that some group with answers has, got "SE"',
      "margins[0].by",
      2,
    ],
    [
      "a key without answers",
      () =>
        rakeScores([{ by: ["DE"], tally: tallyScores([null], zeroToTen) }], [marginOf({ DE: 1 })]),
      "out-of-range",
      'margins[0].by at index 0 must be a key that some group with answers has, got "DE"',
      "margins[0].by",
      0,
    ],
    [
      "no groups",
      () => rakeScores([], [marginOf({ DE: 1 })]),
      "out-of-range",
      'margins[0].by at index 0 must be a key that some group with answers has, got "DE"',
      "margins[0].by",
      0,
    ],
    [
      "shares that do not add up to 1",
      () => rakeScores(groupsOf(cells), [margins[0], marginOf({ free: 0.6, paid: 0.6 })]),
      "out-of-range",
      "margins[1] must be shares that add up to 1, got 1.2",
      "margins[1]",
    ],
    [
      "keys that are not lists, one key a margin",
      () => rakeScores(groupsOf(cells), [margins[0]]),
      "wrong-type",
      'groups.by at index 0 must be a list with a key for each margin, 1 in all, got "[\\"DE\\",\\"free\\"]"',
      "groups.by",
      0,
    ],
    [
      "what is not a list of margins",
      () => rakeScores(groupsOf(cells), untyped({ by: "DE" })),
      "wrong-type",
      "margins must be a list of margins, got an object",
      "margins",
    ],
    [
      "no margins",
      () => rakeScores(groupsOf(cells), []),
      "wrong-type",
      "margins must be a list of margins, got an array",
      "margins",
    ],
  ])("refuses %s", (_, call, code, message, argument, index) => {
    expectError(call, untyped(code), `rakeScores: ${message}`, argument, index);
  });

  const count = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 3 });

  test("gives every margin its shares, and answers a weight of 1 on average", () => {
    const any = fc.record({
      counts: fc.array(count, { minLength: 6, maxLength: 6 }),
      first: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      second: fc.double({ min: 0.05, max: 0.45, noNaN: true }),
    });
    fc.assert(
      fc.property(any, ({ counts, first, second }) => {
        const groups = groupsOf(
          counts.map((n, i) => ({ by: [`${i % 2}`, `${i % 3}`], counts: n })),
        );
        const shares = [
          { 0: first, 1: 1 - first },
          { 0: second, 1: second, 2: 1 - 2 * second },
        ];
        const { weights } = rakeScores(groups, shares.map(marginOf));
        const answers = counts.flat().reduce((a, b) => a + b);
        shares.forEach((margin, place) => {
          for (const [key, share] of Object.entries(margin)) {
            const sum = weights.reduce(
              (all, { by, weight }, i) =>
                by[place] === key ? all + weight * counts[i].reduce((a, b) => a + b) : all,
              0,
            );
            expect(Math.abs(sum / answers - share)).toBeLessThan(1.1e-12);
          }
        });
      }),
    );
  });
});

function scoreOf(counts: readonly number[]): number {
  return (100 * (counts[10] - counts[3])) / counts.reduce((a, b) => a + b);
}
