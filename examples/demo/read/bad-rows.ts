import type { Lines } from "./csv.js";

/** A row that was left out, and why. */
export interface BadRow {
  readonly lines: Lines;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** All bad rows counted, the first of them kept to be shown. */
export interface BadRows {
  count: number;
  readonly first: BadRow[];
}

export const SHOWN_BAD_ROWS = 10;

export function noBadRows(): BadRows {
  return { count: 0, first: [] };
}

export function addBadRow(bad: BadRows, row: BadRow): void {
  bad.count++;
  if (bad.first.length < SHOWN_BAD_ROWS) bad.first.push(row);
}

/** Whether a row has the fields of the header; more of them are no harm where they are empty. */
export function checkLength(
  bad: BadRows,
  columns: readonly string[],
  fields: readonly string[],
  lines: Lines,
): boolean {
  const { length } = columns;
  if (fields.length >= length && fields.slice(length).every((field) => field === "")) return true;
  const are = fields.length === 1 ? "1 field" : `${fields.length} fields`;
  const reason = `${are} where the header has ${length}`;
  addBadRow(bad, { lines, column: "", value: fields.join(","), reason });
  return false;
}

/** Where a row is in its file, and what was wrong with it, in one line. */
export function describeBadRow({ lines, column, value, reason }: BadRow): string {
  const { first, last } = lines;
  const where = first === last ? `line ${first}` : `lines ${first}–${last}`;
  const shown = JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  return `${where}: ${column === "" ? "" : `${column} `}${shown} ${reason}`;
}
