import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { afterAll, describe, expect, test } from "vitest";
import * as source from "../../src/index.js";
import { packed } from "./packed.js";

const { project, installed, remove } = packed();
afterAll(remove);

type Build = typeof source;

const require = createRequire(join(project, "consumer.cjs"));
const esm: Build = await import(pathToFileURL(join(installed, "dist", "index.js")).href);
const cjs: Build = require("customer-metrics");
const page = createContext({});
runInContext(readFileSync(join(installed, "dist", "customer-metrics.min.js"), "utf8"), page);
const script: Build = runInContext("customerMetrics", page);

const builds = { "the ES modules": esm, CommonJS: cjs, "the script": script };

describe.each(Object.entries(builds))("%s", (_, build) => {
  test("give every name of the source", () => {
    expect(Object.keys(build).sort()).toEqual(Object.keys(source).sort());
  });

  test("give its answers", () => {
    expect(answers(build)).toEqual(answers(source));
  });

  test("throw errors that say what is wrong in fields", () => {
    expect(refusal(build)).toEqual({
      name: "RangeError",
      message: "tallyScores: score at index 1 must be a whole number from 0 to 10, got 11",
      code: "out-of-range",
      argument: "score",
      index: 1,
    });
  });
});

test("CommonJS is what require finds", () => {
  expect(require.resolve("customer-metrics")).toBe(join(installed, "dist", "index.cjs"));
});

test("the script leaves one global", () => {
  expect(Object.keys(page)).toEqual(["customerMetrics"]);
});

/** Through JSON, as what comes out of another realm is never equal otherwise. */
function answers(build: Build): unknown {
  const scores = [10, 9, 9, 8, 7, 3, null];
  const tally = build.tallyScores(scores, build.zeroToTen);
  return JSON.parse(
    JSON.stringify([
      tally,
      build.nps(scores),
      build.npsInterval(build.mergeScores([tally, tally])),
      build.csat([5, 4, 1]),
      build.satisfactionLevel(9),
    ]),
  );
}

function refusal(build: Build): unknown {
  try {
    return build.nps([10, 11]);
  } catch (error) {
    const { name, message, code, argument, index } = error as source.MetricsError;
    return { name, message, code, argument, index };
  }
}
