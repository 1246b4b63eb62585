import ts from "typescript";
import { commentsIn, parse, readText } from "../support/files.js";

/** What one reader reads in one go: a page of the documentation, or one doc comment. */
export interface Page {
  readonly file: string;
  /** Where it begins. */
  readonly line: number;
  /** A page imports what it uses, as its readers must; in a doc comment all is at hand. */
  readonly isComment: boolean;
  /** Its code, every line at the number it has in the file, and nothing else. */
  readonly code: string;
}

export function pageIn(file: string, text: string): Page {
  const code = codeIn(text.split("\n"), 1, file);
  return { file, line: 1, isComment: false, code };
}

/** The doc comments of a source file that show code. */
export function commentsWithCodeIn(file: string, text: string): Page[] {
  return commentsIn(parse(file, text))
    .map(({ pos, end }) => ({ pos, comment: text.slice(pos, end) }))
    .filter(({ comment }) => comment.startsWith("/**"))
    .map(({ pos, comment }) => {
      const line = text.slice(0, pos).split("\n").length;
      const lines = comment.split("\n").map((one) => one.replace(/^\s*\* ?/, ""));
      return { file, line, isComment: true, code: codeIn(lines, line, file) };
    })
    .filter(({ code }) => code.trim() !== "");
}

/**
 * Keeps the lines of the fences whose code runs. A fence's last line becomes a `;`, so that one
 * block's end never joins the next one's beginning.
 */
function codeIn(lines: readonly string[], firstLine: number, file: string): string {
  let fence: { indent: string; runs: boolean; isOther: boolean } | undefined;
  const refuse = (index: number, problem: string): never => {
    throw new Error(`${file}:${firstLine + index}: ${problem}`);
  };
  const kept = lines.map((line, index) => {
    const [, indent = "", info] = /^(\s*)```(.*)$/.exec(line) ?? [];
    if (info === undefined) {
      if (fence?.runs) return line.replace(fence.indent, "");
      if (!fence?.isOther && /\/\/ ?=> *[^\s`]/.test(line)) refuse(index, "shown, but never run");
      return "";
    }
    if (fence) {
      const end = fence.runs ? ";" : "";
      fence = undefined;
      return end;
    }
    const runs = /^(ts|js|typescript|javascript)$/.test(info.trim());
    const isOther = !/^(ts|js|typescript|javascript)\b/.test(info);
    fence = { indent, runs, isOther };
    if (!runs && !isOther && info !== "ts no-check") {
      refuse(index, `\`\`\`${info} is neither ts, js nor ts no-check`);
    }
    return "";
  });
  if (fence) refuse(lines.length - 1, "ends before its ``` is closed");
  return [...Array<string>(firstLine - 1).fill(""), ...kept].join("\n");
}

export interface PublicName {
  readonly name: string;
  readonly isType: boolean;
  /** The file it is declared in. */
  readonly file: string;
}

/** What `src/index.ts` lists. */
export function publicNames(): PublicName[] {
  return parse("src/index.ts", readText("src/index.ts")).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
    if (!ts.isNamedExports(statement.exportClause)) return [];
    const from = statement.moduleSpecifier;
    const file = from && ts.isStringLiteral(from) ? `src/${from.text.slice(2, -3)}.ts` : "";
    return statement.exportClause.elements.map((element) => ({
      name: element.name.text,
      isType: statement.isTypeOnly || element.isTypeOnly,
      file,
    }));
  });
}
