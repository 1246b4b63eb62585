import { afterAll, expect, test } from "vitest";
import { bundle, gzippedSize } from "./bundles.js";
import { packed } from "./packed.js";

/** Bytes a page pays for an import: bundled, minified and gzipped. */
const budgets = {
  nps: 1_200,
  satisfactionLevel: 800,
  npsInterval: 2_200,
  tallyScores: 1_450,
  tallyCohorts: 6_400,
  tallyCohortsFromEntries: 4_950,
  tallyCohortCounts: 3_450,
  tallyActivity: 4_050,
  cohortsFromActivity: 6_650,
  retentionCurve: 5_350,
  meanCohortRetention: 4_200,
  valueRetention: 4_200,
  "*": 20_000,
};

const { project, remove } = packed();
afterAll(remove);

const sizes = Object.entries(budgets).map(([name, budget]) => {
  const size = gzippedSize(bundle(name, project, true));
  return { name, size, budget };
});
console.table(sizes);

test.each(sizes)("$name costs at most $budget bytes", ({ size, budget }) => {
  expect(size).toBeLessThanOrEqual(budget);
});
