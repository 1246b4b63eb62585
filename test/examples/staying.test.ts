import { type SatisfactionOutcome, satisfactionLevel } from "customer-metrics";
import { describe, expect, test } from "vitest";
import {
  exampleAskedColumns,
  exampleMemberColumns,
  membersOf,
  surveyOf,
} from "../../examples/demo/example-data.js";
import {
  generatePeople,
  leavingPerMonth,
  MONTH_DAYS,
  type Person,
} from "../../examples/demo/example-people.js";
import { measureStaying, type Staying } from "../../examples/demo/measure/staying.js";
import { readAsked } from "../../examples/demo/read/asked.js";
import { readMembers } from "../../examples/demo/read/members.js";
import { generatedSource } from "../../examples/demo/read/source.js";
import { figure } from "../../examples/demo/report/figure.js";
import { newPage } from "../../examples/demo/report/new-page.js";
import { stayingFigures } from "../../examples/demo/report/staying.js";
import {
  aboutStaying,
  stayingCaution,
  stayingDifference,
  stayingTrend,
} from "../../examples/demo/wording.js";

/** Observed until 1 July 2018: who was asked on 1 January 2018 is watched for 181 days. */
async function measure(answers: readonly string[], members: readonly string[]): Promise<Staying> {
  const survey = ["customer,date,recommend", ...answers].join("\n");
  const spans = ["customer,from,to,reason", ...members].join("\n");
  return measureStaying(
    await readAsked(generatedSource("a.csv", survey), exampleAskedColumns),
    await readMembers(generatedSource("m.csv", spans), exampleMemberColumns),
  );
}

describe("staying", () => {
  test("counts from the answer on, whenever somebody joined", async () => {
    const { levels } = await measure(
      ["ann,2018-01-01,10", "bob,2018-01-01,10"],
      ["ann,2010-01-01,2018-01-31,price", "bob,2017-12-31,,"],
    );
    expect(levels).toMatchObject([{ level: "amazes", customers: 2, left: 1 }]);
    const [{ curve }] = levels;
    const points = curve.map(({ duration, survival }) => [duration, survival]);
    expect(points).toEqual([
      [0, 1],
      [30, 0.5],
      [181, 0.5],
    ]);
  });

  // Day 180 after 1 January 2018 is 30 June: who is no longer there then has not stayed 180 days.
  test("is to be there still when the window is over", async () => {
    const { retention } = await measure(
      ["ann,2018-01-01,10", "bob,2018-01-01,10", "cas,2018-01-01,0"],
      ["ann,2017-01-01,2018-06-30,", "bob,2017-01-01,,", "cas,2017-01-01,2018-01-02,"],
    );
    expect(retention.levels[4]).toMatchObject({ level: "amazes", count: 1, total: 2 });
    expect(retention.levels[0]).toMatchObject({ level: "below", count: 0, total: 1 });
  });

  test("of the window is not known of who was asked late, left or not", async () => {
    const measured = await measure(
      ["ann,2018-01-01,10", "bob,2018-03-01,10", "cas,2018-03-01,10"],
      ["ann,2017-01-01,,", "bob,2017-01-01,,", "cas,2017-01-01,2018-04-01,"],
    );
    expect(measured.young).toBe(2);
    expect(measured.retention.levels[4]).toMatchObject({ count: 1, total: 1 });
    expect(measured.levels[0].customers).toBe(3);
    expect(aboutStaying(measured)).toContain(
      "Of 2 it is not yet known whether they stay 180 days:",
    );
  });

  test("leaves out who was no member when asked", async () => {
    const measured = await measure(
      ["ann,2018-01-01,10", "bob,2018-01-01,10", "cas,2018-01-01,10", "dee,2018-07-01,10"],
      ["ann,2017-01-01,,", "bob,2018-01-02,,", "cas,2017-01-01,2018-01-01,", "dee,2017-01-01,,"],
    );
    expect(measured).toMatchObject({ customers: 1, strangers: 3 });
    expect(aboutStaying(measured)).toContain(
      "Left out as no members when asked, or asked too late: 3 customers.",
    );
  });

  test("who has only given notice is still there", async () => {
    const { levels } = await measure(["ann,2018-01-01,9"], ["ann,2017-01-01,2018-07-01,price"]);
    expect(levels).toMatchObject([{ level: "delights", customers: 1, left: 0 }]);
  });

  test("finds the membership of the day among several", async () => {
    const { levels } = await measure(
      ["ann,2018-01-01,9"],
      ["ann,2016-01-01,2016-02-01,price", "ann,2017-01-01,2018-01-11,need"],
    );
    expect(levels[0].curve.at(-1)).toMatchObject({ duration: 10, survival: 0 });
  });

  // Listed in any order; Bob was away for a day, and Cas came back the same day.
  test("goes on where one membership follows on another", async () => {
    const { levels } = await measure(
      ["ann,2018-01-01,10", "bob,2018-01-01,10", "cas,2018-01-01,10"],
      [
        "ann,2018-03-01,2018-04-01,price",
        "ann,2017-01-01,2018-02-01,plan",
        "ann,2018-01-20,2018-03-01,plan",
        "bob,2017-01-01,2018-02-01,",
        "bob,2018-02-02,,",
        "cas,2017-01-01,2018-02-01T08:00Z,",
        "cas,2018-02-01T09:00Z,,",
      ],
    );
    const gone = levels[0].curve.filter(({ left }) => left > 0);
    expect(gone.map(({ duration, left }) => [duration, left])).toEqual([
      [31, 1],
      [90, 1],
    ]);
  });

  test("counts who joined later on the day they were asked", async () => {
    const { customers } = await measure(["ann,2018-01-01,10"], ["ann,2018-01-01T15:00Z,,"]);
    expect(customers).toBe(1);
  });

  test("is refused without customers, and has no trend with one level", async () => {
    await expect(measure(["ann,2018-01-01,9"], ["bob,2017-01-01,,"])).rejects.toThrow(
      "m.csv: no member in it was asked.",
    );
    const alone = await measure(["ann,2018-01-01,9"], ["ann,2017-01-01,,"]);
    expect(stayingTrend(alone)).toBe("There are no two levels to compare.");
    expect(stayingDifference(alone)).toBe("There are no two curves to compare.");
    const page = newPage();
    const figures = stayingFigures(page, alone).map((one) => figure(page, one).outerHTML);
    expect(figures).toHaveLength(2); // nobody left, so there are no reasons
  });

  // Nobody has answered, or nobody has been watched for long enough.
  test.each([
    ["2018-01-01,", 0],
    ["2018-06-01,9", 1],
  ])("draws no share where none is known, of an answer %s", async (answer, figures) => {
    const measured = await measure([`ann,${answer}`], ["ann,2017-01-01,,"]);
    const page = newPage();
    const drawn = stayingFigures(page, measured).map((one) => figure(page, one).outerHTML);
    expect(drawn).toHaveLength(figures);
    expect(drawn.join()).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("of two customers shows no trend", async () => {
    const two = await measure(
      ["ann,2018-01-01,9", "bob,2018-01-01,2"],
      ["ann,2017-01-01,,", "bob,2017-01-01,2018-01-09,"],
    );
    expect(stayingTrend(two)).toMatch(
      /^From level to level there is no trend .* \(p = 1\.0000\)\.$/,
    );
    expect(stayingDifference(two)).toBe("The curves may well be one (log-rank test, p = 1.0000).");
  });
});

async function measurePeople(people: readonly Person[]): Promise<Staying> {
  return measureStaying(
    await readAsked(generatedSource("s.csv", surveyOf(people)), exampleAskedColumns),
    await readMembers(generatedSource("m.csv", membersOf(people)), exampleMemberColumns),
  );
}

/** Everybody leaves at a rate of their own, so that exp(−rate × time) of them are expected to stay. */
function expectedShare(people: readonly Person[], level: SatisfactionOutcome): number {
  const stays = people.flatMap(({ recommend, mood }) => {
    if (recommend === "" || satisfactionLevel(Number(recommend)) !== level) return [];
    const rate = Object.values(leavingPerMonth(mood)).reduce((sum, each) => sum + each, 0);
    return [Math.exp((-rate * 180) / MONTH_DAYS)];
  });
  return stays.reduce((sum, stay) => sum + stay, 0) / stays.length;
}

describe("staying of the generated people", async () => {
  const people = generatePeople(2017, 640);
  const measured = await measurePeople(people);

  test("holds the truth about each level in its interval", () => {
    for (const { level, low, high } of measured.retention.levels) {
      expect(low).toBeLessThan(expectedShare(people, level));
      expect(high).toBeGreaterThan(expectedShare(people, level));
    }
  });

  test("does so in about 95 of 100 samples", async () => {
    let [held, all] = [0, 0];
    for (let seed = 1; seed <= 30; seed++) {
      const sample = generatePeople(seed, 640);
      for (const { level, low, high } of (await measurePeople(sample)).retention.levels) {
        const truth = expectedShare(sample, level);
        if ((low ?? 1) <= truth && truth <= (high ?? 0)) held++;
        all++;
      }
    }
    expect(all).toBe(150);
    expect(held / all).toBeGreaterThan(0.9);
    expect(held / all).toBeLessThan(0.99);
  });

  // All were watched for longer than that, so that the curve is the plain share.
  test("has at 180 days the curves at the shares", () => {
    expect(measured).toMatchObject({ customers: 640, strangers: 0, young: 0 });
    for (const { level, curve } of measured.levels) {
      const { survival } = curve.filter(({ duration }) => duration <= 180).at(-1) ?? {
        survival: 1,
      };
      const { share } = measured.retention.levels.find((one) => one.level === level) ?? {};
      expect(survival).toBeCloseTo(share ?? Number.NaN, 12);
    }
  });

  test("finds that service is what delight works against, and price is not", () => {
    const of = (reason: string, group: "low" | "high") =>
      measured.reasons.find((one) => one.reason === reason && one.group === group)?.estimate;
    const [unserved, served] = [of("service", "low"), of("service", "high")];
    expect(unserved?.low).toBeGreaterThan(served?.high ?? 1);
    const [cheap, dear] = [of("price", "low"), of("price", "high")];
    expect(cheap?.high).toBeGreaterThan(dear?.low ?? 1);
  });

  test("says that the data are made up, and by what", () => {
    expect(stayingCaution(measured)).toContain("the answer itself changes nothing");
  });
});
