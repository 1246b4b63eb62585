import type { Estimate } from "customer-metrics";
import {
  confidence,
  count,
  counted,
  GENERATED,
  percent,
  percentInterval,
  points,
  pointsInterval,
  range,
} from "../format.js";
import type { Csat, Satisfaction } from "../measure/satisfaction.js";
import { shareBetween } from "../measure/weights.js";
import { bar, cell, type Paint, plain, type Style, wrap } from "./text.js";

export function satisfactionLines(measured: Satisfaction, paint: Paint): string[] {
  const { nps, levels, csat, groups, notes } = measured;
  return [
    ...(nps === null ? answerLines(measured, paint) : npsLines(measured, nps, paint)),
    ...(groups === null ? [] : groupLines(measured, groups, paint)),
    ...(levels === null ? [] : levelLines(levels, paint)),
    ...(csat === null ? [] : csatLines(measured, csat, paint)),
    ...notes.flatMap((note) => ["", ...wrap(note)]),
  ];
}

function npsLines(
  measured: Satisfaction,
  { estimate, counts }: NonNullable<Satisfaction["nps"]>,
  paint: Paint,
): string[] {
  const { min } = measured.tally.scale;
  const { weighed } = measured;
  const rows: [string, string, number, number, Style][] = [
    ["Promoters", "9–10", counts.promoters, shareBetween(weighed, 9, 10), "blue"],
    ["Passives", "7–8", counts.passives, shareBetween(weighed, 7, 8), "dim"],
    ["Detractors", `${min}–6`, counts.detractors, shareBetween(weighed, min, 6), "yellow"],
  ];
  return [
    ...heading("NET PROMOTER SCORE", measured, measured.survey.main.column, paint),
    headline(points(estimate.value), `${confidence(estimate)} ${pointsInterval(estimate)}`, paint),
    `  ${answersOf(measured)}`,
    "",
    ...rows.map(([name, scores, number, share, style]) =>
      shareLine(cell(name, 12) + cell(scores, 6), number, share, style, paint),
    ),
  ];
}

/** For a scale that has no NPS: how often each score was given. */
function answerLines(measured: Satisfaction, paint: Paint): string[] {
  const { tally, weighed } = measured;
  const scores = tally.counts.map((number, i) => ({ score: tally.scale.min + i, number }));
  const lineOf = ({ score, number }: (typeof scores)[number]) =>
    shareLine(cell(String(score), 6), number, shareBetween(weighed, score, score), "blue", paint);
  return [
    ...heading("ANSWERS", measured, measured.survey.main.column, paint),
    headline(
      measured.mean.toFixed(2),
      `mean on ${range(tally.scale)}, ${percent(measured.shareOfMaximum)} of the way up the scale`,
      paint,
    ),
    `  ${answersOf(measured)}`,
    ...(scores.length > 11 ? [] : ["", ...scores.map(lineOf)]),
  ];
}

function levelLines(levels: NonNullable<Satisfaction["levels"]>, paint: Paint): string[] {
  const bestFirst = [...levels].reverse();
  return [
    "",
    paint("bold", "LEVELS OF SATISFACTION"),
    "",
    `  ${paint("dim", "            score   answers   share   at least")}`,
    ...bestFirst.map(({ level, from, count: number, share, atLeast }, i) => {
      const to = (bestFirst[i - 1]?.from ?? 11) - 1;
      const isLevel = level !== "below";
      return (
        `  ${cell(isLevel ? level : "below", 10)}${(from === to ? `${from}` : `${from}–${to}`).padStart(7)}` +
        `${count(number).padStart(10)}${percent(share).padStart(8)}` +
        `${(isLevel ? percent(atLeast) : "").padStart(11)}  ` +
        paint(isLevel ? "blue" : "yellow", bar(share ?? 0, 28))
      );
    }),
    "",
    ...wrap("The cuts are a convention of customer-metrics: they split the NPS categories."),
  ];
}

function csatLines(measured: Satisfaction, csat: Csat, paint: Paint): string[] {
  const { column, satisfiedFrom, tally, estimate } = csat;
  const { scale, counts, missing } = tally;
  const answers = counts.reduce((sum, number) => sum + number, 0);
  const from =
    satisfiedFrom === scale.max ? `${scale.max}` : range({ ...scale, min: satisfiedFrom });
  return [
    ...heading("CUSTOMER SATISFACTION, CSAT", measured, column, paint),
    headline(
      percent(estimate.value),
      `${confidence(estimate)} ${percentInterval(estimate)}`,
      paint,
    ),
    `  answered ${from} on ${range(scale)}: ` +
      `${counted(answers, "answer")}, ${count(missing)} without one`,
  ];
}

const MOST_GROUPS = 12;

function groupLines(
  { survey, nps }: Satisfaction,
  groups: NonNullable<Satisfaction["groups"]>,
  paint: Paint,
): string[] {
  const [value, interval] = nps === null ? [percent, percentInterval] : [points, pointsInterval];
  const left = groups.length - MOST_GROUPS;
  const title = `  by ${cell(plain(survey.by?.column ?? ""), 21)} answers  ${nps === null ? "   CSAT" : "    NPS"}`;
  const line = (name: string, answers: number, estimate: Estimate) =>
    `  ${cell(name, 24)}${count(answers).padStart(8)}${value(estimate.value).padStart(9)}   ${interval(estimate)}`;
  return [
    "",
    paint("dim", `${title}   ${groups[0] === undefined ? "" : confidence(groups[0].estimate)}`),
    ...groups
      .slice(0, MOST_GROUPS)
      .map(({ name, answers, estimate }) => line(plain(name) || "(empty)", answers, estimate)),
    ...(left > 0 ? [`  and ${counted(left, "group")} more, in the report`] : []),
  ];
}

function heading(title: string, { survey }: Satisfaction, column: string, paint: Paint): string[] {
  const mark = survey.source.isGenerated ? `  ${paint("yellow", `[${GENERATED}]`)}` : "";
  return ["", `${paint("bold", title)}  ${paint("dim", `column ${plain(column)}`)}${mark}`, ""];
}

function headline(value: string, rest: string, paint: Paint): string {
  return `  ${paint("bold", value)}   ${rest}`;
}

function answersOf({ answers, tally }: Satisfaction): string {
  return `${counted(answers, "answer")}, ${count(tally.missing)} without one`;
}

function shareLine(
  label: string,
  number: number,
  share: number,
  style: Style,
  paint: Paint,
): string {
  const numbers = `${count(number).padStart(9)}${percent(share).padStart(8)}  `;
  return `  ${label}${numbers}${paint(style, bar(share, 40))}`;
}
