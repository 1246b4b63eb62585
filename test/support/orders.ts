import type { CohortOptions } from "../../src/index.js";
import type { Event } from "./oracle.js";

/** A day of 2026, from its first moment in UTC. */
export const at = (month: number, day: number): number => Date.UTC(2026, month - 1, day);

/** Events in the months of 2026 that a string marks, from January. */
export const log = (customer: string, months: string): Event[] =>
  [...months].flatMap((mark, month) =>
    mark === "x" ? [{ customer, time: at(month + 1, 5) }] : [],
  );

/** Of four customers of January, whom each criterion counts at other lags. */
export const visits: readonly Event[] = [
  ...log("ann", "xx.xx"),
  ...log("bob", "x.x.."),
  ...log("cas", "x...x"),
  ...log("dee", "xxx.."),
];
export const untilMay: CohortOptions = { period: "month", timeZone: "UTC", until: at(5, 10) };

/** Of two customers of January and one of March. */
export const orders: readonly Event[] = [
  { customer: 1, time: at(1, 5) },
  { customer: 1, time: at(2, 5) },
  { customer: 1, time: at(4, 2) },
  { customer: 2, time: at(1, 31) },
  { customer: 2, time: at(3, 1) },
  // nobody enters in February
  { customer: 3, time: at(3, 9) },
];
export const untilApril: CohortOptions = { period: "month", timeZone: "UTC", until: at(4, 10) };
