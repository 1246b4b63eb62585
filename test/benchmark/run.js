// Every benchmark, each in a process of its own: npm install && npm start. Build the package first.

import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";

const wanted = process.argv.slice(2);
const files = [
  "scores.js",
  "weighted.js",
  "cohorts.js",
  "cohort-rows.js",
  "cohort-scale.js",
  "lifetimes.js",
  "change.js",
  "rows.js",
  "calls.js",
];

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
for (const file of files.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n${file}, load ${loadavg()[0].toFixed(1)}`);
  const flags = ["--max-old-space-size=8192", "--expose-gc"];
  const { status } = spawnSync(
    process.execPath,
    [...flags, new URL(file, import.meta.url).pathname],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
