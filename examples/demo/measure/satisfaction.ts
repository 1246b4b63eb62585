import {
  csatInterval,
  type Estimate,
  type LevelShare,
  levelShares,
  meanScore,
  type NpsCounts,
  npsCounts,
  npsInterval,
  oneToFive,
  oneToTen,
  recommendationLevels,
  responseCount,
  type Scale,
  type ScoreTally,
  shareOfMaximum,
  tallyScores,
  tallyScoresBy,
  zeroToTen,
} from "customer-metrics";
import type { Survey } from "../read/survey.js";
import { unusable } from "../unusable.js";

/** What a survey says. What its scale does not allow is `null`, and a note says why. */
export interface Satisfaction {
  readonly survey: Survey;
  readonly tally: ScoreTally;
  readonly answers: number;
  readonly mean: number;
  readonly shareOfMaximum: number;
  readonly nps: { readonly estimate: Estimate; readonly counts: NpsCounts } | null;
  readonly levels: readonly LevelShare[] | null;
  readonly csat: Csat | null;
  readonly groups: readonly Group[] | null;
  readonly notes: readonly string[];
}

export interface Csat {
  readonly column: string;
  readonly satisfiedFrom: number;
  readonly tally: ScoreTally;
  readonly estimate: Estimate;
}

/** A group's NPS or, where the scale has none, its CSAT. */
export interface Group {
  readonly name: string;
  readonly answers: number;
  readonly estimate: Estimate;
}

export function measureSatisfaction(
  survey: Survey,
  satisfiedFrom?: number | undefined,
): Satisfaction {
  const { scale, scores } = survey.main;
  const tally = tallyScores(scores, scale);
  const hasNps = isScale(scale, zeroToTen) || isScale(scale, oneToTen);
  const nps = npsOf(tally, hasNps);
  const hasLevels = isScale(scale, recommendationLevels.scale);
  const csat = csatOf(survey, satisfiedFrom);
  return {
    survey,
    tally,
    answers: responseCount(tally),
    mean: known(meanScore(tally)),
    shareOfMaximum: known(shareOfMaximum(tally)),
    nps,
    levels: hasLevels ? levelShares(tally) : null,
    csat,
    groups: groupsOf(survey, hasNps, csat),
    notes: notesOn(survey, hasNps, csat),
  };
}

function npsOf(tally: ScoreTally, hasNps: boolean): Satisfaction["nps"] {
  if (!hasNps) return null;
  const { scale } = tally;
  return {
    estimate: known(npsInterval(tally, { scale })),
    counts: npsCounts(tally, { scale }),
  };
}

/** Of the second question; without one, of the main question where a cut is known. */
function csatOf({ main, csat }: Survey, stated: number | undefined): Csat | null {
  const question = csat ?? main;
  const satisfiedFrom = csat === null ? (stated ?? (isScale(main.scale, oneToFive) ? 4 : null)) : 4;
  if (satisfiedFrom === null) return null;
  const tally = tallyScores(question.scores, question.scale);
  const estimate = csatInterval(tally, { satisfiedFrom });
  if (estimate === null) throw unusable(`The column "${question.column}" has no answers in it.`);
  return { column: question.column, satisfiedFrom, tally, estimate };
}

/** Best first: ranks between overlapping intervals mean little, which the intervals show. */
function groupsOf(survey: Survey, hasNps: boolean, csat: Csat | null): Group[] | null {
  const { main, by } = survey;
  const ofMain = csat !== null && csat.column === main.column ? csat : null;
  if (by === null || (!hasNps && ofMain === null)) return null;
  const { scale } = main;
  const tallies = tallyScoresBy({ score: main.scores, by: by.groups }, scale);
  return tallies
    .flatMap(({ by: name, tally }) => {
      const estimate = hasNps
        ? npsInterval(tally, { scale })
        : csatInterval(tally, { satisfiedFrom: ofMain?.satisfiedFrom });
      return estimate === null ? [] : [{ name, answers: responseCount(tally), estimate }];
    })
    .sort((a, b) => b.estimate.value - a.estimate.value);
}

function notesOn({ main, by }: Survey, hasNps: boolean, csat: Csat | null): string[] {
  const { scale } = main;
  const asked = `${scale.min} to ${scale.max}`;
  const notes: string[] = [];
  if (!hasNps) {
    notes.push(
      `No NPS: it is defined by answers from 0 to 10, and scores moved there from ${asked} are not ` +
        "the answers people would have given.",
    );
  } else if (!isScale(scale, zeroToTen)) {
    notes.push(
      `This NPS is of a question from ${asked}: the cuts are the same, but it is not comparable with ` +
        "one from 0 to 10, which has one more answer for detractors.",
    );
  }
  if (!hasNps && csat === null) {
    notes.push(
      `No CSAT: on ${asked} it is for you to say where satisfied starts, with --satisfied-from N.`,
    );
  }
  if (by !== null && !hasNps && csat?.column !== main.column) {
    notes.push(
      `No groups by ${by.column}: they compare NPS or CSAT, which this score does not have.`,
    );
  }
  return notes;
}

function isScale(a: Scale, b: Scale): boolean {
  return a.min === b.min && a.max === b.max;
}

/** A reading is null where nobody answered; a survey without an answer was refused when it was read. */
function known<Value>(value: Value | null): Value {
  if (value === null) throw new Error("a survey without an answer got this far");
  return value;
}
