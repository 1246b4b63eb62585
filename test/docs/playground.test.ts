import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inspect } from "../../docs/playground/input.js";
import { guess } from "../../docs/playground/topics.js";
import {
  calendar,
  type DriverShares,
  npsInterval,
  retentionCurve,
  type SegmentChange,
  tallyCohorts,
} from "../../src/index.js";
import { packed } from "../package/packed.js";
import { chromium, withPage } from "../support/chromium.js";
import { root } from "../support/files.js";

const { project: folder, remove } = packed();
const url = pathToFileURL(join(root, ".docs", "playground.html")).href;
const missing = "there is no Chromium: set CHROMIUM_PATH";

beforeAll(() => {
  symlinkSync(join(root, "node_modules", "csv-parse"), join(folder, "node_modules", "csv-parse"));
  execFileSync(process.execPath, [
    join(root, "node_modules", "tsx", "dist", "cli.mjs"),
    join(root, "docs", "playground", "make.ts"),
  ]);
});
afterAll(remove);

function fileWith(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** Opens the playground from its file; whatever it asks of a network, or throws, fails the test. */
async function onPlayground(
  executablePath: string,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  await withPage(executablePath, async (page) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    page.on("request", (request) => {
      if (!/^(file|blob|data):/.test(request.url())) faults.push(request.url());
    });
    await page.goto(url);
    await use(page);
    expect(faults).toEqual([]);
  });
}

const shownAs = (page: Page, name: string) =>
  page.locator(".headline > div", { hasText: name }).locator(".value");

describe("the playground", () => {
  test("shows NPS, its interval, distribution and levels of pasted scores", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Scores, or CSV").fill("10\n9\n8\n3\n\n");
      expect(await shownAs(page, "NPS").textContent()).toBe("+25.0");
      // As npsInterval gives it in the README.
      expect(await page.locator(".headline").textContent()).toContain("−50.5 to +77.8");
      const titles = await page.locator("figure h3").allTextContents();
      expect(titles).toEqual(["Answers by NPS category", "The level ladder"]);
      await page.getByLabel("Scores, or CSV").fill("10, 9, 8, 3, 0");
      // (2 promoters − 2 detractors) of 5
      await shownAs(page, "NPS").filter({ hasText: /^0.0$/ }).waitFor();
    });
  });

  test("asks for the scale, and gives what that scale allows", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      const results = page.getByLabel("Results");
      await page.getByLabel("Scores, or CSV").fill("5\n5\n4\n3\n1\n");
      await results.getByText("No answer is above 5").waitFor();
      const scale = page.locator("#for-answers [name=asked]");

      await scale.selectOption("1 to 5");
      // 3 of 5, as csatInterval gives it in the recipes
      await shownAs(page, "CSAT").filter({ hasText: "60.0%" }).waitFor();
      expect(await results.textContent()).toContain("23.1% to 88.2%");
      expect(await results.textContent()).toContain(
        "No NPS: it is defined by answers from 0 to 10",
      );
      expect(await shownAs(page, "Mean").textContent()).toBe("3.60");
      expect(await printedBy(page)).toEqual([0.6, expect.objectContaining({ value: 0.6 }), 3.6]);
      await page.getByLabel("Satisfied from").selectOption("5");
      await shownAs(page, "CSAT").filter({ hasText: "40.0%" }).waitFor();
      expect(await printedBy(page)).toEqual([0.4, expect.objectContaining({ value: 0.4 }), 3.6]);

      await scale.selectOption("1 to 7");
      await shownAs(page, "CSAT")
        .filter({ hasText: /^0\.0%$/ })
        .waitFor();
      expect((await printedBy(page))[0]).toBe(0);

      await scale.selectOption({ value: "expectationLevels" });
      await results.getByText("amazes from 5").waitFor();
      expect(await shownAs(page, "CSAT").count()).toBe(0);
      const [levels] = (await printedBy(page)) as { level: string; count: number }[][];
      expect(levels.map(({ level, count }) => [level, count])).toEqual([
        ["below", 1],
        ["meets", 0],
        ["exceeds", 1],
        ["delights", 1],
        ["amazes", 2],
      ]);

      // A question has one scale, whatever is asked of its answers.
      expect(await page.locator("#for-change [name=asked]").inputValue()).toBe("expectationLevels");

      await scale.selectOption("1 to 10");
      await page.getByLabel("Scores, or CSV").fill("10\n9\n8\n1\n0\n");
      await page.locator(".bad").getByText("line 5").waitFor();
      expect(await page.locator(".bad").textContent()).toContain("from 1 to 10");
      expect(await shownAs(page, "NPS").textContent()).toBe("+25.0");
      expect((await printedBy(page))[0]).toBe(25);
    });
  });

  test("explains the change between two waves, and what the score goes with", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByRole("button", { name: "Example waves" }).click();
      await page.getByText("NPS, spring to autumn").first().waitFor();
      expect(await shownAs(page, "NPS: change").textContent()).toBe("−5.5");
      // As in docs/change.md: 5.46875 ± 16.31150 and −10.96875 ± 5.97642.
      expect(await page.locator(".headline").textContent()).toContain("−10.8 to +21.8");
      expect(await shownAs(page, "Their mix").textContent()).toBe("−11.0");

      for (const name of ["speed", "price"]) await page.getByRole("checkbox", { name }).check();
      const rows = page.locator("figure", { hasText: "What score goes with" }).locator("tbody tr");
      await rows.nth(1).waitFor({ state: "attached" }); // with one driver ticked there is one
      const shown = await rows.evaluateAll((all) =>
        all.map((row) => (row as { textContent: string }).textContent),
      );
      writeFileSync(
        join(folder, "pasted.csv"),
        await page.getByLabel("Scores, or CSV").inputValue(),
      );
      const [change, segments, rSquared, drivers] = (await printedBy(page)) as [
        [number, { value: number }, { value: number }],
        SegmentChange[],
        number,
        DriverShares["drivers"],
      ];
      expect(change[0]).toBe(-5.5);
      expect(change[1].value).toBeCloseTo(5.46875, 9);
      expect(change[2].value).toBeCloseTo(-10.96875, 9);
      expect(segments.map(({ by }) => by)).toEqual(["shop", "web"]);
      const percent = (share: number | null) => `${(100 * Number(share)).toFixed(1)}%`;
      expect(await shownAs(page, "Together").textContent()).toBe(percent(rSquared));
      drivers.forEach(({ driver, share, low }, i) => {
        expect(shown[i]).toMatch(new RegExp(`^${driver}${percent(share)}${percent(low)} to `));
      });

      await page.locator("#for-change [name=by]").selectOption("");
      for (const name of ["speed", "price"]) await page.getByRole("checkbox", { name }).uncheck();
      await page.getByText("Choose a column with two waves").waitFor();
      expect(await page.locator("#code").isVisible()).toBe(false);
    });
  });

  test("takes more than 15 drivers, and tells of rows without a number and of copies", async ({
    skip,
  }) => {
    const names = Array.from({ length: 16 }, (_, i) => `d${i}`);
    const rows = Array.from({ length: 60 }, (_, row) =>
      [
        row % 11,
        ...names.map((_, i) => Math.floor(1e4 * (1 + Math.sin(13 * row + 7 * i))) % 7),
      ].join(),
    );
    const file = fileWith("drivers.csv", [
      ["score", ...names, "copy", "same"].join(),
      ...rows.map((row) => `${row},${row.split(",")[1]},4`),
      [...rows[0].split(",").slice(0, -1), "high", "1", "4"].join(),
      [...rows[0].split(",").slice(0, -1), "", "1", "4"].join(),
    ]);
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Or a CSV file").setInputFiles(file);
      await page.getByText("The level ladder").first().waitFor();
      await page.getByLabel("Why it moved").check();
      await page.getByText("Choose a column with two waves").waitFor();
      for (const name of names) {
        await page.getByRole("checkbox", { name, exact: true }).check();
      }
      await page.getByText("Johnson's relative weights").waitFor();
      expect(await page.locator(".bad").textContent()).toContain(
        'line 62: d15 "high" is not a number',
      );
      expect(await page.locator(".headline").textContent()).toContain(
        "in 60 answers; 1 row with a gap",
      );
      await page.getByRole("checkbox", { name: "copy" }).check();
      await page.getByText("Each of these can be worked out from the others: d0, copy.").waitFor();
      for (const name of names.slice(1)) {
        await page.getByRole("checkbox", { name, exact: true }).uncheck();
      }
      await page.getByRole("checkbox", { name: "same" }).check();
      await page.getByText("Never another answer, and so without a share: same.").waitFor();
      await page.getByText("Shapley's shares of R²").waitFor();
    });
  });

  test("weighs answers and compares segments, and its code gives the same", async ({ skip }) => {
    // The answers and weights of docs/weighting.md, in two segments.
    const scores = [10, 10, 9, 9, 8, 7, 6, 3, 0, 10, 5, 9];
    const weights = [1, 2, 0.5, 1, 1.5, 1, 2, 0.8, 1.2, 0.6, 1, 0.9];
    const plans = scores.map((_, i) => (i % 2 === 0 ? "free" : "paid"));
    const file = fileWith("pasted.csv", [
      "score,weight,plan",
      ...scores.map((score, i) => `${score},${weights[i]},${plans[i]}`),
    ]);
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Or a CSV file").setInputFiles(file);
      // As R's survey gives it, in test/reference/weighting.json.
      await shownAs(page, "NPS").filter({ hasText: "+7.4" }).waitFor();
      expect(await page.locator(".headline").textContent()).toContain("−44.9 to +55.7");
      expect(await shownAs(page, "Worth").textContent()).toBe("10.3");
      const [all, , ...groups] = await printedBy(page);
      expect(all).toMatchObject({
        value: expect.closeTo(7.4074, 3),
        low: expect.closeTo(-44.891, 2),
      });
      // −2.7 ÷ 7.2 and 3.7 ÷ 6.3, by hand
      expect(groups).toEqual([
        ["free", expect.objectContaining({ value: expect.closeTo(-37.5, 9) })],
        ["paid", expect.objectContaining({ value: expect.closeTo(370 / 6.3, 9) })],
      ]);

      await page.locator("#for-answers [name=weight]").selectOption("");
      await shownAs(page, "NPS").filter({ hasText: "+16.7" }).waitFor(); // 6 − 4 of 12
      expect((await printedBy(page)).slice(2)).toEqual([
        ["free", expect.objectContaining({ value: expect.closeTo(-100 / 6, 9) })],
        ["paid", expect.objectContaining({ value: expect.closeTo(50, 9) })],
      ]);
    });
  });

  test("says what is wrong with a file that holds no text", async ({ skip }) => {
    const empty = join(folder, "empty.csv");
    writeFileSync(empty, "");
    const wide = join(folder, "wide.csv");
    writeFileSync(wide, Buffer.from("score\n10\n", "utf16le"));
    // As Excel saves "Unicode text": the mark comes first.
    const marked = join(folder, "marked.txt");
    writeFileSync(marked, Buffer.from("\u{feff}score\n10\n", "utf16le"));
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Or a CSV file").setInputFiles(empty);
      await page.getByText("empty.csv: there is nothing in it.").waitFor();
      await page.getByLabel("Or a CSV file").setInputFiles(wide);
      await page.getByText("wide.csv: this is no text in UTF-8").waitFor();
      await page.getByLabel("Or a CSV file").setInputFiles(marked);
      await page.getByText("marked.txt: this is no text in UTF-8").waitFor();
    });
  });

  test("reads lines that end as an old Mac ends them, and gives the line of a bad date", async ({
    skip,
  }) => {
    const old = join(folder, "old.csv");
    writeFileSync(old, "customer,date\rann,2026-01-05\rbob,9999-12-31\r");
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Or a CSV file").setInputFiles(old);
      expect(await page.locator(".bad").textContent()).toMatch(
        /1 bad row left out.*line 3: date "9999-12-31" is no date to count with/,
      );
    });
  });

  test("takes a file that is dropped", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      const dataTransfer = await page.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File(["who;score\\nann;10\\nbob;9\\n"], "dropped.csv"));
        return transfer;
      })()`);
      await page.dispatchEvent("body", "drop", { dataTransfer });
      expect(await shownAs(page, "NPS").textContent()).toBe("+100.0");
      expect(await page.getByRole("status").textContent()).toBe("Read from dropped.csv.");
    });
  });

  test("points at the line of a bad row, and shows it", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      const text = page.getByLabel("Scores, or CSV");
      await text.fill("who,score\nann,10\nbob,eleven\ncas,9\n");
      const bad = page.locator(".bad");
      expect(await bad.textContent()).toMatch(
        /1 bad row left out.*line 3: score "eleven" is not a whole number from 0 to 10/,
      );
      expect(await shownAs(page, "NPS").textContent()).toBe("+100.0");
      await bad.getByRole("button").click();
      const selected = `(({ value, selectionStart, selectionEnd }) =>
        value.slice(selectionStart, selectionEnd))(document.querySelector("textarea"))`;
      expect(await page.evaluate(selected)).toBe("bob,eleven");

      await text.fill("score\nnone\n");
      const problem = page.getByRole("alert");
      await problem.getByText("line 2").first().waitFor();
      expect(await problem.textContent()).toContain("none of its 1 rows could be read");
      expect(await page.locator("figure").count()).toBe(0);
    });
  });

  test("reads 5,000 events, and its code gives the same curve", async ({ skip }) => {
    const events = eventsOf(5_000);
    const file = fileWith("orders.csv", ["date;client", ...events.map(({ line }) => line)]);
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.locator("#for-events [name=timeZone]").evaluate((zone) => {
        (zone as unknown as { value: string }).value = "Europe/Paris";
      });
      await page.getByLabel("Or a CSV file").setInputFiles(file);
      await page.getByText("Cohorts by month").first().waitFor();
      expect(await page.getByLabel("Who comes back").isChecked()).toBe(true);
      expect(await page.locator("#for-events [name=customer]").inputValue()).toBe("client");
      const table = page.locator("figure", { hasText: "The retention curve" }).locator("tbody tr");
      const shown = await table.evaluateAll((rows) =>
        rows.map((row) =>
          Array.from(
            (row as unknown as { cells: { textContent: string }[] }).cells,
            (cell) => cell.textContent,
          ),
        ),
      );

      const code = (await page.locator("#code").textContent()) ?? "";
      const printed = execute(
        code
          .replace(
            /console\.table\(retentionCurve\((\w+)\)\)/,
            "console.log(JSON.stringify(retentionCurve($1)))",
          )
          .replace(/console\.table\(.*\n/, "\n"),
      );
      const curve: ReturnType<typeof retentionCurve> = JSON.parse(printed);
      expect(shown.map(([lag, returned, of]) => [lag, returned, of])).toEqual(
        curve
          .slice(1)
          .map((point) =>
            [point.lag, point.count, point.total].map((value) => value.toLocaleString("en")),
          ),
      );
      expect(curve).toEqual(retentionCurve(tallyOf(events)));
    });
  });

  test("reads 500,000 rows off the main thread, and shows how far it is", async ({ skip }) => {
    const events = eventsOf(500_000);
    const file = fileWith("large.csv", ["date;client", ...events.map(({ line }) => line)]);
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.evaluate(watchTheBar);
      await page.getByLabel("Or a CSV file").setInputFiles(file);
      await page.getByText("The retention curve").first().waitFor();
      const progress = await page.evaluate<number[]>("window.progress");
      expect(progress.length).toBeGreaterThan(2);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      const customers = new Set(events.map(({ customer }) => customer)).size;
      const value = await shownAs(page, "Customers").textContent();
      expect(value).toBe(customers.toLocaleString("en"));
    });

    const scores = Array.from({ length: 500_000 }, (_, i) => (i * i) % 11);
    const survey = fileWith("scores.csv", ["score", ...scores.map(String)]);
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByLabel("Or a CSV file").setInputFiles(survey);
      await page.getByText("The level ladder").first().waitFor();
      const shown = await shownAs(page, "NPS").textContent();
      expect(shown?.replace("−", "-")).toBe(npsInterval(scores)?.value.toFixed(1));
    });
  });

  test("checks a model of purchases, and its code gives the same numbers", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      await page.getByRole("button", { name: "Example shop" }).click();
      await page.getByText("Alive, by days of silence").first().waitFor();
      expect(await page.getByLabel("What they are worth").isChecked()).toBe(true);
      expect(await page.locator("#for-purchases [name=value]").inputValue()).toBe("order_value");
      const titles = await page.locator("figure h3").allTextContents();
      expect(titles).toEqual([
        "Recency and frequency",
        "How often customers came back",
        "Repeat purchases, and as expected",
        "Alive, by days of silence",
      ]);
      const pasted = await page.getByLabel("Scores, or CSV").inputValue();
      fileWith("pasted.csv", pasted.trim().split("\n"));
      const [repeats, bars, errors] = (await printedBy(page)) as [
        { share: number },
        { actual: number; expected: number }[],
        { actual: number; expected: number },
      ];
      const table = page.locator("figure", { hasText: "How often customers" }).locator("tbody tr");
      const shown = await table.evaluateAll((rows) =>
        rows.map((row) =>
          Array.from((row as unknown as { cells: { textContent: string }[] }).cells)
            .slice(1)
            .map(({ textContent }) => textContent),
        ),
      );
      expect(bars.map(({ actual, expected }) => [`${actual}`, expected.toFixed(1)])).toEqual(shown);
      expect(await shownAs(page, "Came back").textContent()).toBe(
        `${(100 * repeats.share).toFixed(1)}%`,
      );
      const card = page.locator(".headline > div", { hasText: "Held-out" });
      expect(await card.locator("dd").allTextContents()).toEqual([
        `${errors.actual}`,
        `${Math.round(errors.expected)} expected`,
      ]);
      await page.locator("#for-purchases [name=value]").selectOption("none");
      await page
        .locator(".headline", { hasText: "Worth in twelve months" })
        .waitFor({ state: "detached" });
    });
  });

  test("is used with the keyboard alone", async ({ skip }) => {
    await onPlayground(chromium ?? skip(missing), async (page) => {
      for (const key of ["Tab", "Tab", "Tab", "Tab", "Enter"]) await page.keyboard.press(key);
      await page.getByText("Cohorts by month").first().waitFor();
      for (const key of ["Tab", "Tab", "Tab"]) await page.keyboard.press(key); // on to what is measured
      await page.keyboard.press("ArrowLeft");
      await page.getByText("Choose a column with two waves").waitFor();
      await page.keyboard.press("ArrowLeft");
      await page.getByText("none of its").waitFor(); // customers are no scores
      for (const key of ["ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
      await page.getByText("Cohorts by month").first().waitFor();
    });
  });

  test.for(["light", "dark"] as const)(
    "fits a phone 390 pixels wide, in the %s",
    async (colorScheme, { skip }) => {
      await onPlayground(chromium ?? skip(missing), async (page) => {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.emulateMedia({ colorScheme });
        for (const name of ["Example answers", "Example orders", "Example waves", "Example shop"]) {
          await page.getByRole("button", { name }).click();
          await page.locator("figure").first().waitFor();
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
          expect(await page.evaluate(lowestContrast)).toBeGreaterThan(4.5);
        }
        await page
          .getByLabel("Scores, or CSV")
          .fill(`${"a long name of a column ".repeat(5)}\n5\n4\n`);
        await page.locator(".note", { hasText: "No answer is above 5" }).waitFor();
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
        expect(await page.evaluate(lowestContrast)).toBeGreaterThan(4.5);
      });
    },
  );
});

describe("what was pasted", () => {
  const read = (text: string) => inspect("a.csv", new Blob([text]), text);

  test.each([
    ["10\n9\n", { delimiter: ",", columns: ["column 1"], hasHeader: false }],
    ["score\n9\n", { columns: ["score"], hasHeader: true }],
    ['a;"b ""c"""\n1;2\n', { delimiter: ";", columns: ["a", 'b "c"'], hasHeader: true }],
    ["ann\t2026-01-05\n", { delimiter: "\t", columns: ["column 1", "column 2"], hasHeader: false }],
    ["who,when\rann,2026-01-05\r", { columns: ["who", "when"], hasHeader: true }],
    ["\u{feff}who,when\nann,2026-01-05", { columns: ["who", "when"], hasHeader: true }],
  ])("%j", (text, expected) => expect(read(text)).toMatchObject(expected));

  test("in one line is a row each", async () => {
    for (const text of ["10, 9, 8", "10 9 8", "10;9;8\n"]) {
      const { data, columns } = read(text);
      expect((await data.text()).split("\n").map(Number)).toEqual([10, 9, 8]);
      expect(columns).toEqual(["score"]);
    }
  });

  test("is guessed from the names of its columns", () => {
    const guessed = (header: string) => guess(read(`${header}\nx,y,z`).columns);
    expect(guessed("id,date,amount")).toMatchObject({
      kind: "events",
      questions: { events: { customer: "id", time: "date" } },
    });
    expect(guessed("day,user_id,x")).toMatchObject({
      kind: "events",
      questions: { events: { customer: "user_id", time: "day" } },
    });
    expect(guessed("created_at,NPS,who")).toMatchObject({
      kind: "answers",
      questions: { answers: { score: "NPS" }, events: { customer: "who", time: "created_at" } },
    });
    expect(guessed("wave,plan,score,weight")).toMatchObject({
      kind: "change",
      questions: {
        change: { score: "score", wave: "wave", by: "plan" },
        answers: { score: "score", by: "plan", weight: "weight" },
      },
    });
    expect(guessed("a,b,c")).toMatchObject({
      kind: "answers",
      questions: { answers: { score: "a" } },
    });
  });
});

interface Event {
  readonly customer: string;
  readonly time: number;
  readonly line: string;
}

/** Events that repeat from run to run: customers come back less and less over two years. */
function eventsOf(count: number): Event[] {
  return Array.from({ length: count }, (_, i) => {
    const customer = `c${Math.floor(i / 4)}`;
    const first = (Math.floor(i / 4) * 7919) % 500;
    const day = first + (i % 4) ** 2 * ((i * 104_729) % 37);
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    // Noon in UTC is that date in Paris too.
    return { customer, time: Date.parse(`${date}T12:00:00Z`), line: `${date};${customer}` };
  });
}

function tallyOf(events: readonly Event[]) {
  const options = { period: "month", timeZone: "Europe/Paris" } as const;
  const last = Math.max(...events.map(({ time }) => time));
  const dayAfter = new Date(last + 864e5).toISOString().slice(0, 10);
  const until = calendar(options).startOfDate(dayAfter);
  return tallyCohorts(events, { ...options, until });
}

/** What the program on the page gives, line for line. */
async function printedBy(page: Page): Promise<unknown[]> {
  const code = (await page.locator("#code").textContent()) ?? "";
  const printed = execute(
    code.replace(/console\.(\w+)\((.*)\);$/gm, (_, how, given) => {
      const isList = how === "log" && /^(?:name|why\.change), /.test(given);
      return `console.log(JSON.stringify(${isList ? `[${given}]` : given}));`;
    }),
  );
  return printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** What a copied program prints, run where the file is. */
function execute(code: string): string {
  writeFileSync(join(folder, "copied.mjs"), code);
  return execFileSync(process.execPath, ["copied.mjs"], { cwd: folder, encoding: "utf8" });
}

/** Notes what the progress bar shows, which moves only while the page is free to hear from its worker. */
const watchTheBar = `
  window.progress = [];
  const bar = document.querySelector("progress");
  new MutationObserver(() => {
    if (bar.value > 0) window.progress.push(bar.value);
  }).observe(bar, { attributes: true });
`;

/** Of the words of the page and what they stand on, by the formula of WCAG 2. */
const lowestContrast = `(() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (node) => {
    const { backgroundColor } = getComputedStyle(node);
    return /, 0\\)|transparent/.test(backgroundColor) ? paper(node.parentElement) : backgroundColor;
  };
  const contrasts = [...document.querySelectorAll("p, label, button, td, th, dt, dd, h1, h3, figcaption, code")]
    .filter((node) => node.textContent.trim() !== "" && node.checkVisibility())
    .map((node) => {
      const [a, b] = [luminance(getComputedStyle(node).color), luminance(paper(node))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
  return Math.min(...contrasts);
})()`;
