import { readFileSync } from "node:fs";
import { buildSync } from "esbuild";
import cases from "./answers.json" with { type: "json" };

export interface Outcome {
  readonly gives?: unknown;
  readonly throws?: unknown;
}

export const questions: readonly unknown[] = cases.map(({ ask }) => ask);

/** What every runtime has to come to. */
export const expected: readonly Outcome[] = cases.map(({ ask, ...outcome }) => outcome);

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
