// Any tally or reading by segment.

import { fail } from "./check.js";
import { checkFunction } from "./check-function.js";
import { type Columns, checkColumns } from "./columns.js";
import { checkKey, type GroupKey } from "./group-key.js";
import { checkLength } from "./limits.js";
import { groupOf, noKeys, type TallyGroup, tallyGroups } from "./tally-groups.js";

/**
 * Groups rows by a field, or by what a function says of each, and tallies every group on its own.
 *
 * `tally` may be any function of rows: a tally, which merges with `mergeBy`, or a reading such as `nps`. A customer
 * with rows in two groups counts in both, from the first event in each: give each customer one segment where
 * that is not meant. For scores `tallyScoresBy` is faster.
 *
 * @param rows - rows or columns; every group gets its part in the same form, typed columns included.
 * @param by - the field of the keys or, for rows, a function that gives one: a string, a number, or a list of them.
 *   `1` and `"1"` are two groups.
 * @param tally - called once for each group, with its rows in the order they came in.
 * @returns what it gives for each group, sorted by key: numbers before strings, strings by code unit, lists by
 *   their first difference. Without rows, the empty list.
 * @throws TypeError or RangeError if the rows are neither rows nor columns, or a key is neither a string, a finite
 *   number nor a list of them; what `tally` throws, with the group and the index among all rows.
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: "ann", time: Date.UTC(2026, 0, 5), country: "NO" },
 *   { customer: "ann", time: Date.UTC(2026, 1, 5), country: "NO" },
 *   { customer: "bob", time: Date.UTC(2026, 0, 9), country: "DE" },
 * ];
 * const options = { period: "month", timeZone: "UTC", until: Date.UTC(2026, 2, 1) } as const;
 * const byCountry = tallyBy(orders, "country", (part) => tallyCohorts(part, options));
 * byCountry.map(({ by, tally }) => [by, retentionCurve(tally)[1].share]); // => [["DE", 0], ["NO", 1]]
 * ```
 */
export function tallyBy<Row extends object, Key extends GroupKey, Tally>(
  rows: Iterable<Row>,
  by: (row: Row) => Key,
  tally: (part: Row[]) => Tally,
): TallyGroup<Key, Tally>[];
/**
 * The same by a field of the rows.
 *
 * @throws TypeError or RangeError as with a function.
 */
export function tallyBy<Row extends object, Field extends keyof Row & string, Tally>(
  rows: Iterable<Row>,
  by: Field,
  tally: (part: Row[]) => Tally,
): TallyGroup<Extract<Row[Field], GroupKey>, Tally>[];
/**
 * The same for columns, by one of them.
 *
 * @throws TypeError or RangeError as with rows, or if the columns are not equally long.
 */
export function tallyBy<Given extends object, Field extends keyof Given & string, Tally>(
  columns: Given,
  by: Field,
  tally: (part: Given) => Tally,
): TallyGroup<KeyIn<Given[Field]>, Tally>[];
export function tallyBy<Tally>(
  rows: Iterable<object> | object,
  by: string | ((row: never) => GroupKey),
  tally: (part: never) => Tally,
): TallyGroup<GroupKey, Tally>[] {
  const where = "tallyBy";
  if (typeof rows !== "object" || rows === null) {
    fail("wrong-type", where, "rows", "rows, or columns of them", rows);
  }
  checkFunction(where, "tally", tally, "(part) => tallyCohorts(part, options)");
  checkLength(where, "rows", rows);
  const isRows = Symbol.iterator in rows;
  const { groups, ofRow, parts } = isRows
    ? groupedRows(where, rows as Iterable<object>, by)
    : groupedColumns(where, rows, by);
  return tallyGroups(
    where,
    groups,
    (group) => tally(parts[group] as never), // in the form it was given
    (group, index) => rowWithin(ofRow, group, index),
  );
}

/** The keys in a column. */
export type KeyIn<Column> = Column extends ArrayLike<infer Key> ? Extract<Key, GroupKey> : never;

interface Grouped {
  /** The keys, by number of the group. */
  readonly groups: readonly GroupKey[];
  /** By row: the number of its group. */
  readonly ofRow: ArrayLike<number>;
  /** By number of the group. */
  readonly parts: readonly object[];
}

function groupedRows(
  where: string,
  given: Iterable<object>,
  by: string | ((row: never) => GroupKey),
): Grouped {
  if (by === "" || (typeof by !== "string" && typeof by !== "function")) {
    fail(
      "wrong-type",
      where,
      "by",
      "the name of a field, or a function such as (row) => row.plan",
      by,
    );
  }
  const rows: readonly object[] = Array.isArray(given) ? given : Array.from(given);
  const [keys, ofRow, parts] = [noKeys<GroupKey>(), new Uint32Array(rows.length), [] as object[][]];
  const argument = typeof by === "string" ? by : "by";
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (typeof row !== "object" || row === null)
      fail("wrong-type", where, "rows", "an object", row, i);
    const key = typeof by === "string" ? row[by as never] : by(row as never);
    const known = keys.single.get(key);
    if (known === undefined) checkKey("wrong-type", where, argument, key, i);
    const group = known ?? groupOf(keys, key);
    ofRow[i] = group;
    if (group === parts.length) parts.push([]);
    parts[group].push(row);
  }
  return { groups: keys.groups, ofRow, parts };
}

function groupedColumns(where: string, given: object, by: unknown): Grouped {
  if (typeof by !== "string") {
    fail("wrong-type", where, "by", "the name of a column", by);
  }
  const names = Object.keys(given).filter((name) => given[name as never] !== undefined);
  const others = names.filter((name) => name !== by);
  // Of what its columns say, which nothing but the keys is asked of here.
  const columns = checkColumns(where, given as Columns<Record<string, unknown>>, [by, ...others]);
  const column = columns[by] as ArrayLike<GroupKey>;
  const [keys, ofRow] = [noKeys<GroupKey>(), new Uint32Array(column.length)];
  const sizes: number[] = [];
  for (let i = 0; i < column.length; i++) {
    const known = keys.single.get(column[i]);
    if (known === undefined) checkKey("wrong-type", where, by, column[i], i);
    const group = known ?? groupOf(keys, column[i]);
    ofRow[i] = group;
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const split = names.map((name) => splitColumn(columns[name], ofRow, sizes));
  const parts = sizes.map((_, group) =>
    Object.fromEntries(names.map((name, i) => [name, split[i][group]])),
  );
  return { groups: keys.groups, ofRow, parts };
}

/** A column of each group, of the kind of the whole. */
function splitColumn(
  column: ArrayLike<unknown>,
  ofRow: Uint32Array,
  sizes: readonly number[],
): ArrayLike<unknown>[] {
  const parts: unknown[][] = sizes.map((size) => {
    if (Array.isArray(column)) return [];
    // The one of typed arrays: that of a Buffer gives a view, which would write into what was given.
    return Uint8Array.prototype.slice.call(column, 0, size) as unknown as unknown[];
  });
  const ends = new Uint32Array(sizes.length);
  for (let i = 0; i < column.length; i++) parts[ofRow[i]][ends[ofRow[i]]++] = column[i];
  return parts;
}

/** Where among all rows the row of a group is; an index past the group is of something else, and stays. */
function rowWithin(ofRow: ArrayLike<number>, group: number, index: number): number {
  let left = index;
  for (let row = 0; row < ofRow.length; row++) {
    if (ofRow[row] === group && left-- === 0) return row;
  }
  return index;
}
