// The parts of a merge: a list of one or more tallies, each of them checked.

import { fail, quote } from "./check.js";
import { checkLength } from "./limits.js";

/**
 * The tallies of a merge. What is given beside the list would be lost without a word, in
 * `mergeScores(a, b)` as in `parts.reduce(mergeScores)`, and so is refused.
 */
export function partsOf<Tally>(
  where: string,
  parts: Iterable<Tally>,
  given: number,
  check: (where: string, argument: string, tally: Tally) => unknown,
  mustBe: string = `a list of tallies, as in ${where}([a, b])`,
): readonly Tally[] {
  if (typeof parts !== "object" || typeof parts?.[Symbol.iterator] !== "function") {
    fail("wrong-type", where, "parts", mustBe, parts);
  }
  if (given > 1) fail("wrong-type", where, "parts", `${mustBe}, and nothing beside it`, parts);
  checkLength(where, "parts", parts);
  const list = [...parts];
  if (list.length === 0)
    fail("out-of-range", where, "parts.length", "1 or more (the tally of no rows will do)", 0);
  list.forEach((tally, i) => {
    check(where, `parts[${i}]`, tally);
  });
  return list;
}

/** Checks that all parts of a merge were made with the same options. */
export function checkSame<Tally>(
  where: string,
  parts: readonly Tally[],
  options: readonly (keyof Tally & string)[],
): void {
  const [first] = parts;
  parts.forEach((part, i) => {
    for (const option of options) {
      if (part[option] === first[option]) continue;
      const mustBe = `${quote(first[option])}, as in parts[0]`;
      fail("options-mismatch", where, `parts[${i}].${option}`, mustBe, part[option]);
    }
  });
}

/** Checks that a part that ends before the latest one left nothing out at its end: it cannot be brought up to date. */
export function checkLatest(
  where: string,
  argument: string,
  part: { readonly until: number; readonly afterUntil: number },
  latest: number,
  noun: string,
): void {
  if (part.until >= latest || part.afterUntil <= 0) return;
  const mustBe = `${latest}, the latest, since ${noun} after it were left out`;
  fail("options-mismatch", where, `${argument}.until`, mustBe, part.until);
}

/** The sum of a count over the parts of a merge. */
export function sumOver<Tally>(parts: readonly Tally[], read: (part: Tally) => number): number {
  return parts.reduce((sum, part) => sum + read(part), 0);
}
