import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { afterAll, expect, test } from "vitest";
import { filesUnder, root } from "../support/files.js";
import { packed } from "./packed.js";

const { tarball, installed, remove } = packed();
afterAll(remove);

const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));

test("the package holds dist, its papers and nothing else", () => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(installed, path)).isFile())
    .map((path) => path.split(sep).join("/"));
  const papers = files.filter((path) => !path.startsWith("dist/")).sort();
  expect(papers).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);

  const modules = filesUnder("src", ".ts").map((path) =>
    path.replace(/^src(.*)\.ts$/, "dist$1.js"),
  );
  const others = ["index.cjs", "index.d.ts", "index.d.cts", "customer-metrics.min.js"];
  expect(files.filter((path) => path.startsWith("dist/")).sort()).toEqual(
    [...modules, ...others.map((path) => `dist/${path}`)].sort(),
  );
});

test("the package depends on nothing and runs nothing when installed", () => {
  const kinds = Object.keys(manifest).filter((name) => /^(?!dev).*dependencies$/i.test(name));
  expect(kinds).toEqual([]);
  const hooks = Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name));
  expect(hooks).toEqual([]);
});

test("every file the manifest names is there", () => {
  const { main, module, types, unpkg, jsdelivr } = manifest;
  const { import: esm, require: cjs } = manifest.exports["."];
  const named = [main, module, types, unpkg, jsdelivr, ...Object.values({ ...esm })];
  for (const path of [...named, ...Object.values({ ...cjs })]) {
    expect(statSync(join(installed, String(path))).size, String(path)).toBeGreaterThan(0);
  }
});

test("publint has nothing to say", () => {
  expect(runs("publint", "run", tarball, "--strict")).toMatch(/All good!/);
});

test("types and code agree for every way of importing", () => {
  expect(runs("attw", tarball, "--profile", "node16")).toMatch(/No problems found/);
});

function runs(command: string, ...args: string[]): string {
  const path = join(root, "node_modules", ".bin", command);
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
}
