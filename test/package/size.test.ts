import { afterAll, describe, expect, test } from "vitest";
import { packed } from "./packed.js";
import { budgets, measuredNames, sizeOf } from "./sizes.js";

const { project, remove } = packed();
afterAll(remove);

test("every export has a budget, and nothing else: npm run sizes -- --write", () => {
  expect(Object.keys(budgets())).toEqual(measuredNames());
});

describe("at most its budget:", () => {
  test.each(Object.entries(budgets()))("%s", (name, budget) => {
    expect(sizeOf(name, project)).toBeLessThanOrEqual(budget);
  });
});
