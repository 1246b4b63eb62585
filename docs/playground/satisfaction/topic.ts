import {
  count,
  percent,
  percentInterval,
  points,
  pointsInterval,
} from "../../../examples/demo/format.js";
import { satisfactionFigures } from "../../../examples/demo/report/satisfaction.js";
import { SCORE, SEGMENT, WEIGHT } from "../column-names.js";
import type { Results } from "../messages.js";
import type { Card, Topic } from "../topic.js";
import { type Asked, asked } from "./asked.js";
import { code } from "./code.js";

/** NPS, satisfaction levels and CSAT of a column of scores. */
export const satisfaction: Topic<"answers"> = {
  isLikely: ({ like }) => like(SCORE) !== undefined,
  // The scale is never guessed from the answers: the page shows one, and lets it be changed.
  guess: ({ names, like }) => ({
    score: like(SCORE) ?? names[0],
    by: like(SEGMENT),
    weight: like(WEIGHT),
  }),
  ask: ({ value, chosen }) => {
    const form = value("asked") as Asked; // the options are these
    const hasCut = asked[form].satisfiedFrom !== null;
    return {
      score: value("score"),
      asked: form,
      satisfiedFrom: hasCut ? Number(value("satisfiedFrom")) : undefined,
      by: chosen("by"),
      weight: chosen("weight"),
    };
  },
  show: (page, result) => ({
    cards: cardsOf(result),
    notes: notesOn(result),
    figures: satisfactionFigures(page, result.measured),
  }),
  code,
};

function cardsOf({ measured }: Results["answers"]): Card[] {
  const { nps, csat, levels, mean, answers, tally, worth } = measured;
  const cards: Card[] = [];
  if (nps !== null) {
    const interval = `${pointsInterval(nps.estimate)}, 95% interval`;
    cards.push(["NPS", points(nps.estimate.value), interval]);
  }
  if (csat !== null) {
    const interval = `${percentInterval(csat.estimate)}, 95% interval`;
    cards.push(["CSAT", percent(csat.estimate.value), interval]);
  }
  if (nps === null && levels === null) {
    cards.push(["Mean", mean.toFixed(2), `on ${tally.scale.min} to ${tally.scale.max}`]);
  }
  cards.push(["Answers", count(answers), `${tally.missing} without one`]);
  if (worth !== null) {
    cards.push(["Worth", worth.toFixed(1), "answers that weigh the same"]);
  }
  return cards;
}

/** What the scale does not allow, and what looks like another scale. */
function notesOn({ measured }: Results["answers"]): readonly string[] {
  const { tally, notes } = measured;
  const { counts, scale } = tally;
  const isLow = scale.max === 10 && counts.every((n, i) => n === 0 || scale.min + i <= 5);
  const hint = "No answer is above 5. If the question went from 1 to 5, choose that scale.";
  return isLow ? [hint, ...notes] : notes;
}
