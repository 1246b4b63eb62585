import { expect, test } from "vitest";
import { modelCoverages, rowOf } from "../support/value-coverage.js";

// The first of the thousand fits of docs/lifetime-value.md: of 30 draws at .95, 22 or fewer come up once in 10,000 times.
test("intervals of parameters, expected purchases and values hold what is true", {
  timeout: 60_000,
}, () => {
  const models = modelCoverages(30);
  expect(models.map(({ name }) => name)).toEqual([
    "BG/NBD",
    "MBG/NBD",
    "Pareto/NBD",
    "BG/BB",
    "BG/NBD and gamma-gamma",
    "sBG",
  ]);
  for (const model of models) {
    expect(model.withIntervals, model.name).toBeGreaterThanOrEqual(25);
    for (const [what, share] of Object.entries(model.held)) {
      expect(share, `${model.name}, ${what}`).toBeGreaterThan(22 / 30);
    }
    expect(rowOf(model)).toMatch(
      /^\| [^|]+ \| [01]\.\d{3} to [01]\.\d{3} \| ([01]\.\d{3})? \| [01]\.\d{3} \|/,
    );
  }
});
