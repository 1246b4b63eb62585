// What the contests are held on: numbers that look random, and the same in a database.

import { DuckDBInstance } from "@duckdb/node-api";

export const MONTHS = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 0, 1) };
export const START = Date.UTC(2024, 0, 1);
export const DAY = 86_400_000;

/** A number from 0 to 2³² − 1 that looks random, and that SQL can make as well. */
export { mix, mixSql } from "../contest.js";

/** A database in memory with two threads. */
export async function database(setUp) {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  if (setUp) await connection.run(setUp);
  return connection;
}

/** The rows of an answer, with numbers in place of big integers. */
export async function rowsFrom(connection, sql) {
  const rows = (await connection.runAndReadAll(sql)).getRows();
  return rows.map((row) => row.map((value) => (typeof value === "bigint" ? Number(value) : value)));
}

/** Fills a table row by row through the appender, which is how rows get from a script into it. */
export async function load(connection, name, columns, rows, append) {
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${columns})`);
  const appender = await connection.createAppender(name);
  for (const row of rows) {
    append(appender, row);
    appender.endRow();
  }
  appender.closeSync();
}

/** Numbers as far as all contenders agree on them. */
export const short = (...values) => values.map((value) => Number(Number(value).toPrecision(8)));

export const sum = (values, of = (value) => value) =>
  values.reduce((total, value) => total + of(value), 0);
