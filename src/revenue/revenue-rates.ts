// Net and gross revenue retention and churn, logo churn and the quick ratio.

import type { RevenueTally } from "./revenue-tally.js";
import { checkRevenue } from "./stored-revenue.js";

/**
 * Net revenue retention (NRR): what the customers of the opening pay at the close, of what they paid then.
 * `(opening + expansion − contraction − churned) ÷ opening`
 *
 * The cohort is fixed: revenue from new customers is not in it, and neither is that of customers who came
 * back, since they did not pay at the opening. Some tools count those as expansion.
 *
 * @returns a rate of 0 or more, above 1 where expansion outweighs the losses; `null` when the opening is 0.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 7000 },
 *   { customer: "bob", opening: 3000, closing: 0 },
 *   { customer: "cas", opening: 0, closing: 9000, paidBefore: false },
 * ]);
 * netRevenueRetention(tally); // => 0.875
 * netRevenueRetention(tallyRevenue([])); // => null
 * ```
 *
 * @see PostHog Handbook, "Retention Metrics": net dollar retention of the customers of a base month.
 */
export function netRevenueRetention(tally: RevenueTally): number | null {
  const { opening, expansion } = checkRevenue("netRevenueRetention", "tally", tally);
  return opening === 0 ? null : (keptRevenue(tally) + expansion) / opening;
}

/**
 * Gross revenue retention (GRR): of what the customers of the opening paid, the share they still pay.
 * `Σ min(opening, closing) ÷ Σ opening`, customer by customer
 *
 * One customer's upgrade makes good for nobody else's loss. With sums that is
 * `(opening − contraction − churned) ÷ opening`; taking the smaller of two totals is not.
 *
 * @returns a share from 0 to 1, never above `netRevenueRetention`; `null` when the opening is 0.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 7000 },
 *   { customer: "bob", opening: 3000, closing: 0 },
 * ]);
 * grossRevenueRetention(tally); // => 0.625
 * netRevenueRetention(tally); // => 0.875
 * ```
 *
 * @see PostHog Handbook, "Retention Metrics": each customer capped at what they paid in the base month.
 */
export function grossRevenueRetention(tally: RevenueTally): number | null {
  const { opening } = checkRevenue("grossRevenueRetention", "tally", tally);
  return opening === 0 ? null : keptRevenue(tally) / opening;
}

/**
 * Gross revenue churn: the share of the opening that customers stopped paying, by leaving or by paying
 * less. `(contraction + churned) ÷ opening`
 *
 * It is 1 less `grossRevenueRetention`.
 *
 * @returns a share from 0 to 1; `null` when the opening is 0.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 4000 },
 *   { customer: "bob", opening: 3000, closing: 0 },
 * ]);
 * grossRevenueChurn(tally); // => 0.5
 * ```
 *
 * @see ChartMogul Help, "MRR Churn Rate": the gross rate.
 */
export function grossRevenueChurn(tally: RevenueTally): number | null {
  const { opening } = checkRevenue("grossRevenueChurn", "tally", tally);
  return opening === 0 ? null : (opening - keptRevenue(tally)) / opening;
}

/**
 * Net revenue churn: the losses less the expansion, of the opening. `1 − NRR`
 *
 * @returns a rate of 1 or less, below 0 if expansion outweighs the losses; `null` when the opening
 *   is 0.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 9000 },
 *   { customer: "bob", opening: 3000, closing: 0 },
 * ]);
 * netRevenueChurn(tally); // => -0.125
 * ```
 *
 * @see Baremetrics, "Net MRR Churn": the same. ChartMogul's net rate also takes off reactivated revenue.
 */
export function netRevenueChurn(tally: RevenueTally): number | null {
  const { opening, expansion } = checkRevenue("netRevenueChurn", "tally", tally);
  return opening === 0 ? null : (opening - keptRevenue(tally) - expansion) / opening;
}

/**
 * Customer churn: of the customers who paid at the opening, the share who pay nothing at the close.
 *
 * Every customer weighs the same, whatever they pay: beside the revenue rates it tells whether large or
 * small customers leave. For its interval, `shareInterval({ count: tally.customers.churned, total:
 * tally.customers.opening })`.
 *
 * @returns a share from 0 to 1; `null` when nobody paid at the opening.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 7000, closing: 7000 },
 *   { customer: "bob", opening: 1000, closing: 0 },
 * ]);
 * logoChurn(tally); // => 0.5
 * grossRevenueChurn(tally); // => 0.125
 * ```
 *
 * @see ChartMogul Help, "Customer Churn Rate": the B2B formula.
 */
export function logoChurn(tally: RevenueTally): number | null {
  const { opening, churned } = checkRevenue("logoChurn", "tally", tally).customers;
  return opening === 0 ? null : churned / opening;
}

/**
 * The quick ratio: how much recurring revenue is won for each unit lost.
 * `(new + reactivated + expansion) ÷ (contraction + churned)`
 *
 * @returns a ratio of 0 or more, 1 where the book neither grows nor shrinks; `null` when nothing was lost.
 * @throws RangeError if the tally is not one.
 *
 * @example
 * ```ts
 * const tally = tallyRevenue([
 *   { customer: "ann", opening: 5000, closing: 7000 },
 *   { customer: "bob", opening: 3000, closing: 2000 },
 *   { customer: "cas", opening: 0, closing: 2000, paidBefore: false },
 * ]);
 * quickRatio(tally); // => 4
 * quickRatio(tallyRevenue([{ customer: "ann", opening: 5000, closing: 7000 }])); // => null
 * ```
 *
 * @see InsightSquared, "Measuring the SaaS Revolution with Mamoon Hamid": where it comes from. It names no
 *   reactivated revenue, and Baremetrics leaves it out; here the ratio takes everything won.
 */
export function quickRatio(tally: RevenueTally): number | null {
  const {
    new: fresh,
    reactivated,
    expansion,
    ...lost
  } = checkRevenue("quickRatio", "tally", tally);
  const losses = lost.contraction + lost.churned;
  return losses === 0 ? null : (fresh + reactivated + expansion) / losses;
}

/** Σ min(opening, closing); rounding of fractions may not take it below 0. */
export function keptRevenue({ opening, contraction, churned }: RevenueTally): number {
  return Math.max(0, opening - contraction - churned);
}
