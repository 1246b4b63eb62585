import { expect, test } from "vitest";
import { criticalZ } from "../../src/statistics/distributions.js"; // no public reading gives z alone
import reference from "../reference/normal.json" with { type: "json" };

test("z is right to 15 digits for confidences from the smallest double to the largest below 1", () => {
  expect(reference.points.length).toBeGreaterThan(60);
  for (const { confidence, z } of reference.points) {
    const error = Math.abs(criticalZ("test", confidence) - z);
    // The smallest doubles have no 15 digits: there, one unit in their last place.
    expect(error, `at ${confidence}`).toBeLessThanOrEqual(Math.max(1.5e-15 * z, Number.MIN_VALUE));
  }
});
