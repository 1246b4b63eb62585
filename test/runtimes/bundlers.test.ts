import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { bundle, gzippedSize } from "../package/bundles.js";
import { packed } from "../package/packed.js";
import { downloaded, downloads } from "./downloads.js";

const { project, remove } = packed();
afterAll(remove);

const names = ["nps", "npsInterval", "levelShares", "tallyCohorts, retentionCurve"];

test.for(
  names.flatMap((imported) => ["rollup", "webpack"].map((bundler) => ({ imported, bundler }))),
)("$imported: as much with $bundler as with esbuild", (asked, { skip }) => {
  const { imported, bundler } = asked;
  downloaded(bundler) ?? skip(`${bundler} could not be had`);
  const file = join(project, "import.mjs");
  writeFileSync(file, `export { ${imported} } from "customer-metrics";`);
  const code = execFileSync(
    process.execPath,
    [join(import.meta.dirname, "hosts", `${bundler}.cjs`), file],
    { encoding: "utf8", env: { ...process.env, NODE_PATH: join(downloads, "node_modules") } },
  );
  const { code: minified } = transformSync(code, { minify: true, format: "esm" });
  const ratio = gzippedSize(minified) / gzippedSize(bundle(imported, project, true));
  console.log(`${imported}: ${bundler} ÷ esbuild = ${ratio.toFixed(3)}`);
  expect(ratio).toBeGreaterThan(0.9);
  expect(ratio).toBeLessThan(1.1);
});
