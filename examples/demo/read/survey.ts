import { oneToFive, type Scale } from "customer-metrics";
import { addBadRow, type BadRows, checkLength, noBadRows } from "./bad-rows.js";
import { type Lines, placeOf, type RowReader, readRows, type Table } from "./csv.js";
import { readScore, readWeight } from "./fields.js";
import { nothingToRead } from "./orders.js";
import type { Source } from "./source.js";

export interface SurveyColumns {
  readonly score: string | undefined;
  readonly scale: Scale;
  /** A second question, on 1 to 5. */
  readonly csat: string | undefined;
  readonly by: string | undefined;
  /** What each answer weighs; all alike unless stated. */
  readonly weight?: string | undefined;
  /** Which of two waves an answer is of. */
  readonly wave?: string | undefined;
  readonly delimiter: string;
}

/** The answers to one question, a row each; `null` is no answer. */
export interface Question {
  readonly column: string;
  readonly scale: Scale;
  readonly scores: readonly (number | null)[];
  /** What each answer weighs; `null` if all weigh the same. */
  readonly weights: readonly number[] | null;
}

/** A text for each of the main scores, such as the name of its group. */
export interface Labels {
  readonly column: string;
  readonly groups: readonly string[];
}

export interface Survey {
  readonly source: Source;
  readonly rows: number;
  readonly bad: BadRows;
  readonly main: Question;
  readonly csat: Question | null;
  readonly by: Labels | null;
  readonly wave: Labels | null;
  readonly weight: { readonly column: string } | null;
}

export async function readSurvey(source: Source, columns: SurveyColumns): Promise<Survey> {
  const { rows, reader } = await readRows(source, columns.delimiter, (table) =>
    surveyReader(table, columns),
  );
  const { visit: _, ...read } = reader;
  if (!read.main.scores.some((score) => score !== null)) {
    throw nothingToRead(source, rows, read.bad);
  }
  return { source, rows, ...read };
}

type SurveyReader = RowReader & Omit<Survey, "source" | "rows">;

function surveyReader(table: Table, columns: SurveyColumns): SurveyReader {
  const bad = noBadRows();
  const weightAt = columns.weight === undefined ? -1 : placeOf(table, "weight", columns.weight);
  const weight = weightAt < 0 ? null : { column: table.columns[weightAt] };
  const scoresOf = (option: "score" | "csat", scale: Scale) =>
    scoreReader(table, bad, option, columns[option], scale, weight !== null);
  const main = scoresOf("score", columns.scale);
  const csat = columns.csat === undefined ? null : scoresOf("csat", oneToFive);
  const by = labelReader(table, "by", columns.by);
  const wave = labelReader(table, "compare", columns.wave);

  function visit(fields: readonly string[], lines: Lines): void {
    if (!checkLength(bad, table.columns, fields, lines)) return;
    const heavy = weight === null ? 1 : readWeight(fields[weightAt]);
    if (typeof heavy !== "number") {
      addBadRow(bad, { lines, column: table.columns[weightAt], value: fields[weightAt], ...heavy });
      return;
    }
    csat?.read(fields, lines, heavy); // a bad answer to one question leaves the other as good as it was
    if (!main.read(fields, lines, heavy)) return;
    by?.read(fields);
    wave?.read(fields);
  }

  return {
    bad,
    main: main.question,
    csat: csat?.question ?? null,
    by: by?.labels ?? null,
    wave: wave?.labels ?? null,
    weight,
    visit,
  };
}

interface ScoreReader {
  readonly question: Question;
  /** Whether the score was kept. */
  readonly read: (fields: readonly string[], lines: Lines, weight: number) => boolean;
}

function scoreReader(
  table: Table,
  bad: BadRows,
  option: string,
  name: string | undefined,
  scale: Scale,
  isWeighted: boolean,
): ScoreReader {
  const place = placeOf(table, option, name);
  const column = table.columns[place];
  const scores: (number | null)[] = [];
  const weights: number[] | null = isWeighted ? [] : null;
  function read(fields: readonly string[], lines: Lines, weight: number): boolean {
    const value = fields[place];
    const score = readScore(value, scale);
    const isGood = score === null || typeof score === "number";
    if (isGood) {
      scores.push(score);
      weights?.push(weight);
    } else addBadRow(bad, { lines, column, value, reason: score.reason });
    return isGood;
  }
  return { question: { column, scale, scores, weights }, read };
}

interface LabelReader {
  readonly labels: Labels;
  readonly read: (fields: readonly string[]) => void;
}

function labelReader(table: Table, option: string, name: string | undefined): LabelReader | null {
  if (name === undefined) return null;
  const place = placeOf(table, option, name);
  const groups: string[] = [];
  const names = new Map<string, string>(); // one string for each group, not for each row
  function read(fields: readonly string[]): void {
    const label = fields[place].trim();
    if (!names.has(label)) names.set(label, label);
    groups.push(names.get(label) ?? label);
  }
  return { labels: { column: table.columns[place], groups }, read };
}
