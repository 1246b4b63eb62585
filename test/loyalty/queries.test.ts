import { expect, test } from "vitest";
import {
  calendar,
  purchaseHistories,
  purchaseSpend,
  tallyHistories,
  tallyPurchases,
  tallySpend,
} from "../../src/index.js";
import { untyped } from "../support/errors.js";
import { readText } from "../support/files.js";
import { hasPostgres, withPostgres } from "../support/postgres.js";
import { randomFrom } from "../support/random.js";

const page = readText("docs/loyalty.md");
const queryAfter = (heading: string): string =>
  page.split(`\n${heading}`)[1].split("```sql\n")[1].split("```")[0];

// DuckDB's run in test/benchmark, which installs DuckDB. These need a server: Debian's package postgresql.
test.skipIf(!hasPostgres)(
  "PostgreSQL's queries of docs/loyalty.md give what the purchases give (skipped without PostgreSQL)",
  { timeout: 60_000 },
  () => {
    const zone = { period: "day", timeZone: "America/New_York" } as const;
    const [from, until] = [Date.UTC(2025, 5, 1), calendar(zone).startOfDate("2026-11-01")];
    const random = randomFrom(15);
    const whole = (below: number): number => Math.floor(below * random());
    const purchases = Array.from({ length: 3_000 }, () => ({
      customer: whole(700),
      time: from + whole(530 * 24) * 3_600_000, // whole hours, with which days begin
      value: whole(3), // cents, and orders worth nothing
    }));
    const tally = tallyPurchases(purchases, { ...zone, until });
    const rows = purchases.map(
      ({ customer, time, value }) => `(${customer}, '${new Date(time).toISOString()}', ${value})`,
    );
    const table = `CREATE TEMP TABLE purchases (customer integer, time timestamptz, value integer);
INSERT INTO purchases VALUES ${rows.join(", ")};\n`;
    withPostgres((ask) => {
      const histories = ask(table, queryAfter("PostgreSQL (`"));
      expect(tallyHistories(untyped(histories))).toStrictEqual(purchaseHistories(tally));
      const spend = ask(table, queryAfter("PostgreSQL, for `tallySpend`"));
      expect(tallySpend(untyped(spend))).toStrictEqual(purchaseSpend(tally));
    });
  },
);
