// Downloads the runtimes that the package is tried on. Where that fails, their tests are skipped, and
// say so.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { downloads, list } from "./downloads.js";

if (!existsSync(downloads)) {
  console.log(`Downloading runtimes to ${downloads}, which takes about a minute`);
  const unfinished = mkdtempSync(`${downloads}-`);
  cpSync(list, unfinished, { recursive: true });
  // Not `npm ci`, which gives up where a registry lacks a package that is optional.
  const args = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", ["install", ...args], {
    cwd: unfinished,
    stdio: "inherit",
    timeout: 150_000,
  });
  // Another run may have been faster.
  if (status === 0 && !existsSync(downloads)) renameSync(unfinished, downloads);
  else rmSync(unfinished, { recursive: true });
  if (status !== 0) console.warn("No runtimes: tests that need one will be skipped");
}
