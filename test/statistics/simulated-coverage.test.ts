import { expect, test } from "vitest";
import { readText } from "../support/files.js";
import { changeTable, themeTable, weightingTable } from "../support/simulated-coverage.js";

// Drawn anew, from the same seeds: some seconds.
test.each([
  ["docs/weighting.md", weightingTable],
  ["docs/change.md", changeTable],
  ["docs/change.md", themeTable],
])("how often intervals hold is what %s says (%#)", { timeout: 600_000 }, (page, table) => {
  const text = readText(page);
  for (const row of table()) expect(text).toContain(row);
});
