// The list of tallies that a merge takes.

import { fail } from "./check.js";

/** The tallies of a list, one or more. A tally in place of the list is refused. */
export function partsOf<Tally>(where: string, parts: Iterable<Tally>): Tally[] {
  const mustBe = `a list of tallies, as in ${where}([a, b])`;
  if (typeof parts !== "object" || parts === null || !(Symbol.iterator in parts)) {
    fail("wrong-type", where, "parts", mustBe, parts);
  }
  const list = [...parts];
  if (list.length === 0) fail("out-of-range", where, "parts.length", "1 or more", 0);
  return list;
}
