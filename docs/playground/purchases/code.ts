import type { Input, Questions, Results } from "../messages.js";

/** Reads the file again, as the page did, and asks the package for the same. */
export function code(
  { name, delimiter, columns, hasHeader }: Input,
  { customer, time, value, timeZone }: Questions["purchases"],
  { bad, until, measured }: Results["purchases"],
): string {
  const text = JSON.stringify;
  const warning = bad.count > 0 ? "// Correct the bad rows first: the package refuses them.\n" : "";
  const ofValue =
    value === undefined ? "" : `\n    value: rows.map((row) => Number(row[${text(value)}])),`;
  const cut = measured.model?.cut ?? until;
  return `import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import {
  calendar,
  fitMbgNbd,
  holdoutErrors,
  purchaseHistories,
  purchaseHoldout,
  repeatHistogram,
  repeatRate,
  tallyPurchases,
} from "customer-metrics";

${warning}const rows = parse(readFileSync(${text(name)}), {
  bom: true,
  columns: ${hasHeader ? "(names) => names.map((name) => name.trim())" : text(columns)},
  delimiter: ${text(delimiter)},
  skip_empty_lines: true,
});

const options = { period: "day", timeZone: ${text(timeZone)} };
const { startOfDate } = calendar(options);

/** A date of the zone, epoch milliseconds, or a time that says its offset. */
function timeOf(text) {
  if (/^\\d{4}-\\d\\d-\\d\\d$/.test(text)) return startOfDate(text);
  return /^\\d+$/.test(text) ? Number(text) : Date.parse(text);
}

const tally = tallyPurchases(
  {
    customer: rows.map((row) => row[${text(customer)}]),
    time: rows.map((row) => timeOf(row[${text(time)}].trim())),${ofValue}
  },
  { ...options, until: startOfDate(${text(until)}) },
);
console.log(repeatRate(tally));

// Fitted to what was known on a day, and checked on what came after.
const at = startOfDate(${text(cut)});
const known = purchaseHistories(tally, { at });
const model = fitMbgNbd(known, { unit: 7 });
if (model) {
  const { byRepeats, ...errors } = holdoutErrors(model, purchaseHoldout(tally, { at }));
  console.table(repeatHistogram(model, known));
  console.log(errors);
}
`;
}
