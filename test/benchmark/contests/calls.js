// What a call costs: intervals and dates.

import * as metrics from "../../../dist/index.js";

const CALLS = 100_000;
const counts = Array.from({ length: 64 }, (_, i) => ({ count: i, total: 100 }));
const nets = counts.map(({ count }) => ({ promoters: 60 + count, passives: 25, detractors: 15 }));
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

const many = (call) => () => () => {
  let sum = 0;
  for (let i = 0; i < CALLS; i++) sum += call(i);
  return Number.isFinite(sum);
};
const months = metrics.calendar({ period: "month", timeZone: "America/New_York" });

const wilson = (confidence, most) => ({
  title: `\`shareInterval\`, confidence ${confidence}`,
  most,
  contenders: {
    shareInterval: many((i) => metrics.shareInterval(counts[i & 63], { confidence }).low),
    "by hand": many((i) => wilsonByHand(counts[i & 63], zByHand(confidence)).low),
  },
});

export const contests = [
  wilson(0.95, [["ns", 60]]),
  wilson(0.9, [["ns", 60]]),
  {
    title: "`npsInterval`",
    most: [["ns", 1_000]],
    contenders: { npsInterval: many((i) => metrics.npsInterval(nets[i & 63]).low) },
  },
  {
    title: "`startOfDate`",
    most: [["ns", 400]],
    contenders: { startOfDate: many((i) => months.startOfDate(dates[i % 1_000])) },
  },
  {
    title: "`startDateOf`",
    most: [["ns", 300]],
    contenders: { startDateOf: many((i) => months.startDateOf(600 + (i & 63)).length) },
  },
  {
    title: "`periodOf`",
    most: [["ns", 150]],
    contenders: { periodOf: many((i) => months.periodOf(1.7e12 + i * 3.6e6)) },
  },
].map((contest) => ({ of: CALLS, ...contest }));
