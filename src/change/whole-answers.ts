// Answers that are people: what weights make of them, which may be a fraction of one, is refused.

import { checkWhole, fail, MOST } from "../core/check.js";
import { type NpsCounts, npsCounts } from "../satisfaction/nps.js";
import type { Scale } from "../satisfaction/scale.js";
import type { ScoreTally } from "../satisfaction/score-tally.js";
import type { Scores } from "../satisfaction/scores.js";

/** The three counts, all whole; `name` is put before their names in errors. */
export function wholeCounts(
  where: string,
  name: "" | `${string}.`,
  answers: WholeAnswers,
  scale: Scale | undefined,
): NpsCounts {
  const counts = npsCounts(checkUnweighted(where, name, answers), { scale });
  for (const category of ["promoters", "passives", "detractors"] as const) {
    checkWhole(where, name + category, counts[category], 0, MOST);
  }
  return counts;
}

/** Refuses effective counts: what they are worth is no number of people. */
export function checkUnweighted<Answers>(where: string, name: string, answers: Answers): Answers {
  const { kind } = Object(answers);
  if (kind !== "effective-scores") return answers;
  fail(
    "bad-tally",
    where,
    name.slice(0, -1) || "answers",
    "scores, their tally or counts of people, not effective counts",
    answers,
  );
}

/** The scores themselves, their tally, or the three counts. */
export type WholeAnswers = Scores | ScoreTally | NpsCounts;
