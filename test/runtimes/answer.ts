// Writes the answers of the source to every question of answers.json, one a line. They are compared between
// runtimes and prove nothing else: expected numbers are in the tests of each function.
import { readFileSync, writeFileSync } from "node:fs";
import * as source from "../../src/index.js";
import { outcomesOf } from "./outcomes.js";

const file = new URL("answers.json", import.meta.url);
const asked: { ask: unknown }[] = JSON.parse(readFileSync(file, "utf8"));
const questions = asked.map(({ ask }) => ask);
const lines = outcomesOf(source, questions).map((outcome, i) =>
  JSON.stringify({ ask: questions[i], ...(outcome as object) }),
);
writeFileSync(file, `[\n${lines.join(",\n")}\n]\n`);
