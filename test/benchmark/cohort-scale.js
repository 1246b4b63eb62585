// The time an event from 1M to 50M of them, and the memory that customers take.

import { tallyCohorts } from "../../dist/index.js";
import { median, mix } from "./contest.js";

const from = Date.UTC(2024, 0, 1);
const until = Date.UTC(2026, 0, 1);
const seconds = (until - from) / 1_000;
const most = 50_000_000;
const time = new Float64Array(most);
for (let i = 0; i < most; i++) time[i] = from + (mix(i + most) % seconds) * 1_000;
const customer = new Uint32Array(most);

function measure(events, customers) {
  for (let i = 0; i < events; i++) customer[i] = mix(i) % customers;
  const columns = { customer: customer.subarray(0, events), time: time.subarray(0, events) };
  const taken = [];
  let most = 0;
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    tallyCohorts(columns, { period: "month", timeZone: "UTC", until });
    taken.push(((performance.now() - start) * 1e6) / events);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  const bytes = `${(most / 2 ** 20).toFixed(1)} MiB beside the columns, ${((most - 2 ** 20) / customers).toFixed(1)} bytes a customer after the first MiB`;
  console.log(
    `  ${String(events / 1e6).padStart(3)}M events, ${String(customers / 1e3).padStart(5)}k customers: ${median(taken).toFixed(1).padStart(6)} ns an event (best ${Math.min(...taken).toFixed(1)}); ${bytes}`,
  );
}

console.log("customers fixed");
for (const events of [1e6, 5e6, 20e6, 50e6]) measure(events, 500_000);
console.log("customers growing");
for (const events of [1e6, 5e6, 20e6, 50e6]) measure(events, events / 10);
