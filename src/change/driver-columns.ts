// Reads what drivers are worked out from, column by column: rows that have an outcome and every driver.

import { checkNumber, fail, MOST } from "../core/check.js";
import { columnsOf, type Rows } from "../core/columns.js";

/** A column for each named field, of the rows that have all of them, and how many rows have a gap. */
export function driverColumns<Row extends object>(
  where: string,
  rows: Rows<Row>,
  names: readonly (keyof Row & string)[],
): { readonly columns: readonly Float64Array[]; readonly leftOut: number } {
  const given = columnsOf(where, "rows", rows, names);
  const { length } = given[names[0]];
  const isComplete = new Uint8Array(length).fill(1);
  for (const name of names) checkColumn(where, name, given[name], isComplete);
  let count = 0;
  for (let i = 0; i < length; i++) count += isComplete[i];
  const columns = names.map((name) => keepComplete(given[name], isComplete, count));
  return { columns, leftOut: length - count };
}

/** Marks the rows that have a gap. A name that no row has a value for is a slip, not a gap. */
function checkColumn(
  where: string,
  name: string,
  column: ArrayLike<unknown>,
  isComplete: Uint8Array,
): void {
  let isNamed = column.length === 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i];
    if (typeof value === "number" && value >= -MOST && value <= MOST) isNamed = true;
    else if (value === null || value === undefined) {
      isComplete[i] = 0;
      isNamed ||= value === null;
    } else checkNumber(where, name, value, -MOST, MOST, i);
  }
  if (!isNamed) fail("wrong-type", where, "drivers", "names of fields that the rows have", name);
}

function keepComplete(
  column: ArrayLike<unknown>,
  isComplete: Uint8Array,
  count: number,
): Float64Array {
  const kept = new Float64Array(count);
  for (let i = 0, next = 0; next < count; i++) {
    if (isComplete[i] === 1) kept[next++] = (column[i] as number) + 0; // checked; never −0
  }
  return kept;
}
