// Monthly cohorts from columns, in UTC and with a zone, against DuckDB; and daily lags.

import { DuckDBInstance } from "@duckdb/node-api";
import { tallyCohorts } from "../../dist/index.js";
import { contest, mix, mixSql } from "./contest.js";

const EVENTS = 5_000_000;
const CUSTOMERS = 500_000;
const from = Date.UTC(2024, 0, 1);
const until = Date.UTC(2026, 0, 1);
const seconds = (until - from) / 1_000;

const columns = {
  customer: Uint32Array.from({ length: EVENTS }, (_, i) => mix(i) % CUSTOMERS),
  time: Float64Array.from(
    { length: EVENTS },
    (_, i) => from + (mix(i + EVENTS) % seconds) * 1_000 + (i % 1_000),
  ),
};
const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
await connection.run(`CREATE TABLE events AS SELECT
  (${mixSql("i")} % ${CUSTOMERS})::UINTEGER AS customer,
  epoch_ms((${from} + (${mixSql(`i + ${EVENTS}`)} % ${seconds}) * 1000 + i % 1000)::BIGINT) AS time
  FROM range(${EVENTS}) t(i)`);

/** Its best: a customer's months as the bits of one number, then a sum a bit. */
function monthly(time, months) {
  const bits = Array.from({ length: months }, (_, lag) => `sum((m >> ${lag}) & 1)::INTEGER`);
  return `WITH months AS (
    SELECT customer, bit_or(1::UINTEGER << (12 * (year(${time}) - 2023) + month(${time}) - 12)) AS m
    FROM events WHERE time < epoch_ms(${until}) GROUP BY customer
  ), cohorts AS (
    SELECT bit_count((m & -(m::BIGINT))::BIGINT - 1) AS first, m FROM months
  ), lags AS (SELECT first, m >> first AS m FROM cohorts)
  SELECT first, ${bits.join(", ")} FROM lags GROUP BY first ORDER BY first`;
}
async function query(sql, first, months) {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map(([month, ...counts]) => counts.slice(0, months - (Number(month) - first)));
}
const tally = (timeZone, period = "month") =>
  tallyCohorts(columns, { period, timeZone, until }).cohorts.map(({ active }) => active);

const what = `${EVENTS / 1e6}M events of ${CUSTOMERS / 1e3}k customers over 24 months`;
const [utc] = await contest(
  `${what}, UTC`,
  EVENTS,
  {
    tallyCohorts: () => tally("UTC"),
    "DuckDB, 2 threads, loaded": () => query(monthly("time", 24), 1, 24),
  },
  { rounds: 15, warmUps: 5 },
);
const zoned = "(time AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')";
const [there] = await contest(`${what}, America/New_York`, EVENTS, {
  tallyCohorts: () => tally("America/New_York"),
  "DuckDB, 2 threads, loaded": () => query(monthly(zoned, 25), 0, 25),
});
console.log(`  with a zone ${(there.median / utc.median).toFixed(2)} × the time of UTC`);

/** Daily: a row a customer and day, since no number has 730 bits. */
const daily = `WITH days AS (SELECT DISTINCT customer, (epoch_ms(time) - ${from}) // 86400000 AS day FROM events),
  firsts AS (SELECT customer, min(day) AS first FROM days GROUP BY customer)
  SELECT (day - first)::INTEGER AS lag, count(*)::INTEGER AS n FROM days JOIN firsts USING (customer)
  WHERE day - first <= 365 GROUP BY lag ORDER BY lag`;
await contest(
  `${what}, UTC, 365 daily lags of each day's cohort`,
  EVENTS,
  {
    tallyCohorts: () => {
      const lags = new Array(366).fill(0);
      for (const active of tally("UTC", "day")) {
        for (let lag = 0; lag <= 365 && lag < active.length; lag++) lags[lag] += active[lag];
      }
      return lags;
    },
    "DuckDB, 2 threads, loaded": async () =>
      (await connection.runAndReadAll(daily)).getRows().map(([, n]) => n),
  },
  { rounds: 5 },
);
