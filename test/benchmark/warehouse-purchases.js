// Runs the queries of docs/loyalty.md for DuckDB and PostgreSQL on random purchases, and compares what
// tallyHistories and tallySpend make of them with what purchaseHistories and purchaseSpend make of the purchases.

import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import {
  calendar,
  purchaseHistories,
  purchaseSpend,
  tallyHistories,
  tallyPurchases,
  tallySpend,
} from "../../dist/index.js";
import { mix } from "./contest.js";

const docs = readFileSync(new URL("../../docs/loyalty.md", import.meta.url), "utf8");
const queryFor = (name) => docs.split(`\n${name}`)[1].split("```sql\n")[1].split("```")[0];

const zone = { period: "day", timeZone: "America/New_York" };
const options = { ...zone, until: calendar(zone).startOfDate("2026-11-01") };
const from = Date.UTC(2025, 5, 1);
const span = (Date.UTC(2026, 10, 20) - from) / 3_600_000;
const purchases = Array.from({ length: 5_000 }, (_, i) => ({
  customer: mix(i) % 1_000,
  time: from + (mix(i + 5_000) % span) * 3_600_000, // whole hours, which days begin with
  value: mix(i + 10_000) % 3, // cents, and orders worth nothing
}));
const tally = tallyPurchases(purchases, options);
const rowsSql = purchases
  .map(({ customer, time, value }) => {
    return `(${customer}, '${new Date(time).toISOString().slice(0, 19)}', ${value})`;
  })
  .join(", ");

async function compare(name, ask) {
  const histories = await ask(queryFor(`${name} (`));
  deepStrictEqual(tallyHistories(histories), purchaseHistories(tally));
  const spend = await ask(queryFor(`${name}, for `));
  deepStrictEqual(tallySpend(spend), purchaseSpend(tally));
  console.log(
    `${name}: ${histories.length} histories and ${spend.length} means, as of the purchases`,
  );
}

const duck = await (await DuckDBInstance.create(":memory:")).connect();
await duck.run("CREATE TABLE purchases (customer INTEGER, time TIMESTAMP, value INTEGER)");
await duck.run(`INSERT INTO purchases VALUES ${rowsSql}`);
await compare("DuckDB", async (query) => (await duck.runAndReadAll(query)).getRowObjects());

const postgres = new PGlite();
await postgres.exec(
  "SET TIME ZONE 'UTC'; CREATE TABLE purchases (customer integer, time timestamptz, value integer)",
);
await postgres.exec(`INSERT INTO purchases VALUES ${rowsSql}`);
await compare("PostgreSQL", async (query) => (await postgres.query(query)).rows);
await postgres.close();
