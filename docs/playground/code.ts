import type { BadRows } from "../../examples/demo/read/bad-rows.js";
import type { Input } from "./messages.js";

/** The start of a program that reads the file again, as the page did, into `rows`. */
export function readingCode(
  { name, delimiter, columns, hasHeader }: Input,
  bad: BadRows,
  imports: readonly string[],
): string {
  const text = JSON.stringify;
  const warning = bad.count > 0 ? "// Correct the bad rows first: the package refuses them.\n" : "";
  return `import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { ${[...new Set(imports)].sort().join(", ")} } from "customer-metrics";

${warning}const rows = parse(readFileSync(${text(name)}), {
  bom: true,
  columns: ${hasHeader ? "(names) => names.map((name) => name.trim())" : text(columns)},
  delimiter: ${text(delimiter)},
  skip_empty_lines: true,
});
`;
}

/** The functions that take a column out of `rows`: numbers, of which a field may have none, and names. */
export const columnCode = `const numbers = (name) =>
  rows.map((row) => (row[name].trim() === "" ? null : Number(row[name])));
const names = (name) => rows.map((row) => row[name].trim());
`;
