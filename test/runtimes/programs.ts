import { readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { expect } from "vitest";
import cases from "./answers.json" with { type: "json" };

export interface Outcome {
  readonly gives?: unknown;
  readonly throws?: unknown;
}

export const questions: readonly unknown[] = cases.map(({ ask }) => ask);

/** What every runtime has to come to. */
export const expected: readonly Outcome[] = cases.map(({ ask, ...outcome }) => outcome);

/** A value that decimals equal in so many digits, and all else to the last one. */
export function nearly(value: unknown, digits: number): unknown {
  if (typeof value === "number" && !Number.isInteger(value)) {
    return expect.closeTo(value, digits - Math.ceil(Math.log10(Math.abs(value))));
  }
  if (Array.isArray(value)) return value.map((item) => nearly(item, digits));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, nearly(inner, digits)]);
  return Object.fromEntries(entries);
}

/** Statements that leave the outcomes, as JSON, in the variable `outcomes`; `library` is there. */
export const asking: string = [
  readFileSync(new URL("outcomes.js", import.meta.url), "utf8").replace("export ", ""),
  `const outcomes = JSON.stringify(outcomesOf(library, ${JSON.stringify(questions)}));`,
].join("\n");

export const esm: string = `import * as library from "customer-metrics";\n${asking}`;
export const commonJs: string = `const library = require("customer-metrics");\n${asking}`;

/** A program with the package bundled into it, for runtimes that resolve no imports. */
export function bundled(program: string, project: string, format: "esm" | "iife"): string {
  const { outputFiles } = buildSync({
    stdin: { contents: program, resolveDir: project },
    bundle: true,
    format,
    target: "es2022",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}
