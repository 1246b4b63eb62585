import { zeroToTen } from "customer-metrics";
import { describe, expect, test } from "vitest";
import { generateSurvey } from "../../examples/demo/example-data.js";
import { describeBadRow } from "../../examples/demo/read/bad-rows.js";
import { readScore, timeReader } from "../../examples/demo/read/fields.js";
import { readOrders } from "../../examples/demo/read/orders.js";
import { generatedSource } from "../../examples/demo/read/source.js";
import { readSurvey } from "../../examples/demo/read/survey.js";
import { unusable } from "../../examples/demo/unusable.js";

const utc = { timeZone: "UTC", delimiter: "," };
const score = { score: "score", scale: zeroToTen, csat: undefined, by: undefined, delimiter: "," };

describe("a score", () => {
  test.each([
    ["9", 9],
    [" 0 ", 0],
    ["9.0", 9],
    ["", null],
    ["  ", null],
  ])("%j is read as %j", (text, value) => {
    expect(readScore(text, zeroToTen)).toBe(value);
  });

  test.each(["n/a", "11", "-1", "6.5", "1e1", "+9", "9 of 10", "Infinity"])(
    "%j is refused",
    (text) => {
      expect(readScore(text, zeroToTen)).toEqual({ reason: "is not a whole number from 0 to 10" });
    },
  );
});

describe("a time", () => {
  const hosts = ["UTC", "Pacific/Auckland", "America/Los_Angeles"];

  // New York is 5 hours behind UTC until 8 March 2026, 07:00Z, and 4 hours from then on.
  test.each([
    ["2026-03-08", Date.UTC(2026, 2, 8, 5)],
    ["2026-03-09", Date.UTC(2026, 2, 9, 4)],
    ["2026-03-09T00:00:00Z", Date.UTC(2026, 2, 9)],
    ["2026-03-09T10:30+05:30", Date.UTC(2026, 2, 9, 5)],
    ["2026-03-09 10:00:00.1239-0400", Date.UTC(2026, 2, 9, 14, 0, 0, 123)],
    ["1773014400000", Date.UTC(2026, 2, 9)],
  ])("%s is the same moment whatever the zone of the machine", (text, moment) => {
    const before = process.env.TZ;
    for (const host of hosts) {
      process.env.TZ = host;
      expect(timeReader("America/New_York")(text)).toBe(moment);
    }
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each([
    ["2026-02-30", "is no date of the calendar"],
    ["2026-02-30T10:00Z", "is no date of the calendar"],
    ["2026-03-09T24:00Z", "has no such time of day, or no such offset"],
    ["2026-03-09T10:00:00", "is a time without an offset: whose? End it in Z, or as +01:00"],
    ["", "is empty"],
    ["03/04/2026", "is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)"],
    ["20260309", "is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)"],
    ["1773014400", "is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)"],
  ])("%j is refused, with the reason", (text, reason) => {
    expect(timeReader("UTC")(text)).toEqual({ reason });
  });
});

describe("a file", () => {
  test("loses its bad rows only, and says on which lines they stand", async () => {
    const text = [
      '\uFEFFid,"customer, name",when',
      '1,"Smith, Jo",2026-01-05',
      "2,Ann,yesterday",
      "",
      '3,"two\r\nlines",2026-01-06',
      "4,Ann",
      '5,"5"" disc",2026-01-07,',
      '6,5" disc,2026-01-08',
      "7, ,2026-01-09",
    ].join("\r\n");
    const columns = { ...utc, customer: "customer, name", time: "when" };
    const orders = await readOrders(generatedSource("orders.csv", text), columns);
    expect(orders.time).toEqual([5, 6, 7, 8].map((day) => Date.UTC(2026, 0, day)));
    expect(orders.bad.count).toBe(3);
    expect(orders.bad.first.map(describeBadRow)).toEqual([
      'line 3: when "yesterday" is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)',
      'line 7: "4,Ann" 2 fields where the header has 3',
      'line 10: customer, name " " is empty: whose order is it?',
    ]);
  });

  test("counts all bad rows and keeps the first ten", async () => {
    const text = `score\n${"n/a\n".repeat(25)}7\n`;
    const { bad, main } = await readSurvey(generatedSource("answers.csv", text), score);
    expect(bad.count).toBe(25);
    expect(bad.first).toHaveLength(10);
    expect(main.scores).toEqual([7]);
  });

  test("keeps one answer of a row where the other is bad", async () => {
    const text = "score,happy\n9,6\n11,4\n";
    const columns = { ...score, csat: "happy" };
    const { main, csat } = await readSurvey(generatedSource("answers.csv", text), columns);
    expect([main.scores, csat?.scores]).toEqual([[9], [4]]);
  });

  test.each([
    ["", "answers.csv: the file is empty."],
    ["score\n", "answers.csv: there are no rows with values in them."],
    ['score\n"9\n8\n', "answers.csv: a quote that opens on line 2 or later is never closed."],
    [
      "score\nten\n",
      'answers.csv: none of its 1 rows could be read. The first, on line 2: score "ten" is not a whole number from 0 to 10.',
    ],
    [
      "score,score\n9,9\n",
      'answers.csv: there is more than one column "score" for --score. Its columns: "score", "score".',
    ],
    [
      "score;by\n9;a\n",
      'answers.csv: there is no column "score" for --score. Its columns: "score;by". Is it --delimiter ";"?',
    ],
  ])("%j is refused", async (text, message) => {
    await expect(readSurvey(generatedSource("answers.csv", text), score)).rejects.toThrow(
      unusable(message),
    );
  });
});

describe("the generated survey", () => {
  test("is the same for the same seed, and another one for another", () => {
    expect(generateSurvey(1, 50)).toBe(generateSurvey(1, 50));
    expect(generateSurvey(1, 50)).not.toBe(generateSurvey(2, 50));
  });

  test("has nothing in it that the reader refuses", async () => {
    const columns = { ...score, score: "recommend", csat: "satisfaction", by: "segment" };
    const survey = await readSurvey(generatedSource("s.csv", generateSurvey(3, 500)), columns);
    expect(survey.bad.count).toBe(0);
    expect(survey.main.scores).toHaveLength(500);
  });
});
