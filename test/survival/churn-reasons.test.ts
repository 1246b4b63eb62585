import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { churnReasons, tallyLifetimes } from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectError } from "../support/errors.js";
import { allLeft, anyLifetimes, expectNear, storedLifetimes } from "../support/lifetimes.js";

const tallyOf = (reasons: readonly (string | null)[]) =>
  tallyLifetimes(reasons.map((reason, i) => ({ duration: i % 7, left: true, reason })));

describe("churnReasons", () => {
  test("agrees with Goodman's intervals by R", () => {
    const cases = reference.goodman.filter(({ counts }) => counts.every((count) => count > 0));
    expect(cases.length).toBeGreaterThan(9);
    for (const { counts, confidence, low, high } of cases) {
      if (counts.length > 500) continue;
      const reasons = counts.flatMap((count, k) => Array<string>(count).fill(`reason ${k}`));
      for (const row of churnReasons(tallyOf(reasons), { confidence })) {
        const k = Number(row.reason.slice("reason ".length));
        expect(row.count).toBe(counts[k]);
        expect(row.total).toBe(reasons.length);
        expect(row.share).toBe((counts[k] as number) / reasons.length);
        expectNear(row.low, low[k] as number, row.reason);
        expectNear(row.high, high[k] as number, row.reason);
        expect(row.confidence).toBe(confidence);
      }
    }
  });

  test("puts the most frequent first, and those as frequent in the order of their names", () => {
    const rows = churnReasons(tallyOf(["b", "c", "a", "c", "__proto__"]));
    expect(rows.map(({ reason, count }) => [reason, count])).toEqual([
      ["c", 2],
      ["__proto__", 1],
      ["a", 1],
      ["b", 1],
    ]);
  });

  test("counts those without a reason in nothing, and is empty where nobody gave one", () => {
    const [row] = churnReasons(tallyOf(["price", null, null, "price"]));
    expect(row).toMatchObject({ reason: "price", count: 2, total: 2, share: 1, high: 1 });
    expect(churnReasons(allLeft(1, 2))).toEqual([]);
    expect(churnReasons(tallyLifetimes([]))).toEqual([]);
  });

  test("skips a reason that nobody gave, as a database may count it", () => {
    const byReason = [
      { reason: "moved", count: 0 },
      { reason: "price", count: 2 },
    ];
    const rows = [{ duration: 3, left: 2, censored: 0, byReason }];
    expect(churnReasons(storedLifetimes(rows))).toHaveLength(1);
  });

  test("refuses an invalid confidence", () => {
    expectError(
      () => churnReasons(allLeft(1), { confidence: 1 }),
      "out-of-range",
      "churnReasons: confidence must be between 0 and 1, such as 0.95, got 1",
      "confidence",
    );
  });

  test("adds up to all who gave a reason, each share in its interval", () => {
    fc.assert(
      fc.property(anyLifetimes, (lifetimes) => {
        const given = lifetimes.filter(({ reason }) => typeof reason === "string").length;
        const rows = churnReasons(tallyLifetimes(lifetimes));
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(given);
        for (const { total, share, low, high } of rows) {
          expect(total).toBe(given);
          expect(low).toBeLessThanOrEqual(share);
          expect(high).toBeGreaterThanOrEqual(share);
        }
      }),
    );
  });
});
