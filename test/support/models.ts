import { expect } from "vitest";
import type { HistoryTally, LifetimeTally, ModelFit } from "../../src/index.js";
import { tallyHistories, tallyLifetimes } from "../../src/index.js";

/** Survivors of Fader and Hardie 2007: customers after 0, 1, 2, … renewals. */
export const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
export const regular = [1000, 631, 468, 382, 326, 289, 262, 241];

/** Rows of duration, left, censored, entered as a tally: those who last longest are those who came late. */
export function lifetimesOf(rows: readonly (readonly number[])[]): LifetimeTally {
  const lifetimes: { duration: number; left: boolean; entered?: number }[] = [];
  const entries: number[] = [];
  for (const [duration, left, censored, entered] of rows) {
    for (let i = 0; i < left; i++) lifetimes.push({ duration, left: true });
    for (let i = 0; i < censored; i++) lifetimes.push({ duration, left: false });
    for (let i = 0; i < entered; i++) entries.push(duration);
  }
  lifetimes.sort((a, b) => b.duration - a.duration);
  entries.sort((a, b) => b - a);
  return tallyLifetimes(lifetimes.map((one, i) => ({ ...one, entered: entries[i] ?? 0 })));
}

/** That a number is within a share of what is expected. */
export function expectWithin(actual: unknown, expected: number, share: number, what = ""): void {
  const error = Math.abs((actual as number) - expected);
  expect(error, `${what} ${actual}, not ${expected}`).toBeLessThanOrEqual(
    share * Math.abs(expected),
  );
}

/** A fit that ran out of evaluations. */
export const lostFit: ModelFit = {
  status: "not-converged",
  logLikelihood: -100,
  customers: 10,
  evaluations: 200,
  unidentified: [],
  standardErrors: {},
  covariance: null,
};

/** Rows of repeats, last, age and customers as a tally. */
export function historiesOfRows(rows: readonly (readonly number[])[]): HistoryTally {
  return tallyHistories(
    rows.map(([repeats, last, age, customers]) => ({ repeats, last, age, customers })),
  );
}

/** 11,104 donors by repeat donations, the year of the last one, years, and how many: Fader, Hardie, Shang 2010. */
const donorRows = [
  [0, 0, 6, 3464],
  [1, 1, 6, 1091],
  [1, 2, 6, 277],
  [1, 3, 6, 129],
  [1, 4, 6, 78],
  [1, 5, 6, 119],
  [1, 6, 6, 129],
  [2, 2, 6, 613],
  [2, 3, 6, 255],
  [2, 4, 6, 155],
  [2, 5, 6, 173],
  [2, 6, 6, 234],
  [3, 3, 6, 322],
  [3, 4, 6, 181],
  [3, 5, 6, 225],
  [3, 6, 6, 357],
  [4, 4, 6, 240],
  [4, 5, 6, 284],
  [4, 6, 6, 512],
  [5, 5, 6, 335],
  [5, 6, 6, 728],
  [6, 6, 6, 1203],
];

export const donors: HistoryTally = historiesOfRows(donorRows);
