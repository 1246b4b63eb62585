// The tally of revenue by period: its shape, its calendar and its check.

import type { Period, Weekday } from "../core/calendar.js";
import { checkCount, checkTally, quote } from "../core/check.js";
import { MOST_PERIODS } from "../core/limits.js";
import { type Observation, observationOf } from "../core/observation.js";
import { checkList, isAtMost } from "../core/stored.js";
import type { RevenueTally } from "./revenue-tally.js";
import { checkRevenue } from "./stored-revenue.js";

export function periodAt(
  { calendar, until, last }: Observation,
  number: number,
): Pick<RevenuePeriod, "start" | "state"> {
  // Those before the last one are over since it has begun, which the zone need not be asked for.
  const isOver = number < last || calendar.startOf(number + 1) <= until;
  return { start: calendar.startDateOf(number), state: isOver ? "complete" : "partial" };
}

/** Checks a stored tally. */
export function checkPeriods(where: string, argument: string, tally: RevenueByPeriodTally): void {
  const { kind, currency, afterUntil, periods } = tally ?? {};
  const made = kind === "revenue-by-period";
  checkTally(where, `${argument}.kind`, made, '"revenue-by-period"', kind);
  const observed = observationOf(where, argument, tally, "tallyRevenueByPeriod");
  const isCurrency = currency === null || typeof currency === "string";
  checkTally(where, `${argument}.currency`, isCurrency, "a string or null", currency);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkList(where, `${argument}.periods`, periods, "a list of periods", MOST_PERIODS);
  periods.forEach((period, i) => {
    const place = `${argument}.periods.${i}`;
    const { start, state, tally: revenue } = period ?? {};
    const meant = periodAt(observed, observed.last + 1 - periods.length + i);
    const follows = start === meant.start;
    checkTally(
      where,
      `${place}.start`,
      follows,
      `"${meant.start}", so that none is left out`,
      start,
    );
    checkTally(where, `${place}.state`, state === meant.state, `"${meant.state}"`, state);
    checkRevenue(where, `${place}.tally`, revenue);
    const same = revenue.currency === currency;
    const all = `${quote(currency)}, as in the whole tally`;
    checkTally(where, `${place}.tally.currency`, same, all, revenue.currency);
    checkOpening(where, `${place}.tally`, revenue, periods[i - 1]?.tally);
  });
}

/** What moved in one period. */
export interface RevenuePeriod {
  /** The local date the period starts on, such as `"2026-11-01"`. */
  readonly start: string;
  /** Whether the period is over at `until`, or still running. */
  readonly state: "complete" | "partial";
  readonly tally: RevenueTally;
}

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

/** That a period opens as the one before closed; before the first one nobody paid. */
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
