import ts from "typescript";

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its edits made, which may not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end, text: by }) => rest.slice(0, start) + by + rest.slice(end), text);
}

export interface ImportedName {
  readonly name: string;
  readonly specifier: string;
  /** What to take from the module: `.default`, `.original`, or all of it. */
  readonly from: string;
  readonly isType: boolean;
  readonly node: ts.Node;
}

/** What a page imports. A page's blocks share one scope, so a name counts where it comes first. */
export function importedNames(file: ts.SourceFile): ImportedName[] {
  const first = new Map<string, ImportedName>();
  for (const one of file.statements.filter(ts.isImportDeclaration).flatMap(namesIn)) {
    if (!first.has(one.name)) first.set(one.name, one);
  }
  return [...first.values()];
}

function namesIn({ importClause, moduleSpecifier }: ts.ImportDeclaration): ImportedName[] {
  if (!importClause || !ts.isStringLiteral(moduleSpecifier)) return [];
  const of = (node: ts.Node, name: ts.Identifier, from: string, isType = false): ImportedName => ({
    name: name.text,
    specifier: moduleSpecifier.text,
    from,
    isType: isType || importClause.phaseModifier === ts.SyntaxKind.TypeKeyword,
    node,
  });
  const { name, namedBindings: named } = importClause;
  const found = name ? [of(name, name, ".default")] : [];
  if (!named) return found;
  if (ts.isNamespaceImport(named)) return [...found, of(named, named.name, "")];
  return [
    ...found,
    ...named.elements.map((one) =>
      of(one, one.name, `["${(one.propertyName ?? one.name).text}"]`, one.isTypeOnly),
    ),
  ];
}
