import { count, counted } from "../../../examples/demo/format.js";
import { retentionFigures } from "../../../examples/demo/report/retention.js";
import { SCORE } from "../column-names.js";
import type { Topic } from "../topic.js";
import { code } from "./code.js";

/** Cohorts and the retention curve of a column of customers and one of times. */
export const retention: Topic<"events"> = {
  isLikely: ({ names, like }) => !like(SCORE) && like(TIME) !== undefined && names.length > 1,
  guess: ({ names, like }) => {
    const time = like(TIME) ?? names[names.length - 1];
    const customer = like(/customer|user|client|member|account|e-?mail|who/i);
    return { customer: customer ?? names.find((name) => name !== time) ?? names[0], time };
  },
  ask: ({ value, chosen }) => ({
    customer: value("customer"),
    time: value("time"),
    timeZone: value("timeZone"),
    period: value("period") as "month", // the options are the periods there are
    until: chosen("until"),
  }),
  show: (page, { measured, until, afterUntil }) => {
    const after = afterUntil > 0 ? `; ${counted(afterUntil, "event")} after it left out` : "";
    return {
      cards: [["Customers", count(measured.customers), `observed until ${until}${after}`]],
      notes: [],
      figures: retentionFigures(page, measured),
    };
  },
  code,
};

const TIME = /date|time|day|(^|_)at$/i;
