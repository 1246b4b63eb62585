// The tally of revenue by cohort: its shape.

import type { Period, Weekday } from "../core/calendar.js";

/** The sums by lag. */
export const AMOUNTS = ["amount", "kept", "lowest"] as const;
/** The sums of squares and products by lag. */
export const SQUARES = [
  "change",
  "openingChange",
  "loss",
  "openingLoss",
  "lowestLoss",
  "openingLowestLoss",
] as const;

/**
 * Sums of squares over the members, by lag but for that of the opening, which the intervals take their standard
 * errors from. Of whole amounts they are whole up to 2⁵³ and rounded beyond.
 */
export interface RevenueCohortSquares {
  /** Σ opening², the opening being the amount at lag 0. */
  readonly opening: number;
  /** Σ (amount − opening)² */
  readonly change: readonly number[];
  /** Σ opening × (amount − opening) */
  readonly openingChange: readonly number[];
  /** Σ loss², a loss being what a member pays less than at lag 0. */
  readonly loss: readonly number[];
  /** Σ opening × loss */
  readonly openingLoss: readonly number[];
  /** Σ loss² with the largest loss so far. */
  readonly lowestLoss: readonly number[];
  /** Σ opening × loss with the largest loss so far. */
  readonly openingLowestLoss: readonly number[];
}

/** The customers who first paid at the end of one period. The lists go by lag, as far as any has begun. */
export interface RevenueCohort {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  readonly size: number;
  /** Members who pay at the end of that period; at lag 0 all of them. */
  readonly paying: readonly number[];
  /** What they pay. */
  readonly amount: readonly number[];
  /** Σ min(amount at lag 0, amount now) */
  readonly kept: readonly number[];
  /** The sum of the least that each has paid at any lag up to that one: the rest went, and may have come back. */
  readonly lowest: readonly number[];
  readonly squares: RevenueCohortSquares;
}

/** Revenue by cohort. Those of customer-disjoint parts add up. */
export interface RevenueCohortTally {
  readonly kind: "revenue-cohorts";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  /** As the spans state it; `null` if they do not. */
  readonly currency: string | null;
  /** Spans that start at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** Spans before it that end as they start, which count for nothing else. */
  readonly empty: number;
  /** Customers who paid, but at the end of no period. In no cohort. */
  readonly between: number;
  /** Sorted by start; periods in which nobody first paid are left out. */
  readonly cohorts: readonly RevenueCohort[];
}
