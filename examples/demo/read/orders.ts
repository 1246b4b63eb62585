import { unusable } from "../unusable.js";
import { addBadRow, type BadRows, checkLength, describeBadRow, noBadRows } from "./bad-rows.js";
import { type Lines, placeOf, type RowReader, readRows, type Table } from "./csv.js";
import { type ReadTime, readValue, timeReader } from "./fields.js";
import type { Source } from "./source.js";

export interface OrderColumns {
  readonly customer: string | undefined;
  readonly time: string | undefined;
  /** What the order was worth; `undefined` if that is not asked. */
  readonly value?: string | undefined;
  readonly timeZone: string;
  readonly delimiter: string;
}

/** Orders as columns, customers by a number each: long files fit, and the library reads them as they are. */
export interface Orders {
  readonly source: Source;
  readonly rows: number;
  readonly bad: BadRows;
  readonly timeZone: string;
  readonly customer: readonly number[];
  readonly time: readonly number[];
  /** `null` if no column was named. */
  readonly value: readonly number[] | null;
}

export async function readOrders(source: Source, columns: OrderColumns): Promise<Orders> {
  const readTime = timeReader(columns.timeZone);
  const { rows, reader } = await readRows(source, columns.delimiter, (table) =>
    orderReader(table, columns, readTime),
  );
  const { bad, customer, time, value } = reader;
  if (time.length === 0) throw nothingToRead(source, rows, bad);
  return { source, rows, bad, timeZone: columns.timeZone, customer, time, value };
}

interface OrderReader extends RowReader {
  readonly bad: BadRows;
  readonly customer: number[];
  readonly time: number[];
  readonly value: number[] | null;
}

function orderReader(table: Table, columns: OrderColumns, readTime: ReadTime): OrderReader {
  const customerAt = placeOf(table, "customer", columns.customer);
  const timeAt = placeOf(table, "time", columns.time);
  const valueAt = columns.value === undefined ? null : placeOf(table, "value", columns.value);
  const [bad, customer, time] = [noBadRows(), [] as number[], [] as number[]];
  const value: number[] | null = valueAt === null ? null : [];
  const numbers = new Map<string, number>();

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(bad, table.columns, fields, lines)) return;
    const [name, text] = [fields[customerAt], fields[timeAt]];
    const ms = readTime(text);
    const worth = valueAt === null ? 0 : readValue(fields[valueAt]);
    if (name.trim() === "") {
      const column = table.columns[customerAt];
      addBadRow(bad, { lines, column, value: name, reason: "is empty: whose order is it?" });
    } else if (typeof ms !== "number") {
      addBadRow(bad, { lines, column: table.columns[timeAt], value: text, reason: ms.reason });
    } else if (typeof worth !== "number") {
      const column = table.columns[valueAt ?? 0];
      addBadRow(bad, { lines, column, value: fields[valueAt ?? 0], reason: worth.reason });
    } else {
      customer.push(numberOf(numbers, name));
      time.push(ms);
      value?.push(worth);
    }
  }

  return { bad, customer, time, value, visit };
}

function numberOf(numbers: Map<string, number>, name: string): number {
  let number = numbers.get(name);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(name, number);
  }
  return number;
}

/** A file without one row that can be used. */
export function nothingToRead({ name }: Source, rows: number, bad: BadRows): Error {
  const [first] = bad.first;
  if (first === undefined) return unusable(`${name}: there are no rows with values in them.`);
  return unusable(
    `${name}: none of its ${rows} rows could be read. The first, on ${describeBadRow(first)}.`,
  );
}
