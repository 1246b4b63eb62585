import fc, { type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";

/**
 * Cuts rows into three parts, some of them perhaps empty.
 * `partOf(key)` is a random part for each key 0, 1, 2, … the splitter chooses to keep together.
 */
export type Splitter<Row> = (
  rows: readonly Row[],
  partOf: (key: number) => number,
) => readonly (readonly Row[])[];

export interface MergeLaws<Row, Tally> {
  /** Of the tally, as in `tallyScores`. */
  readonly name: string;
  readonly rows: Arbitrary<readonly Row[]>;
  readonly split: Splitter<Row>;
  readonly tally: (rows: readonly Row[]) => Tally;
  readonly merge: (parts: readonly Tally[]) => Tally;
  /** How many rows (or customers) a tally says it counted. */
  readonly counted: (tally: Tally) => number;
  /** How many it has to count; the number of rows, if left out. */
  readonly expected?: (rows: readonly Row[]) => number;
  /** Throws if two tallies differ, for those whose sums hold only to a tolerance. */
  readonly equal?: (actual: Tally, expected: Tally) => void;
  readonly numRuns?: number;
}

/** For tallies of rows that stand alone: any row may be in any part. */
export function anyCut<Row>(): Splitter<Row> {
  return (rows, partOf) => cut(rows, [...rows.keys()], partOf);
}

/** For tallies of customers: all rows of one customer are in one part. */
export function byCustomer<Row>(customerOf: (row: Row) => unknown): Splitter<Row> {
  return (rows, partOf) => cut(rows, rows.map(customerOf), partOf);
}

function cut<Row>(
  rows: readonly Row[],
  keys: readonly unknown[],
  partOf: (key: number) => number,
): Row[][] {
  const order = new Map([...new Set(keys)].map((key, index) => [key, index]));
  const parts: Row[][] = [[], [], []];
  rows.forEach((row, index) => {
    parts[partOf(order.get(keys[index]) ?? 0)]?.push(row);
  });
  return parts;
}

/** Registers one test for each law that merging has to keep. */
export function mergeLaws<Row, Tally>(laws: MergeLaws<Row, Tally>): void {
  describe(`${laws.name} adds up:`, () => {
    for (const [title, check] of Object.entries(checks(laws))) test(title, check);
  });
}

/** The laws by title; each throws, with an example, if the tally breaks it. */
export function checks<Row, Tally>(laws: MergeLaws<Row, Tally>): Record<string, () => void> {
  const { counted, expected = (rows) => rows.length } = laws;
  const equal = laws.equal ?? ((a, b) => expect(a).toStrictEqual(b));

  // Frozen, so that a tally or a merge that writes to what it was given throws.
  const tally = (rows: readonly Row[]): Tally => frozen(laws.tally(rows));
  const merge = (...parts: readonly Tally[]): Tally => frozen(laws.merge(frozen(parts)));

  const parts = fc.array(fc.nat(2), { minLength: 1, maxLength: 20 });
  const holds = (law: (rows: readonly Row[], parts: [Tally, Tally, Tally]) => void) => () => {
    const property = fc.property(laws.rows, parts, (rows, picks) => {
      const part = laws.split(frozen(rows), (key) => picks[key % picks.length] ?? 0);
      law(rows, [tally(part[0] ?? []), tally(part[1] ?? []), tally(part[2] ?? [])]);
    });
    fc.assert(property, { numRuns: laws.numRuns ?? 100 });
  };

  return {
    "every row is counted once": holds((rows) => {
      expect(counted(tally(rows))).toBe(expected(rows));
    }),
    "merging the parts gives the tally of the whole": holds((rows, [a, b, c]) => {
      equal(merge(a, b, c), tally(rows));
      equal(merge(merge(a, b), c), tally(rows));
    }),
    "merging with the tally of nothing changes nothing": holds((rows) => {
      equal(merge(tally(rows), tally([])), tally(rows));
      equal(merge(tally([]), tally(rows)), tally(rows));
      equal(merge(tally(rows)), tally(rows));
    }),
    "the order of merging does not matter": holds((_, [a, b]) => {
      equal(merge(a, b), merge(b, a));
    }),
    "the grouping of merges does not matter": holds((_, [a, b, c]) => {
      equal(merge(merge(a, b), c), merge(a, merge(b, c)));
    }),
    "it survives JSON": holds((rows, [a, b]) => {
      for (const one of [tally(rows), merge(a, b)]) {
        expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one);
      }
      equal(merge(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))), merge(a, b));
    }),
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
