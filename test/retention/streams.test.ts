import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CohortTally,
  type CustomerEvent,
  type EventChunk,
  type EventStream,
  type MetricsError,
  tallyActivity,
  tallyActivityAsync,
  tallyCohorts,
  tallyCohortsAsync,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyDepth, anyLog, rareLog } from "../support/logs.js";
import type { Event } from "../support/oracle.js";
import { expectClose } from "../support/revenue.js";

const at = (month: number, day: number) => Date.UTC(2026, month - 1, day);
const monthly = { period: "month", timeZone: "UTC", until: at(4, 10) } as const;
const events = [
  { customer: "ann", time: at(3, 1) },
  { customer: "bob", time: at(2, 2) },
  { customer: "ann", time: at(1, 20) },
  { customer: "bob", time: at(4, 10) }, // later
];

/** A stream that says whether it was told to end. */
function watched(chunks: readonly unknown[]) {
  const seen = { read: 0, ended: false };
  async function* stream() {
    try {
      for (const chunk of chunks) {
        seen.read++;
        yield untyped(chunk);
      }
    } finally {
      seen.ended = true;
    }
  }
  return { seen, stream: stream() };
}

/** The rejection of a promise, as a call that throws it. */
async function rejection(promise: Promise<unknown>): Promise<() => never> {
  const thrown = await promise.then(
    () => new Error("nothing was refused"),
    (error: MetricsError) => error,
  );
  return () => {
    throw thrown;
  };
}

/** Cuts rows into chunks of every form, of as many rows as the sizes say. */
function chunked(rows: readonly CustomerEvent[], sizes: readonly number[]): EventChunk[] {
  const chunks: EventChunk[] = [];
  for (let start = 0, i = 0; start < rows.length; i++) {
    const part = rows.slice(start, start + sizes[i % sizes.length]);
    start += part.length;
    const columns = {
      customer: part.map(({ customer }) => customer),
      time: Float64Array.from(part, ({ time }) => Number(time)),
      value: part[0]?.value === undefined ? undefined : part.map(({ value }) => untyped(value)),
    };
    if (part.length === 1) chunks.push(part[0]);
    else chunks.push([part, columns, new Set(part)][i % 3]);
  }
  return chunks;
}

async function* slowly(chunks: Iterable<EventChunk>): AsyncGenerator<EventChunk> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

const anySizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
const byTime = (a: Event, b: Event) => a.time - b.time;

describe("tallyCohortsAsync", () => {
  test("leaves out lags past the last bracket", async () => {
    const brackets = { ...monthly, brackets: [1] };
    const tally = await tallyCohortsAsync([events], brackets);
    expect(tally).toEqual(tallyCohorts(events, brackets));
    expect(tally.cohorts.map(({ active }) => active)).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test("gives what tallyCohorts gives, from rows or chunks, async or not", async () => {
    const expected = tallyCohorts(events, monthly);
    const [first, ...others] = events;
    const columns = {
      customer: others.map(({ customer }) => customer),
      time: others.map(({ time }) => new Date(time)),
    };
    const streams: EventStream[] = [
      events,
      [events],
      [first, columns],
      [[first], new Set(others)],
      new Set(events).values(),
      slowly(events),
      slowly([first, [], columns, { customer: [], time: new Float64Array() }]),
    ];
    for (const stream of streams) {
      expect(await tallyCohortsAsync(stream, monthly)).toStrictEqual(expected);
    }
    expect(await tallyCohortsAsync([], monthly)).toStrictEqual(tallyCohorts([], monthly));
  });

  test("takes chunks of typed columns, and columns of numbers", async () => {
    const time = Float64Array.of(at(1, 5), at(3, 1), at(2, 2));
    const expected = tallyCohorts({ customer: [7, 7, 8], time }, monthly);
    for (const customer of [Uint32Array.of(7, 7, 8), Float64Array.of(7, 7, 8), [7, 7, 8]]) {
      expect(await tallyCohortsAsync([{ customer, time }], monthly)).toStrictEqual(expected);
    }
  });

  test("adds up values of very different sizes as tallyCohorts does", async () => {
    const rows = [1e15, 0.3, -1e15].map((value) => ({ customer: "ann", time: at(1, 5), value }));
    const [{ value }] = (await tallyCohortsAsync([rows], monthly)).cohorts;
    expect(value?.[0]).toBe(0.3);
  });

  test("reads a ReadableStream", async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (const event of events) controller.enqueue([event]);
        controller.close();
      },
    });
    expect(await tallyCohortsAsync(untyped(stream), monthly)).toStrictEqual(
      tallyCohorts(events, monthly),
    );
  });

  test("gives that on any log, cut into any chunks, with any options", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, anyDepth, anySizes, async (log, options, sizes) => {
        // Windows of days need each customer's first event first; nothing else needs an order.
        const rows = options.lagDays ? [...log].sort(byTime) : log;
        const stream = slowly(chunked(rows, sizes));
        expect(await tallyCohortsAsync(stream, options)).toStrictEqual(tallyCohorts(log, options));
      }),
      { numRuns: 200 },
    );
  });

  test("gives that with values: whole ones exactly, fractions to 1e-12 of their sum", async () => {
    const sumsOf = ({ cohorts }: CohortTally) => cohorts.flatMap(({ value }) => value ?? []);
    const anyUnit = fc.constantFrom(1, 0.01);
    await fc.assert(
      fc.asyncProperty(anyLog, anyDepth, anySizes, anyUnit, async (log, options, sizes, unit) => {
        const rows = (options.lagDays ? [...log].sort(byTime) : log).map((event, i) => ({
          ...event,
          value: unit * ((i * 7919) % 2_000) - unit * 500,
        }));
        const expected = tallyCohorts(rows, options);
        const tally = await tallyCohortsAsync(chunked(rows, sizes), options);
        if (unit === 1) expect(tally).toStrictEqual(expected);
        const size = rows.reduce((sum, { value }) => sum + Math.abs(value), 0);
        const sums = sumsOf(expected);
        expect(sumsOf(tally)).toHaveLength(sums.length);
        sumsOf(tally).forEach((sum, i) => {
          expectClose(sum, sums[i], size);
        });
      }),
      { numRuns: 150 },
    );
  });

  test("gives that where clocks leave out a day, repeat one, or skip midnight", async () => {
    await fc.assert(
      fc.asyncProperty(rareLog, anySizes, async ({ events, options }, sizes) => {
        expect(await tallyCohortsAsync(chunked(events, sizes), options)).toStrictEqual(
          tallyCohorts(events, options),
        );
      }),
    );
  });

  test("counts over years of days, for many customers", async () => {
    const days = { period: "day", timeZone: "UTC", until: at(1, 1) } as const;
    const log = Array.from({ length: 20_000 }, (_, i) => ({
      customer: i % 3 === 0 ? i % 1_500 : `c${i % 700}`,
      time: at(1, 1) - ((i * 7_919) % 3_000) * 86_400_000,
    }));
    for (const minimumEvents of [1, 2]) {
      const options = { ...days, minimumEvents };
      expect(await tallyCohortsAsync([log], options)).toStrictEqual(tallyCohorts(log, options));
    }
  });

  test("refuses, with lagDays, an earlier event that comes later, since windows have been counted", async () => {
    expectError(
      await rejection(tallyCohortsAsync(events, { ...monthly, lagDays: 30 })),
      "out-of-range",
      `tallyCohortsAsync: time at index 2 must be no earlier than the customer's first one, ${at(3, 1)}, from which lagDays are counted, got ${at(1, 20)}`,
      "time",
      2,
    );
  });

  test("takes, with lagDays, events that are no earlier, and no other", async () => {
    const options = { ...monthly, lagDays: 30 };
    const [first, before] = [at(1, 5), at(1, 5) - 1].map((time) => ({ customer: "ann", time }));
    const twice = await tallyCohortsAsync([first, first], options);
    expect(twice).toStrictEqual(tallyCohorts([first, first], options));
    await expect(tallyCohortsAsync([first, before], options)).rejects.toThrow("time at index 1");
  });

  test("names a wrong row by its place in the whole stream, and tells the stream to end", async () => {
    const good = { customer: "ann", time: at(1, 5) };
    const times =
      'a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one)';
    for (const bad of [
      { ...good, time: "2026-01-05" },
      [good, { ...good, time: "2026-01-05" }],
      { customer: ["ann", "bob"], time: [at(1, 5), "2026-01-05"] },
    ]) {
      const { seen, stream } = watched([good, [good, good], bad, good]);
      const index = "time" in bad && !Array.isArray(bad.time) ? 3 : 4;
      expectError(
        await rejection(tallyCohortsAsync(stream, monthly)),
        "wrong-type",
        `tallyCohortsAsync: time at index ${index} must be ${times}, got "2026-01-05"`,
        "time",
        index,
      );
      expect(seen).toEqual({ read: 3, ended: true });
    }
    for (const [bad, code, message, argument, index] of [
      [
        5,
        "wrong-type",
        "events at index 2 must be an event, or rows or columns of them, got 5",
        "events",
        2,
      ],
      [
        null,
        "wrong-type",
        "events at index 2 must be an event, or rows or columns of them, got null",
        "events",
        2,
      ],
      [
        [good, 5],
        "wrong-type",
        "events at index 3 must be an object with customer, time, got 5",
        "events",
        3,
      ],
      [
        { time: 0 },
        "wrong-type",
        "customer at index 2 must be a string or a finite number, got undefined",
        "customer",
        2,
      ],
      [
        { customer: ["ann"], time: [] },
        "out-of-range",
        "time must be as long as customer, 1, got 0",
        "time",
        undefined,
      ],
      [
        { ...good, value: 3 },
        "wrong-type",
        "value at index 0 must be a number, got undefined",
        "value",
        0,
      ],
    ] as const) {
      const { seen, stream } = watched([[good], good, bad, good]);
      expectError(
        await rejection(tallyCohortsAsync(stream, monthly)),
        code,
        `tallyCohortsAsync: ${message}`,
        argument,
        index,
      );
      expect(seen).toEqual({ read: 3, ended: true });
    }
  });

  test("refuses values of which one is missing, wherever it is", async () => {
    const paid = { customer: "ann", time: at(1, 5), value: 3 };
    const columns = { customer: ["ann", "ann"], time: [at(1, 5), at(1, 6)] };
    for (const [bad, index] of [
      [{ customer: "ann", time: at(1, 5) }, 1],
      [[paid, { ...paid, value: undefined }], 2],
      [columns, 1],
      [{ ...columns, value: [3, undefined] }, 2],
    ] as const) {
      expectError(
        await rejection(tallyCohortsAsync(untyped([paid, bad]), monthly)),
        "wrong-type",
        `tallyCohortsAsync: value at index ${index} must be a number, got undefined`,
        "value",
        index,
      );
    }
  });

  test("tells an iterator to end that is not async, too", async () => {
    let ended = false;
    function* rows() {
      try {
        yield* [events[0], untyped(null), events[1]];
      } finally {
        ended = true;
      }
    }
    await expect(tallyCohortsAsync(rows(), monthly)).rejects.toThrow("events at index 1");
    expect(ended).toBe(true);
  });

  test("passes on what the stream itself throws", async () => {
    async function* broken() {
      yield events;
      throw new Error("connection lost");
    }
    await expect(tallyCohortsAsync(broken(), monthly)).rejects.toThrow("connection lost");
  });

  test("refuses anything but a stream, and wrong options before reading", async () => {
    for (const [given, shown] of [
      [{ customer: [], time: [] }, "an object"],
      ["ann", '"ann"'],
      [undefined, "undefined"],
    ] as const) {
      expectError(
        await rejection(tallyCohortsAsync(untyped(given), monthly)),
        "wrong-type",
        `tallyCohortsAsync: events must be an iterable of events, or of chunks of them, got ${shown}`,
        "events",
      );
    }
    const { seen, stream } = watched(events);
    expectError(
      await rejection(tallyCohortsAsync(stream, { ...monthly, minimumEvents: 0 })),
      "out-of-range",
      "tallyCohortsAsync: minimumEvents must be a whole number from 1 to 2147483648, got 0",
      "minimumEvents",
    );
    for (const [call, where] of [
      [tallyCohortsAsync, "tallyCohortsAsync"],
      [tallyActivityAsync, "tallyActivityAsync"],
    ] as const) {
      const names = "period, timeZone, weekStart, until, minimumEvents, brackets, horizon, lagDays";
      expectError(
        await rejection(call(stream, untyped(null))),
        "wrong-type",
        `${where}: options must be like { ${names} }, got null`,
        "options",
      );
    }
    expect(seen.read).toBe(0);
  });
});

describe("tallyActivityAsync", () => {
  test("gives what tallyActivity gives, from any chunks", async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, anyDepth, anySizes, async (log, { lagDays, ...options }, sizes) => {
        const rows = log.map((event, i) => ({ ...event, value: i }));
        expect(await tallyActivityAsync(slowly(chunked(rows, sizes)), options)).toStrictEqual(
          tallyActivity(log, options),
        );
      }),
    );
  });

  test("names itself, and the row by its place in the whole stream", async () => {
    const bad = { customer: Number.NaN, time: 0 };
    expectError(
      await rejection(tallyActivityAsync([events, [events[0], bad]], monthly)),
      "wrong-type",
      "tallyActivityAsync: customer at index 5 must be a string or a finite number, got NaN",
      "customer",
      5,
    );
  });
});
