import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readOptions } from "../../examples/demo/options.js";
import { demoFolder } from "../support/demo.js";

const { report, fileWith, demo } = demoFolder();

const orders = fileWith("orders.csv", [
  "who,day",
  "ann,2026-01-05",
  "ann,2026-02-10",
  "bob,2026-01-20",
  "bob,2026-03-02",
  "cas,2026-02-01",
]);
const ordersOf = ["--orders", orders, "--customer", "who", "--time", "day", "--time-zone", "UTC"];

describe("the command line", () => {
  test("without arguments asks for the example data by month", () => {
    expect(readOptions([])).toEqual({
      orders: null,
      survey: null,
      members: null,
      period: "month",
      until: undefined,
      activeDays: 365,
      delimiter: ",",
      out: "report.html",
    });
  });

  test("reads the scale of a survey", () => {
    const options = readOptions(["--survey", "a.csv", "--score", "s", "--scale", "1-7"]);
    expect(options).toMatchObject({
      survey: { file: "a.csv", score: "s", scale: { min: 1, max: 7 } },
    });
  });

  test("answers --help with the usage, on 80 columns", async () => {
    const { code, out } = await demo("--help");
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: npm run demo/);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("answers an unknown option with the usage", async () => {
    const { code, err } = await demo("--colour");
    expect(code).toBe(1);
    expect(err).toMatch(/^Unknown option '--colour'\.\n\nUsage: /);
  });

  test.each([
    [["--orders", orders], "--orders needs --time-zone ZONE, such as Europe/Oslo or UTC"],
    [
      ["--survey", orders],
      "--survey needs --scale MIN-MAX, such as 0-10 or 1-5: it is never guessed",
    ],
    [
      ["--survey", orders, "--scale", "10"],
      '--survey needs --scale MIN-MAX, such as 0-10 or 1-5: it is never guessed, got "10"',
    ],
    [["--score", "s"], "--score says something about --survey FILE, which is missing"],
    [
      ["--period", "fortnight"],
      '--period must be day, week, month, quarter or year, got "fortnight"',
    ],
    [["--active-days", "0"], '--active-days must be a whole number from 1 to 36500, got "0"'],
    [["--orders", "no.csv", "--time-zone", "UTC"], "no.csv: there is no such file"],
    [
      ["--orders", orders, "--time-zone", "Mars/Olympus"],
      '--time-zone: there is no zone "Mars/Olympus"',
    ],
    [
      ["--orders", orders, "--time-zone", "UTC"],
      '--customer must name a column. Its columns: "who", "day".',
    ],
    [
      ["--orders", orders, "--customer", "id", "--time-zone", "UTC"],
      'there is no column "id" for --customer. Its columns: "who", "day".',
    ],
    [[...ordersOf, "--until", "2026"], '--until must be a date such as 2026-11-21, got "2026"'],
    [
      [...ordersOf, "--until", "2026-01-05"],
      "no order is before --until 2026-01-05; the first is of 2026-01-05",
    ],
    [[...ordersOf, "--until", "9999-12-30", "--period", "day"], "too many for a table"],
  ])("wrong options, list %#, get one line and exit code 1", async (args, message) => {
    const { code, err } = await demo(...args);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("the process", () => {
  test("ends quietly where nobody reads on, as with head", async () => {
    const args = ["--import", "tsx", "examples/demo.ts", ...ordersOf, "--out", report];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    expect(await once(child, "close")).toEqual([0, null]);
    expect(err).toBe("");
  });
});

describe("memberships", () => {
  const survey = fileWith("asked.csv", ["who,day,score", "ann,2026-01-05,10", "bob,2026-01-05,3"]);
  const members = fileWith("members.csv", [
    "who,since,end",
    "ann,2025-01-01,",
    "bob,2025-01-01,2026-02-04",
    "cas,2025-01-01,4/2/2026",
  ]);
  const given = ["--survey", survey, "--score", "score", "--scale", "0-10", "--members", members];
  const named = ["--customer", "who", "--asked", "day", "--from", "since", "--to", "end"];
  const dates = ["--time-zone", "UTC", "--until", "2026-11-01"];

  test("of one's own say who stays", async () => {
    const { code, out } = await demo(...given, ...named, ...dates);
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}amazes +1 +100\.0%/);
    expect(out).toMatch(/ {2}below +1 +0\.0%/);
    expect(out).toContain("asked.csv joined by customer to members.csv: 2 members asked");
    expect(out).toContain("members.csv: 1 bad membership left out:");
    expect(out).toContain('line 4: end "4/2/2026" is neither a date');
    expect(out).not.toContain("made up");
  });

  test.each([
    [["--members", members], "--members says something about --survey FILE, which is missing."],
    [["--asked", "day"], "--asked says something about --members FILE, which is missing."],
    [[...given, ...named], "--members needs --time-zone ZONE and --until DATE"],
    [[...given, ...dates], '--customer must name a column. Its columns: "who", "day", "score".'],
    [[...given, ...named, ...dates, "--scale", "1-5"], "--members needs --scale 0-10"],
    [[...given, ...named, ...dates, "--reason", "why"], 'no column "why" for --reason'],
    [[...given, ...named, ...dates, "--until", "May"], "--until must be a date such as"],
    [[...given, ...named, ...dates, "--until", "2026-01-05"], "no member in it was asked."],
  ])("wrong options, list %#, get one line and exit code 1", async (args, message) => {
    const { code, err } = await demo(...args);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("orders", () => {
  // Ann and Bob came in January, Cas in February. Ann ordered in February, Bob in March, which runs.
  test("become a cohort table with its curve", async () => {
    const { code, out } = await demo(...ordersOf);
    expect(code).toBe(0);
    expect(out).toMatch(/2026-01 +2 +50% +50%\*\n/);
    expect(out).toMatch(/2026-02 +1 +0%\* +·\n/);
    expect(out).toMatch(/2026-03 +0|After the last cohort, nobody entered in 1 month/);
    expect(out).toMatch(/all +3 +50%\n/);
    expect(out).toMatch(/1 +50\.0% +9\.5% to 90\.5% +1 /); // Wilson's interval of 1 in 2
    expect(out).toContain("Observed until 2026-03-03, not included: the day after the last order");
  });

  // 30 days from each order: Ann to 4 February, and from the 10th on; Bob to 19 February; Cas to
  // 3 March. In February, Ann comes back in time, Bob is lost, and Cas is new.
  test("become churn by the days that an order makes a customer", async () => {
    const { out } = await demo(...ordersOf, "--active-days", "30");
    expect(out).toMatch(/50\.0% +95% interval 9\.5% to 90\.5%/);
    expect(out).toContain("of the customers on 2026-02-01 were none on 2026-03-01, 1 month later");
    expect(out).toContain("2 at the opening − 1 lost + 1 new + 0 back again = 2 at the close");
    // 28 days to the mean month of 146097 ÷ 4800 days: 1 − 0.5 ^ (30.436875 ÷ 28) = 0.5293
    expect(out).toContain("retained 50.0%; as churn a month 52.9%");
  });

  test("of a single day have neither a curve nor churn yet, which is said", async () => {
    const file = fileWith("first.csv", ["who,day", "ann,2026-01-05"]);
    const { code, out } = await demo("--orders", file, ...ordersOf.slice(2));
    const html = readFileSync(report, "utf8");
    expect(code).toBe(0);
    for (const text of [out, html]) {
      expect(text).toContain("No month after a first order is complete yet.");
      expect(text).toContain("The orders do not yet span a complete month after the first one.");
    }
  });

  test("at or after --until are left out, and said to be", async () => {
    const { out } = await demo(...ordersOf, "--until", "2026-03-01");
    expect(out.replace(/\s+/g, " ")).toContain(
      "4 rows of 3 customers, 2026-01-05 to 2026-02-10, and 1 later order left out",
    );
    expect(out).toMatch(/2026-01 +2 +50%\n/);
  });
});

describe("a survey", () => {
  // 3 promoters, 2 passives and 2 detractors of 7: 100 × (3 − 2) ÷ 7 = 14.3 points.
  const answers = fileWith("answers.csv", [
    "s,t",
    "10,a",
    "9,a",
    "9,b",
    "8,b",
    "7,a",
    "6,b",
    "0,b",
    ",b",
    "11,a",
  ]);

  test("becomes NPS, its three counts, and the levels", async () => {
    const { code, out } = await demo("--survey", answers, "--score", "s", "--scale", "0-10");
    expect(code).toBe(0);
    expect(out).toMatch(/\+14\.3 +95% interval/);
    expect(out).toMatch(/Promoters +9–10 +3 +42\.9%/);
    expect(out).toMatch(/Passives +7–8 +2 +28\.6%/);
    expect(out).toMatch(/Detractors +0–6 +2 +28\.6%/);
    expect(out).toMatch(/amazes +10 +1 +14\.3% +14\.3%/);
    expect(out).toMatch(/delights +9 +2 +28\.6% +42\.9%/);
    expect(out).toMatch(/meets +7 +1 +14\.3% +71\.4%/);
    expect(out).toMatch(/below +0–6 +2 +28\.6% /);
    expect(out).toContain("answers.csv: 1 bad answer left out:");
    expect(out).toContain('line 10: s "11" is not a whole number from 0 to 10');
  });

  // Team a: 10, 9 and 7, so 2 of 3 promote. Team b: 9, 8, 6 and 0, so 1 less 2 of 4.
  test("is grouped, best first", async () => {
    const { out } = await demo("--survey", answers, "--score", "s", "--scale", "0-10", "--by", "t");
    expect(out).toMatch(/a +3 +\+66\.7 .*\n +b +4 +−25\.0 /);
  });

  test("from 1 to 5 has a CSAT and no NPS, and says why", async () => {
    const file = fileWith("five.csv", ["s", "5", "4", "3", "1"]);
    const { out } = await demo("--survey", file, "--score", "s", "--scale", "1-5");
    expect(out).toMatch(/CSAT.*\n\n +50\.0% +95% interval 15\.0% to 85\.0%/); // Wilson's, of 2 in 4
    expect(out).toContain("No NPS: it is defined by answers from 0 to 10");
  });

  test("from 1 to 7 has a CSAT where the cut is stated", async () => {
    const file = fileWith("seven.csv", ["s", "7", "6", "5", "2"]);
    const args = ["--survey", file, "--score", "s", "--scale", "1-7"];
    const { out } = await demo(...args);
    expect(out).toMatch(/5\.00 +mean on 1–7, 66\.7% of the way up the scale/); // (5 − 1) ÷ 6
    expect(out).toContain("No CSAT: on 1 to 7 it is for you to say where satisfied starts");
    expect((await demo(...args, "--satisfied-from", "6")).out).toMatch(/CSAT.*\n\n +50\.0% /);
  });
});

describe("the report", () => {
  test("of the example data says everywhere which of it is generated", async () => {
    const { code, out } = await demo();
    const html = readFileSync(report, "utf8");
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain("9,994 rows of 793 customers");
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const figures = html.match(/<figure.*?<\/figure>/gs) ?? [];
    expect(figures.map((text) => /<h3>([^<]*)/.exec(text)?.[1])).toEqual([
      "Answers by NPS category",
      "The level ladder",
      "NPS by segment",
      "Satisfied or not",
      "NPS, 2017 H1 to 2017 H2",
      "Stayed 180 days, by level",
      "Why they left, within 365 days",
      "Still there, by level",
      "Cohorts by month",
      "The retention curve",
      "Customers in 12 months",
      "Recency and frequency",
      "How often customers came back",
      "Repeat purchases, and as expected",
    ]);
    const isLabelled = figures.map((text) => text.includes("generated example data"));
    expect(isLabelled).toEqual([...Array(8).fill(true), ...Array(6).fill(false)]);
    for (const text of figures) expect(text).toMatch(/<svg[^>]* role="img"/);
  });

  test("answers whether delight keeps customers, and says what does not follow", async () => {
    const { out } = await demo();
    const html = readFileSync(report, "utf8");
    for (const text of [out.replace(/\s+/g, " "), html]) {
      expect(text).toMatch(/One level up goes with \d\.\d more of 100 customers who stay 180 days/);
      expect(text).toContain("the time before would be immortal");
      expect(text).toContain("does not say that the one makes the other");
    }
    expect(out).toMatch(/amazes +175 +9\d\.\d% .*\n(.*\n)*.*below +132 +6\d\.\d% /);
  });

  test("needs no script, no network and no other file", () => {
    const html = readFileSync(report, "utf8");
    expect(html).not.toMatch(/<script|<link|<iframe|<img| src=|@import|url\((?!#)/);
  });

  test("shows names from a file as text, whatever is in them", async () => {
    const hostile = '<script>alert("1")</script>';
    const quoted = `"${hostile.replaceAll('"', '""')}"`;
    const file = fileWith("hostile.csv", [
      `s,${quoted}`,
      `9,${quoted}`,
      '3,"a & b"',
      `${quoted},c`,
    ]);
    await demo("--survey", file, "--score", "s", "--scale", "0-10", "--by", hostile);
    const html = readFileSync(report, "utf8");
    expect(html).not.toContain("<script");
    expect(html).toContain('NPS by &lt;script&gt;alert("1")&lt;/script&gt;');
    expect(html).toContain("a &amp; b");
  });

  test("and the terminal get no control characters from a file", async () => {
    const file = fileWith("bell.csv", ["s,t", "9,\u001b[31mred\u0007"]);
    const { out } = await demo("--survey", file, "--score", "s", "--scale", "0-10", "--by", "t");
    expect(out).toContain("\u{fffd}[31mred\u{fffd}");
    expect(out).not.toContain("\u001b");
  });
});
