// Rows of objects, which is what users have, against a loop as people write it.

import * as metrics from "../../../dist/index.js";
import { DAY, MONTHS, mix, START, sum } from "./data.js";

const ROWS = 1_000_000;
const LEVELS = ["below", "meets", "exceeds", "delights", "amazes"];

const PLANS = Array.from({ length: 50 }, (_, i) => JSON.parse(`"plan ${i}"`));

const rows = (row) => Array.from({ length: ROWS }, (_, i) => row(i, (n, k) => mix(i * 8 + k) % n));
const lifetimes = () => rows((_, r) => ({ duration: r(1_000, 0), left: r(2, 1) === 1 }));
const moves = () => rows((_, r) => ({ before: r(11, 0), after: r(11, 1) }));
const outcomes = () => rows((_, r) => ({ level: LEVELS[r(5, 0)], stayed: r(2, 1) === 1 }));
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

const of = (make, work) => () => {
  const given = make();
  return () => work(given);
};
const planned = () =>
  events().map(({ customer, time }, i) => ({ customer, time, plan: PLANS[mix(i) % PLANS.length] }));
const valued = () => events().map(({ customer, time }) => ({ customer, time, value: 5 }));

/** The counts of both kinds of lifetimes, and of the longest. */
const leavers = (left, durations) => [sum(left), durations];

export const contests = [
  {
    title: "`tallyLifetimes`, 1M rows",
    most: [["own code", 1]],
    contenders: {
      tallyLifetimes: of(lifetimes, (rows) => {
        const { durations, left } = metrics.tallyLifetimes(rows);
        return leavers(left, durations.length);
      }),
      "own code": of(lifetimes, (rows) => {
        const counts = new Map();
        for (const { duration, left } of rows) {
          if (!counts.has(duration)) counts.set(duration, { left: 0, censored: 0 });
          const count = counts.get(duration);
          if (left) count.left++;
          else count.censored++;
        }
        return leavers(
          [...counts.values()].map((count) => count.left),
          counts.size,
        );
      }),
    },
  },
  {
    title: "`tallyRevenue`, 1M rows",
    most: [["own code", 1.2]],
    contenders: {
      tallyRevenue: of(revenues, (rows) => {
        const { closing, expansion } = metrics.tallyRevenue(rows);
        return [closing, expansion];
      }),
      "own code": of(revenues, (rows) => {
        const seen = new Set();
        const sums = { opening: 0, closing: 0, new: 0, churned: 0, expansion: 0, contraction: 0 };
        for (const { customer, opening, closing } of rows) {
          if (seen.has(customer)) throw new Error("twice");
          seen.add(customer);
          sums.opening += opening;
          sums.closing += closing;
          if (opening === 0) sums.new += closing;
          else if (closing === 0) sums.churned += opening;
          else if (closing > opening) sums.expansion += closing - opening;
          else sums.contraction += opening - closing;
        }
        return [sums.closing, sums.expansion];
      }),
    },
  },
  {
    title: "`tallyLevelMoves`, 1M rows",
    most: [["ns", 12]],
    contenders: {
      tallyLevelMoves: of(moves, (rows) => metrics.tallyLevelMoves(rows).table[0][4]),
      "own code": of(moves, (rows) => {
        const table = new Array(121).fill(0);
        for (const { before, after } of rows) table[before * 11 + after]++;
        let count = 0; // from 0 to 6 before, to 10 after
        for (let before = 0; before < 7; before++) count += table[before * 11 + 10];
        return count;
      }),
    },
  },
  {
    title: "`tallyRetentionByLevel`, 1M rows",
    most: [["own code", 1.2]],
    contenders: {
      tallyRetentionByLevel: of(
        outcomes,
        (rows) => metrics.tallyRetentionByLevel(rows).levels[4].stayed,
      ),
      "own code": of(outcomes, (rows) => {
        const counts = new Map();
        for (const { level, stayed } of rows) {
          if (!counts.has(level)) counts.set(level, [0, 0]);
          counts.get(level)[+stayed]++;
        }
        return counts.get("amazes")[1];
      }),
    },
  },
  {
    title: "`tallyCohorts`, 1M rows with values",
    most: [["tallyCohorts without values", 2]],
    contenders: {
      tallyCohorts: of(valued, (rows) => metrics.tallyCohorts(rows, MONTHS).cohorts.length),
      "tallyCohorts without values": of(
        events,
        (rows) => metrics.tallyCohorts(rows, MONTHS).cohorts.length,
      ),
    },
  },
  {
    title: "`tallyBy` of 50 plans, `tallyCohorts`, 1M rows",
    contenders: {
      tallyBy: of(planned, (rows) => {
        return metrics.tallyBy(rows, "plan", (part) => metrics.tallyCohorts(part, MONTHS)).length;
      }),
      "own code": of(planned, (rows) => {
        const groups = new Map();
        for (const row of rows) {
          if (!groups.has(row.plan)) groups.set(row.plan, []);
          groups.get(row.plan).push(row);
        }
        return [...groups.values()].map((part) => metrics.tallyCohorts(part, MONTHS)).length;
      }),
    },
  },
  {
    title: "`accumulate` of `tallyLifetimes`, 1M rows",
    contenders: {
      accumulate: of(lifetimes, (rows) => {
        const all = metrics.accumulate(
          (part) => metrics.tallyLifetimes(part),
          metrics.mergeLifetimes,
        );
        for (const row of rows) all.add(row);
        return sum(all.tally().left);
      }),
      "all at once": of(lifetimes, (rows) => sum(metrics.tallyLifetimes(rows).left)),
    },
  },
  {
    title: "`tallyMembership`, 1M rows",
    most: [["ns", 300]],
    contenders: {
      tallyMembership: of(spans, (rows) => {
        const window = { from: Date.UTC(2025, 0, 1), until: Date.UTC(2025, 1, 1) };
        return metrics.tallyMembership(rows, window).closing;
      }),
    },
  },
  {
    title: "`tallyMembershipByPeriod`, 1M rows, 24 months",
    contenders: {
      tallyMembershipByPeriod: of(
        spans,
        (rows) => metrics.tallyMembershipByPeriod(rows, MONTHS).periods.length,
      ),
    },
  },
  {
    title: "`tallyRevenueCohorts`, 1M rows, 24 months",
    most: [["ns", 1_200]],
    contenders: {
      tallyRevenueCohorts: of(
        spans,
        (rows) => metrics.tallyRevenueCohorts(rows, MONTHS).cohorts.length,
      ),
    },
  },
  {
    title: "`tallyRevenueByPeriod`, 1M rows, 24 months",
    most: [["ns", 800]],
    contenders: {
      tallyRevenueByPeriod: of(
        spans,
        (rows) => metrics.tallyRevenueByPeriod(rows, MONTHS).periods.length,
      ),
    },
  },
].map((contest) => ({ of: ROWS, ...contest }));
