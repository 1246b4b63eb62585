import ts from "typescript";
import { placeOf, walk } from "./files.js";

/** Reports where a file breaks a rule, and how. */
type Rule = (file: ts.SourceFile, report: (node: ts.Node, message: string) => void) => void;

const floors = ["core", "statistics", "topic", "index"];
/** Each topic, and the topics it may build on: the directions that docs/architecture.md lists. */
export const topics: Record<string, readonly string[]> = {
  satisfaction: [],
  weighting: ["satisfaction"],
  change: ["satisfaction"],
  retention: [],
  churn: [],
  revenue: [],
  survival: [],
  loyalty: ["retention", "survival"],
  value: ["loyalty", "survival"],
};

export const rules: Record<string, Rule> = {
  "index → topic → statistics → core, and topics import one another in declared directions": (
    file,
    report,
  ) => {
    const from = floorOf(file.fileName);
    if (from.rank < 0) report(file, "is on no floor: index, a topic, statistics or core");
    for (const { node, target } of importsOf(file)) {
      const to = floorOf(target);
      const same = from.folder === to.folder && from.folder !== "index";
      const isDeclared = topics[from.folder]?.includes(to.folder) ?? false;
      if (!same && !isDeclared && to.rank >= from.rank) {
        report(node, `${from.folder} does not import ${to.folder || target}`);
      }
    }
  },

  "specifiers are relative and end in .js": (file, report) => {
    for (const { node, specifier } of importsOf(file)) {
      if (!/^\.\.?\/.*\.js$/.test(specifier)) report(node, `"${specifier}"`);
    }
  },

  "no export *, default exports, classes, enums or namespaces": (file, report) => {
    walk(file, (node) => {
      const named = ts.isExportDeclaration(node) && node.exportClause;
      if (ts.isExportDeclaration(node) && !(named && ts.isNamedExports(named))) {
        report(node, "export *");
      }
      const renamed = ts.isExportSpecifier(node) && node.name.text === "default";
      const isDefault = ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
      if (renamed || isDefault) report(node, "default export");
      if (ts.isClassLike(node)) report(node, "class");
      if (ts.isEnumDeclaration(node)) report(node, "enum");
      if (ts.isModuleDeclaration(node)) report(node, "namespace");
    });
  },

  "a file opens with a sentence on what it is, then functions, their types, private helpers": (
    file,
    report,
  ) => {
    if (!/^\/\/ [A-Z`"].*[.:,\w]\n/.test(file.text)) report(file, "does not say what it is first");
    let last = 0;
    for (const statement of file.statements) {
      const rank = rankOf(statement);
      // A constant may stand above all that needs it, or beside the private helper that does.
      if (rank === null) continue;
      if (rank < last) report(statement, "comes after what belongs below it");
      last = Math.max(last, rank);
    }
  },

  // A bundle keeps what runs on import for everyone, whatever they import.
  "nothing runs when a module is imported": (file, report) => {
    for (const statement of file.statements) {
      if (ts.isVariableStatement(statement)) {
        const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
        if (!isConst) report(statement, "module state");
        walkNow(statement, (node) => {
          const what = runs.get(node.kind);
          if (what) report(node, `${what} at the top level`);
        });
      } else if (!isDeclaration(statement)) {
        report(statement, "statement at the top level");
      }
    }
  },

  "no clock, no random numbers, no host: they are arguments": (file, report) => {
    walk(file, (node) => {
      if (ts.isPropertyAccessExpression(node)) {
        const text = node.getText();
        if (["Math.random", "Date.now", "Date.parse"].includes(text)) report(node, text);
        if (hostDependent.test(node.name.text)) report(node, `.${node.name.text}`);
      }
      if (ts.isIdentifier(node) && hosts.includes(node.text) && isReference(node)) {
        report(node, node.text);
      }
      if (ts.isNewExpression(node) && node.expression.getText() === "Date") {
        const count = node.arguments?.length ?? 0;
        if (count === 0) report(node, "new Date() reads the clock");
        if (count > 1) report(node, "new Date(year, month, …) reads the host's time zone");
      }
      if (ts.isCallExpression(node) && node.expression.getText() === "Date") {
        report(node, "Date() reads the clock");
      }
    });
  },
};

const runs = new Map([
  [ts.SyntaxKind.CallExpression, "call"],
  [ts.SyntaxKind.NewExpression, "new"],
  [ts.SyntaxKind.TaggedTemplateExpression, "tagged template"],
  [ts.SyntaxKind.AwaitExpression, "await"],
]);

/** Methods that answer by the host's time zone or language. */
const hostDependent = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)$|[lL]ocale/;
const hosts = ["process", "console", "globalThis"];

export function broken(rule: Rule, file: ts.SourceFile): string[] {
  const found: string[] = [];
  rule(file, (node, message) => found.push(`${placeOf(node)}: ${message}`));
  return found;
}

function floorOf(path: string): { folder: string; rank: number } {
  if (path === "src/index.ts") return { folder: "index", rank: floors.indexOf("index") };
  const folder = /^src\/([^/]+)\//.exec(path)?.[1] ?? "";
  return { folder, rank: floors.indexOf(Object.hasOwn(topics, folder) ? "topic" : folder) };
}

/** Every module a file names, for its values or only for its types. */
function importsOf(file: ts.SourceFile): { node: ts.Node; specifier: string; target: string }[] {
  const found: { node: ts.Node; specifier: string; target: string }[] = [];
  walk(file, (node) => {
    const name = specifierOf(node);
    if (!name || !ts.isStringLiteral(name)) return;
    const target = new URL(name.text, `file:///${file.fileName}`).pathname;
    found.push({ node, specifier: name.text, target: target.slice(1).replace(/\.js$/, ".ts") });
  });
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return node.argument.literal;
  }
  const imports = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return imports ? node.arguments[0] : undefined;
}

export function targetsOf(file: ts.SourceFile): string[] {
  return importsOf(file).map(({ target }) => target);
}

/** The ways by which a module imports itself. */
export function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) follow(target, [...trail, path]);
    done.add(path);
  };
  for (const path of imports.keys()) follow(path, []);
  return found;
}

/** Like `walk`, but not into functions, whose bodies run later, nor into types, which never do. */
function walkNow(node: ts.Node, visit: (node: ts.Node) => void): void {
  if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
  visit(node);
  ts.forEachChild(node, (child) => walkNow(child, visit));
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}

/** Imports 0, exported functions 1, types 2, private functions 3; `null` for constants. */
function rankOf(statement: ts.Statement): number | null {
  if (ts.isImportDeclaration(statement)) return 0;
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return 2;
  if (!ts.isFunctionDeclaration(statement)) return null;
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExported ? 1 : 3;
}

/** Whether a name stands for a variable, not for a field, an option or a type. */
function isReference(name: ts.Identifier): boolean {
  const named = "name" in name.parent && name.parent.name === name;
  return !named && !ts.isTypeNode(name.parent);
}
