import { zeroToTen } from "customer-metrics";
import { addBadRow, type BadRows, checkLength, noBadRows } from "./bad-rows.js";
import { type Lines, placeOf, type RowReader, readRows, type Table } from "./csv.js";
import { type ReadTime, readScore, timeReader } from "./fields.js";
import type { Source } from "./source.js";

export interface AskedColumns {
  readonly customer: string | undefined;
  readonly date: string | undefined;
  /** From 0 to 10; empty where someone did not answer. */
  readonly score: string | undefined;
  readonly timeZone: string;
  readonly delimiter: string;
}

/** Who was asked when, and what they answered, as columns. */
export interface Asked {
  readonly source: Source;
  readonly bad: BadRows;
  readonly customer: readonly string[];
  readonly time: readonly number[];
  readonly score: readonly (number | null)[];
}

export async function readAsked(source: Source, columns: AskedColumns): Promise<Asked> {
  const readTime = timeReader(columns.timeZone);
  const { reader } = await readRows(source, columns.delimiter, (table) =>
    askedReader(table, columns, readTime),
  );
  const { bad, customer, time, score } = reader;
  return { source, bad, customer, time, score };
}

interface AskedReader extends RowReader {
  readonly bad: BadRows;
  readonly customer: string[];
  readonly time: number[];
  readonly score: (number | null)[];
}

function askedReader(table: Table, columns: AskedColumns, readTime: ReadTime): AskedReader {
  const customerAt = placeOf(table, "customer", columns.customer);
  const dateAt = placeOf(table, "asked", columns.date);
  const scoreAt = placeOf(table, "score", columns.score);
  const bad = noBadRows();
  const [customer, time, scores] = [[] as string[], [] as number[], [] as (number | null)[]];
  const seen = new Set<string>();

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(bad, table.columns, fields, lines)) return;
    const name = fields[customerAt].trim();
    const asked = readTime(fields[dateAt]);
    const score = readScore(fields[scoreAt], zeroToTen);
    const refuse = (place: number, reason: string) =>
      addBadRow(bad, { lines, column: table.columns[place], value: fields[place], reason });
    if (name === "") refuse(customerAt, "is empty: whose answer is it?");
    else if (seen.has(name)) refuse(customerAt, "was asked before: which answer counts?");
    else if (typeof asked !== "number") refuse(dateAt, asked.reason);
    else if (score !== null && typeof score !== "number") refuse(scoreAt, score.reason);
    else {
      seen.add(name);
      customer.push(name);
      time.push(asked);
      scores.push(score);
    }
  }

  return { bad, customer, time, score: scores, visit };
}
