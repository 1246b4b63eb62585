// The tally of activity: its shape, how a table becomes one, and its check.

import type { CalendarInternals, openCalendar } from "../core/calendar.js";
import { checkCount, checkTally } from "../core/check.js";
import { type CustomerId, isCustomer } from "../core/customer-id.js";
import { checkList, isList, isMoment } from "../core/stored.js";
import { type CohortFrame, type CohortOptions, checkEntry } from "./cohort-frame.js";
import { type CohortTally, frameOf, periodStarting } from "./cohort-tally.js";
import { type ActivityTable, addEvents, eachMember, memberOf } from "./counting/activity-table.js";

/** Adds events of a customer in a period to a table that counts them. */
export function addActivity(
  table: ActivityTable,
  customer: CustomerId,
  time: number,
  period: number,
  events: number,
): void {
  const member = memberOf(table, customer, time);
  if (time < table.first[member]) table.first[member] = time;
  addEvents(table, member, period, events);
}

/** Adds a checked tally. */
export function addCustomers(
  table: ActivityTable,
  { customers }: ActivityTally,
  { calendar }: CohortFrame,
): void {
  const periodOf = startReader(calendar);
  for (const { customer, first, starts, events } of customers) {
    for (let i = 0; i < starts.length; i++) {
      addActivity(table, customer, first, periodOf(starts[i]) as number, events[i]); // checked
    }
  }
}

/** The customers of a table, sorted. */
export function customersOf(table: ActivityTable, { calendar }: CohortFrame): CustomerActivity[] {
  const ids = [...table.members.keys()];
  const labels = new Map<number, string>();
  const startDateOf = (period: number): string => {
    const label = labels.get(period) ?? calendar.startDateOf(period);
    labels.set(period, label);
    return label;
  };
  const customers: CustomerActivity[] = [];
  eachMember(table, (member, { periods, events }) => {
    const starts = periods.map(startDateOf);
    customers.push({ customer: ids[member], first: table.first[member], starts, events });
  });
  return customers.sort((a, b) => (isBefore(a.customer, b.customer) ? -1 : 1));
}

/** That no customer's first period is so long ago that a row a period would fill the memory. */
export function checkFirsts(where: string, { customers }: ActivityTally, frame: CohortFrame): void {
  const periodOf = startReader(frame.calendar);
  customers.forEach(({ first, starts }, i) => {
    checkEntry(where, frame, first, periodOf(starts[0]) as number, i, "customer.first"); // checked
  });
}

/** Checks a stored tally, and gives the frame of its options. */
export function checkActivity(
  where: string,
  argument: string,
  tally: ActivityTally,
  open?: typeof openCalendar,
): CohortFrame {
  const { kind, afterUntil, customers } = tally ?? {};
  checkTally(where, `${argument}.kind`, kind === "activity", '"activity"', kind);
  const frame = frameOf(where, argument, tally, "tallyActivity", open);
  const { lagDays } = frame.settings;
  checkTally(where, `${argument}.lagDays`, lagDays === null, "null", lagDays);
  checkCount(where, `${argument}.afterUntil`, afterUntil);
  checkList(where, `${argument}.customers`, customers, "a list");
  const periodOf = startReader(frame.calendar);
  customers.forEach((activity, i) => {
    checkCustomerActivity(where, activity, customers[i - 1], frame, i, periodOf);
  });
  return frame;
}

/** The options of a cohort table but for `lagDays`, which needs the moment of every event. */
export type ActivityOptions = Omit<CohortOptions, "lagDays">;

/** The periods in which a customer was active. */
export interface CustomerActivity {
  readonly customer: CustomerId;
  /** The first event, in epoch milliseconds. */
  readonly first: number;
  /** Local dates that active periods start on, sorted. */
  readonly starts: readonly string[];
  /** How many events each of them had. */
  readonly events: readonly number[];
}

/** Who was active when. Unlike cohorts, it merges over any cut of the events: it keeps the customers. */
export interface ActivityTally extends Omit<CohortTally, "kind" | "cohorts"> {
  readonly kind: "activity";
  /** Sorted: numbers first, then strings. */
  readonly customers: readonly CustomerActivity[];
}

function isBefore(a: CustomerId, b: CustomerId): boolean {
  return typeof a === typeof b ? a < b : typeof a === "number";
}

/** Reads the dates that periods start on, each of them once. */
function startReader(calendar: CalendarInternals): (start: string) => number | null {
  const known = new Map<string, number | null>();
  return (start) => {
    const period = known.get(start);
    if (period !== undefined) return period;
    const read = periodStarting(calendar, start);
    known.set(start, read);
    return read;
  };
}

/** Whether the next change of the clocks brings an earlier period back. */
function isTurned({ segmentAt, periodOf }: CalendarInternals, time: number): boolean {
  return periodOf(segmentAt(time).to) < periodOf(time);
}

function checkCustomerActivity(
  where: string,
  activity: CustomerActivity,
  before: CustomerActivity | undefined,
  { last, calendar }: CohortFrame,
  index: number,
  periodOf: (start: string) => number | null,
): void {
  const { customer, first, starts, events } = activity ?? {};
  checkTally(
    where,
    "customer",
    isCustomer(customer),
    "a string or a finite number",
    customer,
    index,
  );
  const isSorted = before === undefined || isBefore(before.customer, customer);
  checkTally(where, "customer", isSorted, "sorted, and there once", customer, index);
  checkTally(where, "customer.first", isMoment(first), "epoch milliseconds", first, index);
  const periods = isList(starts) ? starts.map(periodOf) : [];
  const fits =
    periods.length > 0 &&
    periods.every((p, i) => p !== null && p <= last && (i === 0 || starts[i] > starts[i - 1]));
  checkTally(where, "customer.starts", fits, "first dates of periods, sorted", starts, index);
  const counted = Array.isArray(events) && events.length === periods.length && !events.includes(0);
  checkTally(where, "customer.events", counted, "a count for each period", events, index);
  for (const count of events) checkCount(where, "customer.events", count, index);
  // Where clocks go back over midnight, the first moment can lie in the second period.
  const place = periods.indexOf(calendar.periodOf(first));
  const isFirst = place === 0 || (place === 1 && isTurned(calendar, first));
  checkTally(where, "customer.first", isFirst, "in the period of starts[0]", first, index);
}
