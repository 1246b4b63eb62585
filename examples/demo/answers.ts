import {
  exampleAskedColumns,
  exampleMemberColumns,
  exampleMembers,
  exampleOrderColumns,
  exampleOrders,
  exampleSurvey,
  exampleSurveyColumns,
} from "./example-data.js";
import { type Change, measureChange } from "./measure/change.js";
import { type Churn, measureChurn } from "./measure/churn.js";
import { measurePurchases, type Purchases } from "./measure/purchases.js";
import { measureRetention, type Retention } from "./measure/retention.js";
import { measureSatisfaction, type Satisfaction } from "./measure/satisfaction.js";
import { measureStaying, type Staying } from "./measure/staying.js";
import type { DemoOptions } from "./options.js";
import { readAsked } from "./read/asked.js";
import { readMembers } from "./read/members.js";
import { type Orders, readOrders } from "./read/orders.js";
import { fileSource } from "./read/source.js";
import { readSurvey, type Survey } from "./read/survey.js";

/** All that was computed; what no file was given for is `null`. */
export interface Answers {
  readonly satisfaction: Satisfaction | null;
  /** From one wave of the survey to the other. */
  readonly change: Change | null;
  readonly staying: Staying | null;
  readonly orders: {
    readonly retention: Retention;
    readonly churn: Churn | null;
    readonly purchases: Purchases;
  } | null;
}

/** Reads the files that the options name, or the example data, and computes. */
export async function answer(options: DemoOptions): Promise<Answers> {
  const survey = await surveyFor(options);
  const orders = await ordersFor(options);
  const satisfiedFrom = options.survey?.satisfiedFrom;
  const retention = orders && measureRetention(orders, options);
  return {
    satisfaction: survey && measureSatisfaction(survey, satisfiedFrom),
    change: survey && measureChange(survey, satisfiedFrom),
    staying: await stayingFor(options),
    orders: retention && {
      retention,
      churn: measureChurn(retention, options),
      purchases: measurePurchases(retention),
    },
  };
}

async function surveyFor({ survey, orders, delimiter }: DemoOptions): Promise<Survey | null> {
  if (survey !== null) return readSurvey(await fileSource(survey.file), { ...survey, delimiter });
  return orders === null ? readSurvey(exampleSurvey(), exampleSurveyColumns) : null;
}

/** Survey and memberships name the same customers, as those of the example data do. */
async function stayingFor(options: DemoOptions): Promise<Staying | null> {
  const { survey, members, orders, delimiter } = options;
  if (survey !== null && members !== null) {
    const { asked: date, ...columns } = { ...members, delimiter };
    const answers = await fileSource(survey.file);
    const asked = await readAsked(answers, { ...columns, date, score: survey.score });
    return measureStaying(asked, await readMembers(await fileSource(members.file), columns));
  }
  if (survey !== null || orders !== null) return null;
  const asked = await readAsked(exampleSurvey(), exampleAskedColumns);
  return measureStaying(asked, await readMembers(exampleMembers(), exampleMemberColumns));
}

async function ordersFor({ survey, orders, delimiter }: DemoOptions): Promise<Orders | null> {
  if (orders !== null) return readOrders(await fileSource(orders.file), { ...orders, delimiter });
  return survey === null ? readOrders(await exampleOrders(), exampleOrderColumns) : null;
}
