import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  categoryIntervals,
  countBands,
  type Estimate,
  oneToFive,
  shareInterval,
  tallyScores,
} from "../../src/index.js";
import reference from "../reference/twoSamples.json" with { type: "json" };
import { expectClose } from "../support/close.js";
import { expectError, untyped } from "../support/errors.js";

const rowsOf = (counts: readonly number[]) => counts.map((count, label) => ({ label, count }));

describe("categoryIntervals", () => {
  test("agrees with Goodman's formula in R", () => {
    expect(reference.goodman.length).toBeGreaterThan(15);
    for (const { counts, confidence, low, high } of reference.goodman) {
      const rows = categoryIntervals(rowsOf(counts), { confidence }) ?? [];
      expect(rows.map(({ label, count }) => [label, count])).toEqual(counts.map((n, i) => [i, n]));
      const total = counts.reduce((sum, count) => sum + count);
      rows.forEach((row, i) => {
        const share = counts[i] / total;
        expectClose(row, { total, share, low: low[i], high: high[i], confidence });
      });
    }
  });

  test("takes what countBands gives, and columns", () => {
    const bands = [
      { label: "sad", from: 1 },
      { label: "glad", from: 4 },
    ] as const;
    const counted = countBands(tallyScores([1, 4, 5, 5], oneToFive), { scale: oneToFive, bands });
    const rows = categoryIntervals(counted) ?? [];
    const labels: ("sad" | "glad")[] = rows.map(({ label }) => label);
    expect(labels).toEqual(["sad", "glad"]);
    expect(rows[1]).toMatchObject({ count: 3, total: 4, share: 0.75, confidence: 0.95 });
    expect(categoryIntervals({ label: ["sad", "glad"], count: new Uint8Array([1, 3]) })).toEqual(
      rows,
    );
  });

  test("is Wilson's of a single category, and of one in two at half the doubt", () => {
    const [only] = categoryIntervals([{ label: "all", count: 7 }]) ?? [];
    expect(only).toMatchObject({ low: shareInterval({ count: 7, total: 7 })?.low, high: 1 });
    const [one] = categoryIntervals(rowsOf([3, 9]), { confidence: 0.9 }) ?? [];
    const { low, high } = shareInterval({ count: 3, total: 12 }) as Estimate;
    expectClose(one, { share: 0.25, low, high, confidence: 0.9 });
  });

  test("has ends of exactly 0 for a category nobody chose, and is null for a total of 0", () => {
    const rows = categoryIntervals(rowsOf([0, 5])) ?? [];
    expect([rows[0].low, rows[1].high]).toEqual([0, 1]);
    expect(categoryIntervals(rowsOf([0, 0]))).toBe(null);
    expect(categoryIntervals([])).toBe(null);
  });

  test("refuses invalid counts, invalid rows and an invalid confidence", () => {
    expectError(
      () => categoryIntervals(rowsOf([3, -1])),
      "out-of-range",
      "categoryIntervals: count at index 1 must be a number, 0 or more, got -1",
      "count",
      1,
    );
    expectError(
      () => categoryIntervals(untyped([3, 1])),
      "wrong-type",
      "categoryIntervals: rows at index 0 must be an object with label, count, got 3",
      "rows",
      0,
    );
    expectError(
      () => categoryIntervals([], { confidence: 0 }),
      "out-of-range",
      "categoryIntervals: confidence must be between 0 and 1, such as 0.95, got 0",
      "confidence",
    );
  });

  test("gives shares that sum to 1, each inside its interval, which holds Wilson's of it alone", () => {
    const counts = fc.array(fc.nat(300), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(counts, (counts) => {
        const rows = categoryIntervals(rowsOf(counts));
        fc.pre(rows !== null);
        expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const { count, total, share, low, high } of rows) {
          const alone = shareInterval({ count, total }) as { low: number; high: number };
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(alone.low);
          expect(share).toBeGreaterThanOrEqual(low);
          expect(share).toBeLessThanOrEqual(high);
          expect(high).toBeGreaterThanOrEqual(alone.high);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
