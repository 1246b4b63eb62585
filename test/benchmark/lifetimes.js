// Survival of a million customers, from columns, against row objects sorted and DuckDB.

import { DuckDBInstance } from "@duckdb/node-api";
import { survivalCurve, tallyLifetimes } from "../../dist/index.js";
import { contest, mix, mixSql } from "./contest.js";

const CUSTOMERS = 1_000_000;
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();

/** Durations that half of the customers outlast by 200 days; six in ten of them have been seen to leave. */
const uniform = (i) => (mix(i) + 0.5) / 2 ** 32;
const continuous = Float64Array.from({ length: CUSTOMERS }, (_, i) => {
  return (200 * uniform(i)) / (1 - uniform(i));
});
const left = Uint8Array.from({ length: CUSTOMERS }, (_, i) => +(mix(i + CUSTOMERS) % 10 < 6));
await connection.run(`CREATE TABLE continuous AS
  SELECT 200 * u / (1 - u) AS duration, has_left FROM (
    SELECT (${mixSql("i")}::DOUBLE + 0.5) / 4294967296 AS u,
      (${mixSql(`i + ${CUSTOMERS}`)} % 10 < 6)::UTINYINT AS has_left FROM range(${CUSTOMERS}) t(i))`);
await connection.run(
  "CREATE TABLE days AS SELECT ceil(duration) AS duration, has_left FROM continuous",
);

/** As one would write it: sorts the rows, and walks down them once. */
function countByHand(rows, visit) {
  const sorted = [...rows].sort((a, b) => a.duration - b.duration);
  for (let i = 0; i < sorted.length; ) {
    const { duration } = sorted[i];
    let [gone, censored] = [0, 0];
    for (; i < sorted.length && sorted[i].duration === duration; i++) {
      if (sorted[i].left) gone++;
      else censored++;
    }
    visit(duration, gone, censored);
  }
}
function tallyByHand(rows) {
  const counts = [];
  countByHand(rows, (duration, gone, censored) => counts.push({ duration, left: gone, censored }));
  return counts;
}
function curveByHand(rows) {
  const points = [];
  let [atRisk, survival, sum] = [rows.length, 1, 0];
  countByHand(rows, (duration, gone, censored) => {
    if (gone > 0) {
      survival *= 1 - gone / atRisk;
      sum += gone / (atRisk * (atRisk - gone));
      const standardError = survival * Math.sqrt(sum);
      const log = Math.log(survival);
      const factor = Math.exp((-1.959963984540054 * Math.sqrt(sum)) / log);
      const [low, high] = [Math.exp(log * factor), Math.exp(log / factor)];
      points.push({ duration, atRisk, left: gone, survival, standardError, low, high });
    }
    atRisk -= gone + censored;
  });
  return points;
}

/** Its best of six ways: groups, a window for those at risk, and another for the product. */
const curveSql = (table) => `
  WITH steps AS (
    SELECT duration, sum(has_left)::DOUBLE AS d, count(*) AS c FROM ${table} GROUP BY duration
  ), risks AS (
    SELECT duration, d, ${CUSTOMERS} + c - sum(c) OVER (ORDER BY duration ROWS UNBOUNDED PRECEDING) AS n
    FROM steps
  ), curve AS (
    SELECT duration, product(1 - d / n) OVER up_to AS s, sum(d / (n * (n - d))) OVER up_to AS v
    FROM risks WHERE d > 0 WINDOW up_to AS (ORDER BY duration ROWS UNBOUNDED PRECEDING)
  )`;

/**
 * One object of each kind stays alive, as it would in a program that goes on: the collection of garbage
 * between contenders would take the shapes of all objects along, and the code made for them.
 */
const alive = new Map();
const keep = (kind, list) => {
  alive.set(kind, list[1]);
  return list;
};

/** What all must agree on: the answers are too long to compare, and sums of them are not. */
const short = (...values) => values.map((value) => Number(value.toPrecision(8)));
const sum = (points, of) => points.reduce((total, point) => total + of(point), 0);
async function query(sql) {
  const [values] = (await connection.runAndReadAll(sql)).getRows();
  return short(...values.map(Number));
}

for (const [table, duration] of Object.entries({
  continuous,
  days: continuous.map((value) => Math.ceil(value)),
})) {
  const columns = { duration, left };
  const rows = Array.from(duration, (value, i) => ({ duration: value, left: left[i] === 1 }));
  const what = `1M lifetimes, ${table === "days" ? "whole days" : "continuous"}`;
  const counted = (counts) =>
    short(
      counts.length,
      sum(counts, (row) => row.left * row.duration),
    );
  await contest(
    `${what}: counted by duration`,
    CUSTOMERS,
    {
      tallyLifetimes: () => counted(keep("row", tallyLifetimes(columns).rows)),
      "row objects sorted": () => counted(keep("row by hand", tallyByHand(rows))),
      "DuckDB, 2 threads, loaded": () =>
        query(`SELECT count(*), sum(d * duration) FROM (SELECT duration, sum(has_left)::DOUBLE AS d,
          sum(1 - has_left) AS c FROM ${table} GROUP BY duration ORDER BY duration)`),
    },
    { rounds: 9, warmUps: 3 },
  );
  // Our curve also has a point at the start, and one at the end if somebody is last seen there.
  const drawn = (points) => {
    const steps = sum(points, (point) => +(point.left > 0));
    return short(
      steps,
      sum(points, (point) => (point.left > 0 ? point.survival : 0)),
    );
  };
  await contest(
    `${what}: the survival curve`,
    CUSTOMERS,
    {
      "tallyLifetimes, survivalCurve": () => {
        const tally = tallyLifetimes(columns);
        keep("row", tally.rows);
        return drawn(keep("point", survivalCurve(tally)));
      },
      "row objects sorted, same points": () => drawn(keep("point by hand", curveByHand(rows))),
      // Nothing but the survival is computed where nothing else is asked for.
      "DuckDB, survival summed up there": () =>
        query(`${curveSql(table)} SELECT count(*), sum(s) FROM curve`),
      "DuckDB, survival and error fetched": async () => {
        const curve = await connection.runAndReadAll(
          `${curveSql(table)} SELECT duration, s, s * sqrt(v) FROM curve ORDER BY duration`,
        );
        const [durations, survivals] = curve.getColumns();
        return short(
          durations.length,
          sum(survivals, (survival) => survival),
        );
      },
    },
    { rounds: 9, warmUps: 3 },
  );
}
