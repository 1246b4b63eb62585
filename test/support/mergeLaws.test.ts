import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyCut, byCustomer, checks, type MergeLaws, mergeLaws } from "./mergeLaws.js";

interface Sum {
  readonly count: number;
  readonly sum: number;
}

const sums: MergeLaws<number, Sum> = {
  name: "a count and a sum",
  rows: fc.array(fc.integer({ min: 0, max: 9 })),
  split: anyCut(),
  tally: (rows) => ({ count: rows.length, sum: rows.reduce((a, b) => a + b, 0) }),
  merge: (parts) => parts.reduce((a, b) => ({ count: a.count + b.count, sum: a.sum + b.sum })),
  counted: ({ count }) => count,
};

mergeLaws(sums);

const visits: MergeLaws<string, Record<string, number>> = {
  name: "visits per customer",
  rows: fc.array(fc.constantFrom("ann", "bob", "cy")),
  split: byCustomer((row) => row),
  tally: (rows) =>
    Object.fromEntries(
      [...new Set(rows)].map((who) => [who, rows.filter((row) => row === who).length]),
    ),
  merge: (parts) => Object.assign({}, ...parts),
  counted: (tally) => Object.keys(tally).length,
  expected: (rows) => new Set(rows).size,
};

mergeLaws(visits);

describe("a broken tally breaks a law:", () => {
  const broken: Record<string, Partial<MergeLaws<number, Sum>>> = {
    "every row is counted once": {
      tally: (rows) => sums.tally([...new Set(rows)]),
    },
    "merging the parts gives the tally of the whole": {
      merge: (parts) =>
        parts.reduce((a, b) => ({ count: a.count + b.count, sum: Math.max(a.sum, b.sum) })),
    },
    "merging with the tally of nothing changes nothing": {
      merge: (parts) =>
        parts.reduce((a, b) => ({ count: a.count + b.count, sum: a.sum + b.sum + 1 })),
    },
    "the order of merging does not matter": {
      merge: (parts) => parts.reduce((a, b) => ({ count: a.count + b.count, sum: a.sum })),
    },
    "the grouping of merges does not matter": {
      merge: (parts) =>
        parts.reduce((a, b) => ({ count: a.count + b.count, sum: (a.sum + b.sum) / 2 })),
    },
    "it survives JSON": {
      tally: (rows) => ({ ...sums.tally(rows), mean: undefined }),
    },
  };

  for (const [title, mistake] of Object.entries(broken)) {
    test(title, () => {
      const laws = checks({ ...sums, ...mistake });
      expect(Object.keys(laws)).toEqual(Object.keys(broken));
      expect(laws[title]).toThrow(/Property failed/);
    });
  }

  test("also when -0 stands for 0", () => {
    const laws = checks({ ...sums, merge: (parts) => ({ ...sums.merge(parts), sum: -0 }) });
    expect(laws["merging with the tally of nothing changes nothing"]).toThrow();
  });

  test("also when merging writes to what it was given", () => {
    const merge = (parts: readonly Sum[]) => Object.assign(parts[0], sums.merge(parts));
    const check = checks({ ...sums, merge })["the order of merging does not matter"];
    expect(check).toThrow(expect.objectContaining({ cause: expect.any(TypeError) }));
  });

  test("also when customers are shared by parts that have to be disjoint", () => {
    const laws = checks({ ...visits, split: anyCut() });
    expect(laws["merging the parts gives the tally of the whole"]).toThrow();
  });
});

test("a tolerance of the tally's own is what its sums are compared by", () => {
  const wobble = (x: number) => x * (1 + Number.EPSILON * Math.sign(x));
  const merge = (parts: readonly Sum[]) =>
    parts.reduce((a, b) => ({ count: a.count + b.count, sum: wobble(a.sum + b.sum) }));
  const equal = (a: Sum, b: Sum) => expect(a.sum).toBeCloseTo(b.sum, 9);
  const title = "merging the parts gives the tally of the whole";
  expect(checks({ ...sums, merge })[title]).toThrow();
  expect(checks({ ...sums, merge, equal })[title]).not.toThrow();
});
