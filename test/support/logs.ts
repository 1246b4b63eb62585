import fc from "fast-check";
import type { CohortOptions, Period, RetentionCriterion } from "../../src/index.js";
import type { Event } from "./oracle.js";

const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2026, 11, 31);
const HOUR = 3_600_000;

/** Whole hours, which month ends and changes of the clocks are among, and odd milliseconds. */
const time = fc.oneof(
  fc.integer({ min: FROM / HOUR, max: TO / HOUR }).map((hours) => hours * HOUR),
  fc.integer({ min: FROM, max: TO }),
  fc.constantFrom(
    Date.UTC(2026, 0, 31),
    Date.UTC(2026, 1, 1) - 1,
    Date.UTC(2026, 1, 1),
    Date.UTC(2026, 2, 1),
  ),
);

const customer = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom("__proto__", "constructor", "1", "", "ann", 4_294_967_295, -1, 0.5),
);

/** A log of a few customers over two years, with times that repeat and lie on month ends. */
export const anyLog: fc.Arbitrary<Event[]> = fc.array(fc.record({ customer, time }), {
  maxLength: 60,
});

type Options = CohortOptions & { readonly until: number };

/** Calendar periods of a zone. */
export const anyOptions: fc.Arbitrary<Options> = fc.record({
  period: fc.constantFrom<Period>("week", "month", "quarter", "year"),
  timeZone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu", "America/Santiago"),
  weekStart: fc.constantFrom("monday", "sunday", undefined),
  until: fc.oneof(time, fc.constantFrom(Date.UTC(2027, 0, 1), Date.UTC(2026, 6, 1))),
});

/** The same with every other option. */
export const anyDepth: fc.Arbitrary<Options> = fc
  .record({
    options: anyOptions,
    minimumEvents: fc.constantFrom(undefined, 1, 2, 3),
    steps: fc.option(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), {
      nil: undefined,
    }),
    horizon: fc.option(fc.nat(12), { nil: undefined }),
    lagDays: fc.constantFrom(undefined, undefined, 1, 7, 30, 365),
  })
  .map(({ options, minimumEvents, steps, horizon, lagDays }) => {
    let end = 0;
    const brackets = steps?.map((step) => {
      end += step;
      return end;
    });
    // A horizon ends with a bracket.
    const last = horizon && brackets ? brackets[horizon % brackets.length] : horizon;
    return { ...options, minimumEvents, brackets, horizon: last, lagDays };
  });

export const anyCriterion: fc.Arbitrary<RetentionCriterion> = fc.constantFrom(
  "on",
  "onOrAfter",
  "onOrBefore",
  "every",
);

const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date);

/** Zones and the days in which their clocks did something rare. */
const rareDays: readonly (readonly [string, number])[] = [
  ["Pacific/Apia", day(2011, 12, 30)], // a date that was left out
  ["Pacific/Kwajalein", day(1993, 8, 21)],
  ["Asia/Manila", day(1844, 12, 31)],
  ["America/Juneau", day(1867, 10, 18)], // a date twice
  ["America/St_Johns", day(1993, 10, 31)], // one minute past midnight, back to the day before
  ["America/Santiago", day(2025, 9, 7)], // no midnight
  ["Australia/Lord_Howe", day(2025, 4, 6)], // half an hour
  ["Asia/Kathmandu", day(1986, 1, 1)],
  ["Africa/Monrovia", day(1972, 1, 7)], // 44 minutes and a half
  ["Europe/London", day(1969, 12, 31)],
];

/** A log of 40 days around one of those days, with the periods of the zone. */
export const rareLog: fc.Arbitrary<{ events: Event[]; options: Options }> = fc
  .constantFrom(...rareDays)
  .chain(([timeZone, centre]) => {
    const near = fc.oneof(
      fc.integer({ min: -20 * 24, max: 20 * 24 }).map((hours) => centre + hours * HOUR),
      fc.integer({ min: centre - 36 * HOUR, max: centre + 36 * HOUR }),
    );
    return fc.record({
      events: fc.array(fc.record({ customer: fc.nat(5), time: near }), { maxLength: 40 }),
      options: fc.record({
        period: fc.constantFrom<Period>("day", "week", "month"),
        timeZone: fc.constant(timeZone),
        until: near.map((moment) => moment + 10 * 24 * HOUR),
      }),
    });
  });
