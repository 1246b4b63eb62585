// Prints what each export costs, and beside it what it may cost. With `--write`, exports without a budget get
// one, those over theirs a new one, and names that are gone lose theirs.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as customerMetrics from "../../src/index.js";
import { bundle, gzippedSize } from "./bundles.js";
import { packed } from "./packed.js";

const file = new URL("sizes.json", import.meta.url);

/** Bytes that a page may pay for each export, bundled, minified and gzipped; `*` is all of them together. */
export function budgets(): Record<string, number> {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The names to measure, in the order of the file. */
export function measuredNames(): string[] {
  return ["*", ...Object.keys(customerMetrics)].sort();
}

/** Bytes that a page pays for an export of the package in `project`. */
export function sizeOf(name: string, project: string): number {
  return gzippedSize(bundle(name, project, true));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { project, remove } = packed();
  const before = budgets();
  const sizes = measuredNames().map((name) => ({ name, size: sizeOf(name, project) }));
  remove();
  console.table(sizes.map(({ name, size }) => ({ name, size, budget: before[name] })));
  if (process.argv.includes("--write")) {
    const after = sizes.map(({ name, size }) => {
      const budget = before[name];
      return [name, budget !== undefined && size <= budget ? budget : withRoom(size)] as const;
    });
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(after), null, 2)}\n`);
  }
}

/** A size with 3 % of room, rounded up to the next 10 bytes. */
function withRoom(size: number): number {
  return Math.ceil((size * 1.03) / 10) * 10;
}
