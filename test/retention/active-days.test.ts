import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activeDays, calendar, tallyActivity } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLog } from "../support/logs.js";
import { at } from "../support/orders.js";

const daily = { period: "day", timeZone: "UTC", until: at(2, 1) } as const;
const visits = (customer: string, ...days: number[]) =>
  days.map((day) => ({ customer, time: at(1, day) + 5 }));
const log = [
  ...visits("ann", 1, 2, 4, 5, 5, 31),
  ...visits("bob", 3),
  ...visits("cas", 4, 31),
  ...visits("dee", 31),
];

describe("activeDays", () => {
  test("counts customers by the number of the last days they were active on", () => {
    // The last 28 days of January are those from the 4th on; 6 active days of 3 customers.
    const { counts, ...rest } = activeDays(tallyActivity(log, daily));
    expect(counts).toStrictEqual([1, 1, 1, ...new Array(25).fill(0)]);
    expect(rest).toStrictEqual({ days: 28, customers: 3, mean: 2, stickiness: 2 / 28 });
    expect(activeDays(tallyActivity(log, daily), { days: 1 })).toStrictEqual({
      days: 1,
      customers: 3,
      counts: [3],
      mean: 1,
      stickiness: 1,
    });
  });

  test("leaves out the day that is not over", () => {
    // The 3rd to the 30th: Ann was active on two of those days, Bob and Cas on one.
    const until = at(1, 31) + 6;
    expect(activeDays(tallyActivity(log, { ...daily, until }), { days: 28 })).toMatchObject({
      customers: 3,
      counts: [2, 1, ...new Array(26).fill(0)],
    });
  });

  test("takes the events a day that the tally takes, and one of a customer's first day", () => {
    const twice = tallyActivity(log, { ...daily, minimumEvents: 2 });
    expect(activeDays(twice, { days: 31 }).counts.slice(0, 3)).toStrictEqual([3, 1, 0]);
  });

  test("has no mean where nobody was active", () => {
    const { customers, mean, stickiness } = activeDays(tallyActivity([], daily));
    expect([customers, mean, stickiness]).toStrictEqual([0, null, null]);
  });

  test("has as its stickiness the average customers a day over all of them", () => {
    fc.assert(
      fc.property(anyLog, fc.integer({ min: 1, max: 400 }), (events, days) => {
        const zone = { period: "day", timeZone: "America/New_York" } as const;
        const { periodOf, startOf } = calendar(zone);
        const until = at(7, 1) + 3_600_000;
        const end = periodOf(until);
        const daysBack = Array.from({ length: days }, (_, i) => end - 1 - i);
        const active = daysBack.map(
          (day) =>
            new Set(
              events
                .filter(({ time }) => time >= startOf(day) && time < startOf(day + 1))
                .map(({ customer }) => customer),
            ),
        );
        const all = new Set(active.flatMap((customers) => [...customers]));
        const { customers, counts, stickiness } = activeDays(
          tallyActivity(events, { ...zone, until }),
          { days },
        );
        expect(customers).toBe(all.size);
        expect(counts.length).toBe(days);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(all.size);
        const daysActive = active.reduce((sum, { size }) => sum + size, 0);
        if (all.size > 0) expect(stickiness).toBeCloseTo(daysActive / days / all.size, 12);
      }),
      { numRuns: 30 },
    );
  });

  test("refuses a tally that is not by day, and other numbers of days", () => {
    expectError(
      () => activeDays(tallyActivity(log, { ...daily, period: "month" })),
      "options-mismatch",
      'activeDays: tally.period must be day, as in tallyActivity(…, { period: "day" }), got "month"',
      "tally.period",
    );
    expectError(
      () => activeDays(tallyActivity(log, daily), { days: 0 }),
      "out-of-range",
      "activeDays: days must be a whole number from 1 to 1000, got 0",
      "days",
    );
    expectError(
      () => activeDays(untyped({})),
      "bad-tally",
      'activeDays: tally.kind must be "activity", got undefined',
      "tally.kind",
    );
  });
});
