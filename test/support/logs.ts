import fc from "fast-check";
import type { CohortOptions, Period } from "../../src/index.js";
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

export const anyLog: fc.Arbitrary<Event[]> = fc.array(fc.record({ customer, time }), {
  maxLength: 60,
});

export const anyOptions: fc.Arbitrary<CohortOptions & { until: number }> = fc.record({
  period: fc.constantFrom<Period>("week", "month", "quarter", "year"),
  timeZone: fc.constantFrom("UTC", "America/New_York", "Asia/Kathmandu", "America/Santiago"),
  weekStart: fc.constantFrom("monday", "sunday", undefined),
  until: fc.oneof(time, fc.constantFrom(Date.UTC(2027, 0, 1), Date.UTC(2026, 6, 1))),
});
