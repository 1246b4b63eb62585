import { columnCode, readingCode } from "../code.js";
import type { Input, Questions, Results } from "../messages.js";

/** Reads the file again, and asks the package for the two parts and for the shares. */
export function code(
  input: Input,
  { score, asked, satisfiedFrom, wave, by, drivers }: Questions["change"],
  { bad, bridge, drivers: shares }: Results["change"],
): string {
  const text = JSON.stringify;
  const imports: string[] = [];
  const parts: string[] = [];
  if (bridge !== null) {
    const scale = asked === "expectationLevels" ? "oneToFive" : asked;
    const reading =
      bridge.metric === "CSAT"
        ? `(tally) => csat(tally, { satisfiedFrom: ${satisfiedFrom} })`
        : bridge.metric === "mean score"
          ? "meanScore"
          : asked === "zeroToTen"
            ? ""
            : `(tally) => nps(tally, { scale: ${scale} })`;
    imports.push("explainChange", "tallyScoresBy", scale);
    if (reading !== "") imports.push(/csat|meanScore|nps/.exec(reading)?.[0] ?? "nps");
    parts.push(`const [score, by, wave] = [numbers(${text(score)}), names(${text(by)}), names(${text(wave)})];
/** The answers of one wave, by segment. */
function segmentsOf(name) {
  const isOf = (_, row) => wave[row] === name;
  return tallyScoresBy({ score: score.filter(isOf), by: by.filter(isOf) }, ${scale});
}
const [before, after] = [segmentsOf(${text(bridge.waves[0])}), segmentsOf(${text(bridge.waves[1])})];
const why = explainChange(before, after${reading === "" ? "" : `, { reading: ${reading} }`});
console.log(why.change, why.within, why.mix);
console.table(why.segments);
`);
  }
  if (shares !== null) {
    const of = shares.isWeights ? "relativeWeights" : "driverShares";
    imports.push(of);
    parts.push(`const outcome = ${text(score)};
const drivers = ${text(drivers)};
const answers = Object.fromEntries([outcome, ...drivers].map((name) => [name, numbers(name)]));
const goesWith = ${of}(answers, { outcome, drivers });
console.log(goesWith.rSquared);
console.table(goesWith.drivers);
`);
  }
  if (parts.length === 0) return "";
  return [readingCode(input, bad, imports), columnCode, ...parts].join("\n");
}
