import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DriverShares, driverShares, relativeWeights } from "../../src/index.js";
import reference from "../reference/drivers.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const both = [driverShares, relativeWeights];

/** Columns by name, the outcome `y` and the drivers `a`, `b`, `c`, …. */
type Columns = Record<string, (number | null | undefined)[]>;

function columnsFrom(outcome: number[], drivers: number[][]): Columns {
  const named = drivers.map((column, i): [string, number[]] => [namesOf(i + 1)[i], column]);
  return { ...Object.fromEntries(named), y: outcome };
}

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i));
}

function split(of: typeof driverShares, columns: Columns, confidence?: number): DriverShares {
  return of(columns, {
    outcome: "y",
    drivers: namesOf(Object.keys(columns).length - 1),
    confidence,
  });
}

const sharesOf = ({ drivers }: DriverShares) => drivers.map(({ share }) => share as number);
const sumOf = (shares: readonly number[]) => shares.reduce((sum, share) => sum + share, 0);

/** Columns of answers from 1 to 5, each of which varies. */
const someColumns = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 12, max: 60 }))
  .chain(([count, rows]) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: rows, maxLength: rows }), {
      minLength: count,
      maxLength: count,
    }),
  )
  .filter((columns) => columns.every((column) => new Set(column).size > 1))
  .map(([outcome, ...drivers]) => columnsFrom(outcome, drivers));

describe("driverShares", () => {
  test("agrees with least squares over all orders of the drivers, and with a jackknife of rows", () => {
    expect(reference.sets.length).toBeGreaterThan(6);
    for (const { outcome, drivers, rSquared, lmg, pearson, spearman } of reference.sets) {
      const found = split(driverShares, columnsFrom(outcome, drivers));
      expectClose(found, { rSquared, answers: outcome.length, leftOut: 0, confidence: 0.95 });
      found.drivers.forEach((driver, i) => {
        const [low, high] = [lmg.low[i], lmg.high[i]];
        const known = { share: lmg.share[i], pearson: pearson[i], spearman: spearman[i] };
        expectClose(driver, low === null ? known : { ...known, low, high }, driver.driver);
        if (low === null) expect(driver).toMatchObject({ low: null, high: null });
      });
    }
  });

  test("of one driver is the square of its correlation", () => {
    // Deviations −1, 0, 1 and −2, 1, 1: r = 3 ÷ √(2 · 6), r² = ¾; ranks 1, 2, 3 and 1, 2½, 2½.
    const found = driverShares({ y: [1, 4, 4], a: [1, 2, 3] }, { outcome: "y", drivers: ["a"] });
    expectClose(found.drivers[0], {
      share: 3 / 4,
      pearson: Math.sqrt(3 / 4),
      spearman: 1.5 / Math.sqrt(2 * 1.5),
    });
    expectClose(found, { rSquared: 3 / 4 });
  });

  test("takes rows of objects, and columns of any kind", () => {
    interface Answer {
      readonly customer: string;
      readonly nps: number | null;
      readonly speed?: number;
    }
    const rows: Answer[] = [
      { customer: "ann", nps: 9, speed: 5 },
      { customer: "bob", nps: 7, speed: 4 },
      { customer: "cas", nps: 3, speed: 2 },
      { customer: "dan", nps: 8, speed: 5 },
      { customer: "eve", nps: null, speed: 1 },
      { customer: "fay", nps: 9 },
    ];
    const options = { outcome: "nps", drivers: ["speed"] } as const;
    const found = driverShares(rows, options);
    expect(found).toMatchObject({ answers: 4, leftOut: 2 });
    const columns = { nps: Uint8Array.of(9, 7, 3, 8), speed: Float32Array.of(5, 4, 2, 5) };
    expect(driverShares(columns, options)).toEqual({ ...found, leftOut: 0 });
  });

  test("takes drivers whose names every object knows", () => {
    const [y, proto, length] = [
      [1, 4, 4, 2],
      [1, 2, 3, 1],
      [2, 1, 1, 0],
    ];
    const json = (values: unknown[]) =>
      `{ "y": ${values[0]}, "__proto__": ${values[1]}, "length": ${values[2]} }`;
    const columns = JSON.parse(json([y, proto, length].map((column) => JSON.stringify(column))));
    const rows = y.map((_, i) => JSON.parse(json([y[i], proto[i], length[i]])));
    const known = split(driverShares, { y, a: proto, b: length });
    for (const given of [rows, columns]) {
      const found = driverShares<Record<string, number>>(untyped(given), {
        outcome: "y",
        drivers: ["__proto__", "length"],
      });
      expect(found.drivers.map(({ driver }) => driver)).toEqual(["__proto__", "length"]);
      expect(sharesOf(found)).toEqual(sharesOf(known));
    }
    expectError(
      () => driverShares(untyped([{ y: 1 }, { y: 2 }]), { outcome: "y", drivers: ["toString"] }),
      "wrong-type",
      "driverShares: toString at index 0 must be a number, got a Function",
      "toString",
      0,
    );
  });

  test("leaves out rows with a gap, and counts them", () => {
    const columns = {
      y: [9, 7, null, 3, 8, 5],
      a: [5, 4, 3, 2, 5, undefined],
      b: [1, 3, 2, 2, 1, 1],
    };
    const found = split(driverShares, columns);
    expect(found).toMatchObject({ answers: 4, leftOut: 2 });
    expect(found.drivers).toEqual(
      split(driverShares, { y: [9, 7, 3, 8], a: [5, 4, 2, 5], b: [1, 3, 2, 1] }).drivers,
    );
  });

  test("shares equally among copies, and names them", () => {
    const a = [5, 4, 2, 5, 1, 3];
    const columns = { y: [9, 7, 3, 8, 2, 8], a, b: [1, 2, 3, 2, 1, 2], c: a };
    const found = split(driverShares, columns);
    expect(found.collinear).toEqual(["a", "c"]);
    const [first, , copy] = found.drivers;
    expect(copy.share).toBeCloseTo(first.share as number, 12);
    expect(sumOf(sharesOf(found))).toBeCloseTo(found.rSquared as number, 12);
    const { c: _, ...without } = columns;
    expect(found.rSquared).toBeCloseTo(split(driverShares, without).rSquared as number, 12);
  });

  test("names a driver that is the sum of two others, and those two", () => {
    const a = [1, 2, 3, 4, 5, 6, 7, 8];
    const b = [2, 1, 2, 1, 3, 1, 2, 4];
    const c = a.map((x, i) => x + b[i]);
    const found = split(driverShares, { y: [1, 3, 2, 5, 4, 6, 8, 9], a, b, c });
    expect(found.collinear).toEqual(["a", "b", "c"]);
    expect(sumOf(sharesOf(found))).toBeCloseTo(found.rSquared as number, 12);
  });

  test("without answers gives null throughout", () => {
    const none = { share: null, low: null, high: null, pearson: null, spearman: null };
    for (const of of both) {
      expect(of({ y: [], a: [], b: [] }, { outcome: "y", drivers: ["a", "b"] })).toEqual({
        rSquared: null,
        answers: 0,
        leftOut: 0,
        confidence: 0.95,
        collinear: [],
        drivers: [
          { driver: "a", ...none },
          { driver: "b", ...none },
        ],
      });
    }
  });

  test("of a driver that never varies gives null, and of the others what they are without it", () => {
    const [y, a, b] = [
      [9, 7, 3, 8, 2],
      [5, 4, 2, 5, 1],
      [1, 2, 3, 2, 2],
    ];
    for (const of of both) {
      const found = split(of, { y, a, b: [3, 3, 3, 3, 3], c: b });
      const without = split(of, { y, a, b });
      expect(found.drivers[1]).toEqual({
        driver: "b",
        share: null,
        low: null,
        high: null,
        pearson: null,
        spearman: null,
      });
      expect(found.rSquared).toBe(without.rSquared);
      expect([sharesOf(found)[0], sharesOf(found)[2]]).toEqual(sharesOf(without));
    }
  });

  test("of an outcome that never varies is null throughout", () => {
    for (const of of both) {
      const found = split(of, { y: [9, 9, 9], a: [1, 2, 3] });
      expect(found).toMatchObject({ rSquared: null, answers: 3, collinear: [] });
      expect(found.drivers[0]).toMatchObject({ share: null, pearson: null, spearman: null });
    }
  });

  test("has no interval below 40 rows", () => {
    const y = Array.from({ length: 40 }, (_, i) => (i * 7) % 11);
    const a = y.map((value, i) => value + (i % 3));
    const ends = (rows: number) =>
      split(driverShares, { y: y.slice(0, rows), a: a.slice(0, rows) }).drivers[0].low;
    expect(ends(39)).toBe(null);
    expect(ends(40)).toBeGreaterThan(0);
  });

  test("reaches as far as Student's t with 19 degrees of freedom, at any confidence", () => {
    // As scipy.stats.t.ppf((1 + confidence) / 2, 19) gives it in SciPy 1.17.1.
    const quantiles: [confidence: number, t: number][] = [
      [0.01, 0.0126994232517687],
      [0.5, 0.6876214602039602],
      [0.8, 1.3277282090267986],
      [0.95, 2.0930240544083087],
      [0.99, 2.8609346064649794],
      [0.999, 3.883405852592131],
      [0.999999, 7.069118186988293],
    ];
    const y = Array.from({ length: 400 }, (_, i) => (i * 7) % 11);
    const a = y.map((value, i) => value + ((i * i) % 13));
    const reach = (confidence: number) => {
      const { share, low } = split(driverShares, { y, a }, confidence).drivers[0];
      return (share as number) - (low as number);
    };
    for (const [confidence, t] of quantiles) {
      expectClose(
        { reach: reach(confidence) / reach(0.95) },
        { reach: t / 2.0930240544083087 },
        `${confidence}`,
      );
    }
  });

  test("is not thrown by a driver that varies in one group of rows alone", () => {
    const y = Array.from({ length: 60 }, (_, i) => (i * 7) % 11);
    const a = y.map((value, i) => value + (i % 3));
    const b = y.map((_, i) => (i === 20 ? 5 : 0.1)); // row 20 is in group 0 with rows 0 and 40
    for (const of of both) {
      const { drivers } = split(of, { y, a, b });
      expect(drivers[1].low).toBe(0);
      expect(drivers[1].high).toBeGreaterThan(drivers[1].share as number);
      expect(drivers[1].high).toBeLessThan(0.2);
    }
  });

  test("does not depend on the units, however large or small", () => {
    const y = Array.from({ length: 50 }, (_, i) => (i * 7) % 11);
    const a = y.map((value, i) => value + (i % 4));
    const b = y.map((value, i) => (value * i) % 5);
    const known = split(driverShares, { y, a, b });
    const scaled = split(driverShares, {
      y: y.map((value) => value * 2 ** -1070), // none is smaller than 2 ** -1074
      a: a.map((value) => 2 ** 40 * value - 2 ** 43),
      b: b.map((value) => -(2 ** 20) * value),
    });
    expectClose(scaled, { rSquared: known.rSquared });
    scaled.drivers.forEach(({ driver: _, ...numbers }, i) => {
      const { pearson, spearman, ...rest } = known.drivers[i];
      const sign = i === 1 ? -1 : 1;
      expectClose(numbers, {
        share: rest.share,
        low: rest.low,
        high: rest.high,
        pearson: sign * (pearson as number),
        spearman: sign * (spearman as number),
      });
    });
  });

  test("refuses values that are not numbers, by name and row", () => {
    expectError(
      () => split(driverShares, untyped({ y: [1, 2, 3], a: [1, "2", 3] })),
      "wrong-type",
      'driverShares: a at index 1 must be a number, got "2"',
      "a",
      1,
    );
    expectError(
      () => split(driverShares, { y: [1, Number.NaN], a: [1, 2] }),
      "out-of-range",
      "driverShares: y at index 1 must be a number, got NaN",
      "y",
      1,
    );
  });

  test("refuses names that no row has, and columns that are not there", () => {
    expectError(
      () => driverShares(untyped({ [Symbol.iterator]: 7 }), { outcome: "y", drivers: ["a"] }),
      "wrong-type",
      "driverShares: a must be an array with a value for each row, got undefined",
      "a",
    );
    expectError(
      () => driverShares(untyped([{ y: 1, speed: 2 }]), { outcome: "y", drivers: ["spede"] }),
      "wrong-type",
      'driverShares: drivers must be names of fields that the rows have, got "spede"',
      "drivers",
    );
    expectError(
      () => driverShares(untyped({ y: [1], speed: [2] }), { outcome: "y", drivers: ["spede"] }),
      "wrong-type",
      "driverShares: spede must be an array with a value for each row, got undefined",
      "spede",
    );
    const gaps = { y: [1, 2], a: [null, null] };
    expect(split(driverShares, gaps)).toMatchObject({ answers: 0, leftOut: 2 });
  });

  test("refuses options that name no outcome, no drivers, or too many", () => {
    const rows = { y: [1, 2], a: [1, 2] };
    const refused = (
      options: object,
      message: string,
      code: "wrong-type" | "out-of-range",
      index?: number,
    ) =>
      expectError(
        () => driverShares(rows, untyped(options)),
        code,
        `driverShares: ${message}`,
        message.split(" ")[0],
        index,
      );
    refused({ drivers: ["a"] }, "outcome must be the name of a field, got undefined", "wrong-type");
    const list =
      "drivers must be a list of 1 to 15 names, and relativeWeights takes up to 100, got";
    refused({ outcome: "y", drivers: "a" }, `${list} "a"`, "wrong-type");
    refused({ outcome: "y", drivers: [] }, `${list} 0`, "out-of-range");
    refused({ outcome: "y", drivers: namesOf(16) }, `${list} 16`, "out-of-range");
    for (const [driver, shown] of [
      ["a", '"a"'],
      ["y", '"y"'],
      [5, "5"],
    ]) {
      refused(
        { outcome: "y", drivers: ["a", driver] },
        `drivers at index 1 must be the name of a field, each named once, got ${shown}`,
        "wrong-type",
        1,
      );
    }
    refused(
      { outcome: "y", drivers: ["a"], confidence: 1 },
      "confidence must be between 0 and 1, such as 0.95, got 1",
      "out-of-range",
    );
    expectError(
      () => driverShares(rows, untyped({ outcome: "y", drivers: ["a"], seed: 1 })),
      "unknown-option",
      'driverShares: options must be like { outcome, drivers, confidence }, got "seed"',
      "options",
    );
  });

  test("adds up to R², with no share below 0", () => {
    fc.assert(
      fc.property(someColumns, (columns) => {
        const found = split(driverShares, columns);
        const shares = sharesOf(found);
        expect(sumOf(shares)).toBeCloseTo(found.rSquared as number, 12);
        for (const { share, low, high, pearson, spearman } of found.drivers) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(Math.abs(pearson as number)).toBeLessThanOrEqual(1);
          expect(Math.abs(spearman as number)).toBeLessThanOrEqual(1);
          if (low === null || high === null) continue;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(share as number);
          expect(high).toBeGreaterThanOrEqual(share as number);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("does not depend on the order of the drivers", () => {
    fc.assert(
      fc.property(someColumns, (columns) => {
        const drivers = Object.keys(columns).filter((name) => name !== "y");
        const there = driverShares(columns, { outcome: "y", drivers }).drivers;
        const back = driverShares(columns, {
          outcome: "y",
          drivers: [...drivers].reverse(),
        }).drivers;
        [...back].reverse().forEach(({ share, low, high }, i) => {
          const { driver, share: known } = there[i];
          expect(share, driver).toBeCloseTo(known as number, 9);
          if (low !== null) expect(low).toBeCloseTo(there[i].low as number, 7);
          if (high !== null) expect(high).toBeCloseTo(there[i].high as number, 7);
        });
      }),
    );
  });
});

describe("relativeWeights", () => {
  test("agrees with the singular values of the standardised drivers", () => {
    for (const { outcome, drivers, rSquared, johnson, pearson, spearman } of reference.sets) {
      if (johnson === null) continue;
      const found = split(relativeWeights, columnsFrom(outcome, drivers));
      expectClose(found, { rSquared });
      found.drivers.forEach((driver, i) => {
        const [low, high] = [johnson.low[i], johnson.high[i]];
        const known = { share: johnson.share[i], pearson: pearson[i], spearman: spearman[i] };
        expectClose(driver, low === null ? known : { ...known, low, high }, driver.driver);
      });
    }
  });

  test("has no shares of drivers that are copies or sums, and names them", () => {
    const a = [5, 4, 2, 5, 1, 3];
    const found = split(relativeWeights, { y: [9, 7, 3, 8, 2, 8], a, b: [1, 2, 3, 2, 1, 2], c: a });
    expect(found.collinear).toEqual(["a", "c"]);
    expect(sharesOf(found)).toEqual([null, null, null]);
    expect(found.rSquared).toBeGreaterThan(0.5);
    expect(found.drivers[0].pearson).toBeGreaterThan(0.8);
  });

  test("of uncorrelated drivers is the squares of their correlations", () => {
    // Waves with whole numbers of half turns are uncorrelated and vary alike, so that in their weighted sum
    // each has the share w² ÷ Σ w², with w = 1, 2, …, 30.
    const wave = (turns: number) =>
      Array.from({ length: 60 }, (_, i) => Math.cos((Math.PI * turns * (i + 0.5)) / 60));
    const drivers = Array.from({ length: 30 }, (_, i) => `question ${i + 1}`);
    const rows: Record<string, number[]> = {};
    for (const [i, name] of drivers.entries()) rows[name] = wave(i + 1);
    rows.y = rows["question 1"].map((_, row) =>
      sumOf(drivers.map((name, i) => (i + 1) * rows[name][row])),
    );
    const found = relativeWeights(rows, { outcome: "y", drivers });
    expect(found.collinear).toEqual([]);
    expectClose(found, { rSquared: 1 });
    found.drivers.forEach(({ share, pearson }, i) => {
      expect(share).toBeCloseTo((i + 1) ** 2 / 9_455, 12); // 1² + 2² + … + 30²
      expect(pearson).toBeCloseTo((i + 1) / Math.sqrt(9_455), 12);
    });
  });

  test("takes 100 drivers, and refuses more", () => {
    const drivers = Array.from({ length: 101 }, (_, i) => `question ${i + 1}`);
    const rows: Record<string, number[]> = { y: [5, 9, 8, 10] };
    for (const [i, name] of drivers.entries()) rows[name] = [i, 3, 2, 1];
    const found = relativeWeights(rows, { outcome: "y", drivers: drivers.slice(0, 100) });
    expect(found.collinear.length).toBe(100); // of four rows
    expect(found.drivers.length).toBe(100);
    expectError(
      () => relativeWeights(rows, { outcome: "y", drivers }),
      "out-of-range",
      "relativeWeights: drivers must be a list of 1 to 100 names, got 101",
      "drivers",
    );
  });

  test("has intervals of drivers that differ in one group of rows alone", () => {
    const y = Array.from({ length: 60 }, (_, i) => (i * 7) % 11);
    const a = y.map((value, i) => value + (i % 3));
    const b = a.map((value, i) => (i % 20 === 3 ? 11 - value : value));
    const found = split(relativeWeights, { y, a, b });
    expect(found.collinear).toEqual([]);
    for (const { share, low, high } of found.drivers) {
      expect(low).toBeLessThan(share as number);
      expect(high).toBeGreaterThan(share as number);
    }
  });

  test("of two drivers is what driverShares gives", () => {
    fc.assert(
      fc.property(someColumns, ({ y, a, b, c }) => {
        const columns = { y, a, b: b ?? c ?? y };
        const [lmg, johnson] = [split(driverShares, columns), split(relativeWeights, columns)];
        fc.pre(lmg.collinear.length === 0);
        johnson.drivers.forEach(({ share }, i) => {
          expect(share).toBeCloseTo(lmg.drivers[i].share as number, 9);
        });
      }),
    );
  });

  test("adds up to R²", () => {
    fc.assert(
      fc.property(someColumns, (columns) => {
        const found = split(relativeWeights, columns);
        fc.pre(found.collinear.length === 0);
        expect(sumOf(sharesOf(found))).toBeCloseTo(found.rSquared as number, 9);
      }),
    );
  });
});
