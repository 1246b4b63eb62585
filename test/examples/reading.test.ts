import { zeroToTen } from "customer-metrics";
import { describe, expect, test } from "vitest";
import {
  exampleAskedColumns,
  exampleMemberColumns,
  membersOf,
  surveyOf,
} from "../../examples/demo/example-data.js";
import { generatePeople } from "../../examples/demo/example-people.js";
import { measureRetention } from "../../examples/demo/measure/retention.js";
import { readAsked } from "../../examples/demo/read/asked.js";
import { describeBadRow } from "../../examples/demo/read/bad-rows.js";
import { readScore, timeReader } from "../../examples/demo/read/fields.js";
import { readMembers } from "../../examples/demo/read/members.js";
import { readOrders } from "../../examples/demo/read/orders.js";
import { generatedSource } from "../../examples/demo/read/source.js";
import { readSurvey } from "../../examples/demo/read/survey.js";
import { unusable } from "../../examples/demo/unusable.js";

const NONE = 'is no date to count with: some databases write it for "none"';
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
    ["9999-12-31", NONE],
    ["9999-12-31T23:59:59.999Z", NONE],
    ["9999-12-30", NONE],
    ["0001-01-01", NONE],
    ["0000-06-01T00:00:00Z", NONE],
  ])("%j is refused, with the reason", (text, reason) => {
    for (const zone of ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      expect(timeReader(zone)(text)).toEqual({ reason });
    }
  });

  test("is in the first or the last year that dates can have, and can still be counted", async () => {
    for (const date of ["0001-01-05", "9999-12-26"]) {
      const columns = {
        timeZone: "America/New_York",
        delimiter: ",",
        customer: "who",
        time: "when",
      };
      const orders = await readOrders(generatedSource("a.csv", `who,when\nann,${date}\n`), columns);
      expect(measureRetention(orders, { period: "day" }).customers).toBe(1);
    }
  });

  test("of no end is a bad row, and no end of the observation", async () => {
    const text = "who,when\nann,2026-01-05\nbob,9999-12-31\n";
    const orders = await readOrders(generatedSource("orders.csv", text), {
      ...utc,
      customer: "who",
      time: "when",
    });
    expect(orders.bad.first.map(describeBadRow)).toEqual([`line 3: when "9999-12-31" ${NONE}`]);
    expect(() => measureRetention(orders, { period: "month", until: "9999-12-31" })).toThrow(
      '--until must be a date such as 2026-11-21, got "9999-12-31".',
    );
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

describe("answers with their customers", () => {
  const columns = { customer: "who", date: "day", score: "s", ...utc };

  test("keep the first answer of a customer, and lose bad rows", async () => {
    const text = [
      "who,day,s",
      "ann,2026-01-05,9",
      "bob,2026-01-06,",
      "ann,2026-02-05,3",
      ",2026-01-05,9",
      "cas,today,9",
      "dee,2026-01-05,11",
    ].join("\n");
    const asked = await readAsked(generatedSource("answers.csv", text), columns);
    expect(asked.customer).toEqual(["ann", "bob"]);
    expect(asked.time).toEqual([Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 6)]);
    expect(asked.score).toEqual([9, null]);
    expect(asked.bad.first.map(describeBadRow)).toEqual([
      'line 4: who "ann" was asked before: which answer counts?',
      'line 5: who "" is empty: whose answer is it?',
      'line 6: day "today" is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)',
      'line 7: s "11" is not a whole number from 0 to 10',
    ]);
  });
});

describe("memberships", () => {
  const columns = { customer: "who", from: "from", to: "to", reason: "why", ...utc };

  test("are gathered by customer, and bad rows left out", async () => {
    const text = [
      "who,from,to,why",
      "ann,2025-01-01,2025-06-01,price",
      "ann,2025-09-01,,",
      ",2025-01-01,,",
      "bob,then,,",
      "bob,2025-01-01,later,",
      "bob,2025-01-02,2025-01-01,",
    ].join("\n");
    const source = generatedSource("members.csv", text);
    const members = await readMembers(source, { ...columns, until: "2026-01-01" });
    expect([...members.of]).toEqual([
      [
        "ann",
        [
          { from: Date.UTC(2025, 0, 1), to: Date.UTC(2025, 5, 1), reason: "price" },
          { from: Date.UTC(2025, 8, 1), to: null, reason: null },
        ],
      ],
    ]);
    const noDate = "is neither a date (2026-11-21) nor a time (2026-11-21T10:00:00Z)";
    expect(members.bad.first.map(describeBadRow)).toEqual([
      'line 4: who "" is empty: whose membership is it?',
      `line 5: from "then" ${noDate}`,
      `line 6: to "later" ${noDate}`,
      'line 7: to "2025-01-01" is before the membership began',
    ]);
  });
});

describe("the generated people", () => {
  test("are the same for the same seed, and others for another", () => {
    expect(generatePeople(1, 50)).toEqual(generatePeople(1, 50));
    expect(generatePeople(1, 50)).not.toEqual(generatePeople(2, 50));
  });

  test("have nothing in their files that the readers refuse", async () => {
    const people = generatePeople(3, 500);
    const columns = { ...score, score: "recommend", csat: "satisfaction", by: "segment" };
    const survey = await readSurvey(generatedSource("s.csv", surveyOf(people)), columns);
    expect(survey.bad.count).toBe(0);
    expect(survey.main.scores).toHaveLength(500);
    const asked = await readAsked(generatedSource("s.csv", surveyOf(people)), exampleAskedColumns);
    expect(asked.bad.count).toBe(0);
    const file = generatedSource("m.csv", membersOf(people));
    const members = await readMembers(file, exampleMemberColumns);
    expect(members.bad.count).toBe(0);
    expect([...members.of.keys()]).toEqual(asked.customer);
  });
});
