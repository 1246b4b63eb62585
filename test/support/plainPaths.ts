import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** What each fast function does instead, by file: it says that the plain way has to be taken, or takes it. */
const PLAIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "core/customer-id.ts": { firstTwice: "return firstTwiceInSet(customers);" },
  "core/customer-rows.ts": { chainDense: "return null;" },
  "core/group-rows.ts": { packKeys: "return null;" },
  "core/sort.ts": { sortAmounts: "return values.sort();", sortByBits: "return values.sort();" },
  "retention/counting/period-columns.ts": { fitsTable: "return false;" },
  "retention/counting/period-masks.ts": { markPeriods: "return null;" },
  "retention/customer-index.ts": { denseMembers: "return null;" },
  "retention/event-columns.ts": { columnsOfMany: "return null;" },
  "satisfaction/level-moves.ts": { countMoves: "return null;" },
  "satisfaction/scores-by.ts": { countBytes: "return false;" },
  "satisfaction/scores.ts": { tallyMany: "return null;" },
  "survival/count-lifetimes.ts": { areWhole: "return false;" },
  "survival/lifetime-columns.ts": { readPlainRows: "return null;" },
  "survival/retention-by-level.ts": { countRows: "return null;" },
  "weighting/weighted-columns.ts": { addDoubles: "return from;", addListed: "return from;" },
};

/** Turns the fast paths off while the source is read by the tests; the package has no such switch. */
export function plainPaths(): {
  name: string;
  enforce: "pre";
  buildStart: () => void;
  transform: (code: string, id: string) => string | undefined;
} {
  const source = fileURLToPath(new URL("../../src/", import.meta.url));
  return {
    name: "plain-paths",
    enforce: "pre",
    // So that a function with a new name is noticed, and not left on.
    buildStart() {
      for (const file of Object.keys(PLAIN)) {
        withPlain(file, readFileSync(source + file, "utf8"));
      }
    },
    transform(code, id) {
      const file = id.startsWith(source) ? id.slice(source.length) : "";
      return file in PLAIN ? withPlain(file, code) : undefined;
    },
  };
}

/** The code of a file with a statement more at the start of each function of the list. */
function withPlain(file: string, code: string): string {
  const { statements } = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022);
  let changed = code;
  const wanted = Object.entries(PLAIN[file] ?? {}).map(([name, statement]) => {
    const found = statements
      .filter(ts.isFunctionDeclaration)
      .find((one) => one.name?.text === name);
    if (!found?.body) throw new Error(`${file} has no function ${name}: see plainPaths.ts`);
    return { at: found.body.pos + code.slice(found.body.pos).indexOf("{") + 1, statement };
  });
  // From the end on, so that places before it stay where they are.
  for (const { at, statement } of wanted.sort((a, b) => b.at - a.at)) {
    changed = `${changed.slice(0, at)} ${statement}${changed.slice(at)}`;
  }
  return changed;
}
