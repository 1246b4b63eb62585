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
import { anyLifetimes, rowsOf, storedLifetimes } from "../support/lifetimes.js";
import { anyCut, mergeLaws } from "../support/mergeLaws.js";

const counted = (lifetimes: Parameters<typeof tallyLifetimes>[0]) =>
  rowsOf(tallyLifetimes(lifetimes));

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
    expect(counted(columns)).toEqual([
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
      durations: [2.5, 7, 9],
      left: [0, 3, 1],
      censored: [1, 1, 0],
      entered: [1, 1, 0],
      byReason: { durations: [7, 7], reasons: ["moved", "price"], left: [1, 2] },
    });
  });

  test("counts whole durations far beyond the others, and who entered there", () => {
    expect(
      counted([
        { duration: 900, left: false, entered: 700 },
        { duration: 3, left: true, entered: 2 },
        { duration: 900, left: true, entered: 2 },
        { duration: 800, left: false },
      ]),
    ).toEqual([
      { duration: 2, left: 0, censored: 0, entered: 2 },
      { duration: 3, left: 1, censored: 0 },
      { duration: 700, left: 0, censored: 0, entered: 1 },
      { duration: 800, left: 0, censored: 1 },
      { duration: 900, left: 1, censored: 1 },
    ]);
    expect(
      counted([
        { duration: 900, left: true },
        { duration: 3, left: true },
      ]),
    ).toEqual([
      { duration: 3, left: 1, censored: 0 },
      { duration: 900, left: 1, censored: 0 },
    ]);
  });

  test("takes a lifetime of 0, and for one who entered at 0 one watched from the start", () => {
    expect(counted([{ duration: 0, left: true, entered: 0 }])).toEqual([
      { duration: 0, left: 1, censored: 0 },
    ]);
    const [row] = counted([{ duration: -0, left: false, entered: -0 }]);
    expect(row?.duration).toBe(0);
  });

  test("takes equal numbers, and no others, for one duration", () => {
    const lifetimes = [0.1 + 0.2, 0.3, 0.3].map((duration) => ({ duration, left: true }));
    expect(counted(lifetimes).map(({ left }) => left)).toEqual([2, 1]);
  });

  test("takes columns of any kind of array, and optional ones that are not there", () => {
    const expected = counted([
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
    for (const one of columns) expect(counted(one)).toStrictEqual(expected);
    expect(counted({ duration: new BigInt64Array(0) as never, left: [] })).toEqual([]);
  });

  test("takes rows with any of the optional fields, and rows in a set", () => {
    const plain = [{ duration: 3, left: true }];
    const expected = [{ duration: 3, left: 1, censored: 0 }];
    for (const row of [{ entered: 0 }, { reason: null }, { entered: null, reason: undefined }]) {
      expect(counted([...plain, { duration: 3, left: 0, ...row }])).toEqual([
        { duration: 3, left: 1, censored: 1 },
      ]);
    }
    expect(counted(new Set(plain))).toEqual(expected);
    const bad = (row: object) => () => tallyLifetimes(untyped([...plain, row]));
    for (const [row, code, message, argument] of [
      [{ duration: -1, left: true }, "out-of-range", "a number, 0 or more, got -1", "duration"],
      [{ duration: 3, left: 2 }, "out-of-range", "true, false, 1 or 0, got 2", "left"],
    ] as const) {
      const text = `tallyLifetimes: ${argument} at index 1 must be ${message}`;
      expectError(bad(row), code, text, argument, 1);
    }
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
      'null for a customer who has not left, got ""',
    ],
    [
      "the only reason, of one who stays",
      { reason: [null, "price"] },
      "out-of-range",
      "reason",
      'null for a customer who has not left, got "price"',
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
        expect(counted(lifetimes)).toStrictEqual(expected);
        expect(counted(columnsFrom(lifetimes))).toStrictEqual(expected);
      }),
    );
  });

  test("counts in a table, where durations are whole, what sorting counts", () => {
    const whole = anyLifetimes.map((lifetimes) =>
      lifetimes.map((one) => ({ ...one, duration: Math.round(one.duration) + 1 })),
    );
    fc.assert(
      fc.property(whole, (lifetimes) => {
        // Half a unit keeps the same lifetimes from being counted in a table.
        const halves = lifetimes.map((one) => ({
          ...one,
          duration: one.duration + 1 / 2,
          ...(one.entered && { entered: one.entered + 1 / 2 }),
        }));
        const sorted = counted(halves).map((row) => ({ ...row, duration: row.duration - 1 / 2 }));
        expect(counted(lifetimes)).toStrictEqual(sorted);
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
        expect(counted(columnsFrom(lifetimes))).toStrictEqual([...expected.values()]);
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
  counted: (tally) => rowsOf(tally).reduce((sum, { left, censored }) => sum + left + censored, 0),
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
    const [first] = rowsOf(mergeLifetimes([part, part, other]));
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
    const stored = storedLifetimes(rows);
    expect(mergeLifetimes([stored, tallyLifetimes([])])).toEqual(stored);
    expect(survivalCurve(stored).at(-1)?.survival).toBe(0);
  });

  test("takes what no rows give and does no harm: counts of 0, and columns left undefined", () => {
    const zeros = storedLifetimes([
      { duration: 3, left: 0, censored: 0, entered: 0 },
      { duration: 4, left: 2, censored: 0, byReason: [{ reason: "price", count: 0 }] },
      { duration: 5, left: 1, censored: 0 },
    ]);
    for (const one of [zeros, { ...zeros, entered: undefined, byReason: undefined }]) {
      const merged = rowsOf(mergeLifetimes([tally, one]));
      expect(merged.map(({ duration, left }) => [duration, left])).toEqual([
        [1, 0],
        [3, 1],
        [4, 2],
        [5, 1],
      ]);
    }
  });

  test("says what makes the columns, to one who has stored rows", () => {
    expectError(
      () => mergeLifetimes([untyped({ kind: "lifetimes", rows: [] })]),
      "bad-tally",
      "mergeLifetimes: parts[0].durations must be a list, as tallyLifetimes makes it, or tallyLifetimeCounts of counted rows, got undefined",
      "parts[0].durations",
    );
  });

  const one = { durations: [3], left: [2], censored: [0], entered: [0] };
  const rising = "a number, 0 or more, rising";
  const columns = "columns of durations, reasons and left, got";
  const sorted = "sorted by duration and reason, with counts that add up to left or fewer, got";
  const reasons = (durations: unknown, names: unknown, left: unknown) => ({
    byReason: { durations, reasons: names, left },
  });
  test.each<[string, object | null, string, string, number?]>([
    ["nothing", null, '.kind must be "lifetimes", got undefined', ".kind"],
    ["another kind", { kind: "scores" }, '.kind must be "lifetimes", got "scores"', ".kind"],
    ["no list of counts", { left: "many" }, '.left must be a list, got "many"', ".left"],
    [
      "too few counts",
      { censored: [] },
      ".censored.length must be 1, as of durations, got 0",
      ".censored.length",
    ],
    ["no entrants", { entered: null }, ".entered must be a list, got null", ".entered"],
    [
      "no duration",
      { durations: [null] },
      `.durations at index 0 must be ${rising}, got null`,
      ".durations",
      0,
    ],
    [
      "a negative duration",
      { durations: [-1] },
      `.durations at index 0 must be ${rising}, got -1`,
      ".durations",
      0,
    ],
    [
      "a duration without end",
      { durations: [Infinity] },
      `.durations at index 0 must be ${rising}, got Infinity`,
      ".durations",
      0,
    ],
    [
      "a duration of more than the most",
      { durations: [1e15 + 1] },
      `.durations at index 0 must be ${rising}, got 1000000000000001`,
      ".durations",
      0,
    ],
    [
      "a duration twice",
      { durations: [3, 3], left: [1, 1], censored: [0, 0], entered: [0, 0] },
      `.durations at index 1 must be ${rising}, got 3`,
      ".durations",
      1,
    ],
    [
      "more leavers than the most",
      { left: [1e15 + 1] },
      ".left at index 0 must be a whole number from 0 to 1000000000000000, got 1000000000000001",
      ".left",
      0,
    ],
    [
      "half a leaver",
      { left: [0.5] },
      ".left at index 0 must be a whole number, 0 or more, got 0.5",
      ".left",
      0,
    ],
    [
      "fewer than nobody",
      { censored: [-1] },
      ".censored at index 0 must be a whole number, 0 or more, got -1",
      ".censored",
      0,
    ],
    [
      "a count in words",
      { entered: ["1"] },
      '.entered at index 0 must be a whole number, 0 or more, got "1"',
      ".entered",
      0,
    ],
    [
      "more customers than a number counts",
      {
        durations: [...Array(10).keys()],
        left: Array(10).fill(0),
        censored: Array(10).fill(1e15),
        entered: undefined,
      },
      " must be of 9007199254740991 customers at most, got 10000000000000000",
      "",
    ],
    [
      "more who entered than are there",
      { entered: [3] },
      ".entered must be no more than the customers who leave or are last seen after 3, got 3",
      ".entered",
    ],
    [
      "one who leaves before entering",
      { durations: [3, 4], left: [2, 0], censored: [0, 0], entered: [0, 1] },
      ".entered must be no more than the customers who leave or are last seen after 4, got 1",
      ".entered",
    ],
    [
      "one who is last seen on entering",
      { durations: [3, 4], left: [2, 0], censored: [0, 1], entered: [0, 1] },
      ".entered must be no more than the customers who leave or are last seen after 4, got 1",
      ".entered",
    ],
    [
      "reasons in words",
      { byReason: "price" },
      `.byReason must be ${columns} "price"`,
      ".byReason",
    ],
    ["no reasons", { byReason: null }, `.byReason must be ${columns} null`, ".byReason"],
    [
      "reasons in a word",
      reasons([3], "price", [1]),
      `.byReason must be ${columns} an object`,
      ".byReason",
    ],
    [
      "too few reasons",
      reasons([3], [], [1]),
      `.byReason must be ${columns} an object`,
      ".byReason",
    ],
    [
      "too few counts of reasons",
      reasons([3], ["price"], []),
      ".byReason.left.length must be 1, as of durations, got 0",
      ".byReason.left.length",
    ],
    [
      "a reason by number",
      reasons([3], [1], [1]),
      `.byReason at index 0 must be ${sorted} 1`,
      ".byReason",
      0,
    ],
    [
      "reasons out of order",
      reasons([3, 3], ["b", "a"], [1, 1]),
      `.byReason at index 1 must be ${sorted} "a"`,
      ".byReason",
      1,
    ],
    [
      "a reason at another duration",
      reasons([4], ["a"], [1]),
      `.byReason at index 0 must be ${sorted} "a"`,
      ".byReason",
      0,
    ],
    [
      "half a reason",
      reasons([3], ["a"], [0.5]),
      ".byReason.left at index 0 must be a whole number, 0 or more, got 0.5",
      ".byReason.left",
      0,
    ],
    [
      "more reasons than leavers",
      reasons([3, 3], ["a", "b"], [2, 1]),
      `.byReason at index 1 must be ${sorted} "b"`,
      ".byReason",
      1,
    ],
  ])("refuses a tally with %s", (_, change, message, argument, index) => {
    const bad = change === null ? null : { kind: "lifetimes", ...one, ...change };
    expectError(
      () => mergeLifetimes([tally, untyped(bad)]),
      "bad-tally",
      `mergeLifetimes: parts[1]${message}`,
      `parts[1]${argument}`,
      index,
    );
  });
});
