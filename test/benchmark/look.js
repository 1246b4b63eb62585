// Closer looks, each in a process of its own: npm run look -- scores.js. They print what they find, and write nothing.

import { spawnSync } from "node:child_process";
import { loadavg } from "node:os";

const FILES = [
  "scores.js",
  "weighted.js",
  "cohorts.js",
  "cohort-rows.js",
  "cohort-scale.js",
  "change.js",
  "value.js",
];

const wanted = process.argv.slice(2);
for (const file of FILES.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n${file}, load ${loadavg()[0].toFixed(1)}`);
  const flags = ["--max-old-space-size=8192", "--expose-gc"];
  const { pathname } = new URL(file, import.meta.url);
  const { status } = spawnSync(process.execPath, [...flags, pathname], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
