import { count, percent, percentInterval } from "../../../examples/demo/format.js";
import { purchaseFigures } from "../../../examples/demo/report/purchases.js";
import { aboutModel, aboutWorth, money } from "../../../examples/demo/wording-purchases.js";
import type { Results } from "../messages.js";
import type { Card, Topic } from "../topic.js";
import { code } from "./code.js";

/** Repeat purchases, the checks of a model of them, and what customers are worth by it. */
export const purchases: Topic<"purchases"> = {
  isLikely: ({ like }) => like(/order.?value/i) !== undefined && like(TIME) !== undefined,
  guess: ({ names, like }) => {
    const time = like(TIME) ?? names[names.length - 1];
    const customer = like(/customer|user|client|member|account|e-?mail|who/i);
    return {
      customer: customer ?? names.find((name) => name !== time) ?? names[0],
      time,
      value: like(/value|amount|sales|revenue|total|price|sum/i),
    };
  },
  ask: ({ value, chosen }) => ({
    customer: value("customer"),
    time: value("time"),
    value: chosen("value"),
    timeZone: value("timeZone"),
    until: chosen("until"),
  }),
  show: (page, { measured, until }) => ({
    cards: cardsOf(measured, until),
    notes: [aboutModel(measured), aboutWorth(measured)].filter((text) => text !== null),
    figures: purchaseFigures(page, measured, false),
  }),
  code,
};

const TIME = /date|time|day|(^|_)at$/i;

function cardsOf(measured: Results["purchases"]["measured"], until: string): Card[] {
  const { customers, repeats, repeatInterval, model } = measured;
  const cards: Card[] = [["Customers", count(customers), `watched until ${until}`]];
  if (repeatInterval !== null) {
    const interval = `${percentInterval(repeatInterval)}, 95% interval`;
    cards.push(["Came back", percent(repeats.share), interval]);
  }
  if (model === null) return cards;
  const { errors, worth } = model;
  const expected = `${count(Math.round(errors.expected))} expected`;
  cards.push(["Held-out purchases", count(errors.actual), expected]);
  if (worth !== null)
    cards.push(["Worth in twelve months", money(worth.total), "if the model holds"]);
  return cards;
}
