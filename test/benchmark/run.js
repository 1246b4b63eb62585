// Every contest, each contender in a process of its own and in turn, and of all of them docs/speed.md:
// npm install && npm start. Build the package first. With words it holds the contests whose titles have one
// of them, and leaves the page alone: npm start -- lifetimes NPS

import { cpus, loadavg } from "node:os";
import { contestApart } from "./contest.js";
import { writePage } from "./speed.js";

const FILES = ["answers.js", "cohorts.js", "lifetimes.js", "rows.js", "calls.js"];

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const isWanted = ({ title }) =>
  wanted.length === 0 || wanted.some((word) => title.toLowerCase().includes(word));
const contender = new URL("contender.js", import.meta.url).pathname;

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
const begun = performance.now();
const held = [];
for (const file of FILES) {
  const { contests } = await import(`./contests/${file}`);
  for (const { title, of, most = [], contenders } of contests.filter(isWanted)) {
    const names = Object.keys(contenders);
    const processes = Object.fromEntries(names.map((name) => [name, [file, title, name]]));
    const found = await contestApart(`${title} (load ${loadavg()[0].toFixed(1)})`, of, {
      file: contender,
      contenders: processes,
      rounds: 9,
      warmUps: 2,
    });
    held.push({ title, most, contenders: found, load: loadavg()[0] });
  }
}
const missed = held.flatMap(({ title, most, contenders: [ours, ...others] }) =>
  most.flatMap(([against, bound]) => {
    const other = others.find(({ name }) => name === against);
    const value = ours.median / (other?.median ?? 1);
    if (value <= bound) return [];
    return [`${title}: ${value.toFixed(2)} ${other ? `× ${against}` : "ns"}, not ${bound}`];
  }),
);
console.log(`\n${((performance.now() - begun) / 60_000).toFixed(1)} minutes`);
console.log(missed.length === 0 ? "Every bound holds." : `Missed:\n  ${missed.join("\n  ")}`);
if (wanted.length === 0) writePage(held);
