// Bundles a module with webpack, which minifies too, and prints the bundle.
const { mkdtempSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const webpack = require("webpack");

const path = mkdtempSync(join(tmpdir(), "customer-metrics-webpack-"));
const options = {
  mode: "production",
  target: ["web", "es2022"],
  entry: process.argv[2],
  experiments: { outputModule: true },
  output: { path, filename: "bundle.js", library: { type: "module" } },
};

webpack(options, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
  console.log(readFileSync(join(path, "bundle.js"), "utf8"));
  rmSync(path, { recursive: true });
});
