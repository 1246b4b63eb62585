// The tally of purchases: its shape, the periods it counts by, and the check of one that was stored.

import {
  type CalendarInternals,
  type CalendarOptions,
  openCalendar,
  type Period,
  type Weekday,
} from "../core/calendar.js";
import { checkCount, checkOptions, checkTally, fail } from "../core/check.js";
import type { CustomerId } from "../core/customer-id.js";
import { type CustomerPeriods, checkCustomerPeriods } from "../core/customer-periods.js";
import { checkTime, EARLIEST, type Time } from "../core/time.js";

/** The period of the last day of the year 0, the first that a moment can fall in, in some zone. */
const FIRST_PERIODS: Readonly<Record<Period, number>> = {
  day: -719_163,
  week: -102_738,
  month: -23_629,
  quarter: -7_877,
  year: -1_970,
};

export function purchaseFrame(
  where: string,
  options: PurchaseOptions,
  open: typeof openCalendar = openCalendar,
): PurchaseFrame {
  checkOptions(where, options, ["period", "timeZone", "until", "weekStart"]);
  const { period = "day", timeZone, weekStart = "monday" } = options;
  const calendar = open({ period, timeZone, weekStart });
  const untilPeriod = periodAt(calendar, checkTime(where, "until", options.until));
  // East of Greenwich the first period of all began before the first moment that there is.
  const until = Math.max(EARLIEST, calendar.startOf(untilPeriod));
  // Where no week starts, it must not keep tallies from being merged.
  const weeks = period === "week" ? weekStart : "monday";
  return { settings: { period, timeZone, weekStart: weeks, until, untilPeriod }, calendar };
}

/** The last period that has begun at a moment. */
export function periodAt(calendar: CalendarInternals, time: number): number {
  let period = calendar.periodOf(time);
  // Where clocks go back over midnight, a later date has begun before the moment's own.
  while (calendar.startOf(period + 1) <= time) period++;
  return period;
}

/** The columns of a tally, in the layout that tallies of customers share. */
export function columnsOfPurchases(tally: PurchaseTally): CustomerPeriods {
  const { customers, periodCounts, periods, orders, values } = tally;
  return { customers, first: null, periodCounts, periods, events: orders, values };
}

/** The tally of such columns. */
export function purchasesOf(
  settings: PurchaseSettings,
  afterUntil: number,
  { events: orders, values, customers, periodCounts, periods }: CustomerPeriods,
): PurchaseTally {
  const columns = { customers, periodCounts, periods, orders };
  // Without customers nobody knows whether orders have values.
  const given = customers.length === 0 ? null : values;
  return { kind: "purchases", ...settings, afterUntil, ...columns, values: given };
}

/**
 * Checks a stored tally. What it says of `until` is believed: most readings go by the numbers of
 * periods alone, and should not have to carry a calendar.
 *
 * @returns the first period that is not over.
 */
export function checkPurchases(where: string, argument: string, tally: PurchaseTally): number {
  const { kind, period, untilPeriod, afterUntil } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "purchases", '"purchases"', kind);
  const isPeriod = typeof period === "string" && Object.hasOwn(FIRST_PERIODS, period);
  checkTally(
    where,
    `${argument}.period`,
    isPeriod,
    '"day", "week", "month", "quarter" or "year"',
    period,
  );
  const from = FIRST_PERIODS[period];
  const isEnd = Number.isInteger(untilPeriod) && untilPeriod >= from && untilPeriod < 4e6;
  checkTally(where, `${argument}.untilPeriod`, isEnd, "the number of a period", untilPeriod);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  const columns = columnsOfPurchases(tally);
  const names = { events: "orders", values: "values" };
  checkCustomerPeriods(where, argument, names, columns, from, untilPeriod - 1, 0);
  return untilPeriod;
}

/** Checks a stored tally in every respect, and gives the calendar of its settings. */
export function frameOfPurchases(
  where: string,
  argument: string,
  tally: PurchaseTally,
  open?: typeof openCalendar,
): PurchaseFrame {
  checkPurchases(where, argument, tally);
  const { period, timeZone, weekStart, until, untilPeriod } = tally;
  let frame: PurchaseFrame;
  try {
    frame = purchaseFrame(where, { period, timeZone, weekStart, until }, open);
  } catch {
    fail("bad-tally", where, argument, "made with options that tallyPurchases takes", tally);
  }
  const { settings } = frame;
  const isStart = settings.until === until && settings.untilPeriod === untilPeriod;
  checkTally(where, `${argument}.until`, isStart, `the start of period ${untilPeriod}`, until);
  const isMonday = settings.weekStart === weekStart;
  checkTally(where, `${argument}.weekStart`, isMonday, '"monday", unless by week', weekStart);
  return frame;
}

/** Goes through the customers who bought before a period, and says where their periods begin and end. */
export function eachBuyer(
  { customers, periodCounts, periods }: PurchaseTally,
  end: number,
  visit: (customer: number, from: number, to: number) => void,
): void {
  let from = 0;
  for (let customer = 0; customer < customers.length; customer++) {
    const next = from + periodCounts[customer];
    let to = next;
    while (to > from && periods[to - 1] >= end) to--;
    if (to > from) visit(customer, from, to);
    from = next;
  }
}

/** The periods purchases are counted by, and where observation ends. */
export interface PurchaseOptions extends Omit<CalendarOptions, "period"> {
  /** Purchases of one period count as one purchase; `"day"` unless stated. */
  readonly period?: Period | undefined;
  /** The end of observation, exclusive; moved back to the start of its period. */
  readonly until: Time;
}

/** Options with every default filled in, as a tally carries them. */
export interface PurchaseSettings {
  readonly period: Period;
  readonly timeZone: string;
  readonly weekStart: Weekday;
  /** In epoch milliseconds: the start of a period. */
  readonly until: number;
  /** The number of the period that starts at `until`, the first that is not over. */
  readonly untilPeriod: number;
}

/** Who bought when, how often, and for how much. It keeps the customers, and so merges over any cut. */
export interface PurchaseTally extends PurchaseSettings {
  readonly kind: "purchases";
  /** Purchases at or after `until`, which count for nothing else. */
  readonly afterUntil: number;
  /** Sorted, each once: numbers first, then strings. */
  readonly customers: readonly CustomerId[];
  /** By customer: in how many periods they bought, at least 1. */
  readonly periodCounts: readonly number[];
  /** Those periods, customer after customer, each customer's rising, as `calendar(…).periodOf` numbers them. */
  readonly periods: readonly number[];
  /** How many orders there were in each of the `periods`. */
  readonly orders: readonly number[];
  /** What they were worth; `null` if orders have no value. */
  readonly values: readonly number[] | null;
}

/** Settings, and the calendar they mean. */
export interface PurchaseFrame {
  readonly settings: PurchaseSettings;
  readonly calendar: CalendarInternals;
}
