import ts from "typescript";
import { parse } from "../support/files.js";
import { type Edit, edited, importedNames } from "./edits.js";
import { declaredName, type Mark, marksIn } from "./marks.js";
import type { Page } from "./pages.js";
import { difference } from "./values.js";

type Namespace = Readonly<Record<string, unknown>>;

/** Runs a page from top to bottom and tells where it does not give what it shows. */
export async function run(
  page: Page,
  load: (specifier: string) => Promise<Namespace>,
): Promise<string[]> {
  const file = parse(page.file, page.code);
  const { marks, mistakes } = marksIn(file);
  const found = [...mistakes];
  const waiting = new Set(marks);
  const tell = ({ line }: Mark, problem: string): void => {
    found.push(`${page.file}:${line}: ${problem}`);
  };

  const check = (index: number, actual: unknown): void => {
    const mark = marks[index] as Mark; // Only marks there are get a number.
    waiting.delete(mark);
    const problem = "value" in mark.promise && difference(actual, mark.promise.value);
    if (problem) tell(mark, problem);
  };
  const checkThrown = (index: number, ...thrown: unknown[]): void => {
    const mark = marks[index] as Mark;
    waiting.delete(mark);
    const error = "error" in mark.promise && mark.promise.error;
    const actual = thrown.length === 0 ? "nothing" : String(thrown[0]);
    if (actual !== error) tell(mark, `throws ${actual}, not ${error}`);
  };

  const imports = importedNames(file);
  const modules: Record<string, Namespace> = {};
  for (const { specifier } of imports) modules[specifier] = await load(specifier);
  const atHand = page.isComment ? await load("customer-metrics") : {};

  const Script = Object.getPrototypeOf(run).constructor; // Of functions that can await.
  const names = ["$modules", "$check", "$checkThrown", ...Object.keys(atHand)];
  try {
    const script = new Script(...names, runnable(file, marks));
    await script(modules, check, checkThrown, ...Object.values(atHand));
  } catch (error) {
    const last = marks.filter((mark) => !waiting.has(mark)).at(-1);
    const where = last ? `${page.file}:${last.line}: what follows` : `${page.file}:${page.line}:`;
    return [...found, `${where} throws ${String(error)}`];
  }
  for (const mark of waiting) tell(mark, "is never reached");
  return found;
}

/** The page as the body of a function, with a call wherever it promises a result. */
function runnable(file: ts.SourceFile, marks: readonly Mark[]): string {
  const edits: Edit[] = [];
  const insert = (at: number, text: string) => edits.push({ start: at, end: at, text });
  const remove = (node: ts.Node) => edits.push({ start: node.getStart(), end: node.end, text: "" });

  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) remove(statement);
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    modifiers.filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword).forEach(remove);
  }
  for (const [index, { statement, promise }] of marks.entries()) {
    if (ts.isVariableStatement(statement)) {
      insert(statement.end, `; $check(${index}, ${declaredName(statement)});`);
    } else if ("value" in promise) {
      insert(statement.getStart(), `$check(${index}, (`);
      insert(statement.expression.end, "))");
    } else {
      insert(statement.getStart(), "try { ");
      insert(
        statement.end,
        `; $checkThrown(${index}); } catch ($error) { $checkThrown(${index}, $error); }`,
      );
    }
  }

  const head = importedNames(file)
    .filter(({ isType }) => !isType)
    .map(({ name, specifier, from }) => `const ${name} = $modules["${specifier}"]${from};`);
  // In a block, an example's own variable may have the name of a function it does not use.
  const text = `"use strict"; ${head.join(" ")} {${edited(file.text, edits)}\n}`;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
