// The loop that sums what the customers of each cohort pay at each lag.

import { fail } from "../core/check.js";
import { MOST_COUNTS } from "../core/limits.js";
import {
  addAt,
  addTo,
  noSum,
  noSums,
  type Sum,
  type Sums,
  totalOf,
  totalsOf,
} from "../core/sum.js";
import { clearEnds, fillEnds, type Payment } from "./payments.js";
import { AMOUNTS, type RevenueCohort, SQUARES } from "./revenue-cohort-tally.js";
import { recordOf } from "./revenue-tally.js";

/**
 * Adds every customer to their cohort.
 *
 * @param first - the period that the cohorts are counted from.
 * @param length - how many periods there are.
 */
export function countRevenueCohorts(
  where: string,
  customers: Iterable<Payment>,
  first: number,
  length: number,
  period: string,
): { readonly between: number; readonly cohorts: CountedCohort[] } {
  const cohorts: OpenCohort[] = [];
  const ends = Array.from({ length: length + 1 }, noSum);
  let [between, lags] = [0, 0];
  for (const last of customers) {
    const { from, to } = fillEnds(ends, last, first);
    let at = from + 1;
    while (at <= to && totalOf(ends[at]) === 0) at++;
    if (at > to) between++;
    else {
      if (cohorts[at - 1] === undefined) {
        lags += length + 1 - at;
        if (lags > MOST_LAGS) {
          const mustBe = `longer: all cohorts together may have ${MOST_LAGS} lags`;
          fail("out-of-range", where, "period", mustBe, period);
        }
        cohorts[at - 1] = openCohort(length + 1 - at);
      }
      addMember(cohorts[at - 1], ends, at, to);
    }
    clearEnds(ends, from, to);
  }
  const counted = cohorts.flatMap((cohort, at) => [{ at, ...closeCohort(cohort) }]);
  return { between, cohorts: counted };
}

/** A cohort, and after how many periods from the first one it started. */
export type CountedCohort = Omit<RevenueCohort, "start"> & { readonly at: number };

/** A tally holds ten numbers for each lag of each cohort. */
const MOST_LAGS = MOST_COUNTS / 10;

/** Sums by lag. */
interface OpenCohort {
  size: number;
  readonly paying: Float64Array;
  readonly amounts: Readonly<Record<(typeof AMOUNTS)[number], Sums>>;
  readonly opening: Sum;
  readonly squares: Readonly<Record<(typeof SQUARES)[number], Sums>>;
  /** Σ opening² of those gone for good, by the first lag at which they are. */
  readonly gone: Sums;
}

function openCohort(lags: number): OpenCohort {
  return {
    size: 0,
    paying: new Float64Array(lags),
    amounts: recordOf(AMOUNTS, () => noSums(lags)),
    opening: noSum(),
    squares: recordOf(SQUARES, () => noSums(lags)),
    gone: noSums(lags),
  };
}

/** Adds a member who first pays at the end `at`, and last at the end `to` or before. */
function addMember(cohort: OpenCohort, ends: readonly Sum[], at: number, to: number): void {
  const { paying, amounts, squares } = cohort;
  const opening = totalOf(ends[at]);
  let lowest = opening;
  cohort.size++;
  addTo(cohort.opening, opening * opening);
  for (let i = at; i <= to; i++) {
    const lag = i - at;
    const now = totalOf(ends[i]);
    if (now > 0) {
      paying[lag]++;
      addAt(amounts.amount, lag, now);
      addAt(amounts.kept, lag, Math.min(opening, now));
    }
    if (now < lowest) lowest = now;
    if (lowest > 0) addAt(amounts.lowest, lag, lowest);
    const change = now - opening;
    if (change !== 0) {
      addAt(squares.change, lag, change * change);
      addAt(squares.openingChange, lag, opening * change);
    }
    if (change < 0) {
      addAt(squares.loss, lag, change * change);
      addAt(squares.openingLoss, lag, -opening * change);
    }
    if (lowest < opening) {
      const loss = opening - lowest;
      addAt(squares.lowestLoss, lag, loss * loss);
      addAt(squares.openingLowestLoss, lag, opening * loss);
    }
  }
  if (to + 1 < ends.length) addAt(cohort.gone, to + 1 - at, opening * opening);
}

function closeCohort(cohort: OpenCohort): Omit<CountedCohort, "at"> {
  const { size, paying, amounts, squares, gone } = cohort;
  const sum = noSum();
  for (let lag = 0; lag < paying.length; lag++) {
    addTo(sum, gone.rounded[lag]);
    addTo(sum, gone.lost[lag]);
    for (const field of SQUARES) {
      // Of those who are gone, change and loss are all of the opening.
      addAt(squares[field], lag, field === "openingChange" ? -totalOf(sum) : totalOf(sum));
    }
  }
  return {
    size,
    paying: [...paying],
    ...recordOf(AMOUNTS, (field) => totalsOf(amounts[field])),
    squares: {
      opening: totalOf(cohort.opening),
      ...recordOf(SQUARES, (field) => totalsOf(squares[field])),
    },
  };
}
