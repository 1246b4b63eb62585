import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { afterAll, expect, test } from "vitest";
import type { LambdaRequest } from "../../examples/serverless/lambda.js";
import { gzippedSize } from "../package/bundles.js";
import { packed } from "../package/packed.js";
import { root } from "../support/files.js";
import { downloaded, downloads } from "./downloads.js";

const { project, installed, remove } = packed();
afterAll(remove);

/** An entry of examples/serverless in one file, as it would be deployed. */
function built(entry: string): string {
  const outfile = join(project, `${entry}.mjs`);
  buildSync({
    entryPoints: [join(root, "examples", "serverless", `${entry}.ts`)],
    alias: { "customer-metrics": join(installed, "dist", "index.js") },
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    external: ["node:*"],
    outfile,
  });
  return outfile;
}

const worker = built("worker");
const rows = '{"score":10}\n{"score":9}\n{"score":8}\n{"score":3}\n{"score":null}\n';
const headers = { "content-type": "application/x-ndjson" };
const right = { answers: 4, missing: 1, nps: 25, interval: { low: expect.closeTo(-50.5, 1) } };
const refused = '{"score":10}\n{"score":11}\n';
const refusal = { error: { code: "out-of-range", argument: "score", index: 1 } };

function host(name: string, args: readonly string[], node = process.execPath): string {
  const env = { ...process.env, NODE_PATH: join(downloads, "node_modules") };
  const script = join(import.meta.dirname, "hosts", name);
  return execFileSync(node, [script, ...args], { encoding: "utf8", env });
}

test("workerd serves the handler", ({ skip }) => {
  downloaded("workerd") ?? skip("workerd could not be had");
  const node = downloaded("node-24/bin/node") ?? skip("miniflare needs Node 22 or later");
  const ask = (body: string) => JSON.parse(host("workerd.cjs", [worker, "/nps", body], node));
  expect(ask(rows)).toMatchObject(right);
  expect(ask(refused)).toMatchObject(refusal);
});

test.for([
  { name: "Deno", program: "@deno/linux-x64-glibc/deno", args: ["serve", "--port=0"] },
  { name: "Bun", program: "@oven/bun-linux-x64/bin/bun", args: ["--port=0"] },
])("$name serves the handler", async ({ name, program, args }, { skip }) => {
  const server = spawn(downloaded(program) ?? skip(`${name} could not be had`), [...args, worker], {
    env: { ...process.env, NO_COLOR: "1" },
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      const look = (text: Buffer) => {
        const found = /https?:\/\/[^\s:]+:(\d+)/.exec(String(text))?.[1];
        if (found) resolve(found);
      };
      server.stdout.on("data", look);
      server.stderr.on("data", look);
      server.on("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
    });
    const ask = async (body: string) => {
      const url = `http://localhost:${port}/nps`;
      const response = await fetch(url, { method: "POST", headers, body });
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await ask(rows)).toMatchObject({ status: 200, ...right });
    expect(await ask(refused)).toMatchObject({ status: 400, ...refusal });
  } finally {
    server.kill();
  }
});

test("Netlify's form of it is the handler itself, and names its paths", async () => {
  const { default: handle, config } = await import(built("netlify"));
  expect(config.path).toContain("/nps");
  const init = { method: "POST", headers, body: rows };
  const response: Response = await handle(new Request("https://example.test/nps", init));
  expect(await response.json()).toMatchObject(right);
});

test("Lambda calls the handler, with a body that is text or base64", ({ skip }) => {
  downloaded("lambda-local") ?? skip("lambda-local could not be had");
  const file = built("lambda");
  const ask = (method: string, body: string, isBase64Encoded: boolean) => {
    const event: LambdaRequest = {
      rawPath: "/nps",
      rawQueryString: "",
      headers,
      body,
      isBase64Encoded,
      requestContext: { http: { method } },
    };
    const { statusCode, ...response } = JSON.parse(
      host("lambda.cjs", [file, JSON.stringify(event)]),
    );
    return { status: statusCode, ...JSON.parse(response.body) };
  };
  expect(ask("POST", rows, false)).toMatchObject({ status: 200, ...right });
  expect(ask("POST", btoa(rows), true)).toMatchObject({ status: 200, ...right });
  expect(ask("POST", refused, false)).toMatchObject({ status: 400, ...refusal });
  expect(ask("GET", "", false)).toMatchObject({ status: 405 });
});

test("a body of 200 MB does not have to fit in memory", () => {
  const { sent, rows, answers, peak } = JSON.parse(host("large-body.mjs", [worker, "200000000"]));
  console.log(`${sent / 1e6} MB of NDJSON: at most ${Math.round(peak / 1e6)} MB of memory`);
  expect(sent).toBeGreaterThanOrEqual(200e6);
  expect(answers).toBe(rows);
  expect(peak).toBeLessThan(sent);
});

test("a cold start reads little code", () => {
  const { code } = transformSync(readFileSync(worker, "utf8"), { minify: true });
  expect(gzippedSize(code)).toBeLessThan(15_000);
});
