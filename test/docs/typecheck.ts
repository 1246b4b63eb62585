import ts from "typescript";
import { parse, root } from "../support/files.js";
import { edited, importedNames } from "./edits.js";
import { type Page, publicNames } from "./pages.js";

/** Compiles all pages, as strictly as the source, and tells what is wrong where. */
export function typeErrors(pages: readonly Page[]): string[] {
  const texts = new Map(pages.map((page) => [`${root}${page.file}.${page.line}.ts`, page]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  const textOf = (path: string): string | undefined => {
    const page = texts.get(path);
    return page && compilable(page);
  };
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  host.getSourceFile = (path, version) => {
    const text = textOf(path);
    if (text === undefined) return getSourceFile(path, version);
    return ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const path = file ? (texts.get(file.fileName)?.file ?? file.fileName) : "";
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${path}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  return {
    ...options,
    noUnusedLocals: false,
    paths: { "customer-metrics": [`${root}src/index.ts`] },
  };
}

/** The page as a module with every line where it was: what is added goes on line 1. */
function compilable(page: Page): string {
  if (page.isComment) {
    const names = publicNames().map(({ name, isType }) => (isType ? `type ${name}` : name));
    const head = `import { ${names.join(", ")} } from "customer-metrics";`;
    return `${head} export async function example() {${page.code}\n}`;
  }
  const file = parse(page.file, page.code);
  const kept = new Set(importedNames(file).map(({ node }) => node));
  const edits = file.statements.filter(ts.isImportDeclaration).flatMap((statement) => {
    const named = statement.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named)) return [];
    const elements = named.elements.filter((element) => kept.has(element));
    const text = `{ ${elements.map((element) => element.getText()).join(", ")} }`;
    return [{ start: named.getStart(), end: named.end, text: text + newlines(named.getText()) }];
  });
  return edited(page.code, edits);
}

function newlines(text: string): string {
  return text.replace(/[^\n]/g, "");
}
