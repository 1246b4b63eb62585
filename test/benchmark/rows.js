// Rows of objects, which is what users have, against a loop as people write it. A process each.

import * as metrics from "../../dist/index.js";
import { answerApart, contestApart, mix } from "./contest.js";

const ROWS = 1_000_000;
const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const MONTHS = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 0, 1) };
const LEVELS = ["below", "meets", "exceeds", "delights", "amazes"];

const PLANS = Array.from({ length: 50 }, (_, i) => JSON.parse(`"plan ${i}"`));

const rows = (row) => Array.from({ length: ROWS }, (_, i) => row(i, (n, k) => mix(i * 8 + k) % n));
const lifetimes = () => rows((_, r) => ({ duration: r(1_000, 0), left: r(2, 1) === 1 }));
const moves = () => rows((_, r) => ({ before: r(11, 0), after: r(11, 1) }));
const outcomes = () => rows((_, r) => ({ level: LEVELS[r(5, 0)], stayed: r(2, 1) === 1 }));
const scored = () => {
  const names = Array.from({ length: 50 }, (_, i) => JSON.parse(`"segment ${i}"`));
  return rows((_, r) => ({ score: r(11, 0), by: names[r(50, 1)] }));
};
const revenues = () =>
  rows((i, r) => ({ customer: i, opening: r(100, 0), closing: r(100, 1), paidBefore: true }));
const events = () =>
  rows((_, r) => ({ customer: r(100_000, 0), time: START + r(700 * 24, 1) * 3.6e6 }));
const spans = () =>
  rows((i, r) => {
    const from = START + r(600, 0) * DAY;
    const to = r(10, 1) < 3 ? null : from + (1 + r(200, 2)) * DAY;
    return { customer: i % (ROWS / 2), from, to, amount: 10 };
  });

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** By contest: what makes the rows, and by contender what it does with them; the answers are small. */
const contests = {
  tallyLifetimes: [
    lifetimes,
    {
      ours: (given) => metrics.tallyLifetimes(given) && ROWS,
      "Map by duration": (given) => {
        const counts = new Map();
        for (const { duration, left } of given) {
          if (!counts.has(duration)) counts.set(duration, { left: 0, censored: 0 });
          const count = counts.get(duration);
          if (left) count.left++;
          else count.censored++;
        }
        return sum([...counts.values()].map((count) => count.left + count.censored));
      },
    },
  ],
  tallyRevenue: [
    revenues,
    {
      ours: (given) => metrics.tallyRevenue(given).closing,
      "Set and sums": (given) => {
        const seen = new Set();
        const sums = { opening: 0, closing: 0, new: 0, churned: 0, expansion: 0, contraction: 0 };
        for (const { customer, opening, closing } of given) {
          if (seen.has(customer)) throw new Error("twice");
          seen.add(customer);
          sums.opening += opening;
          sums.closing += closing;
          if (opening === 0) sums.new += closing;
          else if (closing === 0) sums.churned += opening;
          else if (closing > opening) sums.expansion += closing - opening;
          else sums.contraction += opening - closing;
        }
        return sums.closing;
      },
    },
  ],
  tallyLevelMoves: [
    moves,
    {
      ours: (given) => sum(metrics.tallyLevelMoves(given).table.flat()),
      "table of 121": (given) => {
        const table = new Array(121).fill(0);
        for (const { before, after } of given) table[before * 11 + after]++;
        return sum(table);
      },
    },
  ],
  tallyRetentionByLevel: [
    outcomes,
    {
      ours: (given) => metrics.tallyRetentionByLevel(given).levels[4].stayed,
      "Map of counters": (given) => {
        const counts = new Map();
        for (const { level, stayed } of given) {
          if (!counts.has(level)) counts.set(level, [0, 0]);
          counts.get(level)[+stayed]++;
        }
        return counts.get("amazes")[1];
      },
    },
  ],
  tallyScoresBy: [
    scored,
    {
      ours: (given) => metrics.tallyScoresBy(given, metrics.zeroToTen).length,
      "reduce into an object": (given) =>
        Object.keys(
          given.reduce((counts, { score, by }) => {
            counts[by] ??= { promoters: 0, passives: 0, detractors: 0 };
            if (score >= 9) counts[by].promoters++;
            else if (score >= 7) counts[by].passives++;
            else counts[by].detractors++;
            return counts;
          }, {}),
        ).length,
    },
  ],
  tallyBy: [
    () => events().map((event, i) => ({ ...event, plan: PLANS[mix(i) % PLANS.length] })),
    {
      ours: (given) =>
        metrics.tallyBy(given, "plan", (part) => metrics.tallyCohorts(part, MONTHS)).length,
      "Map of arrays, the same tallies": (given) => {
        const groups = new Map();
        for (const row of given) {
          if (!groups.has(row.plan)) groups.set(row.plan, []);
          groups.get(row.plan).push(row);
        }
        return [...groups.values()].map((part) => metrics.tallyCohorts(part, MONTHS)).length;
      },
    },
  ],
  accumulate: [
    lifetimes,
    {
      ours: (given) => {
        const sum = metrics.accumulate(
          (part) => metrics.tallyLifetimes(part),
          metrics.mergeLifetimes,
        );
        for (const row of given) sum.add(row);
        return sum.tally() && ROWS;
      },
      "tallyLifetimes, all at once": (given) => metrics.tallyLifetimes(given) && ROWS,
    },
  ],
  "tallyCohorts with values": [
    () => events().map(({ customer, time }) => ({ customer, time, value: 5 })),
    {
      ours: (given) => metrics.tallyCohorts(given, MONTHS).cohorts.length,
      "ours, without values": (given) => {
        without ??= given.map(({ customer, time }) => ({ customer, time }));
        return metrics.tallyCohorts(without, MONTHS).cohorts.length;
      },
    },
  ],
  tallyMembership: [
    spans,
    {
      ours: (given) =>
        metrics.tallyMembership(given, { from: Date.UTC(2025, 0, 1), until: Date.UTC(2025, 1, 1) })
          .closing,
    },
  ],
  tallyMembershipByPeriod: [
    spans,
    { ours: (given) => metrics.tallyMembershipByPeriod(given, MONTHS).periods.length },
  ],
  tallyRevenueByPeriod: [
    spans,
    { ours: (given) => metrics.tallyRevenueByPeriod(given, MONTHS).periods.length },
  ],
};

let without;

const [name, who] = process.argv.slice(2);
if (name === undefined) {
  const file = new URL(import.meta.url).pathname;
  for (const [title, [, does]] of Object.entries(contests)) {
    const contenders = Object.fromEntries(Object.keys(does).map((one) => [one, [title, one]]));
    await contestApart(`${title}, 1M rows`, ROWS, { file, contenders, rounds: 9, warmUps: 3 });
  }
} else {
  const [make, does] = contests[name];
  const given = make();
  answerApart(() => does[who](given));
}
