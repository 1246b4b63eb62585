import {
  type CohortTally,
  type CustomerId,
  calendar,
  levelShares,
  mergeScores,
  nps,
  npsCounts,
  npsInterval,
  type Period,
  responseCount,
  retentionCurve,
  retentionTable,
  type ScoreTally,
  tallyCohortsAsync,
  tallyScores,
  zeroToTen,
} from "customer-metrics";
import { countingFrom, refuse } from "./refusal.js";
import type { Limits, Row } from "./rows.js";

type Batches = AsyncIterable<readonly Row[]>;

/** Counts rows of `{ score }`, from 0 to 10 or `null`; only the counts stay in memory. */
export async function tallyOf(batches: Batches): Promise<ScoreTally> {
  let tally = tallyScores([], zeroToTen);
  let rowsBefore = 0;
  for await (const rows of batches) {
    const scores = rows.map((row, i) => fieldOf<number | null>("score", row, rowsBefore + i));
    tally = mergeScores([tally, countingFrom(rowsBefore, () => tallyScores(scores, zeroToTen))]);
    rowsBefore += rows.length;
  }
  return tally;
}

export function npsOf(tally: ScoreTally) {
  const answers = { answers: responseCount(tally), missing: tally.missing };
  return { ...answers, ...npsCounts(tally), nps: nps(tally), interval: npsInterval(tally) };
}

export function levelsOf(tally: ScoreTally) {
  return { answers: responseCount(tally), missing: tally.missing, levels: levelShares(tally) };
}

/** Counts rows of `{ customer, time }`, time in epoch milliseconds; what stays is who was active when. */
export async function cohortsOf(
  batches: Batches,
  query: URLSearchParams,
  { periods }: Limits,
): Promise<CohortTally> {
  const timeZone = stated(query, "timeZone");
  // Which periods there are is checked by the calendar.
  const period = (query.get("period") ?? "month") as Period;
  const until = calendar({ period, timeZone }).startOfDate(stated(query, "until"));

  async function* events() {
    let index = 0;
    for await (const rows of batches) {
      const customer: CustomerId[] = [];
      const time: number[] = [];
      for (const row of rows) {
        customer.push(fieldOf<CustomerId>("customer", row, index));
        time.push(checkAge(fieldOf<number>("time", row, index), index++));
      }
      yield { customer, time };
    }
  }

  /** One event long ago would fill the memory with empty cells. */
  function checkAge(time: number, index: number): number {
    if (!((until - time) / 864e5 > periods * DAYS[period])) return time; // the tally refuses anything but a number
    const message = `the row at index ${index} is more than ${periods} periods before until`;
    refuse({ status: 400, code: "out-of-range", message, argument: "time", index });
  }

  return tallyCohortsAsync(events(), { period, timeZone, until });
}

/** The longest that periods are. */
const DAYS: Readonly<Record<Period, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  year: 366,
};

export function tablesOf(tally: CohortTally) {
  return {
    afterUntil: tally.afterUntil,
    table: retentionTable(tally),
    curve: retentionCurve(tally),
  };
}

/** What a row has by that name. A misspelt name would pass for "no answer"; the rest tallies check. */
function fieldOf<Value>(name: string, row: Row, index: number): Value {
  if (Object.hasOwn(row, name)) return row[name] as Value;
  const message = `the row at index ${index} must have the field ${name}`;
  refuse({ status: 400, code: "wrong-type", message, argument: name, index });
}

function stated(query: URLSearchParams, name: string): string {
  const message = `${name} must be stated in the query`;
  return query.get(name) ?? refuse({ status: 400, code: "wrong-type", message, argument: name });
}
