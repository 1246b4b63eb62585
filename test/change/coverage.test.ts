import { describe, expect, test } from "vitest";
import { npsIntervalAnytime } from "../../src/index.js";
import { driverCoverage, falseAlarms, weeksUntilSeen } from "../support/change-tables.js";
import { readText } from "../support/files.js";

const page = readText("docs/change.md");
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

describe("looked at every week of a quiet year,", () => {
  test("npsInterval raises an alarm in three years of ten and npsIntervalAnytime in one of a hundred at most", () => {
    for (const shares of [
      [0.5, 0.3, 0.2],
      [0.7, 0.2, 0.1],
    ] as const) {
      const { wald, once, anytime } = falseAlarms(shares, 5, 52, 2_000);
      const cells = [wald, once, anytime].map(percent).join(" | ");
      const answers = shares.map((share) => `${100 * share} %`).join(", ");
      expect(page).toContain(`| ${answers} | 5 | ${cells} |`);
      expect(wald).toBeGreaterThan(0.4);
      expect(once).toBeGreaterThan(0.27);
      expect(anytime).toBeLessThan(0.01);
    }
  });

  test("a fall of 10 points is seen sooner if counting starts with it", () => {
    const isBelow = (counts: Parameters<typeof npsIntervalAnytime>[0]) =>
      (npsIntervalAnytime(counts)?.high as number) < 30;
    const [fresh, late] = [0, 26].map((quiet) => weeksUntilSeen(isBelow, quiet, 200));
    expect(fresh.median).toBeGreaterThanOrEqual(7);
    expect(fresh.median).toBeLessThanOrEqual(8);
    expect(late.median).toBeGreaterThanOrEqual(17);
    expect(late.median).toBeLessThanOrEqual(21);
  });
});

test("the interval of a driver's share holds it about 95 times in 100", () => {
  // The true shares as docs/change.md has them, from a million answers.
  for (const held of driverCoverage(200, 400, [0.266, 0.185, 0.121, 0.073])) {
    expect(held).toBeGreaterThan(0.91);
    expect(held).toBeLessThan(0.98);
  }
});
