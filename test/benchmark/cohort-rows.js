// Monthly cohorts from row objects with string customers, in random order, as a script would have them.

import { DuckDBInstance } from "@duckdb/node-api";
import { tallyCohorts } from "../../dist/index.js";
import { contest, mix } from "./contest.js";

const EVENTS = 5_000_000;
const CUSTOMERS = 500_000;
const from = Date.UTC(2024, 0, 1);
const until = Date.UTC(2026, 0, 1);
const seconds = (until - from) / 1_000;
const names = Array.from({ length: CUSTOMERS }, (_, i) => `user-${i}`);
const rows = Array.from({ length: EVENTS }, (_, i) => ({
  customer: names[mix(i) % CUSTOMERS],
  time: from + (mix(i + EVENTS) % seconds) * 1_000,
}));

function naive() {
  const months = new Map();
  for (const { customer, time } of rows) {
    if (time >= until) continue;
    const date = new Date(time);
    const month = 12 * (date.getUTCFullYear() - 2024) + date.getUTCMonth();
    let seen = months.get(customer);
    if (seen === undefined) {
      seen = new Set();
      months.set(customer, seen);
    }
    seen.add(month);
  }
  const table = new Map();
  for (const seen of months.values()) {
    const first = Math.min(...seen);
    let counts = table.get(first);
    if (counts === undefined) {
      counts = new Array(24 - first).fill(0);
      table.set(first, counts);
    }
    for (const month of seen) counts[month - first]++;
  }
  return [...table].sort(([a], [b]) => a - b).map(([, counts]) => counts);
}

const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
/** With its load, row by row through the appender, which is how rows get from a script into it. */
async function duckDb() {
  await connection.run("CREATE OR REPLACE TABLE events (customer VARCHAR, time BIGINT)");
  const appender = await connection.createAppender("events");
  for (const { customer, time } of rows) {
    appender.appendVarchar(customer);
    appender.appendBigInt(BigInt(time));
    appender.endRow();
  }
  appender.closeSync();
  const sql = `WITH months AS (
    SELECT DISTINCT customer, 12 * year(epoch_ms(time)) + month(epoch_ms(time)) AS month FROM events
  ), firsts AS (SELECT customer, min(month) AS first FROM months GROUP BY customer)
  SELECT first::INTEGER, (month - first)::INTEGER AS lag, count(*)::INTEGER
  FROM months JOIN firsts USING (customer) GROUP BY first, lag ORDER BY first, lag`;
  const table = new Map();
  for (const [first, lag, count] of (await connection.runAndReadAll(sql)).getRows()) {
    if (!table.has(first)) table.set(first, new Array(24 - table.size).fill(0));
    table.get(first)[lag] = count;
  }
  return [...table.values()];
}

await contest(
  `${EVENTS / 1e6}M rows of ${CUSTOMERS / 1e3}k customers, { customer: "user-123456", time }`,
  EVENTS,
  {
    tallyCohorts: () =>
      tallyCohorts(rows, { period: "month", timeZone: "UTC", until }).cohorts.map(
        ({ active }) => active,
      ),
    "Map, Set and Date": naive,
    "DuckDB, 2 threads, with its load": duckDb,
  },
  { rounds: 3 },
);
