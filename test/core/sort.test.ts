import { describe, expect, test } from "vitest";
import { sortAmounts } from "../../src/core/sort.js"; // tallies count what they sort, and show no list

/** Every whole number below 601 once, in an order with no runs: 601 is prime. */
const shuffled = Array.from({ length: 601 }, (_, i) => (7 * (i + 1) ** 2 + 250 * i) % 601);
const mixed = Array.from({ length: 601 }, (_, i) => (i * 250) % 601);

describe("sortAmounts", () => {
  test.each<[string, readonly number[]]>([
    ["few", [3, 1, 2.5, 0]],
    ["whole numbers, some of them equal", shuffled],
    ["whole numbers that are too large to count", mixed.map((x) => x * 1_000)],
    ["fractions", mixed.map((x) => x / 7)],
    ["large numbers that are near one another", mixed.map((x) => 1e6 + x * 1e-8)],
    ["numbers from the smallest to the largest", mixed.map((x) => 2 ** (x - 300))],
  ])("sorts %s", (_, values) => {
    const sorted = [...values].sort((a, b) => a - b);
    expect([...sortAmounts(Float64Array.from(values))]).toEqual(sorted);
    expect([...sortAmounts(Float64Array.from(values).reverse())]).toEqual(sorted);
  });
});
