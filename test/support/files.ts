import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The folder of the checkout, with a slash at its end. */
export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Paths from the root, with forward slashes, in order. */
export function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.split(sep).join("/")}`)
    .filter((path) => path.endsWith(ending))
    .sort();
}

export function readText(path: string): string {
  return readFileSync(root + path, "utf8");
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

/** Calls `visit` with the node and everything inside it, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** `file:line`, which editors and terminals turn into a link. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** Every comment, in order. */
export function commentsIn(file: ts.SourceFile): ts.CommentRange[] {
  const { text } = file;
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    for (const child of children) visit(child);
    if (children.length > 0) return;
    // Between one token and the next, TypeScript tells the rest of the line from what follows it.
    for (const comment of [
      ...(ts.getTrailingCommentRanges(text, node.pos) ?? []),
      ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
    ]) {
      found.set(comment.pos, comment);
    }
  };
  visit(file);
  return [...found.values()].sort((a, b) => a.pos - b.pos);
}
