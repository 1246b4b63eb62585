import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type NpsCounts,
  nps,
  npsInterval,
  npsPosterior,
  npsProbabilityGreater,
  oneToTen,
  tallyScores,
  zeroToTen,
} from "../../src/index.js";
import reference from "../reference/posterior.json" with { type: "json" };
import { expectWithin } from "../support/accuracy.js";
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const flat = { promoters: 1, passives: 1, detractors: 1 };
const none = { promoters: 0, passives: 0, detractors: 0 };
const count = fc.nat(300);
const anyCounts: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: count,
  passives: count,
  detractors: count,
});
const worth = fc.double({ min: 0.05, max: 20, noNaN: true });
const anyPrior: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: worth,
  passives: worth,
  detractors: worth,
});
const mirrored = ({ promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: detractors,
  passives,
  detractors: promoters,
});
const few = { numRuns: 25 };
const small: fc.Arbitrary<NpsCounts> = fc.record({
  promoters: fc.nat(6),
  passives: fc.nat(6),
  detractors: fc.nat(6),
});

/**
 * P(score > t) given a flat prior, the slow way. With P, N and D answers, the one of the prior included: the
 * share r of those who are not passive is of a beta distribution, so that its density is a power of r
 * times one of 1 − r. That the share of detractors among them is below x has the chance of D or more
 * successes of P + D − 1, each with chance x; and the score is above t where x is `(1 − t ÷ r) ÷ 2`.
 */
function slowTail(counts: NpsCounts, t: number): number {
  if (t < 0) return 1 - slowTail(mirrored(counts), -t);
  const [P, N, D] = [counts.promoters + 1, counts.passives + 1, counts.detractors + 1];
  const most = P + D - 1;
  return simpson(t, 1, (r) => {
    const x = r === 0 ? 0 : (1 - t / r) / 2;
    let chance = 0;
    for (let k = D; k <= most; k++) chance += choose(most, k) * x ** k * (1 - x) ** (most - k);
    return N * choose(most + N, N) * r ** most * (1 - r) ** (N - 1) * chance;
  });
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
  return product;
}

function simpson(low: number, high: number, f: (x: number) => number): number {
  const parts = 2_000;
  const step = (high - low) / parts;
  let sum = f(low) + f(high);
  for (let i = 1; i < parts; i++) sum += (i % 2 === 1 ? 4 : 2) * f(low + i * step);
  return (sum * step) / 3;
}

describe("npsPosterior", () => {
  test("agrees with exact fractions, and with quadrature at 30 digits", () => {
    expect(reference.posteriors.length).toBeGreaterThan(15);
    for (const { counts, prior, confidence, ...expected } of reference.posteriors) {
      const posterior = npsPosterior(counts, { prior, confidence });
      expectClose(posterior, expected, JSON.stringify(counts));
    }
  });

  test("is a triangle where all shares are equally likely and nobody answered", () => {
    // P(S > t) = (1 − t)² ÷ 2 for t from 0 to 1, so 0.025 lie above 1 − √0.05.
    const high = 100 * (1 - Math.sqrt(0.05));
    expectClose(npsPosterior([], { prior: flat }), {
      value: 0,
      low: -high,
      median: 0,
      high,
      variance: 10_000 / 6, // [⅓ + ⅓ − 0] ÷ 4
    });
  });

  test("is a power where one promoter is believed in and none came, of few answers and of many", () => {
    // P(S > t) = (1 − t)^(a_N + a_D) ÷ 2^a_D for t from 0 to 1
    const prior = { promoters: 1, passives: 0.05, detractors: 0.05 };
    for (const passives of [0, 1, 30, 1e3, 1e6, 1e8]) {
      for (const detractors of [0, 0.5, 3]) {
        const { high } = npsPosterior({ promoters: 0, passives, detractors }, { prior });
        const power = passives + detractors + 0.1;
        const logTail = Math.log(0.025) + (detractors + 0.05) * Math.LN2;
        const expected = -100 * Math.expm1(logTail / power);
        expectWithin(high, expected, passives > 1e3 ? 1e-6 : 1e-10, `${passives} ${detractors}`);
      }
    }
  });

  test("says what it was made with, and that it is the prior where nobody answered", () => {
    const posterior = npsPosterior([10, 9, 9, 8, 7, 1], { prior: flat });
    expect(posterior).toMatchObject({ answers: 6, basis: "prior and answers", confidence: 0.95 });
    expect(Object.keys(posterior).sort()).toEqual(
      ["answers", "basis", "confidence", "high", "low", "median", "value", "variance"].sort(),
    );
    for (const nobody of [[], [null], none]) {
      expect(npsPosterior(nobody, { prior: flat })).toMatchObject({ answers: 0, basis: "prior" });
    }
    const half = npsPosterior({ ...none, passives: 0.5 }, { prior: flat });
    expect(half).toMatchObject({ answers: 0.5, basis: "prior and answers" });
    expect(npsPosterior([], { prior: flat }).median).toBe(0); // never −0
  });

  test("takes scores, their tally and the counts, on either scale", () => {
    const scores = [10, 9, 9, 8, 7, 1];
    const posterior = npsPosterior(scores, { prior: flat });
    expect(npsPosterior(tallyScores(scores, zeroToTen), { prior: flat })).toEqual(posterior);
    expect(npsPosterior({ promoters: 3, passives: 2, detractors: 1 }, { prior: flat })).toEqual(
      posterior,
    );
    const options = { prior: flat, scale: oneToTen };
    expect(npsPosterior(scores, options)).toEqual(posterior);
    const tally = tallyScores(scores, oneToTen);
    expect(npsPosterior(tally, options)).toEqual(posterior);
    expect(npsProbabilityGreater(tally, tally, options)).toBeCloseTo(0.5, 11);
  });

  test("is that of the answers and the prior taken together, whichever they were", () => {
    const all = { promoters: 6, passives: 3.5, detractors: 1 };
    const { answers, basis, ...whole } = npsPosterior([], { prior: all });
    const prior = { promoters: 4, passives: 0.5, detractors: 1 };
    expect(npsPosterior({ promoters: 2, passives: 3, detractors: 0 }, { prior })).toMatchObject(
      whole,
    );
  });

  test("holds for as many answers as can be counted, and for priors worth next to nothing", () => {
    for (const third of [3e8, 3e11, 1e15]) {
      const answers = { promoters: third, passives: third, detractors: third };
      const { low, high, variance } = npsPosterior(answers, { prior: flat });
      // Normal by then: ± 1.959964 standard deviations of √(⅔ ÷ answers), in points.
      const deviation = 100 * Math.sqrt(2 / 3 / (3 * third));
      expect(high / deviation).toBeCloseTo(1.959963984540054, 6);
      expect(low).toBe(-high);
      expect(variance / deviation ** 2).toBeCloseTo(1, 6);
    }
    const next = { promoters: 0.05, passives: 0.05, detractors: 0.05 };
    const all = npsPosterior({ ...none, promoters: 1e15 }, { prior: next }); // rounded, a mean of 100
    expect(all.low).toBeGreaterThan(100 - 1e-9);
    expect(all.high).toBeLessThanOrEqual(100);
    expect(npsPosterior([], { prior: next })).toMatchObject({ value: 0, median: 0 });
    // Next to all promoters, all passives or all detractors, each with a probability of a third.
    expect(npsPosterior([], { prior: next, confidence: 0.6 }).high).toBeGreaterThan(95);
    expect(npsPosterior([], { prior: next, confidence: 0.15 }).high).toBeLessThan(5);
  });

  test("agrees with sums of binomial chances, for whole numbers of answers", () => {
    fc.assert(
      fc.property(small, fc.constantFrom(0.5, 0.8, 0.95), (counts, confidence) => {
        const { low, median, high } = npsPosterior(counts, { prior: flat, confidence });
        const tail = (1 - confidence) / 2;
        expect(slowTail(counts, high / 100)).toBeCloseTo(tail, 9);
        expect(slowTail(counts, median / 100)).toBeCloseTo(0.5, 9);
        expect(slowTail(counts, low / 100)).toBeCloseTo(1 - tail, 9);
      }),
      few,
    );
  });

  test("refuses an invalid prior, and what npsCounts refuses", () => {
    expectError(
      () => npsPosterior([10], untyped({})),
      "wrong-type",
      "npsPosterior: prior must be counts such as { promoters: 1, passives: 1, detractors: 1 }, got undefined",
      "prior",
    );
    for (const [passives, code, shown] of [
      [0, "out-of-range", "0"],
      [-1, "out-of-range", "-1"],
      [2e15, "out-of-range", "2000000000000000"],
      [Number.NaN, "out-of-range", "NaN"],
      ["1", "wrong-type", '"1"'],
      [undefined, "wrong-type", "undefined"],
    ] as const) {
      expectError(
        () => npsPosterior([10], { prior: untyped({ ...flat, passives }) }),
        code,
        `npsPosterior: prior.passives must be a number${passives === 2e15 ? ` from 0.05 to ${1e15}` : ", 0.05 or more"}, got ${shown}`,
        "prior.passives",
      );
    }
    expectError(
      () => npsPosterior({ ...none, promoters: -1 }, { prior: flat }),
      "out-of-range",
      "npsCounts: promoters must be a number, 0 or more, got -1",
      "promoters",
    );
    expectError(
      () => npsPosterior([10], { prior: flat, confidence: 95 }),
      "out-of-range",
      "npsPosterior: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => npsPosterior([11], { prior: flat }),
      "out-of-range",
      "tallyScores: score at index 0 must be a whole number from 0 to 10, got 11",
      "score",
      0,
    );
  });

  test("lies in order from −100 to 100, and mirrors when promoters and detractors swap", () => {
    fc.assert(
      fc.property(anyCounts, anyPrior, (counts, prior) => {
        const { value, low, median, high, variance } = npsPosterior(counts, { prior });
        expect(low).toBeGreaterThanOrEqual(-100);
        expect(median).toBeGreaterThan(low - 1e-9);
        expect(high).toBeGreaterThan(median - 1e-9);
        expect(high).toBeLessThanOrEqual(100);
        expect(variance).toBeGreaterThan(0);
        const mirror = npsPosterior(mirrored(counts), { prior: mirrored(prior) });
        expectClose(mirror, { value: 0 - value, low: 0 - high, median: 0 - median, high: 0 - low });
        for (const number of [value, low, median, high]) expect(Object.is(number, -0)).toBe(false);
      }),
      few,
    );
  });

  test("widens with confidence", () => {
    fc.assert(
      fc.property(anyCounts, anyPrior, (counts, prior) => {
        const wide = npsPosterior(counts, { prior, confidence: 0.99 });
        const narrow = npsPosterior(counts, { prior, confidence: 0.5 });
        expect(wide.low).toBeLessThanOrEqual(narrow.low + 1e-9);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high - 1e-9);
      }),
      few,
    );
  });

  test("comes to the score and its interval as answers outweigh the prior", () => {
    const counts = { promoters: 5e7, passives: 3e7, detractors: 2e7 };
    const { value, low, high } = npsPosterior(counts, { prior: flat });
    expect(value).toBeCloseTo(nps(counts) as number, 5);
    expect(low).toBeCloseTo(npsInterval(counts)?.low as number, 5);
    expect(high).toBeCloseTo(npsInterval(counts)?.high as number, 5);
  });

  test("draws a score towards the prior, and less so the more answers there are", () => {
    fc.assert(
      fc.property(anyCounts, anyPrior, fc.integer({ min: 1, max: 20 }), (counts, prior, times) => {
        fc.pre(counts.promoters + counts.passives + counts.detractors > 0);
        const more = {
          promoters: times * counts.promoters,
          passives: times * counts.passives,
          detractors: times * counts.detractors,
        };
        const [score, believed] = [nps(counts) as number, nps(prior) as number];
        const [of, ofMore] = [counts, more].map((given) => npsPosterior(given, { prior }).value);
        expect(of).toBeGreaterThanOrEqual(Math.min(score, believed) - 1e-9);
        expect(of).toBeLessThanOrEqual(Math.max(score, believed) + 1e-9);
        expect(Math.abs(ofMore - score)).toBeLessThanOrEqual(Math.abs(of - score) + 1e-9);
      }),
      few,
    );
  });
});

describe("npsProbabilityGreater", () => {
  test("agrees with exact fractions, and with quadrature by other programs", () => {
    expect(reference.comparisons.length).toBeGreaterThan(15);
    for (const { before, after, prior, probability, how } of reference.comparisons) {
      const actual = npsProbabilityGreater(before, after, { prior });
      const slack = how === "scipy" ? 1e-10 : 1e-11;
      expect(Math.abs(actual - probability), JSON.stringify({ before, after })).toBeLessThan(slack);
    }
  });

  test("is of the second score, and with the other way round makes 1", () => {
    const [may, june] = [
      { promoters: 104, passives: 56, detractors: 40 },
      { promoters: 94, passives: 66, detractors: 40 },
    ];
    expect(npsProbabilityGreater(may, june, { prior: flat })).toBeLessThan(0.5); // 32 to 27
    expect(npsProbabilityGreater(june, may, { prior: flat })).toBeGreaterThan(0.5);
    fc.assert(
      fc.property(anyCounts, anyCounts, anyPrior, (a, b, prior) => {
        const probability = npsProbabilityGreater(a, b, { prior });
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        expect(probability + npsProbabilityGreater(b, a, { prior })).toBeCloseTo(1, 11);
      }),
      few,
    );
  });

  test("is ½ of equal answers, of none and of many, whatever the prior", () => {
    fc.assert(
      fc.property(anyCounts, anyPrior, (counts, prior) => {
        expect(npsProbabilityGreater(counts, counts, { prior })).toBeCloseTo(0.5, 11);
      }),
      few,
    );
    expect(npsProbabilityGreater([], [null], { prior: flat })).toBeCloseTo(0.5, 11);
    const vague = { promoters: 0.5, passives: 0.05, detractors: 0.5 };
    expect(npsProbabilityGreater([], [null], { prior: vague })).toBeCloseTo(0.5, 11);
  });

  test("does not change when promoters and detractors swap and the order with them", () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, anyPrior, (a, b, prior) => {
        const probability = npsProbabilityGreater(a, b, { prior });
        const swapped = npsProbabilityGreater(mirrored(b), mirrored(a), { prior: mirrored(prior) });
        expect(swapped).toBeCloseTo(probability, 11);
      }),
      few,
    );
  });

  test("rises with another promoter after", () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, anyPrior, (a, b, prior) => {
        const more = { ...b, promoters: b.promoters + 1 };
        expect(npsProbabilityGreater(a, more, { prior })).toBeGreaterThan(
          npsProbabilityGreater(a, b, { prior }) - 1e-11,
        );
      }),
      few,
    );
  });

  test("agrees with sums of binomial chances, for whole numbers of answers", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        // ∫ P(score of b > t) d P(score of a ≤ t), by trapezoids
        const steps = 40;
        const at = Array.from({ length: 2 * steps + 1 }, (_, i) => {
          const t = i / steps - 1;
          return { ofA: slowTail(a, t), ofB: slowTail(b, t) };
        });
        let sum = 0;
        for (let i = 1; i < at.length; i++) {
          sum += ((at[i - 1].ofB + at[i].ofB) / 2) * (at[i - 1].ofA - at[i].ofA);
        }
        expect(npsProbabilityGreater(a, b, { prior: flat })).toBeCloseTo(sum, 2);
      }),
      { numRuns: 5 },
    );
  });

  test("is a comparison of gamma variables where next to all are passive", () => {
    // A score is then G − H over the number of answers, with G and H of the shapes of promoters and detractors,
    // and the second is greater where G₂ + H₁, of shape 2, is greater than G₁ + H₂, of shape 1: with a
    // probability of 1 − ½² of the beta distribution of 1 and 2.
    const prior = { promoters: 0.05, passives: 0.05, detractors: 0.95 };
    for (const [passives, digits] of [
      [1e6, 5],
      [1e9, 8],
      [1e12, 9],
      [9e14, 7],
    ]) {
      const before = { ...none, passives };
      const after = { ...before, promoters: 1 };
      expect(npsProbabilityGreater(before, after, { prior })).toBeCloseTo(0.75, digits);
    }
  });

  test("is certain where the scores are far apart", () => {
    const many = { ...none, promoters: 1_000_000 };
    expect(npsProbabilityGreater(mirrored(many), many, { prior: flat })).toBe(1);
    expect(npsProbabilityGreater(many, mirrored(many), { prior: flat })).toBe(0);
  });

  test("refuses what npsPosterior refuses", () => {
    expectError(
      () => npsProbabilityGreater([10], [9], untyped({ prior: null })),
      "wrong-type",
      "npsProbabilityGreater: prior must be counts such as { promoters: 1, passives: 1, detractors: 1 }, got null",
      "prior",
    );
    expectError(
      () => npsProbabilityGreater([10], { ...none, passives: -1 }, { prior: flat }),
      "out-of-range",
      "npsCounts: passives must be a number, 0 or more, got -1",
      "passives",
    );
    expectError(
      () => npsProbabilityGreater([10], [9], { prior: { ...flat, detractors: 0.01 } }),
      "out-of-range",
      "npsProbabilityGreater: prior.detractors must be a number, 0.05 or more, got 0.01",
      "prior.detractors",
    );
  });
});
