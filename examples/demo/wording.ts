import { counted, originOf } from "./format.js";
import type { Churn } from "./measure/churn.js";
import type { Retention } from "./measure/retention.js";
import type { Satisfaction } from "./measure/satisfaction.js";

/** Sentences that the terminal and the report share: what was read, and what the numbers mean. */
export function aboutOrders({ orders, customers, observed, later }: Retention): string {
  const { days, firstDay, lastDay } = observed;
  const after = later === 0 ? "" : `, and ${counted(later, "later order")} left out`;
  return (
    `${originOf(orders.source)}: ${counted(orders.time.length - later, "row")} of ` +
    `${counted(customers, "customer")}, ${days.labelOf(firstDay)} to ${days.labelOf(lastDay)}${after}; ` +
    `days and months of ${orders.timeZone}.`
  );
}

export function aboutUntil({ observed, period }: Retention): string {
  const { until, isUntilStated } = observed;
  const why = isUntilStated
    ? "as stated"
    : "the day after the last order, since no --until DATE was stated";
  return `Observed until ${until}, not included: ${why}. A ${period} that is not over by then is partial.`;
}

export function aboutSurvey({ survey, answers, tally }: Satisfaction): string {
  const rows = counted(survey.rows, "row");
  return `${originOf(survey.source)}: ${rows}, ${counted(answers, "answer")}, ${tally.missing} without one.`;
}

/** What a young business has instead of a curve. */
export function noCurveYet({ curve, period }: Retention): string | null {
  return curve.length > 1 ? null : `No ${period} after a first order is complete yet.`;
}

export const noChurnYet = "The orders do not yet span a complete month after the first one.";

export function churnDefinition({ activeDays }: Churn): string {
  return (
    `Orders are no subscription, so this is a definition: from each order on, someone is a customer ` +
    `for ${counted(activeDays, "day")} (--active-days), the day of the order included. Who is still ` +
    "inside those days at the close counts as a customer."
  );
}

export function churnNotes({ isOpeningCutShort, from, activeDays, churn }: Churn): string[] {
  if (!isOpeningCutShort || churn === null) return [];
  return [
    `The orders begin less than ${counted(activeDays, "day")} before ${from}: whoever ordered last ` +
      "before they begin is not among the customers at the opening.",
  ];
}

export const aboutIntervals =
  "Intervals: Tango's score interval for NPS, Wilson's for shares. They are for customers drawn at " +
  "random from many more; who chose to answer a survey is not their business.";
