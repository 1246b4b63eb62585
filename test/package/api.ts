import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { parse, readText, root } from "../support/files.js";

/** Where the report is kept, from the root. */
export const report = "test/package/api.d.ts";

const opening = `// Every exported signature, by folder: functions, constants, types. Made by \`npm run api\`.`;

/** The report on what `src/index.ts` exports now. */
export function reported(): string {
  const exported = exportsOf(parse("src/index.ts", readText("src/index.ts")));
  const folders = new Map<string, ts.Statement[]>();
  for (const [path, names] of exported) {
    const [, folder = ""] = path.split("/");
    const declarations = folders.get(folder) ?? [];
    declarations.push(...declarationsOf(path, names));
    folders.set(folder, declarations);
  }
  const sections = [...folders].map(([folder, declarations]) => {
    const lines = declarations.sort(byKindAndName).map(signatureOf);
    return `// ${folder}\n\n${lines.join("\n")}\n`;
  });
  return formatted([opening, ...sections].join("\n\n"));
}

/** The names that come from each file, in the order of the list. */
function exportsOf(index: ts.SourceFile): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const statement of index.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const { exportClause, moduleSpecifier } = statement;
    if (!exportClause || !ts.isNamedExports(exportClause)) continue;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
    const path = `src/${moduleSpecifier.text.replace("./", "").replace(/\.js$/, ".ts")}`;
    const names = exportClause.elements.map(({ name }) => name.text);
    found.set(path, new Set([...(found.get(path) ?? []), ...names]));
  }
  return found;
}

function declarationsOf(path: string, names: ReadonlySet<string>): ts.Statement[] {
  const { outputText } = ts.transpileDeclaration(readText(path), {
    fileName: path,
    compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true },
  });
  return parse(path, outputText).statements.filter((statement) => names.has(nameOf(statement)));
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations[0]?.name.getText() ?? "";
  }
  return (statement as ts.Statement & { name?: ts.Identifier }).name?.text ?? "";
}

function byKindAndName(a: ts.Statement, b: ts.Statement): number {
  const [nameOfA, nameOfB] = [nameOf(a), nameOf(b)];
  // Overloads stay in their order: sorting is stable.
  return kindOf(a) - kindOf(b) || (nameOfA < nameOfB ? -1 : nameOfA > nameOfB ? 1 : 0);
}

function kindOf(statement: ts.Statement): number {
  return ts.isFunctionDeclaration(statement) ? 0 : ts.isVariableStatement(statement) ? 1 : 2;
}

/** A declaration as text; what a function takes apart in place is called `options`. */
function signatureOf(statement: ts.Statement): string {
  let text = statement.getText();
  if (ts.isFunctionDeclaration(statement)) {
    for (const { name } of [...statement.parameters].reverse()) {
      if (ts.isIdentifier(name)) continue;
      const [start, end] = [name.getStart(), name.end].map((at) => at - statement.getStart());
      text = `${text.slice(0, start)}options${text.slice(end)}`;
    }
  }
  return text.replace(/^export declare (function|type|interface)/, "export $1");
}

function formatted(text: string): string {
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = [biome, "format", `--stdin-file-path=${report}`];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: "utf8" });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(root + report, reported());
