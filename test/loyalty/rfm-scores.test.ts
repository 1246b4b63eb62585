import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rfmScores, tallyPurchases } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { at } from "../support/orders.js";
import { anyPurchases } from "../support/purchases.js";

const january = { timeZone: "UTC", until: at(2, 1) } as const;
const tally = tallyPurchases(
  [
    { customer: 1, time: at(1, 31), value: 10 },
    { customer: 2, time: at(1, 11), value: 20 },
    { customer: 2, time: at(1, 21), value: 20 },
    { customer: 2, time: at(1, 21), value: 0.5 },
    { customer: 3, time: at(1, 21), value: 10 },
    { customer: 4, time: at(1, 1), value: 99 },
    { customer: 4, time: at(1, 2), value: 0 },
    { customer: 4, time: at(1, 3), value: 0 },
  ],
  january,
);
const without = tallyPurchases([{ customer: 1, time: at(1, 1) }], january);

describe("rfmScores", () => {
  test("scores by how many are strictly worse, ties alike", () => {
    // Of four customers, five scores: 0, 1, 2 or 3 worse make 1, 2, 3 or 4.
    expect(rfmScores(tally)).toStrictEqual([
      { customer: 1, recency: 0, frequency: 1, value: 10, r: 4, f: 1, m: 1 },
      { customer: 2, recency: 10, frequency: 2, value: 40.5, r: 2, f: 3, m: 3 },
      { customer: 3, recency: 10, frequency: 1, value: 10, r: 2, f: 1, m: 1 },
      { customer: 4, recency: 28, frequency: 3, value: 99, r: 1, f: 4, m: 4 },
    ]);
    expect(rfmScores(tally, { bins: 2 }).map(({ r, f, m }) => [r, f, m])).toStrictEqual([
      [2, 1, 1],
      [1, 2, 2],
      [1, 1, 1],
      [1, 2, 2],
    ]);
    expect(rfmScores(tallyPurchases([], january))).toStrictEqual([]);
  });

  test("scores by limits of the caller's: a value that reaches one is better, a recency that passes one worse", () => {
    const cuts = { recency: [9, 10, 27], frequency: [2], value: [0, 10, 99] };
    expect(rfmScores(tally, { cuts }).map(({ r, f, m }) => [r, f, m])).toStrictEqual([
      [4, 1, 3],
      [3, 2, 3],
      [3, 1, 3],
      [1, 2, 4],
    ]);
  });

  test("leaves out money where purchases have none", () => {
    const [only] = rfmScores(without);
    expect(only).toStrictEqual({
      customer: 1,
      recency: 30,
      frequency: 1,
      value: null,
      r: 1,
      f: 1,
      m: null,
    });
    const cuts = { recency: [40], frequency: [2] };
    expect(rfmScores(without, { cuts })[0]).toMatchObject({ r: 2, f: 1, m: null });
  });

  test("gives equal values equal scores, better ones no worse scores, and bins their number", () => {
    fc.assert(
      fc.property(anyPurchases, fc.integer({ min: 2, max: 10 }), (rows, bins) => {
        const whole = { timeZone: "UTC", until: Date.UTC(2027, 0, 1) };
        const scores = rfmScores(tallyPurchases(rows, whole), { bins });
        for (const one of scores) {
          for (const score of [one.r, one.f, one.m ?? 1]) {
            expect(Number.isInteger(score) && score >= 1 && score <= bins).toBe(true);
          }
          for (const other of scores) {
            if (one.recency <= other.recency) expect(one.r >= other.r).toBe(true);
            if (one.frequency >= other.frequency) expect(one.f >= other.f).toBe(true);
            if (Number(one.value) >= Number(other.value)) {
              expect(Number(one.m) >= Number(other.m)).toBe(true);
            }
          }
        }
      }),
    );
  });

  const number = "a number, 0 or more";
  const cuts = { recency: [1], frequency: [1], value: [1] };
  test.each<[unknown, string, string, number | undefined]>([
    [{ bins: 1 }, "out-of-range", "bins must be a whole number from 2 to 10, got 1", undefined],
    [
      { bins: 5, cuts },
      "out-of-range",
      "bins must be left out if cuts are given, got 5",
      undefined,
    ],
    [{ cuts: null }, "wrong-type", "cuts must be an object, got null", undefined],
    [
      { cuts: { ...cuts, m: [3] } },
      "unknown-option",
      'options must be like { recency, frequency, value }, got "m"',
      undefined,
    ],
    [
      { cuts: { ...cuts, value: undefined } },
      "wrong-type",
      "cuts.value must be a list of limits, got undefined",
      undefined,
    ],
    [
      { cuts: { ...cuts, recency: [] } },
      "out-of-range",
      "cuts.recency.length must be a whole number from 1 to 9, got 0",
      undefined,
    ],
    [
      { cuts: { ...cuts, frequency: [1, "2"] } },
      "wrong-type",
      `cuts.frequency at index 1 must be ${number}, got "2"`,
      1,
    ],
    [
      { cuts: { ...cuts, frequency: [2, 2] } },
      "out-of-range",
      "cuts.frequency at index 1 must be above the limit before, 2, got 2",
      1,
    ],
  ])("refuses %j", (options, code, message, index) => {
    const [argument = ""] = message.split(" ");
    const call = () => rfmScores(tally, untyped(options));
    expectError(call, untyped(code), `rfmScores: ${message}`, argument, index);
  });

  test("refuses limits of money where purchases have no values", () => {
    expectError(
      () => rfmScores(without, { cuts }),
      "out-of-range",
      "rfmScores: cuts.value must be left out, as purchases have no values, got an array",
      "cuts.value",
    );
  });
});
