import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  csat,
  csatInterval,
  meanScore,
  meanScoreInterval,
  nps,
  npsInterval,
  type PopulationShare,
  postStratify,
  type ScoreGroup,
  type ScoreTally,
  tallyScoreCounts,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/weighting.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

function strata(groups: Record<string, readonly number[]>): ScoreGroup<string>[] {
  return Object.entries(groups).map(([by, count]) => ({
    by,
    tally: tallyScoreCounts({ score: [10, 8, 3], count }, zeroToTen),
  }));
}

function population(shares: Record<string, number>): PopulationShare<string>[] {
  return Object.entries(shares).map(([by, share]) => ({ by, share }));
}

const satisfied = (tally: ScoreTally) => csat(tally, { satisfiedFrom: 8 });
const two = strata({ DE: [80, 50, 30], NO: [25, 15, 20] });

describe("postStratify", () => {
  test.each(reference.postStratified.map((one, i) => [i, one] as const))(
    "is the score of R's survey, with the interval of its strata (%i)",
    (_, { groups, shares, ...expected }) => {
      const { value, standardError, low, high } = expected;
      const result = postStratify(strata(untyped(groups)), population(untyped(shares)));
      expectClose(result, { value, standardError, low, high });
      expect(result?.confidence).toBe(0.95);
    },
  );

  test("takes Tango's interval of a net score, Wilson's of a share, Student's of a mean", () => {
    const [, { tally }] = two;
    const all = [{ by: "NO", share: 1 }];
    const one = [{ by: "NO", tally }];
    const options = { confidence: 0.8 };
    expectClose(postStratify(one, all, options), { ...npsInterval(tally, options) });
    const share = csatInterval(tally, { satisfiedFrom: 8, ...options });
    expectClose(postStratify(one, all, { reading: satisfied, ...options }), { ...share });
    const mean = meanScoreInterval(tally, options);
    expectClose(postStratify(one, all, { reading: meanScore, ...options }), { ...mean });
  });

  test("does not cut off the interval of a mean", () => {
    const groups = [{ by: 1, tally: tallyScores([10, 9], zeroToTen) }];
    const { value, high } =
      postStratify(groups, [{ by: 1, share: 1 }], { reading: meanScore }) ?? {};
    expect(value).toBe(9.5);
    expect(high).toBeGreaterThan(10);
  });

  test("is null where a group has no interval: the mean of one answer", () => {
    const groups = [...two, { by: "SE", tally: tallyScores([7], zeroToTen) }];
    const shares = population({ DE: 0.5, NO: 0.25, SE: 0.25 });
    expect(postStratify(groups, shares, { reading: meanScore })).toBeNull();
    expect(postStratify(groups, shares)).not.toBeNull();
  });

  test("takes shares that add up to 1 within 1e-9, and groups of share 0", () => {
    const thirds = population({ DE: 0.333_333_333_3, NO: 0.666_666_666_6 });
    expect(postStratify(two, thirds)?.value).toBeCloseTo((31.25 + (2 * 25) / 3) / 3, 9);
    expect(postStratify(two, population({ DE: 1, NO: 0 }))?.value).toBe(31.25);
  });

  test.each<[string, () => unknown, string, string, string, number?]>([
    [
      "a stratum without answers",
      () => postStratify(two, population({ DE: 0.5, NO: 0.3, SE: 0.2 })),
      "out-of-range",
      'population.by at index 2 must be a group with answers (join it with another one), got "SE"',
      "population.by",
      2,
    ],
    [
      "a stratum whose answers are all missing",
      () =>
        postStratify(
          [...two, { by: "SE", tally: tallyScores([null], zeroToTen) }],
          population({ DE: 0.5, NO: 0.3, SE: 0.2 }),
        ),
      "out-of-range",
      'population.by at index 2 must be a group with answers (join it with another one), got "SE"',
      "population.by",
      2,
    ],
    [
      "a group that is not a group that the population has",
      () => postStratify(two, population({ NO: 1 })),
      "out-of-range",
      'groups.by at index 0 must be a group that the population has, got "DE"',
      "groups.by",
      0,
    ],
    [
      "shares that do not add up to 1",
      () => postStratify(two, population({ DE: 0.5, NO: 0.4 })),
      "out-of-range",
      "population must be shares that add up to 1, got 0.9",
      "population",
    ],
    [
      "no shares",
      () => postStratify([], []),
      "out-of-range",
      "population must be shares that add up to 1, got 0",
      "population",
    ],
    [
      "a share below 0",
      () => postStratify(two, population({ DE: 1.5, NO: -0.5 })),
      "out-of-range",
      "population.share at index 0 must be a number from 0 to 1, got 1.5",
      "population.share",
      0,
    ],
    [
      "a key twice",
      () => postStratify(two, [...population({ DE: 0.5 }), ...population({ DE: 0.5 })]),
      "out-of-range",
      'population.by at index 1 must be in the list once, got "DE"',
      "population.by",
      1,
    ],
    [
      "what is not a list",
      () => postStratify(two, untyped({ DE: 1 })),
      "wrong-type",
      "population must be a list of { by, share }, got an object",
      "population",
    ],
    [
      "what is not a share",
      () => postStratify(two, untyped([null])),
      "wrong-type",
      "population.by at index 0 must be a name, a finite number, or a list of them, got undefined",
      "population.by",
      0,
    ],
    [
      "a confidence of 1",
      () => postStratify(two, population({ DE: 0.5, NO: 0.5 }), { confidence: 1 }),
      "out-of-range",
      "confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    ],
    [
      "an unknown option",
      () => postStratify(two, population({ DE: 0.5, NO: 0.5 }), untyped({ scale: zeroToTen })),
      "unknown-option",
      'options must be like { reading, confidence }, got "scale"',
      "options",
    ],
  ])("refuses %s", (_, call, code, message, argument, index) => {
    expectError(call, untyped(code), `postStratify: ${message}`, argument, index);
  });

  const counts = fc
    .array(fc.nat(40), { minLength: 3, maxLength: 3 })
    .filter((n) => n.some(Boolean));

  test("is the plain score where the shares are those of the answers", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [first, second] = [a, b].map((n) => n.reduce((x, y) => x + y));
        const total = first + second;
        const all = tallyScoreCounts(
          { score: [10, 8, 3], count: a.map((n, i) => n + b[i]) },
          zeroToTen,
        );
        const shares = population({ a: first / total, b: second / total });
        expectClose(postStratify(strata({ a, b }), shares), { value: nps(all) as number });
      }),
    );
  });

  test("has ends that the value lies between, from −100 to 100", () => {
    fc.assert(
      fc.property(counts, counts, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const shares = population({ a: share, b: 1 - share });
        const { value, low, high } = postStratify(strata({ a, b }), shares) ?? untyped(null);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(Math.min(low + 100, 100 - high)).toBeGreaterThan(-1e-9);
      }),
    );
  });
});
