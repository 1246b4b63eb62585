// Lists of groups as other functions read them: each key once, and all of one scale.

import { checkTally } from "../core/check.js";
import { checkKey, type GroupKey, keyId, shownKey } from "../core/group-key.js";
import type { Scale } from "./scale.js";
import { checkScores, type ScoreTally } from "./score-tally.js";
import type { ScoreGroup } from "./scores-by.js";

/** Groups by the id of their key, of the scale that is meant or that of the first. */
export function groupsById<Key extends GroupKey>(
  where: string,
  argument: string,
  groups: readonly ScoreGroup<Key>[],
  meant?: Scale,
): Map<string, ScoreGroup<Key>> {
  checkTally(where, argument, Array.isArray(groups), "a list, as tallyScoresBy makes it", groups);
  const found = new Map<string, ScoreGroup<Key>>();
  let scale = meant;
  groups.forEach((group: ScoreGroup<Key>, i) => {
    const { by, tally } = group ?? {};
    const at = `${argument}[${i}].`;
    checkKey("bad-tally", where, `${at}by`, by);
    const id = keyId(by);
    checkTally(where, `${at}by`, !found.has(id), "in the list once", shownKey(by));
    scale = checkScores(where, `${at}tally`, tally, scale).scale;
    found.set(id, group);
  });
  return found;
}

/** Checks that a group is one, and not in the list already; `seen` are the ids of those before it. */
export function checkOnce(where: string, seen: Set<string>, by: GroupKey, index: number): void {
  checkKey("bad-tally", where, "groups.by", by, index);
  const id = keyId(by);
  const mustBe = "in the list once";
  checkTally(where, "groups.by", !seen.has(id), mustBe, shownKey(by), index);
  seen.add(id);
}

/** All answers of some groups together, which are of one scale and at least one. */
export function pooledTally(groups: Iterable<ScoreGroup>): ScoreTally {
  const [{ tally: first }, ...rest] = groups;
  const counts = [...first.counts];
  let { missing } = first;
  for (const { tally } of rest) {
    tally.counts.forEach((count, i) => {
      counts[i] += count;
    });
    missing += tally.missing;
  }
  return { ...first, counts, missing };
}
