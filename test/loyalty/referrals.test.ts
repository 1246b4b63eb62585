import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeReferrals,
  type Referral,
  type ReferralTally,
  referralRate,
  tallyReferrals,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";
import { at } from "../support/orders.js";

const until = at(3, 1);
const rows: readonly Referral[] = [
  { customer: "ann", time: at(1, 1) },
  { customer: "bob", time: new Date(at(1, 5)), referredBy: "ann" },
  { customer: 10, time: at(1, 9), referredBy: "ann" },
  { customer: 9, time: at(1, 31), referredBy: "ann" },
  { customer: "cas", time: at(1, 20), referredBy: 10 },
  { customer: "dee", time: at(2, 20), referredBy: "eve" },
  { customer: "fay", time: at(1, 2), referredBy: "dee" },
  { customer: "gus", time: at(3, 1), referredBy: "ann" },
];
const tally: ReferralTally = {
  kind: "referrals",
  until,
  afterUntil: 1,
  customers: [9, 10, "ann", "bob", "cas", "dee", "fay"],
  joined: [at(1, 31), at(1, 9), at(1, 1), at(1, 5), at(1, 20), at(2, 20), at(1, 2)],
  referredBy: ["ann", "ann", null, "ann", 10, "eve", "dee"],
};

describe("tallyReferrals", () => {
  test("keeps who joined when and on whose recommendation, sorted by customer", () => {
    expect(tallyReferrals(rows, { until })).toStrictEqual(tally);
    const columns = {
      customer: rows.map(({ customer }) => customer),
      time: Float64Array.from(rows, ({ time }) => Number(time)),
      referredBy: rows.map(({ referredBy }) => referredBy ?? null),
    };
    expect(tallyReferrals(columns, { until })).toStrictEqual(tally);
  });

  test("takes −0 for 0, and nobody where there is no column of referrers", () => {
    const given = tallyReferrals({ customer: [-0, 1], time: [0, 0] }, { until });
    expect(given.customers).toStrictEqual([0, 1]);
    expect(given.referredBy).toStrictEqual([null, null]);
    const zero = tallyReferrals([{ customer: 1, time: 0, referredBy: -0 }], { until });
    expect(zero.referredBy).toStrictEqual([0]);
  });

  test.each<[unknown, string, string, string]>([
    [{ customer: {} }, "wrong-type", "customer", "a string or a finite number, got an object"],
    [
      { time: "2026-01-01" },
      "wrong-type",
      "time",
      'a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-01"',
    ],
    [
      { referredBy: Number.NaN },
      "wrong-type",
      "referredBy",
      "a string, a finite number or null, got NaN",
    ],
    [
      { referredBy: "zoe" },
      "out-of-range",
      "referredBy",
      'somebody other than the customer, got "zoe"',
    ],
    [{ customer: "ann" }, "duplicate-customer", "customer", 'in one row only, got "ann"'],
  ])("refuses a row with %j", (wrong, code, argument, message) => {
    const last = { customer: "zoe", time: at(1, 1), ...untyped(wrong) };
    const call = () => tallyReferrals([...rows, last], { until });
    const whole = `tallyReferrals: ${argument} at index 8 must be ${message}`;
    expectError(call, untyped(code), whole, argument, 8);
  });
});

describe("mergeReferrals", () => {
  test("adds customers whose referrers are in other parts", () => {
    expect(mergeReferrals(rows.map((row) => tallyReferrals([row], { until })))).toStrictEqual(
      tally,
    );
  });

  test("has the latest `until`, and refuses a part that left out customers before it", () => {
    const next = tallyReferrals([{ customer: "gus", time: at(3, 1) }], { until: at(3, 2) });
    const stored = tallyReferrals(rows.slice(0, 7), { until });
    const both = mergeReferrals([stored, next]);
    expect([both.until, both.customers.length]).toStrictEqual([at(3, 2), 8]);
    expectError(
      () => mergeReferrals([next, tally]),
      "options-mismatch",
      `mergeReferrals: parts[1].until must be ${at(3, 2)}, the latest, since customers after it were left out, got ${until}`,
      "parts[1].until",
    );
  });

  test("refuses a customer who is in two parts", () => {
    const again = tallyReferrals([{ customer: "bob", time: at(2, 1) }], { until });
    expectError(
      () => mergeReferrals([tally, again]),
      "duplicate-customer",
      'mergeReferrals: customer at index 1 must be in one row only, got "bob"',
      "customer",
      1,
    );
  });

  const right = { ...tally, customers: [1, "a"], joined: [0, 0], referredBy: [null, 1] };
  test.each<[unknown, string]>([
    [null, 'parts[0].kind must be "referrals", got undefined'],
    [{ until: "soon" }, 'parts[0].until must be epoch milliseconds, got "soon"'],
    [{ afterUntil: -1 }, "parts[0].afterUntil must be a whole number, 0 or more, got -1"],
    [{ customers: undefined }, "parts[0].customers must be a list, got undefined"],
    [{ joined: [1] }, "parts[0].joined.length must be as long as customers, 2, got 1"],
    [
      { customers: ["a", 1] },
      "parts[0].customers at index 1 must be strings or finite numbers, sorted, each once, got 1",
    ],
    [
      { customers: [null, 1] },
      "parts[0].customers at index 0 must be strings or finite numbers, sorted, each once, got null",
    ],
    [
      { joined: [0, until] },
      `parts[0].joined at index 1 must be epoch milliseconds before until, got ${until}`,
    ],
    [
      { referredBy: [1, null] },
      "parts[0].referredBy at index 0 must be another customer, or null, got 1",
    ],
    [
      { referredBy: [true, null] },
      "parts[0].referredBy at index 0 must be another customer, or null, got true",
    ],
  ])("refuses a tally with %j", (wrong, message) => {
    const [argument = ""] = message.split(" ");
    const [, index] = / at index (\d)/.exec(message) ?? [];
    const call = () => mergeReferrals(untyped([wrong && { ...right, ...untyped(wrong) }]));
    const where = index === undefined ? undefined : Number(index);
    expectError(call, "bad-tally", `mergeReferrals: ${message}`, argument, where);
  });
});

/** Some hundred days of a few customers, each there once. */
const anyReferrals: fc.Arbitrary<Referral[]> = fc
  .uniqueArray(fc.oneof(fc.nat(20), fc.constantFrom("1", "__proto__", "ann")), { maxLength: 20 })
  .chain((customers) =>
    fc.tuple(
      ...customers.map((customer) =>
        fc
          .record({
            time: fc.integer({ min: at(1, 1), max: at(4, 1) }),
            referredBy: fc.constantFrom(undefined, null, "nobody", ...customers),
          })
          .map(({ time, referredBy }): Referral => {
            return { customer, time, ...(referredBy !== customer && { referredBy }) };
          }),
      ),
    ),
  );

mergeLaws<Referral, ReferralTally>({
  name: "tallyReferrals",
  rows: anyReferrals,
  split: anyCut(),
  tally: (given) => tallyReferrals(given, { until }),
  merge: mergeReferrals,
  counted: ({ customers, afterUntil }) => customers.length + afterUntil,
});

describe("referralRate", () => {
  test("counts the referrals of those whose time is over, by the ratio estimator", () => {
    // Ann referred Bob, 10 and 9, who came 4, 8 and 30 days after her, and 10 referred Cas after 11 days.
    // Up to 1 March all but Dee were watched for 29 days. Of the six Ann has 2 referrals and 10 has 1: the
    // mean is ½, its variance 6/5 × (1.5² + .5² + 4 × .5²) ÷ 6² = 7/60.
    const reach = 1.959963984540054 * Math.sqrt(7 / 60);
    const six = referralRate(tally, { withinDays: 29 });
    expect(six).toMatchObject({ count: 3, total: 6, rate: 0.5, chainFactor: 2, low: 0 });
    expect(six.high).toBeCloseTo(0.5 + reach, 12);
    expect(six).toMatchObject({ unknownReferrer: 1, beforeJoining: 1 });
  });

  test("leaves out customers whose time is not over, above the line and below it", () => {
    // Of the first six rows, those who joined by 31 January were watched for 30 days at 2 March.
    const given = tallyReferrals(rows.slice(0, 6), { until: at(3, 2) });
    expect(referralRate(given, { withinDays: 30 })).toMatchObject({
      count: 3,
      total: 5,
      rate: 0.6,
      chainFactor: 2.5,
      unknownReferrer: 1,
      beforeJoining: 0,
    });
  });

  test("ends the window just before so many times 24 hours, and begins it just after joining", () => {
    const two: readonly Referral[] = [
      { customer: 1, time: at(1, 1) },
      { customer: 2, time: at(1, 31), referredBy: 1 },
      { customer: 3, time: at(1, 31) - 1, referredBy: 1 },
      { customer: 4, time: at(1, 1), referredBy: 1 },
      { customer: 5, time: at(1, 1) + 1, referredBy: 1 },
    ];
    const given = tallyReferrals(two, { until: at(1, 31) + 1 });
    // Over for 1, 4 and 5, of whom the last joined a millisecond later.
    expect(referralRate(given, { withinDays: 30 })).toMatchObject({
      count: 2,
      total: 3,
      beforeJoining: 1,
    });
  });

  test("has no chain factor where customers bring one each or more, and no rate without customers", () => {
    const pair: readonly Referral[] = [
      { customer: 1, time: at(1, 1) },
      { customer: 2, time: at(1, 2), referredBy: 1 },
    ];
    const early = tallyReferrals(pair, { until: at(1, 5) });
    expect(referralRate(early, { withinDays: 4 })).toStrictEqual({
      count: 1,
      total: 1,
      rate: 1,
      low: null,
      high: null,
      confidence: 0.95,
      chainFactor: null,
      unknownReferrer: 0,
      beforeJoining: 0,
    });
    const none = referralRate(early, { withinDays: 9, confidence: 0.9 });
    expect(none).toMatchObject({ count: 0, total: 0, rate: null, chainFactor: null });
    expect(none.confidence).toBe(0.9);
  });

  test("is the slow count, one customer after another", () => {
    fc.assert(
      fc.property(anyReferrals, fc.integer({ min: 1, max: 60 }), (given, withinDays) => {
        const rate = referralRate(tallyReferrals(given, { until }), { withinDays });
        const seen = given.filter(({ time }) => Number(time) < until);
        const width = withinDays * 86_400_000;
        const over = seen.filter(({ time }) => Number(time) + width <= until);
        const credited = over.flatMap(({ customer, time }) =>
          seen.filter(
            (other) =>
              other.referredBy === customer &&
              Number(other.time) > Number(time) &&
              Number(other.time) < Number(time) + width,
          ),
        );
        expect([rate.count, rate.total]).toStrictEqual([credited.length, over.length]);
      }),
    );
  });

  test("refuses a window of no days, and broken tallies", () => {
    expectError(
      () => referralRate(tally, { withinDays: 0 }),
      "out-of-range",
      "referralRate: withinDays must be a whole number from 1 to 36525, got 0",
      "withinDays",
    );
    expectError(
      () => referralRate(untyped([]), { withinDays: 3 }),
      "bad-tally",
      'referralRate: tally.kind must be "referrals", got undefined',
      "tally.kind",
    );
  });
});
