import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { demoFolder } from "../support/demo.js";

const { report, fileWith, demo } = demoFolder();

/** So many answers of each score in a segment of a wave. */
function answers(
  wave: string,
  segment: string,
  counts: Readonly<Record<number, number>>,
): string[] {
  return Object.entries(counts).flatMap(([score, count]) =>
    Array<string>(count).fill(`${score},${segment},${wave}`),
  );
}

const by = ["--score", "s", "--scale", "0-10", "--by", "segment", "--compare", "wave"];

describe("two waves", () => {
  // The survey of docs/change.md; what it gives is in test/reference/explainedChange.json.
  const waves = fileWith("waves.csv", [
    "s,segment,wave",
    ...answers("spring", "web", { 10: 60, 8: 25, 3: 15 }),
    ...answers("spring", "shop", { 10: 40, 8: 30, 3: 30 }),
    ...answers("autumn", "web", { 10: 26, 8: 9, 3: 5 }),
    ...answers("autumn", "shop", { 10: 68, 8: 47, 3: 45 }),
  ]);

  test("are explained by what changed within segments and by their mix", async () => {
    const { code, out } = await demo("--survey", waves, ...by);
    expect(code).toBe(0);
    expect(out).toContain("−5.5   NPS +27.5 in spring, +22.0 in autumn");
    expect(out).toMatch(/within segments +\+5\.5 +−10\.8 to \+21\.8/); // 5.46875 ± 16.31150
    expect(out).toMatch(/their mix +−11\.0 +−16\.9 to −5\.0/); // −10.96875 ± 5.97642
    expect(out).toMatch(/shop +\+2\.8 +−3\.8\n +web +\+2\.6 +−7\.2\n/);
    const html = readFileSync(report, "utf8");
    const [figure = ""] =
      html.match(/<figure(?:(?!<figure).)*spring to autumn.*?<\/figure>/s) ?? [];
    expect(figure).toContain(
      "<title>NPS, spring to autumn: spring +27.5, shop, within +2.8, web, within +2.6, " +
        "shop, mix −3.8, web, mix −7.2, autumn +22.0.</title>",
    );
    expect(figure).toMatch(/web.*50\.0%.*20\.0%.*\+45\.0.*\+52\.5.*\+2\.6.*−7\.2/);
    expect(html).toContain("Beyond chance is what changed through their mix (−11.0).");
    expect(html).toContain("200 answers in spring, and 200 answers in autumn.");
  });

  test("with numbers are in the order of their numbers, wherever they come in the file", async () => {
    const file = fileWith("numbers.csv", [
      "s,segment,wave",
      ...answers("wave 10", "a", { 10: 1, 3: 1 }),
      ...answers("wave 9", "a", { 10: 3, 3: 1 }),
    ]);
    expect((await demo("--survey", file, ...by)).out).toContain(
      "NPS +50.0 in wave 9, 0.0 in wave 10",
    );
  });

  test("leave out answers of no wave, and draw small segments as one", async () => {
    const segments = Array.from({ length: 8 }, (_, i) => `s${i}`);
    const file = fileWith("many.csv", [
      "s,segment,wave",
      ...segments.flatMap((name, i) => answers("1", name, { 10: 2 + i, 3: 1 })),
      ...segments.flatMap((name, i) => answers("2", name, { 10: 2, 3: 1 + i })),
      ...answers("", "s0", { 10: 2 }),
      ...answers("2", "new", { 9: 1 }),
      ...answers("2", "", { 9: 1 }),
    ]);
    const { out } = await demo("--survey", file, ...by);
    expect(out).toContain("2 answers of no wave left out.");
    expect(out).toMatch(/\n +new +0\.0 +[−+]/);
    expect(out).toMatch(/\n +\(empty\) +0\.0 +[−+]/);
    const html = readFileSync(report, "utf8");
    expect(html).toMatch(/<title>NPS, 1 to 2: [^<]*6 others, within [^<]*6 others, mix/);
    expect(html).toContain("Beyond chance is what changed within segments");
  });

  test("on other scales are compared by CSAT, or by their means", async () => {
    const file = fileWith("five.csv", [
      "s,segment,wave",
      ...answers("a", "x", { 5: 3, 1: 1 }),
      ...answers("b", "x", { 5: 2, 1: 2 }),
    ]);
    const args = ["--survey", file, "--score", "s", "--by", "segment", "--compare", "wave"];
    const { out } = await demo(...args, "--scale", "1-5");
    expect(out).toContain("−25.0   CSAT 75.0% in a, 50.0% in b");
    expect(readFileSync(report, "utf8")).toContain("Chance may have made both parts");
    // From 4 to 3: (3 · 5 + 1) ÷ 4 and (2 · 5 + 2) ÷ 4.
    expect((await demo(...args, "--scale", "1-7")).out).toContain(
      "−1.00   mean score 4.00 in a, 3.00 in b",
    );
    const cut = await demo(...args, "--scale", "1-7", "--satisfied-from", "6");
    expect(cut.out).toContain("0.0   CSAT 0.0% in a, 0.0% in b");
  });

  const three = fileWith("three.csv", ["s,segment,wave", "9,a,x", "9,a,y", "9,a,z", ",a,q"]);
  const one = fileWith("one.csv", ["s,segment,wave", "9,a,x", "9,a,"]);
  const silent = fileWith("silent.csv", ["s,segment,wave", "9,a,x", ",a,y"]);
  test.each([
    [
      ["--survey", three, ...by],
      '--compare takes a column with two waves; "wave" has 4 values: "x", "y", "z", "q".',
    ],
    [
      ["--survey", one, ...by],
      '--compare takes a column with two waves; "wave" has the value "x".',
    ],
    [["--survey", silent, ...by], 'silent.csv: nobody answered in the wave "y".'],
    [["--survey", waves, ...by.slice(0, -4), "--compare", "wave"], "--compare needs --by COLUMN"],
    [["--survey", waves, ...by.slice(0, -1), "when"], 'there is no column "when" for --compare.'],
    [["--compare", "wave"], "--compare says something about --survey FILE, which is missing."],
  ])("that cannot be compared get one line and exit code 1, list %#", async (args, message) => {
    const { code, err } = await demo(...args);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe("weights", () => {
  const weights = [1, 2, 0.5, 1, 1.5, 1, 2, 0.8, 1.2, 0.6, 1, 0.9];
  const scores = [10, 10, 9, 9, 8, 7, 6, 3, 0, 10, 5, 9];
  const file = fileWith("weights.csv", [
    "s,w,g,v",
    ...scores.map(
      (score, i) => `${score},${weights[i]},${i % 2 === 0 ? "a" : "b"},${i < 6 ? 1 : 2}`,
    ),
    "9,-1,a,1",
    "9,,a,1",
    "9,some,a,1",
    "11,1,a,1",
    ",1,a,1",
  ]);
  const given = ["--survey", file, "--score", "s", "--scale", "0-10", "--weight", "w"];

  test("give the score, its interval and all shares by weight", async () => {
    const { code, out } = await demo(...given);
    expect(code).toBe(0);
    // R's survey, in test/reference/weighting.json: 7.4074, n 10.26761, −44.891 to 55.702.
    expect(out).toMatch(/\+7\.4 +95% interval −44\.9 to \+55\.7/);
    expect(out.replace(/\s+/g, " ")).toContain(
      "Weighted by w: worth 10.3 answers that weigh the same.",
    );
    // 6 of weight 1 + 2 + .5 + 1 + .6 + .9 promote, of 13.5 in all.
    expect(out).toMatch(/Promoters +9–10 +6 +44\.4%/);
    expect(out).toMatch(/amazes +10 +3 +26\.7% +26\.7%/); // 1 + 2 + .6
    const html = readFileSync(report, "utf8");
    expect(html).toContain("Shares are weighted by w: worth 10.3 answers that weigh the same.");
  });

  test("that are no weights make a bad row", async () => {
    const { out } = await demo(...given);
    expect(out).toContain("weights.csv: 4 bad answers left out:");
    expect(out).toContain('line 14: w "-1" is not a weight: 0, or a number above it');
    expect(out).toContain('line 15: w "" is not a weight');
    expect(out).toContain('line 16: w "some" is not a weight');
  });

  test("weigh groups and a CSAT too", async () => {
    // Of group a, 10, 9 and 8, 6, 0, 5 of weights 1, .5, 1.5, 2, 1.2, 1: −2.7 ÷ 7.2 = −37.5 points.
    const { out } = await demo(...given, "--by", "g");
    expect(out).toMatch(/\n +a +6 +−37\.5 /);
    // 10, 10, 9, 9, 8, 10 and 9 of weights 1, 2, .5, 1, 1.5, .6 and .9, of 13.5.
    const cut = await demo(...given, "--satisfied-from", "8");
    expect(cut.out).toMatch(/CSAT.*\n\n +55\.6% /);
    expect((await demo(...given, "--satisfied-from", "8", "--by", "g")).out).toMatch(/\n +a +6 /);
  });

  test("are left out of a bridge, which says so", async () => {
    const { out } = await demo(...given, "--by", "g", "--compare", "v");
    // 4 of 6 promote; 2 of 6 do, and 4 do not like it.
    expect(out).toContain("NPS +66.7 in 1, −33.3 in 2");
    expect(out.replace(/\s+/g, " ")).toContain('a bridge takes no weights, and leaves out "w".');
  });

  test("that are all 0 get one line and exit code 1", async () => {
    const zero = fileWith("zero.csv", ["s,w", "9,0", "3,0"]);
    const { code, err } = await demo("--survey", zero, ...given.slice(2));
    expect(err).toBe('zero.csv: all answers in it have a "w" of 0.\n');
    expect(code).toBe(1);
  });
});
