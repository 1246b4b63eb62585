// Survival of a million customers, from columns, against row objects sorted and DuckDB. Each contender has
// a process of its own: none pays for the collection of another's objects.

import { DuckDBInstance } from "@duckdb/node-api";
import { survivalAt, survivalCurve, tallyLifetimes } from "../../dist/index.js";
import { answerApart, contestApart, mix, mixSql } from "./contest.js";

const CUSTOMERS = 1_000_000;
/** Where the curve is read: after a week, a month, … and five years, in days. */
const ASKED = [7, 30, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1825];

/** Durations that half of the customers outlast by 200 days; six in ten of them have been seen to leave. */
function columnsOf(kind) {
  const uniform = (i) => (mix(i) + 0.5) / 2 ** 32;
  const duration = Float64Array.from({ length: CUSTOMERS }, (_, i) => {
    const days = (200 * uniform(i)) / (1 - uniform(i));
    return kind === "continuous" ? days : Math.ceil(days);
  });
  const left = Uint8Array.from({ length: CUSTOMERS }, (_, i) => +(mix(i + CUSTOMERS) % 10 < 6));
  return { duration, left };
}

function rowsOf(kind) {
  const { duration, left } = columnsOf(kind);
  return Array.from(duration, (value, i) => ({ duration: value, left: left[i] === 1 }));
}

async function databaseOf(kind) {
  const database = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await database.connect();
  const days = "200 * u / (1 - u)";
  await connection.run(`CREATE TABLE lifetimes AS
    SELECT ${kind === "continuous" ? days : `ceil(${days})`} AS duration, has_left FROM (
      SELECT (${mixSql("i")}::DOUBLE + 0.5) / 4294967296 AS u,
        (${mixSql(`i + ${CUSTOMERS}`)} % 10 < 6)::UTINYINT AS has_left FROM range(${CUSTOMERS}) t(i))`);
  return async (sql) => (await connection.runAndReadAll(sql)).getColumns();
}

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
  const counts = { durations: [], left: [], censored: [] };
  countByHand(rows, (duration, gone, censored) => {
    counts.durations.push(duration);
    counts.left.push(gone);
    counts.censored.push(censored);
  });
  return counts;
}
function pointOf(duration, atRisk, left, survival, sum) {
  const log = Math.log(survival);
  const factor = Math.exp((-1.959963984540054 * Math.sqrt(sum)) / log);
  const [low, high] = [Math.exp(log * factor), Math.exp(log / factor)];
  return { duration, atRisk, left, survival, standardError: survival * Math.sqrt(sum), low, high };
}
function curveByHand(rows) {
  const points = [];
  let [atRisk, survival, sum] = [rows.length, 1, 0];
  countByHand(rows, (duration, gone, censored) => {
    if (gone > 0) {
      survival *= 1 - gone / atRisk;
      sum += gone / (atRisk * (atRisk - gone));
      points.push(pointOf(duration, atRisk, gone, survival, sum));
    }
    atRisk -= gone + censored;
  });
  return points;
}
function readByHand(rows, durations) {
  const answers = [];
  let [atRisk, survival, sum, next] = [rows.length, 1, 0, 0];
  countByHand(rows, (duration, gone, censored) => {
    for (; durations[next] < duration; next++) {
      answers.push(pointOf(durations[next], atRisk, 0, survival, sum));
    }
    survival *= 1 - gone / atRisk;
    sum += gone / (atRisk * (atRisk - gone));
    if (durations[next] === duration) {
      answers.push(pointOf(durations[next++], atRisk, gone, survival, sum));
    }
    atRisk -= gone + censored;
  });
  return answers;
}

/** Its best of six ways: groups, a window for those at risk, and another for the product. */
const curveSql = `
  WITH steps AS (
    SELECT duration, sum(has_left)::DOUBLE AS d, count(*) AS c FROM lifetimes GROUP BY duration
  ), risks AS (
    SELECT duration, d, ${CUSTOMERS} + c - sum(c) OVER (ORDER BY duration ROWS UNBOUNDED PRECEDING) AS n
    FROM steps
  ), curve AS (
    SELECT duration, product(1 - d / n) OVER up_to AS s, sum(d / (n * (n - d))) OVER up_to AS v
    FROM risks WHERE d > 0 WINDOW up_to AS (ORDER BY duration ROWS UNBOUNDED PRECEDING)
  )`;

/** What all must agree on: the answers are too long to compare, and sums of them are not. */
const short = (...values) => values.map((value) => Number(Number(value).toPrecision(8)));
const sum = (points, of) => points.reduce((total, point) => total + of(point), 0);
const weighted = (counts, durations) =>
  counts.reduce((total, count, i) => total + count * durations[i], 0);
const counted = ({ durations, left, censored }) =>
  short(durations.length, weighted(left, durations), weighted(censored, durations));
// Our curve also has a point at the start, and one at the end if somebody is last seen there.
const drawn = (points) =>
  short(
    sum(points, (point) => +(point.left > 0)),
    sum(points, (point) => (point.left > 0 ? point.survival : 0)),
  );
const heights = (answers) => short(...answers.map(({ survival }) => survival));

/** Titles, and who takes part: a kind of durations makes a contender. */
const contests = {
  "counted by duration": {
    tallyLifetimes: (kind) => {
      const columns = columnsOf(kind);
      return () => counted(tallyLifetimes(columns));
    },
    "row objects sorted": (kind) => {
      const rows = rowsOf(kind);
      return () => counted(tallyByHand(rows));
    },
    "DuckDB, 2 threads, loaded": async (kind) => {
      const query = await databaseOf(kind);
      return async () => {
        // What is not asked for is not counted there: both are.
        const answer = await query(`SELECT count(*), sum(d * duration), sum(c * duration) FROM (
          SELECT duration, sum(has_left)::DOUBLE AS d, sum(1 - has_left)::DOUBLE AS c
          FROM lifetimes GROUP BY duration ORDER BY duration)`);
        return short(...answer.flat());
      };
    },
  },
  "the share still there at 12 durations": {
    "tallyLifetimes, survivalAt": (kind) => {
      const columns = columnsOf(kind);
      return () => heights(survivalAt(tallyLifetimes(columns), ASKED));
    },
    "row objects sorted, same answers": (kind) => {
      const rows = rowsOf(kind);
      return () => heights(readByHand(rows, ASKED));
    },
    "DuckDB, survival alone": async (kind) => {
      const query = await databaseOf(kind);
      return async () => {
        const [survivals] = await query(`${curveSql} SELECT max_by(s, duration) FROM curve
          JOIN (SELECT unnest([${ASKED}]) AS asked) a ON duration <= asked GROUP BY asked ORDER BY asked`);
        return short(...survivals);
      };
    },
  },
  "the survival curve": {
    "tallyLifetimes, survivalCurve": (kind) => {
      const columns = columnsOf(kind);
      return () => drawn(survivalCurve(tallyLifetimes(columns)));
    },
    "row objects sorted, same points": (kind) => {
      const rows = rowsOf(kind);
      return () => drawn(curveByHand(rows));
    },
    // Nothing but the survival is computed where nothing else is asked for.
    "DuckDB, survival summed up there": async (kind) => {
      const query = await databaseOf(kind);
      return async () => {
        const answer = await query(`${curveSql} SELECT count(*), sum(s) FROM curve`);
        return short(...answer.flat());
      };
    },
    "DuckDB, survival and error fetched": async (kind) => {
      const query = await databaseOf(kind);
      return async () => {
        const [durations, survivals] = await query(
          `${curveSql} SELECT duration, s, s * sqrt(v) FROM curve ORDER BY duration`,
        );
        return short(
          durations.length,
          sum(survivals, (survival) => survival),
        );
      };
    },
  },
};

const [title, name, kind] = process.argv.slice(2);
if (title) {
  await answerApart(await contests[title][name](kind));
} else {
  for (const kind of ["continuous", "whole days"]) {
    for (const [title, contenders] of Object.entries(contests)) {
      await contestApart(`1M lifetimes, ${kind}: ${title}`, CUSTOMERS, {
        file: import.meta.filename,
        contenders: Object.fromEntries(
          Object.keys(contenders).map((name) => [name, [title, name, kind]]),
        ),
      });
    }
  }
}
