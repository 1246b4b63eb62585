import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mergeCohorts,
  retentionCurve,
  retentionTable,
  tallyCohortCounts,
  tallyCohorts,
} from "../../src/index.js";
import { expectError, untyped } from "../support/errors.js";
import { anyLog, anyOptions } from "../support/logs.js";

const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 15) } as const;
const january = { cohort: "2026-01-01", lag: 0, returned: 40, size: 40 };

describe("tallyCohortCounts", () => {
  test("sorts the cohorts, in whatever order the rows come", () => {
    const february = { cohort: "2026-02-01", lag: 0, returned: 5, size: 5 };
    const starts = tallyCohortCounts([february, january], options).cohorts.map(
      ({ start }) => start,
    );
    expect(starts).toEqual(["2026-01-01", "2026-02-01"]);
    expect(tallyCohortCounts([january, february], options).cohorts).toHaveLength(2);
  });

  test("gives what tallyCohorts gives of the events, but for the histograms", () => {
    fc.assert(
      fc.property(anyLog, anyOptions, (events, given) => {
        const tally = tallyCohorts(events, given);
        const rows = tally.cohorts.flatMap(
          ({ start, size, active }) =>
            active
              .map((returned, lag) => ({ cohort: start, lag, returned, size }))
              .filter(({ returned }) => returned > 0), // as GROUP BY leaves out what is not there
        );
        const cohorts = tally.cohorts.map(({ start, size, eligible, active }) => ({
          start,
          size,
          eligible,
          active,
        }));
        const grouped = tallyCohortCounts(rows, given);
        expect(tallyCohortCounts(rows.reverse(), given)).toEqual(grouped);
        expect(grouped).toEqual({ ...tally, afterUntil: 0, cohorts });
        expect(retentionTable(grouped)).toEqual(retentionTable(tally));
        expect(retentionCurve(grouped)).toEqual(retentionCurve(tally));
        expect(mergeCohorts([grouped, tallyCohortCounts([], given)])).toEqual(grouped);
      }),
    );
  });

  test("leaves out empty cohorts", () => {
    const none = { cohort: "2026-02-01", lag: 0, returned: 0, size: 0 };
    expect(tallyCohortCounts([none], options).cohorts).toEqual([]);
  });

  const first = "the first date of a period that began before until";
  test.each<[string, object, string, string, string, string]>([
    [
      "a date amid a month",
      { cohort: "2026-01-02" },
      "out-of-range",
      "cohort",
      first,
      '"2026-01-02"',
    ],
    ["a month to come", { cohort: "2026-04-01" }, "out-of-range", "cohort", first, '"2026-04-01"'],
    ["a Date", { cohort: new Date(0) }, "wrong-type", "cohort", first, "a Date"],
    ["a lag to come", { lag: 3 }, "out-of-range", "lag", "a whole number from 0 to 2", "3"],
    [
      "the lag of another row",
      { lag: 0 },
      "out-of-range",
      "lag",
      "given once for each cohort",
      "0",
    ],
    [
      "another size",
      { size: 41 },
      "out-of-range",
      "size",
      "40, as in earlier rows of the cohort",
      "41",
    ],
    ["a size as text", { size: "40" }, "wrong-type", "size", "a whole number, 0 or more", '"40"'],
    [
      "a count as bigint",
      { returned: 2n },
      "wrong-type",
      "returned",
      "a whole number from 0 to 40",
      "2n",
    ],
    [
      "more than there are",
      { returned: 41 },
      "out-of-range",
      "returned",
      "a whole number from 0 to 40",
      "41",
    ],
  ])("refuses %s", (_, change, code, argument, mustBe, shown) => {
    const second = { ...january, lag: 1, returned: 22, ...change };
    expectError(
      () => tallyCohortCounts(untyped([january, second]), options),
      untyped(code),
      `tallyCohortCounts: ${argument} at index 1 must be ${mustBe}, got ${shown}`,
      argument,
      1,
    );
  });

  test("refuses lag 0 with fewer than all", () => {
    expectError(
      () => tallyCohortCounts([{ ...january, returned: 39 }], options),
      "out-of-range",
      "tallyCohortCounts: returned at index 0 must be a whole number from 40 to 40, got 39",
      "returned",
      0,
    );
  });
});
