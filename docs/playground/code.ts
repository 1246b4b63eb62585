import type { Input, Question, Result } from "./messages.js";

/** A program that gives what the page shows. */
export function codeFor(input: Input, question: Question, result: Result): string {
  return result.kind === "answers"
    ? answersCode(question as Extract<Question, { kind: "answers" }>, result)
    : eventsCode(input, question as Extract<Question, { kind: "events" }>, result);
}

/** The counts are all that the score and the levels need, so no file is read again. */
function answersCode(
  { asked: form, satisfiedFrom }: Extract<Question, { kind: "answers" }>,
  { measured }: Extract<Result, { kind: "answers" }>,
): string {
  const { tally, levels, nps, csat } = measured;
  const { counts, missing, scale } = tally;
  const rows = counts.map((count, i) => `  { score: ${scale.min + i}, count: ${count} },`);
  const scaleName = form === "expectationLevels" ? "oneToFive" : form;
  const names = ["tallyScoreCounts", scaleName];
  const results: string[] = [];
  const print = (how: "log" | "table", name: string, rest: string) => {
    names.push(name);
    results.push(`console.${how}(${name}(tally${rest}));`);
  };
  if (nps !== null) {
    // Beside a tally on 1 to 10 the scale has to be said: the score is another one.
    const option = form === "zeroToTen" ? "" : `, { scale: ${scaleName} }`;
    print("log", "nps", option);
    print("log", "npsInterval", option);
  }
  if (csat !== null) {
    print("log", "csat", `, { satisfiedFrom: ${satisfiedFrom} }`);
    print("log", "csatInterval", `, { satisfiedFrom: ${satisfiedFrom} }`);
    print("log", "meanScore", "");
  }
  if (levels !== null) {
    print("table", "levelShares", form === "expectationLevels" ? `, ${form}` : "");
    if (form === "expectationLevels") names.push(form);
  }
  return `import { ${names.sort().join(", ")} } from "customer-metrics";

const answers = [
${rows.join("\n")}
]; // and ${missing} without an answer, which counts for nothing
const tally = tallyScoreCounts(answers, ${scaleName});

${results.join("\n")}
`;
}

function eventsCode(
  { name, delimiter, columns, hasHeader }: Input,
  { customer, time, timeZone, period }: Extract<Question, { kind: "events" }>,
  { bad, until }: Extract<Result, { kind: "events" }>,
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
