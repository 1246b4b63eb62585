// Prints the coverage tables of docs/weighting.md and docs/change.md: npx tsx test/support/simulated-coverage.ts

import {
  type Estimate,
  effectiveCounts,
  explainChange,
  nps,
  npsInterval,
  postStratify,
  rakeScores,
  type ScoreGroup,
  tallyScoreCounts,
  tallyWeightedScores,
  themeImpact,
  type WeightedScoreTally,
  zeroToTen,
} from "../../src/index.js";

/** Surveys drawn for each figure: at .95 its standard error is .0022. */
const DRAWS = 10_000;

/** Shares of promoters, passives and detractors. */
type Shares = readonly [number, number, number];

/** How often each interval holds what is true, by the name it has in the table. */
type Coverage = Record<string, number>;

/** Numbers from 0 to below 1, the same ones for the same seed (Tommy Ettinger's Mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of `total` draws fall in each cell of some shares. */
function drawn(random: () => number, total: number, shares: readonly number[]): number[] {
  const counts = shares.map(() => 0);
  for (let i = 0; i < total; i++) {
    let left = random();
    let cell = 0;
    while (cell < shares.length - 1 && left >= shares[cell]) left -= shares[cell++];
    counts[cell]++;
  }
  return counts;
}

const SCORES = [10, 8, 3];

function groupOf<Key extends ScoreGroup["by"]>(by: Key, count: readonly number[]): ScoreGroup<Key> {
  return { by, tally: tallyScoreCounts({ score: SCORES, count }, zeroToTen) };
}

const pointsOf = ([promoters, , detractors]: Shares) => 100 * (promoters - detractors);

/** Draws until there is an interval, and counts how often each holds its truth. */
function covered(
  seed: number,
  one: (random: () => number) => Record<string, Held> | null,
): Coverage {
  const random = generator(seed);
  const held: Record<string, number> = {};
  for (let draws = 0; draws < DRAWS; ) {
    const intervals = one(random);
    if (!intervals) continue;
    draws++;
    for (const [name, { truth, interval }] of Object.entries(intervals)) {
      const holds = interval && interval.low <= truth && truth <= interval.high;
      held[name] = (held[name] ?? 0) + (holds ? 1 : 0);
    }
  }
  return Object.fromEntries(Object.entries(held).map(([name, times]) => [name, times / DRAWS]));
}

interface Held {
  readonly truth: number;
  readonly interval: Pick<Estimate, "low" | "high"> | null;
}

/** Weights of 0.3 to 3, drawn for themselves. */
function unrelatedWeights(answers: number): Coverage {
  const shares: Shares = [0.5, 0.3, 0.2];
  return covered(answers, (random) => {
    const rows = Array.from({ length: answers }, () => {
      const [promoter, passive] = drawn(random, 1, shares);
      return { score: promoter ? 10 : passive ? 8 : 3, weight: 0.3 * 10 ** random() };
    });
    const tally = tallyWeightedScores(rows, zeroToTen);
    return {
      kish: { truth: pointsOf(shares), interval: npsInterval(effectiveCounts(tally)) },
      reading: {
        truth: pointsOf(shares),
        interval: npsInterval(effectiveCounts(tally, { reading: nps })),
      },
    };
  });
}

function weightedBy(groups: readonly ScoreGroup[], weights: readonly number[]): WeightedScoreTally {
  const score: number[] = [];
  const weight: number[] = [];
  groups.forEach(({ tally }, i) => {
    tally.counts.forEach((count, points) => {
      for (let answer = 0; answer < count; answer++) {
        score.push(points);
        weight.push(weights[i]);
      }
    });
  });
  return tallyWeightedScores({ score, weight }, zeroToTen);
}

/** A segment of 5 % of the answers and 30 % of the customers, with a score of its own. */
function smallSegment(answers: number): Coverage {
  const [large, small]: [Shares, Shares] = [
    [0.65, 0.25, 0.1],
    [0.1, 0.25, 0.65],
  ];
  const truth = 0.7 * pointsOf(large) + 0.3 * pointsOf(small);
  const population = [
    { by: "large", share: 0.7 },
    { by: "small", share: 0.3 },
  ];
  return covered(answers, (random) => {
    const [ofLarge, ofSmall] = drawn(random, answers, [0.95, 0.05]);
    // A segment without answers cannot be weighted up.
    if (ofSmall === 0 || ofLarge === 0) return null;
    const groups = [
      groupOf("large", drawn(random, ofLarge, large)),
      groupOf("small", drawn(random, ofSmall, small)),
    ];
    // Weights as they are known before anybody answers, so that few answers of a segment weigh less together.
    const tally = weightedBy(groups, [0.7 / 0.95, 0.3 / 0.05]);
    const stratified = postStratify(groups, population);
    const { value, standardError } = stratified ?? { value: 0, standardError: 0 };
    const reach = 1.959963984540054 * standardError;
    return {
      kish: { truth, interval: npsInterval(effectiveCounts(tally)) },
      reading: { truth, interval: npsInterval(effectiveCounts(tally, { reading: nps })) },
      stratified: { truth, interval: stratified },
      wald: { truth, interval: { low: value - reach, high: value + reach } },
    };
  });
}

/** Two margins that the sample has wrong, both of which go with the score. */
function rakedMargins(answers: number): Coverage {
  const cells = [
    { by: ["DE", "free"], sample: 0.2, population: 0.35, shares: [0.35, 0.3, 0.35] },
    { by: ["DE", "paid"], sample: 0.5, population: 0.15, shares: [0.6, 0.25, 0.15] },
    { by: ["NO", "free"], sample: 0.1, population: 0.3, shares: [0.3, 0.3, 0.4] },
    { by: ["NO", "paid"], sample: 0.2, population: 0.2, shares: [0.55, 0.25, 0.2] },
  ] as const;
  // The odds of the cells are those of the sample, as raking assumes: fitted to the margins below.
  const margins = [
    [
      { by: "DE", share: 0.5 },
      { by: "NO", share: 0.5 },
    ],
    [
      { by: "free", share: 0.6 },
      { by: "paid", share: 0.4 },
    ],
  ];
  const expected = rakeScores(
    cells.map(({ by, sample }) => groupOf(by, [Math.round(sample * 1e6), 0, 0])),
    margins,
  );
  const truth = cells.reduce(
    (sum, { sample, shares }, i) => sum + sample * expected.weights[i].weight * pointsOf(shares),
    0,
  );
  return covered(answers, (random) => {
    const counts = drawn(
      random,
      answers,
      cells.map(({ sample }) => sample),
    );
    if (counts.some((count) => count === 0)) return null;
    const groups = cells.map(({ by, shares }, i) => groupOf(by, drawn(random, counts[i], shares)));
    const { tally } = rakeScores(groups, margins);
    return {
      kish: { truth, interval: npsInterval(effectiveCounts(tally)) },
      reading: { truth, interval: npsInterval(effectiveCounts(tally, { reading: nps })) },
    };
  });
}

interface Segment {
  readonly share: number;
  readonly shares: Shares;
}

const before: readonly Segment[] = [
  { share: 0.5, shares: [0.6, 0.25, 0.15] },
  { share: 0.3, shares: [0.4, 0.3, 0.3] },
  { share: 0.2, shares: [0.3, 0.3, 0.4] },
];
const after: readonly Segment[] = [
  { share: 0.35, shares: [0.65, 0.2, 0.15] },
  { share: 0.3, shares: [0.4, 0.35, 0.25] },
  { share: 0.35, shares: [0.35, 0.3, 0.35] },
];

function withinAndMix(answers: number, from: readonly Segment[], to: readonly Segment[]): Coverage {
  const scoreOf = (segments: readonly Segment[]) =>
    segments.reduce((sum, { share, shares }) => sum + share * pointsOf(shares), 0);
  const within = from.reduce(
    (sum, first, i) =>
      sum + ((first.share + to[i].share) / 2) * (pointsOf(to[i].shares) - pointsOf(first.shares)),
    0,
  );
  const mix = scoreOf(to) - scoreOf(from) - within;
  return covered(answers, (random) => {
    const [first, second] = [from, to].map((segments) => {
      const cells = segments.flatMap(({ share, shares }) => shares.map((part) => share * part));
      const counts = drawn(random, answers, cells);
      return segments
        .map((_, i) => counts.slice(3 * i, 3 * i + 3))
        .map((of, i) => groupOf(i, of))
        .filter(({ tally }) => tally.counts.some((count) => count > 0));
    });
    const change = explainChange(first, second);
    if (!change) return null;
    return {
      within: { truth: within, interval: change.within },
      mix: { truth: mix, interval: change.mix },
    };
  });
}

/** A theme that so many of 400 answers mention, on average. */
function theme(mentions: number): Coverage {
  const [ofTheme, ofRest]: [Shares, Shares] = [
    [0.2, 0.3, 0.5],
    [0.55, 0.27, 0.18],
  ];
  const share = mentions / 400;
  const truth = share * (pointsOf(ofTheme) - pointsOf(ofRest));
  return covered(mentions, (random) => {
    const cells = [
      ...ofTheme.map((part) => share * part),
      ...ofRest.map((part) => (1 - share) * part),
    ];
    const counts = drawn(random, 400, cells);
    const countsOf = ([promoters, passives, detractors]: readonly number[]) => ({
      promoters,
      passives,
      detractors,
    });
    const impact = themeImpact(countsOf(counts.slice(0, 3)), countsOf(counts.slice(3)));
    return impact && { impact: { truth, interval: impact } };
  });
}

function row(name: string, coverages: readonly number[]): string {
  return `| ${name} | ${coverages.map((one) => one.toFixed(3)).join(" | ")} |`;
}

/** Rows of docs/weighting.md. */
export function weightingTable(): string[] {
  const columns = (of: (answers: number) => Coverage) => [50, 200, 1_000].map(of);
  const [unrelated, small, raked] = [unrelatedWeights, smallSegment, rakedMargins].map(columns);
  const rowOf = (name: string, coverages: readonly Coverage[], key: string) =>
    row(
      name,
      coverages.map((one) => one[key]),
    );
  return [
    rowOf("weights that have nothing to do with the answers: Kish's n", unrelated, "kish"),
    rowOf("the same: the n of the reading", unrelated, "reading"),
    rowOf("a segment of 5 % weighted to 30 %: Kish's n", small, "kish"),
    rowOf("the same: the n of the reading", small, "reading"),
    rowOf("the same: `postStratify`", small, "stratified"),
    rowOf("the same: value ± z · `standardError`", small, "wald"),
    rowOf("raked to two margins: Kish's n", raked, "kish"),
    rowOf("the same: the n of the reading", raked, "reading"),
  ];
}

/** Rows of docs/change.md. */
export function changeTable(): string[] {
  return [50, 100, 300].map((answers) => {
    const moved = withinAndMix(answers, before, after);
    const still = withinAndMix(answers, before, before);
    return row(`${answers}`, [moved.within, moved.mix, still.within, still.mix]);
  });
}

/** Rows of docs/change.md, on themes. */
export function themeTable(): string[] {
  return [3, 10, 50, 150].map((mentions) => row(`${mentions}`, [theme(mentions).impact]));
}

if (process.argv[1]?.endsWith("simulated-coverage.ts")) {
  console.log([...weightingTable(), ...changeTable(), ...themeTable()].join("\n"));
}
