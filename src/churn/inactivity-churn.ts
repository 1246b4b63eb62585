// The churn rate of customers who never cancel, read from how long they have been silent.

import { fail } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import type { CustomerEvent } from "../core/customer-event.js";
import {
  checkInactivity,
  type InactivityOptions,
  type InactivityTally,
  tallyInactivity,
} from "./inactivity.js";

/**
 * Churn where nobody cancels: customers silent for `days` × 24 hours have churned. Those still inside the
 * limit are undecided, not retained: nobody knows yet.
 *
 * So the `rate` is of customers who have had the whole limit to show up again: of those inside it at one
 * limit before `until`, the share who have been silent since. Customers who came or came back later are
 * not in it. For the churn of other windows, `tallyMembership` takes each activity as a span of `days`.
 * A limit that is too short shows in `returnedShare`: it gave those customers up too early.
 *
 * @param activity - rows or columns of `{ customer, time }`; their tally alone does as well.
 * @param options - the limit in `days`, and `until`, the end of observation.
 * @returns the counts, and the shares, which are `null` if their total is 0.
 * @throws TypeError or RangeError as `tallyInactivity`.
 *
 * @example
 * ```ts
 * const day = (number: number) => Date.UTC(2026, 0, number);
 * const orders = {
 *   customer: ["ann", "ann", "bob", "cas", "dee"],
 *   time: [day(1), day(45), day(20), day(40), day(5)],
 * };
 * inactivityChurn(orders, { days: 30, until: day(60) });
 * // => { customers: 4, churned: 2, undecided: 2, opening: 3, churnedOfOpening: 2, rate: 0.667,
 * //      lapses: 3, reactivated: 1, reactivatedShare: 0.333 }
 * ```
 *
 * @see Gold, "Fighting Churn with Data" (2020), listing 2.3: the rate, with the limit for a window.
 */
export function inactivityChurn(
  activity: Rows<CustomerEvent>,
  options: InactivityOptions,
): InactivityChurn;
/**
 * The same from a tally, which holds the limit and the end of observation.
 *
 * @throws RangeError if the tally is not one.
 */
export function inactivityChurn(tally: InactivityTally): InactivityChurn;
export function inactivityChurn(
  activity: InactivityTally | Rows<CustomerEvent>,
  options?: InactivityOptions,
): InactivityChurn {
  // A tally tells itself by its kind, which the type of rows leaves open.
  const isTally = "kind" in Object(activity);
  if (isTally && options !== undefined) {
    const mustBe = "left out with a tally, which has its own";
    fail("wrong-type", "inactivityChurn", "options", mustBe, options);
  }
  const { churned, undecided, opening, churnedOfOpening, reactivated } = isTally
    ? checkInactivity("inactivityChurn", "tally", activity as InactivityTally)
    : tallyInactivity(activity as Rows<CustomerEvent>, options as InactivityOptions); // which tallyInactivity checks
  const customers = churned + undecided;
  const lapses = churned + reactivated;
  return {
    customers,
    churned,
    undecided,
    opening,
    churnedOfOpening,
    rate: opening === 0 ? null : churnedOfOpening / opening,
    lapses,
    reactivated,
    reactivatedShare: lapses === 0 ? null : reactivated / lapses,
  };
}

/** What silence says, and what it does not say yet. */
export interface InactivityChurn {
  /** Customers active at least once before `until`: churned and undecided. */
  readonly customers: number;
  /** Silent for the limit or longer at `until`. */
  readonly churned: number;
  /** Still inside the limit. */
  readonly undecided: number;
  /** Inside the limit at one limit before `until`. */
  readonly opening: number;
  /** Of those, silent since. */
  readonly churnedOfOpening: number;
  /** `churnedOfOpening ÷ opening`, from 0 to 1: churn over one limit; `null` when nobody was there at its start. */
  readonly rate: number | null;
  /** All silences of the limit or longer: those of the churned, which last, and those that ended. */
  readonly lapses: number;
  /** Those that ended: the customer came back. */
  readonly reactivated: number;
  /** `reactivated ÷ lapses`: how often the limit was wrong, as far as is known; `null` without lapses. */
  readonly reactivatedShare: number | null;
}
