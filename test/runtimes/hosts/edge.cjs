// Runs a script in the sandbox of Vercel's edge runtime and prints its value.
const { readFileSync } = require("node:fs");
const { EdgeVM } = require("@edge-runtime/vm");

console.log(new EdgeVM().evaluate(readFileSync(process.argv[2], "utf8")));
