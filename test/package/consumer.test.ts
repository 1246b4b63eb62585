import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { downloaded } from "../runtimes/downloads.js";
import { root } from "../support/files.js";
import { packed } from "./packed.js";

const { project, remove } = packed();
afterAll(remove);

const consumer = readFileSync(join(root, "test", "package", "consumer.ts"), "utf8");

/** The same file is an ES module, CommonJS, or whatever a bundler takes it for. */
const settings = {
  "as an ES module": { file: "consumer.mts", module: "nodenext", moduleResolution: "nodenext" },
  "as CommonJS": { file: "consumer.cts", module: "nodenext", moduleResolution: "nodenext" },
  "for a bundler": { file: "consumer.ts", module: "esnext", moduleResolution: "bundler" },
};
const installed = (name: string): string => join(root, "node_modules", name, "bin", "tsc");
const compilers = [
  { version: "5.0", tsc: installed("typescript-5") },
  { version: "5.4", tsc: downloaded("typescript-5.4/bin/tsc") },
  { version: "5.9", tsc: downloaded("typescript-5.9/bin/tsc") },
  { version: "6.0", tsc: installed("typescript") },
  { version: "7.0", tsc: installed("typescript-7") },
];

describe.for(compilers)("TypeScript $version compiles a consumer", ({ version, tsc }) => {
  const missing = `TypeScript ${version} could not be had`;

  test("and is that version", ({ skip }) => {
    expect(run(tsc ?? skip(missing), "--version")).toMatch(`Version ${version}.`);
  });

  test.for(Object.entries(settings))("%s", ([, setting], { skip }) => {
    const { file, ...options } = setting;
    writeFileSync(join(project, file), consumer);
    const compilerOptions = {
      ...options,
      target: "es2022",
      lib: ["es2022"],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    };
    const config = JSON.stringify({ compilerOptions, files: [file] });
    writeFileSync(join(project, "tsconfig.json"), config);
    expect(run(tsc ?? skip(missing), "--project", project)).toBe("");
  });
});

function run(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return stdout + stderr;
}
