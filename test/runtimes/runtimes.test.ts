import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import * as source from "../../src/index.js";
import { packed } from "../package/packed.js";
import { downloaded, downloads } from "./downloads.js";
import { outcomesOf } from "./outcomes.js";
import { bundled, commonJs, esm, expected, nearly, questions } from "./programs.js";

const { project, remove } = packed();
afterAll(remove);

// What a package manager leaves; Deno resolves nothing without it.
write("package.json", '{ "dependencies": { "customer-metrics": "*" } }');
write("main.mjs", `${esm}\nconsole.log(outcomes);`);
write("main.cjs", `${commonJs}\nconsole.log(outcomes);`);

const here = outcomesOf(source, questions);

/** Engines differ from each other in the last bit of a logarithm or a power; Node has one in all versions. */
const elsewhere = nearly(here, 14);

test("the source gives the answers of the file", () => {
  // References have the last digits from other arithmetic.
  for (const [i, outcome] of here.entries()) expect(outcome).toEqual(nearly(expected[i], 11));
});

test("the file asks every export", () => {
  const asked = JSON.stringify(questions);
  const left = Object.keys(source).filter((name) => !asked.includes(`{"${name}":`));
  // Those that answer later read streams for the functions that answer at once.
  expect(left.filter((name) => !name.endsWith("Async"))).toEqual([]);
});

test("the file asks for every kind of outcome", () => {
  expect(expected.filter(({ throws }) => throws !== undefined).length).toBeGreaterThan(3);
});

const nodes = [18, 20, 22, 24, 26].map((version) => ({
  name: `Node ${version}`,
  program: `node-${version}/bin/node`,
  args: [],
  same: here,
}));
const deno = ["run", "--quiet", "--allow-read"];
const others = [
  { name: "Deno", program: "@deno/linux-x64-glibc/deno", args: deno },
  { name: "Bun", program: "@oven/bun-linux-x64/bin/bun", args: ["run", "--no-install"] },
].map((runtime) => ({ ...runtime, same: elsewhere }));

describe.for([...nodes, ...others])("$name gives the same answers", (runtime) => {
  const { name, program, args, same } = runtime;
  const path = downloaded(program);

  test("and is that version", async ({ skip }) => {
    const { stdout } = await run(path ?? skip(`${name} could not be had`), "--version");
    if (name.startsWith("Node")) expect(stdout).toMatch(`v${name.slice(5)}.`);
  });

  test.for(["main.mjs", "main.cjs"])("to %s", async (file, { skip }) => {
    const { stdout } = await run(path ?? skip(`${name} could not be had`), ...args, file);
    expect(JSON.parse(stdout)).toEqual(same);
  });
});

test("workerd gives the same answers", async ({ skip }) => {
  downloaded("workerd") ?? skip("workerd could not be had");
  const node = downloaded("node-24/bin/node") ?? skip("miniflare needs Node 22 or later");
  const worker = `${esm}\nexport default { fetch: () => new Response(outcomes) };`;
  write("worker.js", bundled(worker, project, "esm"));
  expect(await host("workerd", "worker.js", node)).toEqual(elsewhere);
});

test("the sandbox of the edge runtime gives the same answers", async ({ skip }) => {
  downloaded("@edge-runtime/vm") ?? skip("the edge runtime could not be had");
  const script = bundled(`${esm}\nglobalThis.outcomes = outcomes;`, project, "iife");
  write("edge.js", `${script}\nglobalThis.outcomes;`);
  expect(await host("edge", "edge.js")).toEqual(here);
});

test.for([
  { file: "lambda.mjs", program: `${esm}\nexport const handler = async () => outcomes;` },
  { file: "lambda.cjs", program: `${commonJs}\nexports.handler = async () => outcomes;` },
])("a Lambda handler in $file gives the same answers", async ({ file, program }, { skip }) => {
  downloaded("lambda-local") ?? skip("lambda-local could not be had");
  write(file, program);
  expect(await host("lambda", file)).toEqual(here);
});

test("Jest with default settings gives the same answers", async ({ skip }) => {
  const jest = downloaded("jest/bin/jest.js") ?? skip("Jest could not be had");
  const save = 'require("node:fs").writeFileSync("jest.json", outcomes);';
  write("answers.test.js", `test("answers", () => {\n${commonJs}\n${save}\n});`);
  await run(process.execPath, jest, "--ci");
  expect(JSON.parse(readFileSync(join(project, "jest.json"), "utf8"))).toEqual(here);
});

function write(file: string, text: string): void {
  writeFileSync(join(project, file), text);
}

async function run(file: string, ...args: string[]): Promise<{ readonly stdout: string }> {
  const env = { ...process.env, NODE_PATH: join(downloads, "node_modules"), NO_COLOR: "1" };
  return promisify(execFile)(file, args, { cwd: project, env });
}

/** What a program of the folder `hosts` prints when it is given a file of the project. */
async function host(name: string, file: string, node = process.execPath): Promise<unknown> {
  const script = join(import.meta.dirname, "hosts", `${name}.cjs`);
  const { stdout } = await run(node, script, join(project, file));
  return JSON.parse(stdout);
}
