import { describe, expect, test } from "vitest";
import { commentsWithCodeIn, pageIn } from "./pages.js";
import { run } from "./run.js";
import { typeErrors } from "./typecheck.js";
import { difference, parseValue } from "./values.js";

const library = {
  half: (x: number) => x / 2,
  list: (n: number) => Array.from({ length: n }, (_, index) => index),
  fail: (message: string) => {
    throw new RangeError(message);
  },
};

const load = async () => library;

/** Runs one block, whose first line is line 2 of its page. */
function runBlock(...lines: string[]): Promise<string[]> {
  return run(pageIn("page.md", ["```ts", ...lines, "```"].join("\n")), load);
}

function compare(actual: unknown, text: string): string | undefined {
  const value = parseValue(text);
  return value ? difference(actual, value) : "unreadable";
}

describe("a value is what is shown:", () => {
  test.each<[unknown, string]>([
    [45, "45"],
    [-45, "-45"],
    [10_000, "10_000"],
    [1 / 3, "0.333"],
    [2 / 3, "0.67"],
    [-2 / 3, "-0.667"],
    [0.125, "0.13"],
    [0.125, "0.12"],
    [1.234e-7, "1.23e-7"],
    [1.5, "1.50"],
    ["a…b", '"a…b"'],
    ["it's", '"it\'s"'],
    [null, "null"],
    [true, "true"],
    [undefined, "undefined"],
    [[], "[]"],
    [[1, [2, 3]], "[1, [2, 3]]"],
    [[1, 2, 3, 4], "[1, 2, …]"],
    [[1, 2, 3, 4], "[1, ..., 4]"],
    [[1], "[1, …]"],
    [{ a: 1, "b-c": { d: null } }, '{ "b-c": { d: null }, a: 1 }'],
    [{ a: 1, b: 2 }, "{ a: 1, … }"],
    [[{ low: 0.1234, high: 1 }], "[{ low: 0.12, high: 1 }]"],
  ])("%j is %s", (actual, text) => expect(compare(actual, text)).toBeUndefined());
});

describe("a value is not what is shown:", () => {
  test.each<[unknown, string, string]>([
    [45, "46", "is 45, not 46"],
    [45.000000001, "45", "is 45.000000001, not 45"],
    [1 / 3, "0.334", "is 0.3333333333333333, not 0.334"],
    [0.6667, "0.66", "is 0.6667, not 0.66"],
    [-0, "0", "is -0, not 0"],
    [-0, "0.0", "is -0, not 0.0"],
    [-0, "-0", "is -0, not -0"],
    [Number.NaN, "0.5", "is NaN, not 0.5"],
    [Number.NaN, "NaN", "NaN is not a literal"],
    ["1", "1", "is '1', not 1"],
    [1, '"1"', 'is 1, not "1"'],
    [null, "undefined", "is null, not undefined"],
    [null, "0", "is null, not 0"],
    [0, "false", "is 0, not false"],
    [[1, 2], "[1]", "has 2 elements, not 1: [ 1, 2 ]"],
    [[1], "[1, 2, …]", "has 1 elements, not 2: [ 1 ]"],
    [[1, 2, 3], "[1, …, 4]", "[2] is 3, not 4"],
    [{ a: 1 }, "[1]", "is { a: 1 }, not an array"],
    [[1], "{ 0: 1 }", "is [ 1 ], not an object"],
    [new Map(), "{}", "is Map(0) {}, not an object"],
    [{ a: 1, b: 2 }, "{ a: 1 }", "has b too: { a: 1, b: 2 }"],
    [{ a: 1 }, "{ a: 1, b: 2 }", "has no b: { a: 1 }"],
    [{ a: 1, b: undefined }, "{ a: 1 }", "has b too: { a: 1, b: undefined }"],
    [{}, "{ toString: 1 }", "has no toString: {}"],
    [{ a: [{ b: 0.26 }] }, "{ a: [{ b: 0.25 }] }", ".a[0].b is 0.26, not 0.25"],
    [{ a: 1 }, "{ a }", "a is not a literal"],
    [{ a: 1 }, "{ ...a }", "unreadable"],
    [25, "25 (of 100)", "unreadable"],
    [25, "25, more or less", "unreadable"],
    [25, "20 + 5", "20 + 5 is not a literal"],
    [25, "", "unreadable"],
    [25, "25n", "25n is not a literal"],
  ])("%j is not %s", (actual, text, problem) => expect(compare(actual, text)).toBe(problem));
});

describe("a page passes when", () => {
  test("its results are right", async () => {
    const text = [
      'import { half, type Half } from "library";',
      'import * as all from "library";',
      "const three: number = half(6); // => 3",
      "half(-1) // => -0.5",
      "three; half(three) // => 1.5",
      "await Promise.resolve(1) // => 1",
      "export const list = all.list(3);",
      "list.map((x) => {",
      "  x < 3; // => true",
      "  return x;",
      "}).slice(1) // => [1,",
      "//    2]",
      "// and so on",
      "all.list(2)",
      "// => [0, 1]",
      'all.fail("a // => b, that spans") // throws RangeError: a // => b,',
      "//   that spans",
      "try {",
      '  all.fail("c");',
      "} catch (error) {",
      '  (error as Error).message; // => "c"',
      "}",
    ];
    expect(await runBlock(...text)).toEqual([]);
  });

  test("a block goes on where the one before it ended", async () => {
    const text = `
\`\`\`ts
import { half } from "library";
const one = half(2)
\`\`\`

And then, with other languages between:

\`\`\`sh
half(2) // => 7
\`\`\`

- \`\`\`

  \`\`\`ts
  import { half, list } from "library";
  [one].length // => 1
  list(one) // => [0]
  \`\`\`
`.replace("- ```\n", "- a list:\n");
    expect(await run(pageIn("page.md", text), load)).toEqual([]);
  });
});

describe("a page fails when", () => {
  test.each([
    ["a value is wrong", "1 + 1 // => 3", "page.md:2: is 2, not 3"],
    ["a digit is wrong", "1 / 3 // => 0.334", "page.md:2: is 0.3333333333333333, not 0.334"],
    ["a declared value is wrong", "const a = 1; // => 2", "page.md:2: is 1, not 2"],
    [
      "nothing is thrown",
      "1 // throws RangeError: a",
      "page.md:2: throws nothing, not RangeError: a",
    ],
    [
      "another message is thrown",
      'throwing("ab") // throws RangeError: a',
      "page.md:2: throws RangeError: ab, not RangeError: a",
    ],
    [
      "another kind is thrown",
      'throwing("a") // throws TypeError: a',
      "page.md:2: throws RangeError: a, not TypeError: a",
    ],
    [
      "a message is missing",
      'throwing("a") // throws RangeError',
      "page.md:2: // throws RangeError is not the kind of error and its message",
    ],
    [
      "a value is unreadable",
      "1 // => one of them",
      "page.md:2: // => one of them is not a literal",
    ],
    [
      "a result follows nothing",
      "// => 1",
      "page.md:2: follows no statement it could be the result of",
    ],
    [
      "a result stands inside a statement",
      "half(1 // => 1\n)",
      "page.md:2: follows no statement it could be the result of",
    ],
    [
      "a result follows another one",
      "1 // => 1\n// => 1",
      "page.md:3: follows no statement it could be the result of",
    ],
    [
      "a result follows two variables",
      "const a = 1, b = 2; // => 2",
      "page.md:2: follows no statement it could be the result of",
    ],
    [
      "a declaration is said to throw",
      'const a = throwing("a"); // throws RangeError: a',
      "page.md:2: a declaration that throws declares nothing",
    ],
    [
      "a result is never reached",
      "if (half(1) > 1) half(2); // => 1",
      "page.md:2: is never reached",
    ],
    [
      "a result is wrong the second time",
      "for (const n of [1, 2]) {\n n; // => 1\n}",
      "page.md:3: is 2, not 1",
    ],
    ["code throws", '1; // => 1\nthrowing("a");', "page.md:2: what follows throws RangeError: a"],
  ])("%s", async (_, code, problem) => {
    const imports = 'import { half, fail as throwing } from "library";';
    expect(await runBlock(`${imports} ${code}`)).toContain(problem);
  });

  test.each([
    ["a fence is never closed", "\n```ts\n1", "page.md:3: ends before its ``` is closed"],
    [
      "a fence of code is marked in an unknown way",
      "```ts nocheck\n```",
      "page.md:1: ```ts nocheck is neither ts, js nor ts no-check",
    ],
    ["a result stands in no fence", "half(2) // => 1", "page.md:1: shown, but never run"],
    [
      "a result stands in a fence that is not checked",
      "```ts no-check\nhalf(2) // => 1\n```",
      "page.md:2: shown, but never run",
    ],
  ])("%s", (_, text, problem) => {
    expect(() => pageIn("page.md", text)).toThrow(problem);
  });
});

describe("a doc comment", () => {
  const text = `
/** Half of it. */
export const half = 1;

/**
 * Twice as much.
 *
 * @example
 * \`\`\`ts
 * const nps = half(8); // => 4
 * nps // => 5
 * \`\`\`
 */
export const twice = 2;
`;

  test("has every name at hand, and its own lines", async () => {
    const pages = commentsWithCodeIn("src/a.ts", text);
    expect(pages.map(({ line }) => line)).toEqual([5]);
    const [page] = pages;
    expect(page && (await run(page, load))).toEqual(["src/a.ts:11: is 4, not 5"]);
  });

  test("is told where its code does not compile", () => {
    expect(typeErrors(commentsWithCodeIn("src/a.ts", text))).toEqual([
      "src/a.ts:10: Cannot find name 'half'.",
    ]);
  });
});

test("a page is told where its code does not compile", () => {
  const text = `
\`\`\`ts
import { type Scale, nope } from "customer-metrics";
const scale: Scale = 1;
\`\`\`
\`\`\`ts
import type { Scale } from "customer-metrics";
const other: Scale | number = "1";
\`\`\`
\`\`\`ts no-check
const another: number = "1";
\`\`\`
`;
  const found = typeErrors([pageIn("page.md", text)]).map((error) => error.split(":")[1]);
  expect(found).toEqual(["3", "4", "8"]);
});
