import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nonResponseBounds, nps, oneToTen, tallyScores, zeroToTen } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCounts } from "../support/nps.js";

describe("nonResponseBounds", () => {
  test("counts everybody who did not answer for a detractor, or for a promoter", () => {
    // (60 − 15 ∓ 150) ÷ 250
    const answers = { promoters: 60, passives: 25, detractors: 15 };
    const bounds = { value: 45, low: -42, high: 78, responseRate: 0.4 };
    expect(nonResponseBounds(answers, { invited: 250 })).toStrictEqual(bounds);
    const one = { value: 100, low: 0, high: 100, responseRate: 0.5 };
    expect(nonResponseBounds([10, null], { invited: 2 })).toStrictEqual(one);
    expect(nonResponseBounds(tallyScores([9], zeroToTen), { invited: 2 })).toStrictEqual(one);
    expect(nonResponseBounds([10], { invited: 2, scale: oneToTen })).toStrictEqual(one);
  });

  test("is the score alone if everybody answered, and anything if nobody did", () => {
    const all = { value: 0, low: 0, high: 0, responseRate: 1 };
    expect(nonResponseBounds([10, 0], { invited: 2 })).toStrictEqual(all);
    const none = { value: null, low: -100, high: 100, responseRate: 0 };
    expect(nonResponseBounds([], { invited: 7 })).toStrictEqual(none);
  });

  test("takes the most answers that can be counted", () => {
    const most = { promoters: 1e15, passives: 1e15, detractors: 1e15 };
    const found = nonResponseBounds(most, { invited: 3e15 });
    expect(found).toStrictEqual({ value: 0, low: 0, high: 0, responseRate: 1 });
  });

  test("refuses fewer invited than answered, nobody, and unknown options", () => {
    expectError(
      () => nonResponseBounds([10, 9, 3], { invited: 2 }),
      "out-of-range",
      "nonResponseBounds: invited must be a whole number, 3 or more, got 2",
      "invited",
    );
    expectError(
      () => nonResponseBounds([], { invited: 0 }),
      "out-of-range",
      "nonResponseBounds: invited must be a whole number, 1 or more, got 0",
      "invited",
    );
    expectError(
      () => nonResponseBounds({ promoters: 1.5, passives: 0, detractors: 0 }, { invited: 3 }),
      "not-whole",
      "nonResponseBounds: promoters must be a whole number, 0 or more, got 1.5",
      "promoters",
    );
    expectError(
      () => nonResponseBounds([], untyped({ asked: 3 })),
      "unknown-option",
      'nonResponseBounds: options must be like { scale, invited }, got "asked"',
      "options",
    );
  });

  test("hold the score of all, whatever the others would have said, and are 200 (1 − r) points apart", () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, (answers, silent) => {
        const all = {
          promoters: answers.promoters + silent.promoters,
          passives: answers.passives + silent.passives,
          detractors: answers.detractors + silent.detractors,
        };
        const invited = all.promoters + all.passives + all.detractors;
        fc.pre(invited > 0);
        const { low, high, responseRate } = nonResponseBounds(answers, { invited });
        expect(nps(all)).toBeGreaterThanOrEqual(low - 1e-12);
        expect(nps(all)).toBeLessThanOrEqual(high + 1e-12);
        expect(high - low).toBeCloseTo(200 * (1 - responseRate), 9);
      }),
    );
  });
});
