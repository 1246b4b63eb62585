// What the outcome goes with: how the variance of an answer splits among the answers to other questions.

import { checkOptions, fail } from "../core/check.js";
import type { Rows } from "../core/columns.js";
import { checkConfidence } from "../statistics/distributions.js";
import { explainedShares, type Splitting } from "../statistics/explained-shares.js";
import { lmgShares } from "../statistics/r-squared.js";
import { relativeShares } from "../statistics/relative-weights.js";
import type { ConfidenceOptions } from "../statistics/share.js";
import { driverColumns } from "./driver-columns.js";

/**
 * How much of an outcome goes with each of several answers: what each explains of its variance, averaged
 * over all orders in which they could be taken into account.
 * `Σ_S |S|! (k − |S| − 1)! ÷ k! · (R²(S ∪ j) − R²(S))`, over the sets S of the other drivers
 *
 * Drivers that are alike share what they have in common, where a regression gives it to one of them. It
 * says what goes with the outcome, not what would change it. Take the answer from 0 to 10 as the outcome,
 * not its category. Points of a scale count as equal steps; where `spearman`, of ranks, is far from
 * `pearson`, that matters.
 *
 * The interval is a jackknife over 20 groups of rows: each group is left out in turn, and the spread of
 * what comes out, times t with 19 degrees of freedom, reaches to both sides, at most to 0 and 1.
 *
 * @param rows - rows or columns with a number a driver and one for the outcome. Those with a gap, `null` or
 *   `undefined`, are counted in `leftOut`.
 * @param options - `outcome` and up to 15 `drivers`, by their fields; `confidence`, 0.95 unless stated.
 * @returns the drivers in the order given; the shares add up to `rSquared`. All numbers of a driver that
 *   never varies are `null`, and all shares if the outcome does not. Ends are `null` below 40 rows.
 * @throws RangeError or TypeError if a value is not a number, a name is not a field, there are more than 15
 *   drivers, or the confidence is not between 0 and 1.
 *
 * @example
 * ```ts
 * const answers = {
 *   nps: [9, 10, 7, 4, 8, 10, 6, 2, 9, 5],
 *   speed: [4, 5, 4, 2, 4, 5, 3, 1, 5, 3],
 *   price: [3, 3, 2, 3, 4, 4, 2, 2, 3, null],
 * };
 * const { rSquared, drivers, leftOut } = driverShares(answers, {
 *   outcome: "nps",
 *   drivers: ["speed", "price"],
 * });
 * rSquared; // => 0.962
 * drivers[0]; // => { driver: "speed", share: 0.785, pearson: 0.977, spearman: 0.948, … }
 * leftOut; // => 1
 * ```
 *
 * @see Lindeman, Merenda and Gold, "Introduction to Bivariate and Multivariate Analysis" (1980), 119:
 *   the shares. Grömping, The American Statistician 61 (2007), 139–147: what they are good for.
 */
export function driverShares<Row extends object>(
  rows: Rows<Row>,
  options: DriverOptions<keyof Row & string>,
): DriverShares {
  return splitOutcome("driverShares", rows, options, {
    most: 15,
    advice: ", and relativeWeights takes up to 100",
    takesCollinear: true,
    split: lmgShares,
  });
}

/**
 * How much of an outcome goes with each of many answers, up to 100: Johnson's relative weights.
 *
 * It reads as `driverShares` does, and with two drivers gives the same. With more it is close, and far
 * quicker than going through all sets of them. Drivers that are sums of others have no weights: if there
 * are any, all shares are `null`, and `collinear` names them.
 *
 * @param rows - as in `driverShares`.
 * @param options - `outcome` and up to 100 `drivers`, by their fields; `confidence`, 0.95 unless stated.
 * @returns as `driverShares`.
 * @throws RangeError or TypeError as `driverShares`, for more than 100 drivers.
 *
 * @example
 * ```ts
 * const answers = {
 *   nps: [9, 10, 7, 4, 8, 10, 6, 2, 9, 5],
 *   speed: [4, 5, 4, 2, 4, 5, 3, 1, 5, 3],
 *   price: [3, 3, 2, 3, 4, 4, 2, 2, 3, null],
 * };
 * relativeWeights(answers, { outcome: "nps", drivers: ["speed", "price"] }).drivers[0].share; // => 0.785
 * ```
 *
 * @see Johnson, Multivariate Behavioral Research 35 (2000), 1–19: the weights.
 */
export function relativeWeights<Row extends object>(
  rows: Rows<Row>,
  options: DriverOptions<keyof Row & string>,
): DriverShares {
  return splitOutcome("relativeWeights", rows, options, {
    most: 100,
    advice: "",
    takesCollinear: false,
    split: relativeShares,
  });
}

/** Which fields of the rows are the outcome and the drivers. */
export interface DriverOptions<Name extends string> extends ConfidenceOptions {
  /** The answer that is to be explained, such as the one from 0 to 10. */
  readonly outcome: Name;
  /** The answers it may go with. */
  readonly drivers: readonly Name[];
}

/** How the variance of an outcome splits among drivers. */
export interface DriverShares {
  /** The share of the variance that goes with all drivers together; `null` if nothing varies. */
  readonly rSquared: number | null;
  /** Rows without a gap, which all of this is about. */
  readonly answers: number;
  /** Rows with a gap. */
  readonly leftOut: number;
  readonly confidence: number;
  /** Drivers that can be worked out from the others, such as copies. */
  readonly collinear: readonly string[];
  readonly drivers: readonly DriverShare[];
}

/** What goes with one driver. */
export interface DriverShare {
  readonly driver: string;
  /** Of the variance of the outcome, from 0 to 1. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The correlation with the outcome alone, −1 to 1. */
  readonly pearson: number | null;
  /** The same of ranks, for which the steps of a scale need not be equal. */
  readonly spearman: number | null;
}

/** How many drivers a method takes, and how it splits R². */
interface Method extends Splitting {
  readonly most: number;
  readonly advice: string;
}

function splitOutcome<Row extends object>(
  where: string,
  rows: Rows<Row>,
  options: DriverOptions<keyof Row & string>,
  method: Method,
): DriverShares {
  const { drivers, confidence = 0.95 } = checkDrivers(where, options, method);
  const { columns, leftOut } = driverColumns(where, rows, [...drivers, options.outcome]);
  const varying = columns.filter((column) => column.some((x) => x !== column[0]));
  const isExplained = varying.length > 1 && varying.at(-1) === columns.at(-1);
  const explained = isExplained ? explainedShares(varying, method, confidence) : null;
  const places = drivers.map((_, i) => varying.indexOf(columns[i]));
  return {
    rSquared: explained?.rSquared ?? null,
    answers: columns[0].length,
    leftOut,
    confidence,
    collinear: drivers.filter((_, i) => explained?.collinear.includes(places[i])),
    drivers: drivers.map((driver, i) => ({
      driver,
      ...(explained?.shares[places[i]] ?? NO_SHARE),
    })),
  };
}

const NO_SHARE = { share: null, low: null, high: null, pearson: null, spearman: null };

function checkDrivers<Name extends string>(
  where: string,
  options: DriverOptions<Name>,
  { most, advice }: Method,
): DriverOptions<Name> {
  const {
    outcome,
    drivers,
    confidence = 0.95,
  } = checkOptions(where, options, ["outcome", "drivers", "confidence"]);
  checkConfidence(where, confidence);
  if (!Array.isArray(drivers) || drivers.length < 1 || drivers.length > most) {
    const isList = Array.isArray(drivers);
    const mustBe = `a list of 1 to ${most} names${advice}`;
    const given = isList ? drivers.length : drivers;
    fail(isList ? "out-of-range" : "wrong-type", where, "drivers", mustBe, given);
  }
  [outcome, ...drivers].forEach((name, i, names) => {
    if (typeof name === "string" && name !== "" && names.indexOf(name) === i) return;
    const argument = i === 0 ? "outcome" : "drivers";
    const mustBe = `the name of a field${i === 0 ? "" : ", each named once"}`;
    fail("wrong-type", where, argument, mustBe, name, i === 0 ? undefined : i - 1);
  });
  return options;
}
