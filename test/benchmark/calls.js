// What a call costs: intervals, dates, and a thousand scores. A process each.

import * as metrics from "../../dist/index.js";
import { answerApart, contestApart, mix } from "./contest.js";

const CALLS = 100_000;
const counts = Array.from({ length: 64 }, (_, i) => ({ count: i, total: 100 }));
const nets = counts.map(({ count }) => ({ promoters: 60 + count, passives: 25, detractors: 15 }));
const scores = Array.from({ length: 1_000 }, (_, i) => mix(i) % 11);
const dates = Array.from({ length: 1_000 }, (_, i) => {
  return new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);
});

/** z to three digits after the point, as people copy it: Abramowitz and Stegun, 26.2.23. */
function zByHand(confidence) {
  const q = Math.sqrt(-2 * Math.log((1 - confidence) / 2));
  const above = 2.515517 + q * (0.802853 + q * 0.010328);
  return q - above / (1 + q * (1.432788 + q * (0.189269 + q * 0.001308)));
}

function wilsonByHand({ count, total }, z) {
  const share = count / total;
  const below = 1 + (z * z) / total;
  const middle = (share + (z * z) / (2 * total)) / below;
  const reach =
    (z / below) * Math.sqrt((share * (1 - share)) / total + (z * z) / (4 * total * total));
  return { low: middle - reach, high: middle + reach };
}

const many = (times, f) => () => {
  let sum = 0;
  for (let i = 0; i < times; i++) sum += f(i);
  return sum > Number.NEGATIVE_INFINITY;
};

const months = metrics.calendar({ period: "month", timeZone: "America/New_York" });

/** By contest: how often a turn calls, and the contenders. */
const contests = {
  "shareInterval, confidence 0.95": [
    CALLS,
    {
      ours: (i) => metrics.shareInterval(counts[i & 63]).low,
      "by hand, z computed": (i) => wilsonByHand(counts[i & 63], zByHand(0.95)).low,
      "by hand, z a constant": (i) => wilsonByHand(counts[i & 63], 1.959964).low,
    },
  ],
  "shareInterval, confidence 0.9": [
    CALLS,
    {
      ours: (i) => metrics.shareInterval(counts[i & 63], { confidence: 0.9 }).low,
      "by hand, z computed": (i) => wilsonByHand(counts[i & 63], zByHand(0.9)).low,
    },
  ],
  npsInterval: [CALLS, { ours: (i) => metrics.npsInterval(nets[i & 63]).low }],
  "tallyScores of 1,000": [
    1_000,
    {
      ours: () => metrics.tallyScores(scores, metrics.zeroToTen).missing,
      "filter twice": () =>
        scores.filter((score) => score >= 9).length - scores.filter((score) => score <= 6).length,
    },
  ],
  "nps of 1,000": [
    1_000,
    {
      ours: () => metrics.nps(scores),
      "filter twice": () =>
        scores.filter((score) => score >= 9).length - scores.filter((score) => score <= 6).length,
    },
  ],
  startOfDate: [CALLS, { ours: (i) => months.startOfDate(dates[i % 1_000]) }],
  startDateOf: [CALLS, { ours: (i) => months.startDateOf(600 + (i & 63)).length }],
  periodOf: [CALLS, { ours: (i) => months.periodOf(1.7e12 + i * 3.6e6) }],
};

const [name, who] = process.argv.slice(2);
if (name === undefined) {
  const file = new URL(import.meta.url).pathname;
  for (const [title, [times, does]] of Object.entries(contests)) {
    const contenders = Object.fromEntries(Object.keys(does).map((one) => [one, [title, one]]));
    await contestApart(`${title}, a call`, times, { file, contenders, rounds: 9, warmUps: 3 });
  }
} else {
  const [times, does] = contests[name];
  answerApart(many(times, does[who]));
}
