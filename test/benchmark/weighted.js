// How fast weighted answers are added up, against a loop written by hand and DuckDB.

import { DuckDBInstance } from "@duckdb/node-api";
import { tallyWeightedScores, zeroToTen } from "../../dist/index.js";
import { contest, mix, mixSql } from "./contest.js";

const MANY = 5_000_000;
// Eighths, whose sums and squares are exact in any order, so that all contenders agree to the last digit.
const bytes = Uint8Array.from({ length: MANY }, (_, i) => mix(i) % 11);
const doubles = Float64Array.from(bytes);
const weights = Float64Array.from(bytes, (_, i) => (1 + (mix(i + MANY) % 16)) / 8);
const numbers = Array.from(bytes);
const listed = Array.from(weights);

/** The loop one would write: checks every score and weight, adds them all. A function anew for each use. */
const byHand = () =>
  new Function(
    "scores",
    "weights",
    `const counts = new Array(11).fill(0), sums = new Array(11).fill(0), squares = new Array(11).fill(0);
     let missing = 0;
     for (let i = 0; i < scores.length; i++) {
       const score = scores[i], weight = weights[i];
       if (!(weight >= 0 && weight < Infinity)) throw new RangeError("weight " + weight);
       if (score === null || score === undefined) { missing++; continue; }
       if (!Number.isInteger(score) || score < 0 || score > 10) throw new RangeError("score " + score);
       counts[score]++;
       sums[score] += weight;
       squares[score] += weight * weight;
     }
     return [counts, sums, squares];`,
  );
const ours = (score, weight) => {
  const tally = tallyWeightedScores({ score, weight }, zeroToTen);
  return [tally.counts, tally.weights, tally.squares];
};

const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
await connection.run(
  `CREATE TABLE answers AS
   SELECT (${mixSql("i")} % 11)::UTINYINT AS score, (1 + ${mixSql(`i + ${MANY}`)} % 16)::DOUBLE / 8 AS weight
   FROM range(${MANY}) t(i)`,
);
const inDuckDb = async () => {
  const sql = `SELECT count(*)::INTEGER, sum(weight), sum(weight * weight)
               FROM answers GROUP BY score ORDER BY score`;
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return [0, 1, 2].map((field) => rows.map((row) => row[field]));
};

const many = { rounds: 25, warmUps: 3 };
const [handBytes, handDoubles, handNumbers] = [byHand(), byHand(), byHand()];
await contest(
  `${MANY / 1e6}M answers, Float64Array`,
  MANY,
  {
    tallyWeightedScores: () => ours(doubles, weights),
    "loop by hand": () => handDoubles(doubles, weights),
    "DuckDB, 2 threads, loaded": inDuckDb,
  },
  many,
);
await contest(
  `${MANY / 1e6}M answers, Uint8Array and Float64Array`,
  MANY,
  {
    tallyWeightedScores: () => ours(bytes, weights),
    "loop by hand": () => handBytes(bytes, weights),
  },
  many,
);
await contest(
  `${MANY / 1e6}M answers, number[]`,
  MANY,
  {
    tallyWeightedScores: () => ours(numbers, listed),
    "loop by hand": () => handNumbers(numbers, listed),
  },
  many,
);
