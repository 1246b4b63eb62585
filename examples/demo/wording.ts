import { count, counted, originOf, probability } from "./format.js";
import type { Change } from "./measure/change.js";
import type { Churn } from "./measure/churn.js";
import type { Retention } from "./measure/retention.js";
import type { Satisfaction } from "./measure/satisfaction.js";
import { HORIZON, type Staying, WINDOW } from "./measure/staying.js";
import { unitOf } from "./report/change.js";

/** Sentences that the terminal and the report share: what was read, and what the numbers mean. */
export function aboutOrders({ orders, customers, observed, afterUntil }: Retention): string {
  const { days, firstDay, lastDay } = observed;
  const after = afterUntil === 0 ? "" : `, and ${counted(afterUntil, "later order")} left out`;
  return (
    `${originOf(orders.source)}: ${counted(orders.time.length - afterUntil, "row")} of ` +
    `${counted(customers, "customer")}, ${days.startDateOf(firstDay)} to ${days.startDateOf(lastDay)}${after}; ` +
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

export function aboutSurvey({ survey, answers, tally, worth }: Satisfaction): string {
  const rows = counted(survey.rows, "row");
  const weighted =
    worth === null
      ? ""
      : ` Weighted by ${survey.weight?.column}: worth ${worth.toFixed(1)} answers that weigh the same.`;
  return `${originOf(survey.source)}: ${rows}, ${counted(answers, "answer")}, ${tally.missing} without one.${weighted}`;
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

/** What moved the score, in a sentence or two. */
export function changeTrend(change: Change): string {
  const { explained, metric, waves } = change;
  const { before, after, within, mix } = explained;
  const { plain, signed } = unitOf(change);
  const certain = [
    ...(isMoved(within) ? [`within segments (${signed(within.value)})`] : []),
    ...(isMoved(mix) ? [`through their mix (${signed(mix.value)})`] : []),
  ];
  const sure =
    certain.length === 0
      ? "Chance may have made both parts: the interval of neither leaves out 0."
      : `Beyond chance is what changed ${certain.join(" and ")}.`;
  const name = metric === "mean score" ? "The mean score" : metric;
  return `${name} went from ${plain(before)} in ${waves[0]} to ${plain(after)} in ${waves[1]}. ${sure}`;
}

/** That a bridge knows no weights. */
export function changeWeights({ survey }: Change): string | null {
  if (survey.weight === null) return null;
  return `Here every answer counts alike: a bridge takes no weights, and leaves out "${survey.weight.column}".`;
}

function isMoved({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low > 0 || high < 0;
}

export const stayingTitle = "Does delighting customers keep them?";

export function aboutStaying({ members, asked, customers, strangers, young }: Staying): string {
  const others =
    strangers === 0
      ? ""
      : ` Left out as no members when asked, or asked too late: ${counted(strangers, "customer")}.`;
  const late =
    young === 0
      ? ""
      : ` Of ${count(young)} it is not yet known whether they stay ${WINDOW} days: they are in the curves only.`;
  return (
    `${asked.source.name} joined by customer to ${originOf(members.source)}: ` +
    `${count(customers)} members asked, and watched until ${members.until}, not included.${others}${late}`
  );
}

/** What the numbers say, in a sentence. */
export function stayingTrend({ retention }: Staying): string {
  const { trend } = retention;
  if (trend === null) return "There are no two levels to compare.";
  const { slope, pValue } = trend;
  const [more, chance] = [slope > 0 ? "more" : "fewer", probability(pValue)];
  return pValue < 0.05
    ? `One level up goes with ${Math.abs(100 * slope).toFixed(1)} ${more} of 100 customers who stay ` +
        `${WINDOW} days (Cochran and Armitage's trend, ${chance}).`
    : `From level to level there is no trend that chance might not have made (${chance}).`;
}

export const aboutLandmark =
  "The clock starts on the day a customer was asked, at the level of that answer: a landmark. Only what " +
  "came after it counts. Counted from joining, the time before would be immortal: who had left by then was " +
  "not asked, so nobody here could leave in it, and old customers would look faithful for being old.";

/** What follows from it, and what does not. */
export function stayingCaution({ members }: Staying): string {
  const truth = members.source.isGenerated
    ? " Here it is known, as the data are made up: one mood makes both the answer and the " +
      "leaving over service, not that over price or need; the answer itself changes nothing."
    : "";
  return (
    "That two things go together does not say that the one makes the other: age, plan or need may make " +
    `customers both content and faithful. To know, delight some by lot, and not others.${truth}`
  );
}

export const aboutMeanStay = `The mean is that of the first ${HORIZON} days; the median is the day by which half have left, if they have.`;

export function stayingDifference({ difference }: Staying): string {
  if (difference === null) return "There are no two curves to compare.";
  const chance = `log-rank test, ${probability(difference.pValue)}`;
  return difference.pValue < 0.05
    ? `The curves differ (${chance}).`
    : `The curves may well be one (${chance}).`;
}

export const aboutIntervals =
  "Intervals: Tango's score interval for NPS, Wilson's for shares, the delta method's for " +
  "what moved a score, log-log ones for curves, medians and reasons. They are for customers drawn at random from many more; who chose to answer a survey is not their business.";
