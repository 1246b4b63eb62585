import { count, counted, percent } from "./format.js";
import type { Purchases } from "./measure/purchases.js";

/** Sentences on purchases that the terminal and the report share. */
export const purchasesTitle = "Who comes back, and what they are worth";

export function aboutRepeats({ repeats, orderValue, customers }: Purchases): string {
  const worth =
    orderValue === null
      ? ""
      : ` A row of the file is worth ${money(orderValue.value)} on average (${money(orderValue.low)} to ${money(orderValue.high)}).`;
  return `${percent(repeats.share)} of ${counted(customers, "customer")} came back; all orders of a day are one purchase.${worth}`;
}

/** Whether the model can be believed. */
export function aboutModel({ model }: Purchases): string {
  if (model === null)
    return "Nobody came back in the first three quarters of the time: there is no model to fit.";
  const { errors, cut, isTold } = model;
  const apart = errors.expected === 0 ? Infinity : errors.actual / errors.expected - 1;
  const how =
    Math.abs(apart) <= 0.1
      ? "That is close: what follows rests on a model that held."
      : `That is ${percent(Math.abs(apart), 0)} ${apart > 0 ? "more" : "less"}: do not believe the model, customers have changed.`;
  const lapse = isTold
    ? ""
    : " The orders do not tell how customers lapse, so all of them count as alive.";
  return (
    `A model fitted to what was known on ${cut} (MBG/NBD) expected ${count(Math.round(errors.expected))} purchases after it; ` +
    `there were ${count(errors.actual)}. ${how}${lapse}`
  );
}

/** `null` without amounts. */
export function aboutWorth({ model }: Purchases): string | null {
  if (model === null || model.worth === null) return null;
  const { total, top, correlation } = model.worth;
  const independent =
    correlation === null || (correlation.low <= 0 && correlation.high >= 0)
      ? "How much they spend does not hang together with how often, as the model holds."
      : `Yet how much they spend goes with how often (correlation ${correlation.value.toFixed(2)}), which the model does not know.`;
  const share =
    total > 0 ? `, of which the best tenth of customers brings ${percent(top / total, 0)}` : "";
  return (
    `If it held, the next twelve months would bring ${money(total)} from these customers, at 1% a month and before costs${share}. ` +
    independent
  );
}

/** Two decimals while they matter. */
export function money(amount: number): string {
  return amount < 1000 ? amount.toFixed(2) : count(Math.round(amount));
}
