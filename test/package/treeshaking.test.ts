import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import * as customerMetrics from "../../src/index.js";
import { parse, placeOf, walk } from "../support/files.js";
import { bundle } from "./bundles.js";
import { packed } from "./packed.js";

const { project, remove } = packed();
afterAll(remove);

describe("imported alone, a name carries nothing it does not call:", () => {
  test.each(Object.keys(customerMetrics))("%s", (name) => {
    expect(carriedFor(bundle(name, project, false))).toEqual([]);
  });
});

describe("a bundle is found to carry", () => {
  test.each([
    ["a function nobody calls", "function a() {} function b() {} export { a };", "b"],
    ["a constant nobody reads", "var a = 1, b = 2; export { a as c };", "b"],
    ["two that need only each other", "var a; function b() { c } var c = b; export { a };", "b, c"],
    ["a call", "var a; Object.freeze(a); export { a };", "a.js:1"],
    ["an import", 'import "b"; var a; export { a };', "a.js:1"],
  ])("%s", (_, code, found) => expect(carriedFor(code).join(", ")).toBe(found));

  test("nothing, if all is needed in the end", () => {
    const code = "var { a, ...b } = c; function c() { return d } var d = 1; export { a, b };";
    expect(carriedFor(code)).toEqual([]);
  });
});

/** Top-level names that no exported one leads to, and statements that declare nothing. */
function carriedFor(code: string): string[] {
  const file = parse("a.js", code);
  const uses = new Map<string, Set<string>>();
  const needed: string[] = [];
  const strays: string[] = [];

  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      needed.push(...namesIn(statement));
    } else if (ts.isFunctionDeclaration(statement) && statement.name) {
      uses.set(statement.name.text, namesIn(statement));
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        for (const name of namesIn(declaration.name)) uses.set(name, namesIn(declaration));
      }
    } else {
      strays.push(placeOf(statement));
    }
  }
  const reached = new Set<string>();
  for (let name = needed.pop(); name !== undefined; name = needed.pop()) {
    if (!reached.has(name)) needed.push(...(uses.get(name) ?? []));
    reached.add(name);
  }
  return [...strays, ...[...uses.keys()].filter((name) => !reached.has(name))];
}

/** Every name in there except those of fields. */
function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  walk(node, (inner) => {
    if (!ts.isIdentifier(inner)) return;
    const { parent } = inner;
    const isField =
      (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) &&
      parent.name === inner;
    if (!isField) names.add(inner.text);
  });
  return names;
}
