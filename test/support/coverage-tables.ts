// Prints the coverage tables of docs/significance.md: npx tsx test/support/coverage-tables.ts

import {
  type NpsCounts,
  npsDifference,
  npsDifferenceWald,
  npsInterval,
  npsIntervalWald,
} from "../../src/index.js";
import { worstCoverage, worstDifferenceCoverage } from "./coverage.js";

/** Rocks' adjustment: Wald's interval with ¾ promoter, 1½ passives and ¾ detractor added. */
const adjusted = ({ promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: promoters + 0.75,
  passives: passives + 1.5,
  detractors: detractors + 0.75,
});
const adjustedWald = (counts: NpsCounts) => npsIntervalWald(adjusted(counts));
const adjustedWaldDifference = (before: NpsCounts, after: NpsCounts) =>
  npsDifferenceWald(adjusted(before), adjusted(after));

/** Every share a multiple of 5 %, and none below. */
const inner = { steps: 20, least: 1 };
/** Every share a multiple of 1 %, 0 % among them. */
const edges = { steps: 100, least: 0 };

const intervals = [npsInterval, adjustedWald, npsIntervalWald].map(
  (of) => (counts: NpsCounts) => of(counts),
);
const differences = [npsDifference, adjustedWaldDifference, npsDifferenceWald].map(
  (of) => (before: NpsCounts, after: NpsCounts) => of(before, after),
);

export interface IntervalCoverage {
  readonly answers: number;
  /** In the order score, adjusted Wald, Wald. */
  readonly inner: readonly number[];
  readonly edges: readonly number[];
}

export function intervalCoverage(): IntervalCoverage[] {
  return [10, 17, 20, 32, 50].map((answers) => ({
    answers,
    inner: worstCoverage(answers, inner, intervals),
    edges: worstCoverage(answers, edges, intervals),
  }));
}

export interface DifferenceCoverage {
  readonly answers: number;
  readonly same: readonly number[];
  readonly any: readonly number[];
}

export function differenceCoverage(): DifferenceCoverage[] {
  return [5, 10, 20].map((answers) => {
    const worst = differences.map((of) => worstDifferenceCoverage(answers, inner, of));
    return { answers, same: worst.map(({ same }) => same), any: worst.map(({ any }) => any) };
  });
}

export function intervalTable(rows: readonly IntervalCoverage[]): string[] {
  return rows.map(({ answers, inner, edges }) => row(`${answers}`, [...inner, ...edges]));
}

export function differenceTable(rows: readonly DifferenceCoverage[]): string[] {
  return rows.map(({ answers, same, any }) => row(`${answers} + ${answers}`, [...same, ...any]));
}

function row(name: string, coverages: readonly number[]): string {
  return `| ${name} | ${coverages.map((one) => one.toFixed(3)).join(" | ")} |`;
}

if (process.argv[1]?.endsWith("coverage-tables.ts")) {
  console.log(
    [...intervalTable(intervalCoverage()), ...differenceTable(differenceCoverage())].join("\n"),
  );
}
