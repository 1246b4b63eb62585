// Rows of objects, or columns of values, as columns: the one form that every tally reads.

import { fail } from "./check.js";
import { checkLength } from "./limits.js";

/**
 * Rows in either form as columns. Columns are not copied. Optional ones may be missing, and of rows are so
 * where every value is undefined.
 */
export function columnsOf<Row>(
  where: string,
  argument: string,
  rows: Rows<Row>,
  fields: Fields<Row>,
  optional: Fields<Row> = [],
): Columns<Row> {
  if (typeof rows !== "object" || rows === null) {
    fail("wrong-type", where, argument, "rows, or columns of them", rows);
  }
  checkLength(where, argument, rows);
  const [needed, others] = [readersOf(fields), readersOf(optional)];
  const isIterable = typeof (rows as Iterable<Row>)[Symbol.iterator] === "function";
  if (isIterable) return collect(where, argument, rows as Iterable<Row>, needed, others);
  const given = Object.keys(others).filter(
    (field) => (rows as Columns<Row>)[field as keyof Row] !== undefined,
  );
  return checkColumns(
    where,
    rows as Columns<Row>,
    [...Object.keys(needed), ...given] as (keyof Row & string)[],
  );
}

/** Columns that are there, each of them one, and all of one length. */
export function checkColumns<Row>(
  where: string,
  columns: Columns<Row>,
  fields: readonly (keyof Row & string)[],
): Columns<Row> {
  // Each read once: a getter may give another one next time.
  const read = Object.fromEntries(fields.map((field) => [field, columns[field]]));
  const { length } = Object(read[fields[0]]);
  for (const field of fields) {
    const column: unknown = read[field];
    if (!Array.isArray(column) && !(ArrayBuffer.isView(column) && "length" in column)) {
      fail("wrong-type", where, field, "an array with a value for each row", column);
    }
    checkLength(where, field, column);
    if (column.length !== length) {
      fail("out-of-range", where, field, `as long as ${fields[0]}, ${length}`, column.length);
    }
  }
  return read as Columns<Row>; // a column for every field
}

/**
 * The same rows as columns: one array (plain or typed) a field, all of one length. Plain arrays have at most
 * 100 million rows.
 */
export type Columns<Row> = { readonly [Field in keyof Row]: ArrayLike<Row[Field]> };

/** Rows as any iterable of objects, or as columns, which is the faster form. */
export type Rows<Row> = Iterable<Row> | Columns<Row>;

/** Fields by name, or with a function that reads each: engines are faster with a name they see written. */
export type Fields<Row> =
  | readonly (keyof Row & string)[]
  | { readonly [Field in keyof Row]?: (row: Row) => Row[Field] };

type Readers = Readonly<Record<string, (row: unknown) => unknown>>;

type Read = Readers[string];

function readersOf<Row>(fields: Fields<Row>): Readers {
  if (!Array.isArray(fields)) return fields as Readers; // of rows, which are found to be objects
  const read = (field: string) => (row: unknown) => (row as Record<string, unknown>)[field];
  return Object.fromEntries(fields.map((field) => [field, read(field)]));
}

function collect<Row>(
  where: string,
  argument: string,
  given: Iterable<Row>,
  fields: Readers,
  optional: Readers,
): Columns<Row> {
  const rows: readonly unknown[] = Array.isArray(given) ? given : Array.from(given);
  const columns: Record<string, unknown[]> = {};
  for (const field in fields) columns[field] = new Array(rows.length);
  // A block at a time, which stays in the processor's cache from one field to the next.
  for (let from = 0; from < rows.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows.length);
    for (let i = from; i < to; i++) {
      const row = rows[i];
      if (typeof row === "object" && row !== null) continue;
      const mustBe = `an object with ${Object.keys(fields).join(", ")}`;
      fail("wrong-type", where, argument, mustBe, row, i);
    }
    for (const field in fields) fill(columns[field], rows, fields[field], from, to);
    for (const field in optional) {
      if (columns[field] === undefined && isMissing(rows, optional[field], from, to)) continue;
      columns[field] ??= new Array(rows.length);
      fill(columns[field], rows, optional[field], from, to);
    }
  }
  return columns as unknown as Columns<Row>; // a column for every field
}

const BLOCK = 4_096;

function fill(
  column: unknown[],
  rows: readonly unknown[],
  read: Read,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) column[i] = read(rows[i]);
}

/** Whether a field is undefined in some rows. */
function isMissing(rows: readonly unknown[], read: Read, from: number, to: number): boolean {
  let i = from;
  while (i < to && read(rows[i]) === undefined) i++;
  return i === to;
}
