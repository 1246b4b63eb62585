import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
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
const compilers = { "5.0": "typescript-5", "6.0": "typescript", "7.0": "typescript-7" };

describe.each(Object.entries(compilers))("TypeScript %s compiles a consumer", (version, name) => {
  const tsc = join(root, "node_modules", name, "bin", "tsc");

  test("and is that version", () => {
    expect(run(tsc, "--version")).toMatch(`Version ${version}.`);
  });

  test.each(Object.entries(settings))("%s", { timeout: 60_000 }, (_, { file, ...options }) => {
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
    expect(run(tsc, "--project", project)).toBe("");
  });
});

function run(...args: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return stdout + stderr;
}
