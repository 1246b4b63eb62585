import { readingCode } from "../code.js";
import type { Input, Questions, Results } from "../messages.js";

/** Reads the file again, as the page did, and asks the package for the same. */
export function code(
  input: Input,
  { customer, time, timeZone, period }: Questions["events"],
  { bad, until }: Results["events"],
): string {
  const text = JSON.stringify;
  const imports = ["calendar", "retentionCurve", "retentionTable", "tallyCohorts"];
  return `${readingCode(input, bad, imports)}
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
