import { afterAll, expect, test } from "vitest";
import { bundle, gzippedSize } from "./bundles.js";
import { packed } from "./packed.js";

/** Bytes a page pays for an import: bundled, minified and gzipped. */
const budgets = {
  nps: 1_200,
  satisfactionLevel: 800,
  npsInterval: 2_200,
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
