// Bundles a module with Rollup, which leaves minifying to others, and prints the bundle.
const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");
const { rollup } = require("rollup");

async function main([, , file]) {
  const resolve = createRequire(file).resolve;
  const findPackage = {
    name: "find-package",
    resolveId: (name) =>
      name === "customer-metrics" ? join(dirname(resolve(name)), "index.js") : undefined,
  };
  const bundle = await rollup({ input: file, plugins: [findPackage] });
  const { output } = await bundle.generate({ format: "esm" });
  console.log(output[0].code);
}

main(process.argv);
