import type { Input, Questions, Results } from "../messages.js";

/** The counts are all that the score and the levels need, so no file is read again. */
export function code(
  _: Input,
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
