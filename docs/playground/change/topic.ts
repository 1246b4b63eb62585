import { count, counted, percent } from "../../../examples/demo/format.js";
import { bridgeFigure, unitOf } from "../../../examples/demo/report/change.js";
import { SCORE, SEGMENT, WAVE } from "../column-names.js";
import type { Results } from "../messages.js";
import { type Asked, asked } from "../satisfaction/asked.js";
import type { Card, Topic } from "../topic.js";
import { code } from "./code.js";
import { driverFigure } from "./driver-figure.js";

/** Why a score moved from one wave to the next, and what it goes with. */
export const change: Topic<"change"> = {
  isLikely: ({ like }) => like(SCORE) !== undefined && like(WAVE) !== undefined,
  guess: ({ names, like }) => ({
    score: like(SCORE) ?? names[0],
    wave: like(WAVE),
    by: like(SEGMENT),
    drivers: [],
  }),
  ask: ({ value, chosen, ticked }) => {
    const form = value("asked") as Asked; // the options are these
    return {
      score: value("score"),
      asked: form,
      satisfiedFrom: asked[form].satisfiedFrom ?? undefined,
      wave: chosen("wave"),
      by: chosen("by"),
      drivers: ticked("drivers").filter((name) => name !== value("score")),
    };
  },
  show: (page, result) => ({
    cards: cardsOf(result),
    notes: notesOn(result),
    figures: [
      ...(result.bridge === null ? [] : [bridgeFigure(page, result.bridge)]),
      ...(result.drivers === null ? [] : [driverFigure(page, result.drivers)]),
    ],
  }),
  code,
};

function cardsOf({ bridge, drivers }: Results["change"]): Card[] {
  const cards: Card[] = [];
  if (bridge !== null) {
    const { explained, waves, answers } = bridge;
    const { plain, signed, interval } = unitOf(bridge);
    const name = bridge.metric === "mean score" ? "Mean score" : bridge.metric;
    const scores = `${plain(explained.before)} in ${waves[0]}, ${plain(explained.after)} in ${waves[1]}`;
    cards.push([`${name}: change`, signed(explained.change), scores]);
    for (const [title, part] of [
      ["Within segments", explained.within],
      ["Their mix", explained.mix],
    ] as const) {
      cards.push([title, signed(part.value), `${interval(part)}, 95% interval`]);
    }
    cards.push(["Answers", count(answers[0] + answers[1]), answers.map(count).join(" and ")]);
  }
  if (drivers !== null) {
    const { shares, column } = drivers;
    const left =
      shares.leftOut === 0 ? "" : `; ${counted(shares.leftOut, "row")} with a gap left out`;
    const of = `of ${column} goes with the drivers, in ${counted(shares.answers, "answer")}${left}`;
    cards.push(["Together", percent(shares.rSquared), of]);
  }
  return cards;
}

function notesOn({ bridge, drivers, missing }: Results["change"]): string[] {
  const notes: string[] = [];
  if (missing !== null) notes.push(missing);
  if (bridge !== null && bridge.leftOut > 0) {
    notes.push(`${counted(bridge.leftOut, "answer")} of no wave left out.`);
  }
  if (drivers !== null) {
    const { collinear, rSquared, drivers: list } = drivers.shares;
    if (rSquared === null) notes.push("Nothing varies, so there is nothing to go with.");
    const constant = list.filter(({ pearson }) => pearson === null).map(({ driver }) => driver);
    if (rSquared !== null && constant.length > 0) {
      notes.push(`Never another answer, and so without a share: ${constant.join(", ")}.`);
    }
    if (collinear.length > 0) {
      notes.push(`Each of these can be worked out from the others: ${collinear.join(", ")}.`);
    }
  }
  return notes;
}
