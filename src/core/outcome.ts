// The ladder of satisfaction levels, and the checks of tallies that have a row for each.

import { checkTally, fail, quote } from "./check.js";
import { isList } from "./stored.js";

/** The ladder: every outcome, worst first. */
export const satisfactionOutcomes: readonly SatisfactionOutcome[] = [
  "below",
  "meets",
  "exceeds",
  "delights",
  "amazes",
];

/** Where an outcome stands on the ladder, from 0; past its end for a customer who did not answer. */
export function levelIndex(
  where: string,
  level: SatisfactionOutcome | null,
  index: number,
): number {
  if (level === null) return satisfactionOutcomes.length;
  const step = satisfactionOutcomes.indexOf(level);
  if (step >= 0) return step;
  const code = typeof level === "string" ? "out-of-range" : "wrong-type";
  fail(code, where, "level", `${satisfactionOutcomes.join(", ")} or null`, level, index);
}

/** Checks that a stored tally has the rows of the ladder. */
export function checkLadder(
  where: string,
  argument: string,
  levels: readonly { readonly level: SatisfactionOutcome }[] | undefined,
): void {
  const names = isList(levels) ? joinNames(levels.map((row) => row?.level)) : levels;
  const ladder = satisfactionOutcomes.join(", ");
  checkTally(where, `${argument}.level`, names === ladder, ladder, names);
}

/** Joins names for an error, and shows what else is in the list as errors do. */
export function joinNames(names: readonly unknown[]): string {
  return names.map((name) => (typeof name === "string" ? name : quote(name))).join(", ");
}

/** The four levels of satisfaction, in the order a company climbs them. */
export type SatisfactionLevel = "meets" | "exceeds" | "delights" | "amazes";

/** A level, or "below": failing expectations is an outcome, not a level. */
export type SatisfactionOutcome = "below" | SatisfactionLevel;
