// Streams a body of so many bytes through a handler, and prints the answer and the memory it took.
const { default: worker } = await import(process.argv[2]);
const wanted = Number(process.argv[3]);
const remark = "x".repeat(150);
const lines = Array.from({ length: 400 }, (_, i) => JSON.stringify({ score: i % 11, remark }));
const part = new TextEncoder().encode(`${lines.join("\n")}\n`);
let sent = 0;

const body = new ReadableStream({
  pull(controller) {
    if (sent >= wanted) return controller.close();
    sent += part.length;
    controller.enqueue(part.slice());
  },
});
const headers = { "content-type": "application/x-ndjson" };
const init = { method: "POST", headers, body, duplex: "half" };
const response = await worker.fetch(new Request("http://localhost/nps", init));
const { answers } = await response.json();
const rows = (sent / part.length) * lines.length;
console.log(JSON.stringify({ sent, rows, answers, peak: process.resourceUsage().maxRSS * 1024 }));
