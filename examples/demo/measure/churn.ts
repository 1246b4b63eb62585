import {
  calendar,
  churnRate,
  convertChurnRate,
  type Estimate,
  type MembershipTally,
  retentionRate,
  shareInterval,
  tallyMembership,
} from "customer-metrics";
import type { Retention } from "./retention.js";

/**
 * Churn of customers who sign nothing: from each order on they count as customers for so many days.
 * The number depends on that choice, so it is part of the answer.
 */
export interface Churn {
  readonly activeDays: number;
  readonly months: number;
  /** Local dates; `until` is exclusive. */
  readonly from: string;
  readonly until: string;
  readonly membership: MembershipTally;
  /** `null`, as the rates below, when nobody was a customer at the opening. */
  readonly churn: Estimate | null;
  readonly retention: number | null;
  readonly monthlyChurn: number | null;
  /** Customers whose last order lies before the file began may have been missed at the opening. */
  readonly isOpeningCutShort: boolean;
}

/** Over the last 12 complete months, or as many as the orders allow; `null` if that is not one. */
export function measureChurn(
  { orders, observed }: Retention,
  { activeDays }: { readonly activeDays: number },
): Churn | null {
  const { days, firstDay } = observed;
  const months = calendar({ period: "month", timeZone: orders.timeZone });
  const closing = months.periodOf(days.startOfDate(observed.until)); // the month still running
  const before = closing - 1 - months.periodOf(days.startOf(firstDay));
  const length = Math.min(12, before);
  if (length < 1) return null;

  const [from, until] = [months.startOf(closing - length), months.startOf(closing)];
  const membership = tallyMembership(
    { customer: orders.customer, from: orders.time, to: endsOf(orders.time, days, activeDays) },
    { from, until },
  );
  const { opening, churned } = membership;
  const rate = churnRate(membership);
  const window = length === 12 ? "year" : (until - from) / DAY;
  return {
    activeDays,
    months: length,
    from: months.startDateOf(closing - length),
    until: months.startDateOf(closing),
    membership,
    churn: shareInterval({ count: churned, total: opening }),
    retention: retentionRate(membership),
    monthlyChurn: rate === null ? null : convertChurnRate(rate, { from: window, to: "month" }),
    isOpeningCutShort: days.periodOf(from) - activeDays < firstDay,
  };
}

const DAY = 86_400_000;

/**
 * The start of the day on which each order has worn off. It may lie past the end of the window: such
 * a customer is still one at the close, and nobody claims to know what comes after.
 */
function endsOf(
  times: readonly number[],
  { periodOf, startOf }: Retention["observed"]["days"],
  activeDays: number,
): Float64Array {
  const ends = new Map<number, number>(); // a few thousand days, however many orders
  return Float64Array.from(times, (time) => {
    const day = periodOf(time) + activeDays;
    let end = ends.get(day);
    if (end === undefined) {
      end = startOf(day);
      ends.set(day, end);
    }
    return end;
  });
}
