import { oneToFive, type Scale } from "customer-metrics";
import { addBadRow, type BadRows, checkLength, noBadRows } from "./bad-rows.js";
import { type Lines, placeOf, type RowReader, readRows, type Table } from "./csv.js";
import { readScore } from "./fields.js";
import { nothingToRead } from "./orders.js";
import type { Source } from "./source.js";

export interface SurveyColumns {
  readonly score: string | undefined;
  readonly scale: Scale;
  /** A second question, on 1 to 5. */
  readonly csat: string | undefined;
  readonly by: string | undefined;
  readonly delimiter: string;
}

/** The answers to one question, a row each; `null` is no answer. */
export interface Question {
  readonly column: string;
  readonly scale: Scale;
  readonly scores: readonly (number | null)[];
}

export interface Survey {
  readonly source: Source;
  readonly rows: number;
  readonly bad: BadRows;
  readonly main: Question;
  readonly csat: Question | null;
  /** A group for each of the main scores. */
  readonly by: { readonly column: string; readonly groups: readonly string[] } | null;
}

export async function readSurvey(source: Source, columns: SurveyColumns): Promise<Survey> {
  const { rows, reader } = await readRows(source, columns.delimiter, (table) =>
    surveyReader(table, columns),
  );
  const { bad, main } = reader;
  if (!main.scores.some((score) => score !== null)) throw nothingToRead(source, rows, bad);
  return { source, rows, bad, main, csat: reader.csat, by: reader.by };
}

type SurveyReader = RowReader & Pick<Survey, "bad" | "main" | "csat" | "by">;

function surveyReader(table: Table, columns: SurveyColumns): SurveyReader {
  const bad = noBadRows();
  const main = scoreReader(table, bad, "score", columns.score, columns.scale);
  const csat =
    columns.csat === undefined ? null : scoreReader(table, bad, "csat", columns.csat, oneToFive);
  const byAt = columns.by === undefined ? -1 : placeOf(table, "by", columns.by);
  const by = byAt < 0 ? null : { column: table.columns[byAt], groups: [] as string[] };
  const names = new Map<string, string>(); // one string for each group, not for each row

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(bad, table.columns, fields, lines)) return;
    csat?.read(fields, lines); // a bad answer to one question leaves the other as good as it was
    if (!main.read(fields, lines) || by === null) return;
    const name = fields[byAt].trim();
    if (!names.has(name)) names.set(name, name);
    by.groups.push(names.get(name) ?? name);
  }

  return { bad, main: main.question, csat: csat?.question ?? null, by, visit };
}

interface ScoreReader {
  readonly question: Question;
  /** Whether the score was kept. */
  readonly read: (fields: readonly string[], lines: Lines) => boolean;
}

function scoreReader(
  table: Table,
  bad: BadRows,
  option: string,
  name: string | undefined,
  scale: Scale,
): ScoreReader {
  const place = placeOf(table, option, name);
  const column = table.columns[place];
  const scores: (number | null)[] = [];
  function read(fields: readonly string[], lines: Lines): boolean {
    const value = fields[place];
    const score = readScore(value, scale);
    const isGood = score === null || typeof score === "number";
    if (isGood) scores.push(score);
    else addBadRow(bad, { lines, column, value, reason: score.reason });
    return isGood;
  }
  return { question: { column, scale, scores }, read };
}
