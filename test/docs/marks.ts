import ts from "typescript";
import { commentsIn, walk } from "../support/files.js";
import { parseValue } from "./values.js";

/** A comment that promises a result, and the statement it promises it of. */
export interface Mark {
  readonly line: number;
  readonly statement: ts.ExpressionStatement | ts.VariableStatement;
  readonly promise: { readonly value: ts.Expression } | { readonly error: string };
}

/**
 * Finds `statement // => value` and `statement // throws RangeError: message`. The comment may
 * also stand below its statement. A value goes on over further comment lines until it is whole; a
 * message goes on over lines indented by two spaces or more.
 */
export function marksIn(file: ts.SourceFile): { marks: Mark[]; mistakes: string[] } {
  const { text } = file;
  const statements = statementsByEnd(file);
  const comments = commentsIn(file);
  const marks: Mark[] = [];
  const mistakes: string[] = [];

  for (const [index, comment] of comments.entries()) {
    const [, kind, first = ""] = /^\/\/\s*(=>|throws\b)\s*(.*)$/.exec(textOf(comment)) ?? [];
    if (kind === undefined) continue;
    const line = lineOf(comment.pos);
    const following = linesAfter(comments, index);
    const statement = statements.get(text.slice(0, comment.pos).trimEnd().length);
    const promise = kind === "=>" ? valueIn(first, following) : errorIn(first, following);
    if (!statement) {
      mistakes.push(`${file.fileName}:${line}: follows no statement it could be the result of`);
    } else if (!promise) {
      const what = kind === "=>" ? "a literal" : "the kind of error and its message";
      mistakes.push(`${file.fileName}:${line}: ${textOf(comment)} is not ${what}`);
    } else if ("error" in promise && ts.isVariableStatement(statement)) {
      mistakes.push(`${file.fileName}:${line}: a declaration that throws declares nothing`);
    } else {
      marks.push({ line, statement, promise });
    }
  }
  return { marks, mistakes };

  function textOf({ pos, end }: ts.CommentRange): string {
    return text.slice(pos, end);
  }

  function lineOf(pos: number): number {
    return file.getLineAndCharacterOfPosition(pos).line + 1;
  }

  /** The comments on the lines below, as long as they stand alone and promise nothing. */
  function linesAfter(all: readonly ts.CommentRange[], index: number): string[] {
    const lines: string[] = [];
    const start = lineOf(all[index]?.pos ?? 0);
    for (const next of all.slice(index + 1)) {
      const alone = /^[ \t]*$/m.test(text.slice(text.lastIndexOf("\n", next.pos) + 1, next.pos));
      const [, words] = /^\/\/(?!\s*(?:=>|throws\b))(.*)$/.exec(textOf(next)) ?? [];
      if (!alone || words === undefined) break;
      if (lineOf(next.pos) !== start + lines.length + 1) break;
      lines.push(words);
    }
    return lines;
  }
}

function valueIn(first: string, following: readonly string[]): Mark["promise"] | undefined {
  let text = first;
  for (const line of ["", ...following]) {
    text += `\n${line}`;
    const value = parseValue(text);
    if (value) return { value };
  }
  return undefined;
}

function errorIn(first: string, following: readonly string[]): Mark["promise"] | undefined {
  const end = following.findIndex((line) => !line.startsWith("  "));
  const lines = [first, ...(end < 0 ? following : following.slice(0, end))];
  const error = lines.map((line) => line.trim()).join(" ");
  return /^\w*Error: ./.test(error) ? { error } : undefined;
}

/** The statements a result can be of, by where they end; of two with one end, the inner. */
function statementsByEnd(file: ts.SourceFile): Map<number, Mark["statement"]> {
  const found = new Map<number, Mark["statement"]>();
  // A semicolon is no part of the inner node, nor does it always follow at once.
  const add = (statement: Mark["statement"], inner: ts.Node) =>
    found.set(statement.end, statement).set(inner.end, statement);
  walk(file, (node) => {
    if (ts.isExpressionStatement(node)) add(node, node.expression);
    if (ts.isVariableStatement(node) && declaredName(node)) add(node, node.declarationList);
  });
  return found;
}

/** The name a declaration of one variable declares. */
export function declaredName(statement: ts.VariableStatement): string | undefined {
  const [declaration, ...others] = statement.declarationList.declarations;
  const named = declaration && ts.isIdentifier(declaration.name) && others.length === 0;
  return named ? declaration.name.getText() : undefined;
}
