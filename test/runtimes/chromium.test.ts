import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import * as source from "../../src/index.js";
import { packed } from "../package/packed.js";
import { chromium, withPage } from "../support/chromium.js";
import { outcomesOf } from "./outcomes.js";
import { asking, esm, nearly, questions } from "./programs.js";

const { project, remove } = packed();
afterAll(remove);

// Its engine may differ from that of Node in the last bit of a logarithm or a power.
const here = nearly(outcomesOf(source, questions), 14);
const missing = "there is no Chromium: set CHROMIUM_PATH";
const dist = "node_modules/customer-metrics/dist";

test("Chromium gives the same answers over HTTP, with an import map", async ({ skip }) => {
  const imports = { "customer-metrics": `./${dist}/index.js` };
  writeFileSync(
    join(project, "modules.html"),
    `<!doctype html><meta charset="utf-8">
    <script type="importmap">${JSON.stringify({ imports })}</script>
    <script type="module">${esm}\ndocument.title = outcomes;</script>`,
  );
  const server = serve(project);
  const { port } = server.address() as AddressInfo; // of a port, not of a pipe
  const url = `http://localhost:${port}/modules.html`;
  expect(await titleOf(chromium ?? skip(missing), url)).toEqual(here);
  server.close();
});

test("Chromium gives the same answers from a file, by <script>", async ({ skip }) => {
  const file = join(project, "script.html");
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8">
    <script src="${dist}/customer-metrics.min.js"></script>
    <script>const library = customerMetrics;\n${asking}\ndocument.title = outcomes;</script>`,
  );
  expect(await titleOf(chromium ?? skip(missing), pathToFileURL(file).href)).toEqual(here);
});

/** The outcomes that a page left in its title. */
async function titleOf(executablePath: string, url: string): Promise<unknown> {
  return withPage(executablePath, async (page) => {
    await page.goto(url);
    await page.waitForFunction('document.title !== ""');
    return JSON.parse(await page.evaluate("document.title"));
  });
}

function serve(folder: string): ReturnType<typeof createServer> {
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };
  return createServer(({ url = "/" }, response) => {
    response.setHeader("content-type", types[extname(url)] ?? "text/plain");
    const file = join(folder, url);
    if (existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  }).listen(0);
}
