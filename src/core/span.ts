// The check of when a span of time ends.

import { fail } from "./check.js";
import { checkTime } from "./time.js";

/** When a span ends: the first moment outside it, Infinity while it lasts. */
export function checkEnd(where: string, to: unknown, from: number, index: number): number {
  if (to === null) return Infinity;
  if (to === undefined) {
    const mustBe = "a Date, epoch milliseconds, or null while it lasts";
    fail("wrong-type", where, "to", mustBe, to, index);
  }
  const end = checkTime(where, "to", to, index);
  if (end < from) fail("out-of-range", where, "to", `no earlier than from, ${from}`, end, index);
  return end;
}
