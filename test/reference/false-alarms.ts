// falseAlarms.json: how often tests of two groups that are the same find them different, in per cent at 5 and at 1 %:
// npx tsx test/reference/false-alarms.ts. Shares and net scores over all outcomes, lifetimes drawn at random.
//
// `as many`: the test that is right for many people; `given`: the p value given. Each the worst over the other group's
// sizes and over what is true.
import { writeFileSync } from "node:fs";
import {
  logRankTest,
  type NpsCounts,
  npsDifference,
  shareDifference,
  shareDifferencePaired,
  shareTrend,
  tallyLifetimes,
} from "../../src/index.js";
import { randomFrom } from "../support/random.js";

const SMALLEST = [1, 2, 3, 5, 10, 20];
/** χ² with one degree of freedom reaches these once in 20 and once in 100. */
const [Z05, Z01] = [1.959963984540054, 2.5758293035489004];

interface Alarms {
  readonly smallest: number;
  readonly asMany: readonly number[];
  readonly given: readonly number[];
}

interface LifetimeAlarms extends Alarms {
  /** Customers in the other group. */
  readonly others: number;
  /** Whether durations are whole months. */
  readonly months: boolean;
  readonly exact: boolean;
}

/** One of two outcomes: how probable it is for each truth, and what is raised by each pair of them. */
function worst(before: number[][], after: number[][], flags: Uint8Array, most: number[]): void {
  for (let truth = 0; truth < before.length; truth++) {
    const sums = [0, 0, 0, 0];
    before[truth].forEach((p, i) => {
      const inner = [0, 0, 0, 0];
      after[truth].forEach((q, j) => {
        const flag = flags[i * after[truth].length + j];
        for (let bit = 0; bit < 4; bit++) if (flag & (1 << bit)) inner[bit] += q;
      });
      inner.forEach((sum, bit) => {
        sums[bit] += p * sum;
      });
    });
    sums.forEach((sum, bit) => {
      most[bit] = Math.max(most[bit], sum);
    });
  }
}

const flagOf = (today: readonly boolean[], p: number) =>
  +today[0] | (+today[1] << 1) | (+(p < 0.05) << 2) | (+(p < 0.01) << 3);

const percent = (share: number) => Math.round(1000 * share) / 10;
const rowOf = (smallest: number, most: readonly number[]): Alarms => ({
  smallest,
  asMany: most.slice(0, 2).map(percent),
  given: most.slice(2).map(percent),
});

const logFactorials = [0];
for (let n = 1; n < 1000; n++) logFactorials.push(logFactorials[n - 1] + Math.log(n));
const multinomial = (counts: readonly number[], shares: readonly number[]) => {
  let log = logFactorials[counts.reduce((a, b) => a + b, 0)];
  counts.forEach((count, i) => {
    log += count === 0 ? 0 : count * Math.log(shares[i]) - logFactorials[count];
  });
  return Math.exp(log);
};

function ofShares(): Alarms[] {
  const truths = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
  return SMALLEST.map((k) => {
    const most = [0, 0, 0, 0];
    for (const n of [20, 30, 50, 100, 200, 300]) {
      const flags = new Uint8Array((k + 1) * (n + 1));
      for (let a = 0; a <= k; a++) {
        for (let b = 0; b <= n; b++) {
          const [one, other] = [
            { count: a, total: k },
            { count: b, total: n },
          ];
          const z = Math.abs(shareTrend([one, other])?.z ?? 0);
          const p = shareDifference(one, other)?.pValue ?? 1;
          flags[a * (n + 1) + b] = flagOf([z > Z05, z > Z01], p);
        }
      }
      const outcomes = (total: number) =>
        truths.map((share) =>
          Array.from({ length: total + 1 }, (_, x) =>
            multinomial([x, total - x], [share, 1 - share]),
          ),
        );
      worst(outcomes(k), outcomes(n), flags, most);
    }
    return rowOf(k, most);
  });
}

function ofNetScores(): Alarms[] {
  const truths: number[][] = [];
  for (let p = 1; p < 19; p++)
    for (let d = p; p + d < 20; d++) truths.push([p / 20, 1 - (p + d) / 20, d / 20]);
  const tables = (total: number) => {
    const all: number[][] = [];
    for (let p = 0; p <= total; p++)
      for (let d = 0; p + d <= total; d++) all.push([p, total - p - d, d]);
    return all;
  };
  const countsOf = ([promoters, passives, detractors]: number[], weight = 1): NpsCounts => ({
    promoters: promoters * weight,
    passives: passives * weight,
    detractors: detractors * weight,
  });
  return SMALLEST.map((k) => {
    const most = [0, 0, 0, 0];
    for (const n of k < 5 ? [20, 30, 50, 100, 200] : k < 20 ? [20, 30, 50, 100] : [20, 30, 50]) {
      const [ones, others] = [tables(k), tables(n)];
      const flags = new Uint8Array(ones.length * others.length);
      const hair = 1 - 2 ** -40; // fractional counts are tested as many
      ones.forEach((one, i) => {
        others.forEach((other, j) => {
          const asMany = npsDifference(countsOf(one, hair), countsOf(other, hair))?.pValue ?? 1;
          const p =
            asMany < 0.05 ? (npsDifference(countsOf(one), countsOf(other))?.pValue ?? 1) : 1;
          flags[i * others.length + j] = flagOf([asMany < 0.05, asMany < 0.01], p);
        });
      });
      const outcomes = (all: number[][]) =>
        truths.map((truth) => all.map((one) => multinomial(one, truth)));
      worst(outcomes(ones), outcomes(others), flags, most);
    }
    return rowOf(k, most);
  });
}

/** Lifetimes of a rate that does not change, watched for up to two years, of `n` and of `k` customers. */
function ofLifetimes(k: number, n: number, months: boolean, draws: number): LifetimeAlarms {
  const random = randomFrom(20261201 + 1000 * n + k);
  const drawn = (rows: number) => {
    const [duration, left]: [number[], boolean[]] = [[], []];
    for (let i = 0; i < rows; i++) {
      const [lasts, watched] = [-24 * Math.log(1 - random()), 24 * random()];
      const seen = Math.min(lasts, watched);
      duration.push(months ? Math.ceil(seen) : seen);
      left.push(lasts < watched);
    }
    return tallyLifetimes({ duration, left });
  };
  const sums = [0, 0, 0, 0];
  let exact = true;
  for (let draw = 0; draw < draws; draw++) {
    const test = logRankTest([drawn(k), drawn(n)]);
    exact &&= test?.exact ?? true;
    const z = Math.sqrt(test?.statistic ?? 0);
    const p = test?.pValue ?? 1;
    [z > Z05, z > Z01, p < 0.05, p < 0.01].forEach((is, bit) => {
      sums[bit] += +is;
    });
  }
  return {
    others: n,
    months,
    exact,
    ...rowOf(
      k,
      sums.map((sum) => sum / draws),
    ),
  };
}

/** McNemar's mid-p value, with up to 300 pairs of which up to 70 in a hundred moved. */
function ofMoves(): { readonly alarms: readonly number[] } {
  const most = [0, 0];
  for (let total = 5; total <= 300; total += 5) {
    const alarms: number[][] = [];
    for (let moved = 0; moved <= total; moved++) {
      const sums = [0, 0];
      for (let gained = 0; gained <= moved; gained++) {
        const lost = moved - gained;
        const p = shareDifferencePaired({ gained, lost, total })?.pValue ?? 1;
        const probability = multinomial([gained, lost], [0.5, 0.5]);
        sums[0] += p < 0.05 ? probability : 0;
        sums[1] += p < 0.01 ? probability : 0;
      }
      alarms.push(sums);
    }
    for (let share = 0.05; share < 0.71; share += 0.05) {
      for (const at of [0, 1]) {
        const sum = alarms.reduce(
          (all, sums, moved) =>
            all + sums[at] * multinomial([moved, total - moved], [share, 1 - share]),
          0,
        );
        most[at] = Math.max(most[at], sum);
      }
    }
  }
  return { alarms: most.map(percent) };
}

const DRAWS = 10_000;
const lifetimes = [20, 300].flatMap((n) =>
  [false, true].flatMap((months) =>
    SMALLEST.filter((k) => k <= n).map((k) => ofLifetimes(k, n, months, DRAWS)),
  ),
);
const content = {
  source: `false-alarms.ts (this package; ${DRAWS} draws each of lifetimes)`,
  shares: ofShares(),
  moves: ofMoves(),
  lifetimes,
  netScores: ofNetScores(),
};
const lines = Object.entries(content).map(([key, value]) =>
  Array.isArray(value)
    ? `${JSON.stringify(key)}:[\n${value.map((row) => JSON.stringify(row)).join(",\n")}\n]`
    : `${JSON.stringify(key)}:${JSON.stringify(value)}`,
);
writeFileSync(new URL("falseAlarms.json", import.meta.url), `{\n${lines.join(",\n")}\n}\n`);
