import type { Scale } from "customer-metrics";
import {
  addBadRow,
  type BadRows,
  checkLength,
  noBadRows,
} from "../../../examples/demo/read/bad-rows.js";
import {
  type Lines,
  placeOf,
  type RowReader,
  readRows,
  type Table,
} from "../../../examples/demo/read/csv.js";
import { readScore } from "../../../examples/demo/read/fields.js";
import { nothingToRead } from "../../../examples/demo/read/orders.js";
import type { Source } from "../../../examples/demo/read/source.js";

export interface DriverColumns {
  readonly score: string;
  readonly scale: Scale;
  readonly drivers: readonly string[];
  readonly delimiter: string;
}

/** A score, and the other answers it may go with; `null` is a gap. */
export interface Drivers {
  readonly column: string;
  readonly bad: BadRows;
  readonly outcome: readonly (number | null)[];
  readonly columns: readonly (readonly (number | null)[])[];
}

/** Reads numbers; `tellsScores`: whether a bad score is told of here. */
export async function readDrivers(
  source: Source,
  columns: DriverColumns,
  tellsScores: boolean,
): Promise<Drivers> {
  const { rows, reader } = await readRows(source, columns.delimiter, (table) =>
    driverReader(table, columns, tellsScores),
  );
  const { visit: _, ...read } = reader;
  if (read.outcome.length === 0) throw nothingToRead(source, rows, read.bad);
  return read;
}

function driverReader(
  table: Table,
  { score, scale, drivers }: DriverColumns,
  tellsScores: boolean,
): RowReader & Drivers {
  const bad = noBadRows();
  const scoreAt = placeOf(table, "score", score);
  const places = drivers.map((name) => placeOf(table, "drivers", name));
  const outcome: (number | null)[] = [];
  const columns: (number | null)[][] = drivers.map(() => []);

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(tellsScores ? bad : noBadRows(), table.columns, fields, lines)) return;
    const refuse = (place: number, reason: string) =>
      addBadRow(bad, { lines, column: table.columns[place], value: fields[place], reason });
    const answer = readScore(fields[scoreAt], scale);
    if (answer !== null && typeof answer !== "number") {
      if (tellsScores) refuse(scoreAt, answer.reason);
      return;
    }
    const numbers = places.map((place) => numberOf(fields[place]));
    const wrong = numbers.findIndex((number) => Number.isNaN(number));
    if (wrong >= 0) {
      refuse(places[wrong], "is not a number");
      return;
    }
    outcome.push(answer);
    for (const [i, number] of numbers.entries()) columns[i].push(number);
  }

  return { column: table.columns[scoreAt], bad, outcome, columns, visit };
}

/** A number of up to 15 digits, `null` of an empty field, NaN of all else. */
function numberOf(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) && Math.abs(Number(trimmed)) < 1e15
    ? Number(trimmed)
    : Number.NaN;
}
