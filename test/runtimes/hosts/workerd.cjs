// Starts Cloudflare's workerd on a worker and prints what it responds with: to a body posted to a
// path, or to a plain request.
const { readFileSync } = require("node:fs");
const { Miniflare } = require("miniflare");

async function main([, , file, path = "/", body]) {
  const worker = new Miniflare({
    modules: true,
    script: readFileSync(file, "utf8"),
    compatibilityDate: "2026-01-01",
  });
  const headers = { "content-type": "application/x-ndjson" };
  const init = body === undefined ? {} : { method: "POST", headers, body };
  const response = await worker.dispatchFetch(`http://localhost${path}`, init);
  console.log(await response.text());
  await worker.dispose();
}

main(process.argv);
