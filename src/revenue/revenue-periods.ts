// The tally of revenue by period: its shape, its calendar and its check.

import type { Period, Weekday } from "../core/calendar.js";
import { checkCount, checkTally, quote } from "../core/check.js";
import { observationOf } from "../core/observation.js";
import { checkSeries, type SeriesPeriod } from "../core/series.js";
import { isAtMost } from "../core/stored.js";
import type { RevenueTally } from "./revenue-tally.js";
import { checkRevenue } from "./stored-revenue.js";

/** Checks a stored tally. */
export function checkPeriods(where: string, argument: string, tally: RevenueByPeriodTally): void {
  const { kind, currency, afterUntil, periods } = tally ?? {};
  const made = kind === "revenue-by-period";
  checkTally(where, `${argument}.kind`, made, '"revenue-by-period"', kind);
  const observed = observationOf(where, argument, tally, "tallyRevenueByPeriod");
  const isCurrency = currency === null || typeof currency === "string";
  checkTally(where, `${argument}.currency`, isCurrency, "a string or null", currency);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkSeries(where, argument, observed, periods, (place, revenue, before) => {
    checkRevenue(where, place, revenue);
    const same = revenue.currency === currency;
    const all = `${quote(currency)}, as in the whole tally`;
    checkTally(where, `${place}.currency`, same, all, revenue.currency);
    checkOpening(where, place, revenue, before);
  });
}

/** What moved in one period. */
export type RevenuePeriod = SeriesPeriod<RevenueTally>;

/** Revenue period by period. Those of customer-disjoint parts add up. */
export interface RevenueByPeriodTally {
  readonly kind: "revenue-by-period";
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds. */
  readonly until: number;
  /** As the spans state it; `null` if they do not. */
  readonly currency: string | null;
  /** Spans that start at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** From the first period in which somebody paid to the last one begun before `until`; none left out. */
  readonly periods: readonly RevenuePeriod[];
}

/** Checks that a period opens as the one before closed; before the first one nobody paid. */
function checkOpening(
  where: string,
  argument: string,
  { opening, customers }: RevenueTally,
  before: RevenueTally | undefined,
): void {
  const closing = before?.closing ?? 0;
  const count = before?.customers.closing ?? 0;
  const isSame = isAtMost(opening, closing) && isAtMost(closing, opening);
  const mustBe = "the closing of the period before,";
  checkTally(where, `${argument}.opening`, isSame, `${mustBe} ${closing}`, opening);
  const field = `${argument}.customers.opening`;
  checkTally(where, field, customers.opening === count, `${mustBe} ${count}`, customers.opening);
}
