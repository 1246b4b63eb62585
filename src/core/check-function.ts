// The check of a function that a caller passes in.

import { fail } from "./check.js";

/** Checks that an argument is a function, such as the one an example shows. */
export function checkFunction(
  where: string,
  argument: string,
  value: unknown,
  example: string,
): void {
  if (typeof value === "function") return;
  fail("wrong-type", where, argument, `a function such as ${example}`, value);
}
