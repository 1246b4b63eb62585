// How long a million customers stayed: counted, read and drawn, from columns.

import { survivalAt, survivalCurve, tallyLifetimes } from "../../../dist/index.js";
import { database, mix, mixSql, rowsFrom, short, sum } from "./data.js";

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
  const days = "200 * u / (1 - u)";
  return await database(`CREATE TABLE lifetimes AS
    SELECT ${kind === "continuous" ? days : `ceil(${days})`} AS duration, has_left FROM (
      SELECT (${mixSql("i")}::DOUBLE + 0.5) / 4294967296 AS u,
        (${mixSql(`i + ${CUSTOMERS}`)} % 10 < 6)::UTINYINT AS has_left FROM range(${CUSTOMERS}) t(i))`);
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

// Our curve also has a point at the start, and one at the end if somebody is last seen there.
const drawn = (points) => {
  const left = points.filter((point) => point.left > 0);
  return short(
    left.length,
    sum(left, (point) => point.survival),
  );
};
const heights = (answers) => short(...answers.map(({ survival }) => survival));

const ways = {
  "at 12 durations": {
    ours: (columns) => heights(survivalAt(tallyLifetimes(columns), ASKED)),
    byHand: (rows) => heights(readByHand(rows, ASKED)),
    sql: `${curveSql} SELECT max_by(s, duration) FROM curve
      JOIN (SELECT unnest([${ASKED}]) AS asked) a ON duration <= asked GROUP BY asked ORDER BY asked`,
  },
  "the whole curve": {
    ours: (columns) => drawn(survivalCurve(tallyLifetimes(columns))),
    byHand: (rows) => drawn(curveByHand(rows)),
    // No point is handed over: fetched, it takes half as long again.
    sql: `${curveSql} SELECT count(*), sum(s) FROM curve`,
  },
};

const most = {
  "continuous at 12 durations": 0.15,
  "continuous the whole curve": 0.7,
  "whole days the whole curve": 0.6,
};

export const contests = ["continuous", "whole days"].flatMap((kind) =>
  Object.entries(ways).map(([what, { ours, byHand, sql }]) => ({
    title: `lifetimes, 1M ${kind === "continuous" ? "durations" : kind}, tallied and read: ${what}`,
    of: CUSTOMERS,
    most: [["DuckDB, loaded", most[`${kind} ${what}`] ?? 0.6]],
    contenders: {
      "tallyLifetimes and its reading": () => {
        const columns = columnsOf(kind);
        return () => ours(columns);
      },
      "own code": () => {
        const rows = rowsOf(kind);
        return () => byHand(rows);
      },
      "DuckDB, loaded": async () => {
        const connection = await databaseOf(kind);
        return async () => short(...(await rowsFrom(connection, sql)).flat());
      },
    },
  })),
);
