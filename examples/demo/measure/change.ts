import {
  csat,
  explainChange,
  type MeanReading,
  meanScore,
  nps,
  oneToFive,
  oneToTen,
  type Scale,
  type ScoreChange,
  tallyScoresBy,
  zeroToTen,
} from "customer-metrics";
import type { Survey } from "../read/survey.js";
import { unusable } from "../unusable.js";

/** Why a score is another one in the second of two waves. */
export interface Change extends Reading {
  readonly survey: Survey;
  readonly waves: readonly [string, string];
  /** Answers of either wave. */
  readonly answers: readonly [number, number];
  /** Answers whose wave is not stated. */
  readonly leftOut: number;
  readonly explained: ScoreChange<string>;
}

/** What is compared, by the scale of the question. */
export interface Reading {
  readonly metric: "NPS" | "CSAT" | "mean score";
  readonly reading: MeanReading;
}

/** Splits a change into what happened within segments and what their mix did. */
export function measureChange(survey: Survey, satisfiedFrom?: number | undefined): Change | null {
  const { main, by, wave } = survey;
  if (by === null || wave === null) return null;
  const waves = wavesOf(survey.source.name, wave.column, wave.groups);
  const sides = waves.map((name) => {
    const rows = wave.groups.flatMap((one, row) => (one === name ? [row] : []));
    const columns = {
      score: rows.map((row) => main.scores[row]),
      by: rows.map((row) => by.groups[row]),
    };
    const answers = columns.score.filter((score) => score !== null).length;
    return { answers, groups: tallyScoresBy(columns, main.scale) };
  });
  const read = readingOf(main.scale, satisfiedFrom);
  const explained = explainChange(sides[0].groups, sides[1].groups, { reading: read.reading });
  if (explained === null) {
    const empty = waves[sides[0].answers === 0 ? 0 : 1];
    throw unusable(`${survey.source.name}: nobody answered in the wave "${empty}".`);
  }
  const leftOut = main.scores.filter((score, row) => score !== null && wave.groups[row] === "");
  return {
    survey,
    waves,
    answers: [sides[0].answers, sides[1].answers],
    leftOut: leftOut.length,
    explained,
    ...read,
  };
}

/** NPS where the question has one, CSAT where a cut is known, else the mean. */
export function readingOf(scale: Scale, satisfiedFrom: number | undefined): Reading {
  const is = (other: Scale) => scale.min === other.min && scale.max === other.max;
  if (is(zeroToTen) || is(oneToTen)) {
    return { metric: "NPS", reading: (tally) => nps(tally, { scale }) };
  }
  const cut = satisfiedFrom ?? (is(oneToFive) ? 4 : undefined);
  if (cut === undefined) return { metric: "mean score", reading: meanScore };
  return { metric: "CSAT", reading: (tally) => csat(tally, { satisfiedFrom: cut }) };
}

/** The earlier wave and the later one: by their numbers, if both have some, or else by which comes first. */
function wavesOf(source: string, column: string, labels: readonly string[]): [string, string] {
  const found = [...new Set(labels)].filter((label) => label !== "");
  if (found.length !== 2) {
    const some = found.slice(0, 5).map((label) => `"${label}"`);
    const list = [...some, ...(found.length > 5 ? ["…"] : [])].join(", ");
    const values = `${found.length === 1 ? "the value" : `${found.length} values:`} ${list}`;
    throw unusable(
      `${source}: --compare takes a column with two waves; "${column}" has ${found.length === 0 ? "none" : values}.`,
    );
  }
  const [one, other] = found;
  const isNumbered = found.every((label) => /\d/.test(label));
  const isTurned = isNumbered && one.localeCompare(other, "en", { numeric: true }) > 0;
  return isTurned ? [other, one] : [one, other];
}
