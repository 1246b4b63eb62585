import { inspect } from "node:util";
import ts from "typescript";

const more = "$more";
const number = /^-?\d[\d_]*(?:\.(\d+))?(?:e([+-]?\d+))?$/;

/**
 * Reads a value as a comment shows it: a literal, in which `…` or `...` stands for what is not
 * shown. `undefined` if the text is no expression, or not yet.
 */
export function parseValue(text: string): ts.Expression | undefined {
  const spelled = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|…|\.\.\./g, (found) =>
    found === "…" || found === "..." ? ` ${more} ` : found,
  );
  const code = `(${spelled}\n)`;
  const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
  if (diagnostics.length > 0) return undefined;
  const [statement] = ts.createSourceFile(
    "value.ts",
    code,
    ts.ScriptTarget.ES2022,
    true,
  ).statements;
  if (!statement || !ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  return ts.isParenthesizedExpression(expression) ? expression.expression : undefined;
}

/** Where, and how, a value differs from what is shown; `undefined` if it does not. */
export function difference(actual: unknown, shown: ts.Expression, at = ""): string | undefined {
  if (ts.isArrayLiteralExpression(shown)) return differenceInArray(actual, shown, at);
  if (ts.isObjectLiteralExpression(shown)) return differenceInObject(actual, shown, at);
  const text = shown.getText();
  const same = sameLiteral(actual, shown, text);
  if (same === undefined) return `${text} is not a literal`;
  return same ? undefined : `${at ? `${at} ` : ""}is ${inspect(actual)}, not ${text}`;
}

function sameLiteral(actual: unknown, shown: ts.Expression, text: string): boolean | undefined {
  if (ts.isStringLiteralLike(shown)) return actual === shown.text;
  if (shown.kind === ts.SyntaxKind.NullKeyword) return actual === null;
  if (shown.kind === ts.SyntaxKind.TrueKeyword) return actual === true;
  if (shown.kind === ts.SyntaxKind.FalseKeyword) return actual === false;
  if (text === "undefined") return actual === undefined;
  return number.test(text) ? sameNumber(actual, text.replaceAll("_", "")) : undefined;
}

/** A number with decimals is as good as the digits shown, one without is exact. */
function sameNumber(actual: unknown, text: string): boolean {
  if (Object.is(actual, -0)) return false;
  const [, decimals, exponent = "0"] = number.exec(text) ?? [];
  if (decimals === undefined) return actual === Number(text);
  const half = Number(`5e${Number(exponent) - decimals.length - 1}`);
  const slack = half * 1e-6;
  return typeof actual === "number" && Math.abs(actual - Number(text)) <= half + slack;
}

function differenceInArray(
  actual: unknown,
  shown: ts.ArrayLiteralExpression,
  at: string,
): string | undefined {
  if (!Array.isArray(actual)) return `${at} is ${inspect(actual)}, not an array`.trim();
  const gap = shown.elements.findIndex(isMore);
  const before = gap < 0 ? shown.elements : shown.elements.slice(0, gap);
  const after = gap < 0 ? [] : shown.elements.slice(gap + 1);
  const count = before.length + after.length;
  if (gap < 0 ? actual.length !== count : actual.length < count) {
    return `${at} has ${actual.length} elements, not ${count}: ${inspect(actual)}`.trim();
  }
  const skipped = actual.length - count;
  return firstOf([...before, ...after], (element, index) => {
    const position = index < before.length ? index : index + skipped;
    return difference(actual[position], element, `${at}[${position}]`);
  });
}

function differenceInObject(
  actual: unknown,
  shown: ts.ObjectLiteralExpression,
  at: string,
): string | undefined {
  if (!isRecord(actual)) return `${at} is ${inspect(actual)}, not an object`.trim();
  const fields = shown.properties.filter((property) => !isMore(property));
  const names = fields.map(({ name }) => (name && "text" in name ? String(name.text) : ""));
  const unshown = Object.keys(actual).find((name) => !names.includes(name));
  if (unshown !== undefined && fields.length === shown.properties.length) {
    return `${at} has ${unshown} too: ${inspect(actual)}`.trim();
  }
  return firstOf(fields, (field, index) => {
    const name = names[index] ?? "";
    if (!ts.isPropertyAssignment(field)) return `${field.getText()} is not a literal`;
    if (!Object.hasOwn(actual, name)) return `${at} has no ${name}: ${inspect(actual)}`.trim();
    return difference(actual[name], field.initializer, `${at}.${name}`);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isMore(node: ts.Node): boolean {
  return node.getText() === more;
}

function firstOf<T>(
  items: readonly T[],
  find: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
