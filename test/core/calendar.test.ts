import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendar, type Period, type Weekday } from "../../src/index.js";
import reference from "../reference/calendar.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";

const DAY = 86_400_000;
const utc = (period: Period) => calendar({ period, timeZone: "UTC" });
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const anyTime = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
const periods: Period[] = ["day", "week", "month", "quarter", "year"];
const zones = ["UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"];

describe("a calendar in a zone", () => {
  test.each(reference.zones)("agrees with Python's zoneinfo in $timeZone", (zone) => {
    const { timeZone, instants, starts } = zone;
    expect(instants.length + starts.length).toBeGreaterThan(20);
    const days = calendar({ period: "day", timeZone });
    for (const { time, date } of instants) {
      expect(days.startDateOf(days.periodOf(time)), `at ${time}`).toBe(date);
    }
    for (const { date, time } of starts) expect(days.startOfDate(date), date).toBe(time);
  });

  test("puts each moment on the date that Intl writes for it", () => {
    // The slow obvious version: one formatter, asked for every moment.
    for (const timeZone of zones) {
      const written = new Intl.DateTimeFormat("en-CA", { timeZone });
      const days = calendar({ period: "day", timeZone });
      const since1950 = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2040, 0, 1) });
      fc.assert(
        fc.property(since1950, (time) => {
          expect(days.startDateOf(days.periodOf(time))).toBe(written.format(time));
        }),
        { numRuns: 60 },
      );
    }
  });

  test("leaves out the date that Samoa left out", () => {
    const days = calendar({ period: "day", timeZone: "Pacific/Apia" });
    const skipped = days.startOfDate("2011-12-30");
    expect(skipped).toBe(days.startOfDate("2011-12-31"));
    expect(days.startDateOf(days.periodOf(skipped - 1))).toBe("2011-12-29");
    expect(days.startDateOf(days.periodOf(skipped))).toBe("2011-12-31");
    expect(days.periodOf(skipped) - days.periodOf(skipped - 1)).toBe(2);
  });

  test("knows the year before 1, on clocks that lag behind", () => {
    const days = calendar({ period: "day", timeZone: "America/New_York" });
    const firstMoment = Date.UTC(2000, 0, 1) - 5 * 146_097 * DAY + 366 * DAY; // 0001-01-01T00:00Z
    expect(new Date(firstMoment).toISOString()).toBe("0001-01-01T00:00:00.000Z");
    expect(days.startDateOf(days.periodOf(firstMoment))).toBe("0000-12-31");
  });

  test("knows days of 23 and 25 hours, and midnights that are skipped", () => {
    const newYork = calendar({ period: "day", timeZone: "America/New_York" });
    const hours = (zone: typeof newYork, date: string) => {
      const day = zone.periodOf(zone.startOfDate(date));
      return (zone.startOf(day + 1) - zone.startOf(day)) / 3_600_000;
    };
    expect(hours(newYork, "2026-03-08")).toBe(23);
    expect(hours(newYork, "2026-11-01")).toBe(25);
    expect(hours(newYork, "2026-11-02")).toBe(24);
    // Clocks in Santiago went from 24:00 on 7 September 2024 to 01:00.
    const santiago = calendar({ period: "day", timeZone: "America/Santiago" });
    const start = santiago.startOfDate("2024-09-08");
    expect(new Date(start).toISOString()).toBe("2024-09-08T04:00:00.000Z");
    expect(hours(santiago, "2024-09-08")).toBe(23);
  });
});

describe("periods", () => {
  test("are numbered from the one that holds 1 January 1970", () => {
    for (const period of periods) expect(utc(period).periodOf(0)).toBe(0);
    expect(utc("month").periodOf(Date.UTC(2026, 10, 21))).toBe(12 * 56 + 10);
    expect(utc("year").periodOf(-1)).toBe(-1);
  });

  test("are labelled by the local date they start on", () => {
    const moment = Date.UTC(2026, 10, 21, 12);
    const labels = periods.map((period) => utc(period).startDateOf(utc(period).periodOf(moment)));
    expect(labels).toEqual(["2026-11-21", "2026-11-16", "2026-11-01", "2026-10-01", "2026-01-01"]);
  });

  test("put 31 January and 1 March two months apart", () => {
    const { periodOf } = utc("month");
    expect(periodOf(Date.UTC(2026, 2, 1)) - periodOf(Date.UTC(2026, 0, 31))).toBe(2);
  });

  test("take weeks from any weekday, and do not restart them at New Year", () => {
    const weekdays: Weekday[] = [
      "sunday",
      "monday",
      "tuesday",
      "wednesday",
      "thursday",
      "friday",
      "saturday",
    ];
    weekdays.forEach((weekStart, weekday) => {
      const weeks = calendar({ period: "week", timeZone: "UTC", weekStart });
      fc.assert(
        fc.property(anyTime, (time) => {
          const start = weeks.startOf(weeks.periodOf(time));
          expect(new Date(start).getUTCDay()).toBe(weekday);
          expect(time - start).toBeGreaterThanOrEqual(0);
          expect(time - start).toBeLessThan(7 * DAY);
        }),
        { numRuns: 30 },
      );
    });
    const weeks = utc("week");
    expect(weeks.periodOf(Date.UTC(2026, 11, 31))).toBe(weeks.periodOf(Date.UTC(2027, 0, 1)));
  });

  test("know the leap days that end a cycle of 400 years", () => {
    const { periodOf, startDateOf } = utc("month");
    expect(startDateOf(periodOf(Date.UTC(2000, 1, 29)))).toBe("2000-02-01");
    expect(startDateOf(periodOf(Date.UTC(1600, 1, 29)))).toBe("1600-02-01");
    expect(startDateOf(periodOf(Date.UTC(1900, 1, 28)))).toBe("1900-02-01");
    expect(startDateOf(periodOf(Date.UTC(1900, 2, 1)))).toBe("1900-03-01");
  });

  test("agree with Date in UTC, also long before 1970", () => {
    const anyMoment = fc.integer({ min: Date.UTC(1, 0, 1) - 1900 * 365 * DAY, max: 250e12 });
    fc.assert(
      fc.property(anyMoment, (time) => {
        const date = new Date(time);
        const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
        expect(utc("year").periodOf(time)).toBe(year - 1970);
        expect(utc("quarter").periodOf(time)).toBe((year - 1970) * 4 + Math.floor(month / 3));
        expect(utc("month").periodOf(time)).toBe((year - 1970) * 12 + month);
        expect(utc("day").periodOf(time)).toBe(Math.floor(time / DAY));
        expect(utc("day").startDateOf(Math.floor(time / DAY))).toBe(dateOf(time));
      }),
    );
  });

  test("hold the moments from their start to that of the next", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periods),
        fc.constantFrom(...zones),
        anyTime,
        (period, timeZone, time) => {
          const zone = calendar({ period, timeZone });
          const number = zone.periodOf(time);
          expect(zone.startOf(number)).toBeLessThanOrEqual(time);
          expect(zone.startOf(number + 1)).toBeGreaterThan(time);
          expect(zone.periodOf(zone.startOf(number))).toBe(number);
          expect(zone.startOfDate(zone.startDateOf(number))).toBe(zone.startOf(number));
          expect(zone.periodOf(new Date(time))).toBe(number);
        },
      ),
    );
  });

  test("repeat after 400 years of 146,097 days", () => {
    fc.assert(
      fc.property(fc.constantFrom<Period>("month", "quarter", "year"), anyTime, (period, time) => {
        const { periodOf } = utc(period);
        const perCycle = { month: 4_800, quarter: 1_600, year: 400 } as Record<Period, number>;
        expect(periodOf(time + 146_097 * DAY) - periodOf(time)).toBe(perCycle[period]);
      }),
    );
  });
});

describe("a calendar refuses", () => {
  const { periodOf, startOf, startDateOf, startOfDate } = utc("month");

  test("moments that are strings, with advice", () => {
    expectError(
      () => periodOf(untyped("2026-11-21")),
      "wrong-type",
      'periodOf: time must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-11-21"',
      "time",
    );
  });

  test("periods past 9999 with the sign that ISO 8601 asks for", () => {
    const years = calendar({ period: "year", timeZone: "UTC" });
    expect(years.startDateOf(10_000 - 1970)).toBe("+010000-01-01");
    expect(years.startDateOf(999 - 1970)).toBe("0999-01-01");
  });

  test("no moment of 9999 that can be labelled, wherever it is", () => {
    const days = calendar({ period: "day", timeZone: "Pacific/Kiritimati" });
    const last = Date.UTC(9999, 11, 30);
    expect(days.startDateOf(days.periodOf(last))).toBe("9999-12-30");
    expectError(
      () => days.periodOf(last + 1),
      "out-of-range",
      `periodOf: time must be a Date or epoch milliseconds between the years 1 and 9999, got ${last + 1}`,
      "time",
    );
  });

  test.each([
    [1_795_219_200_000_000, "1795219200000000"], // microseconds
    [Number.NaN, "NaN"],
    [new Date(Number.NaN), "NaN"],
    [-Infinity, "-Infinity"],
  ])("the moment %s", (time, shown) => {
    expectError(
      () => periodOf(time),
      "out-of-range",
      `periodOf: time must be a Date or epoch milliseconds between the years 1 and 9999, got ${shown}`,
      "time",
    );
  });

  test("a moment that is neither a Date nor a number", () => {
    expectError(
      () => periodOf(untyped(5n)),
      "wrong-type",
      "periodOf: time must be a Date or epoch milliseconds between the years 1 and 9999, got 5n",
      "time",
    );
  });

  test.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "2023-02-29",
    "2026-11-1",
    "21.11.2026",
    "2026-11-21T00:00",
    "",
  ])("%j for a date", (date) => {
    expectError(
      () => startOfDate(date),
      "out-of-range",
      `startOfDate: date must be a date such as "2026-11-21", got "${date}"`,
      "date",
    );
  });

  test("a date that is not a string, and invalid periods", () => {
    expectError(
      () => startOfDate(untyped(20_261_121)),
      "wrong-type",
      'startOfDate: date must be a date such as "2026-11-21", got 20261121',
      "date",
    );
    expectError(
      () => startOf(0.5),
      "not-whole",
      "startOf: period must be a whole number from -4000000 to 4000000, got 0.5",
      "period",
    );
    expectError(
      () => startDateOf(1_000_000),
      "out-of-range",
      "startDateOf: period must be a period of the years 1 to 9999, got 1000000",
      "period",
    );
  });

  test("invalid options", () => {
    const refused = [
      [
        { period: "fortnight" },
        'period must be "day", "week", "month", "quarter" or "year"',
        '"fortnight"',
      ],
      [
        { weekStart: "Monday" },
        'weekStart must be "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" or "sunday"',
        '"Monday"',
      ],
      [
        { timeZone: "Mars/Olympus" },
        'timeZone must be a time zone such as "Europe/Paris"',
        '"Mars/Olympus"',
      ],
    ] as const;
    for (const [change, message, shown] of refused) {
      expectError(
        () => calendar(untyped({ period: "month", timeZone: "UTC", ...change })),
        "out-of-range",
        `calendar: ${message}, got ${shown}`,
        Object.keys(change)[0],
      );
    }
    expectError(
      () => calendar(untyped({ period: "month" })),
      "wrong-type",
      'calendar: timeZone must be a time zone such as "Europe/Paris", got undefined',
      "timeZone",
    );
  });
});
