import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  churnRate,
  type InactivityChurn,
  inactivityChurn,
  tallyInactivity,
  tallyMembership,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";

const DAY = 86_400_000;
const day = (number: number) => Date.UTC(2026, 0, number);
const options = { days: 30, until: day(60) };

describe("inactivityChurn", () => {
  test("leaves those inside the limit undecided, and takes its rate of those who had all of it", () => {
    // 10 customers on day 20: 4 are back on day 40, 6 are not. 5 more come on day 50.
    const times = [
      ...Array.from({ length: 10 }, (_, customer) => ({ customer, time: day(20) })),
      ...Array.from({ length: 4 }, (_, customer) => ({ customer, time: day(40) })),
      ...Array.from({ length: 5 }, (_, i) => ({ customer: 10 + i, time: day(50) })),
    ];
    expect(inactivityChurn(times, options)).toEqual({
      customers: 15,
      churned: 6,
      undecided: 9,
      opening: 10,
      churnedOfOpening: 6,
      rate: 0.6, // not 6 of 15: nobody knows of the nine
      lapses: 6,
      reactivated: 0,
      reactivatedShare: 0,
    });
  });

  test("counts lapses that ended, which a longer limit would not have called churn", () => {
    const activity = [
      { customer: "ann", time: day(-60) },
      { customer: "ann", time: day(-20) },
      { customer: "ann", time: day(50) },
      { customer: "bob", time: day(-60) },
    ];
    expect(inactivityChurn(activity, options)).toMatchObject({
      lapses: 3,
      reactivated: 2,
      reactivatedShare: 2 / 3,
    });
    const longer = inactivityChurn(activity, { ...options, days: 60 });
    expect(longer).toMatchObject({ lapses: 2, reactivated: 1 });
  });

  test("gives the same for the activity and for its tally", () => {
    const activity = { customer: [1, 1, 2], time: [day(1), day(2), day(55)] };
    const tally = tallyInactivity(activity, options);
    expect(inactivityChurn(tally)).toEqual(inactivityChurn(activity, options));
  });

  test("has no shares without customers", () => {
    const nobody = { rate: null, reactivatedShare: null, customers: 0, lapses: 0 };
    expect(inactivityChurn([], options)).toMatchObject(nobody);
    expect(inactivityChurn([{ customer: 1, time: day(59) }], options)).toMatchObject({
      customers: 1,
      rate: null,
      reactivatedShare: null,
    });
  });

  test("refuses invalid tallies, rows without a limit, and anything else", () => {
    expectError(
      () => inactivityChurn(untyped({ kind: "membership" })),
      "bad-tally",
      'inactivityChurn: tally.kind must be "inactivity", got "membership"',
      "tally.kind",
    );
    expectError(
      () => inactivityChurn([], untyped(undefined)),
      "wrong-type",
      "tallyInactivity: options must be like { days, until }, got undefined",
      "options",
    );
    expectError(
      () => untyped(inactivityChurn)(tallyInactivity([], options), options),
      "wrong-type",
      "inactivityChurn: options must be left out with a tally, which has its own, got an object",
      "options",
    );
    expectError(
      () => inactivityChurn(untyped(null), options),
      "wrong-type",
      "tallyInactivity: activity must be rows, or columns of them, got null",
      "activity",
    );
  });

  test("is the churn of members for a limit from each activity on, over the last limit", () => {
    // Off the grid of days, since membership goes on where one span ends just when the next begins.
    const activity = fc.array(
      fc.record({
        customer: fc.nat(6),
        time: fc
          .integer({ min: -60, max: 59 })
          .chain((date) =>
            fc.integer({ min: 1, max: DAY / 2 }).map((ms) => day(date) + 2 * ms - 1),
          ),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(activity, (rows) => {
        const spans = rows.map(({ customer, time }) => ({
          customer,
          from: time,
          to: time + 30 * DAY,
        }));
        const members = tallyMembership(spans, { from: day(30), until: day(60) });
        const { opening, churnedOfOpening, undecided, rate }: InactivityChurn = inactivityChurn(
          rows,
          options,
        );
        expect({ opening, churnedOfOpening }).toEqual({
          opening: members.opening,
          churnedOfOpening: members.churned,
        });
        expect(undecided).toBe(members.closing);
        expect(rate).toBe(churnRate(members));
      }),
    );
  });
});
