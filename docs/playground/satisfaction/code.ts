import { columnCode, readingCode } from "../code.js";
import type { Input, Questions, Results } from "../messages.js";

/** A program for what is shown; weights and segments have to be read again. */
export function code(
  input: Input,
  question: Questions["answers"],
  result: Results["answers"],
): string {
  const { worth, groups } = result.measured;
  return worth === null && groups === null
    ? countsCode(question, result)
    : rowsCode(input, question, result);
}

/** The counts are all that the score and the levels need. */
function countsCode(
  { asked: form, satisfiedFrom }: Questions["answers"],
  { measured }: Results["answers"],
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

/** Counts the answers, or weighs them, and asks the reading of all and of each segment. */
function rowsCode(
  input: Input,
  { asked: form, satisfiedFrom, score, by, weight }: Questions["answers"],
  { bad, measured }: Results["answers"],
): string {
  const text = JSON.stringify;
  const scale = form === "expectationLevels" ? "oneToFive" : form;
  const { nps, csat, levels, groups } = measured;
  const isWeighted = measured.worth !== null;
  const imports = [scale, isWeighted ? "tallyWeightedScores" : "tallyScores"];
  /** Of an answer's name: what its reading gives, of weighted answers by their worth for that reading. */
  const print = (reading: string, interval: string, option: string): string => {
    imports.push(interval);
    const beside = option === "" ? "" : `, { ${option} }`;
    if (!isWeighted) return `${interval}(tally${beside})`;
    imports.push("effectiveCounts", reading);
    const of = option === "" ? reading : `(one) => ${reading}(one${beside})`;
    return `${interval}(effectiveCounts(tally, { reading: ${of} })${beside})`;
  };
  const lines: string[] = [];
  const npsLine = () => print("nps", "npsInterval", form === "zeroToTen" ? "" : `scale: ${scale}`);
  const csatLine = () => print("csat", "csatInterval", `satisfiedFrom: ${satisfiedFrom}`);
  if (nps !== null) lines.push(`console.log(${npsLine()});`);
  if (csat !== null) lines.push(`console.log(${csatLine()});`);
  if (levels !== null) {
    imports.push("levelShares");
    if (form === "expectationLevels") imports.push(form);
    if (isWeighted) imports.push("effectiveCounts");
    const option = form === "expectationLevels" ? `, ${form}` : "";
    lines.push(
      `console.table(levelShares(${isWeighted ? "effectiveCounts(tally)" : "tally"}${option}));`,
    );
  }
  if (groups !== null && by !== undefined) {
    const line = nps !== null ? npsLine() : csatLine();
    lines.push(`
const by = names(${text(by)});
for (const name of new Set(by)) {
  const tally = tallyOf((_, row) => by[row] === name);
  console.log(name, ${line});
}`);
  }
  const make = isWeighted
    ? `tallyWeightedScores({ score: score.filter(isOf), weight: weight.filter(isOf) }, ${scale})`
    : `tallyScores(score.filter(isOf), ${scale})`;
  return `${readingCode(input, bad, imports)}
${columnCode}
const score = numbers(${text(score)});
${isWeighted ? `const weight = numbers(${text(weight)});\n` : ""}const tallyOf = (isOf) => ${make};
const tally = tallyOf(() => true);

${lines.join("\n")}
`;
}
