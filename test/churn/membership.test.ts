import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  churnRateOfAll,
  type MembershipSpan,
  type MembershipTally,
  mergeMembership,
  tallyMembership,
} from "../../src/index.js";
import reference from "../reference/membership.json" with { type: "json" };
import { expectError, untyped } from "../support/errors.js";
import { byCustomer, mergeLaws } from "../support/mergeLaws.js";

const day = (number: number) => Date.UTC(2026, 0, number);
const january = { from: day(1), until: day(32) };
const DAY = 86_400_000;

const countsOf = (spans: readonly MembershipSpan[], window = january) => {
  const { kind, from, until, ...counts } = tallyMembership(spans, window);
  return counts;
};
const none = {
  opening: 0,
  new: 0,
  reactivated: 0,
  churned: 0,
  between: 0,
  closing: 0,
  ended: 0,
};

const anySpans = fc.array(
  fc
    .record({
      customer: fc.oneof(fc.nat(8), fc.constantFrom("1", "__proto__", "constructor")),
      from: fc.integer({ min: -40, max: 80 }),
      length: fc.oneof(fc.nat(30), fc.constant(null)),
    })
    .map(({ customer, from, length }) => ({
      customer,
      from: day(from),
      to: length === null ? null : day(from + length),
    })),
  { maxLength: 25 },
);

describe("tallyMembership", () => {
  test.each(reference.windows)(
    "agrees with exact fractions in Python: window from $from",
    (window) => {
      const { from, until, customerDays, customerMilliseconds, ...counts } = window;
      const tally = tallyMembership(reference.spans, { from, until });
      expect(tally).toMatchObject({ kind: "membership", from, until, ...counts });
      expect(tally.customerDays).toBe(customerMilliseconds / DAY);
      expect(tally.customerDays).toBe(customerDays);
    },
  );

  test("counts each way of coming and going", () => {
    const before = { customer: 1, from: day(-30), to: day(-5) };
    const cases: [string, MembershipSpan[], Partial<MembershipTally>][] = [
      [
        "there all along",
        [{ customer: 1, from: day(-9), to: null }],
        { opening: 1, closing: 1, customerDays: 31 },
      ],
      [
        "lost",
        [{ customer: 1, from: day(-9), to: day(11) }],
        { opening: 1, churned: 1, ended: 1, customerDays: 10 },
      ],
      [
        "acquired",
        [{ customer: 1, from: day(22), to: null }],
        { new: 1, closing: 1, customerDays: 10 },
      ],
      [
        "come back",
        [before, { customer: 1, from: day(22), to: null }],
        { reactivated: 1, closing: 1, customerDays: 10 },
      ],
      [
        "joined and left",
        [{ customer: 1, from: day(3), to: day(5) }],
        { between: 1, ended: 1, customerDays: 2 },
      ],
      [
        "joined and left again",
        [before, { customer: 1, from: day(3), to: day(5) }],
        { between: 1, ended: 1, customerDays: 2 },
      ],
      ["gone before", [before], { customerDays: 0 }],
      ["not yet there", [{ customer: 1, from: day(40), to: null }], { customerDays: 0 }],
      [
        "left and came back inside",
        [
          { customer: 1, from: day(-9), to: day(6) },
          { customer: 1, from: day(16), to: null },
        ],
        { opening: 1, closing: 1, ended: 1, customerDays: 21 },
      ],
    ];
    for (const [name, spans, counts] of cases) {
      expect(countsOf(spans), name).toEqual({ ...none, ...counts });
    }
  });

  test("takes overlapping and touching spans for one membership", () => {
    const renewed = [
      { customer: "ann", from: day(-9), to: day(11) },
      { customer: "ann", from: day(11), to: day(20) },
      { customer: "ann", from: day(2), to: day(5) },
      { customer: "ann", from: day(18), to: day(60) },
    ];
    expect(countsOf(renewed)).toEqual({ ...none, opening: 1, closing: 1, customerDays: 31 });
  });

  test("counts what happens at the start of the window inside it, and at its end after it", () => {
    expect(countsOf([{ customer: 1, from: day(-9), to: day(1) }])).toMatchObject({
      opening: 1,
      churned: 1,
    });
    expect(countsOf([{ customer: 1, from: day(1), to: null }])).toMatchObject({
      opening: 0,
      new: 1,
    });
    expect(countsOf([{ customer: 1, from: day(-9), to: day(32) }])).toMatchObject({
      churned: 0,
      closing: 1,
    });
    expect(countsOf([{ customer: 1, from: day(32), to: null }])).toMatchObject({
      new: 0,
      closing: 0,
    });
  });

  test("counts a span that ends as it starts for nothing", () => {
    const empty = { customer: 1, from: day(-9), to: day(-9) };
    expect(countsOf([empty, { ...empty, from: day(9), to: day(9) }])).toEqual({
      ...none,
      customerDays: 0,
    });
    // They have not been there before.
    expect(countsOf([empty, { customer: 1, from: day(22), to: null }])).toMatchObject({
      new: 1,
      reactivated: 0,
    });
    // Ten of them beside ten members, one of whom leaves: 1 of 10, not 11 of 20.
    const members = Array.from({ length: 10 }, (_, i) => ({
      customer: `member ${i}`,
      from: day(-9),
      to: i === 0 ? day(6) : null,
    }));
    const undone = Array.from({ length: 10 }, (_, i) => ({
      customer: `undone ${i}`,
      from: day(6),
      to: day(6),
    }));
    expect(churnRateOfAll(tallyMembership([...members, ...undone], january))).toBe(0.1);
  });

  test("counts a departure each time a membership ends inside, and none where it is renewed", () => {
    const on = { customer: 1, from: day(-9), to: day(6) };
    const again = { customer: 1, from: day(10), to: day(20) };
    expect(countsOf([on, again])).toMatchObject({ churned: 1, ended: 2 });
    expect(countsOf([on, { ...again, from: day(6) }])).toMatchObject({ churned: 1, ended: 1 });
    expect(countsOf([{ ...on, to: day(1) }])).toMatchObject({ ended: 1 });
    expect(countsOf([{ ...on, to: day(1) - 1 }])).toMatchObject({ ended: 0 });
    expect(countsOf([{ ...on, to: day(32) }])).toMatchObject({ ended: 0 });
    expect(countsOf([{ ...on, to: day(32) - 1 }])).toMatchObject({ ended: 1 });
    expect(countsOf([{ ...on, to: null }])).toMatchObject({ ended: 0 });
  });

  test("takes dates and columns, and nothing for nothing", () => {
    const columns = { customer: ["parts[0]"], from: [new Date(day(-9))], to: [null] };
    expect(tallyMembership(columns, { from: new Date(day(1)), until: new Date(day(32)) })).toEqual(
      tallyMembership([{ customer: "parts[0]", from: day(-9), to: null }], january),
    );
    expect(countsOf([])).toEqual({ ...none, customerDays: 0 });
  });

  test("refuses spans that end before they start, and ends that are left out", () => {
    expectError(
      () => tallyMembership([{ customer: 1, from: 5, to: 4 }], january),
      "out-of-range",
      "tallyMembership: to at index 0 must be no earlier than from, 5, got 4",
      "to",
      0,
    );
    expectError(
      () => tallyMembership([{ customer: 1, from: 5, to: untyped(undefined) }], january),
      "wrong-type",
      "tallyMembership: to at index 0 must be a Date, epoch milliseconds, or null while it lasts, got undefined",
      "to",
      0,
    );
    expectError(
      () => tallyMembership([{ customer: 1, from: 5, to: untyped("2026-01-11") }], january),
      "wrong-type",
      'tallyMembership: to at index 0 must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-11"',
      "to",
      0,
    );
    for (const name of ["from", "until"] as const) {
      expectError(
        () => tallyMembership([], { ...january, [name]: untyped("2026-01-11") }),
        "wrong-type",
        `tallyMembership: ${name} must be a Date or epoch milliseconds between the years 1 and 9999 (calendar(…).startOfDate("2026-11-21") makes one), got "2026-01-11"`,
        name,
      );
    }
    expectError(
      () => tallyMembership([], untyped(undefined)),
      "wrong-type",
      "tallyMembership: options must be like { from, until }, got undefined",
      "options",
    );
    expectError(
      () => tallyMembership([], { from: 5, until: 5 }),
      "out-of-range",
      "tallyMembership: until must be after from, 5, got 5",
      "until",
    );
    expectError(
      () => tallyMembership([{ customer: untyped(null), from: 5, to: null }], january),
      "wrong-type",
      "tallyMembership: customer at index 0 must be a string or a finite number, got null",
      "customer",
      0,
    );
  });

  test("adds up: opening + new + reactivated − churned = closing, in every window", () => {
    fc.assert(
      fc.property(
        anySpans,
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (spans, from, length) => {
          const window = { from: day(from), until: day(from + length) };
          const counts = countsOf(spans, window);
          const { opening, new: acquired, reactivated, churned, closing } = counts;
          expect(opening + acquired + reactivated - churned).toBe(closing);
          expect(counts.ended).toBeGreaterThanOrEqual(churned + counts.between);
          // Windows that touch: one's closing is the next one's opening, and time adds up.
          const next = { from: day(from + length), until: day(from + length + 7) };
          const both = { from: day(from), until: day(from + length + 7) };
          expect(countsOf(spans, next).opening).toBe(closing);
          const time = counts.customerDays + countsOf(spans, next).customerDays;
          expect(time).toBeCloseTo(countsOf(spans, both).customerDays, 9);
          const departures = counts.ended + countsOf(spans, next).ended;
          expect(departures).toBe(countsOf(spans, both).ended);
        },
      ),
    );
  });

  test("counts days as one would on a calendar of whole days", () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const members = (number: number) =>
          new Set(
            spans
              .filter(({ from, to }) => from <= day(number) && (to ?? Infinity) > day(number))
              .map(({ customer }) => customer),
          );
        const { customerDays, opening, churned, new: acquired, reactivated } = countsOf(spans);
        let days = 0;
        for (let number = 1; number < 32; number++) days += members(number).size;
        expect(customerDays).toBe(days);
        // Spans of whole days: just before the window is the day before it.
        const [there, then] = [members(0), members(31)];
        expect(opening).toBe(there.size);
        expect(churned).toBe([...there].filter((customer) => !then.has(customer)).length);
        expect(acquired + reactivated).toBe(
          [...then].filter((customer) => !there.has(customer)).length,
        );
      }),
    );
  });

  // Up to 3 × 10¹⁴ milliseconds each, so that their sum has no exact number.
  test("gives the same days to the last digit in whatever order customers come", () => {
    const window = { from: -62_135_596_800_000, until: 253_402_128_000_000 };
    const time = fc.integer({ min: window.from, max: window.until - 1 });
    fc.assert(
      fc.property(fc.array(time, { minLength: 60, maxLength: 90 }), (times) => {
        const spans = times.map((from, customer) => ({ customer, from, to: null }));
        const { customerDays } = countsOf(spans, window);
        const exact = times.reduce((sum, from) => sum + BigInt(window.until - from), 0n);
        expect(customerDays).toBe(Number(exact) / DAY);
        expect(countsOf([...spans].reverse(), window).customerDays).toBe(customerDays);
      }),
    );
  });

  test("does not care about the order of spans, or about where a span is cut", () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const halves = spans.flatMap(({ customer, from, to }) => {
          const cut = from + 5 * DAY;
          return to !== null && to < cut
            ? [{ customer, from, to }]
            : [
                { customer, from: cut, to },
                { customer, from, to: cut },
              ];
        });
        expect(countsOf(halves.reverse())).toEqual(countsOf(spans));
      }),
    );
  });
});

mergeLaws<MembershipSpan, MembershipTally>({
  name: "tallyMembership",
  rows: anySpans,
  split: byCustomer(({ customer }) => customer),
  tally: (rows) => tallyMembership(rows, { from: day(1) + 1, until: day(32) }),
  merge: mergeMembership,
  counted: ({ opening, new: acquired, reactivated, between }) =>
    opening + acquired + reactivated + between,
  expected: (rows) => {
    const [from, until] = [day(1) + 1, day(32)];
    const inside = rows.filter(
      (row) => Number(row.from) < until && Number(row.to ?? until) >= from && row.to !== row.from,
    );
    return new Set(inside.map(({ customer }) => customer)).size;
  },
  equal: (actual, expected) => {
    // Days are fractions here; sums of them hold to 1e-12.
    const { customerDays, ...counts } = actual;
    const { customerDays: days, ...others } = expected;
    expect(counts).toStrictEqual(others);
    expect(Math.abs(customerDays - days)).toBeLessThanOrEqual(1e-12 * days);
  },
});

describe("mergeMembership", () => {
  const tally = tallyMembership([{ customer: 1, from: day(-9), to: null }], january);

  test("refuses tallies of windows that open at two moments", () => {
    const other = tallyMembership([], { from: day(2), until: january.until });
    expectError(
      () => mergeMembership([tally, other]),
      "options-mismatch",
      `mergeMembership: parts[1].from must be ${january.from}, as in parts[0], got ${day(2)}`,
      "parts[1].from",
    );
  });

  test("refuses tallies of two windows", () => {
    const other = tallyMembership([], { from: january.from, until: day(20) });
    expectError(
      () => mergeMembership([tally, other]),
      "options-mismatch",
      `mergeMembership: parts[1].until must be ${january.until}, as in parts[0], got ${day(20)}`,
      "parts[1].until",
    );
  });

  test.each([
    ["nothing", null, 'parts[0].kind must be "membership", got undefined', "parts[0].kind"],
    [
      "no window",
      { until: "soon" },
      'parts[0].until must be epoch milliseconds after from, got "soon"',
      "parts[0].until",
    ],
    [
      "an end before its start",
      { until: 0 },
      "parts[0].until must be epoch milliseconds after from, got 0",
      "parts[0].until",
    ],
    [
      "no start",
      { from: -Infinity },
      `parts[0].until must be epoch milliseconds after from, got ${january.until}`,
      "parts[0].until",
    ],
    [
      "an end that is text",
      { until: "99999999999999" },
      'parts[0].until must be epoch milliseconds after from, got "99999999999999"',
      "parts[0].until",
    ],
    [
      "half a customer",
      { opening: 0.5 },
      "parts[0].opening must be a whole number, 0 or more, got 0.5",
      "parts[0].opening",
    ],
    [
      "sums that do not fit",
      { closing: 7 },
      "parts[0].closing must be opening + new + reactivated − churned, got 7",
      "parts[0].closing",
    ],
    [
      "fewer departures than customers who left",
      { between: 1 },
      "parts[0].ended must be at least churned + between, got 0",
      "parts[0].ended",
    ],
    [
      "days below 0",
      { customerDays: -1 },
      "parts[0].customerDays must be from 31 to 31, got -1",
      "parts[0].customerDays",
    ],
  ])("refuses a tally with %s", (_, change, message, argument) => {
    const bad = change === null ? null : { ...tally, ...change };
    const call = () => mergeMembership([untyped(bad), tally]);
    expectError(call, "bad-tally", `mergeMembership: ${message}`, argument);
  });
});
