// How fast scores are counted, against a loop written by hand, lodash and DuckDB.

import { DuckDBInstance } from "@duckdb/node-api";
import lodash from "lodash";
import { tallyScores, zeroToTen } from "../../dist/index.js";
import { contest, mix, mixSql } from "./contest.js";

const MANY = 10_000_000;
const bytes = Uint8Array.from({ length: MANY }, (_, i) => mix(i) % 11);
const numbers = Array.from(bytes);

/** The loop one would write: checks every score, counts them all. A function anew for each use. */
const byHand = () =>
  new Function(
    "scores",
    `const counts = new Array(11).fill(0);
     let missing = 0;
     for (let i = 0; i < scores.length; i++) {
       const score = scores[i];
       if (score === null || score === undefined) { missing++; continue; }
       if (!Number.isInteger(score) || score < 0 || score > 10) throw new RangeError("score " + score);
       counts[score]++;
     }
     return counts;`,
  );
const ofEach = () =>
  new Function(
    "scores",
    `const counts = new Array(11).fill(0);
     let missing = 0;
     for (const score of scores) {
       if (score === null || score === undefined) { missing++; continue; }
       if (!Number.isInteger(score) || score < 0 || score > 10) throw new RangeError("score " + score);
       counts[score]++;
     }
     return counts;`,
  );
const ours = (scores) => tallyScores(scores, zeroToTen).counts;
const withLodash = (scores) => {
  const counts = lodash.countBy(scores);
  return Array.from({ length: 11 }, (_, score) => counts[score] ?? 0);
};

const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
await connection.run(
  `CREATE TABLE answers AS SELECT (${mixSql("i")} % 11)::UTINYINT AS score FROM range(${MANY}) t(i)`,
);
const inDuckDb = async () => {
  const sql = "SELECT count(*)::INTEGER AS n FROM answers GROUP BY score ORDER BY score";
  return (await connection.runAndReadAll(sql)).getRows().map(([n]) => n);
};

const [handBytes, handNumbers, eachNumbers] = [byHand(), byHand(), ofEach()];
const many = { rounds: 25, warmUps: 3 };
await contest(
  `${MANY / 1e6}M scores, Uint8Array`,
  MANY,
  {
    tallyScores: () => ours(bytes),
    "loop by hand": () => handBytes(bytes),
    "DuckDB, 2 threads, loaded": inDuckDb,
  },
  many,
);
await contest(
  `${MANY / 1e6}M scores, number[]`,
  MANY,
  {
    tallyScores: () => ours(numbers),
    "loop by hand": () => handNumbers(numbers),
    "for…of by hand": () => eachNumbers(numbers),
    "lodash countBy": () => withLodash(numbers),
  },
  many,
);

// Short samples, many of them: the machine is seldom left alone for long.
const few = { rounds: 100, calls: 200, warmUps: 20 };
const fewBytes = bytes.slice(0, 1_000);
const fewNumbers = numbers.slice(0, 1_000);
const [handFewBytes, handFewNumbers, eachGenerated, eachRow] = [
  byHand(),
  byHand(),
  ofEach(),
  ofEach(),
];
await contest(
  "1,000 scores a call, Uint8Array",
  1_000,
  {
    tallyScores: () => ours(fewBytes),
    "loop by hand": () => handFewBytes(fewBytes),
  },
  few,
);
await contest(
  "1,000 scores a call, number[]",
  1_000,
  {
    tallyScores: () => ours(fewNumbers),
    "loop by hand": () => handFewNumbers(fewNumbers),
  },
  few,
);
function* generated() {
  for (let i = 0; i < 1_000; i++) yield fewNumbers[i];
}
await contest(
  "1,000 scores a call, generator",
  1_000,
  {
    tallyScores: () => ours(generated()),
    "for…of by hand": () => eachGenerated(generated()),
  },
  few,
);
const rows = fewNumbers.map((score, i) => ({ id: i, score }));
function* scoresOf(answers) {
  for (const { score } of answers) yield score;
}
await contest(
  "1,000 rows a call, through a generator",
  1_000,
  {
    tallyScores: () => ours(scoresOf(rows)),
    "for…of by hand": () => eachRow(scoresOf(rows)),
  },
  few,
);

// What else a process may have counted before.
for (let i = 0; i < 2_000; i++) {
  const kinds = [
    Float64Array.of(1, 2, 3, 4, 5),
    Float32Array.of(3, 4),
    Int8Array.of(1, 2),
    Int32Array.of(1),
    Uint16Array.of(7),
    [1, null, 3, 4, 5, 6, 7, 8],
    [0.5 + 0.5, 2, 3, 4, 5],
    new Array(8),
    new Set([1, 2]),
    generated(),
  ];
  for (const scores of kinds) {
    ours(scores);
    for (const hand of [handBytes, handNumbers])
      hand(Array.isArray(scores) || ArrayBuffer.isView(scores) ? scores : [...scores]);
  }
}
const [freshBytes, freshNumbers] = [byHand(), byHand()];
await contest(
  "10M scores after other kinds of arrays, Uint8Array",
  MANY,
  {
    tallyScores: () => ours(bytes),
    "loop by hand, after the same": () => handBytes(bytes),
    "loop by hand, after nothing else": () => freshBytes(bytes),
  },
  many,
);
await contest(
  "10M scores after other kinds of arrays, number[]",
  MANY,
  {
    tallyScores: () => ours(numbers),
    "loop by hand, after the same": () => handNumbers(numbers),
    "loop by hand, after nothing else": () => freshNumbers(numbers),
  },
  many,
);
