// What is known of a population: the share of each group in it.

import { checkNumber, fail } from "../core/check.js";
import { checkKey, type GroupKey, keyId, shownKey } from "../core/group-key.js";

/** Shares by the id of their keys, brought to add up to 1 to the last digit. */
export function sharesById(
  where: string,
  argument: string,
  population: readonly PopulationShare[],
): Map<string, number> {
  if (!Array.isArray(population)) {
    fail("wrong-type", where, argument, "a list of { by, share }", population);
  }
  const shares = new Map<string, number>();
  let sum = 0;
  population.forEach((row: PopulationShare, i) => {
    const { by, share } = row ?? {};
    checkKey("wrong-type", where, `${argument}.by`, by, i);
    const id = keyId(by);
    if (shares.has(id)) {
      fail("out-of-range", where, `${argument}.by`, "in the list once", shownKey(by), i);
    }
    const checked = checkNumber(where, `${argument}.share`, share, 0, 1, i);
    sum += checked;
    shares.set(id, checked);
  });
  if (Math.abs(sum - 1) > 1e-9) {
    fail("out-of-range", where, argument, "shares that add up to 1", sum);
  }
  for (const [id, share] of shares) shares.set(id, share / sum);
  return shares;
}

/** The share of one group in the population. */
export interface PopulationShare<Key extends GroupKey = GroupKey> {
  readonly by: Key;
  /** From 0 to 1; those of all groups add up to 1. */
  readonly share: number;
}
