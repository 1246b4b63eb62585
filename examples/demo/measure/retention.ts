import {
  type Calendar,
  calendar,
  type Period,
  type RetentionPoint,
  type RetentionRow,
  retentionCurve,
  retentionTable,
  tallyCohorts,
} from "customer-metrics";
import { startOfUntil } from "../read/fields.js";
import type { Orders } from "../read/orders.js";
import { unusable } from "../unusable.js";

export interface RetentionOptions {
  readonly period: Period;
  /** A local date, exclusive; the day after the last order unless stated. */
  readonly until?: string | undefined;
}

/** The orders that were observed, and the cohorts of their customers. */
export interface Retention {
  readonly orders: Orders;
  readonly period: Period;
  readonly observed: Observed;
  readonly customers: number;
  /** Orders at or after the end of observation. */
  readonly afterUntil: number;
  readonly table: readonly RetentionRow[];
  readonly curve: readonly CurvePoint[];
}

/** A point with its interval, as every one has where customers enter once. */
export interface CurvePoint extends RetentionPoint {
  readonly low: number;
  readonly high: number;
}

/** What lies inside the observation, by the clocks of the orders' zone. */
export interface Observed {
  readonly days: Calendar;
  /** The number of the day of the first order. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** The first date no longer observed. */
  readonly until: string;
  readonly isUntilStated: boolean;
}

export function measureRetention(orders: Orders, { period, until }: RetentionOptions): Retention {
  const observed = observe(orders, until);
  const { customer, time, timeZone } = orders;
  const end = observed.days.startOfDate(observed.until);
  const periods = calendar({ period, timeZone });
  const [first, last] = [observed.days.startOf(observed.firstDay), end - 1].map(periods.periodOf);
  if (last - first >= MOST_PERIODS) {
    const { days, firstDay, lastDay } = observed;
    throw unusable(
      `${orders.source.name}: from ${days.startDateOf(firstDay)} to ${days.startDateOf(lastDay)} there are ` +
        `${last - first + 1} ${period}s, too many for a table. Is a date wrong? If not, state an ` +
        "--until DATE, or a longer --period.",
    );
  }
  const tally = tallyCohorts({ customer, time }, { period, timeZone, until: end });
  return {
    orders,
    period,
    observed,
    customers: tally.cohorts.reduce((sum, { size }) => sum + size, 0),
    afterUntil: tally.afterUntil,
    table: retentionTable(tally),
    curve: retentionCurve(tally).filter(hasInterval),
  };
}

/** The table has this many squared cells, two million of them. */
const MOST_PERIODS = 1_500;

/** What lies inside the observation, of orders that need not be cohorts. */
export function observe({ source, time, timeZone }: Orders, stated: string | undefined): Observed {
  const days = calendar({ period: "day", timeZone });
  const end = stated === undefined ? Infinity : startOfUntil(days, stated);
  let [first, last] = [Infinity, -Infinity];
  for (const ms of time) {
    if (ms < first) first = ms;
    if (ms > last && ms < end) last = ms;
  }
  if (last === -Infinity) {
    const date = days.startDateOf(days.periodOf(first));
    throw unusable(
      `${source.name}: no order is before --until ${stated}; the first is of ${date}.`,
    );
  }
  const [firstDay, lastDay] = [days.periodOf(first), days.periodOf(last)];
  return {
    days,
    firstDay,
    lastDay,
    until: stated ?? days.startDateOf(lastDay + 1),
    isUntilStated: stated !== undefined,
  };
}

function hasInterval(point: RetentionPoint): point is CurvePoint {
  return point.low !== null && point.high !== null;
}
