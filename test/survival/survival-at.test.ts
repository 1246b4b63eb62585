import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Lifetime,
  type SurvivalAt,
  type SurvivalTransform,
  survivalAt,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import reference from "../reference/survival.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import {
  allLeft,
  anyLifetimes,
  expectNear,
  sampleOf,
  storedLifetimes,
  tallyOf,
  withGap,
} from "../support/lifetimes.js";

const shown = ({ duration, atRisk, survival }: SurvivalAt) => [duration, atRisk, survival];
const none = { standardError: null, low: null, high: null, confidence: 0.95 };

describe("survivalAt", () => {
  test("agrees with summary of survival in R, between the points too, whatever the transform", () => {
    expect(reference.readings.length).toBeGreaterThan(50);
    for (const expected of reference.readings) {
      const { confidence } = expected;
      const options = { transform: expected.transform as SurvivalTransform, confidence };
      const answers = survivalAt(tallyOf(sampleOf(expected.sample)), expected.duration, options);
      answers.forEach((answer, i) => {
        const what = `${expected.sample}, ${expected.transform}, ${confidence}, ${answer.duration}`;
        expect(answer.duration).toBe(expected.duration[i]);
        expect(answer.atRisk, what).toBe(expected.atRisk[i]);
        expect(answer.confidence).toBe(confidence);
        for (const field of ["survival", "standardError", "low", "high"] as const) {
          expectNear(answer[field], expected[field][i] as number | null, `${what}, ${field}`);
        }
      });
    }
  });

  test("holds each step until the next one, and counts those watched just before", () => {
    // 5 at risk, 1 leaves: 4/5. At 3 one of 4 leaves and one is last seen: 4/5 × 3/4 = 3/5.
    // At 6, 1 of 2 leaves: 3/5 × 1/2 = 3/10. One is still there at 8.
    const tally = tallyLifetimes({ duration: [1, 3, 3, 6, 8], left: [1, 0, 1, 1, 0] });
    const values = survivalAt(tally, [0, 0.9, 1, 2, 3, 5, 6, 7, 8]).map(shown);
    expect(values).toEqual([
      [0, 5, 1],
      [0.9, 5, 1],
      [1, 5, 4 / 5],
      [2, 4, 4 / 5],
      [3, 4, 3 / 5],
      [5, 2, 3 / 5],
      [6, 2, 3 / 10],
      [7, 1, 3 / 10],
      [8, 1, 3 / 10],
    ]);
  });

  test("answers in the order asked, and twice if asked twice", () => {
    const tally = allLeft(1, 2, 3, 4);
    const answers = survivalAt(tally, [3, 1, 9, 3]);
    expect(answers.map(({ duration, survival }) => [duration, survival])).toEqual([
      [3, 0.25],
      [1, 0.75],
      [9, 0],
      [3, 0.25],
    ]);
    expect(survivalAt(tally, [])).toEqual([]);
  });

  test("knows nothing of durations that nobody was watched for, unless all have left by then", () => {
    const watched = tallyLifetimes({ duration: [2, 5], left: [1, 0] });
    expect(survivalAt(watched, [5, 5.1]).map(({ survival }) => survival)).toEqual([0.5, null]);
    expect(survivalAt(watched, [7])).toEqual([{ duration: 7, atRisk: 0, survival: null, ...none }]);
    expect(survivalAt(allLeft(2, 5), [5, 7])).toEqual([
      { duration: 5, atRisk: 1, survival: 0, ...none },
      { duration: 7, atRisk: 0, survival: 0, ...none },
    ]);
    expect(survivalAt(tallyLifetimes([]), [0, 1])).toEqual([
      { duration: 0, atRisk: 0, survival: null, ...none },
      { duration: 1, atRisk: 0, survival: null, ...none },
    ]);
  });

  test("has no interval where nobody has left yet", () => {
    const tally = tallyLifetimes({ duration: [2, 5], left: [1, 0] });
    expect(survivalAt(tally, [0, 1])).toEqual([
      { duration: 0, atRisk: 2, survival: 1, ...none },
      { duration: 1, atRisk: 2, survival: 1, ...none },
    ]);
  });

  test("counts those who entered in between, and nobody before the first", () => {
    const tally = tallyLifetimes([
      { duration: 8, left: true, entered: 2 },
      { duration: 9, left: false, entered: 5 },
    ]);
    const values = survivalAt(tally, [2, 3, 5, 6, 8, 9]).map((answer) => [
      answer.atRisk,
      answer.survival,
    ]);
    expect(values).toEqual([
      [0, 1],
      [1, 1],
      [1, 1],
      [2, 1],
      [2, 0.5],
      [1, 0.5],
    ]);
  });

  test("keeps its height where nobody is at risk for a while", () => {
    // 1/2 of those from the start stay; of the two who come in, 1/2.
    const values = survivalAt(withGap, [0, 1, 2, 4, 5, 6, 7, 8]).map(shown);
    expect(values).toEqual([
      [0, 2, 1],
      [1, 2, 1 / 2],
      [2, 1, 1 / 2],
      [4, 0, 1 / 2],
      [5, 0, 1 / 2],
      [6, 2, 1 / 2],
      [7, 2, 1 / 4],
      [8, 1, 1 / 4],
    ]);
  });

  test("takes empty rows and durations of −0, as stored tallies may have them", () => {
    const rows = [
      { duration: -0, left: 1, censored: 0 },
      { duration: 4, left: 0, censored: 1 },
      { duration: 9, left: 0, censored: 0 },
    ];
    const answers = survivalAt(storedLifetimes(rows), [-0, 4, 6, 9]);
    expect(answers.map(({ duration, survival }) => [duration, survival])).toEqual([
      [0, 0.5],
      [4, 0.5],
      [6, null],
      [9, null],
    ]);
    const nobody = [{ duration: 0, left: 0, censored: 0 }];
    expect(survivalAt(storedLifetimes(nobody), [0])[0]?.survival).toBe(null);
  });

  test.each([
    [untyped("12"), "wrong-type", 'durations must be a list of durations, got "12"', undefined],
    [
      untyped(new Float64Array(2)),
      "wrong-type",
      "durations must be a list of durations, got a Float64Array",
      undefined,
    ],
    [[1, -1], "out-of-range", "durations at index 1 must be a number, 0 or more, got -1", 1],
    [[Number.NaN], "out-of-range", "durations at index 0 must be a number, 0 or more, got NaN", 0],
    [untyped(["1"]), "wrong-type", 'durations at index 0 must be a number, 0 or more, got "1"', 0],
    [
      Object.assign([1], { 2: 2 }),
      "wrong-type",
      "durations at index 1 must be a number, 0 or more, got undefined",
      1,
    ],
  ] as const)("refuses durations of %s", (durations, code, message, index) => {
    expectError(
      () => survivalAt(allLeft(1, 2), durations as number[]),
      code,
      `survivalAt: ${message}`,
      "durations",
      index,
    );
  });

  test("refuses wrong transforms, confidences, tallies and options", () => {
    expectError(
      () => survivalAt(allLeft(1, 2), [1], { transform: untyped("logit") }),
      "out-of-range",
      'survivalAt: transform must be "log-log", "log" or "plain", got "logit"',
      "transform",
    );
    expectError(
      () => survivalAt(allLeft(1, 2), [1], { confidence: 95 }),
      "out-of-range",
      "survivalAt: confidence must be between 0 and 1, such as 0.95, got 95",
      "confidence",
    );
    expectError(
      () => survivalAt(untyped(null), [1]),
      "bad-tally",
      'survivalAt: tally.kind must be "lifetimes", got undefined',
      "tally.kind",
    );
    expectError(
      () => survivalAt(allLeft(1, 2), [1], untyped(0.9)),
      "wrong-type",
      "survivalAt: options must be like { confidence, transform, from }, got 0.9",
      "options",
    );
  });

  test("is the curve's last point up to there, with as many at risk as the definition says", () => {
    const anyDurations = fc.array(
      fc.oneof(fc.nat(13), fc.double({ min: 0, max: 13, noNaN: true })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(anyLifetimes, anyDurations, (lifetimes, more) => {
        const tally = tallyLifetimes(lifetimes);
        const curve = survivalCurve(tally);
        const asked = [...more, ...lifetimes.map(({ duration }) => duration)];
        const end = curve.at(-1)?.duration ?? -1;
        for (const answer of survivalAt(tally, asked)) {
          const { duration, atRisk, survival, low, high, standardError } = answer;
          expect(atRisk).toBe(lifetimes.filter(isAtRisk(duration)).length);
          const point = curve.filter((one) => one.duration <= duration).at(-1);
          if (duration > end) expect(survival).toBe(point?.survival === 0 ? 0 : null);
          else expect(survival).toBe(point?.survival);
          if (survival !== null && survival > 0 && survival < 1) {
            const { left: _, ...same } = { ...point, duration, atRisk };
            expect(answer).toEqual(same);
          } else expect([low, high, standardError]).toEqual([null, null, null]);
        }
      }),
    );
  });
});

function isAtRisk(at: number) {
  return ({ duration, entered }: Lifetime) => (entered ?? -1) < at && duration >= at;
}
