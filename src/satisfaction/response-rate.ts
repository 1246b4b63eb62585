// The share of those invited who answered.

import { checkObject, checkWhole, MOST } from "../core/check.js";
import { type Share, shareOf } from "../statistics/share.js";

/**
 * The share of those invited who answered.
 * `answered ÷ invited`
 *
 * @returns the two counts with their share, `null` when nobody was invited; `shareInterval` takes it.
 * @throws RangeError if a count is not a whole number, or more answered than were invited.
 *
 * @example
 * ```ts
 * responseRate({ invited: 400, answered: 90 }); // => { count: 90, total: 400, share: 0.225 }
 * ```
 *
 * @see AAPOR, "Standard Definitions": its response rate 1, where everybody invited could have answered.
 */
export function responseRate(asked: {
  readonly invited: number;
  readonly answered: number;
}): Share {
  const where = "responseRate";
  const invited = checkWhole(where, "invited", checkObject(where, "asked", asked).invited, 0, MOST);
  return shareOf(checkWhole(where, "answered", asked.answered, 0, invited), invited);
}
