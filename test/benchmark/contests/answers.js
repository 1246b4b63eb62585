// Scores: counted, by segment, by the thousand.

import { countBy, groupBy } from "es-toolkit";
import { nps, npsCounts, tallyScores, tallyScoresBy, zeroToTen } from "../../../dist/index.js";
import { database, load, mix, mixSql, rowsFrom } from "./data.js";

const MANY = 10_000_000;
const HALF = MANY / 2;
const MILLION = 1_000_000;
const score = (i) => mix(i) % 11;
const bytes = (length) => Uint8Array.from({ length }, (_, i) => score(i));
const listed = (length) => Array.from({ length }, (_, i) => score(i));
const ofCounts = ([promoters, detractors, all]) => (100 * (promoters - detractors)) / all;

/** The loop that people write. */
function byHand(scores) {
  let [promoters, detractors, all] = [0, 0, 0];
  for (const one of scores) {
    if (one >= 9) promoters++;
    else if (one <= 6) detractors++;
    all++;
  }
  return ofCounts([promoters, detractors, all]);
}
function withToolkit(scores) {
  const counts = countBy(scores, (one) =>
    one >= 9 ? "promoter" : one <= 6 ? "detractor" : "passive",
  );
  return ofCounts([counts.promoter, counts.detractor, scores.length]);
}
const COUNTS = "count(*) FILTER (score >= 9), count(*) FILTER (score <= 6), count(*)";
async function inDatabase() {
  const connection = await database(
    `CREATE TABLE answers AS SELECT (${mixSql("i")} % 11)::UTINYINT AS score FROM range(${MANY}) t(i)`,
  );
  return async () => ofCounts((await rowsFrom(connection, `SELECT ${COUNTS} FROM answers`))[0]);
}
async function withLoad() {
  const connection = await database();
  const scores = listed(MILLION);
  return async () => {
    await load(connection, "answers", "score UTINYINT", scores, (to, one) =>
      to.appendUTinyInt(one),
    );
    return ofCounts((await rowsFrom(connection, `SELECT ${COUNTS} FROM answers`))[0]);
  };
}

const segment = (i) => mix(i + HALF) % 50;
const names = () => Array.from({ length: 50 }, (_, i) => JSON.parse(`"segment ${i}"`));
const scored = () => {
  const by = names();
  return Array.from({ length: MILLION }, (_, i) => ({ score: score(i), by: by[segment(i)] }));
};
const sorted = (pairs) => pairs.sort(([a], [b]) => (a < b ? -1 : 1));
const scoresOf = (groups) => groups.map(({ by, tally }) => [by, nps(tally)]);
function byHandInto(rows) {
  const counts = rows.reduce((all, row) => {
    all[row.by] ??= [0, 0, 0];
    const group = all[row.by];
    if (row.score >= 9) group[0]++;
    else if (row.score <= 6) group[1]++;
    group[2]++;
    return all;
  }, {});
  return sorted(Object.entries(counts).map(([by, group]) => [by, ofCounts(group)]));
}
const BY = `SELECT segment, ${COUNTS} FROM answers GROUP BY segment ORDER BY segment`;
const groupsOf = (rows) => rows.map(([by, ...counts]) => [by, ofCounts(counts)]);

export const contests = [
  {
    title: "NPS of 10M scores in bytes",
    of: MANY,
    most: [["DuckDB, loaded", 0.4]],
    contenders: {
      nps: () => {
        const scores = bytes(MANY);
        return () => nps(tallyScores(scores, zeroToTen));
      },
      "own code": () => {
        const scores = bytes(MANY);
        return () => byHand(scores);
      },
      "DuckDB, loaded": inDatabase,
    },
  },
  {
    title: "NPS of 10M scores in a list",
    of: MANY,
    most: [["DuckDB, loaded", 0.4]],
    contenders: {
      nps: () => {
        const scores = listed(MANY);
        return () => nps(tallyScores(scores, zeroToTen));
      },
      "own code": () => {
        const scores = listed(MANY);
        return () => byHand(scores);
      },
      "es-toolkit": () => {
        const scores = listed(MANY);
        return () => withToolkit(scores);
      },
      "DuckDB, loaded": inDatabase,
    },
  },
  {
    title: "NPS of 1M scores in a list",
    of: MILLION,
    contenders: {
      nps: () => {
        const scores = listed(MILLION);
        return () => nps(tallyScores(scores, zeroToTen));
      },
      "DuckDB, with load": withLoad,
    },
  },
  {
    title: "NPS by segment, 5M scores and 50 segments in bytes",
    of: HALF,
    most: [["DuckDB, loaded", 0.4]],
    contenders: {
      tallyScoresBy: () => {
        const by = Uint8Array.from({ length: HALF }, (_, i) => segment(i));
        const columns = { score: bytes(HALF), by };
        return () => scoresOf(tallyScoresBy(columns, zeroToTen));
      },
      "own code": () => {
        const scores = bytes(HALF);
        const by = Uint8Array.from(scores, (_, i) => segment(i));
        return () => {
          const groups = new Map();
          for (let i = 0; i < scores.length; i++) {
            if (!groups.has(by[i])) groups.set(by[i], [0, 0, 0]);
            const group = groups.get(by[i]);
            if (scores[i] >= 9) group[0]++;
            else if (scores[i] <= 6) group[1]++;
            group[2]++;
          }
          return sorted([...groups].map(([key, group]) => [key, ofCounts(group)]));
        };
      },
      "DuckDB, loaded": async () => {
        const connection = await database(`CREATE TABLE answers AS
          SELECT (${mixSql("i")} % 11)::UTINYINT AS score, (${mixSql(`i + ${HALF}`)} % 50)::UTINYINT AS segment
          FROM range(${HALF}) t(i)`);
        return async () => groupsOf(await rowsFrom(connection, BY));
      },
    },
  },
  {
    title: "NPS by segment, 1M rows `{ score, by }`, 50 names",
    of: MILLION,
    most: [["own code", 0.6]],
    contenders: {
      tallyScoresBy: () => {
        const rows = scored();
        return () => scoresOf(tallyScoresBy(rows, zeroToTen));
      },
      "own code": () => {
        const rows = scored();
        return () => byHandInto(rows);
      },
      "es-toolkit": () => {
        const rows = scored();
        return () =>
          sorted(
            Object.entries(groupBy(rows, (row) => row.by)).map(([by, group]) => {
              return [by, withToolkit(group.map((row) => row.score))];
            }),
          );
      },
      "DuckDB, loaded": async () => {
        const connection = await database(`CREATE TABLE answers AS
          SELECT (${mixSql("i")} % 11)::UTINYINT AS score,
            'segment ' || (${mixSql(`i + ${HALF}`)} % 50) AS segment FROM range(${MILLION}) t(i)`);
        return async () => groupsOf(await rowsFrom(connection, BY));
      },
    },
  },
  ...[
    ["tallyScores", 0.4, (scores) => ofTally(tallyScores(scores, zeroToTen))],
    ["nps", 0.8, (scores) => nps(scores)],
  ].map(([name, most, ours]) => ({
    title: `1,000 scores a call, \`${name}\``,
    of: 1_000,
    most: [["own code", most]],
    contenders: {
      [name]: () => thousandTimes(listed(1_000), ours),
      "own code": () =>
        thousandTimes(listed(1_000), (scores) => {
          const promoters = scores.filter((one) => one >= 9).length;
          const detractors = scores.filter((one) => one <= 6).length;
          return ofCounts([promoters, detractors, scores.length]);
        }),
      "es-toolkit": () => thousandTimes(listed(1_000), withToolkit),
    },
  })),
];

function ofTally(tally) {
  const { promoters, passives, detractors } = npsCounts(tally);
  return ofCounts([promoters, detractors, promoters + passives + detractors]);
}

function thousandTimes(scores, read) {
  return () => {
    let last;
    for (let i = 0; i < 1_000; i++) last = read(scores);
    return last;
  };
}
