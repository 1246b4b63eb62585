import { expect, test } from "vitest";
import { type CustomerPeriods, mergeCustomerPeriods } from "../../src/core/customer-periods.js";

const part: CustomerPeriods = {
  customers: [3, "ann", "bob"],
  first: [30, 10, 20],
  periodCounts: [1, 2, 1],
  periods: [5, 1, 4, 2],
  events: [1, 2, 3, 4],
  values: null,
};

test("columns with first moments add up, and keep the earliest", () => {
  const other: CustomerPeriods = {
    ...part,
    customers: [2, "ann", "cas"],
    first: [1, 5, 2],
    periods: [0, 4, 6, 9],
  };
  expect(mergeCustomerPeriods([part, other])).toStrictEqual({
    customers: [2, 3, "ann", "bob", "cas"],
    first: [1, 30, 5, 20, 2],
    periodCounts: [1, 1, 3, 1, 1],
    periods: [0, 5, 1, 4, 6, 2, 9],
    events: [1, 1, 2, 5, 3, 4, 4],
    values: null,
  });
});
