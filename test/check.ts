// The quick loop while you work: lint, one compiler, and the tests of what changed since main.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { filesUnder, parse, readText, root } from "./support/files.js";
import { targetsOf } from "./support/rules.js";

const changed = changedFiles();
const tests = testsOf(changed);

run("lint", "npm", ["run", "--silent", "lint"]);
run("build", "npm", ["run", "--silent", "build"]);
run("types", process.execPath, ["node_modules/typescript-7/bin/tsc"]);
run(`tests of ${changed.length} changed files`, "npx", [
  ...["vitest", "run", "--config", "test/vitest.config.ts"],
  ...tests,
]);

/** What differs from the commit at which this branch left main, and what Git does not know yet. */
function changedFiles(): string[] {
  const base = ["origin/main", "main", "HEAD"]
    .map((branch) => git("merge-base", "HEAD", branch)[0])
    .find((commit) => commit !== undefined);
  const known = base ? git("diff", "--name-only", base) : [];
  return [...known, ...git("ls-files", "--others", "--exclude-standard")];
}

/** Tests among the files, those that mirror a source among them, and those of what is everywhere. */
function testsOf(files: readonly string[]): string[] {
  const tests = new Set(["test/architecture.test.ts"]);
  const add = (path: string): void => {
    if (existsSync(root + path)) tests.add(path);
  };
  for (const file of files) {
    if (/^test\/.*\.test\.ts$/.test(file)) add(file);
    if (/^(src|docs|README).*\.(ts|md)$/.test(file)) add("test/docs/examples.test.ts");
    if (/^docs\/playground\//.test(file)) add("test/docs/playground.test.ts");
    if (/^examples\//.test(file)) add("test/examples/demo.test.ts");
    for (const source of mirrored(file)) add(testOf(source));
  }
  return [...tests];
}

/** A source that has a test of its own, or those of its folder that import it. */
function mirrored(file: string): string[] {
  if (!/^src\/.+\/.+\.ts$/.test(file)) return [];
  if (existsSync(root + testOf(file))) return [file];
  return filesUnder(dirname(file), ".ts").filter((source) =>
    targetsOf(parse(source, readText(source))).includes(file),
  );
}

function testOf(source: string): string {
  return source.replace(/^src\/(.*)\.ts$/, "test/$1.test.ts");
}

function git(...args: string[]): string[] {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter(Boolean) : [];
}

function run(what: string, command: string, args: readonly string[]): void {
  console.log(`\n${what}`);
  try {
    execFileSync(command, args, { cwd: root, stdio: "inherit" });
  } catch {
    console.error(`${what}: failed`);
    process.exit(1);
  }
}
