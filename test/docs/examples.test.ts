import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as customerMetrics from "../../src/index.js";
import { filesUnder, parse, placeOf, readText } from "../support/files.js";
import { commentsWithCodeIn, pageIn, publicNames } from "./pages.js";
import { run } from "./run.js";
import { typeErrors } from "./typecheck.js";

const comments = filesUnder("src", ".ts").flatMap((path) =>
  commentsWithCodeIn(path, readText(path)),
);
const pages = ["README.md", ...filesUnder("docs", ".md")].map((path) =>
  pageIn(path, readText(path)),
);

describe("every result shown is what the code gives:", () => {
  for (const page of [...comments, ...pages]) {
    test(`${page.file}:${page.line}`, async () => expect(await run(page, load)).toEqual([]));
  }
});

test("all code shown compiles", () => {
  expect(typeErrors([...comments, ...pages])).toEqual([]);
});

test("every public function has a comment that shows what it gives", () => {
  const bare = publicNames()
    .flatMap(({ name, file }) => functionsNamed(name, file))
    .filter((node) => !showsResult(node))
    .map((node) => `${placeOf(node)}: ${node.name?.text} has no @example with a result`);
  expect(bare).toEqual([]);
});

async function load(specifier: string): Promise<Readonly<Record<string, unknown>>> {
  return specifier === "customer-metrics" ? customerMetrics : import(specifier);
}

/** The function's first declaration, which carries the comment; none if the name is no function. */
function functionsNamed(name: string, path: string): ts.FunctionDeclaration[] {
  return parse(path, readText(path))
    .statements.filter(ts.isFunctionDeclaration)
    .filter((node) => node.name?.text === name)
    .slice(0, 1);
}

function showsResult(node: ts.FunctionDeclaration): boolean {
  const examples = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "example");
  return examples.some((tag) => /\/\/ (=>|throws)/.test(tag.getText()));
}
