// Runs the queries of docs/retention.md for DuckDB and PostgreSQL on a random log, and compares what
// tallyCohortCounts makes of them with what tallyCohorts makes of the events.

import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import { calendar, tallyCohortCounts, tallyCohorts } from "../../dist/index.js";
import { mix } from "./contest.js";

const docs = readFileSync(new URL("../../docs/retention.md", import.meta.url), "utf8");
const queryFor = (name) => docs.split(`\n${name} (`)[1].split("```sql\n")[1].split("```")[0];

const zone = { period: "month", timeZone: "America/New_York" };
const options = { ...zone, until: calendar(zone).startOfDate("2026-11-01") };
const from = Date.UTC(2025, 5, 1);
const span = (Date.UTC(2026, 10, 20) - from) / 3_600_000;
const events = Array.from({ length: 5_000 }, (_, i) => ({
  customer: mix(i) % 400,
  time: from + (mix(i + 5_000) % span) * 3_600_000, // whole hours, which months begin with
}));
const expected = tallyCohorts(events, options).cohorts;
const rowsSql = events
  .map(({ customer, time }) => `(${customer}, '${new Date(time).toISOString().slice(0, 19)}')`)
  .join(", ");

function compare(name, rows) {
  const { cohorts } = tallyCohortCounts(rows, options);
  const short = ({ start, size, active }) => ({ start, size, active });
  deepStrictEqual(cohorts.map(short), expected.map(short));
  console.log(`${name}: ${rows.length} rows, as tallyCohorts of the events`);
}

const duck = await (await DuckDBInstance.create(":memory:")).connect();
await duck.run("CREATE TABLE events (customer INTEGER, time TIMESTAMP)");
await duck.run(`INSERT INTO events VALUES ${rowsSql}`);
compare("DuckDB", (await duck.runAndReadAll(queryFor("DuckDB"))).getRowObjects());

const postgres = new PGlite();
await postgres.exec(
  "SET TIME ZONE 'UTC'; CREATE TABLE events (customer integer, time timestamptz)",
);
await postgres.exec(`INSERT INTO events VALUES ${rowsSql}`);
compare("PostgreSQL", (await postgres.query(queryFor("PostgreSQL"))).rows);
await postgres.close();
