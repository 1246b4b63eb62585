// Builds the playground, one file without a network: npx tsx docs/playground/make.ts

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { styles } from "../../examples/demo/report/styles.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const worker = bundled("worker.ts", {});
const script = bundled("page.ts", { WORKER: JSON.stringify(worker) });
const page = readFileSync(here("page.html"), "utf8")
  .replace("/* STYLES */", () => styles + readFileSync(here("styles.css"), "utf8"))
  .replace("/* SCRIPT */", () => script.replaceAll("</script", "<\\/script"));

mkdirSync(here("../../.docs"), { recursive: true });
writeFileSync(here("../../.docs/playground.html"), page);

function bundled(entry: string, define: Record<string, string>): string {
  const { outputFiles } = buildSync({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define,
    alias: {
      "csv-parse": "csv-parse/browser/esm",
      "customer-metrics": here("../../src/index.ts"),
    },
    write: false,
  });
  return outputFiles[0].text;
}
