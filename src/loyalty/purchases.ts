// Purchases counted by customer and period: from rows, from a stream, from the tallies of parts.

import { fail } from "../core/check.js";
import { mergeCustomerPeriods } from "../core/customer-periods.js";
import { checkLatest, checkSame, partsOf, sumOver } from "../core/parts.js";
import { sharedCalendars } from "../retention/cohort-frame.js";
import { activityTable, addEvents, memberOf } from "../retention/counting/activity-table.js";
import { addValue } from "../retention/counting/cohort-builder.js";
import { periodsOfEvents, periodsOfTable } from "../retention/counting/period-columns.js";
import { eventReader } from "../retention/event-chunks.js";
import { type CustomerEvents, eventsOf } from "../retention/event-columns.js";
import { type EventStream, readAll } from "../retention/streams.js";
import {
  columnsOfPurchases,
  frameOfPurchases,
  type PurchaseOptions,
  type PurchaseTally,
  purchaseFrame,
  purchasesOf,
} from "./purchase-tally.js";

/**
 * Counts each customer's purchases by period, for everything that asks who comes back, how often and for
 * how much.
 *
 * Orders of one period are one purchase, with their values added up. A period that is still running would
 * be only part of one, so `until` moves back to the start of its period; what was bought since then is
 * counted in `afterUntil` and in nothing else. Subtract refunds from the order they belong to; an order
 * worth 0 is a purchase.
 *
 * Any cut of the rows merges (`mergePurchases`): by customer, by time, at random. The tally grows with
 * customers and the periods they buy in, not with orders. The tally of nothing has empty columns.
 *
 * @param purchases - rows or columns of `{ customer, time, value? }`; either all have a value or none.
 * @param options - `timeZone` and `until`; `period`, a day unless stated, and for weeks the `weekStart`.
 * @returns the tally; `purchaseHistories`, `repeatRate`, `rfmScores` and others read it.
 * @throws TypeError or RangeError if a row or an option is not as described, a value is below 0, or some rows
 *   have a value and others not.
 *
 * @example
 * ```ts
 * const purchases = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5, 9), value: 30 },
 *   { customer: "bob", time: Date.UTC(2026, 0, 6), value: 50 },
 *   { customer: "ann", time: Date.UTC(2026, 0, 5, 20), value: 10 },
 *   { customer: "ann", time: Date.UTC(2026, 0, 19), value: 25 },
 * ];
 * const tally = tallyPurchases(purchases, { timeZone: "UTC", until: Date.UTC(2026, 1, 1) });
 * tally.customers; // => ["ann", "bob"]
 * tally.periodCounts; // => [2, 1]
 * const { startDateOf } = calendar({ period: "day", timeZone: "UTC" });
 * tally.periods.map(startDateOf); // => ["2026-01-05", "2026-01-19", "2026-01-06"]
 * tally.orders; // => [2, 1, 1]
 * tally.values; // => [40, 25, 50]
 * ```
 */
export function tallyPurchases(purchases: CustomerEvents, options: PurchaseOptions): PurchaseTally {
  const where = "tallyPurchases";
  const { calendar, settings } = purchaseFrame(where, options);
  const { until } = settings;
  const events = eventsOf(where, "purchases", purchases, until);
  const { values } = events;
  for (let i = 0; values !== null && i < values.length; i++) {
    if (values[i] < 0) refuseRefund(where, values[i], i);
  }
  const columns = periodsOfEvents(events, calendar, until, false);
  return purchasesOf(settings, events.columns.afterUntil, columns);
}

/**
 * Counts each customer's purchases by period as `tallyPurchases` does, from a stream: a file, a cursor of a
 * database, a queue.
 *
 * What it keeps grows with customers and the periods they buy in, not with orders: at five periods a customer
 * about 60 bytes each, 80 with values. Any cut of the rows merges (`mergePurchases`).
 *
 * @param purchases - an iterable, async or not, of purchases, of arrays of them or of columns of them.
 * @param options - those of `tallyPurchases`.
 * @returns the tally that `tallyPurchases` gives of all the purchases at once; values with fractions may
 *   differ by 1e-12 · Σ|value|.
 * @throws TypeError or RangeError (the promise rejects) as `tallyPurchases`, with the index of the row
 *   counted through the whole stream.
 *
 * @example
 * ```ts
 * const days = [
 *   [{ customer: "ann", time: Date.UTC(2026, 0, 5), value: 30 }],
 *   [{ customer: "ann", time: Date.UTC(2026, 0, 7), value: 20 }],
 * ];
 * const tally = await tallyPurchasesAsync(days, {
 *   period: "month",
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 1, 1),
 * });
 * tally.values; // => [50]
 * ```
 */
export async function tallyPurchasesAsync(
  purchases: EventStream,
  options: PurchaseOptions,
): Promise<PurchaseTally> {
  const where = "tallyPurchasesAsync";
  const { calendar, settings } = purchaseFrame(where, options);
  const table = activityTable(true);
  const reader = eventReader(where, settings.until, (customer, time, value, index) => {
    const member = memberOf(table, customer, time);
    const entry = addEvents(table, member, calendar.periodOf(time), 1);
    if (value === undefined) return;
    if (value < 0) refuseRefund(where, value, index);
    addValue(table, entry, value);
  });
  await readAll(where, purchases, reader);
  return purchasesOf(settings, reader.afterUntil(), periodsOfTable(table, false));
}

/**
 * Adds purchases of the same periods: of the same customers or others, of the same times or others.
 *
 * Any cut of the rows merges. To append, tally the new purchases with the new `until`; the sum has the
 * latest one. A part that left out purchases (`afterUntil`) at an earlier `until` cannot be brought up to a
 * later one, and is refused. Whole values (cents) are exact; fractions hold to 1e-12 · Σ|value|.
 *
 * @param parts - a list of one or more tallies.
 * @returns the tally of all the purchases that the parts were made of.
 * @throws RangeError or TypeError if there is no list of tallies, they differ in an option or in having
 *   values, purchases are missing from a part, or a tally is not one.
 *
 * @example
 * ```ts
 * const stored = tallyPurchases([{ customer: "ann", time: Date.UTC(2026, 0, 3) }], {
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 0, 4),
 * });
 * const yesterday = tallyPurchases([{ customer: "ann", time: Date.UTC(2026, 0, 4) }], {
 *   timeZone: "UTC",
 *   until: Date.UTC(2026, 0, 5),
 * });
 * mergePurchases([stored, yesterday]).periodCounts; // => [2]
 * ```
 */
export function mergePurchases(parts: Iterable<PurchaseTally>): PurchaseTally {
  const where = "mergePurchases";
  const open = sharedCalendars();
  const tallies = partsOf(where, parts, arguments.length, (_, argument, tally) => {
    frameOfPurchases(where, argument, tally, open);
  });
  checkSame(where, tallies, ["period", "timeZone", "weekStart"]);
  const last = tallies.reduce((latest, tally) => (tally.until > latest.until ? tally : latest));
  const { period, timeZone, weekStart, until, untilPeriod } = last;
  const hasValues = tallies.find(({ customers }) => customers.length > 0)?.values !== null;
  tallies.forEach((tally, i) => {
    checkLatest(where, `parts[${i}]`, tally, until, "purchases");
    if (tally.customers.length > 0 && (tally.values !== null) !== hasValues) {
      const mustBe = `${hasValues ? "there" : "null"}, as in the parts before`;
      fail("options-mismatch", where, `parts[${i}].values`, mustBe, tally.values);
    }
  });
  const columns = mergeCustomerPeriods(tallies.map(columnsOfPurchases));
  const settings = { period, timeZone, weekStart, until, untilPeriod };
  return purchasesOf(
    settings,
    sumOver(tallies, ({ afterUntil }) => afterUntil),
    columns,
  );
}

function refuseRefund(where: string, value: number, index: number): never {
  const advice = "subtract a refund from the order it belongs to";
  fail("out-of-range", where, "value", `0 or more (${advice})`, value, index);
}
