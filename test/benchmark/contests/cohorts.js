// Cohorts by month: of columns, and of rows with names; and activity, which keeps the customers.

import * as metrics from "../../../dist/index.js";
import { database, load, MONTHS, mix, mixSql, rowsFrom, START, sum } from "./data.js";

const EVENTS = 5_000_000;
const CUSTOMERS = 500_000;
const ROWS = 1_000_000;
const { until } = MONTHS;
const seconds = (until - START) / 1_000;
const timeOf = (i, events) => START + (mix(i + events) % seconds) * 1_000;

const columnsOf = () => ({
  customer: Uint32Array.from({ length: EVENTS }, (_, i) => mix(i) % CUSTOMERS),
  time: Float64Array.from({ length: EVENTS }, (_, i) => timeOf(i, EVENTS)),
});
/** Names that no other row shares, as a file or a database gives them. */
const rowsOf = (customers) =>
  Array.from({ length: ROWS }, (_, i) => {
    return { customer: `user-${mix(i) % customers}`, time: timeOf(i, ROWS) };
  });
const activeOf = ({ cohorts }) => cohorts.map(({ active }) => active);

function byHand(rows) {
  const months = new Map();
  for (const { customer, time } of rows) {
    const date = new Date(time);
    if (!months.has(customer)) months.set(customer, new Set());
    months.get(customer).add(12 * (date.getUTCFullYear() - 2024) + date.getUTCMonth());
  }
  const table = new Map();
  for (const seen of months.values()) {
    const first = Math.min(...seen);
    if (!table.has(first)) table.set(first, new Array(24 - first).fill(0));
    for (const month of seen) table.get(first)[month - first]++;
  }
  return [...table].sort(([a], [b]) => a - b).map(([, counts]) => counts);
}

/** Its best: a customer's months as the bits of one number, then a sum a bit. */
function bitsSql(time, months) {
  const bits = Array.from({ length: months }, (_, lag) => `sum((m >> ${lag}) & 1)::INTEGER`);
  return `WITH months AS (
    SELECT customer, bit_or(1::UINTEGER << (12 * (year(${time}) - 2023) + month(${time}) - 12)) AS m
    FROM events WHERE time < epoch_ms(${until}) GROUP BY customer
  ), cohorts AS (
    SELECT bit_count((m & -(m::BIGINT))::BIGINT - 1) AS first, m FROM months
  ), lags AS (SELECT first, m >> first AS m FROM cohorts)
  SELECT first, ${bits.join(", ")} FROM lags GROUP BY first ORDER BY first`;
}
async function loaded(time, first, months) {
  const connection = await database(`CREATE TABLE events AS SELECT
    (${mixSql("i")} % ${CUSTOMERS})::UINTEGER AS customer,
    epoch_ms((${START} + (${mixSql(`i + ${EVENTS}`)} % ${seconds}) * 1000)::BIGINT) AS time
    FROM range(${EVENTS}) t(i)`);
  return async () => {
    const rows = await rowsFrom(connection, bitsSql(time, months));
    return rows.map(([month, ...counts]) => counts.slice(0, months - (month - first)));
  };
}
async function namesLoaded(isInTime) {
  const connection = await database();
  const rows = rowsOf(ROWS / 10);
  const fill = () =>
    load(connection, "rows", "customer VARCHAR, ms BIGINT", rows, (to, { customer, time }) => {
      to.appendVarchar(customer);
      to.appendBigInt(BigInt(time));
    });
  await fill();
  await connection.run("CREATE VIEW events AS SELECT customer, epoch_ms(ms) AS time FROM rows");
  return async () => {
    if (isInTime) await fill();
    const found = await rowsFrom(connection, bitsSql("time", 24));
    return found.map(([month, ...counts]) => counts.slice(0, 24 - (month - 1)));
  };
}

const overMonths = (timeZone) => () => {
  const columns = columnsOf();
  return () => activeOf(metrics.tallyCohorts(columns, { ...MONTHS, timeZone }));
};
const local = "(time AT TIME ZONE 'UTC' AT TIME ZONE 'America/New_York')";

/** 400,000 events of 50,000 customers, numbered from one on. */
const few = (from = 0, seed = 0) =>
  Array.from({ length: 400_000 }, (_, i) => {
    return { customer: from + (mix(8 * i + seed) % 50_000), time: timeOf(8 * i + seed, 1) };
  });
const activity = (from, seed) => metrics.tallyActivity(few(from, seed), MONTHS);
const numbered = () => {
  const events = { length: ROWS };
  return Array.from(events, (_, i) => {
    return { customer: mix(i) % (ROWS / 10), time: timeOf(i, ROWS) };
  });
};
/** As people keep it: a map of maps. */
function mapOf(rows) {
  const customers = new Map();
  for (const { customer, time } of rows) {
    const date = new Date(time);
    const month = 12 * date.getUTCFullYear() + date.getUTCMonth();
    if (!customers.has(customer)) customers.set(customer, new Map());
    const months = customers.get(customer);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  return customers;
}

export const contests = [
  {
    title: "cohorts, 5M events in columns, UTC",
    of: EVENTS,
    most: [["DuckDB, loaded", 0.3]],
    contenders: {
      tallyCohorts: overMonths("UTC"),
      "DuckDB, loaded": () => loaded("time", 1, 24),
    },
  },
  {
    title: "cohorts, 5M events in columns, New York",
    of: EVENTS,
    most: [["DuckDB, loaded", 0.1]],
    contenders: {
      tallyCohorts: overMonths("America/New_York"),
      "DuckDB, loaded": () => loaded(local, 0, 25),
    },
  },
  {
    title: "cohorts, 1M rows with names",
    of: ROWS,
    most: [["DuckDB, with load", 0.75]],
    contenders: {
      tallyCohorts: () => {
        const rows = rowsOf(ROWS / 10);
        return () => activeOf(metrics.tallyCohorts(rows, MONTHS));
      },
      "own code": () => {
        const rows = rowsOf(ROWS / 10);
        return () => byHand(rows);
      },
      "DuckDB, loaded": () => namesLoaded(false),
      "DuckDB, with load": () => namesLoaded(true),
    },
  },
  {
    title: "`tallyLifecycle`, 1M rows",
    of: ROWS,
    most: [["tallyCohorts", 2]],
    contenders: {
      tallyLifecycle: () => {
        const rows = numbered();
        return () => sum(metrics.tallyLifecycle(rows, MONTHS).periods, (period) => period.new);
      },
      tallyCohorts: () => {
        const rows = numbered();
        return () => sum(metrics.tallyCohorts(rows, MONTHS).cohorts, ({ size }) => size);
      },
    },
  },
  {
    title: "`tallyActivity`, 400,000 rows of 50,000 customers",
    of: 400_000,
    most: [["tallyCohorts", 4]],
    contenders: {
      tallyActivity: () => {
        const rows = few();
        return () => metrics.tallyActivity(rows, MONTHS).customers.length;
      },
      tallyCohorts: () => {
        const rows = few();
        return () => sum(metrics.tallyCohorts(rows, MONTHS).cohorts, ({ size }) => size);
      },
    },
  },
  ...["day", "week", "month"].map((period) => ({
    title: `\`tallyPurchases\` by ${period}, 400,000 rows of 50,000 customers`,
    of: 400_000,
    most: [["tallyActivity", 1.5]],
    contenders: {
      tallyPurchases: () => {
        const rows = few();
        return () => metrics.tallyPurchases(rows, { ...MONTHS, period }).customers.length;
      },
      tallyActivity: () => {
        const rows = few();
        return () => metrics.tallyActivity(rows, { ...MONTHS, period }).customers.length;
      },
    },
  })),
  {
    title: "`mergeActivity`, two of 50,000 customers",
    of: 100_000,
    most: [["Map of maps", 1.2]],
    contenders: {
      mergeActivity: () => {
        const parts = [activity(0, 0), activity(25_000, 4)];
        return () => metrics.mergeActivity(parts).customers.length;
      },
      "Map of maps": () => {
        const parts = [mapOf(few(0, 0)), mapOf(few(25_000, 4))];
        return () => {
          const all = new Map();
          for (const part of parts) {
            for (const [customer, months] of part) {
              if (!all.has(customer)) all.set(customer, new Map());
              const own = all.get(customer);
              for (const [month, count] of months) own.set(month, (own.get(month) ?? 0) + count);
            }
          }
          return all.size;
        };
      },
    },
  },
  {
    title: "`cohortsFromActivity`, 75,000 customers",
    of: 75_000,
    most: [["ns", 800]], // 60 ms
    contenders: {
      cohortsFromActivity: () => {
        const tally = metrics.mergeActivity([activity(0, 0), activity(25_000, 4)]);
        return () => metrics.cohortsFromActivity(tally).cohorts.length;
      },
    },
  },
];
