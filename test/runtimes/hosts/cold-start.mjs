// Prints the milliseconds from nothing loaded to the first answer of a handler.
const start = performance.now();
const { default: worker } = await import(process.argv[2]);
const body = '{"score": 10}\n{"score": 3}\n';
const headers = { "content-type": "application/x-ndjson" };
const init = { method: "POST", headers, body };
await (await worker.fetch(new Request("http://localhost/nps", init))).text();
console.log(performance.now() - start);
