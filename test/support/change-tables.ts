// Prints the simulated figures of docs/change.md: npx tsx test/support/change-tables.ts

import {
  driverShares,
  type Estimate,
  type NpsCounts,
  npsDifferenceAnytime,
  npsInterval,
  npsIntervalAnytime,
  npsIntervalWald,
} from "../../src/index.js";
import { normalFrom, randomFrom } from "./random.js";

/** Shares of promoters, passives and detractors. */
export type Shares = readonly [number, number, number];

/** How many of many stretches of weeks, in which nothing happens, raise a false alarm at some look. */
export interface Alarms {
  readonly wald: number;
  readonly once: number;
  readonly anytime: number;
}

/**
 * Looks at the score of all answers so far, week by week, and counts the stretches in which an interval
 * of 95 % leaves out the true score at least once.
 */
export function falseAlarms(
  shares: Shares,
  answers: number,
  weeks: number,
  stretches: number,
): Alarms {
  const random = randomFrom(answers + weeks);
  const truth = 100 * (shares[0] - shares[2]);
  const leavesOut = (ends: Estimate | null) =>
    ends !== null && (ends.low > truth || ends.high < truth);
  let [wald, once, anytime] = [0, 0, 0];
  for (let stretch = 0; stretch < stretches; stretch++) {
    let counts = NOBODY;
    let [byWald, byOnce, byAnytime] = [false, false, false];
    for (let week = 0; week < weeks; week++) {
      counts = grown(counts, shares, answers, random);
      byWald ||= leavesOut(npsIntervalWald(counts));
      // The interval for every look lies outside that for one.
      const isOut = leavesOut(npsInterval(counts));
      byOnce ||= isOut;
      byAnytime ||= isOut && leavesOut(npsIntervalAnytime(counts));
    }
    wald += Number(byWald);
    once += Number(byOnce);
    anytime += Number(byAnytime);
  }
  return { wald: wald / stretches, once: once / stretches, anytime: anytime / stretches };
}

/** The week in which a fall of 10 points is seen, the middle one of many stretches, and how many see it. */
export function weeksUntilSeen(
  isSeen: (since: NpsCounts, before: NpsCounts) => boolean,
  quiet: number,
  stretches: number,
): { median: number; seen: number } {
  const random = randomFrom(quiet);
  const weeks = Array.from({ length: stretches }, () => {
    const before = grown(NOBODY, [0.5, 0.3, 0.2], 2_000, random);
    let counts = grown(NOBODY, [0.5, 0.3, 0.2], 100 * quiet, random);
    for (let week = 1; week <= 52; week++) {
      counts = grown(counts, [0.45, 0.3, 0.25], 100, random);
      if (isSeen(counts, before)) return week;
    }
    return Infinity;
  }).sort((a, b) => a - b);
  const seen = weeks.filter((week) => week < Infinity).length / stretches;
  return { median: weeks[stretches >> 1], seen };
}

const NOBODY: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };

function grown(
  { promoters, passives, detractors }: NpsCounts,
  shares: Shares,
  answers: number,
  random: () => number,
): NpsCounts {
  let [up, down] = [0, 0];
  for (let i = 0; i < answers; i++) {
    const at = random();
    if (at < shares[0]) up++;
    else if (at >= 1 - shares[2]) down++;
  }
  return {
    promoters: promoters + up,
    passives: passives + answers - up - down,
    detractors: detractors + down,
  };
}

/** Answers to four questions from 1 to 5 that have something in common, and the one from 0 to 10. */
export function someSurvey(answers: number, random: () => number): Record<string, number[]> {
  const normal = normalFrom(random);
  const survey: Record<string, number[]> = { speed: [], price: [], help: [], looks: [], nps: [] };
  const within = (low: number, x: number, high: number) =>
    Math.min(high, Math.max(low, Math.round(x)));
  for (let i = 0; i < answers; i++) {
    const common = normal();
    let sum = 0;
    for (const [driver, weight] of [
      ["speed", 4],
      ["price", 3],
      ["help", 2],
      ["looks", 1],
    ] as const) {
      const answer = within(1, 3.5 + 0.6 * common + 0.8 * normal(), 5);
      survey[driver].push(answer);
      sum += (weight * answer) / 10;
    }
    survey.nps.push(within(0, 1 + 2 * sum + normal(), 10));
  }
  return survey;
}

const options = { outcome: "nps", drivers: ["speed", "price", "help", "looks"] };

/** How often the interval of each driver holds its share among a million answers. */
export function driverCoverage(
  answers: number,
  samples: number,
  truth: readonly number[],
): number[] {
  const random = randomFrom(answers);
  const held = truth.map(() => 0);
  for (let sample = 0; sample < samples; sample++) {
    driverShares(someSurvey(answers, random), options).drivers.forEach(({ low, high }, i) => {
      if ((low as number) <= truth[i] && truth[i] <= (high as number)) held[i]++;
    });
  }
  return held.map((count) => count / samples);
}

export function trueShares(): number[] {
  return driverShares(someSurvey(1_000_000, randomFrom(1)), options).drivers.map(
    ({ share }) => share as number,
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

if (process.argv[1]?.endsWith("change-tables.ts")) {
  const truth = trueShares();
  console.log(`true shares: ${truth.map((share) => share.toFixed(3)).join(", ")}`);
  for (const answers of [100, 300, 1_000, 2_000]) {
    const coverage = driverCoverage(answers, 2_000, truth).map((one) => one.toFixed(3));
    console.log(`| ${answers} | ${coverage.join(" | ")} |`);
  }
  for (const shares of [
    [0.5, 0.3, 0.2],
    [0.7, 0.2, 0.1],
  ] as const) {
    for (const answers of [5, 20, 100]) {
      const year = falseAlarms(shares, answers, 52, 2_000);
      const decade = falseAlarms(shares, answers, 520, 2_000);
      const cells = [year.wald, year.once, year.anytime, decade.anytime].map(percent);
      console.log(
        `| ${shares.map((one) => 100 * one).join("/")} | ${answers} | ${cells.join(" | ")} |`,
      );
    }
  }
  const isBelow = (counts: NpsCounts) => (npsIntervalAnytime(counts) as Estimate).high < 30;
  const isFall = (counts: NpsCounts, before: NpsCounts) =>
    (npsDifferenceAnytime(before, counts) as Estimate).high < 0;
  console.log("fall, counted from it", weeksUntilSeen(isBelow, 0, 1_000));
  console.log("fall, after 26 quiet weeks", weeksUntilSeen(isBelow, 26, 1_000));
  console.log("fall, against 2,000 answers before", weeksUntilSeen(isFall, 0, 1_000));
}
