import { describe, expect, test } from "vitest";
import { responseRate } from "../../src/index.js";
import { expectError } from "../support/errors.js";

describe("responseRate", () => {
  test("is the answered of the invited", () => {
    expect(responseRate({ invited: 400, answered: 90 })).toEqual({
      count: 90,
      total: 400,
      share: 0.225,
    });
    expect(responseRate({ invited: 0, answered: 0 }).share).toBe(null);
  });

  test("refuses more answers than invitations, and invalid counts", () => {
    expectError(
      () => responseRate({ invited: 2, answered: 3 }),
      "out-of-range",
      "responseRate: answered must be a whole number from 0 to 2, got 3",
      "answered",
    );
    expectError(
      () => responseRate({ invited: 2.5, answered: 1 }),
      "not-whole",
      "responseRate: invited must be a whole number, 0 or more, got 2.5",
      "invited",
    );
  });
});
