import { describe, test } from "vitest";
import { tallyCohorts } from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { untilMay } from "../support/orders.js";

describe("tallyCohorts refuses", () => {
  test.each<[string, object, string, string, string, number?]>([
    [
      "minimumEvents 0",
      { minimumEvents: 0 },
      "out-of-range",
      "a whole number from 1 to 2147483648",
      "0",
    ],
    ["lagDays 0.5", { lagDays: 0.5 }, "not-whole", "a whole number from 1 to 36525", "0.5"],
    ["horizon -1", { horizon: -1 }, "out-of-range", "a whole number from 0 to 1000000", "-1"],
    ["brackets 3", { brackets: 3 }, "wrong-type", "a list of lags, such as [1, 3, 7]", "3"],
    [
      "brackets []",
      { brackets: [] },
      "wrong-type",
      "a list of lags, such as [1, 3, 7]",
      "an array",
    ],
    ["brackets [0]", { brackets: [0] }, "out-of-range", "a whole number from 1 to 1000000", "0", 0],
    [
      "brackets [2, 2]",
      { brackets: [2, 2] },
      "out-of-range",
      "a whole number from 3 to 1000000",
      "2",
      1,
    ],
    [
      "horizon 2",
      { horizon: 2, brackets: [1, 3] },
      "out-of-range",
      "the last lag of a bracket",
      "2",
    ],
  ])("%s", (title, option, code, mustBe, shown, index) => {
    const argument = title.split(" ")[0];
    const where = index === undefined ? argument : `${argument} at index ${index}`;
    expectError(
      () => tallyCohorts([], { ...untilMay, ...option }),
      untyped(code),
      `tallyCohorts: ${where} must be ${mustBe}, got ${shown}`,
      argument,
      index,
    );
  });
});
