import { fail } from "./check.js";
import { checkLength } from "./limits.js";

/**
 * The same rows as columns: one array (plain or typed) a field, all of one length. Plain arrays have at most
 * 100 million rows.
 */
export type Columns<Row> = { readonly [Field in keyof Row]: ArrayLike<Row[Field]> };

/** Rows as any iterable of objects, or as columns, which is the faster form. */
export type Rows<Row> = Iterable<Row> | Columns<Row>;

/** Rows in either form as columns; columns are not copied, and optional ones may be missing. */
export function columnsOf<Row>(
  where: string,
  argument: string,
  rows: Rows<Row>,
  fields: readonly (keyof Row & string)[],
  optional: readonly (keyof Row & string)[] = [],
): Columns<Row> {
  if (typeof rows !== "object" || rows === null) {
    fail("wrong-type", where, argument, "rows, or columns of them", rows);
  }
  if (Symbol.iterator in rows) return collect(where, argument, rows, fields, optional);
  const given = optional.filter((field) => rows[field] !== undefined);
  return checkColumns(where, rows, [...fields, ...given]);
}

function collect<Row>(
  where: string,
  argument: string,
  rows: Iterable<Row>,
  fields: readonly (keyof Row & string)[],
  optional: readonly (keyof Row & string)[],
): Columns<Row> {
  const all = [...fields, ...optional];
  const columns = Object.fromEntries(all.map((field): [string, unknown[]] => [field, []]));
  let index = 0;
  for (const row of rows) {
    if (typeof row !== "object" || row === null) {
      fail("wrong-type", where, argument, `an object with ${fields.join(", ")}`, row, index);
    }
    for (const field of all) columns[field].push(row[field]);
    index++;
  }
  return columns as unknown as Columns<Row>; // a column was made for every field
}

function checkColumns<Row>(
  where: string,
  columns: Columns<Row>,
  fields: readonly (keyof Row & string)[],
): Columns<Row> {
  const [first] = fields;
  for (const field of fields) {
    const column: unknown = columns[field];
    if (!Array.isArray(column) && !(ArrayBuffer.isView(column) && "length" in column)) {
      fail("wrong-type", where, field, "an array with a value a row", column);
    }
    checkLength(where, field, column);
    const { length } = columns[first];
    if (column.length !== length) {
      fail("out-of-range", where, field, `as long as ${first}, ${length}`, column.length);
    }
  }
  return columns;
}
