import type { Input, Questions, Results } from "../messages.js";

/** Reads the file again, as the page did, and asks the package for the same. */
export function code(
  { name, delimiter, columns, hasHeader }: Input,
  { customer, time, timeZone, period }: Questions["events"],
  { bad, until }: Results["events"],
): string {
  const text = JSON.stringify;
  const warning = bad.count > 0 ? "// Correct the bad rows first: the package refuses them.\n" : "";
  return `import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { calendar, retentionCurve, retentionTable, tallyCohorts } from "customer-metrics";

${warning}const rows = parse(readFileSync(${text(name)}), {
  bom: true,
  columns: ${hasHeader ? "(names) => names.map((name) => name.trim())" : text(columns)},
  delimiter: ${text(delimiter)},
  skip_empty_lines: true,
});

const options = { period: ${text(period)}, timeZone: ${text(timeZone)} };
const { startOfDate } = calendar(options);

/** A date of the zone, epoch milliseconds, or a time that says its offset. */
function timeOf(text) {
  if (/^\\d{4}-\\d\\d-\\d\\d$/.test(text)) return startOfDate(text);
  return /^\\d+$/.test(text) ? Number(text) : Date.parse(text);
}

const cohorts = tallyCohorts(
  {
    customer: rows.map((row) => row[${text(customer)}]),
    time: rows.map((row) => timeOf(row[${text(time)}].trim())),
  },
  { ...options, until: startOfDate(${text(until)}) },
);

console.table(retentionTable(cohorts).map(({ cohort, size }) => ({ cohort, size })));
console.table(retentionCurve(cohorts));
`;
}
