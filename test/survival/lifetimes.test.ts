import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Lifetime,
  type LifetimeRow,
  type LifetimeTally,
  mergeLifetimes,
  survivalCurve,
  tallyLifetimes,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLifetimes } from "../support/lifetimes.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const rowsOf = (lifetimes: Parameters<typeof tallyLifetimes>[0]) => tallyLifetimes(lifetimes).rows;

/** The slow obvious tally: for each duration that is named, one count at a time. */
function slowRows(lifetimes: readonly Lifetime[]): LifetimeRow[] {
  const entries = lifetimes.map(({ entered }) => entered ?? 0);
  const durations = [
    ...new Set([...lifetimes.map(({ duration }) => duration), ...entries.filter((at) => at > 0)]),
  ];
  return durations
    .sort((a, b) => a - b)
    .map((duration) => {
      const over = lifetimes.filter((one) => one.duration === duration);
      const left = over.filter((one) => one.left);
      const names = new Set(
        left.flatMap(({ reason }) => (typeof reason === "string" ? reason : [])),
      );
      const byReason = [...names].sort().map((reason) => ({
        reason,
        count: left.filter((one) => one.reason === reason).length,
      }));
      const entered = entries.filter((at) => at > 0 && at === duration).length;
      return {
        duration: duration + 0,
        left: left.length,
        censored: over.length - left.length,
        ...(entered > 0 && { entered }),
        ...(byReason.length > 0 && { byReason }),
      };
    });
}

function columnsFrom(lifetimes: readonly Lifetime[]) {
  return {
    duration: Float64Array.from(lifetimes, ({ duration }) => duration),
    left: Uint8Array.from(lifetimes, ({ left }) => Number(left)),
    entered: Float64Array.from(lifetimes, ({ entered }) => entered ?? 0),
    reason: lifetimes.map(({ reason }) => reason),
  };
}

describe("tallyLifetimes", () => {
  test("takes columns of doubles as they are", () => {
    const columns = {
      duration: Float64Array.of(7, 9),
      left: Uint8Array.of(1, 0),
      entered: Float64Array.of(0, 2.5),
    };
    expect(tallyLifetimes(columns).rows).toEqual([
      { duration: 2.5, left: 0, censored: 0, entered: 1 },
      { duration: 7, left: 1, censored: 0 },
      { duration: 9, left: 0, censored: 1 },
    ]);
  });

  test("counts who left, who was last seen, who entered and why, by duration", () => {
    expect(
      tallyLifetimes([
        { duration: 7, left: true, reason: "price" },
        { duration: 2.5, left: false },
        { duration: 7, left: 1, reason: "moved" },
        { duration: 7, left: 0, entered: 2.5 },
        { duration: 7, left: 1, reason: "price", entered: null },
        { duration: 9, left: true, reason: null, entered: 7 },
      ]),
    ).toStrictEqual({
      kind: "lifetimes",
      rows: [
        { duration: 2.5, left: 0, censored: 1, entered: 1 },
        {
          duration: 7,
          left: 3,
          censored: 1,
          entered: 1,
          byReason: [
            { reason: "moved", count: 1 },
            { reason: "price", count: 2 },
          ],
        },
        { duration: 9, left: 1, censored: 0 },
      ],
    });
  });

  test("takes a lifetime of 0, and for one who entered at 0 one watched from the start", () => {
    expect(rowsOf([{ duration: 0, left: true, entered: 0 }])).toEqual([
      { duration: 0, left: 1, censored: 0 },
    ]);
    const [row] = rowsOf([{ duration: -0, left: false, entered: -0 }]);
    expect(row?.duration).toBe(0);
  });

  test("takes equal numbers, and no others, for one duration", () => {
    const lifetimes = [0.1 + 0.2, 0.3, 0.3].map((duration) => ({ duration, left: true }));
    expect(rowsOf(lifetimes).map(({ left }) => left)).toEqual([2, 1]);
  });

  test("takes columns of any kind of array, and optional ones that are not there", () => {
    const expected = rowsOf([
      { duration: 3, left: true },
      { duration: 5, left: false },
    ]);
    const columns = [
      { duration: [3, 5], left: [true, false] },
      { duration: new Int32Array([3, 5]), left: new Float64Array([1, 0]) },
      { duration: new Float32Array([3, 5]), left: new Int8Array([1, 0]) },
      { duration: new Float64Array([3, 5]), left: new Uint8Array([1, 0]), entered: [null, 0] },
      { duration: [3, 5], left: [1, 0], reason: [null, undefined] },
    ];
    for (const one of columns) expect(rowsOf(one)).toStrictEqual(expected);
    expect(rowsOf({ duration: new BigInt64Array(0) as never, left: [] })).toEqual([]);
  });

  test("does not change the columns it is given", () => {
    const duration = Float64Array.from({ length: 700 }, (_, i) => (i * 37) % 101);
    const copy = duration.slice();
    tallyLifetimes({ duration, left: new Uint8Array(700) });
    expect(duration).toEqual(copy);
  });

  const columns = (change: object) => untyped({ duration: [3, 3], left: [1, 0], ...change });
  test.each([
    [
      "a negative duration",
      { duration: [3, -1] },
      "out-of-range",
      "duration",
      "a number, 0 or more, got -1",
    ],
    [
      "an invalid duration",
      { duration: [3, Number.NaN] },
      "out-of-range",
      "duration",
      "a number, 0 or more, got NaN",
    ],
    [
      "a duration without end",
      { duration: new Float64Array([3, Infinity]) },
      "out-of-range",
      "duration",
      "a number from 0 to 1000000000000000, got Infinity",
    ],
    [
      "a duration of more than the most",
      { duration: [3, 1e15 + 1] },
      "out-of-range",
      "duration",
      "a number from 0 to 1000000000000000, got 1000000000000001",
    ],
    [
      "a duration in words",
      { duration: [3, "4"] },
      "wrong-type",
      "duration",
      'a number, 0 or more, got "4"',
    ],
    [
      "a duration as bigint",
      { duration: new BigInt64Array([3n, 4n]) },
      "wrong-type",
      "duration",
      "a number, 0 or more, got 3n",
      0,
    ],
    [
      "durations as flags",
      { left: [1, 12] },
      "out-of-range",
      "left",
      "true, false, 1 or 0, got 12",
    ],
    [
      "durations as flags in a typed array",
      { left: new Uint8Array([1, 12]) },
      "out-of-range",
      "left",
      "true, false, 1 or 0, got 12",
    ],
    [
      "half a flag",
      { left: new Float64Array([1, 0.5]) },
      "out-of-range",
      "left",
      "true, false, 1 or 0, got 0.5",
    ],
    [
      "a flag in words",
      { left: [1, "true"] },
      "wrong-type",
      "left",
      'true, false, 1 or 0, got "true"',
    ],
    ["no flag", { left: [1, null] }, "wrong-type", "left", "true, false, 1 or 0, got null"],
    [
      "an entry at the end",
      { entered: [0, 3] },
      "out-of-range",
      "entered",
      "less than the duration, 3, got 3",
    ],
    [
      "an entry before the start",
      { entered: [0, -1] },
      "out-of-range",
      "entered",
      "a number, 0 or more, got -1",
    ],
    [
      "an invalid entry",
      { entered: [0, Number.NaN] },
      "out-of-range",
      "entered",
      "a number, 0 or more, got NaN",
    ],
    [
      "an entry in words",
      { entered: [0, "1"] },
      "wrong-type",
      "entered",
      'a number, 0 or more, got "1"',
    ],
    [
      "a reason of one who stays",
      { reason: ["price", ""] },
      "out-of-range",
      "reason",
      'null for one who has not left, got ""',
    ],
    [
      "the only reason, of one who stays",
      { reason: [null, "price"] },
      "out-of-range",
      "reason",
      'null for one who has not left, got "price"',
    ],
    [
      "a reason by number",
      { reason: [null, 7] },
      "wrong-type",
      "reason",
      "a string or null, got 7",
    ],
  ] as const)("refuses %s", (_, change, code, argument, message, index: number = 1) => {
    const text = `tallyLifetimes: ${argument} at index ${index} must be ${message}`;
    expectError(() => tallyLifetimes(columns(change)), code, text, argument, index);
  });

  test("refuses columns of two lengths, and what is neither rows nor columns", () => {
    expectError(
      () => tallyLifetimes(columns({ entered: [0] })),
      "out-of-range",
      "tallyLifetimes: entered must be as long as duration, 2, got 1",
      "entered",
    );
    expectError(
      () => tallyLifetimes(untyped([3])),
      "wrong-type",
      "tallyLifetimes: lifetimes at index 0 must be an object with duration, left, got 3",
      "lifetimes",
      0,
    );
  });

  test("gives for rows and for typed columns what counting one by one gives", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        const expected = slowRows(lifetimes);
        expect(rowsOf(lifetimes)).toStrictEqual(expected);
        expect(rowsOf(columnsFrom(lifetimes))).toStrictEqual(expected);
      }),
    );
  });

  test.each([
    ["whole numbers", fc.nat(800)],
    ["numbers too large to count", fc.nat(2 ** 31)],
    ["quarters", fc.nat(4000).map((n) => n / 4)],
    ["fractions", fc.double({ min: 0, max: 1e6, noNaN: true })],
    [
      "large numbers near one another",
      fc.double({ min: 0, max: 1, noNaN: true }).map((x) => 1e9 + x),
    ],
    ["of the smallest numbers", fc.nat().map((n) => n * Number.MIN_VALUE)],
    ["numbers of all sizes", fc.double({ min: 0, max: 1e15, noNaN: true })],
  ])("sorts many %s as comparing would", (_, duration) => {
    const row = fc.record({ duration, left: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1100, maxLength: 1500 }), (lifetimes) => {
        const expected = new Map<number, LifetimeRow>();
        for (const one of [...lifetimes].sort((a, b) => a.duration - b.duration)) {
          const { left, censored } = expected.get(one.duration) ?? { left: 0, censored: 0 };
          expected.set(one.duration, {
            duration: one.duration + 0,
            left: left + Number(one.left),
            censored: censored + Number(!one.left),
          });
        }
        expect(rowsOf(columnsFrom(lifetimes))).toStrictEqual([...expected.values()]);
      }),
      { numRuns: 8 },
    );
  });
});

mergeLaws<Lifetime, LifetimeTally>({
  name: "tallyLifetimes",
  rows: anyLifetimes,
  split: anyCut(),
  tally: tallyLifetimes,
  merge: mergeLifetimes,
  counted: ({ rows }) => rows.reduce((sum, { left, censored }) => sum + left + censored, 0),
});

describe("mergeLifetimes", () => {
  test("adds up who entered at one duration, and who left for one reason", () => {
    const part = tallyLifetimes([
      { duration: 12, left: false, entered: 3 },
      { duration: 3, left: true, reason: "price" },
    ]);
    const other = tallyLifetimes([
      { duration: 3, left: true, reason: "moved" },
      { duration: 3, left: true, reason: "price" },
    ]);
    const [first] = mergeLifetimes([part, part, other]).rows;
    expect(first).toEqual({
      duration: 3,
      left: 4,
      censored: 0,
      entered: 2,
      byReason: [
        { reason: "moved", count: 1 },
        { reason: "price", count: 3 },
      ],
    });
  });

  const tally = tallyLifetimes([
    { duration: 3, left: true, reason: "price", entered: 1 },
    { duration: 5, left: false },
  ]);

  test("changes no curve by how the rows are cut", () => {
    fc.assert(
      fc.property(anyLifetimes, fc.nat(40), (lifetimes, cut) => {
        const parts = [lifetimes.slice(0, cut), lifetimes.slice(cut)].map(tallyLifetimes);
        const merged = mergeLifetimes([parts[0] as LifetimeTally, parts[1] as LifetimeTally]);
        expect(survivalCurve(merged)).toEqual(survivalCurve(tallyLifetimes(lifetimes)));
      }),
    );
  });

  test("takes as many customers as a number counts", () => {
    const rows = Array.from({ length: 10 }, (_, duration) => ({
      duration,
      left: duration < 9 ? 1e15 : Number.MAX_SAFE_INTEGER - 9e15,
      censored: 0,
    }));
    expect(mergeLifetimes([{ kind: "lifetimes", rows }, tallyLifetimes([])]).rows).toEqual(rows);
    expect(survivalCurve({ kind: "lifetimes", rows }).at(-1)?.survival).toBe(0);
  });

  test("takes what a database counted: rows of 0 and reasons that nobody gave", () => {
    const counted: LifetimeTally = {
      kind: "lifetimes",
      rows: [
        { duration: 3, left: 0, censored: 0, entered: 0 },
        { duration: 4, left: 2, censored: 0, byReason: [{ reason: "price", count: 0 }] },
        { duration: 5, left: 1, censored: 0, entered: undefined, byReason: undefined },
      ],
    };
    expect(
      mergeLifetimes([tally, counted]).rows.map(({ duration, left }) => [duration, left]),
    ).toEqual([
      [1, 0],
      [3, 1],
      [4, 2],
      [5, 1],
    ]);
  });

  const row = { duration: 3, left: 1, censored: 0 };
  const reasons = "counts by reason, sorted, no more than left, got";
  test.each([
    ["nothing", null, 'kind must be "lifetimes", got undefined', "kind"],
    ["another kind", { kind: "scores" }, 'kind must be "lifetimes", got "scores"', "kind"],
    ["no rows", { rows: "many" }, 'rows must be a list of rows, got "many"', "rows"],
    [
      "an invalid row",
      { rows: [null] },
      "rows.duration at index 0 must be a number, 0 or more, rising, got undefined",
      "rows.duration",
      0,
    ],
    [
      "a negative duration",
      { rows: [{ ...row, duration: -1 }] },
      "rows.duration at index 0 must be a number, 0 or more, rising, got -1",
      "rows.duration",
      0,
    ],
    [
      "a duration without end",
      { rows: [{ ...row, duration: Infinity }] },
      "rows.duration at index 0 must be a number, 0 or more, rising, got Infinity",
      "rows.duration",
      0,
    ],
    [
      "a duration of more than the most",
      { rows: [{ ...row, duration: 1e15 + 1 }] },
      "rows.duration at index 0 must be a number, 0 or more, rising, got 1000000000000001",
      "rows.duration",
      0,
    ],
    [
      "more leavers than the most",
      { rows: [{ ...row, left: 1e15 + 1 }] },
      "rows.left at index 0 must be a whole number from 0 to 1000000000000000, got 1000000000000001",
      "rows.left",
      0,
    ],
    [
      "a duration twice",
      { rows: [row, row] },
      "rows.duration at index 1 must be a number, 0 or more, rising, got 3",
      "rows.duration",
      1,
    ],
    [
      "half a leaver",
      { rows: [{ ...row, left: 0.5 }] },
      "rows.left at index 0 must be a whole number, 0 or more, got 0.5",
      "rows.left",
      0,
    ],
    [
      "fewer than nobody",
      { rows: [{ ...row, censored: -1 }] },
      "rows.censored at index 0 must be a whole number, 0 or more, got -1",
      "rows.censored",
      0,
    ],
    [
      "a count in words",
      { rows: [{ ...row, entered: "1" }] },
      'rows.entered at index 0 must be a whole number, 0 or more, got "1"',
      "rows.entered",
      0,
    ],
    [
      "more customers than a number counts",
      {
        rows: Array.from({ length: 10 }, (_, duration) => ({ duration, left: 0, censored: 1e15 })),
      },
      "rows must be of 9007199254740991 customers at most, got 10000000000000000",
      "rows",
    ],
    [
      "more who entered than there are",
      { rows: [{ ...row, entered: 2 }] },
      "rows.entered must be no more than the customers in the rows, 1, got 2",
      "rows.entered",
    ],
    [
      "one who leaves before entering",
      {
        rows: [
          { ...row, left: 2 },
          { duration: 4, left: 0, censored: 0, entered: 1 },
        ],
      },
      "rows.left at index 0 must be no more than are there, 1, got 2",
      "rows.left",
      0,
    ],
    [
      "one who is last seen before entering",
      {
        rows: [
          { ...row, left: 1, censored: 1 },
          { duration: 4, left: 0, censored: 0, entered: 1 },
        ],
      },
      "rows.left at index 0 must be no more than are there, 1, got 2",
      "rows.left",
      0,
    ],
    [
      "invalid reasons",
      { rows: [{ ...row, byReason: "price" }] },
      `rows.byReason at index 0 must be ${reasons} "price"`,
      "rows.byReason",
      0,
    ],
    [
      "a reason by number",
      { rows: [{ ...row, byReason: [{ reason: 1, count: 1 }] }] },
      `rows.byReason at index 0 must be ${reasons} an array`,
      "rows.byReason",
      0,
    ],
    [
      "an invalid reason",
      { rows: [{ ...row, byReason: [null] }] },
      `rows.byReason at index 0 must be ${reasons} an array`,
      "rows.byReason",
      0,
    ],
    [
      "reasons out of order",
      {
        rows: [
          {
            ...row,
            left: 2,
            byReason: [
              { reason: "b", count: 1 },
              { reason: "a", count: 1 },
            ],
          },
        ],
      },
      `rows.byReason at index 0 must be ${reasons} an array`,
      "rows.byReason",
      0,
    ],
    [
      "half a reason",
      { rows: [{ ...row, byReason: [{ reason: "a", count: 0.5 }] }] },
      `rows.byReason at index 0 must be ${reasons} an array`,
      "rows.byReason",
      0,
    ],
    [
      "more reasons than leavers",
      { rows: [{ ...row, byReason: [{ reason: "a", count: 2 }] }] },
      `rows.byReason at index 0 must be ${reasons} an array`,
      "rows.byReason",
      0,
    ],
  ])("refuses a tally with %s", (_, change, message, argument, index?: number) => {
    const bad = change === null ? null : { ...tally, ...change };
    const text = `mergeLifetimes: parts[1].${message}`;
    expectError(
      () => mergeLifetimes([tally, untyped(bad)]),
      "bad-tally",
      text,
      `parts[1].${argument}`,
      index,
    );
  });
});
