import { CsvError, type Parser, parse } from "csv-parse";
import { isUnusable, unusable } from "../unusable.js";
import type { Progress } from "./progress.js";
import type { Source } from "./source.js";

/** A CSV file whose first row names the columns. */
export interface Table {
  readonly source: Source;
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/** The lines of the file that a row takes; more than one if a quoted field has line breaks. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The place of a column; a wrong name is answered with the names there are. */
export function placeOf(table: Table, option: string, column: string | undefined): number {
  const { source, columns, delimiter } = table;
  const place = column === undefined ? -1 : columns.indexOf(column.trim());
  if (place >= 0 && columns.indexOf(columns[place], place + 1) < 0) return place;
  const problem =
    column === undefined
      ? `--${option} must name a column`
      : `${place < 0 ? "there is no" : "there is more than one"} column "${column}" for --${option}`;
  const names = columns.map((name) => `"${name}"`).join(", ");
  const other = [";", "\t", "|"].find((one) => one !== delimiter && columns[0]?.includes(one));
  const hint =
    columns.length > 1 || other === undefined
      ? ""
      : ` Is it --delimiter "${other === "\t" ? "tab" : other}"?`;
  throw unusable(`${source.name}: ${problem}. Its columns: ${names}.${hint}`);
}

/** What is made of the rows, one after the other. */
export interface RowReader {
  readonly visit: (fields: readonly string[], lines: Lines) => void;
}

/** Reads a file as it streams by: `begin` gets the columns, and what it returns gets the rows. */
export async function readRows<Reader extends RowReader>(
  source: Source,
  delimiter: string,
  begin: (table: Table) => Reader,
): Promise<{ readonly rows: number; readonly reader: Reader }> {
  let reader = undefined as Reader | undefined; // set in a callback, which the compiler does not follow
  let rows = 0;
  let last = 0;
  let blank = 0;
  let countedTwice = 0;
  const parser = parse({
    delimiter,
    bom: true,
    skip_empty_lines: true,
    // A row of the wrong length, or with a stray quote, is a bad row, and the next one is read as usual.
    relax_column_count: true,
    relax_quotes: true,
    // Seen here, rows need not pass through the stream one by one, which takes half as long again.
    on_record: (fields: string[], { lines, empty_lines }) => {
      // The parser counts a CRLF inside a quoted field as two lines.
      for (const field of fields) if (field.includes("\r\n")) countedTwice += breaksIn(field);
      const first = last + 1 + empty_lines - blank;
      blank = empty_lines;
      last = lines - countedTwice;
      if (reader === undefined) {
        const columns = source.columns ?? fields.map((name) => name.trim());
        reader = begin({ source, delimiter, columns });
        if (source.columns === undefined) return null;
      }
      rows++;
      reader.visit(fields, { first, last });
      return null;
    },
  });
  const progress = source.showProgress();
  try {
    await feed(parser, source, progress);
  } catch (error) {
    if (isUnusable(error)) throw error;
    const isOpen = error instanceof CsvError && error.code === "CSV_QUOTE_NOT_CLOSED";
    const problem = isOpen
      ? `a quote that opens on line ${last + 1} or later is never closed`
      : (error as Error).message;
    throw unusable(`${source.name}: ${problem}.`);
  } finally {
    progress.stop();
  }
  if (reader === undefined) throw unusable(`${source.name}: the file is empty.`);
  return { rows, reader };
}

/** As a pipeline does it; browsers, where this runs too, have none. */
function feed(parser: Parser, source: Source, progress: Progress): Promise<void> {
  async function write(): Promise<void> {
    for await (const chunk of source.open()) {
      await new Promise<void>((written) => parser.write(chunk, () => written()));
      if (parser.destroyed) return;
      progress.advance(chunk.length);
    }
    parser.end();
  }
  return new Promise((resolve, reject) => {
    parser.on("error", reject).on("end", resolve).resume();
    write().catch(reject);
  });
}

function breaksIn(field: string): number {
  return field.split("\r\n").length - 1;
}
