// Starts Cloudflare's workerd on a worker and prints what it responds with.
const { readFileSync } = require("node:fs");
const { Miniflare } = require("miniflare");

async function main([, , file]) {
  const worker = new Miniflare({
    modules: true,
    script: readFileSync(file, "utf8"),
    compatibilityDate: "2026-01-01",
  });
  const response = await worker.dispatchFetch("http://localhost/");
  console.log(await response.text());
  await worker.dispose();
}

main(process.argv);
