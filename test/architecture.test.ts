import ts from "typescript";
import { describe, expect, test } from "vitest";
import { report, reported } from "./package/api.js";
import { filesUnder, parse, placeOf, readText, walk } from "./support/files.js";
import { broken, cyclesIn, rules, targetsOf, topics } from "./support/rules.js";

const files = filesUnder("src", ".ts").map((path) => parse(path, readText(path)));

describe("src", () => {
  for (const [name, rule] of Object.entries(rules)) {
    test(name, () => expect(files.flatMap((file) => broken(rule, file))).toEqual([]));
  }

  test("no module imports itself, however long the way round", () => {
    expect(cyclesIn(new Map(files.map((file) => [file.fileName, targetsOf(file)])))).toEqual([]);
  });
});

describe("docs/architecture.md", () => {
  const page = readText("docs/architecture.md");

  test("lists the topics, and what each may build on", () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (.*)\|$/gm)].map(([, topic, others]) => [
      topic,
      [...others.matchAll(/`(\w+)`/g)].map(([, other]) => other),
    ]);
    expect(Object.fromEntries(rows)).toEqual(topics);
  });

  test("names files that exist", () => {
    const paths = [...page.matchAll(/`((?:\w+\/)+[\w-]+\.ts)`/g)].map(([, path]) => `src/${path}`);
    expect(paths.length).toBeGreaterThan(15);
    const known = files.map(({ fileName }) => fileName);
    const isTest = (path: string): boolean => path.startsWith("src/test/");
    expect(paths.filter((path) => !isTest(path) && !known.includes(path))).toEqual([]);
  });
});

test("every exported signature is the one in the API report: npm run api", () => {
  expect(readText(report)).toBe(reported());
});

test("no test depends on a clock, on chance or on how busy the machine is", () => {
  const found: string[] = [];
  for (const path of filesUnder("test", ".ts")) {
    walk(parse(path, readText(path)), (node) => {
      const text = ts.isPropertyAccessExpression(node) ? node.getText() : "";
      const isClock = ["Date.now", "performance.now", "Math.random"].includes(text);
      // 0 is no limit; what a test is given otherwise is in test/vitest.config.ts.
      const isLimit =
        ts.isPropertyAssignment(node) &&
        /timeout$/i.test(node.name.getText()) &&
        ts.isNumericLiteral(node.initializer) &&
        node.initializer.text !== "0" &&
        Number(node.initializer.text) < 60_000;
      if (isClock || isLimit) found.push(placeOf(node));
    });
  }
  expect(found).toEqual([]);
});

describe("the rules find", () => {
  test.each([
    ["src/core/a.ts", 'import { b } from "../statistics/b.js";', "core does not import statistics"],
    [
      "src/statistics/a.ts",
      'import { b } from "../churn/b.js";',
      "statistics does not import churn",
    ],
    ["src/churn/a.ts", 'import { b } from "../value/b.js";', "churn does not import value"],
    ["src/churn/a.ts", 'import type { B } from "../index.js";', "churn does not import index"],
    ["src/churn/a.ts", 'export { b } from "../value/b.js";', "churn does not import value"],
    ["src/churn/a.ts", 'type B = import("../value/b.js").B;', "churn does not import value"],
    ["src/churn/a.ts", 'const b = () => import("../value/b.js");', "churn does not import value"],
    ["src/utils/a.ts", "const a = 1;", "is on no floor: index, a topic, statistics or core"],
    ["src/core/a.ts", "const a = 1;", "does not say what it is first"],
    ["src/core/a.ts", "interface A {} export function a() {}", "comes after what belongs below"],
    ["src/core/a.ts", "function a() {} export interface A {}", "comes after what belongs below"],
    ["src/core/a.ts", 'import { b } from "./b";', '"./b"'],
    ["src/core/a.ts", 'import { b } from "d3/index.js";', '"d3/index.js"'],
    ["src/index.ts", 'export * from "./core/a.js";', "export *"],
    ["src/index.ts", 'export * as core from "./core/a.js";', "export *"],
    ["src/core/a.ts", "export default 1;", "default export"],
    ["src/core/a.ts", "export default function a() {}", "default export"],
    ["src/core/a.ts", "const a = 1; export { a as default };", "default export"],
    ["src/core/a.ts", "class A {}", "class"],
    ["src/core/a.ts", "const a = () => class {};", "class"],
    ["src/core/a.ts", "enum A { b }", "enum"],
    ["src/core/a.ts", "namespace A {}", "namespace"],
    ["src/core/a.ts", "const a = Math.sqrt(2);", "call at the top level"],
    ["src/core/a.ts", "const a = { b: [new Map()] };", "new at the top level"],
    ["src/core/a.ts", "const a = String.raw`b`;", "tagged template at the top level"],
    ["src/core/a.ts", "export const a = await 1;", "await at the top level"],
    ["src/core/a.ts", "let a = 1;", "module state"],
    ["src/core/a.ts", "if (true) {}", "statement at the top level"],
    ["src/core/a.ts", "const a = () => Math.random();", "Math.random"],
    ["src/core/a.ts", "const a = () => Date.now();", "Date.now"],
    ["src/core/a.ts", "const a = () => new Date();", "new Date() reads the clock"],
    ["src/core/a.ts", "const a = () => Date();", "Date() reads the clock"],
    ["src/core/a.ts", "const a = () => new Date(2026, 1);", "reads the host's time zone"],
    ["src/core/a.ts", "const a = (b: Date) => b.getMonth();", ".getMonth"],
    ["src/core/a.ts", 'const a = (b: string) => b.localeCompare("");', ".localeCompare"],
    ["src/core/a.ts", "const a = () => console.log(1);", "console"],
    ["src/core/a.ts", "const { env } = process;", "process"],
    ["src/core/a.ts", "const a = () => [globalThis];", "globalThis"],
  ])("%s: %s", (path, text, message) => {
    const found = Object.values(rules).flatMap((rule) => broken(rule, parse(path, text)));
    expect(found).toContainEqual(expect.stringMatching(`^${path}:1: .*${literally(message)}`));
  });

  test("a cycle of three, told once", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["a", "d"]],
      ["d", []],
    ]);
    expect(cyclesIn(imports)).toEqual(["a → b → c → a"]);
  });

  test("nothing in a module that keeps them", () => {
    const text = `// What this file is for.
      import { fail } from "./check.js";
      export type { Failure } from "./check.js";
      const limits = { low: -1, high: [1, 2] } as const;
      export function of(time: number): Console {
        return fail({ process: "console", at: new Date(time), high: twice(limits.low) });
      }
      export interface Console { readonly process: string; readonly at: Date }
      const twice = (x: number): number => Math.round(2 * x);
      `;
    const file = parse("src/core/a.ts", text);
    expect(Object.values(rules).flatMap((rule) => broken(rule, file))).toEqual([]);
  });
});

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
