// Purchase histories as a likelihood reads them, and the fit of a model to them.

import { checkOptions, checkWhole } from "../core/check.js";
import { checkHistories, type HistoryTally } from "../loyalty/histories.js";
import { type LogTerm, localOf, logTerm } from "../statistics/log-mixture.js";
import { fitLikelihood } from "./fit.js";
import { checkScale, type ModelFit } from "./model-fit.js";
import { MOST_PURCHASES } from "./purchase-models.js";

/** Checks that a tally has histories that models can read, and gives them: all, or every so many. */
export function readHistories(
  where: string,
  tally: HistoryTally,
): {
  rows: (unit: number, every?: number) => HistoryRows;
  customers: number;
  purchases: number;
  meanAge: number;
} {
  const customers = checkHistories(where, "tally", tally);
  const { repeats } = tally;
  // Sorted: the last is the largest.
  if (repeats.length > 0)
    checkWhole(where, "tally.repeats", repeats[repeats.length - 1], 0, MOST_PURCHASES);
  let [purchases, ages] = [0, 0];
  tally.customers.forEach((count, i) => {
    purchases += count * repeats[i];
    ages += count * tally.age[i];
  });
  const rows = (unit: number, every = 1): HistoryRows => {
    const kept = (column: readonly number[]) => column.filter((_, i) => i % every === 0);
    return {
      repeats: kept(repeats),
      last: Float64Array.from(kept(tally.last), (time) => time / unit),
      age: Float64Array.from(kept(tally.age), (time) => time / unit),
      customers: kept(tally.customers),
    };
  };
  return { rows, customers, purchases, meanAge: ages / customers };
}

/** Refuses histories without whole opportunities to buy. */
export function checkOpportunities(where: string, { repeats, last, age }: HistoryTally): void {
  age.forEach((end, i) => {
    checkWhole(where, "tally.age", end, 0, 10_000, i);
    checkWhole(where, "tally.last", last[i], repeats[i], end, i);
  });
}

/** Fits a model with two scales; `null` if nobody came back. */
export function fitHistories<Name extends string>(
  where: string,
  tally: HistoryTally,
  options: FitOptions,
  names: readonly Name[],
  likelihood: HistoryLikelihood,
): { parameters: Record<Name, number>; unit: number; fit: ModelFit } | null {
  const unit = checkScale(where, "unit", checkOptions(where, options, ["unit"]).unit ?? 1);
  const { rows, customers, purchases, meanAge } = readHistories(where, tally);
  if (purchases === 0) return null;
  // In mean ages all parameters are of the order of 1, whatever the unit.
  const scale = meanAge / unit;
  const isTime = (name: string): boolean => name === "alpha" || name === "beta";
  const units = Object.fromEntries(names.map((name) => [name, isTime(name) ? scale : 1]));
  // The best parameters of every tenth of many rows are near those of all.
  const steps = tally.repeats.length < 20_000 ? [1] : [10, 1];
  const found = fitLikelihood(
    {
      units: units as Record<Name, number>, // the entries are those of the names
      shift: -purchases * Math.log(scale),
      locals: steps.map((every) => localOfRows(likelihood, rows(meanAge, every))),
    },
    customers,
  );
  return { ...found, unit };
}

/** The log-likelihood of rows as a function of the parameters. */
export function localOfRows(likelihood: HistoryLikelihood, rows: HistoryRows) {
  return (parameters: readonly number[]): ReturnType<typeof localOf> => {
    const total = logTerm();
    likelihood(total, rows, parameters);
    return localOf(total);
  };
}

/** Columns of histories, times in a unit of the caller's. */
export interface HistoryRows {
  readonly repeats: readonly number[];
  readonly last: Float64Array;
  readonly age: Float64Array;
  readonly customers: readonly number[];
}

/** Adds the log-likelihood of some rows, and its derivatives, to a total. */
export type HistoryLikelihood = (
  total: LogTerm,
  rows: HistoryRows,
  parameters: readonly number[],
) => void;

/** The unit of a model's times. */
export interface FitOptions {
  /** How many periods of the tally are one unit of the model: 7 reads days by the week; 1 unless stated. */
  readonly unit?: number | undefined;
}
