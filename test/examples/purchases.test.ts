import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { examples } from "../../docs/playground/examples.js";
import { demoFolder } from "../support/demo.js";

const { report, fileWith, demo: run } = demoFolder();

async function demo(
  lines: readonly string[],
  ...args: string[]
): Promise<{ code: number; text: string }> {
  const file = fileWith("orders.csv", lines);
  const own = ["--orders", file, "--customer", "who", "--time", "day", "--time-zone", "UTC"];
  const { code, said } = await run(...own, ...args);
  return { code, text: said.replace(/\s+/g, " ") };
}

/** 400 customers, who order at a pace of their own until they are gone. */
const shop = ["who,day,worth", ...examples["Example shop"]().trim().split("\n").slice(1)];

describe("orders", () => {
  test("tell who comes back, how far a model was off, and what customers are worth", async () => {
    const { code, text } = await demo(shop, "--value", "worth");
    expect(code).toBe(0);
    expect(text).toContain("WHO COMES BACK, AND WHAT THEY ARE WORTH");
    expect(text).toMatch(
      /\d\d\.\d% of 400 customers came back; all orders of a day are one purchase\./,
    );
    expect(text).toMatch(
      /A row of the file is worth \d\d\.\d\d on average \(\d\d\.\d\d to \d\d\.\d\d\)\./,
    );
    // Three quarters of 546 days are 409: the 410th is 14 February.
    expect(text).toMatch(
      /known on 2026-02-14 \(MBG\/NBD\) expected \d+ purchases after it; there were \d+\./,
    );
    expect(text).toMatch(/the next twelve months would bring [\d,.]+ from these customers/);
    const html = readFileSync(report, "utf8");
    for (const title of ["Recency and frequency", "How often customers came back"]) {
      expect(html).toContain(`<h3>${title}`);
    }
    expect(html).toContain("Alive, by days of silence");
  });

  test("without amounts tell the same and nothing of worth", async () => {
    const { text } = await demo(shop);
    expect(text).toContain("WHO COMES BACK");
    expect(text).not.toContain("twelve months would bring");
    expect(text).not.toContain("A row of the file is worth");
  });

  test("in which nobody comes back have no model", async () => {
    const { code, text } = await demo([
      "who,day",
      "ann,2026-01-01",
      "bob,2026-01-05",
      "cas,2026-03-01",
    ]);
    expect(code).toBe(0);
    expect(text).toContain("0.0% of 3 customers came back");
    expect(text).toContain("there is no model to fit");
  });

  test("with an invalid amount are reported, and left out", async () => {
    const lines = [...shop, "zoe,2025-02-01,-3", "zoe,2025-02-02,"];
    const { text } = await demo(lines, "--value", "worth");
    expect(text).toContain("2 bad rows left out");
    expect(text).toMatch(/worth "-3" is not an amount: a number of 0 or more, refunds taken off/);
    expect(text).toMatch(/of 400 customers came back/);
  });
});
