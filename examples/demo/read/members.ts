import { addBadRow, type BadRows, checkLength, noBadRows } from "./bad-rows.js";
import { type Lines, placeOf, type RowReader, readRows, type Table } from "./csv.js";
import { type ReadTime, startOfUntil, timeReader, zoneCalendar } from "./fields.js";
import type { Source } from "./source.js";

export interface MemberColumns {
  readonly customer: string | undefined;
  readonly from: string | undefined;
  /** The first day no longer a member; empty while it lasts. */
  readonly to: string | undefined;
  /** Why it ended; empty if that is not known, `undefined` if the file has no reasons. */
  readonly reason: string | undefined;
  readonly timeZone: string;
  /** The day of the export, the first one that the file knows nothing of. */
  readonly until: string;
  readonly delimiter: string;
}

/** A stretch of time in which somebody was a member, in epoch milliseconds. */
export interface Membership {
  readonly from: number;
  readonly to: number | null;
  readonly reason: string | null;
}

/** Memberships by customer, who may have had several. */
export interface Members {
  readonly source: Source;
  readonly rows: number;
  readonly bad: BadRows;
  readonly timeZone: string;
  readonly until: string;
  readonly of: ReadonlyMap<string, readonly Membership[]>;
}

export async function readMembers(source: Source, columns: MemberColumns): Promise<Members> {
  const { timeZone, until } = columns;
  const readTime = timeReader(timeZone);
  startOfUntil(zoneCalendar(timeZone), until); // checked before a large file is read
  const { rows, reader } = await readRows(source, columns.delimiter, (table) =>
    memberReader(table, columns, readTime),
  );
  return { source, rows, bad: reader.bad, timeZone, until, of: reader.of };
}

interface MemberReader extends RowReader {
  readonly bad: BadRows;
  readonly of: Map<string, Membership[]>;
}

function memberReader(table: Table, columns: MemberColumns, readTime: ReadTime): MemberReader {
  const customerAt = placeOf(table, "customer", columns.customer);
  const fromAt = placeOf(table, "from", columns.from);
  const toAt = placeOf(table, "to", columns.to);
  const { reason } = columns;
  const reasonAt = reason === undefined ? -1 : placeOf(table, "reason", reason);
  const bad = noBadRows();
  const of = new Map<string, Membership[]>();

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(bad, table.columns, fields, lines)) return;
    const name = fields[customerAt].trim();
    const from = readTime(fields[fromAt]);
    const to = fields[toAt].trim() === "" ? null : readTime(fields[toAt]);
    const refuse = (place: number, reason: string) =>
      addBadRow(bad, { lines, column: table.columns[place], value: fields[place], reason });
    if (name === "") refuse(customerAt, "is empty: whose membership is it?");
    else if (typeof from !== "number") refuse(fromAt, from.reason);
    else if (to !== null && typeof to !== "number") refuse(toAt, to.reason);
    else if (to !== null && to < from) refuse(toAt, "is before the membership began");
    else {
      const membership = { from, to, reason: fields[reasonAt]?.trim() || null };
      const before = of.get(name);
      if (before === undefined) of.set(name, [membership]);
      else before.push(membership);
    }
  }

  return { bad, of, visit };
}
