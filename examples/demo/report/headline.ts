import type { Answers } from "../answers.js";
import {
  confidence,
  counted,
  GENERATED,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from "../format.js";
import { type Element, element, type Page } from "./page.js";

interface Number {
  readonly name: string;
  readonly value: string;
  readonly detail: string;
  readonly isGenerated: boolean;
}

/** The few numbers that people look for first. */
export function headline(page: Page, answers: Answers): Element {
  const numbers = [...satisfactionNumbers(answers), ...orderNumbers(answers)];
  return element(
    page,
    "dl",
    { class: "headline" },
    ...numbers.map(({ name, value, detail, isGenerated }) =>
      element(
        page,
        "div",
        {},
        element(page, "dt", {}, name),
        element(page, "dd", { class: "value" }, value),
        element(page, "dd", {}, detail),
        isGenerated ? element(page, "dd", { class: "generated" }, GENERATED) : null,
      ),
    ),
  );
}

function satisfactionNumbers({ satisfaction }: Answers): Number[] {
  if (satisfaction === null) return [];
  const { nps, csat, survey, mean, tally } = satisfaction;
  const { isGenerated } = survey.source;
  const numbers: Number[] = [];
  if (nps !== null) {
    const detail = `${confidence(nps.estimate)} ${pointsInterval(nps.estimate)}`;
    const name = "Net Promoter Score";
    numbers.push({ name, value: points(nps.estimate.value), detail, isGenerated });
  } else {
    const detail = `on ${tally.scale.min} to ${tally.scale.max}`;
    numbers.push({ name: "Mean score", value: mean.toFixed(2), detail, isGenerated });
  }
  if (csat !== null) {
    const detail = `${confidence(csat.estimate)} ${percentInterval(csat.estimate)}`;
    const value = percent(csat.estimate.value);
    numbers.push({ name: "Satisfied, CSAT", value, detail, isGenerated });
  }
  return numbers;
}

function orderNumbers({ orders }: Answers): Number[] {
  if (orders === null) return [];
  const { retention, churn } = orders;
  const { isGenerated } = retention.orders.source;
  const numbers: Number[] = [];
  const point =
    retention.curve[Math.min(retention.period === "month" ? 12 : 1, retention.curve.length - 1)];
  if (point !== undefined && point.lag > 0) {
    numbers.push({
      name: `Came back in ${retention.period} ${point.lag}`,
      value: percent(point.share),
      detail: `${confidence(point)} ${percentInterval(point)}`,
      isGenerated,
    });
  }
  if (churn !== null && churn.churn !== null) {
    numbers.push({
      name: `Churn in ${counted(churn.months, "month")}`,
      value: percent(churn.churn.value),
      detail: `${confidence(churn.churn)} ${percentInterval(churn.churn)}`,
      isGenerated,
    });
  }
  return numbers;
}
