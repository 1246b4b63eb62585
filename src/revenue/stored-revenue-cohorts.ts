// The check of a stored tally of revenue by cohort.

import { checkCount, checkTally } from "../core/check.js";
import { type Observation, observationOf } from "../core/observation.js";
import { checkList, isAtMost, isCount, isList, isSum } from "../core/stored.js";
import {
  AMOUNTS,
  type RevenueCohort,
  type RevenueCohortTally,
  SQUARES,
} from "./revenue-cohort-tally.js";

/** Checks a stored tally, and gives the end of its observation. */
export function checkRevenueCohorts(
  where: string,
  argument: string,
  tally: RevenueCohortTally,
): Observation {
  const { kind, currency, afterUntil, empty, between, cohorts } = tally ?? {};
  const made = kind === "revenue-cohorts";
  checkTally(where, `${argument}.kind`, made, '"revenue-cohorts"', kind);
  const observed = observationOf(where, argument, tally, "tallyRevenueCohorts");
  const isCurrency = currency === null || typeof currency === "string";
  checkTally(where, `${argument}.currency`, isCurrency, "a string or null", currency);
  for (const [field, count] of Object.entries({ afterUntil, empty, between })) {
    checkCount(where, `${argument}.${field}`, count);
  }
  checkList(where, `${argument}.cohorts`, cohorts, "a list of cohorts");
  cohorts.forEach((cohort, i) => {
    checkCohort(where, cohort, cohorts[i - 1], observed, i);
  });
  return observed;
}

/** The number of the period that starts on a local date; `null` if none does. */
function periodFrom({ calendar }: Observation, start: string): number | null {
  try {
    const period = calendar.periodOf(calendar.startOfDate(start));
    return calendar.startDateOf(period) === start ? period : null;
  } catch {
    return null;
  }
}

function checkCohort(
  where: string,
  cohort: RevenueCohort,
  before: RevenueCohort | undefined,
  observed: Observation,
  index: number,
): void {
  const { start, size, paying, squares } = cohort ?? {};
  const period = periodFrom(observed, start);
  const isSorted = period !== null && (before === undefined || before.start < start);
  checkTally(where, "cohort.start", isSorted, "the first date of a period, sorted", start, index);
  const lags = observed.last + 1 - (period as number); // checked
  checkTally(where, "cohort.start", lags > 0, "no later than until", start, index);
  checkCount(where, "cohort.size", size, index);
  const counts = isList(paying) && paying.length === lags && paying.every(isCount);
  checkTally(where, "cohort.paying", counts, "a list with a count for each lag", paying, index);
  const isWhole = size > 0 && paying[0] === size && paying.every((count) => count <= size);
  checkTally(
    where,
    "cohort.paying",
    isWhole,
    `size at lag 0, ${size}, and never more`,
    paying,
    index,
  );
  const lists = [
    ...AMOUNTS.map((field) => [field, cohort[field]] as const),
    ...SQUARES.map((field) => [`squares.${field}`, squares?.[field]] as const),
  ];
  for (const [field, list] of lists) {
    const fits = isList(list) && list.length === lags && list.every(isNumber);
    checkTally(where, `cohort.${field}`, fits, "a list with a number for each lag", list, index);
  }
  checkSums(where, cohort, index);
  checkSquares(where, cohort, index);
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

/** What is kept is part of what was there and of what is; the least so far never rises. */
function checkSums(where: string, { paying, amount, kept, lowest }: RevenueCohort, index: number) {
  const opening = amount[0];
  const isOpening = opening > 0 && kept[0] === opening && lowest[0] === opening;
  checkTally(
    where,
    "cohort.amount",
    isOpening,
    "above 0 at lag 0, as kept and lowest",
    opening,
    index,
  );
  paying.forEach((count, lag) => {
    const [now, ofIt, least] = [amount[lag], kept[lag], lowest[lag]];
    const isAmount = isSum(now) && (count === 0 ? now === 0 : now > 0);
    const mustBe = `0 or more, and 0 if nobody pays at lag ${lag}`;
    checkTally(where, "cohort.amount", isAmount, mustBe, now, index);
    const isKept = ofIt >= 0 && isAtMost(ofIt, now) && isAtMost(ofIt, opening);
    const part = `at most the amounts at lags 0 and ${lag}`;
    checkTally(where, "cohort.kept", isKept, part, ofIt, index);
    const isLeast =
      least >= 0 && isAtMost(least, ofIt) && isAtMost(least, lowest[lag - 1] ?? least);
    checkTally(where, "cohort.lowest", isLeast, "at most kept, and never rising", least, index);
  });
}

/** That the squares are of so many amounts with such sums, and products no more than they allow. */
function checkSquares(where: string, cohort: RevenueCohort, index: number): void {
  const { size, amount, kept, lowest, squares } = cohort;
  const [opening] = amount;
  const slack = 1e-12 * opening;
  const fits = (square: number, sum: number) =>
    square >= 0 &&
    isAtMost(square, (sum + slack) ** 2) &&
    isAtMost(Math.max(0, sum - slack) ** 2, square * size);
  const isOpening = isNumber(squares.opening) && fits(squares.opening, opening);
  const all = `what amounts of ${opening} in all can make`;
  checkTally(where, "cohort.squares.opening", isOpening, all, squares.opening, index);
  const sums = [
    ["change", "openingChange", -Infinity],
    ["loss", "openingLoss", 0],
    ["lowestLoss", "openingLowestLoss", 0],
  ] as const;
  amount.forEach((_, lag) => {
    for (const [field, product, least] of sums) {
      const square = squares[field][lag];
      const lost = opening - (field === "loss" ? kept : lowest)[lag];
      const isSquare = field === "change" ? fitsChange(cohort, lag) : fits(square, lost);
      const mustBe = `what changes at lag ${lag} can make`;
      checkTally(where, `cohort.squares.${field}`, isSquare, mustBe, square, index);
      const most = Math.sqrt(squares.opening) * Math.sqrt(square);
      const value = squares[product][lag];
      const isProduct = value >= least && isAtMost(Math.abs(value), most);
      const within = `at most √(opening × ${field}) at lag ${lag}`;
      checkTally(where, `cohort.squares.${product}`, isProduct, within, value, index);
    }
  });
}

/** Each change is no more than the amount before or after it, and all together no less than their sum. */
function fitsChange({ size, amount, squares }: RevenueCohort, lag: number): boolean {
  const [opening, now] = [amount[0], amount[lag]];
  const [square, least] = [squares.change[lag], Math.abs(now - opening) - 1e-12 * (opening + now)];
  const most = lag === 0 ? 0 : opening ** 2 + now ** 2;
  return square >= 0 && isAtMost(square, most) && isAtMost(Math.max(0, least) ** 2, square * size);
}
